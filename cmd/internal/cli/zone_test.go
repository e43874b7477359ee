package cli

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"stalkrisk/assess/timeline"
)

// Whatever TZ holds is read as every other program reads it, or said to be unreadable.
// It is never UTC in silence.
func TestTheZoneOfTZ(t *testing.T) {
	london := filepath.Join(t.TempDir(), "London")
	if err := os.WriteFile(london, []byte("not a table"), 0o600); err != nil {
		t.Fatal(err)
	}
	for tz, want := range map[string]struct{ summer, winter string }{
		"Europe/London": {"+01:00", "+00:00"}, ":Europe/London": {"+01:00", "+00:00"}, "GMT0BST,M3.5.0/1,M10.5.0": {"+01:00", "+00:00"}, "CET-1CEST,M3.5.0,M10.5.0/3": {"+02:00", "+01:00"}, "<+00>0<+01>,M3.5.0/1,M10.5.0": {"+01:00", "+00:00"},
		"BST-1": {"+01:00", "+01:00"}, "GMT0": {"+00:00", "+00:00"}, "UTC": {"+00:00", "+00:00"}, "": {"+00:00", "+00:00"}, "America/New_York": {"-04:00", "-05:00"}, "<+0530>-5:30": {"+05:30", "+05:30"},
		"GMT0BST": {}, "Europe/Londn": {}, "BST": {}, "Local": {}, "1": {}, "GMT0BST,M3.5.0/1": {}, "GMT0BST,nonsense": {}, "/no/such/file": {}, london: {}, "../../etc/localtime": {}, " ": {}, "\n": {},
	} {
		t.Setenv("TZ", tz)
		z := computersZone()
		if (z.fault == "") != (want.summer != "") || (z.place == timeline.NoZone()) != (want.summer == "") {
			t.Errorf("TZ=%q: %s, %q", tz, z.place, z.fault)
			continue
		}
		for month, offset := range map[time.Month]string{time.July: want.summer, time.December: want.winter} {
			if got := time.Date(2026, month, 1, 21, 30, 0, 0, z.place).Format("-07:00"); offset != "" && got != offset {
				t.Errorf("TZ=%q: in %s the offset is %s, want %s", tz, month, got, offset)
			}
		}
	}
}
