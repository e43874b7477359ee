package timeline

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

// errAbout lists the forms that ParseAbout reads. It never quotes what was written.
var errAbout = errors.New("not a date; write 2026-10-01, 1 October, yesterday, 3 days ago, or for a month 2026-10, October or last month; add 21:30 for a time; or say not known")

// ParseAbout reads a date as a person says it at the time now. The date is only as
// exact as what was said: "last month" is a month, and "2 weeks ago" is refused,
// because nobody means one day by it. It reads
//
//   - what ParseWhen reads
//   - today, yesterday, 3 days ago (to 31): a day
//   - 1 October, 1 Oct 2026: a day; without a year the latest one up to now
//   - this month, last month, October, Oct 2026: a month, in the same way
//   - any of those days with a time of day after it ("yesterday 21:30", "1
//     October at 7.05 pm"), in the offset that now's place has on that day
//   - not known, unknown, don't know, or nothing: not known
//
// The text of the date that it returns is one that ParseWhen reads. It refuses
// 01/10/2026, which is one day in Britain and another in the United States.
func ParseAbout(s string, now time.Time) (When, error) {
	if w, err := ParseWhen(strings.TrimSpace(s)); err == nil {
		return w, nil
	}
	words := strings.Fields(strings.ToLower(strings.NewReplacer("’", "'", ",", " ").Replace(s)))
	switch strings.Join(words, " ") {
	case "not known", "unknown", "don't know", "dont know", "do not know", "no idea":
		return When{}, nil
	}
	words, clock, timed := timeOfDay(words)
	day, ok := aboutDay(words, now)
	switch {
	case ok && timed:
		y, m, d := day.Date()
		return ParseWhen(time.Date(y, m, d, clock.Hour(), clock.Minute(), 0, 0, now.Location()).Format(time.RFC3339))
	case ok:
		return ParseWhen(day.Format(time.DateOnly))
	}
	if month, ok := aboutMonth(words, now); ok && !timed {
		return ParseWhen(month.Format("2006-01"))
	}
	return When{}, errAbout
}

func midnight(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// timeOfDay removes a time from the end of what was said, such as 21:30, 7.05 pm or
// 9pm, with or without "at" before it.
func timeOfDay(words []string) (rest []string, clock time.Time, found bool) {
	n := len(words)
	if n == 0 {
		return words, clock, false
	}
	text, used := words[n-1], 1
	if (text == "am" || text == "pm") && n > 1 {
		text, used = words[n-2]+text, 2
	}
	for _, form := range []string{"15:04", "15.04", "3:04pm", "3.04pm", "3pm"} {
		t, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		rest = words[:n-used]
		if k := len(rest); k > 0 && rest[k-1] == "at" {
			rest = rest[:k-1]
		}
		return rest, t, true
	}
	return words, clock, false
}

// aboutDay reads words that mean one day.
func aboutDay(words []string, now time.Time) (time.Time, bool) {
	y, m, d := now.Date()
	said := strings.Join(words, " ")
	switch {
	case said == "today":
		return midnight(y, m, d), true
	case said == "yesterday":
		return midnight(y, m, d-1), true
	case len(words) == 3 && (words[1] == "days" || words[1] == "day") && words[2] == "ago":
		n, small := number(words[0], 31)
		return midnight(y, m, d-n), small
	case len(words) == 1:
		w, err := ParseWhen(said) // before a time of day
		day, whole := w.Day()
		return midnight(1970, 1, 1+day), err == nil && whole
	case len(words) == 2 || len(words) == 3:
		return datedDay(words, midnight(y, m, d))
	}
	return time.Time{}, false
}

// datedDay reads "1 october" and "1 october 2026".
func datedDay(words []string, today time.Time) (t time.Time, ok bool) {
	d, fine := number(words[0], 31)
	m, named := monthNamed(words[1])
	if !fine || d == 0 || !named {
		return t, false
	}
	if len(words) == 3 {
		y, fine := year(words[2])
		t = midnight(y, m, d)
		return t, fine && t.Month() == m
	}
	for back := range 5 { // 29 February comes every fourth year
		if t = midnight(today.Year()-back, m, d); t.Month() == m && !t.After(today) {
			return t, true
		}
	}
	return t, false
}

// aboutMonth reads words that mean one month.
func aboutMonth(words []string, now time.Time) (time.Time, bool) {
	y, m, _ := now.Date()
	switch strings.Join(words, " ") {
	case "":
		return now, false
	case "this month":
		return midnight(y, m, 1), true
	case "last month":
		return midnight(y, m-1, 1), true
	}
	named, ok := monthNamed(words[0])
	switch {
	case len(words) == 2:
		given, fine := year(words[1])
		return midnight(given, named, 1), ok && fine
	case named > m:
		y--
	}
	return midnight(y, named, 1), ok && len(words) == 1
}

// monthNamed reads the name of a month, in full or as its first three letters, and
// "sept".
func monthNamed(word string) (time.Month, bool) {
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
