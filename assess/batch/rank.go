package batch

import (
	"cmp"
	"slices"
	"time"

	"stalkrisk/assess"
)

// badness ranks a result, so that the worst can be written first.
type badness struct {
	actNow                        bool
	overall, escalation, baseline int
	could                         int       // the highest overall level it could reach
	review                        time.Time // zero if there is none
}

func rankOf(r *assess.Result) badness {
	review, _ := time.Parse(time.RFC3339Nano, r.ReviewBy)
	return badness{
		actNow: r.ActNow, overall: rank(overallLevels, r.Overall.Level),
		escalation: rank(escalationLevels, r.Escalation.Level), baseline: rank(overallLevels, r.Baseline.Level),
		could: rank(overallLevels, r.Overall.CouldReach), review: review,
	}
}

// worse compares two ranks, with the worst first: by act now, overall level,
// escalation, baseline, what the overall level could still reach, and the earliest
// review time.
func worse(a, b badness) int {
	first := func(a, b bool) int {
		switch {
		case a == b:
			return 0
		case a:
			return -1
		}
		return 1
	}
	return cmp.Or(
		first(a.actNow, b.actNow),
		cmp.Compare(b.overall, a.overall), cmp.Compare(b.escalation, a.escalation), cmp.Compare(b.baseline, a.baseline),
		cmp.Compare(b.could, a.could),
		first(!a.review.IsZero(), !b.review.IsZero()), a.review.Compare(b.review),
	)
}

// held is an encoded result that is kept until all records have been scored.
type held struct {
	rank badness
	text []byte
}

// worstFirst sorts results. Equally bad ones keep the order of the input.
func worstFirst(all []held) {
	slices.SortStableFunc(all, func(a, b held) int { return worse(a.rank, b.rank) })
}
