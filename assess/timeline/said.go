package timeline

import (
	"slices"
	"strings"
	"time"
)

// day reads the words of one day.
func (p *phrase) day() (time.Time, error) {
	y, m, d := p.now.Date()
	today := midnight(y, m, d)
	words := p.words
	said := strings.Join(words, " ")
	if days, ok := p.daysFromToday(said); ok {
		return today.AddDate(0, 0, days), nil
	}
	switch said {
	case "last week", "this week", "next week":
		return today, errWeek
	case "half an hour ago":
		words = []string{"30", "minutes", "ago"}
	}
	if t, ok := p.distance(words); ok {
		return t, nil
	}
	if t, ok := p.weekday(words, today); ok {
		return t, nil
	}
	if t, ok := p.weeksFrom(words); ok {
		return t, nil
	}
	return p.dateOrWeekdayAndDate(words, today)
}

// daysFromToday returns how many days after today a day such as yesterday or the day
// after tomorrow is, and whether said is such a day.
func (p *phrase) daysFromToday(said string) (days int, ok bool) {
	switch said {
	case "today", "now":
		return 0, true
	case "yesterday":
		return -1, true
	case "tomorrow":
		return 1, true
	case "day before yesterday":
		return -2, true
	case "before last":
		return -2, p.part == "night"
	case "day after tomorrow":
		return 2, true
	}
	return 0, false
}

// dateOrWeekdayAndDate reads 17 November and Tuesday 17 November. A weekday must be
// that of the date.
func (p *phrase) dateOrWeekdayAndDate(words []string, today time.Time) (time.Time, error) {
	if len(words) > 1 {
		if wd, ok := weekdayNamed(words[0]); ok {
			t, ok := p.date(words[1:], today)
			if ok && t.Weekday() != wd {
				return t, errWeekday
			}
			return t, failed(ok)
		}
	}
	t, ok := p.date(words, today)
	return t, failed(ok)
}

func failed(ok bool) error {
	if ok {
		return nil
	}
	return errAbout
}

// distance reads two weeks ago, a fortnight ago today, in 3 days and 20 minutes ago,
// which is only as exact as the day.
func (p *phrase) distance(words []string) (time.Time, bool) {
	if n := len(words); n == 4 && words[n-1] == "today" {
		words = words[:n-1]
	}
	if len(words) != 3 || (words[2] == "ago") == (words[0] == "in") {
		return time.Time{}, false
	}
	way := -1
	if words[0] == "in" {
		words, way = words[1:], 1
	}
	n, ok := spokenNumber(words[0])
	t := p.now
	switch n *= way; unit(words[1]) {
	case "minute":
		t = t.Add(time.Duration(n) * time.Minute)
	case "hour":
		t = t.Add(time.Duration(n) * time.Hour)
	case "day":
		t = t.AddDate(0, 0, n)
	case "week":
		t = t.AddDate(0, 0, 7*n)
	case "fortnight":
		t = t.AddDate(0, 0, 14*n)
	default:
		return t, false
	}
	y, m, d := t.Date()
	return midnight(y, m, d), ok
}

// weeksFrom reads a week on Tuesday, two weeks today and a fortnight last Tuesday: so
// many weeks after a day to come, or before one that is past.
func (p *phrase) weeksFrom(words []string) (t time.Time, ok bool) {
	if len(words) < 3 {
		return t, false
	}
	n, ok := spokenNumber(words[0])
	days := map[string]int{"week": 7, "fortnight": 14}[unit(words[1])] * n
	from := phrase{words: words[2:], now: p.now, tense: Coming}
	if from.words[0] == "ago" {
		from.words, from.tense = from.words[1:], Past
	}
	if !ok || days == 0 || len(from.words) == 0 {
		return t, false
	}
	if from.tense == Past || from.words[0] == "last" || from.words[0] == "yesterday" {
		days = -days
	}
	last := from.words[len(from.words)-1]
	_, weekday := weekdayNamed(last)
	t, err := from.day()
	return t.AddDate(0, 0, days), err == nil && (weekday || slices.Contains([]string{"today", "tomorrow", "yesterday"}, last))
}

// weekday reads Tuesday, last Tuesday, next Tuesday, Tuesday week and Tuesday last
// week. Today is a Tuesday of its own: last Tuesday is never today.
func (p *phrase) weekday(words []string, today time.Time) (time.Time, bool) {
	i := slices.IndexFunc(words, func(w string) bool { _, ok := weekdayNamed(w); return ok })
	if i < 0 {
		return today, false
	}
	wd, _ := weekdayNamed(words[i])
	back := int(today.Weekday()-wd+7) % 7 // days since that weekday
	ahead := (7 - back) % 7
	of := func(days int) (time.Time, bool) { return today.AddDate(0, 0, days), true }
	switch strings.Join(slices.Delete(slices.Clone(words), i, i+1), " ") {
	case "":
		if p.tense == Past {
			return of(-back)
		}
		return of(ahead)
	case "this", "coming", "this coming":
		return of(ahead)
	case "next":
		return of(1 + (ahead+6)%7)
	case "last":
		return of(-1 - (back+6)%7)
	case "week":
		return of(ahead + 7)
	case "last week", "week last", "next week":
		monday := -(int(today.Weekday()+6) % 7)
		days := monday + int(wd+6)%7
		if words[len(words)-2] == "next" || words[0] == "next" {
			return of(days + 7)
		}
		return of(days - 7)
	}
	return today, false
}

