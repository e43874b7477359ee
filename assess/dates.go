package assess

import (
	"time"

	"stalkrisk/assess/timeline"
)

// Instant is a strict RFC 3339 time, kept exactly as it was written.
type Instant struct {
	text string
	t    time.Time
}

// ParseInstant reads a strict RFC 3339 time, as timeline.ParseInstant does.
func ParseInstant(s string) (Instant, error) {
	t, err := timeline.ParseInstant(s)
	if err != nil {
		return Instant{}, err
	}
	return Instant{s, t}, nil
}

// InstantOf returns t, cut to whole seconds.
func InstantOf(t time.Time) Instant {
	t = t.Truncate(time.Second)
	return Instant{t.Format(time.RFC3339), t}
}

// String returns the time as it was written; "" if there is none.
func (i Instant) String() string { return i.text }

// Time returns the time in the offset in which it was written.
func (i Instant) Time() time.Time { return i.t }

// IsZero reports whether no time was given.
func (i Instant) IsZero() bool { return i.text == "" }

// UnmarshalText reads a time as ParseInstant does. The empty text is the zero Instant.
func (i *Instant) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*i = Instant{}
		return nil
	}
	*i, err = ParseInstant(string(b))
	return err
}

// MarshalText returns the time as it was written.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.text), nil }

// Date is a day such as 2026-11-20.
type Date struct {
	w timeline.When
}

// ParseDate reads a day such as 2026-11-20. The empty text is the zero Date.
func ParseDate(s string) (Date, error) {
	w, err := timeline.ParseWhen(s)
	if _, whole := w.Day(); err != nil || len(s) > len("2006-01-02") || s != "" && !whole {
		return Date{}, errDate
	}
	return Date{w}, nil
}

// String returns the day as it was written; "" if there is none.
func (d Date) String() string { return d.w.String() }

// IsZero reports whether no day was given.
func (d Date) IsZero() bool { return d.w.IsZero() }

// Day returns the number of days since 1970-01-01, or 0 if no day was given.
func (d *Date) Day() int { n, _ := d.w.Day(); return n }

// UnmarshalText reads a day as ParseDate does.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDate(string(b))
	return err
}

// MarshalText returns the day as it was written.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.w.String()), nil }
