package timeline

import (
	"math"
	"slices"
)

// significance is the highest p at which a one-sided test finds a trend. p is not
// rounded before the comparison.
const significance = 0.05

// fewestDays is the smallest number of interior incident-days (frequency) or
// incident-days (severity) that is tested. It is the project's own choice: fewer are
// too few to describe honestly, although the normal form keeps its size with three.
const fewestDays = 4

// clusteredAbove is the coefficient of variation of the gaps above which incidents
// come in clusters and the Lewis-Robinson test decides. It is the project's own
// choice. Gaps of a steady series have about 1. Regular gaps have less than 1, and
// Lewis-Robinson would then inflate U, so it is not used.
const clusteredAbove = 1.2

// The tests that can decide a finding.
const (
	ExactTest         = "exact"
	NormalTest        = "normal"
	LewisRobinsonTest = "lewis_robinson"
)

// Frequency is whether incident-days come more often, with the numbers of the test.
//
// Finding is TooFew with fewer than four interior incident-days. It is TooDense,
// whatever P is, if they are more than half the days of the window, N > T/2: two
// incident-days cannot be the same day, so the test then has little power. Otherwise
// it is Rising if P <= 0.05, Falling if 1-P <= 0.05, and else NoClearTrend. Numbers
// are not rounded. A number that does not exist is NaN; with TooFew all are NaN
// except PerWeek and perhaps s.
type Frequency struct {
	Finding Finding

	// Test names the test that decides: LewisRobinsonTest if the coefficient of
	// variation of the gaps is above 1.2, otherwise ExactTest up to 20 interior
	// days, otherwise NormalTest. "" with TooFew.
	Test string

	// N is the number of interior incident-days: all except the first, which only
	// sets the start of the window, and except the last if it only sets the end: it
	// prompted the assessment, is on its day, or has no clock time after it. Never
	// negative.
	N int

	// U is Laplace's statistic, (S - N/2) / √(N/12), whichever test decides. It is
	// above 0 if incident-days are late in the window, and about standard normal
	// for a steady rate (Cox and Lewis 1966, The Statistical Analysis of Series of
	// Events, Methuen).
	U float64

	// P is the upper tail of the test that decides, 0 to 1: how often a steady rate
	// would have incident-days as late in the window or later.
	P float64

	// Beta is the power-law shape, N / Σ ln(T/X), by maximum likelihood, above 0.
	// The rate grows like time to the power Beta-1, so it rises if Beta is above 1
	// (Crow 1974, in Reliability and Biometry, SIAM, 379-410: Crow-AMSAA).
	Beta float64

	T int // length of the window: days on the clock, 0 or more

	// LastThird is the number of interior incident-days in the last third of
	// the window, strictly after 2T/3.
	LastThird int

	// PerWeek is the number of incidents (not of days) for each 7 days of the
	// window, including those at its ends. NaN if T is 0.
	PerWeek float64

	// The numbers behind the tests; NaN if they are not worked out.
	s       float64 // sum of the interior clock values over T, 0 to N
	cv      float64 // coefficient of variation of the gaps, first and last incident-day included
	exactP  float64 // of s, by Irwin-Hall (Irwin 1927, Hall 1927), up to 20 interior days
	normalP float64 // of U, by the normal distribution
	lrP     float64 // of U/cv, by the normal distribution, if cv > 1.2
}

// untested sets f to the frequency of no incidents.
func (f *Frequency) untested() {
	nan := math.NaN()
	*f = Frequency{Finding: TooFew, U: nan, P: nan, Beta: nan, PerWeek: nan, s: nan, cv: nan, exactP: nan, normalP: nan, lrP: nan}
}

// test tests the incident-days with the given clock values, which ascend from 0;
// there is at least one. end is the clock value of the assessment, not before the
// last of them. gaps holds the differences of successive values, in any order.
// points is the number of incidents.
//
// The test keeps its size only if both end days are left out when they only mark the
// window; keeping the last causes 11 to 19 false alarms in a hundred. When each test
// decides is the project's own choice. The fields of Frequency name the sources of
// the tests. Lewis and Robinson 1974, in Reliability and Biometry, SIAM, 163-182,
// divide U by the coefficient of variation.
func (f *Frequency) test(clock, gaps []int, end, points int, prompted bool) {
	f.untested()
	last, interior := clock[len(clock)-1], clock[1:]
	f.T = end
	if prompted || end <= last {
		f.T = last
		interior = interior[:max(len(interior)-1, 0)]
	}
	f.N = len(interior)
	if f.T > 0 {
		f.PerWeek = float64(7*points) / float64(f.T)
	}
	if f.N == 0 {
		return
	}

	n, t := float64(f.N), float64(f.T)
	sum := 0
	for _, x := range interior {
		sum += x
		if 3*x > 2*f.T {
			f.LastThird++
		}
	}
	f.s = float64(sum) / t
	if f.N < fewestDays {
		return
	}

	logs := 0.0
	for _, x := range interior {
		logs += math.Log(t / float64(x))
	}
	f.U = (f.s - float64(n/2)) / math.Sqrt(n/12)
	f.Beta = n / logs
	f.normalP = normalUpper(f.U)
	if f.N <= exactDays {
		f.exactP = irwinHallUpper(f.s, f.N)
	}
	f.cv = variation(gaps)
	if f.cv > clusteredAbove {
		f.lrP = normalUpper(f.U / f.cv)
	}

	switch {
	case f.cv > clusteredAbove:
		f.Test, f.P = LewisRobinsonTest, f.lrP
	case f.N <= exactDays:
		f.Test, f.P = ExactTest, f.exactP
	default:
		f.Test, f.P = NormalTest, f.normalP
	}
	f.Finding = f.finds()
}

// finds returns the finding of a frequency that was tested.
func (f *Frequency) finds() Finding {
	switch {
	case 2*f.N > f.T:
		return TooDense
	case f.P <= significance:
		return Rising
	case 1-f.P <= significance:
		return Falling
	}
	return NoClearTrend
}

// variation returns the coefficient of variation of gaps: their sample standard
// deviation (with divisor n-1) over their mean (Pearson 1896, Philosophical
// Transactions of the Royal Society A 187, 253-318). There are two or more gaps, each
// 1 or more.
//
// It is one root of a quotient of whole numbers, so that rounding does not push a
// value of exactly 1.2 over the limit.
func variation(gaps []int) float64 {
	sum, squares := 0, 0
	for _, g := range gaps {
		sum += g
		squares += g * g
	}
	n := len(gaps)
	above := float64(n) * float64(n*squares-sum*sum)
	below := float64(n-1) * float64(sum) * float64(sum)
	return math.Sqrt(above / below)
}

// Gaps returns the medians, in days on the clock, of the first ⌊g/2⌋ and of the last
// ⌊g/2⌋ of the g gaps between the incident-days that were analysed last. The middle gap is
// left out if g is odd. NaN with fewer than two gaps. To compare medians is the project's
// own choice.
func (a *Analyser) Gaps() (early, recent float64) {
	gaps := slices.Clone(a.gaps)
	half := len(gaps) / 2
	return middle(gaps[:half]), middle(gaps[len(gaps)-half:])
}

// middle returns the median of values, which is the mean of the middle two if their
// number is even; NaN if there are none. It sorts values.
func middle(values []int) float64 {
	n := len(values)
	if n == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	return float64(values[(n-1)/2]+values[n/2]) / 2
}
