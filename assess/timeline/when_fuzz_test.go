package timeline

import (
	"testing"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// A date keeps the text that was read, and read again it is the same date.
func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"", "2026-10", "2026-02-29", "2026-10-01T21:30:00Z", "2026-10-01T21:30:00.5+23:59", "2026-10-01T4:03:00Z", "0000-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err != nil {
			return
		}
		if w.String() != s {
			t.Fatalf("%q is echoed as %q", s, w)
		}
		again, err := ParseWhen(w.String())
		if err != nil {
			t.Fatalf("%q is not read the second time", s)
		}
		a, b := &Incident{At: w}, &Incident{At: again}
		if Compare(a, b) != 0 {
			t.Fatalf("%q is not as early as itself", s)
		}
	})
}
