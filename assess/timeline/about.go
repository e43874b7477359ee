package timeline

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Tense is the side of now on which a date without a year, or a day of the week, lies.
type Tense bool

const (
	Past   Tense = false
	Coming Tense = true
)

// The errors of ParseAbout, besides those of a time of day. They never quote what was
// written.
var (
	errAbout    = errors.New("not a date; write 20/11/2026 (day first), 1 October, yesterday, Tuesday or two weeks ago; for a month October or last month; add 21:30 or 9pm for a time; or say not known")
	errNoon     = errors.New("morning or evening? Add am or pm")
	errMidnight = errors.New("midnight belongs to two days; write 23:59 or 00:01 and the day")
	errWeekday  = errors.New("that date is another day of the week; correct one of them")
	errWeek     = errors.New("a week is more than a day; give the day, or a month")
	errEither   = errors.New("a date or a time? Write 20/11 for a date and 20:11 for a time")
)

// ParseAbout reads a date as a person says it at the time now, in now's place. The
// date is only as exact as what was said. It reads
//
//   - what Written.Read reads, with the day first
//   - today, yesterday, Tuesday, last Tuesday, a week on Tuesday, 3 days ago, two
//     weeks ago, 1 October, 20/11, the 3rd: a day
//   - this morning, last night, yesterday evening: the day alone, as no hour was said
//   - last month, October, in early October, about 1 October, 3 months ago: a month
//   - any of those days with a time of day ("yesterday 21:30", "8am", "half past nine
//     last night"); about nine is not a time, so the day is kept
//   - not known, unknown, don't know, or nothing: not known
//
// Without a year, a date is the nearest one in its tense; today is in both. The text
// of the date that it returns is one that ParseWhen reads.
func ParseAbout(s string, now time.Time, tense Tense) (When, error) {
	s = strings.TrimSpace(s)
	switch w, _, err := (Written{DayFirst, now.Location()}).Read(s); err {
	case nil:
		return w, nil
	case ErrNoZone, ErrGap, ErrTwice:
		return When{}, err
	}
	if len(s) > longestDate {
		return When{}, errAbout
	}
	words := strings.Fields(strings.NewReplacer("’", "'", ",", " ", "this time ", "", "early hours of ", "").Replace(strings.ToLower(s)))
	switch strings.Join(words, " ") {
	case "not known", "unknown", "don't know", "dont know", "do not know", "not sure", "no idea":
		return When{}, nil
	}
	p := phrase{words: words, now: now, tense: tense}
	return p.read()
}

// ReadNamed reads a date that a person wrote in words some time before now, if it names
// its day or month, as "about 5 November" and "5/11 in the evening" do; the latter if the
// day is known to come first. What counts from the day of writing, such as yesterday or
// Tuesday, is not read, because nobody knows that day.
func (w Written) ReadNamed(s string, now time.Time) (When, error) {
	words := strings.Fields(strings.NewReplacer(",", " ").Replace(strings.ToLower(s)))
	named, slashes := false, false
	for _, word := range words {
		_, month := monthNamed(word)
		named, slashes = named || month, slashes || strings.Contains(word, "/")
		if slices.Contains([]string{"ago", "last", "this", "next", "today", "tonight", "yesterday", "tomorrow"}, word) {
			return When{}, errWhen
		}
	}
	switch {
	case slashes && w.Order != DayFirst:
		return When{}, ErrOrder
	case !named && !slashes:
		return When{}, errWhen
	}
	return ParseAbout(s, now, Past)
}

