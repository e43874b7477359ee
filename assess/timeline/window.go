package timeline

import (
	"cmp"
	"slices"
)

// Point is one incident as the tests need it: dated to the day and not after the
// assessment. An incident that is undated, or dated only to the month, has no Point.
type Point struct {
	Day      int  // the date in days since 1970-01-01, for the years 1 to 9999
	Severity int  // 1 to 5; a number outside counts as the nearer end
	Kind     int  // any number that is different for each kind
	InPerson bool // in person, not remote
}

// Span is a period in days since 1970-01-01, including both ends. A Span whose To is
// before its From has no days.
type Span struct{ From, To int }

// Window is the period that the tests cover.
type Window struct {
	// Assessed is the date of the assessment in its own offset, in days since
	// 1970-01-01. A Point may be dated a day or two later and still not be after
	// the assessment, if its own offset is ahead. It is then recent, and the window
	// ends with it.
	Assessed int

	// Prompted means that the latest incident prompted the assessment. Use true if
	// that is not known: it costs a little power and keeps the error rate.
	Prompted bool

	// Recent is the number of days that count as recent, 28 in practice. A Point is
	// recent if Assessed-Day is less than Recent, so the assessment's own day is
	// the first of them. With 0 or less, no day up to Assessed is recent.
	Recent int

	// Excluded lists when the suspect was in custody or abroad, and no other
	// absences. Spans may overlap, be in any order, begin before the first incident
	// or end after the assessment: only their days on the clock count. An absence
	// that has not ended needs an end after the assessment (any large number will
	// do), because an incident on the last day of a Span counts as one on the day
	// of release.
	Excluded []Span
}

// recent reports whether day d is one of the last w.Recent days.
func (w *Window) recent(d int) bool { return w.Assessed-d < w.Recent }

// wind fills a.clock with the clock value of every incident-day in a.days, which are
// ascending; there is at least one. It returns the clock value of the day of the
// assessment (or of the last incident-day, if that is later) and the excluded periods
// that are not subtracted, as given and in the same order; nil if there are none.
//
// The clock value of day d is the number of days after the first incident-day up to
// and including d, less those that are subtracted. A period with an incident strictly
// between its ends is not subtracted at all, because the suspect could clearly act.
// An incident on its first or last day (arrest, release) keeps only that day on the
// clock. So an incident-day is never subtracted, and clock values rise by one or more
// from each incident-day to the next. Periods are cancelled first, then each
// remaining day is subtracted once. The rule is the project's own: bail, an order, a
// block or a stay in hospital does not stop the clock.
func (a *Analyser) wind(w *Window) (end int, cancelled []Span) {
	first, stop := a.days[0], max(w.Assessed, a.days[len(a.days)-1])

	a.away = a.away[:0]
	for _, s := range w.Excluded {
		from, to := s.From, s.To
		next, onFirst := slices.BinarySearch(a.days, from)
		if onFirst {
			next++
			from++
		}
		// next is now the first incident-day after the period's first day.
		if next < len(a.days) && a.days[next] < s.To {
			cancelled = append(cancelled, s)
			continue
		}
		if next < len(a.days) && a.days[next] == s.To {
			to--
		}
		from, to = max(from, first+1), min(to, stop)
		if from <= to {
			a.away = append(a.away, Span{from, to})
		}
	}
	if len(a.away) > 1 {
		a.away = joined(a.away)
	}

	// The remaining periods have no incident-day in them, so a period that begins
	// before an incident-day also ends before it.
	a.clock = a.clock[:0]
	gone, next := 0, 0
	for _, d := range a.days {
		for next < len(a.away) && a.away[next].From < d {
			gone += a.away[next].To - a.away[next].From + 1
			next++
		}
		a.clock = append(a.clock, d-first-gone)
	}
	for _, s := range a.away[next:] {
		gone += s.To - s.From + 1
	}
	return stop - first - gone, cancelled
}

// joined sorts spans by their first day and joins those that share a day, in place,
// so that no day is in two of them. Each must have From <= To.
func joined(spans []Span) []Span {
	slices.SortFunc(spans, func(p, q Span) int { return cmp.Compare(p.From, q.From) })
	apart := spans[:0]
	for _, s := range spans {
		if n := len(apart); n > 0 && s.From <= apart[n-1].To {
			apart[n-1].To = max(apart[n-1].To, s.To)
		} else {
			apart = append(apart, s)
		}
	}
	return apart
}
