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
// It holds nothing that anybody wrote, and means the same without colour. The
// same is said in sentences, for people who cannot see it or have it read out.

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
	mostQuiet  = 2 // months without an incident that are drawn; of more, the number stands
)

// strip is what a picture of the days is made from.
type strip struct {
	days        map[time.Time]stripDay // with an incident, by midnight UTC
	first, last time.Time
	away        []Away
}

type stripDay struct{ incidents, worst int }

// stripOf returns the strip of the incidents that the findings look at, up to the
// day of the assessment: the picture, line by line, and the sentences. Both are
// nil without such an incident.
func stripOf(p *Pattern, assessed time.Time) (picture, says []string) {
	s := strip{days: map[time.Time]stripDay{}, first: dayOn(p.Figures.First), last: dayOn(p.Figures.Last), away: p.Figures.Away}
	for i := range p.Incidents {
		if date, known := p.Incidents[i].day(); known && !p.Incidents[i].After {
			d := s.days[dayOn(date)]
			s.days[dayOn(date)] = stripDay{d.incidents + 1, max(d.worst, p.Incidents[i].Severity)}
		}
	}
	if len(s.days) == 0 {
		return nil, nil
	}
	if day := time.Date(assessed.Year(), assessed.Month(), assessed.Day(), 0, 0, 0, 0, time.UTC); day.After(s.last) {
		s.last = day
	}
	picture = append(picture, strings.Repeat(" ", stripLabel)+stripRuler())
	quiet := 0
	for month := monthOf(s.first); ; month = month.AddDate(0, 1, 0) {
		over := month.After(s.last)
		on := s.on(month)
		if !over && len(on) == 0 {
			quiet++
			continue
		}
		if quiet > 0 {
			says = append(says, quietSays(month.AddDate(0, -quiet, 0), month.AddDate(0, -1, 0)))
		}
		if quiet > mostQuiet {
			picture = append(picture, strings.Repeat(" ", stripLabel)+fmt.Sprintf("(%d months with no mark)", quiet))
			quiet = 0
		}
		for ; quiet > 0; quiet-- {
			picture = append(picture, s.line(month.AddDate(0, -quiet, 0)))
		}
		if over {
			return picture, says
		}
		picture = append(picture, s.line(month))
		says = append(says, s.says(month, on))
	}
}

func monthOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// dayOn reads a date that has been read before.
func dayOn(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

// on returns the days of a month with an incident.
func (s *strip) on(month time.Time) (days []time.Time) {
	for day := month; day.Month() == month.Month(); day = day.AddDate(0, 0, 1) {
		if _, there := s.days[day]; there {
			days = append(days, day)
		}
	}
	return days
}

// stripRuler numbers every fifth day.
func stripRuler() string {
	ruler := []byte(strings.Repeat(" ", stripDays))
	for d := 1; d <= stripDays-1; d += 5 - d%5 {
		copy(ruler[d-1:], strconv.Itoa(d))
	}
	return strings.TrimRight(string(ruler), " ")
}

// line draws a month, from the day of the first incident to the last that is
// looked at.
func (s *strip) line(month time.Time) string {
	line := []byte(month.Format("Jan 2006 "))
	for d := range stripDays {
		day := month.AddDate(0, 0, d)
		on, there := s.days[day]
		mark := byte(nothingOn)
		switch {
		case day.Month() != month.Month() || day.Before(s.first) || day.After(s.last):
			mark = outside
		case there && on.worst == 0:
			mark = notGraded
		case there:
			mark = byte('0' + min(on.worst, 9)) // a file changed by hand may have more
		case slices.ContainsFunc(s.away, func(a Away) bool { return a.covers(day) }):
			mark = awayOn
		}
		line = append(line, mark)
	}
	return strings.TrimRight(string(line), " ")
}

// covers reports whether a day was taken off the clock.
func (a *Away) covers(day time.Time) bool {
	return a.Subtracted && !day.Before(dayOn(a.From)) && (a.To == "" || !day.After(dayOn(a.To)))
}

// says describes a month: day by day if there are few, otherwise in sum.
func (s *strip) says(month time.Time, days []time.Time) string {
	var told []string
	incidents, worst := 0, 0
	for _, day := range days {
		on := s.days[day]
		grade := fmt.Sprintf("severity %d", on.worst)
		if on.worst == 0 {
			grade = "of a kind that is not read"
		}
		told = append(told, fmt.Sprintf("the %s (%s)", ordinal(day.Day()), grade))
		incidents += on.incidents
		worst = max(worst, on.worst)
	}
	sum := fmt.Sprintf("%s: %s on %s", month.Format("January 2006"), count(incidents, "incident", "incidents"), count(len(days), "day", "days"))
	if len(days) > 8 {
		return fmt.Sprintf("%s; the worst of severity %d.", sum, worst)
	}
	return sum + ": " + strings.Join(told, ", ") + "."
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
