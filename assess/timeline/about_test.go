package timeline

import (
	"strings"
	"testing"
	"time"
)

// said is a Friday afternoon, an hour ahead of UTC.
var said = time.Date(2026, 11, 20, 14, 3, 0, 0, time.FixedZone("", 3600))

func TestParseAbout(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-10-01": "2026-10-01", " 2026-10 ": "2026-10", "2026-10-01T21:30:00Z": "2026-10-01T21:30:00Z", "": "",
		"today": "2026-11-20", "Yesterday": "2026-11-19", "3 days ago": "2026-11-17", "1 day ago": "2026-11-19", "31 days ago": "2026-10-20", "0 days ago": "2026-11-20",
		"1 October": "2026-10-01", "1 oct": "2026-10-01", "20 November": "2026-11-20", "21 November": "2025-11-21", "1 Sept 2024": "2024-09-01", "1 October, 2025": "2025-10-01",
		"29 February": "2024-02-29", "29 february 2024": "2024-02-29",
		"this month": "2026-11", "last month": "2026-10", "October": "2026-10", "december": "2025-12", "November": "2026-11", "Oct 2024": "2024-10",
		"yesterday 21:30": "2026-11-19T21:30:00+01:00", "today at 7.05 pm": "2026-11-20T19:05:00+01:00", "1 October 9pm": "2026-10-01T21:00:00+01:00", "2026-10-01 07:05": "2026-10-01T07:05:00+01:00",
		"12 am today": "?", "yesterday 12am": "2026-11-19T00:00:00+01:00",
		"not known": "", "Don’t know": "", "unknown": "",
	} {
		w, err := ParseAbout(text, said)
		if got := w.String(); err == nil && got != want || err != nil && want != "?" {
			t.Errorf("ParseAbout(%q) = %q, %v; want %q", text, got, err, want)
		}
	}
}

// A text that could mean two dates, or is less exact than the date would be, is
// refused.
func TestParseAboutRefusesWhatIsNotClear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"01/10/2026", "1/10", "tuesday", "last week", "2 weeks ago", "a few days ago", "32 days ago", "-1 days ago", "+3 days ago", "31 November", "29 February 2026", "0 October",
		"October 1", "1 Octember", "21:30", "last month 21:30", "October at 9pm", "yesterday 25:00", "2026", "Quuxmarker", "today today", "1 October 26", "at", "pm",
	} {
		w, err := ParseAbout(text, said)
		if err == nil {
			t.Errorf("ParseAbout(%q) = %q; want it refused", text, w)
		} else if len(text) > 5 && strings.Contains(err.Error(), text) {
			t.Errorf("ParseAbout(%q): %v quotes what was written", text, err)
		}
	}
}

// "Yesterday" is a day in now's place, and a time has the offset of that place on that
// day, even if the clocks have changed since.
func TestParseAboutIsInThePlaceOfNow(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Skip("this system has no table of time zones")
	}
	w, err := ParseAbout("1 October at 21:30", time.Date(2026, 11, 20, 0, 30, 0, 0, london))
	if err != nil || w.String() != "2026-10-01T21:30:00+01:00" {
		t.Errorf("got %q, %v", w, err)
	}
}

// ParseWhen reads the text of the date in the same way.
func FuzzParseAbout(f *testing.F) {
	for _, s := range []string{"", "yesterday 21:30", "3 days ago", "1 October 2026", "last month", "29 February", "don't know", "2026-10-01T21:30:00Z", "1 oct at 7.05 pm"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseAbout(s, said)
		if err != nil {
			return
		}
		if again, err := ParseWhen(w.String()); err != nil || again.String() != w.String() || Compare(&Incident{At: w}, &Incident{At: again}) != 0 {
			t.Fatalf("%q is read as %q, which is read as %q, %v", s, w, again, err)
		}
	})
}
