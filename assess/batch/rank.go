package batch

import (
	"cmp"
	"slices"
	"time"

	"stalkrisk/assess"
)

// badness is how bad a result is, so that the worst can be written first.
type badness struct {
	actNow                        bool
	overall, escalation, baseline int
	could                         int       // the overall level that it could reach
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

// worse orders ranks, the worst first: help is needed now; overall level;
// escalation; baseline; what the overall level could still reach; and the
// earliest time by which to look again.
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

// held is an encoded result that is written when all records have been scored.
type held struct {
	rank badness
	text []byte
}

// worstFirst sorts results. Those that are equally bad keep the order of the input.
func worstFirst(all []held) {
	slices.SortStableFunc(all, func(a, b held) int { return worse(a.rank, b.rank) })
}
