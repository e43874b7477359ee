package timeline

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata" // the tests need London, and no computer's own files

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

func london(t testing.TB) *time.Location {
	t.Helper()
	place, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return place
}

// Every text here names one instant, one day or one month in any order.
func TestADateThatIsOneDateInAnyOrderIsRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2026-10-01T21:30:00Z": "2026-10-01T21:30:00Z", "2026-10-01": "2026-10-01", "2026-10": "2026-10", "": "",
		"2026-10-01T21:30:00+0100": "2026-10-01T21:30:00+01:00", "2026-10-01T21:30:00.000+01": "2026-10-01T21:30:00+01:00", "2026-10-01 21:30:00+01:00": "2026-10-01T21:30:00+01:00",
		"2026-10-01T21:30Z": "2026-10-01T21:30:00Z", "20261001T203000Z": "2026-10-01T20:30:00Z", "20261001T2030+0100": "2026-10-01T20:30:00+01:00", "20261001": "2026-10-01", "2026-10-01t21:30:00z": "2026-10-01T21:30:00Z",
		"2026-10-01 21:30:00.1234567 +01:00": "2026-10-01T21:30:00.1234567+01:00", "2026-10-01 21:30:00,5Z": "2026-10-01T21:30:00.5Z", "2026-10-01 21:30:00 UTC": "2026-10-01T21:30:00Z", "2026-10-01 21:30 BST": "2026-10-01T21:30:00+01:00", "2026-10-01 21:30:00\u00a0GMT": "2026-10-01T21:30:00Z",
		"2026-10-01T21:30:00-05:00": "2026-10-01T21:30:00-05:00", "2026-10-01T21:30:00\u221205:00": "2026-10-01T21:30:00-05:00", "2026-10-01T21:30:00.1234567891Z": "2026-10-01T21:30:00.123456789Z",
		"Thu Oct 01 2026 21:30:00 GMT+0100 (British Summer Time)": "2026-10-01T21:30:00+01:00", "Thu, 01 Oct 2026 21:30:00 GMT": "2026-10-01T21:30:00Z",
		"Thu 2026-10-01": "2026-10-01", "1 October 2026 at 21:30": "2026-10-01T21:30:00+01:00", "2026-10-01T21:30:00+01:00[Europe/London]": "2026-10-01T21:30:00+01:00",
		"2026/10/01": "2026-10-01", "2026.10.1": "2026-10-01", "1 October 2026": "2026-10-01", "01-Oct-2026": "2026-10-01", "October 1, 2026": "2026-10-01", "Thursday 1st October 2026": "2026-10-01", "1/oct/2026": "2026-10-01",
		"October 2026": "2026-10", "Oct-2026": "2026-10", "10/2026": "2026-10", "2026/10": "2026-10",
		"2026-10-01 21:30": "2026-10-01T21:30:00+01:00", "2026-11-01 21:30:00": "2026-11-01T21:30:00Z", "1 October 2026 9:30 PM": "2026-10-01T21:30:00+01:00", "2026-10-01 21:30:00.000": "2026-10-01T21:30:00+01:00",
	} {
		w, _, err := Written{Zone: london(t)}.Read(text)
		if err != nil || w.String() != want {
			t.Errorf("Read(%q) = %q, %v; want %q", text, w, err, want)
		}
	}
}