func midnight(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// phrase is what is left of the words that somebody said, and what those that are
// gone meant.
type phrase struct {
	words []string
	now   time.Time
	tense Tense

	clock   clock
	timed   bool
	roughly bool   // about that time
	part    string // of the day: morning, evening, night
	about   bool   // about that day
}

func (p *phrase) read() (When, error) {
	if err := p.takeClock(); err != nil {
		return When{}, err
	}
	p.takePart()
	if p.timed && !p.setHalf() {
		return When{}, errNoon
	}
	p.takeFillers()
	if p.timed && len(p.words) == 0 {
		return p.at(p.dayOfClock())
	}
	day, err := p.day()
	switch {
	case err == nil && p.about:
		return parts{day.Year(), day.Month(), 0}.when(), nil
	case err == nil:
		return p.at(day)
	case err != errAbout:
		return When{}, err
	}
	if month, ok := p.month(); ok && !p.timed {
		return parts{month.Year(), month.Month(), 0}.when(), nil
	}
	return When{}, errAbout
}

// at returns a day with the time that was said.
func (p *phrase) at(day time.Time) (When, error) {
	if p.timed && p.part == "night" && p.clock.hour < 6 { // the night ends on the next day
		day = day.AddDate(0, 0, 1)
	}
	date := parts{day.Year(), day.Month(), day.Day()}
	if !p.timed || p.roughly {
		return date.when(), nil
	}
	w, _, err := date.at(p.clock, p.now.Location())
	if err != nil {
		return When{}, err
	}
	return w, nil
}

// setHalf settles whether a time is before or after noon by the part of the day. It
// is false if nothing says it. A time in digits, such as 9:30, is one of 24 hours
// unless a part of the day says otherwise.
func (p *phrase) setHalf() bool {
	c := &p.clock
	if !c.half {
		return true
	}
	switch h := c.hour % 12; {
	case p.part == "morning", p.part == "night" && h < 6:
		c.hour = h
	case p.part != "":
		c.hour = h + 12
	default:
		return !c.spoken
	}
	return true
}

// takeClock removes the time of day.
func (p *phrase) takeClock() error {
	for i := range p.words {
		c, used, err := clockAt(p.words, i)
		if err != nil {
			return err
		}
		if used == 0 {
			continue
		}
		from := i
		for from > 0 && (p.words[from-1] == "at" || aboutWord(p.words[from-1])) {
			from--
			p.roughly = p.roughly || aboutWord(p.words[from])
		}
		p.clock, p.timed = c, true
		p.words = slices.Concat(p.words[:from], p.words[i+used:])
		return nil
	}
	return nil
}

// clockAt reads a time of day that begins with word i, and returns how many words it
// has; 0 if there is none.
func clockAt(words []string, i int) (c clock, used int, err error) {
	if words[i] == "midnight" {
		return c, 0, errMidnight
	}
	if c, used := spokenAt(words, i); used > 0 {
		return c, used, nil
	}
	for n := min(3, len(words)-i); n > 0; n-- {
		text := strings.Join(words[i:i+n], " ")
		c, ok := parseClock(text)
		switch {
		case !ok || !strings.ContainsAny(text, ":.apmh"): // 2026
		case len(words) == 1 && strings.Trim(text, "0123456789.") == "":
			return c, 0, errEither
		default:
			return c, n, nil
		}
	}
	return c, 0, nil
}

// spokenAt reads noon, half past nine, half nine, nine o'clock and at 9.
func spokenAt(words []string, i int) (c clock, used int) {
	left := words[i:]
	if left[0] == "noon" || left[0] == "midday" {
		return clock{hour: 12}, 1
	}
	if c, ok := spokenClock(left); ok {
		return halves(c, left, 3)
	}
	if len(left) > 1 && left[0] == "half" && left[1] != "an" { // half nine is half past nine
		if h, ok := hourNamed(left[1]); ok {
			return halves(clock{hour: h, minute: 30, half: true, spoken: true}, left, 2)
		}
	}
	h, ok := hourNamed(left[0])
	if !ok || !hourAlone(words, i) {
		return c, 0
	}
	used = 1
	if len(left) > 1 && left[1] == "o'clock" {
		used = 2
	}
	return halves(clock{hour: h, half: true, spoken: true}, left, used)
}

// hourNamed reads an hour from 1 to 12.
func hourNamed(word string) (int, bool) {
	h, ok := spokenNumber(word)
	return h, ok && h >= 1 && h <= 12
}

// hourAlone reports whether word i is an hour if it is a number: at 9, nine o'clock,
// 8 in the morning, 3 this morning, and about 8 at the end.
func hourAlone(words []string, i int) bool {
	after := func(n int) string {
		if i+n < len(words) {
			return words[i+n]
		}
		return ""
	}
	return after(1) == "o'clock" || i > 0 && words[i-1] == "at" || after(1) == "in" && after(2) == "the" && partOfDay(after(3)) != "" ||
		after(1) == "tonight" || slices.Contains([]string{"this", "last", "yesterday"}, after(1)) && partOfDay(after(2)) != "" ||
		i > 0 && aboutWord(words[i-1]) && i+1 == len(words)
}

// halves reads am or pm after a spoken time of that many words.
func halves(c clock, words []string, used int) (clock, int) {
	if len(words) > used && (words[used] == "am" || words[used] == "pm") {
		c.half, c.spoken, c.hour = false, false, c.hour%12
		if words[used] == "pm" {
			c.hour += 12
		}
		used++
	}
	return c, used
}

// spokenClock reads half past nine, quarter to ten and ten past nine.
func spokenClock(words []string) (clock, bool) {
	if len(words) < 3 || words[1] != "past" && words[1] != "to" {
		return clock{}, false
	}
	minutes, ok := spokenNumber(words[0])
	switch words[0] {
	case "half":
		minutes, ok = 30, words[1] == "past"
	case "quarter":
		minutes, ok = 15, true
	}
	h, hour := hourNamed(words[2])
	if words[1] == "to" {
		h, minutes = (h+10)%12+1, 60-minutes
	}
	return clock{hour: h, minute: minutes, half: true, spoken: true}, ok && hour && minutes >= 0 && minutes < 60
}

// takePart removes the part of the day, and turns last night into yesterday.
func (p *phrase) takePart() {
	for i, word := range p.words {
		part := partOfDay(word)
		switch {
		case word == "tonight":
			p.part, p.words[i] = "night", "today"
			return
		case part == "":
			continue
		}
		p.part = part
		rest := slices.Clone(p.words[i+1:])
		if i > 0 && (p.words[i-1] == "this" || p.words[i-1] == "last") && len(rest) == 0 {
			p.words[i-1] = map[string]string{"this": "today", "last": "yesterday"}[p.words[i-1]]
		}
		p.words = append(p.words[:i:i], rest...)
		return
	}
}

// fillers are words that change nothing. A month stays a month in early October.
var fillers = []string{"on", "of", "the", "at", "by", "during", "sometime", "some", "time", "early", "late", "mid", "middle", "beginning", "start", "end", "just", "it", "was", "earlier", "later", "i", "think"}

func aboutWord(word string) bool {
	return slices.Contains([]string{"about", "around", "roughly", "approximately", "approx", "circa", "c.", "probably", "maybe", "perhaps"}, word)
}

func (p *phrase) takeFillers() {
	for i, word := range p.words {
		if word == "in" && (i+2 >= len(p.words) || unit(p.words[i+2]) == "") { // not in two weeks
			p.words[i] = "of"
		}
	}
	p.about = slices.ContainsFunc(p.words, aboutWord)
	p.words = slices.DeleteFunc(p.words, func(w string) bool { return slices.Contains(fillers, w) || aboutWord(w) })
}

// dayOfClock returns the day of a time that was said alone: the nearest in its tense.
func (p *phrase) dayOfClock() time.Time {
	y, m, d := p.now.Date()
	c := p.clock
	later := c.hour*60+c.minute > p.now.Hour()*60+p.now.Minute()
	switch {
	case p.tense == Past && later:
		d--
	case p.tense == Coming && !later:
		d++
	}
	return midnight(y, m, d)
}

// spokenNumber reads a number in digits or, up to twelve, in words.
func spokenNumber(word string) (int, bool) {
	words := []string{"a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if i := slices.Index(words, word); i >= 0 {
		return max(1, i), true
	}
	if word == "an" {
		return 1, true
	}
	return number(word, 366)
}

// unit returns the unit of time that a word names, or "".
func unit(word string) string {
	switch word = strings.TrimSuffix(word, "s"); word {
	case "minute", "hour", "day", "week", "fortnight", "month":
		return word
	case "min":
		return "minute"
	case "hr":
		return "hour"
	}
	return ""
}

// monthNamed reads the name of a month, in full or as its first three letters, and
// "sept".
func monthNamed(word string) (time.Month, bool) {
	word = strings.TrimSuffix(word, ".")
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if word == name || word == name[:3] {
			return m, true
		}
	}
	return time.September, word == "sept"
}

func year(word string) (int, bool) {
	y, ok := number(word, 9999)
	return y, ok && len(word) == 4 && y > 0
}

// number reads a whole number from 0 to most, written in digits alone.
func number(word string, most int) (int, bool) {
	n, err := strconv.Atoi(word)
	return n, err == nil && n >= 0 && n <= most && word[0] >= '0' && word[0] <= '9'
}
