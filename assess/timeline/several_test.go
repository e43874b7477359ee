package timeline

import (
	"math/rand/v2"
	"slices"
	"testing"

	"stalkrisk/assess/fold"
)

// Several is quick where it can be, and always says what the groups of Possible say, also
// without the notes that do not matter.
func TestSeveralAgreesWithPossible(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 0))
	one := func(of ...string) string { return of[r.IntN(len(of))] }
	for range 50_000 { // some of what counts is rare
		references := []string{"", "E/1", "e/1", "e-1", "E/2", "E 1", "\u0395/1", "\uff25/1", "-"} // the wide E is the letter, the Greek one is not
		if r.IntN(2) == 0 {
			references = references[:1]
		}
		var all []Incident
		number, alike := r.IntN(6), false
		if r.IntN(200) == 0 { // many, and often one many times
			number, alike = 2*r.IntN(mostCompared), r.IntN(2) == 0
		}
		for range number {
			at, err := ParseWhen(one("", "2026-11", "2026-11-01", "2026-11-01", "2026-11-02", "2026-11-03"))
			if err != nil {
				t.Fatal(err)
			}
			if alike && len(all) > 1 {
				all = append(all, all[1])
				continue
			}
			all = append(all, Incident{
				At: at, Kind: one("visit", "visit", "Visit", "message"),
				Area: one("Eastshire", "Eastshire", "", "eastshire"), Reference: one(references...),
				Note: one("", "", "the same note, which is long enough", "The same note,  which is long enough"),
			})
		}
		n := len(all)
		for _, group := range Possible(fold.Forces{}, all) {
			n -= len(group) - 1
		}
		if got := Several(fold.Forces{}, all); got != (n > 1) {
			t.Fatalf("%v with %d of %+v", got, n, all)
		}
		short := slices.Clone(all)
		for i := range all {
			if !NoteMatters(all, i) {
				short[i].Note = ""
			}
		}
		if got := Several(fold.Forces{}, short); got != (n > 1) {
			t.Fatalf("%v without some notes, with %d of %+v", got, n, all)
		}
	}
}
