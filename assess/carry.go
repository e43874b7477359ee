package assess

import (
	"slices"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// kindOf returns the place of the kind that an incident counts as, or -1 if its
// kind is unknown. A gift that was delivered in person counts as a visit.
func (t *TimelineSpec) kindOf(inc *Incident) int {
	k, ok := t.kinds[inc.Kind]
	if !ok {
		return -1
	}
	if as := t.Kinds[k].InPersonAs; as >= 0 && inc.Channel == timeline.InPerson {
		return as
	}
	return k
}

// SeverityOf returns an incident's severity, 1 to 5: its own, or that of its kind
// if it has none; 0 if neither is known.
func (in *Instrument) SeverityOf(inc *Incident) int {
	return in.Timeline.severityAs(inc, in.Timeline.kindOf(inc))
}

// severityAs is SeverityOf for the place of a kind that kindOf returned.
func (t *TimelineSpec) severityAs(inc *Incident, kind int) int {
	if inc.Severity == 0 && kind >= 0 {
		return t.Kinds[kind].Severity
	}
	return int(inc.Severity)
}

// carriedAs returns the items that an incident shows to be yes. kind is the place
// of its kind, and it must not be after the assessment. It is recent if it has a
// day and assessed − day < RecentDays, where assessed is the date of assessed_at.
// (Written with another offset, the incident's date may be a day after that of
// the assessment. It is then recent.)
func (t *TimelineSpec) carriedAs(inc *Incident, kind, assessed int) (out Set) {
	d, known := inc.At.Day()
	recent := known && assessed-d < t.RecentDays
	if kind >= 0 {
		out = t.Kinds[kind].items(recent)
	}
	if inc.Breach.Any() {
		out = out.or(t.Breach.items(recent))
	}
	return out
}

// items returns the items that a recent incident, or an earlier one, shows.
func (c *Carry) items(recent bool) Set {
	if recent {
		return c.Always.or(c.Recent)
	}
	return c.Always.or(c.Earlier)
}

// incidents returns the items that the incidents of an assessment show, and
// appends to points the incidents that the timeline's findings use: those dated
// to the day whose kind or severity is known. Incidents after the assessment are
// left out; late means that there are any. misfit means that Check would find a problem
// in an incident.
func (in *Instrument) incidents(a *Assessment, points []timeline.Point) (carried Set, _ []timeline.Point, late, misfit bool) {
	t := &in.Timeline
	at := a.AssessedAt.Time()
	assessed := timeline.DayOf(at)
	first, last, dates := 0, 0, false
	for k := range a.Incidents {
		inc := &a.Incidents[k]
		kind := t.kindOf(inc)
		if inc.At.After(at) {
			late, misfit = true, true
			continue
		}
		misfit = misfit || kind < 0 || fold.Shortened(inc.Reference)
		carried = carried.or(t.carriedAs(inc, kind, assessed))
		d, known := inc.At.Day()
		if known && !dates {
			first, last, dates = d, d, true
		} else if known {
			first, last = min(first, d), max(last, d)
		}
		severity := t.severityAs(inc, kind)
		if !known || severity == 0 {
			continue
		}
		points = append(points, timeline.Point{
			Day: d, Severity: severity, Kind: kind,
			InPerson: inc.Channel == timeline.InPerson || kind >= 0 && t.Kinds[kind].InPerson,
		})
	}
	if last-first > t.Apart.MoreThanDays {
		carried = carried.or(t.Apart.Items)
	}
	return carried, points, late, misfit
}

// CarriedBy returns the ids of the items that one incident of the assessment
// shows to be yes, in file order.
func (in *Instrument) CarriedBy(a *Assessment, inc *Incident) []string {
	at := a.AssessedAt.Time()
	if inc.At.After(at) {
		return []string{}
	}
	return in.idsOf(in.Timeline.carriedAs(inc, in.Timeline.kindOf(inc), timeline.DayOf(at)))
}

// Findings returns the numbers behind the TimelineResult of an assessment, and the usual
// gaps between incidents as timeline.Analyser.Gaps does. The assessment must have a time.
func (in *Instrument) Findings(a *Assessment) (found timeline.Findings, early, recent float64) {
	var reader timeline.Analyser
	_, points, _, _ := in.incidents(a, nil)
	found = reader.Analyse(points, in.window(a, nil))
	early, recent = reader.Gaps()
	return found, early, recent
}

// Subtracted reports whether an absence stopped the clock of the findings.
// Custody and time abroad do, unless an incident falls inside them.
func (ab *Absence) Subtracted(f *timeline.Findings) bool {
	return ab.offClock() && !slices.ContainsFunc(f.Cancelled, func(s timeline.Span) bool {
		return s.From == ab.From.Day() && (ab.To.IsZero() || s.To == ab.To.Day())
	})
}

// offClock reports whether an absence has usable dates and a reason that stops
// the clock.
func (ab *Absence) offClock() bool {
	return ab.Counts() && (ab.Reason == Custody || ab.Reason == Abroad)
}

// window returns the period that the findings cover. An assessment counts as
// prompted by an incident unless somebody said that it was not. spans is memory
// for the absences.
func (in *Instrument) window(a *Assessment, spans []timeline.Span) timeline.Window {
	w := timeline.Window{
		Assessed: timeline.DayOf(a.AssessedAt.Time()),
		Prompted: a.Prompted != FactNo,
		Recent:   in.Timeline.RecentDays,
		Excluded: spans,
	}
	for _, ab := range a.Absences {
		if !ab.offClock() {
			continue
		}
		to := w.Assessed + stillAbsent
		if !ab.To.IsZero() {
			to = ab.To.Day()
		}
		w.Excluded = append(w.Excluded, timeline.Span{From: ab.From.Day(), To: to})
	}
	return w
}

// stillAbsent is the length of an absence without an end, in days after the
// assessment. Any large number will do, because only days on the clock are
// subtracted.
const stillAbsent = 36500

// Counts reports whether an absence can be used: it has a first day and does not
// end before it. Any other absence is a problem in its file.
func (ab *Absence) Counts() bool {
	return !ab.From.IsZero() && (ab.To.IsZero() || ab.From.Day() <= ab.To.Day())
}
