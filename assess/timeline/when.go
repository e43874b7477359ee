package timeline

import (
	"errors"
	"strings"
	"time"
)

// When is when an incident happened, as exactly as it is known: an instant, a day or
// a month. It keeps the text as it was written. The zero value means not known.
type When struct {
	text    string
	instant time.Time // set for an instant only
	day     int       // the date in days since 1970-01-01; for a month, its first day
	kind    precision
}

type precision uint8

const (
	unknownDate precision = iota
	month
	day
	instant
)

// errWhen lists the forms of a date. It never quotes what was written, because that
// may be case content.
var errWhen = errors.New("not a date; write 2026-10-01, 2026-10 or 2026-10-01T21:30:00Z")

// ParseWhen reads an instant (strict RFC 3339), a day (2026-10-01) or a month
// (2026-10). The empty text means not known.
func ParseWhen(s string) (When, error) {
	w, ok := When{text: s}, true
	switch len(s) {
	case 0:
	case len("2006-01"):
		w.kind = month
		w.day, ok = parseDay([]byte(s + "-01"))
	case len("2006-01-02"):
		w.kind = day
		w.day, ok = parseDay([]byte(s))
	default:
		t, err := ParseInstant(s)
		w.kind, w.instant, ok = instant, t, err == nil
		if ok && s[:4] != "0000" { // which is not a year
			w.day = DayOf(t)
		}
	}
	if !ok {
		return When{}, errWhen
	}
	return w, nil
}

// PlainInstant reports whether b is a time that ParseInstant reads; false if it is not
// sure.
func PlainInstant(b []byte) bool {
	_, _, ok := parseUTC(b)
	return ok
}

// PlainWhen returns what ParseWhen returns, without the text. It is false where it
// is not sure.
func PlainWhen(b []byte) (When, bool) {
	switch len(b) {
	case len("2006-01-02"):
		d, ok := parseDay(b)
		return When{day: d, kind: day}, ok
	case len("2006-01-02T15:04:05Z"):
		d, seconds, ok := parseUTC(b)
		if !ok {
			return When{}, false
		}
		return When{instant: utc(d, seconds), day: d, kind: instant}, true
	}
	return When{}, false
}

// month returns the month of a date, such as 2026-10.
func (w When) month() string {
	return time.Unix(int64(w.day)*24*60*60, 0).UTC().Format("2006-01")
}

// ParseInstant reads a strict RFC 3339 time: a four-digit year, a capital T, two
// digits everywhere else, a dot before fractions, and "Z" or an offset of at most
// 23:59. time.Parse also accepts "4:03", a comma and "+24:00". And if the offset is
// that of the computer's own zone, it uses that zone with its summer time, so the
// same file would not mean the same everywhere.
func ParseInstant(s string) (time.Time, error) {
	if d, seconds, ok := parseUTC([]byte(s)); ok {
		return utc(d, seconds), nil
	}
	t, err := time.ParseInLocation(time.RFC3339, s, time.UTC)
	if err != nil || !instantShape(s) {
		return time.Time{}, errors.New("not a time; write 2026-11-20T14:03:00Z")
	}
	return t, nil
}

// instantShape reports whether s has the form 2006-01-02T15:04:05[.fraction](Z|±15:04).
func instantShape(s string) bool {
	const fixed = "0000-00-00T00:00:00"
	if len(s) <= len(fixed) || !shaped(s[:len(fixed)], fixed) {
		return false
	}
	zone := s[len(fixed):]
	if zone[0] == '.' {
		rest := strings.TrimLeft(zone[1:], "0123456789")
		if n := len(zone) - len(rest); n == 1 || n > 10 {
			return false
		}
		zone = rest
	}
	if zone == "Z" {
		return true
	}
	return (shaped(zone, "+00:00") || shaped(zone, "-00:00")) && zone[1:3] <= "23" && zone[4:] <= "59"
}

// shaped reports whether s matches a pattern in which 0 is any digit.
func shaped(s, pattern string) bool {
	if len(s) != len(pattern) {
		return false
	}
	for i := range len(s) {
		digit := s[i] >= '0' && s[i] <= '9'
		if digit != (pattern[i] == '0') || !digit && s[i] != pattern[i] {
			return false
		}
	}
	return true
}

// DayOf returns the date of t in t's own offset, in days since 1970-01-01. It is
// negative for earlier dates.
func DayOf(t time.Time) int {
	seconds := t.Unix()
	if t.Location() != time.UTC { // which most are
		_, offset := t.Zone()
		seconds += int64(offset)
	}
	day := seconds / secondsPerDay
	if seconds%secondsPerDay < 0 {
		day--
	}
	return int(day)
}

// String returns the date as it was written; "" if it is not known.
func (w When) String() string { return w.text }

// IsZero reports whether no date was given.
func (w When) IsZero() bool { return w.kind == unknownDate }

// Day returns the date in days since 1970-01-01, and whether it is known to the day.
// A month is not.
func (w *When) Day() (int, bool) { return w.day, w.kind >= day }

// Instant returns the time, and whether a time of day was written.
func (w *When) Instant() (time.Time, bool) { return w.instant, w.kind == instant }

// After reports whether w is later than t. If w has a time of day, it compares the
// instants. Otherwise it compares the date of w, or the first day of its month, with
// the date of t in t's own offset. An unknown date is never after t.
func (w *When) After(t time.Time) bool {
	switch w.kind {
	case unknownDate:
		return false
	case instant:
		return w.instant.After(t)
	}
	return w.day > DayOf(t)
}

// UnmarshalText reads a date as ParseWhen does.
func (w *When) UnmarshalText(b []byte) (err error) {
	*w, err = ParseWhen(string(b))
	return err
}

// MarshalText returns the date as it was written.
func (w When) MarshalText() ([]byte, error) { return []byte(w.text), nil }
