package strictfile

import (
	"strconv"

	"stalkrisk/assess"
)

// Wording returns how assess.Check names what somebody wrote: a word is repeated
// only if it may be quoted.
func Wording() assess.Wording {
	return assess.Wording{
		Nearest: Nearest,
		Quote:   func(word string) (string, bool) { return strconv.Quote(word), quotable(word) },
	}
}