func TestDayOrMonthFirstIsNeverGuessed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		order Order
		text  string
		want  string
		err   error
	}{
		{"", "01/10/2026", "", ErrOrder}, {"", "20/11/2026", "", ErrOrder}, {"", "11/20/2026", "", ErrOrder}, {"", "01/10/2026 21:30", "", ErrOrder}, {"", "01.10.26", "", ErrOrder}, {"", "1-10-26", "", ErrOrder},
		{DayFirst, "01/10/2026", "2026-10-01", nil}, {DayFirst, "1/10/26", "2026-10-01", nil}, {DayFirst, "01.10.2026 21:30", "2026-10-01T21:30:00+01:00", nil}, {DayFirst, "01-Oct-26", "2026-10-01", nil}, {DayFirst, "31/12/99", "1999-12-31", nil}, {DayFirst, "Thu 01/10/2026 21:30", "2026-10-01T21:30:00+01:00", nil}, {DayFirst, "Fri 01/10/2026", "", errWhen}, {"", "Thu 01/10/2026", "", ErrOrder}, {DayFirst, "Thu 10/2026", "", errWhen}, {Excel, "46296,895833333", "2026-10-01T21:30:00+01:00", nil},
		{MonthFirst, "01/10/2026", "2026-01-10", nil}, {MonthFirst, "1/10/26 9:30 PM", "2026-01-10T21:30:00Z", nil}, {YearFirst, "26/10/01", "2026-10-01", nil},
		{DayFirst, "11/20/2026", "", errWhen}, {MonthFirst, "20/11/2026", "", errWhen}, {YearFirst, "01/10/2026", "", errWhen}, {DayFirst, "2026-10-01", "2026-10-01", nil}, {MonthFirst, "2026/10/01", "2026-10-01", nil},
		{"", "46296", "", ErrSerial}, {"", "46296.895833", "", ErrSerial}, {DayFirst, "46296", "", ErrSerial}, {Excel, "46296", "2026-10-01", nil}, {Excel, "46296.0", "2026-10-01", nil}, {Excel, "46296.895833333", "2026-10-01T21:30:00+01:00", nil}, {Excel, "2026-10-01", "2026-10-01", nil}, {Excel, "01/10/2026", "", ErrOrder}, {Excel, "462", "", errWhen},
		{"", "13/13/2026", "", errWhen}, {"", "1/10", "", errWhen}, {"", "1 October", "", errWhen}, {"", "01-Oct-26", "", errWhen}, {"", "0000-00-00", "", errWhen}, {"", "2026-02-30", "", errWhen}, {"", "2026-W40-4", "", errWhen}, {"", "2026", "", errWhen}, {"", "2026-10-01 24:00", "", errWhen}, {"", "2026-10-01 21:60", "", errWhen}, {"", "Fri 1 October 2026", "", errWhen}, {"", "yesterday", "", errWhen}, {DayFirst, "1//10/26", "", errWhen}, {DayFirst, "0/10/2026", "", errWhen}, {"", "2026-10 21:30", "", errWhen}, {"", "2026-10-01T21:30:00+1", "", errWhen},
	} {
		w, _, err := Written{c.order, london(t)}.Read(c.text)
		if w.String() != c.want || !errors.Is(err, c.err) {
			t.Errorf("in the order %q, Read(%q) = %q, %v; want %q, %v", c.order, c.text, w, err, c.want, c.err)
		}
	}
}

