package timeline

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess/late"
)

// Order is the order of day, month and year in dates that another program wrote in
// digits alone. The zero value means that nobody has said it.
type Order string

// The orders. With Excel, a number such as 46296 is a spreadsheet's date.
const (
	DayFirst   Order = "dmy"
	MonthFirst Order = "mdy"
	YearFirst  Order = "ymd"
	Excel      Order = "excel"
)

// Words returns every order.
func (Order) Words() []string {
	return []string{string(DayFirst), string(MonthFirst), string(YearFirst), string(Excel)}
}

// Written says how a program or a person writes dates.
type Written struct {
	Order Order
	Zone  *time.Location // of times without an offset; nil or NoZone if it is not known
}

// longestDate is how many bytes a date in words can have. A longer text is an account.
const longestDate = 100

// ErrOrder is the error for a date in digits whose order nobody has said. It is not
// guessed, even from a day above 12: then half of a file's dates would be read.
var (
	ErrOrder  = errors.New("day or month first? say it with --dates dmy or --dates mdy")
	ErrSerial = errors.New("a spreadsheet's number for a date? say it with --dates excel")
)

// Read reads a date that names one instant, one day or one month: what ParseWhen
// reads; times with no seconds, with a space for the T and with offsets such as
// +0100, +01 and BST; dates such as 1 October 2026, Oct 1, 2026, 2026/10/01,
// 20261001 and 10/2026; dates such as 01/10/26 and the numbers of a spreadsheet if
// Order allows it. A time without an offset is one in Zone, and zoned is true.
//
// If the time of day is not one instant (ErrGap, ErrTwice, ErrNoZone), Read returns
// the day with the error.
func (w Written) Read(s string) (when When, zoned bool, err error) {
	if when, err := ParseWhen(s); err == nil {
		return when, false, nil
	}
	if len(s) > longestDate {
		return When{}, false, errWhen
	}
	if serial := strings.Replace(strings.TrimSpace(s), ",", ".", 1); w.Order == Excel && serialForm.Get().MatchString(serial) {
		return w.serial(serial)
	}
	s = spaced(s)
	words := strings.Split(s, " ")
	err = errWhen
	for n := len(words); n > 0; n-- { // the longest text that is a date, then the time
		date, wrong := w.date(words[:n])
		c, timed := parseClock(strings.Join(words[n:], " "))
		switch whole := n == len(words); {
		case !whole && !timed:
		case wrong == ErrOrder:
			err = wrong
		case wrong == nil && whole:
			return date.when(), false, nil
		case wrong == nil && date.d > 0:
			return date.at(c, w.Zone)
		}
	}
	if err == errWhen && serialForm.Get().MatchString(s) {
		err = ErrSerial
	}
	return When{}, false, err
}

// EndOf returns the last second of a day in Zone, for a date that has no time.
func (w Written) EndOf(day When) (When, error) {
	if _, whole := day.Day(); !whole {
		return When{}, errWhen
	}
	t := midnight(1970, 1, 1+day.day)
	end, _, err := parts{t.Year(), t.Month(), t.Day()}.at(clock{hour: 23, minute: 59, second: 59}, w.Zone)
	return end, err
}

// spaced returns a date in lower case, with one space between its words, and between
// the date and the time.
func spaced(s string) string {
	s = strings.NewReplacer(",", " ", "−", "-", " at ", " ").Replace(commaSeconds.Get().ReplaceAllString(s, "$1.$2"))
	s = strings.Join(strings.Fields(strings.ToLower(s)), " ")
	return joinedForm.Get().ReplaceAllString(s, "$1 $2")
}

var (
	// joinedForm is a date and a time with a T between them.
	joinedForm = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`^([0-9./-]+)t(\d.*)$`) }}
	// serialForm is a spreadsheet's number for a date from 1927 to 2173.
	serialForm = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`^\d{5}(\.\d+)?$`) }}
	// commaSeconds is a decimal comma in seconds.
	commaSeconds = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`(:\d\d),(\d)`) }}
)

// serial reads a spreadsheet's number: days since 30 December 1899, with the time of
// day as the fraction.
func (w Written) serial(s string) (When, bool, error) {
	n, _ := strconv.ParseFloat(s, 64)
	seconds := int(math.Round(n * 86400))
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, seconds/86400)
	date := parts{t.Year(), t.Month(), t.Day()}
	if !strings.Contains(s, ".") || seconds%86400 == 0 {
		return date.when(), false, nil
	}
	seconds %= 86400
	return date.at(clock{hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60}, w.Zone)
}

// parts is a day, or a month if d is 0.
type parts struct {
	y int
	m time.Month
	d int
}

func (p parts) valid() bool {
	return p.y > 0 && p.m >= 1 && p.m <= 12 && p.d >= 0 && p.d <= daysIn(p.y, int(p.m))
}

func (p parts) when() When {
	t := midnight(p.y, p.m, max(1, p.d))
	form := time.DateOnly
	if p.d == 0 {
		form = "2006-01"
	}
	w, _ := ParseWhen(t.Format(form))
	return w
}

// at returns the instant of a time on a day, or the day if the time is not one
// instant.
func (p parts) at(c clock, place *time.Location) (When, bool, error) {
	t, err := c.on(p.y, p.m, p.d, place)
	if err != nil {
		return p.when(), !c.named, err
	}
	w, err := ParseWhen(t.Format(time.RFC3339Nano))
	return w, !c.named, err
}

// date reads the words of a date, with its day of the week before it or without.
func (w Written) date(words []string) (parts, error) {
	weekday, named := weekdayNamed(words[0])
	if !named {
		return w.plainDate(words)
	}
	p, err := w.plainDate(words[1:])
	if err == nil && (p.d == 0 || midnight(p.y, p.m, p.d).Weekday() != weekday) {
		err = errWhen
	}
	return p, err
}

