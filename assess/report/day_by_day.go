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
	margin    = "         " // as wide as "Jan 2006 "
	ruler     = "1   5    10   15   20   25   30"
	mostQuiet = 2 // months without an incident that are drawn; of more, the number stands
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
			on := s.days[dayOn(date)]
			s.days[dayOn(date)] = stripDay{on.incidents + 1, max(on.worst, p.Incidents[i].Severity)}
		}
	}
	if len(s.days) == 0 {
		return nil, nil
	}
	if day := dayOn(assessed.Format(time.DateOnly)); day.After(s.last) {
		s.last = day
	}
	picture = append(picture, margin+ruler)
	var quiet []time.Time // months without an incident, since the last with one
	drawQuiet := func() {
		if len(quiet) > mostQuiet {
			picture = append(picture, fmt.Sprintf("%s(%d months with no mark)", margin, len(quiet)))
		} else {
			for _, month := range quiet {
				line, _ := s.draw(month)
				picture = append(picture, line)
			}
		}
		if len(quiet) > 0 {
			says = append(says, quietSays(quiet[0], quiet[len(quiet)-1]))
		}
		quiet = nil
	}
	for month := s.first.AddDate(0, 0, 1-s.first.Day()); !month.After(s.last); month = month.AddDate(0, 1, 0) {
		line, days := s.draw(month)
		if len(days) == 0 {
			quiet = append(quiet, month)
			continue
		}
		drawQuiet()
		picture, says = append(picture, line), append(says, s.says(month, days))
	}
	drawQuiet()
	return picture, says
}

// dayOn reads a date that has been read before.
func dayOn(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

// draw draws a month, from the day of the first incident to the last that is
// looked at. It returns the days with an incident too.
func (s *strip) draw(month time.Time) (_ string, days []time.Time) {
	line := []byte(month.Format("Jan 2006 "))
	for day := month; day.Month() == month.Month(); day = day.AddDate(0, 0, 1) {
		on, there := s.days[day]
		mark := byte(nothingOn)
		switch {
		case day.Before(s.first) || day.After(s.last):
			mark = outside
		case there && on.worst == 0:
			mark = notGraded
		case there:
			mark = byte('0' + min(on.worst, 9)) // a file changed by hand may have more
		case slices.ContainsFunc(s.away, func(a Away) bool { return a.covers(day) }):
			mark = awayOn
		}
		if there {
			days = append(days, day)
		}
		line = append(line, mark)
	}
	return strings.TrimRight(string(line), " "), days
}

// covers reports whether a day was taken off the clock.
func (a *Away) covers(day time.Time) bool {
	return a.Subtracted && !day.Before(dayOn(a.From)) && (a.To == "" || !day.After(dayOn(a.To)))
}

// says describes a month: day by day if there are few, otherwise in sum.
func (s *strip) says(month time.Time, days []time.Time) string {
	incidents, worst := 0, 0
	eachDay := each(days, func(day time.Time) string {
		on := s.days[day]
		incidents, worst = incidents+on.incidents, max(worst, on.worst)
		if on.worst == 0 {
			return "the " + ordinal(day.Day()) + " (of a kind that is not read)"
		}
		return fmt.Sprintf("the %s (severity %d)", ordinal(day.Day()), on.worst)
	})
	sum := fmt.Sprintf("%s: %s on %s", month.Format(monthYear), count(incidents, "incident", "incidents"), count(len(days), "day", "days"))
	if len(days) > 8 {
		return fmt.Sprintf("%s; the worst of severity %d.", sum, worst)
	}
	return sum + ": " + strings.Join(eachDay, ", ") + "."
}

const monthYear = "January 2006"

func quietSays(from, to time.Time) string {
	if from.Equal(to) {
		return "Nothing is dated to a day of " + from.Format(monthYear) + "."
	}
	return "Nothing is dated to a day from " + from.Format(monthYear) + " to " + to.Format(monthYear) + "."
}

func ordinal(n int) string {
	suffix := "th"
	if n/10 != 1 && n%10 <= 3 {
		suffix = [...]string{"th", "st", "nd", "rd"}[n%10]
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