// A time that clocks never showed, or showed twice, is not made into another one. Its
// day is kept.
func TestWhenTheClocksChange(t *testing.T) {
	t.Parallel()
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		place *time.Location
		text  string
		want  string
		err   error
	}{
		{london(t), "2026-03-29 00:59", "2026-03-29T00:59:00Z", nil}, {london(t), "2026-03-29 01:00", "2026-03-29", ErrGap}, {london(t), "2026-03-29 01:59:59", "2026-03-29", ErrGap}, {london(t), "2026-03-29 02:00", "2026-03-29T02:00:00+01:00", nil},
		{london(t), "2026-10-25 00:59", "2026-10-25T00:59:00+01:00", nil}, {london(t), "2026-10-25 01:00", "2026-10-25", ErrTwice}, {london(t), "2026-10-25 01:59", "2026-10-25", ErrTwice}, {london(t), "2026-10-25 02:00", "2026-10-25T02:00:00Z", nil},
		{london(t), "2026-10-25 01:30 BST", "2026-10-25T01:30:00+01:00", nil}, {london(t), "2026-10-25 01:30 GMT", "2026-10-25T01:30:00Z", nil}, {london(t), "2026-03-29 01:30 GMT", "2026-03-29T01:30:00Z", nil},
		{newYork, "2026-03-08 02:30", "2026-03-08", ErrGap}, {newYork, "2026-11-01 01:30", "2026-11-01", ErrTwice}, {newYork, "2026-11-01 03:30", "2026-11-01T03:30:00-05:00", nil},
		{NoZone(), "2026-07-01 21:30", "2026-07-01", ErrNoZone}, {nil, "2026-07-01 21:30", "2026-07-01", ErrNoZone}, {NoZone(), "2026-07-01 21:30+01", "2026-07-01T21:30:00+01:00", nil}, {NoZone(), "2026-07-01", "2026-07-01", nil}, {time.UTC, "2026-07-01 21:30", "2026-07-01T21:30:00Z", nil},
	} {
		w, _, err := Written{Zone: c.place}.Read(c.text)
		if w.String() != c.want || !errors.Is(err, c.err) {
			t.Errorf("in %s, Read(%q) = %q, %v; want %q, %v", c.place, c.text, w, err, c.want, c.err)
		}
		said, err := ParseAbout(c.text, time.Date(2026, 11, 20, 14, 3, 0, 0, cmpZone(c.place)), Past)
		if (c.err != nil) != (err != nil) || err != nil && (!said.IsZero() || !errors.Is(err, c.err)) {
			t.Errorf("in %s, ParseAbout(%q) = %q, %v; want %v", c.place, c.text, said, err, c.err)
		}
	}
	if _, err := ParseAbout("yesterday 1:30", time.Date(2026, 3, 30, 9, 0, 0, 0, london(t)), Past); !errors.Is(err, ErrGap) {
		t.Errorf("a time that never was, said as yesterday's: %v", err)
	}
}

func cmpZone(place *time.Location) *time.Location {
	if place == nil {
		return NoZone()
	}
	return place
}

func TestADateInWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "2026-11-20": "Friday 20 November 2026", "2026-10": "October 2026", "2026-10-01T21:30:00+01:00": "Thursday 1 October 2026 at 21:30", "2026-11-01T21:30:00Z": "Sunday 1 November 2026 at 21:30",
		"2026-10-01T21:30:00Z": "Thursday 1 October 2026 at 21:30 (+00:00)", "1969-12-31": "Wednesday 31 December 1969",
	} {
		w, err := ParseWhen(text)
		if got := w.InWords(london(t)); err != nil || got != want {
			t.Errorf("%q in words is %q, want %q", text, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"2026-10-01T21:30:00+0100", "01/10/26 9.30 pm", "46296.895833", "Thu Oct 01 2026 21:30:00 GMT+0100 (British Summer Time)", "20261001T2030Z", "1 october 2026 2130hrs bst"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range append(Order("").Words(), "") {
			w, _, _ := Written{Order(order), time.UTC}.Read(s)
			if again, err := ParseWhen(w.String()); err != nil || again.String() != w.String() {
				t.Fatalf("%q is read as %q, which is read as %q, %v", s, w, again, err)
			}
		}
	})
}

func TestEndOfADay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"2026-07-01": "2026-07-01T23:59:59+01:00", "2026-11-20": "2026-11-20T23:59:59Z", "2026-10": "", "": ""} {
		w, _ := ParseWhen(text)
		end, err := Written{Zone: london(t)}.EndOf(w)
		if end.String() != want || (err == nil) != (want != "") {
			t.Errorf("the end of %q is %q, %v; want %q", text, end, err, want)
		}
	}
	day, _ := ParseWhen("2026-07-01")
	if _, err := (Written{Zone: NoZone()}).EndOf(day); !errors.Is(err, ErrNoZone) {
		t.Errorf("the end of a day in no zone: %v", err)
	}
}
