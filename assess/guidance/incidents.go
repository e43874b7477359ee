package guidance

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// Incidents is a leaf about incidents: which ones fit, and how many there must be.
// An incident fits if it fits every field that is set and is not after the
// assessment.
type Incidents struct {
	Kinds    []string `json:"kinds"`    // ids of kinds, as recorded
	Channels []string `json:"channels"` // assess.Absent means that the channel was not recorded
	Breach   []string `json:"breach"`
	Reported []string `json:"reported"` // an incident without it counts as unknown
	// RecordedAs holds words. What the incident was recorded as must contain one of
	// them, ignoring letter case.
	RecordedAs []string `json:"recorded_as"`
	Felt       bool     `json:"felt"` // how it felt was recorded
	// WithinDays is a number of days up to and including the day of the assessment.
	// The incident must be on one of them, or its day not known. 0 is any time.
	WithinDays int `json:"within_days"`
	// During is a reason for absence. The incident must be on a day of such an
	// absence.
	During assess.AbsenceReason `json:"during"`

	AtLeast int `json:"at_least"` // the number of incidents; 0 means 1
	Areas   int `json:"areas"`    // the number of different areas, if set
	Days    int `json:"days"`     // the number of different days, if set
}

// match returns the places of the incidents that fit, in file order; never nil.
func (w *Incidents) match(v *View) []int {
	out := []int{}
	for i := range v.a.Incidents {
		if w.fits(v, &v.a.Incidents[i]) {
			out = append(out, i)
		}
	}
	return out
}

func (w *Incidents) fits(v *View, inc *assess.Incident) bool {
	word := func(list []string, s, otherwise string) bool {
		return list == nil || slices.Contains(list, cmp.Or(s, otherwise))
	}
	recorded := func(s string) bool { return holdsWord(inc.RecordedAs, s) }
	return w.fitsTime(v, inc) &&
		word(w.Kinds, inc.Kind, "") && word(w.Channels, string(inc.Channel), assess.Absent) &&
		word(w.Breach, string(inc.Breach), "no") && word(w.Reported, string(inc.Reported), "unknown") &&
		(!w.Felt || strings.TrimSpace(inc.Felt) != "") &&
		(w.RecordedAs == nil || slices.ContainsFunc(w.RecordedAs, recorded))
}

func (w *Incidents) fitsTime(v *View, inc *assess.Incident) bool {
	at := v.a.AssessedAt.Time()
	day, known := inc.At.Day()
	return !inc.At.After(at) &&
		(w.WithinDays == 0 || !known || timeline.DayOf(at)-day < w.WithinDays) &&
		(w.During == "" || known && away(v.a, w.During, day))
}

// holdsWord reports whether part is in a typed text, ignoring letter case.
func holdsWord(typed, part string) bool {
	return strings.Contains(strings.ToLower(typed), strings.ToLower(part))
}

// away reports whether a day is in an absence for that reason.
func away(a *assess.Assessment, reason assess.AbsenceReason, day int) bool {
	return slices.ContainsFunc(a.Absences, func(ab assess.Absence) bool {
		return ab.Counts() && ab.Reason == reason && ab.From.Day() <= day && (ab.To.IsZero() || day <= ab.To.Day())
	})
}

// enough reports whether enough incidents fit.
func (w *Incidents) enough(v *View, found []int) bool {
	return len(found) >= max(w.AtLeast, 1) &&
		(w.Areas == 0 || len(v.areasOf(found)) >= w.Areas) &&
		(w.Days == 0 || v.daysOf(found) >= w.Days)
}

// areasOf returns the different areas of incidents, as first written.
func (v *View) areasOf(found []int) (out []string) {
	var names []string
	for _, i := range found {
		area := v.a.Incidents[i].Area
		if name := v.set.Forces.Name(area); name != "" && !slices.Contains(names, name) {
			names, out = append(names, name), append(out, strings.TrimSpace(area))
		}
	}
	return out
}

func (v *View) daysOf(found []int) int {
	var days []int
	for _, i := range found {
		if d, known := v.a.Incidents[i].At.Day(); known {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return len(slices.Compact(days))
}
