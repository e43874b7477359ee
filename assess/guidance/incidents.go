package guidance

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// Incidents is a leaf about incidents: those that fit everything that is set,
// and how many of them there must be. An incident after the assessment fits
// nothing.
type Incidents struct {
	Kinds    []string `json:"kinds"`    // ids of kinds, as they were written
	Channels []string `json:"channels"` // assess.Absent is a channel that was not given
	Breach   []string `json:"breach"`
	Reported []string `json:"reported"` // "" is read as unknown
	// RecordedAs holds words, one of which must be in what the incident was
	// recorded as, letter case aside.
	RecordedAs []string `json:"recorded_as"`
	// WithinDays is how long ago it may be at the most: from 0 to WithinDays-1
	// days before the assessment. An incident whose day is not known may have been
	// then, and fits. 0 is at any time.
	WithinDays int `json:"within_days"`
	// During is a reason for absence: the day is in an absence for it.
	During assess.AbsenceReason `json:"during"`

	AtLeast int `json:"at_least"` // how many incidents; at least 1
	Areas   int `json:"areas"`    // in how many different areas, if set
	Days    int `json:"days"`     // on how many different days, if set
}

// match returns the places of the incidents that fit, in file order; never nil.
func (w *Incidents) match(v *view) []int {
	out := []int{}
	for i := range v.a.Incidents {
		if w.fits(v, &v.a.Incidents[i]) {
			out = append(out, i)
		}
	}
	return out
}

func (w *Incidents) fits(v *view, inc *assess.Incident) bool {
	word := func(list []string, s, otherwise string) bool {
		return list == nil || slices.Contains(list, cmp.Or(s, otherwise))
	}
	recorded := func(s string) bool { return holdsWord(inc.RecordedAs, s) }
	return w.fitsTime(v, inc) &&
		word(w.Kinds, inc.Kind, "") && word(w.Channels, string(inc.Channel), assess.Absent) &&
		word(w.Breach, string(inc.Breach), "no") && word(w.Reported, string(inc.Reported), "unknown") &&
		(w.RecordedAs == nil || slices.ContainsFunc(w.RecordedAs, recorded))
}

func (w *Incidents) fitsTime(v *view, inc *assess.Incident) bool {
	at := v.a.AssessedAt.Time()
	day, known := inc.At.Day()
	return !inc.At.After(at) &&
		(w.WithinDays == 0 || !known || timeline.DayOf(at)-day < w.WithinDays) &&
		(w.During == "" || known && away(v.a, w.During, day))
}

// holdsWord reports whether part is in what was typed, letter case aside.
func holdsWord(typed, part string) bool {
	return strings.Contains(strings.ToLower(typed), strings.ToLower(part))
}

// away reports whether a day falls into an absence for that reason.
func away(a *assess.Assessment, reason assess.AbsenceReason, day int) bool {
	return slices.ContainsFunc(a.Absences, func(ab assess.Absence) bool {
		return ab.Counts() && ab.Reason == reason && ab.From.Day() <= day && (ab.To.IsZero() || day <= ab.To.Day())
	})
}

// enough reports whether enough incidents fit.
func (w *Incidents) enough(v *view, found []int) bool {
	return len(found) >= max(w.AtLeast, 1) &&
		(w.Areas == 0 || len(v.areasOf(found)) >= w.Areas) &&
		(w.Days == 0 || v.daysOf(found) >= w.Days)
}

// areasOf lists the areas of incidents, as first written, letter case aside.
func (v *view) areasOf(found []int) (out []string) {
	for _, i := range found {
		area := strings.TrimSpace(v.a.Incidents[i].Area)
		if area != "" && !contains(out, area) {
			out = append(out, area)
		}
	}
	return out
}

func (v *view) daysOf(found []int) int {
	var days []int
	for _, i := range found {
		if d, known := v.a.Incidents[i].At.Day(); known {
			days = append(days, d)
		}
	}
	slices.Sort(days)
	return len(slices.Compact(days))
}
