package report

import (
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// moment returns a time or day as the page says it: "20:46 Saturday 28 November",
// "Saturday 28 November", with the year where it is another than that of the page. It
// never says "tomorrow", because a page is read on another day than it was written.
func (r *Report) moment(s string) string { return moment(s, r.asOf()) }

// brief returns a time or day as a note says it: "20:46 Sat 28 Nov", or only "20:46" on
// the day of the report, with the year where it is another.
func (r *Report) brief(s string) string { return brief(s, r.asOf()) }

// moment returns a time or day in words, where and when now is.
func moment(s string, now time.Time) string {
	day := func(t time.Time) string {
		if t.Year() != now.Year() {
			return t.Format("Monday 2 January 2006")
		}
		return t.Format("Monday 2 January")
	}
	if t, err := timeline.ParseInstant(s); err == nil {
		t = t.In(now.Location())
		return clock(t) + " " + day(t)
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return day(t)
	}
	return Readable(s)
}

// plainDay returns a day without its weekday: "28 November", with the year where it is
// another than that of the page.
func (r *Report) plainDay(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() == r.asOf().Year() {
		return t.Format("2 January")
	}
	return Readable(s)
}

// brief returns a time or day in few words, where and when now is.
func brief(s string, now time.Time) string {
	t, err := timeline.ParseInstant(s)
	at := ""
	if err == nil {
		if t = t.In(now.Location()); t.Format(time.DateOnly) == now.Format(time.DateOnly) {
			return clock(t)
		}
		at = clock(t) + " "
	} else if t, err = time.Parse(time.DateOnly, s); err != nil {
		return strings.TrimSuffix(Readable(s), ".")
	}
	if t.Year() != now.Year() {
		return at + t.Format("2 Jan 2006")
	}
	return at + t.Format("Mon 2 Jan")
}

// asOf returns when the report was written.
func (r *Report) asOf() time.Time {
	t, err := timeline.ParseInstant(r.AsOf)
	if err != nil {
		return r.Assessment.AssessedAt.Time()
	}
	return t.In(r.Assessment.AssessedAt.Time().Location())
}

// today returns the day on which the report was written, as Date.Day counts.
func (r *Report) today() int { return timeline.DayOf(r.asOf()) }

// daysTo returns in how many days a date comes, counted from the day of the report,
// and whether there is a date.
func (r *Report) daysTo(d assess.Date) (days int, dated bool) {
	return d.Day() - r.today(), !d.IsZero()
}

func dayOf(at assess.Instant) int { return timeline.DayOf(at.Time()) }
