package batch

import (
	"cmp"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/cases"
)

// badness ranks a result, so that the worst can be written first: by its band, then by
// the signs of imminent danger that nobody has answered, then by the longest wait.
type badness struct {
	band, open int
	since      time.Time // the earliest comes first; zero if it is not known
}

func rankOf(r *assess.Result, at time.Time) badness { return badness{r.Band, r.OpenImminent, at} }

// worse compares two ranks, with the worst first.
func worse(a, b badness) int {
	if c := cmp.Or(cmp.Compare(a.band, b.band), cmp.Compare(b.open, a.open)); c != 0 || a.since.IsZero() == b.since.IsZero() {
		return cmp.Or(c, a.since.Compare(b.since))
	}
	return b.since.Compare(a.since) // the zero time comes last
}

// kept is an encoded result that is kept until all records have been scored.
type kept struct {
	rank    badness
	outcome outcome // counted when it is certain that the result is written
	version cases.Version
	text    []byte
}
