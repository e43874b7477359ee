package batch

import (
	"cmp"
	"slices"
	"time"

	"stalkrisk/assess"
)

// badness ranks a result, so that the worst can be written first: by act now, overall
// level, escalation, baseline and the highest overall level it could reach.
type badness struct {
	levels [5]int
	review time.Time // the earliest comes first; zero if there is none
}

func rankOf(r *assess.Result) badness {
	b := badness{levels: [...]int{
		0, rank(overallLevels, r.Overall.Level), rank(escalationLevels, r.Escalation.Level),
		rank(overallLevels, r.Baseline.Level), rank(overallLevels, r.Overall.CouldReach),
	}}
	if r.ActNow {
		b.levels[0] = 1
	}
	b.review, _ = time.Parse(time.RFC3339Nano, r.ReviewBy)
	return b
}

// worse compares two ranks, with the worst first.
func worse(a, b badness) int {
	if c := slices.Compare(b.levels[:], a.levels[:]); c != 0 || a.review.IsZero() == b.review.IsZero() {
		return cmp.Or(c, a.review.Compare(b.review))
	}
	return b.review.Compare(a.review) // the zero time comes last
}

// kept is an encoded result that is kept until all records have been scored.
type kept struct {
	rank    badness
	outcome outcome // counted when it is certain that the result is written
	version version
	text    []byte
}
