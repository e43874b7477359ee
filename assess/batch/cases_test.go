package batch

import (
	"slices"
	"testing"
)

func TestWhatComesAgainIsCountedOnce(t *testing.T) {
	if n := repeated(slices.Clone([]uint64{5, 0, 3, 5, 0, 5, 7, 3})); n != 2 {
		t.Errorf("%d values came again, want 2", n)
	}
}
