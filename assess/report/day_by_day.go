package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// A strip is a picture of the days: a line for each month, a mark for each day. It
// holds no free text and needs no colour. The report says the same in sentences, for
// readers who cannot see it, including screen-reader users.

// The marks of a strip. The digits 1 to 5 are the worst severity of the day.
const (
	nothingOn = '.'
	notGraded = '?' // every incident is of an unknown kind
	awayOn    = '-' // custody or time abroad taken off the clock
	outside   = ' ' // before the first incident, or after the assessment
)

const (
	margin    = "         " // as wide as "Jan 2006 "
	ruler     = "1   5    10   15   20   25   30"
	mostQuiet = 2 // most months without an incident to draw; more are only counted
)

// strip holds what a picture of the days is made from.
type strip struct {
	days        map[time.Time]stripDay // with an incident, by midnight UTC
	first, last time.Time
	away        []Away
}

type stripDay struct{ incidents, worst int }

// stripOf returns the lines of the picture and the sentences for the incidents dated
// to a day, up to the day of the assessment. Both are nil if there are none.
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

// dayOn parses a date that is known to be valid.
func dayOn(s string) time.Time {
	t, _ := time.Parse(time.DateOnly, s)
	return t
}

// draw returns the line of a month, and the days in it with an incident.
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
			mark = byte('0' + min(on.worst, 9)) // a file edited by hand may have more
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

// says describes a month, day by day if at most eight days have an incident.
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

// composeStrip shows the days: as a drawing, or as lines of marks and sentences.
func composeStrip(p *page, pattern *Pattern, orders []assess.Order, assessedAt string) {
	assessed, _ := timeline.ParseInstant(assessedAt)
	picture, says := stripOf(pattern, assessed)
	if picture == nil {
		return
	}
	p.heading(3, "Day by day")
	p.draw("", drawn(pattern, orders, assessedAt))
	start := len(p.blocks)
	key := "One mark a day: 1 to 5 is the worst severity of the day, a dot a day on which nothing is recorded."
	if pattern.Figures.Unknown > 0 {
		key += " A question mark is a day with nothing but incidents of a kind that is not read."
	}
	if slices.ContainsFunc(pattern.Figures.Away, func(a Away) bool { return a.Subtracted }) {
		key += " A dash is custody or time abroad, which is not counted."
	}
	p.say(key + " The same is said below in sentences.")
	p.picture(picture)
	p.items(says)
	p.inWords(start)
}
