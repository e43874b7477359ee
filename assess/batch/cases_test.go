package batch

import (
	"math/rand/v2"
	"testing"

	"stalkrisk/assess"
)

// Values that come again are in other blocks, and in every part.
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

// A case with several assessments is counted, unless people practise with it or the
// assessments are of several suspects. A suspect is counted once in all cases that name
// them, and nobody is counted where no suspect is named.
func TestWhichCasesAndSuspectsComeAgain(t *testing.T) {
	t.Parallel()
	of := func(reference, suspect string) assess.Case {
		return assess.Case{Reference: reference, SuspectReference: suspect}
	}
	linked := of("N1", "S1")
	linked.Linked = []string{"A2"}
	for name, tt := range map[string]struct {
		all             []assess.Assessment
		cases, suspects int
	}{
		"one case":                  {[]assess.Assessment{{Case: of("N1", "S1")}, {Case: of("n1 ", "s1")}}, 1, 0},
		"practice":                  {[]assess.Assessment{{Case: of("N1", "S1"), Training: "T1"}, {Case: of("N1", "S1"), Training: "T1"}, {Case: of("N2", "S1")}}, 0, 0},
		"several suspects":          {[]assess.Assessment{{Case: linked}, {Case: linked}}, 0, 0},
		"a suspect in two cases":    {[]assess.Assessment{{Case: of("N1", "S1")}, {Case: of("N2", "S1")}, {Case: of("N2", "S1")}}, 1, 1},
		"no suspect":                {[]assess.Assessment{{Case: of("N1", "")}, {Case: of("N2", "")}}, 0, 0},
		"no reference":              {[]assess.Assessment{{Case: of("N/A", "S1")}, {Case: of("", "S1")}}, 0, 0},
		"two suspects in one case":  {[]assess.Assessment{{Case: of("N1", "S1")}, {Case: of("N1", "S2")}}, 0, 0},
		"no suspect the first time": {[]assess.Assessment{{Case: of("N1", "")}, {Case: of("N1", "S1")}}, 0, 0},
	} {
		var w worker
		var cases hashes
		var named suspects
		for i := range tt.all {
			s := w.sightingOf(&tt.all[i])
			cases.add(s.group)
			named.add(&s)
		}
		if got := cases.repeated(); got != tt.cases || len(named.shared) != tt.suspects {
			t.Errorf("%s: %d cases and %d suspects come again, want %d and %d", name, got, len(named.shared), tt.cases, tt.suspects)
		}
	}
	var w worker
	if a, b := w.sightingOf(&assess.Assessment{ID: "A1 "}), w.sightingOf(&assess.Assessment{ID: " A1"}); a.id == 0 || a.id != b.id {
		t.Error("blanks around an id make it another")
	}
	if s := w.sightingOf(&assess.Assessment{ID: " "}); s.id != 0 {
		t.Error("blanks are an id")
	}
}
