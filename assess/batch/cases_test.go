package batch

import (
	"math/rand/v2"
	"testing"
)

// What comes again is in another block, and some of it in every part.
func TestWhatComesAgainIsCountedOnce(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var all hashes
	times := map[uint64]int{}
	add := func(v uint64) { all.add(v); times[v]++ }
	for range 2 {
		for _, v := range []uint64{0, 5, 5, 1 << 63, 1<<64 - 1} {
			add(v)
		}
		for range 30_000 {
			add(random.Uint64())
			add(random.Uint64N(20_000) << (64 - 15)) // few, so that many come again
		}
	}
	want := 0
	for v, n := range times {
		if v != 0 && n > 1 {
			want++
		}
	}
	if n := all.repeated(); n != want || want < 10_000 {
		t.Errorf("%d values came again, want %d, which must be many", n, want)
	}
}
