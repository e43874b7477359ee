package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
)

// A set holds what was added, in both halves and up to their ends.
func TestASetHoldsWhatWasAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		added := rapid.SliceOfDistinct(rapid.IntRange(0, assess.MaxItems-1), rapid.ID).Draw(t, "added")
		var s assess.Set
		for _, i := range added {
			s.Add(i)
		}
		slices.Sort(added)
		if got := slices.Collect(s.All); !slices.Equal(got, added) || s.Len() != len(added) || s.Empty() != (len(added) == 0) {
			t.Fatalf("added %v, holds %v, %d of them", added, got, s.Len())
		}
		for i := range assess.MaxItems {
			if s.Has(i) != slices.Contains(added, i) {
				t.Fatalf("added %v: %d in the set is %t", added, i, s.Has(i))
			}
		}
	})
	for _, i := range []int{0, 63, 64, assess.MaxItems - 1} {
		var s assess.Set
		if s.Add(i); !s.Has(i) || s.Len() != 1 {
			t.Errorf("%d alone: %v", i, slices.Collect(s.All))
		}
	}
}
