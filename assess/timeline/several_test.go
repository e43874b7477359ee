package timeline

import (
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess/fold"
)

// Several is quick where it can be, and always says what the groups of Possible say.
func TestSeveralAgreesWithPossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := func(of ...string) string { return rapid.SampledFrom(of).Draw(t, "") }
		var all []Incident
		for range rapid.IntRange(0, 5).Draw(t, "n") {
			all = append(all, Incident{
				At: at2(t, one("", "2026-11", "2026-11-01", "2026-11-01", "2026-11-02", "2026-11-03")), Kind: one("visit", "visit", "message"),
				Area: one("Eastshire", "Eastshire", "", "eastshire"), Reference: one("", "E/1", "e-1", "E/2", "E 1", "\u0395/1", "-"),
				Note: one("", "", "the same note, which is long enough"),
			})
		}
		n := len(all)
		for _, group := range Possible(fold.Forces{}, all) {
			n -= len(group) - 1
		}
		if got := Several(fold.Forces{}, all); got != (n > 1) {
			t.Fatalf("%v with %d of %+v", got, n, all)
		}
	})
}

func at2(t *rapid.T, s string) When {
	w, err := ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}
