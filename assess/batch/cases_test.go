package batch

import "testing"

func TestWhatComesAgainIsCountedOnce(t *testing.T) {
	var all hashes
	for i := range uint64(10_000) { // more than a block, so that 5 and 7 come again in another
		all.add(1000 + i)
		for _, v := range []uint64{5, 0, 3, 7} {
			if i == 0 || i == 9999 && v != 3 {
				all.add(v)
			}
		}
	}
	if n := all.repeated(); n != 2 {
		t.Errorf("%d values came again, want 2", n)
	}
}
