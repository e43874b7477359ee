package strictfile

import (
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// trail is the path from the root to the current value. It is kept while a tree is
// built or decoded, and written out only if there is a problem.
type trail []step

type step struct {
	key string
	nth int // of the key in its object, from 1; 0 for a place in a list
	at  int // in a list, from 0
}

func (t *trail) key(key string, nth int) { *t = append(*t, step{key: key, nth: nth}) }
func (t *trail) at(i int)                { *t = append(*t, step{at: i}) }
func (t *trail) up()                     { *t = (*t)[:len(*t)-1] }

// String returns the path for a problem: "incidents[3].at". A key that may not be
// quoted is shown by its place in the object: "responses.#2".
func (t trail) String() string {
	var b []byte
	for _, s := range t {
		switch {
		case s.nth == 0:
			b = append(strconv.AppendInt(append(b, '['), int64(s.at), 10), ']')
			continue
		case len(b) > 0:
			b = append(b, '.')
		}
		if assess.Quotable(s.key) && !strings.Contains(s.key, ".") { // a dot divides paths
			b = append(b, s.key...)
		} else {
			b = strconv.AppendInt(append(b, '#'), int64(s.nth), 10)
		}
	}
	return string(b)
}

// KeyInMessage returns how a message names a key: by its place in the object, from 1,
// such as "the 3rd key". The key itself may be a name.
func KeyInMessage(nth int) string { return "the " + ordinal(nth) + " key" }

func ordinal(n int) string {
	suffix := "th"
	if last := n % 10; last >= 1 && last <= 3 && n/10%10 != 1 {
		suffix = []string{"st", "nd", "rd"}[last-1]
	}
	return strconv.Itoa(n) + suffix
}
