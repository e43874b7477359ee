package timeline

import (
	"math"
	"slices"
)

// significance is the greatest p at which a test finds a trend, one-sided,
// compared unrounded.
const significance = 0.05

// fewestDays is the smallest number of interior incident-days (frequency) or
// incident-days (severity) that is tested. Fewer would be too few to describe
// honestly, although the normal form keeps its size even with three.
const fewestDays = 4

// clusteredAbove is the coefficient of variation of the gaps above which
// incidents come in clusters and Lewis-Robinson governs. It is the project's
// own choice. Gaps of a steady series have about 1; with regular gaps, below 1,
// Lewis-Robinson would inflate U and is not used.
const clusteredAbove = 1.2

// The tests that can govern a finding.
const (
	ExactTest         = "exact"
	NormalTest        = "normal"
	LewisRobinsonTest = "lewis_robinson"
)

// Frequency is whether incident-days come more often, and by what numbers.
//
// Finding is TooFew with fewer than four interior incident-days; TooDense when
// they are more than half the days of the window, N > T/2, whatever P says,
// since incident-days cannot coincide and the test then has little power;
// Rising if P <= 0.05; Falling if 1-P <= 0.05; otherwise NoClearTrend. Only P
// decides. Numbers are unrounded; one that does not exist is NaN, as all but
// PerWeek are with TooFew.
type Frequency struct {
	Finding Finding

	// Test names the test that governs: LewisRobinsonTest if the gaps vary by
	// more than 1.2, otherwise ExactTest up to 20 interior days, otherwise
	// NormalTest. "" with TooFew.
	Test string

	// N is the number of interior incident-days: all but the first, which only
	// sets the start of the window, and but the last where that only sets its
	// end: it prompted the assessment, falls on its day, or has no clock time
	// after it. Never negative.
	N int

	// U is Laplace's statistic, (S - N/2) / √(N/12), whichever test governs.
	// Above 0 incident-days lie late in the window. About standard normal for a
	// steady rate (Cox and Lewis 1966, The Statistical Analysis of Series of
	// Events, Methuen).
	U float64

	// P is the upper tail of the governing test, 0 to 1: how often a steady
	// rate would give incident-days that lie as late in the window or later.
	P float64

	// Beta is the power-law shape, N / Σ ln(T/X), by maximum likelihood: the
	// rate grows like time to the power Beta-1, so above 1 it rises (Crow 1974,
	// in Reliability and Biometry, SIAM, 379-410: Crow-AMSAA). Above 0.
	Beta float64

	T int // length of the window: days on the clock, 0 or more

	// LastThird is the number of interior incident-days in the last third of
	// the window, strictly after 2T/3.
	LastThird int

	// PerWeek is the number of incidents, not of days, in each 7 days of the
	// window: all of them, those at its ends included, times 7 over T. NaN if
	// T is 0.
	PerWeek float64

	// What the tests work with; NaN where it is not worked out.
	s       float64 // sum of the interior clock values over T, 0 to N
	cv      float64 // coefficient of variation of the gaps, first and last incident-day included
	exactP  float64 // of s, by Irwin-Hall (Irwin 1927, Hall 1927), up to 20 interior days
	normalP float64 // of U, by the normal distribution
	lrP     float64 // of U/cv, by the normal distribution, if cv > 1.2
}

// untested returns the frequency of no incidents, with which every other begins.
func untested() Frequency {
	nan := math.NaN()
	return Frequency{Finding: TooFew, U: nan, P: nan, Beta: nan, PerWeek: nan, s: nan, cv: nan, exactP: nan, normalP: nan, lrP: nan}
}

// frequency tests the incident-days with the given clock values, ascending from
// 0 and at least one. end is the clock value of the assessment, not before the
// last of them; gaps are the differences of successive values, in any order;
// points is the number of incidents.
//
// Dropping both edges where both only mark the window keeps the test at its
// size; keeping the last causes 11 to 19 false alarms in a hundred. Which test
// governs when is the project's own choice; the tests are those that the fields
// of Frequency name with their sources. Lewis and Robinson 1974, in Reliability
// and Biometry, SIAM, 163-182, divide U by the coefficient of variation.
func frequency(clock, gaps []int, end, points int, prompted bool) Frequency {
	f := untested()
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
		return f
	}

	n, t := float64(f.N), float64(f.T)
	sum, logs := 0, 0.0
	for _, x := range interior {
		sum += x
		logs += math.Log(t / float64(x))
		if 3*x > 2*f.T {
			f.LastThird++
		}
	}
	f.s = float64(sum) / t
	if f.N < fewestDays {
		return f
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
	switch {
	case 2*f.N > f.T:
		f.Finding = TooDense
	case f.P <= significance:
		f.Finding = Rising
	case 1-f.P <= significance:
		f.Finding = Falling
	default:
		f.Finding = NoClearTrend
	}
	return f
}

// variation returns the sample standard deviation of gaps (divisor: their number
// less 1) over their mean. There are two or more, each 1 or more.
//
// The statistic is the usual one (Pearson 1896, Philosophical Transactions of the
// Royal Society A 187, 253-318). It is one root of a quotient of whole numbers
// here, so that gaps that vary by exactly 1.2 are not pushed over it by rounding.
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

// medianGaps returns the median of the first ⌊g/2⌋ and of the last ⌊g/2⌋ of the g
// gaps, in days on the clock; the middle one is left out if g is odd. NaN with
// fewer than two gaps. It changes the order of gaps. That the halves are compared
// by their medians is the project's own choice.
func medianGaps(gaps []int) (early, late float64) {
	half := len(gaps) / 2
	return middle(gaps[:half]), middle(gaps[len(gaps)-half:])
}

// middle returns the median of values, the mean of the middle two if their number
// is even; NaN if there are none. It sorts values.
func middle(values []int) float64 {
	n := len(values)
	if n == 0 {
		return math.NaN()
	}
	slices.Sort(values)
	return float64(values[(n-1)/2]+values[n/2]) / 2
}
