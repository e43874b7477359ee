package timeline

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Our own code reads times in UTC, for speed. The standard library decides what is
// right.
func TestTimesInUTCAreReadAsTheStandardLibraryReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := func(name string, most int) int {
			return rapid.OneOf(rapid.IntRange(0, most), rapid.IntRange(0, 99)).Draw(t, name)
		}
		year := rapid.OneOf(rapid.IntRange(0, 9999), rapid.SampledFrom([]int{0, 1, 1900, 2000, 2024, 2026, 9999})).Draw(t, "year")
		s := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02dZ", year, part("month", 13), part("day", 32), part("hour", 24), part("minute", 60), part("second", 60))
		want, err := time.ParseInLocation(time.RFC3339, s, time.UTC)
		got, gotErr := ParseInstant(s)
		if (err == nil) != (gotErr == nil) || got != want {
			t.Fatalf("%s: got %v, %v; want %v, %v", s, got, gotErr, want, err)
		}
		if err != nil {
			return
		}
		w, ok := PlainWhen([]byte(s))
		if at, _ := w.Instant(); !ok && year > 0 || ok && at != want {
			t.Fatalf("%s: got %v, %v; want %v", s, at, ok, want)
		}
		if d, _ := w.Day(); ok && d != DayOf(want) {
			t.Fatalf("%s: day %d, want %d", s, d, DayOf(want))
		}
		y, m, d := got.Date()
		if midnight := time.Date(y, m, d, 0, 0, 0, 0, time.UTC); int64(DayOf(got))*24*3600 != midnight.Unix() {
			t.Fatalf("%s: day %d", s, DayOf(got))
		}
	})
}

// This changes each character to every byte.
func TestNothingElseIsADateOrATime(t *testing.T) {
	for _, whole := range []string{"2024-02-29T23:59:59Z", "2026-10-01"} {
		for i := range whole {
			for c := range 256 {
				b := []byte(whole)
				b[i] = byte(c)
				want, err := time.Parse("2006-01-02T15:04:05Z"[:len(whole)], string(b))
				w, ok := PlainWhen(b)
				if (err == nil && want.Year() > 0) != ok {
					t.Fatalf("%q: read is %v; want %v", b, ok, err)
				}
				if d, _ := w.Day(); ok && d != DayOf(want) {
					t.Fatalf("%q: day %d, want %d", b, d, DayOf(want))
				}
			}
		}
	}
}

// These are the years before, in and after which a 29 February is left out or not.
func TestEveryDayOfALeapYearIsKnown(t *testing.T) {
	for _, year := range []int{1, 3, 4, 99, 100, 101, 399, 400, 401, 1899, 1900, 1901, 1970, 2000, 2001, 2023, 2024, 2025, 2100, 9999} {
		for month := range 14 {
			for day := range 33 {
				s := fmt.Sprintf("%04d-%02d-%02d", year, month, day)
				want, err := time.Parse(time.DateOnly, s)
				w, ok := PlainWhen([]byte(s))
				if d, _ := w.Day(); ok != (err == nil) || ok && d != DayOf(want) {
					t.Errorf("%s: day %d, %v; want %v, %v", s, d, ok, want, err)
				}
			}
		}
	}
}

func TestDayOfIsTheDateThatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := time.FixedZone("", rapid.IntRange(-86340, 86340).Draw(t, "offset"))
		at := time.Unix(rapid.Int64Range(-62135596800, 253402300799).Draw(t, "seconds"), 999).In(zone)
		y, m, d := at.Date()
		if want := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 3600); int64(DayOf(at)) != want {
			t.Fatalf("%v: day %d, want %d", at, DayOf(at), want)
		}
	})
}

// The patterns are numbers, so that nothing is worked out before main.
func TestThePatternsAreThoseOfTheirTexts(t *testing.T) {
	for text, got := range map[string]pattern{"0000-00-": yearMonth, "00-00-00": monthDay, "00T00:00": dayMinute, "0:00:00Z": minuteZone} {
		var want pattern
		for i := range 8 {
			room := uint64(0x7f)
			if text[i] == '0' {
				room -= 9
			}
			want.text |= uint64(text[i]) << (8 * i)
			want.room |= room << (8 * i)
		}
		if got != want {
			t.Errorf("%s: got %#x, want %#x", text, got, want)
		}
	}
}
