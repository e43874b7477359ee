package timeline

import (
	"cmp"
	"slices"
)

// Point is one incident as the tests need it: dated to the day and not after
// the assessment. Incidents that are undated, or dated to the month only, have
// no Point.
type Point struct {
	Day      int  // days since 1970-01-01 of the date written, for a date of the years 1 to 9999
	Severity int  // 1 to 5; outside it is read as the nearer end
	Kind     int  // identity of the kind: any integers, different for different kinds
	InPerson bool // in person, as against remote
}

// Span is a period with both ends inclusive, in days since 1970-01-01. A Span
// whose To is before its From covers no day.
type Span struct{ From, To int }

// Window is the period looked at.
type Window struct {
	// Assessed is the day of the assessment, in days since 1970-01-01: the date
	// written in it, in its own offset. A Point may be dated a day or two later
	// and yet not be after the assessment, where its own offset is ahead of the
	// assessment's; it then counts among the recent, and the window ends with
	// it.
	Assessed int

	// Prompted means that the latest incident prompted the assessment. Pass true
	// where that is not known: it costs a little power and keeps the error rate.
	Prompted bool

	// Recent is the length of "recent" in days, 28 in practice. A Point is
	// recent if Assessed-Day is less than Recent, so the assessment's own day is
	// the first of them. With 0 or less, nothing up to Assessed is recent.
	Recent int

	// Excluded lists when the suspect was in custody or abroad; no other
	// absence belongs here. Spans may overlap, be in any order, begin before
	// the first incident or end after the assessment: only their days on the
	// clock count. An absence that still goes on needs an end after the
	// assessment (any large number will do), since an incident on the last day
	// of a Span counts as one on the day of release. nil is none.
	Excluded []Span
}

// recent reports whether day d belongs to the last w.Recent days.
func (w Window) recent(d int) bool { return w.Assessed-d < w.Recent }

// wind fills a.clock with the clock value of every incident-day in a.days,
// which are ascending and at least one. It returns the clock value of the day
// of the assessment (or of the last incident-day, where that is later) and the
// excluded periods that are not subtracted, as and in the order they were
// given; nil if there are none.
//
// The clock value of day d is the number of days after the first incident-day
// up to and including d, less those that are subtracted. A period in which an
// incident falls strictly between its ends is not subtracted at all: the person
// could evidently act. An incident on its first or last day (arrest, release)
// keeps only that day on the clock. So an incident-day is never subtracted, and
// clock values rise by one or more from each incident-day to the next. Periods
// are cancelled first, then each day that remains is subtracted once. The rule
// is the project's own: bail, an order, a block or hospital stop no clock.
func (a *Analyser) wind(w Window) (end int, cancelled []Span) {
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
	a.away = joined(a.away)

	// No period that is left has an incident-day in it, so one that begins before an
	// incident-day also ends before it.
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

// joined sorts spans by their first day and makes one of those that share a
// day, in place, so that no day is in two of them. Each must have From <= To.
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
