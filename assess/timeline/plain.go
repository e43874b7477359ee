package timeline

import (
	"encoding/binary"
	"time"
)

// The plain dates are 2026-11-20 and 2026-11-20T14:03:00Z, which most are. A batch
// reads ten of them in every record, so they are read eight characters at a time.

// pattern is what eight characters of a date must be, the first one in the lowest byte. In
// text a 0 stands for any digit. The room of a character is what is added to the byte's
// difference from text to set its high bit if the difference is too large: 0x7f where it
// must be none, and 0x7f-9 where it may be up to 9.
type pattern struct{ text, room uint64 }

// Together these cover every character of a date and of a time; some are checked twice.
// They are worked out by hand, because nothing is computed before main; a test works
// them out from the texts beside them.
var (
	yearMonth  = pattern{text: 0x2d30302d30303030, room: 0x7f76767f76767676} // 0000-00-, from the first character
	monthDay   = pattern{text: 0x30302d30302d3030, room: 0x76767f76767f7676} // 00-00-00, from the third
	dayMinute  = pattern{text: 0x30303a3030543030, room: 0x76767f76767f7676} // 00T00:00, from the ninth
	minuteZone = pattern{text: 0x5a30303a30303a30, room: 0x7f76767f76767f76} // 0:00:00Z, from the thirteenth
)

// digits returns the difference of each of eight characters from the pattern, the
// first in the lowest byte. That is the value of a digit, and 0 of anything else. It
// is false if one does not fit.
//
// The difference is that of the bits. The digits are 0x30 to 0x39, so they differ from
// '0' by their values, and all other characters by more than 9. A difference of 0x80 or
// more has the high bit itself: it is refused whatever it adds to the byte after it.
func (p *pattern) digits(b []byte) (differences uint64, fits bool) {
	const highs = 0x8080808080808080
	d := binary.LittleEndian.Uint64(b) ^ p.text
	return d, (d|(d+p.room))&highs == 0
}

// twoDigits returns, in each byte, the number that the digit at its place and the next one make.
// None is over 99, so none spills into the byte after it.
func twoDigits(digits uint64) uint64 { return 10*digits + digits>>8 }

// parseDay returns the days since 1970-01-01 of a date such as 2026-10-01.
func parseDay(b []byte) (int, bool) {
	if len(b) != len("2006-01-02") {
		return 0, false
	}
	return parseDate(b)
}

// parseUTC reads a time such as 2026-11-20T14:03:00Z: the days since 1970-01-01 and the
// seconds of the day. It is false where it is not sure.
func parseUTC(b []byte) (days, seconds int, ok bool) {
	if len(b) != len("2006-01-02T15:04:05Z") {
		return 0, 0, false
	}
	days, ok = parseDate(b)
	first, ok1 := dayMinute.digits(b[8:])
	last, ok2 := minuteZone.digits(b[12:])
	first, last = twoDigits(first), twoDigits(last)
	hour, minute, second := int(byte(first>>24)), int(byte(first>>48)), int(byte(last>>40))
	return days, (hour*60+minute)*60 + second, ok && ok1 && ok2 && hour < 24 && minute < 60 && second < 60
}

// parseDate reads the date at the beginning of b, as the days since 1970-01-01.
func parseDate(b []byte) (days int, ok bool) {
	front, ok1 := yearMonth.digits(b)
	back, ok2 := monthDay.digits(b[2:])
	front, back = twoDigits(front), twoDigits(back)
	y, m, d := 100*int(byte(front))+int(byte(front>>16)), int(byte(back>>24)), int(byte(back>>48))
	if !ok1 || !ok2 || y < 1 || m < 1 || m > 12 || d < 1 || d > 28 && d > daysIn(y, m) {
		return 0, false // no date, or of the year 0, which ParseInstant knows
	}
	leap := y // the last year whose 29 February is before the date, if it has one
	if m <= 2 {
		leap--
	}
	const first = -719162 // 0001-01-01
	return first + 365*(y-1) + leap/4 - leap/100 + leap/400 + int(daysBefore[m]) + d - 1, true
}

// daysBefore is the number of days before each month, from 1, of a year without a 29
// February.
var daysBefore = [13]int16{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

// utc returns that time, as time.Date does.
func utc(days, seconds int) time.Time {
	return time.Unix(int64(days)*secondsPerDay+int64(seconds), 0).UTC()
}

const secondsPerDay = 24 * 60 * 60

// AppendUTC appends what t.UTC().AppendFormat(b, time.RFC3339Nano) does. It writes whole
// seconds of the years 1 to 9999 itself, because every result has such a time and package
// time needs a lot of code for it.
func AppendUTC(b []byte, t time.Time) []byte {
	const firstDay, daysOfAll = -719162, 3652059 // 0001-01-01, and how many days there are to 9999-12-31
	passed := t.Unix() - firstDay*secondsPerDay
	if t.Nanosecond() != 0 || passed < 0 || passed >= daysOfAll*secondsPerDay {
		return t.UTC().AppendFormat(b, time.RFC3339Nano)
	}
	second := int(passed % secondsPerDay)

	// Years are counted from 1 March, so that a leap day is the last of its year: there are
	// 146097 days in four centuries, 1461 in four years, and 153 in five months.
	day := int(passed/secondsPerDay) + 306 // after 0000-03-01
	century := (4*day + 3) / 146097
	day -= 146097 * century / 4
	year := (4*day + 3) / 1461
	day -= 1461 * year / 4
	month := (5*day + 2) / 153
	day -= (153*month + 2) / 5
	year += 100 * century
	if month += 3; month > 12 {
		year, month = year+1, month-12
	}

	from := len(b)
	b = append(b, "0000-00-00T00:00:00Z"...)
	text := b[from:]
	put := func(at, n int) { text[at], text[at+1] = byte('0'+n/10), byte('0'+n%10) }
	put(0, year/100)
	put(2, year%100)
	put(5, month)
	put(8, day+1)
	put(11, second/3600)
	put(14, second/60%60)
	put(17, second%60)
	return b
}

// daysIn returns the number of days in a month.
func daysIn(year, m int) int {
	switch m {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
