package timeline

import (
	"testing"
	"time"
)

// AppendUTC has its own calendar, so it is held to that of package time on every day that
// it knows, and at both ends.
func TestAppendUTCWritesWhatPackageTimeDoes(t *testing.T) {
	zone := time.FixedZone("", -5*3600)
	check := func(at time.Time) {
		if got, want := string(AppendUTC([]byte("at "), at)), "at "+at.UTC().Format(time.RFC3339Nano); got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
	at := time.Date(0, 12, 30, 0, 0, 0, 0, time.UTC)
	for ; at.Year() <= 10000; at = at.Add(24*time.Hour + 7*time.Second) { // at another time each day
		check(at)
	}
	for _, at := range []time.Time{
		time.Date(0, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 11, 20, 23, 30, 0, 0, zone), time.Date(2026, 11, 20, 23, 30, 0, 250e6, zone), {},
	} {
		check(at)
	}
}
