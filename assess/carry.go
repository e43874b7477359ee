package assess

import (
	"slices"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// kindOf returns the kind that an incident counts as, or nil if its kind is unknown. A
// gift that was delivered in person counts as a visit.
func (t *TimelineSpec) kindOf(inc *Incident) *kindUse {
	k := t.kinds.find(inc.Kind)
	if k != nil && k.inPersonAs != nil && inc.Channel == timeline.InPerson {
		return k.inPersonAs
	}
	return k
}

// SeverityOf returns an incident's severity, 1 to 5: its own, or that of its kind
// if it has none; 0 if neither is known.
func (in *Instrument) SeverityOf(inc *Incident) int {
	return in.Timeline.kindOf(inc).severityOf(inc)
}

// severityOf is SeverityOf for the kind that kindOf returned.
func (k *kindUse) severityOf(inc *Incident) int {
	if inc.Severity == 0 && k != nil {
		return k.severity
	}
	return int(inc.Severity)
}

// carriedBy returns the items that an incident shows to be yes. kind is what kindOf
// returned, and the incident must not be after the assessment. It is recent if it has a
// day and assessed − day < RecentDays, where assessed is the date of assessed_at.
// (Written with another offset, the incident's date may be a day after that of
// the assessment. It is then recent.)
func (t *TimelineSpec) carriedBy(inc *Incident, kind *kindUse, assessed int) (out Set) {
	d, known := inc.At.Day()
	recent := known && assessed-d < t.RecentDays
	switch {
	case kind == nil:
	case recent:
		out = kind.recent
	default:
		out = kind.earlier
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

// happened is what scoring reads in the incidents of an assessment. Those after it are left
// out.
type happened struct {
	carried  Set              // the items that they show
	points   []timeline.Point // those that the findings use: dated to the day, with a known kind or severity
	breaches []breach         // those near or in breach
	late     bool             // there are some after the assessment
	misfit   bool             // Check would find a problem in one
}

// breach is an incident that was near or in breach.
type breach struct {
	degree timeline.Breach
	day    int // 0 if it is not dated to the day
	dated  bool
}

// incidents sets h to what the incidents of an assessment show, in the same memory.
func (in *Instrument) incidents(a *Assessment, h *happened) {
	t := &in.Timeline
	at := a.AssessedAt.Time()
	assessed := timeline.DayOf(at)
	const never = 1 << 32
	first, last := never, -never // days
	*h = happened{points: h.points[:0], breaches: h.breaches[:0]}
	for k := range a.Incidents {
		inc := &a.Incidents[k]
		d, dated := inc.At.Day()
		// Three days before is before the assessment, whatever the two offsets are.
		if (!dated || d > assessed-3) && inc.At.After(at) {
			h.late, h.misfit = true, true
			continue
		}
		kind := t.kindOf(inc)
		if kind == nil || fold.Shortened(inc.Reference) {
			h.misfit = true
		}
		h.carried = h.carried.or(t.carriedBy(inc, kind, assessed))
		if inc.Breach.Any() {
			b := breach{degree: inc.Breach, dated: dated}
			if dated {
				b.day = d
			}
			h.breaches = append(h.breaches, b)
		}
		if !dated {
			continue
		}
		first, last = min(first, d), max(last, d)
		if p := (timeline.Point{Day: d, Severity: kind.severityOf(inc), Kind: -1, InPerson: inc.Channel == timeline.InPerson}); p.Severity != 0 {
			if kind != nil {
				p.Kind, p.InPerson = kind.place, p.InPerson || kind.inPerson
			}
			h.points = append(h.points, p)
		}
	}
	if last-first > t.Apart.MoreThanDays {
		h.carried = h.carried.or(t.Apart.Items)
	}
}

// CarriedBy returns the ids of the items that one incident of the assessment
// shows to be yes, in file order.
func (in *Instrument) CarriedBy(a *Assessment, inc *Incident) []string {
	at := a.AssessedAt.Time()
	if inc.At.After(at) {
		return []string{}
	}
	t := &in.Timeline
	return in.idsOf(t.carriedBy(inc, t.kindOf(inc), timeline.DayOf(at)))
}

// Findings returns the numbers behind the TimelineResult of an assessment, and the usual
// gaps between incidents as timeline.Analyser.Gaps does. The assessment must have a time.
func (in *Instrument) Findings(a *Assessment) (found timeline.Findings, early, recent float64) {
	var reader timeline.Analyser
	var h happened
	in.incidents(a, &h)
	found = reader.Analyse(h.points, in.window(a, nil))
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
	for i := range a.Absences {
		ab := &a.Absences[i]
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
