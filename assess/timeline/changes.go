package timeline

import "slices"

// The three functions below compare the recent incidents with all earlier ones. They
// are the project's own rules of thumb, without a p value. On steady series of six
// to twenty incidents, at least one of them fires a third to three quarters of the
// time, so they may only propose. They use the calendar, not the clock.

const (
	// stepUp is how many severities higher a step is.
	stepUp = 2
	// newKinds is how many new kinds make a change of methods.
	newKinds = 2
	// historyDays is how many days of history there must be before the recent days
	// to call a kind new.
	historyDays = 14
	// remoteFirst is how many remote incidents there must be before the first
	// in-person one to call it an approach.
	remoteFirst = 2
)

// step returns Rising if the highest severity of the recent points is two or more
// above that of all earlier ones, TooFew if there is no earlier point, and otherwise
// NoClearTrend, even if no point is recent.
func step(points []Point, w *Window) Finding {
	recent, earlier := 0, 0
	for _, p := range points {
		if w.recent(p.Day) {
			recent = max(recent, graded(p.Severity))
		} else {
			earlier = max(earlier, graded(p.Severity))
		}
	}
	switch {
	case earlier == 0:
		return TooFew
	case recent >= earlier+stepUp:
		return Rising
	}
	return NoClearTrend
}

// methods returns Rising if two or more kinds were first seen recently, TooFew if
// there are fewer than 14 days from the first incident to the last day that is not
// recent, including both, and otherwise NoClearTrend. first is the day of the first
// point.
func (a *Analyser) methods(points []Point, first int, w *Window) Finding {
	if w.Assessed-w.Recent-first+1 < historyDays {
		return TooFew
	}
	lately := 0
	for i := range points {
		if w.recent(points[i].Day) {
			lately++
		}
	}
	if lately < newKinds {
		return NoClearTrend // as most are
	}
	a.before, a.lately = a.before[:0], a.lately[:0]
	for i := range points {
		if p := &points[i]; w.recent(p.Day) {
			a.lately = append(a.lately, p.Kind)
		} else {
			a.before = append(a.before, p.Kind)
		}
	}
	slices.Sort(a.before)
	slices.Sort(a.lately)
	found := 0
	for i, kind := range a.lately {
		if i > 0 && kind == a.lately[i-1] {
			continue
		}
		if _, known := slices.BinarySearch(a.before, kind); !known {
			found++
		}
	}
	if found >= newKinds {
		return Rising
	}
	return NoClearTrend
}

// approach returns Rising if the first in-person point is recent and two or more
// remote ones have an earlier date, TooFew with fewer than three points, and
// otherwise NoClearTrend. A remote incident on the same date does not count, because
// it may have been later that day.
func approach(points []Point, w *Window) Finding {
	if len(points) < remoteFirst+1 {
		return TooFew
	}
	met, first := false, 0
	for _, p := range points {
		if p.InPerson && (!met || p.Day < first) {
			met, first = true, p.Day
		}
	}
	if !met || !w.recent(first) {
		return NoClearTrend
	}
	remote := 0
	for _, p := range points {
		if p.Day < first {
			remote++ // every point before the first in-person one is remote
		}
	}
	if remote >= remoteFirst {
		return Rising
	}
	return NoClearTrend
}

// graded returns a severity limited to the range from 1 to gravest.
func graded(severity int) int { return min(max(severity, 1), gravest) }
