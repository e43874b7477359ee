package table

import (
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// dates counts the dates of a table that are not read as they are written. Each kind
// is one problem of the table, since every row has it.
type dates struct {
	written              timeline.Written
	now                  time.Time
	order, serial, place atomic.Int64
	days                 atomic.Int64 // days alone where a time is needed
	zoned                atomic.Bool  // a time without an offset was read
}

// Date returns the text of a date as our own files have it: an instant, a day or a
// month, by what the fact can hold. It returns the text itself if it is not a date at
// all, which the reader of the row reports. It returns "" if the order of day and
// month is not known. A time that clocks skipped or showed twice is a fault; its day
// is returned. unread reports that the date was not read, or not in full, for a
// reason that the table reports, once for all its rows.
func (t *Table) Date(kind assess.FactKind, text string) (ours, fault string, unread bool) {
	d := &t.dates
	when, zoned, err := d.written.Read(text)
	if zoned {
		d.zoned.Store(true)
	}
	switch {
	case errors.Is(err, timeline.ErrOrder):
		d.order.Add(1)
		return "", "", true
	case errors.Is(err, timeline.ErrSerial):
		d.serial.Add(1)
		return "", "", true
	case errors.Is(err, timeline.ErrNoZone):
		d.place.Add(1)
		unread = true
	case errors.Is(err, timeline.ErrGap), errors.Is(err, timeline.ErrTwice):
		fault = err.Error() + "; the day is kept"
	case err != nil:
		return text, "", false
	}
	switch kind {
	case assess.TimeFact:
		return d.instant(when, text), fault, unread
	case assess.DayFact:
		return day(when, text), fault, unread
	}
	return when.String(), fault, unread
}

// Said reads a date that a person wrote in words, if it names its day or month, and Date
// could not read it.
func (t *Table) Said(text string) (ours string, ok bool) {
	d := &t.dates
	now := d.now
	if d.written.Zone != nil {
		now = now.In(d.written.Zone)
	}
	when, err := d.written.ReadNamed(text, now)
	return when.String(), err == nil && !when.IsZero() && !now.IsZero()
}

// instant returns the end of the day for a date that has no time.
func (d *dates) instant(when timeline.When, text string) string {
	if _, timed := when.Instant(); timed {
		return when.String()
	}
	end, err := d.written.EndOf(when)
	if err != nil {
		return text
	}
	d.days.Add(1)
	return end.String()
}

// day returns the day of a time at midnight, which data frames write for a day. Any
// other time would be lost.
func day(when timeline.When, text string) string {
	if t, timed := when.Instant(); timed {
		if h, m, s := t.Clock(); h+m+s > 0 {
			return text
		}
		return t.Format("2006-01-02")
	}
	return when.String()
}

// Zoned reports whether a time without an offset was read.
func (t *Table) Zoned() bool { return t.dates.zoned.Load() }

// problems returns what is wrong with all dates of the table.
func (d *dates) problems(line int) (problems []assess.Problem) {
	add := func(n int64, code, one, more, rest string) {
		switch {
		case n == 1:
			problems = append(problems, assess.Problem{Code: code, Line: line, Message: "1 " + one + rest})
		case n > 1:
			problems = append(problems, assess.Problem{Code: code, Line: line, Message: fmt.Sprintf("%d ", n) + more + rest})
		}
	}
	add(d.order.Load(), codeDateOrder, "date can be day first or month first, so it is not read", "dates can be day first or month first, so they are not read", "; say which with --dates dmy or --dates mdy, or in the settings")
	add(d.serial.Load(), codeDateOrder, "date is the number of a spreadsheet, so it is not read", "dates are numbers of a spreadsheet, so they are not read", "; say so with --dates excel, or in the settings")
	add(d.place.Load(), codeNoZone, "time has no offset and the time zone is not known, so only its day is kept", "times have no offset and the time zone is not known, so only their days are kept", "; say it with --timezone Europe/London, or in the settings")
	return problems
}
