package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess/timeline"
)

// A strip is a picture of the days: a line for each month, a mark for each day.
// It holds nothing that anybody wrote, and means the same without colour; what
// it shows is also said in sentences, for who cannot see it or has it read out.

// The marks of a strip besides 1 to 5, which is the worst severity of the day.
const (
	nothingOn = '.'
	notGraded = '?' // only of a kind that is not read
	awayOn    = '-' // custody or time abroad that was taken off the clock
	outside   = ' ' // before the first incident, or after the assessment
)

const (
	stripLabel = len("Jan 2006 ")
	stripDays  = 31
	stripWidth = stripLabel + stripDays
)

// stripped is what a strip shows of one day.
type stripped struct{ incidents, worst int }

// stripMonth is a month with incidents.
type stripMonth struct {
	first time.Time // of the month, midnight UTC
	days  [stripDays + 1]stripped
}

// stripOf gives the strip of the incidents that the findings look at, in order
// of time, up to the day of the assessment: the picture, line by line, and the
// sentences. Both are nil without such an incident.
func stripOf(p *Pattern, assessed time.Time) (picture, says []string) {
	months := stripMonths(p.Incidents)
	if len(months) == 0 {
		return nil, nil
	}
	first, last := dayOn(p.Figures.First), dayOn(p.Figures.Last)
	if day := time.Date(assessed.Year(), assessed.Month(), assessed.Day(), 0, 0, 0, 0, time.UTC); day.After(last) {
		last = day
	}
	picture = append(picture, strings.Repeat(" ", stripLabel)+stripRuler())
	next := months[0].first
	quiet := func(until time.Time) { // the months from next to before until, of which there may be none
		n := monthsBetween(next, until)
		if n == 0 {
			return
		}
		end := until.AddDate(0, -1, 0)
		says = append(says, quietSays(next, end))
		if n > 2 {
			picture = append(picture, strings.Repeat(" ", stripLabel)+fmt.Sprintf("(%d months with no mark)", n))
			return
		}
		for ; next.Before(until); next = next.AddDate(0, 1, 0) {
			picture = append(picture, stripLine(&stripMonth{first: next}, first, last, p.Figures.Away))
		}
	}
	for i := range months {
		m := &months[i]
		quiet(m.first)
		picture = append(picture, stripLine(m, first, last, p.Figures.Away))
		says = append(says, m.says())
		next = m.first.AddDate(0, 1, 0)
	}
	quiet(monthOf(last).AddDate(0, 1, 0))
	return picture, says
}

func monthOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

func monthsBetween(from, to time.Time) int {
	return (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
}

// dayOn reads a date that has been read before.
func dayOn(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

// stripMonths gathers incidents, which are in order of time, by month.
func stripMonths(incidents []Incident) []stripMonth {
	var months []stripMonth
	for i := range incidents {
		date, known := incidents[i].day()
		if !known || incidents[i].After {
			continue
		}
		day := dayOn(date)
		if n := len(months); n == 0 || !months[n-1].first.Equal(monthOf(day)) {
			months = append(months, stripMonth{first: monthOf(day)})
		}
		d := &months[len(months)-1].days[day.Day()]
		d.incidents++
		d.worst = max(d.worst, incidents[i].Severity)
	}
	return months
}

// stripRuler numbers every fifth day.
func stripRuler() string {
	ruler := []byte(strings.Repeat(" ", stripDays))
	for d := 1; d <= stripDays-1; d += 5 - d%5 {
		copy(ruler[d-1:], strconv.Itoa(d))
	}
	return strings.TrimRight(string(ruler), " ")
}

// stripLine draws a month, from the day of the first incident to the last that
// is looked at.
func stripLine(m *stripMonth, first, last time.Time, away []Away) string {
	line := []byte(m.first.Format("Jan 2006 "))
	for d := 1; d <= stripDays; d++ {
		day := m.first.AddDate(0, 0, d-1)
		switch {
		case day.Month() != m.first.Month() || day.Before(first) || day.After(last):
			line = append(line, outside)
		case m.days[d].incidents > 0 && m.days[d].worst == 0:
			line = append(line, notGraded)
		case m.days[d].worst > 0:
			line = strconv.AppendInt(line, int64(m.days[d].worst), 10)
		case slices.ContainsFunc(away, func(a Away) bool { return a.covers(day) }):
			line = append(line, awayOn)
		default:
			line = append(line, nothingOn)
		}
	}
	return strings.TrimRight(string(line), " ")
}

// covers says whether a day was taken off the clock.
func (a *Away) covers(day time.Time) bool {
	return a.Subtracted && !day.Before(dayOn(a.From)) && (a.To == "" || !day.After(dayOn(a.To)))
}

// says tells a month: day by day where they are few, otherwise in sum.
func (m *stripMonth) says() string {
	var on []string
	incidents, worst := 0, 0
	for d, day := range m.days {
		if day.incidents > 0 {
			grade := fmt.Sprintf("severity %d", day.worst)
			if day.worst == 0 {
				grade = "of a kind that is not read"
			}
			on = append(on, fmt.Sprintf("the %s (%s)", ordinal(d), grade))
			incidents += day.incidents
			worst = max(worst, day.worst)
		}
	}
	s := fmt.Sprintf("%s: %s on %s", m.first.Format("January 2006"), count(incidents, "incident", "incidents"), count(len(on), "day", "days"))
	if len(on) > 8 {
		return fmt.Sprintf("%s; the worst of severity %d.", s, worst)
	}
	return s + ": " + strings.Join(on, ", ") + "."
}

func quietSays(from, to time.Time) string {
	if from.Equal(to) {
		return "Nothing is dated to a day of " + from.Format("January 2006") + "."
	}
	return "Nothing is dated to a day from " + from.Format("January 2006") + " to " + to.Format("January 2006") + "."
}

func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// composeStrip shows the days.
func composeStrip(p *page, pattern *Pattern, assessedAt string) {
	assessed, _ := timeline.ParseInstant(assessedAt)
	picture, says := stripOf(pattern, assessed)
	if picture == nil {
		return
	}
	p.heading(3, "Day by day")
	key := "One mark a day: 1 to 5 is the worst severity of the day, a dot a day on which nothing is recorded."
	if pattern.Figures.Unknown > 0 {
		key += " A question mark is a day with nothing but incidents of a kind that is not read."
	}
	if slices.ContainsFunc(pattern.Figures.Away, func(a Away) bool { return a.Subtracted }) {
		key += " A dash is custody or time abroad, taken off the clock."
	}
	p.say(key + " The same stands below in sentences.")
	p.picture(picture)
	p.items(says)
}
