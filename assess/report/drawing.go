package report

import (
	"fmt"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// drawing is what a picture of the incidents in time is drawn from, for formats that
// can draw. Its rows hold the same for readers who cannot see it.
type drawing struct {
	first, last time.Time // days; last is the assessment's, or a later one with an incident
	marks       []drawnMark
	orders      []drawnSpan
	away        []drawnSpan
	rows        []drawnRow
	undated     int
	after       int // later than the assessment
}

// drawnMark is an incident with a date.
type drawnMark struct {
	day      time.Time // the first of the month if only the month is known
	month    bool
	severity int    // 0 to 5
	breach   string // "", "near" or "yes"
}

// drawnSpan is a time from one day to another. A day that is not known is the zero
// time.
type drawnSpan struct {
	from, to    time.Time
	what, dates string
}

// drawnRow is an incident as a row of the table.
type drawnRow struct {
	Number     int
	When, What string
	Also       string // area, breach
	Severity   string
}

// inTime is the title of the drawing.
const inTime = "The incidents in time"

// drawn returns the drawing of the incidents and orders up to an assessment. It
// returns nil if no incident has a date.
func drawn(pattern *Pattern, orders []assess.Order, assessedAt string) *drawing {
	assessed, _ := timeline.ParseInstant(assessedAt)
	d := &drawing{last: dayOn(assessed.Format(time.DateOnly))}
	for i := range pattern.Incidents {
		inc := &pattern.Incidents[i]
		d.rows = append(d.rows, rowOf(inc))
		switch m, dated := markOf(inc); {
		case inc.After:
			d.after++
		case !dated:
			d.undated++
		default:
			d.marks = append(d.marks, m)
			if d.first.IsZero() || m.day.Before(d.first) {
				d.first = m.day
			}
			if m.day.After(d.last) {
				d.last = m.day
			}
		}
	}
	if len(d.marks) == 0 {
		return nil
	}
	for i := range orders {
		o := &orders[i]
		s := drawnSpan{from: dayOn(o.From.String()), to: dayOn(o.To.String()), what: capital(oneLine(word("order", string(o.Kind))))}
		if !s.from.IsZero() || !s.to.IsZero() {
			s.dates = joined(" ", led("from ", shortWhen(o.From.String())), led("to ", shortWhen(o.To.String())))
			d.orders = append(d.orders, s)
		}
	}
	for _, a := range pattern.Figures.Away {
		if a.Subtracted {
			d.away = append(d.away, drawnSpan{from: dayOn(a.From), to: dayOn(a.To)})
		}
	}
	return d
}

// markOf returns the mark of an incident, and reports whether its month is known.
func markOf(inc *Incident) (m drawnMark, dated bool) {
	m = drawnMark{severity: max(0, min(inc.Severity, mostSevere))}
	if inc.Breach == "near" || inc.Breach == "yes" {
		m.breach = inc.Breach
	}
	if date, known := inc.day(); known {
		m.day = dayOn(date)
		return m, true
	}
	month, err := time.Parse("2006-01", inc.At)
	m.day, m.month = month, true
	return m, err == nil
}

const mostSevere = 5

func rowOf(inc *Incident) drawnRow {
	row := drawnRow{Number: inc.Number, When: "no date", What: capital(oneLine(inc.Label)), Severity: "not graded"}
	if inc.At != "" {
		row.When = oneLine(shortWhen(inc.At))
	}
	if inc.Severity > 0 {
		row.Severity = fmt.Sprint(inc.Severity)
	}
	breach := map[string]string{"yes": "breach", "near": "near a breach"}[inc.Breach]
	after := ""
	if inc.After {
		after = "later than the assessment: check the date"
	}
	row.Also = capital(joined("; ", oneLine(inc.Area), breach, after))
	return row
}

// shortWhen returns a date and time as short as a table needs: "2 Nov 2025, 23:10".
func shortWhen(at string) string {
	if t, err := timeline.ParseInstant(at); err == nil {
		return t.Format("2 Jan 2006, 15:04")
	}
	if t, err := time.Parse(time.DateOnly, at); err == nil {
		return t.Format("2 Jan 2006")
	}
	return Readable(at)
}

// says describes the drawing in words and numbers alone.
func (d *drawing) says() string {
	breaches := 0
	for _, m := range d.marks {
		if m.breach == "yes" {
			breaches++
		}
	}
	parts := []string{fmt.Sprintf("%s from %s to %s", count(len(d.marks), "incident", "incidents"), d.first.Format("2 January 2006"), d.last.Format("2 January 2006"))}
	if breaches > 0 {
		parts = append(parts, count(breaches, "breach", "breaches"))
	}
	if len(d.orders) > 0 {
		parts = append(parts, count(len(d.orders), "order", "orders"))
	}
	return strings.Join(parts, ", ") + ". Time runs from left to right, severity from bottom to top. The table has every incident."
}

// key explains the drawing.
func (d *drawing) key() []string {
	key := "Severity runs from 1, the lowest, to 5. Each has its own shape. A number above a shape counts incidents close together."
	add := func(when bool, says string) {
		if when {
			key += " " + says
		}
	}
	has := func(of func(m *drawnMark) bool) bool {
		for i := range d.marks {
			if of(&d.marks[i]) {
				return true
			}
		}
		return false
	}
	add(has(func(m *drawnMark) bool { return m.severity == 0 }), "A cross is an incident that is not graded.")
	add(has(func(m *drawnMark) bool { return m.month }), "A broken line is a month, where the day is not known.")
	add(has(func(m *drawnMark) bool { return m.breach == "yes" }), "An upright band is a breach, B, of an order, bail condition or warning.")
	add(has(func(m *drawnMark) bool { return m.breach == "near" }), "A dotted band, b, came close to one.")
	add(len(d.away) > 0, "A grey area is custody or time abroad.")
	out := []string{key}
	if missing := d.undated + d.after; missing > 0 {
		out = append(out, count(missing, "incident is", "incidents are")+" only in the table: without a date, or later than the assessment.")
	}
	return out
}
