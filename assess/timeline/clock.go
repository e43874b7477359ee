package timeline

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess/late"
)

// NoZone returns the place of somebody whose time zone is not known. A time of day there
// needs its offset. The name is the one that RFC 3339 gives to an unknown offset.
func NoZone() *time.Location { return noZone.Get() }

var noZone = late.Value[*time.Location]{Make: func() *time.Location { return time.FixedZone("-00", 0) }}

// The errors of a time of day that is not one instant. Its day is still known.
var (
	ErrNoZone = errors.New("the time zone is not known here; add the offset, such as 21:30+01:00, or give the day alone")
	ErrGap    = errors.New("the clocks went forward then, and there was no such time; give another time, or the day alone")
	ErrTwice  = errors.New("the clocks went back then, and that time came twice; add BST, GMT or an offset such as +01:00, or give the day alone")
)

// clock is a time of day as it was written.
type clock struct {
	hour, minute, second, nano int
	half                       bool // a part of the day may move it to after noon
	spoken                     bool // only a part of the day says which half it is in
	named                      bool // the offset was written
	offset                     int  // in seconds east of UTC
}

// on returns the instant at which clocks in place showed c on that day.
func (c clock) on(y int, m time.Month, d int, place *time.Location) (time.Time, error) {
	local := time.Date(y, m, d, c.hour, c.minute, c.second, c.nano, time.UTC)
	if c.named {
		return local.Add(-time.Duration(c.offset) * time.Second).In(time.FixedZone("", c.offset)), nil
	}
	if place == nil || place == NoZone() {
		return local, ErrNoZone
	}
	var found []time.Time
	for _, near := range [...]time.Duration{-24 * time.Hour, 24 * time.Hour} { // before and after a change
		_, offset := local.Add(near).In(place).Zone()
		t := local.Add(-time.Duration(offset) * time.Second).In(place)
		if _, is := t.Zone(); is == offset && (len(found) == 0 || !found[0].Equal(t)) {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return local, ErrGap
	case 2:
		return local, ErrTwice
	}
	return found[0], nil
}

// clockForm is a time of day: 21:30, 21.30:15.5, 9pm, 9.30 p.m., 2130 hrs, 213000, each
// with an offset after it or none.
var clockForm = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{1,2})(?:([:.])(\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?)? ?(am|pm|a\.m\.?|p\.m\.?)? ?(hrs?|hours)? ?` + offsetForm + `$`)
}}

// basicClockForm is a time of day in digits alone.
var basicClockForm = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{2})()(\d{2})(?:(\d{2})(?:[.,](\d+))?)?() ?(hrs?|hours)? ?` + offsetForm + `$`)
}}

const offsetForm = `(?:(z|utc|gmt|bst)?([+-])?(?:(\d{2})(?::?(\d{2}))?)?(?: ?[(\[].*[)\]])?)`

// parseClock reads a time of day in lower case. It refuses a number that only may be
// one, such as 9.
func parseClock(s string) (c clock, ok bool) {
	m := clockForm.Get().FindStringSubmatch(s)
	if m == nil {
		m = basicClockForm.Get().FindStringSubmatch(s)
	}
	if m == nil || m[3] == "" && m[6] == "" {
		return c, false
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	c.hour, c.minute, c.second = number(m[1]), number(m[3]), number(m[4])
	c.nano = number((m[5] + "000000000")[:9])
	switch noon := strings.HasPrefix(m[6], "p"); {
	case m[6] == "":
		c.half = c.hour >= 1 && c.hour <= 12 && m[1][0] != '0'
	case c.hour < 1 || c.hour > 12:
		return c, false
	case noon:
		c.hour = c.hour%12 + 12
	default:
		c.hour %= 12
	}
	return c, c.setOffset(m[8], m[9], m[10], m[11]) && c.hour <= 23 && c.minute <= 59 && c.second <= 59
}

// setOffset sets the offset from the parts that were written. BST is British Summer
// Time.
func (c *clock) setOffset(letters, sign, hours, minutes string) bool {
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	switch {
	case (sign == "") != (hours == "") || letters != "" && letters[0] != 'g' && letters[0] != 'u' && sign != "" || h > 23 || m > 59:
		return false
	case letters == "bst":
		h = 1
	}
	c.named = letters != "" || sign != ""
	c.offset = (h*60 + m) * 60
	if sign == "-" {
		c.offset = -c.offset
	}
	return true
}

// partOfDay returns the part of the day that a word means, or "". None of those
// words is an hour.
func partOfDay(word string) string {
	switch word {
	case "morning":
		return "morning"
	case "afternoon", "lunchtime":
		return "afternoon"
	case "evening", "teatime":
		return "evening"
	case "night", "overnight":
		return "night"
	}
	return ""
}
