package timeline

import (
	"cmp"
	"math"
)

// gravest is the highest severity; the lowest is 1.
const gravest = 5

// Severity is whether incident-days grow more serious: a one-sided Mann-Kendall test
// on the highest severity of each incident-day. It uses all incident-days, including
// the first and the last, and only their order.
//
// Finding is TooFew with fewer than four incident-days, Rising if P <= 0.05, and
// otherwise NoClearTrend. It is never Falling.
type Severity struct {
	Finding Finding

	// Test is ExactTest for up to ten incident-days without ties, otherwise
	// NormalTest; "" with TooFew.
	Test string

	N int // number of incident-days

	// P is the probability of s or more if the order were random, 0 to 1; NaN with
	// TooFew. If all incident-days have the same severity, P is 1 and Test is
	// NormalTest.
	P float64

	// s is the number of pairs of incident-days whose later day is graver, less the
	// number whose earlier day is graver; 0 with TooFew.
	s int
}

// test tests tops, the highest severity of each incident-day from the first to the last,
// each 1 to gravest.
//
// The normal form is z = (S - sign S) / √V with V = [m(m-1)(2m+5) - Σ
// t(t-1)(2t+5)] / 18 over groups of t ties (Mann 1945, Econometrica 13,
// 245-259; Kendall 1975, Rank Correlation Methods, 4th edition, Griffin).
func (v *Severity) test(tops []int) {
	m := len(tops)
	*v = Severity{Finding: TooFew, N: m, P: math.NaN()}
	if m < fewestDays {
		return
	}

	// Counting by severity takes time in proportion to the number of days;
	// comparing every pair would take its square.
	var seen [gravest + 1]int
	s := 0
	for earlier, top := range tops {
		less := 0
		for _, days := range seen[:top] {
			less += days
		}
		more := earlier - less - seen[top]
		s += less - more
		seen[top]++
	}
	variance18, tied := m*(m-1)*(2*m+5), false
	for _, t := range seen {
		variance18 -= t * (t - 1) * (2*t + 5)
		tied = tied || t > 1
	}

	v.Finding, v.Test, v.s = NoClearTrend, NormalTest, s
	switch {
	case !tied && m <= exactRanks:
		v.Test, v.P = ExactTest, kendallUpper(s, m)
	case variance18 == 0:
		v.P = 1
	default:
		v.P = normalUpper(float64(s-cmp.Compare(s, 0)) / math.Sqrt(float64(variance18)/18))
	}
	if v.P <= significance {
		v.Finding = Rising
	}
}
