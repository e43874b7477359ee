package timeline

import (
	"strings"
	"testing"
	"time"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// said is a Friday afternoon, an hour ahead of UTC.
var said = time.Date(2026, 11, 20, 14, 3, 0, 0, time.FixedZone("", 3600))

func TestParseAbout(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-10-01": "2026-10-01", " 2026-10 ": "2026-10", "2026-10-01T21:30:00Z": "2026-10-01T21:30:00Z", "": "",
		"today": "2026-11-20", "Yesterday": "2026-11-19", "the day before yesterday": "2026-11-18", "3 days ago": "2026-11-17", "1 day ago": "2026-11-19", "31 days ago": "2026-10-20", "0 days ago": "2026-11-20",
		"two weeks ago": "2026-11-06", "2 weeks ago": "2026-11-06", "a week ago": "2026-11-13", "a fortnight ago": "2026-11-06", "a week ago today": "2026-11-13", "20 minutes ago": "2026-11-20", "half an hour ago": "2026-11-20", "15 hours ago": "2026-11-19",
		"Tuesday": "2026-11-17", "on tues": "2026-11-17", "last Tuesday": "2026-11-17", "Friday": "2026-11-20", "last Friday": "2026-11-13", "Tuesday last week": "2026-11-10", "Saturday": "2026-11-14", "Sunday last week": "2026-11-15",
		"1 October": "2026-10-01", "1 oct": "2026-10-01", "1st October": "2026-10-01", "the 1st of October": "2026-10-01", "October 1": "2026-10-01", "October 1st, 2026": "2026-10-01", "20 November": "2026-11-20", "21 November": "2025-11-21", "1 Sept 2024": "2024-09-01", "1 October, 2025": "2025-10-01", "1 October last year": "2025-10-01",
		"Tuesday 17 November": "2026-11-17", "Thu 1 Oct 2026": "2026-10-01", "29 February": "2024-02-29", "29 february 2024": "2024-02-29", "the 3rd": "2026-11-03", "on the 31st": "2026-10-31",
		"20/11": "2026-11-20", "1/10": "2026-10-01", "21/11": "2025-11-21", "20/11/2026": "2026-11-20", "01/10/2026": "2026-10-01", "20.11.26": "2026-11-20", "1-10-26": "2026-10-01", "20 11 2026": "2026-11-20", "2026/10/01": "2026-10-01", "10/2026": "2026-10",
		"this month": "2026-11", "last month": "2026-10", "October": "2026-10", "december": "2025-12", "November": "2026-11", "last November": "2025-11", "Oct 2024": "2024-10", "in October": "2026-10", "March last year": "2025-03", "3 months ago": "2026-08",
		"a week last Tuesday": "2026-11-10", "a week ago Tuesday": "2026-11-10", "three weeks ago last Tuesday": "2026-10-27", "a week ago yesterday": "2026-11-12", "a fortnight ago last Thurs": "2026-11-05", "weds": "2026-11-18", "20 mins ago": "2026-11-20", "15 hrs ago": "2026-11-19", "earlier today": "2026-11-20", "the early hours of Sunday": "2026-11-15", "last Tuesday night": "2026-11-17",
		"not known": "", "Don’t know": "", "unknown": "", "not sure": "",
	} {
		if w, err := ParseAbout(text, said, Past); err != nil || w.String() != want {
			t.Errorf("ParseAbout(%q) = %q, %v; want %q", text, w, err, want)
		}
	}
}

func TestParseAboutTimesOfDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"yesterday 21:30": "2026-11-19T21:30:00+01:00", "today at 7.05 pm": "2026-11-20T19:05:00+01:00", "1 October 9pm": "2026-10-01T21:00:00+01:00", "2026-10-01 07:05": "2026-10-01T07:05:00+01:00", "yesterday 9:30": "2026-11-19T09:30:00+01:00",
		"12 am today": "2026-11-20T00:00:00+01:00", "yesterday 12am": "2026-11-19T00:00:00+01:00", "yesterday at noon": "2026-11-19T12:00:00+01:00", "yesterday 2130hrs": "2026-11-19T21:30:00+01:00", "20/11 8am": "2026-11-20T08:00:00+01:00", "01/10/2026 21:30": "2026-10-01T21:30:00+01:00",
		"yesterday 21:30+02:00": "2026-11-19T21:30:00+02:00", "yesterday 21:30 GMT": "2026-11-19T21:30:00Z", "1 October 9.30pm BST": "2026-10-01T21:30:00+01:00",
		"8am": "2026-11-20T08:00:00+01:00", "9pm": "2026-11-19T21:00:00+01:00", "13:59": "2026-11-20T13:59:00+01:00", "at 8 in the morning": "2026-11-20T08:00:00+01:00",
		"half past nine last night": "2026-11-19T21:30:00+01:00", "half nine yesterday evening": "2026-11-19T21:30:00+01:00", "quarter to ten this morning": "2026-11-20T09:45:00+01:00", "ten past nine pm yesterday": "2026-11-19T21:10:00+01:00",
		"3 this morning": "2026-11-20T03:00:00+01:00", "9 last night": "2026-11-19T21:00:00+01:00", "20/11/2026 at 9.30am": "2026-11-20T09:30:00+01:00", "19-11-2026 at 9pm": "2026-11-19T21:00:00+01:00", "3am in the early hours of Sunday": "2026-11-15T03:00:00+01:00",
		"last night at 11": "2026-11-19T23:00:00+01:00", "last night at 11:30": "2026-11-19T23:30:00+01:00", "last night at 1am": "2026-11-20T01:00:00+01:00", "last night at one o'clock": "2026-11-20T01:00:00+01:00", "Tuesday night at 2am": "2026-11-18T02:00:00+01:00", "yesterday evening at 8": "2026-11-19T20:00:00+01:00", "yesterday evening at 20:15": "2026-11-19T20:15:00+01:00",
	} {
		if w, err := ParseAbout(text, said, Past); err != nil || w.String() != want {
			t.Errorf("ParseAbout(%q) = %q, %v; want %q", text, w, err, want)
		}
	}
}

// Evening is not an hour, about nine is not a time, and about a day is its month.
func TestParseAboutClaimsNoMoreThanWasSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"this time yesterday": "2026-11-19", "19/11/2026 at about 9pm": "2026-11-19", "yesterday evening": "2026-11-19", "last night": "2026-11-19", "late last night": "2026-11-19", "this morning": "2026-11-20", "tonight": "2026-11-20", "Tuesday morning": "2026-11-17", "on the morning of 1 October": "2026-10-01", "the night before last": "2026-11-18",
		"yesterday at about 9pm": "2026-11-19", "about half past nine last night": "2026-11-19", "around 9pm yesterday": "2026-11-19", "yesterday evening about 8": "2026-11-19",
		"about March": "2026-03", "early October": "2026-10", "the end of October": "2026-10", "sometime in October 2025": "2025-10", "about 1 October": "2026-10", "around two weeks ago": "2026-11",
	} {
		if w, err := ParseAbout(text, said, Past); err != nil || w.String() != want {
			t.Errorf("ParseAbout(%q) = %q, %v; want %q", text, w, err, want)
		}
	}
}

func TestParseAboutOfWhatIsToCome(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"today": "2026-11-20", "tomorrow": "2026-11-21", "the day after tomorrow": "2026-11-22", "Tuesday": "2026-11-24", "by Tuesday": "2026-11-24", "next Tuesday": "2026-11-24", "Friday": "2026-11-20", "next Friday": "2026-11-27", "Tuesday week": "2026-12-01", "Monday next week": "2026-11-23",
		"in 3 days": "2026-11-23", "in two weeks": "2026-12-04", "1 December": "2026-12-01", "1 October": "2027-10-01", "20/11": "2026-11-20", "19/11": "2027-11-19", "the 1st": "2026-12-01", "December": "2026-12", "next month": "2026-12", "tomorrow 9am": "2026-11-21T09:00:00+01:00", "9am": "2026-11-21T09:00:00+01:00", "3pm": "2026-11-20T15:00:00+01:00",
		"a week on Friday": "2026-11-27", "a week on Tuesday": "2026-12-01", "two weeks on Monday": "2026-12-07", "a week today": "2026-11-27", "a fortnight tomorrow": "2026-12-05", "a week next Tuesday": "2026-12-01", "this time tomorrow": "2026-11-21",
		"yesterday": "2026-11-19", "last Tuesday": "2026-11-17", "two weeks ago": "2026-11-06",
	} {
		if w, err := ParseAbout(text, said, Coming); err != nil || w.String() != want {
			t.Errorf("ParseAbout(%q) = %q, %v; want %q", text, w, err, want)
		}
	}
}

