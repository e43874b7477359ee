package timeline

import "slices"

// Finding is what one test finds in the incidents.
type Finding string

// The values of a finding. Rising may raise a level or propose an answer; no finding
// may lower a level. TooFew and NoClearTrend are not evidence that nothing
// escalates.
const (
	Rising       Finding = "rising"
	Falling      Finding = "falling"
	NoClearTrend Finding = "no_clear_trend"
	TooFew       Finding = "too_few"
	TooDense     Finding = "too_dense"
)

// Findings is the statistical reading of a timeline.
type Findings struct {
	Frequency Frequency
	Severity  Severity

	// Step is Rising if the highest recent severity is two or more above that of
	// all earlier incidents; TooFew without an earlier incident.
	Step Finding

	// Methods is Rising if two or more kinds were first seen recently; TooFew with
	// fewer than 14 days from the first incident to the last day that is not
	// recent, including both.
	Methods Finding

	// Approach is Rising if the first in-person incident is recent and two or
	// more remote ones have an earlier date; TooFew with fewer than three
	// incidents.
	Approach Finding

	// Days is the number of incident-days.
	Days int

	// Cancelled lists the excluded periods that were not subtracted because an
	// incident falls strictly inside them, as given and in the same order. It is
	// nil if there are none. The caller may keep it.
	Cancelled []Span
}

// Analyser analyses timelines. It reuses its memory, so one analysis after another
// allocates nothing except Cancelled. The zero value is ready for use. It is not
// safe for concurrent use.
type Analyser struct {
	keys   []int  // day and severity of each point in one number
	days   []int  // incident-days
	tops   []int  // highest severity of each incident-day
	clock  []int  // clock value of each incident-day
	gaps   []int  // between successive clock values
	away   []Span // periods to subtract
	before []int  // kinds seen before the recent days
	lately []int  // kinds seen in the recent days
}

// Analyse returns the findings for points, in any order, within w. It changes and
// keeps neither, and reads no clock: the same points and window always have the same
// Findings.
//
// Without points every finding is TooFew and every number 0 or NaN.
func (a *Analyser) Analyse(points []Point, w Window) (f Findings) {
	a.AnalyseInto(&f, points, &w)
	return f
}

// AnalyseInto sets f to what Analyse returns. It is for one timeline after another: the
// findings are large to copy.
func (a *Analyser) AnalyseInto(f *Findings, points []Point, w *Window) {
	a.gaps = a.gaps[:0] // also without points: Gaps is about this analysis
	f.Days, f.Cancelled = 0, nil
	if len(points) == 0 {
		f.Frequency.untested()
		f.Severity.test(nil)
		f.Step, f.Methods, f.Approach = TooFew, TooFew, TooFew
		return
	}
	a.readDays(points)
	f.Days = len(a.days)
	end, cancelled := a.wind(w)
	f.Cancelled = cancelled
	for i := range len(a.clock) - 1 {
		a.gaps = append(a.gaps, a.clock[i+1]-a.clock[i])
	}
	f.Frequency.test(a.clock, a.gaps, end, len(points), w.Prompted)
	f.Severity.test(a.tops)
	f.Step, f.Methods, f.Approach = step(points, w), a.methods(points, a.days[0], w), approach(points, w)
}

// readDays fills a.days with the incident-days of points, in ascending order, and
// a.tops with the highest severity of each.
//
// It sorts day and severity as one number. That is faster than sorting points, and
// each day's highest severity comes last.
func (a *Analyser) readDays(points []Point) {
	const bits = 3 // room for gravest
	a.keys, a.days, a.tops = a.keys[:0], a.days[:0], a.tops[:0]
	for _, p := range points {
		a.keys = append(a.keys, p.Day<<bits|graded(p.Severity))
	}
	slices.Sort(a.keys)
	for _, key := range a.keys {
		d, top := key>>bits, key&(1<<bits-1)
		if n := len(a.days); n > 0 && a.days[n-1] == d {
			a.tops[n-1] = top
			continue
		}
		a.days = append(a.days, d)
		a.tops = append(a.tops, top)
	}
}
