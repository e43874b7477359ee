package report

import (
	"fmt"
	"strings"
	"time"

	"stalkrisk/assess/timeline"
)

// Readable writes a date or time, as it stands in a file, for a person: "20
// November 2026, 14:03 (UTC)", "20 November 2026", "November 2026". The time is
// the one that was written, in its own offset, so that no clock and no table of
// time zones changes a report. What is not a date is returned as it is.
func Readable(s string) string {
	if t, err := timeline.ParseInstant(s); err == nil {
		return fmt.Sprintf("%s, %s (%s)", t.Format("2 January 2006"), hour(t), offset(s))
	}
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return t.Format("2 January 2006")
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format("January 2006")
	}
	return s
}

// hour returns the time of day, with seconds only if they are not zero.
func hour(t time.Time) string {
	if t.Second() == 0 {
		return t.Format("15:04")
	}
	return t.Format("15:04:05")
}

func offset(s string) string {
	if strings.HasSuffix(s, "Z") {
		return "UTC"
	}
	zone := s[len(s)-len("+00:00"):]
	if zone[1:] == "00:00" {
		return "UTC"
	}
	return zone
}