// A text that could mean two dates, or none, is refused.
func TestParseAboutRefusesWhatIsNotClear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"last week", "a few days ago", "-1 days ago", "+3 days ago", "400 days ago", "31 November", "29 February 2026", "0 October", "11/20", "11/20/2026", "31/2", "00/10", "Tuesday 18 November", "midnight", "yesterday at midnight",
		"1 Octember", "last month 21:30", "October at 9pm", "yesterday 25:00", "yesterday 13pm", "2026", "Quuxmarker", "today today", "at", "pm", "20.11", "8.30", "9", "half past nine", "yesterday at 9", "yesterday half past nine", "ago", "week", "the", "bank holiday", "a week on Quuxmarker", "a week last", "a week ago last", "two weeks 1 October", "a day on Tuesday", "this time", "20/11/2026 Quuxmarker",
	} {
		w, err := ParseAbout(text, said, Past)
		if err == nil {
			t.Errorf("ParseAbout(%q) = %q; want it refused", text, w)
		} else if len(text) > 8 && strings.Contains(err.Error(), text) {
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
	w, err := ParseAbout("1 October at 21:30", time.Date(2026, 11, 20, 0, 30, 0, 0, london), Past)
	if err != nil || w.String() != "2026-10-01T21:30:00+01:00" {
		t.Errorf("got %q, %v", w, err)
	}
}

// ParseWhen reads the text of the date in the same way.
func FuzzParseAbout(f *testing.F) {
	for _, s := range []string{"", "yesterday 21:30", "3 days ago", "1 October 2026", "last month", "29 February", "don't know", "2026-10-01T21:30:00Z", "1 oct at 7.05 pm", "half past nine last night", "20/11", "Tuesday week", "about 9pm yesterday", "01/10/26 21:30 BST", "20261001T203000Z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseAbout(s, said, Past)
		if err != nil {
			return
		}
		if again, err := ParseWhen(w.String()); err != nil || again.String() != w.String() || Compare(&Incident{At: w}, &Incident{At: again}) != 0 {
			t.Fatalf("%q is read as %q, which is read as %q, %v", s, w, again, err)
		}
	})
}

// What a person wrote earlier names its day or month, or is not read: nobody knows the
// day from which they counted.
func TestWhatWasWrittenEarlierNamesItsDay(t *testing.T) {
	now := time.Date(2026, 11, 20, 14, 0, 0, 0, time.UTC)
	for said, want := range map[string]string{
		"about 5 November": "2026-11", "5 Nov in the evening": "2026-11-05", "5 December": "2025-12-05", "around March, I think": "2026-03",
		"Thursday 5 November": "2026-11-05", "5/11": "2026-11-05", "5/11/2026 about 9pm": "2026-11-05",
		"Tuesday": "", "yesterday": "", "last March": "", "two weeks ago": "", "the 3rd": "", "summer": "", "": "", "not known": "",
	} {
		when, err := (Written{Order: DayFirst, Zone: time.UTC}).ReadNamed(said, now)
		if got := when.String(); got != want || (err == nil) != (want != "") {
			t.Errorf("%q is read as %q, %v; not %q", said, got, err, want)
		}
	}
	if _, err := (Written{Zone: time.UTC}).ReadNamed("5/11", now); err != ErrOrder {
		t.Error("the day was guessed to come first:", err)
	}
}
