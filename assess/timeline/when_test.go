package timeline

import "testing"

// A time in a file has one form. The standard library reads more, and programs that read
// our files may not.
func TestATimeInAFileHasOneForm(t *testing.T) {
	for _, s := range []string{
		"2026-11-20T14:03:00Z", "2026-11-20T14:03:00+01:00", "2026-11-20T14:03:00-05:30", "2026-11-20T14:03:00+23:59", "2026-11-20T14:03:00-00:00",
		"2026-11-20T14:03:00.5Z", "2026-11-20T14:03:00.123456789Z", "2026-11-20T14:03:00.5-12:00", "2024-02-29T00:00:00+14:00", "0001-01-01T00:00:00Z",
	} {
		at, err := ParseInstant(s)
		if err != nil {
			t.Errorf("%s is refused: %v", s, err)
		}
		w, err := ParseWhen(s)
		if is, known := w.Instant(); err != nil || !known || !is.Equal(at) || w.String() != s {
			t.Errorf("%s: an incident is at %v, %v, written %s, %v", s, is, known, w, err)
		}
		if d, known := w.Day(); !known || d != DayOf(at) {
			t.Errorf("%s: day %d, %v; want %d", s, d, known, DayOf(at))
		}
	}
	for _, s := range []string{
		"2026-11-20T4:03:00Z", "2026-11-20T14:03:00,5Z", "2026-11-20T14:03:00+24:00", "2026-11-20T14:03:00+01:60", "2026-11-20T14:03:00+0100", "2026-11-20T14:03:00+01",
		"2026-11-20T14:03:00", "2026-11-20T14:03Z", "2026-11-20t14:03:00Z", "2026-11-20 14:03:00Z", "2026-11-20T14:03:00z", "2026-11-20T14:03:00.Z", "2026-11-20T14:03:00.1234567891Z",
		"2026-11-20T14:03:00 +01:00", "2026-11-20T14:03:00~01:00", "2026-11-20T14:03:60Z", "2026-11-20T24:00:00Z", "2026-02-29T00:00:00+01:00", "2026-13-01T00:00:00+01:00",
		"26-11-20T14:03:00Z", "2026-11-2OT14:03:00+01:00", "", "Z",
	} {
		if at, err := ParseInstant(s); err == nil {
			t.Errorf("%q is read as %v", s, at)
		}
		if w, err := ParseWhen(s); err == nil && s != "" {
			t.Errorf("an incident at %q is read as %v", s, w)
		}
	}
}

// An incident may be dated to the day or to the month; only one with a day has one.
func TestADateOfAnIncidentIsADayOrAMonth(t *testing.T) {
	for s, day := range map[string]bool{"2026-10-01": true, "2026-10": false, "": false} {
		w, err := ParseWhen(s)
		if _, known := w.Day(); err != nil || known != day || w.String() != s {
			t.Errorf("%q: %q, day %v, %v", s, w, known, err)
		}
	}
	for _, s := range []string{"2026", "2026-1", "2026-13", "2026-00", "2026-10-1", "2026-10-32", "2026-02-29", "0000-01-01", "0000-01", "01-10-2026", "2026/10/01", " 2026-10-01", "2026-10-01 ", "yesterday"} {
		if w, err := ParseWhen(s); err == nil {
			t.Errorf("%q is read as %v", s, w)
		}
	}
}
