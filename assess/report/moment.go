package report

import (
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// moment returns a time or day as the page says it: "20:46 on Saturday 28 November",
// "Saturday 28 November", with the year where it is another than that of the page. It
// never says "tomorrow", because a page is read on another day than it was written.
func (r *Report) moment(s string) string {
	year := r.asOf().Year()
	day := func(t time.Time) string {
		if t.Year() != year {
			return t.Format("Monday 2 January 2006")
		}
		return t.Format("Monday 2 January")
	}
	if t, err := timeline.ParseInstant(s); err == nil {
		t = t.In(r.Assessment.AssessedAt.Time().Location())
		return t.Format("15:04 on ") + day(t)
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return day(t)
	}
	return Readable(s)
}

// brief returns a time or day as a note says it: "20:46 Sat 28 Nov", or only "20:46" on
// the day of the assessment.
func (r *Report) brief(s string) string {
	at := r.Assessment.AssessedAt.Time()
	if t, err := timeline.ParseInstant(s); err == nil {
		t = t.In(at.Location())
		if t.Format(time.DateOnly) == at.Format(time.DateOnly) {
			return t.Format("15:04")
		}
		return t.Format("15:04 Mon 2 Jan")
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		if t.Year() != at.Year() {
			return t.Format("2 Jan 2006")
		}
		return t.Format("Mon 2 Jan")
	}
	return strings.TrimSuffix(Readable(s), ".")
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