// date reads 1 October, October 1st, 1 October last year, 20/11 and the 3rd.
func (p *phrase) date(words []string, today time.Time) (t time.Time, ok bool) {
	words, y := p.takeYear(words)
	var said parts
	switch {
	case len(words) == 0:
		return t, false
	case len(words) == 1:
		if said, ok = slashed(words[0]); !ok {
			return p.oneWord(words[0], today)
		}
	default:
		said, ok = dayAndMonth(words)
	}
	if !ok || said.d == 0 {
		return t, false
	}
	if y > 0 {
		t = midnight(y, said.m, said.d)
		return t, t.Month() == said.m
	}
	for k := range 5 { // 29 February comes every fourth year
		t = midnight(today.Year()+p.step(k), said.m, said.d)
		if t.Month() == said.m && p.fits(t, today) {
			return t, true
		}
	}
	return t, false
}

// slashed reads 20/11.
func slashed(word string) (parts, bool) {
	first, second, _ := strings.Cut(word, "/")
	d, day := number(first, 31)
	m, month := number(second, 12)
	return parts{m: time.Month(m), d: d}, day && month && m > 0 && len(first) <= 2 && len(second) <= 2
}

// oneWord reads the 3rd, and 2026-10-01 or 01/10/2026 before a time.
func (p *phrase) oneWord(word string, today time.Time) (time.Time, bool) {
	if d, ok := ordinal(word); ok && d > 0 && strings.Trim(word, "0123456789") != "" {
		return p.dayOfMonth(d, today)
	}
	w, _, err := (Written{Order: DayFirst}).Read(word)
	day, whole := w.Day()
	return midnight(1970, 1, 1+day), err == nil && whole
}

// step returns k years or months in the tense.
func (p *phrase) step(k int) int {
	if p.tense == Past {
		return -k
	}
	return k
}

func (p *phrase) fits(t, today time.Time) bool {
	return t.Equal(today) || t.After(today) == bool(p.tense)
}

// dayOfMonth returns the nearest day with that number.
func (p *phrase) dayOfMonth(d int, today time.Time) (t time.Time, ok bool) {
	for k := range 3 { // of three months in a row, one has a 31st
		t = midnight(today.Year(), today.Month()+time.Month(p.step(k)), d)
		if t.Day() == d && p.fits(t, today) {
			return t, true
		}
	}
	return t, false
}

// takeYear removes the year from the end of a date: 2026, last year, this year.
func (p *phrase) takeYear(words []string) (rest []string, y int) {
	n := len(words)
	if n > 1 {
		if y, ok := year(words[n-1]); ok {
			return words[:n-1], y
		}
	}
	if n > 2 && words[n-1] == "year" {
		switch words[n-2] {
		case "last":
			return words[:n-2], p.now.Year() - 1
		case "this":
			return words[:n-2], p.now.Year()
		case "next":
			return words[:n-2], p.now.Year() + 1
		}
	}
	return words, 0
}

// month reads the words of one month.
func (p *phrase) month() (time.Time, bool) {
	y, m, _ := p.now.Date()
	words, given := p.takeYear(p.words)
	switch strings.Join(words, " ") {
	case "this month":
		return midnight(y, m, 1), true
	case "last month":
		return midnight(y, m-1, 1), true
	case "next month":
		return midnight(y, m+1, 1), true
	}
	if len(words) == 3 && words[2] == "ago" && unit(words[1]) == "month" {
		n, ok := spokenNumber(words[0])
		return midnight(y, m-time.Month(n), 1), ok
	}
	return p.namedMonth(words, given)
}

// namedMonth reads October, last October and October 2026. given is the year, or 0.
func (p *phrase) namedMonth(words []string, given int) (t time.Time, ok bool) {
	y, m, _ := p.now.Date()
	tense, other := p.tense, false
	if len(words) == 2 && (words[0] == "last" || words[0] == "next") {
		tense, other = words[0] == "next", true
		words = words[1:]
	}
	if len(words) != 1 {
		return t, false
	}
	named, ok := monthNamed(words[0])
	switch {
	case given > 0:
		y = given
	case named != m && (named > m) != bool(tense), named == m && other:
		y += map[Tense]int{Past: -1, Coming: 1}[tense]
	}
	return midnight(y, named, 1), ok
}