// plainDate reads the words of a date without a day of the week.
func (w Written) plainDate(words []string) (parts, error) {
	if len(words) == 1 {
		if p, err := w.digits(words[0]); err == nil || err == ErrOrder {
			return p, err
		}
		words = cutDate(words[0])
	} else if p, err := w.digits(strings.Join(words, "-")); err == nil && p.d > 0 { // 20 11 2026
		return p, nil
	}
	p, ok := w.named(words)
	if !ok || !p.valid() {
		return p, errWhen
	}
	return p, nil
}

// cutDate cuts a date at 1/10, 1-10 and 1.10.
func cutDate(s string) []string {
	return strings.Split(strings.NewReplacer("/", "-", ".", "-").Replace(s), "-")
}

// digits reads a date in digits.
func (w Written) digits(s string) (p parts, err error) {
	f, n, ok := numbers(s)
	switch {
	case !ok:
	case len(f) == 2 && len(f[0]) == 4:
		p = parts{n[0], time.Month(n[1]), 0}
	case len(f) == 2 && len(f[1]) == 4:
		p = parts{n[1], time.Month(n[0]), 0}
	case len(f) == 2:
		ok = false
	case len(f[0]) == 4:
		p, ok = parts{n[0], time.Month(n[1]), n[2]}, len(f[2]) <= 2 && n[2] > 0
	case w.Order == "", w.Order == Excel:
		return p, unordered(f, n)
	default:
		p, ok = w.ordered(f, n)
	}
	if !ok || !p.valid() {
		return parts{}, errWhen
	}
	return p, nil
}

// numbers cuts a date in digits into two or three numbers of one, two or four digits.
func numbers(s string) (f []string, n [3]int, ok bool) {
	f = cutDate(s)
	if len(f) == 1 && len(s) == len("20261001") {
		f = []string{s[:4], s[4:6], s[6:]}
	}
	if len(f) < 2 || len(f) > 3 {
		return f, n, false
	}
	for i, text := range f {
		if n[i], ok = number(text, 9999); !ok || len(text) > 4 || len(text) == 3 {
			return f, n, false
		}
	}
	return f, n, len(f) == 2 || len(f[1]) <= 2
}

// ordered reads a date of three numbers in the order that was said.
func (w Written) ordered(f []string, n [3]int) (parts, bool) {
	d, m, y := 0, 1, 2
	switch w.Order {
	case MonthFirst:
		m, d = 0, 1
	case YearFirst:
		y, d = 0, 2
	}
	return parts{century(f[y], n[y]), time.Month(n[m]), n[d]}, len(f[m]) <= 2 && len(f[d]) <= 2 && len(f[y]) >= 2 && n[d] > 0
}

// unordered returns ErrOrder for three numbers that are a date in some order.
func unordered(f []string, n [3]int) error {
	if len(f[0]) <= 2 && len(f[2]) >= 2 && max(n[0], n[1]) <= 31 && min(n[0], n[1]) <= 12 {
		return ErrOrder
	}
	return errWhen
}

// century returns a year from its digits, of which there may be two.
func century(text string, n int) int {
	switch {
	case len(text) != 2:
		return n
	case n < 69:
		return 2000 + n
	}
	return 1900 + n
}

// named reads the words of a date that names its month: 1 october 2026, oct 1 2026,
// october 2026.
func (w Written) named(words []string) (p parts, ok bool) {
	if len(words) < 2 || len(words) > 3 {
		return p, false
	}
	last := words[len(words)-1]
	y, fine := year(last)
	if n, short := number(last, 99); !fine && short && len(last) == 2 && len(words) == 3 && w.Order != "" {
		y, fine = century(last, n), true
	}
	p, ok = dayAndMonth(words[:len(words)-1])
	p.y = y
	return p, ok && fine
}

// dayAndMonth reads 1 october, october 1 and october.
func dayAndMonth(words []string) (p parts, ok bool) {
	for i, word := range words {
		if m, is := monthNamed(word); is && p.m == 0 {
			p.m = m
		} else if d, is := ordinal(word); is && i < 2 && p.d == 0 && d > 0 {
			p.d = d
		} else {
			return p, false
		}
	}
	return p, p.m > 0 && len(words) < 3
}

// ordinal reads the day of a month: 1, 01 or 1st.
func ordinal(word string) (int, bool) {
	for _, end := range [...]string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, end)
	}
	n, ok := number(word, 31)
	return n, ok && len(word) <= 2
}

// weekdayNamed reads the name of a day of the week, in full or shortened.
func weekdayNamed(word string) (time.Weekday, bool) {
	word = strings.TrimSuffix(word, ".")
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		if word == name || word == name[:3] || len(word) == 4 && word == name[:4] || d == time.Wednesday && word == "weds" || d == time.Thursday && (word == "thur" || word == "thurs") {
			return d, true
		}
	}
	return 0, false
}

// InWords returns the date in full: Friday 20 November 2026, with the time at which
// clocks there showed it, or October 2026. The offset is added if place has another
// one then. It is "" if the date is not known.
func (w When) InWords(place *time.Location) string {
	d := midnight(1970, 1, 1+w.day)
	const day = "Monday 2 January 2006"
	switch w.kind {
	case unknownDate:
		return ""
	case month:
		return d.Format("January 2006")
	case instant:
		_, is := w.instant.Zone()
		if _, here := w.instant.In(place).Zone(); is == here {
			return w.instant.Format(day + " at 15:04")
		}
		return w.instant.Format(day + " at 15:04 (-07:00)")
	}
	return d.Format(day)
}
