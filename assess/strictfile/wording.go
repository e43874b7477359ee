package strictfile

import (
	"strconv"

	"stalkrisk/assess"
)

// Wording is how assess.Check names what somebody wrote: a word is repeated
// only where it may be.
func Wording() assess.Wording {
	return assess.Wording{
		Nearest: Nearest,
		Quote:   func(word string) (string, bool) { return strconv.Quote(word), sayable(word) },
	}
}
