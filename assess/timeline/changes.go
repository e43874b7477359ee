package timeline

import "slices"

// These three compare the recent incidents with all before. They are rules of
// thumb of the project's own, without a p value: on steady series with six to
// twenty incidents one of them fires a third to three quarters of the time, so
// they may only propose. The calendar counts here, not the clock.

const (
	// stepUp is how many severities higher a step is.
	stepUp = 2
	// newKinds is how many kinds first seen recently are a change of methods.
	newKinds = 2
	// historyDays is how many days of history must lie before the recent ones
	// if a kind is to be called new.
	historyDays = 14
	// remoteFirst is how many remote incidents make the first in-person one an
	// approach.
	remoteFirst = 2
)

// step is Rising if the highest severity of the recent points is two or more
// above that of all earlier ones, TooFew if there is no earlier one, otherwise
// NoClearTrend, also when nothing is recent. The rule is the project's own.
func step(points []Point, w Window) Finding {
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

// methods is Rising if two or more kinds were first seen recently, TooFew
// unless the days from the first incident up to the last day that is not recent
// are 14 or more, both ends counted; otherwise NoClearTrend. first is the day of
// the first point. The rule is the project's own.
func (a *Analyser) methods(points []Point, first int, w Window) Finding {
	if w.Assessed-w.Recent-first+1 < historyDays {
		return TooFew
	}
	a.before, a.lately = a.before[:0], a.lately[:0]
	for _, p := range points {
		if w.recent(p.Day) {
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

// approach is Rising if the first in-person point is recent and two or more
// remote ones have an earlier date, TooFew with fewer than three points,
// otherwise NoClearTrend. A remote incident on the same date may have come
// later that day and does not count. The rule is the project's own.
func approach(points []Point, w Window) Finding {
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
			remote++ // all before the first in-person one are
		}
	}
	if remote >= remoteFirst {
		return Rising
	}
	return NoClearTrend
}

// graded brings a severity into 1 to gravest.
func graded(severity int) int { return min(max(severity, 1), gravest) }
