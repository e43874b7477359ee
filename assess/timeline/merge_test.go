package timeline

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func at(t *testing.T, s string) When {
	t.Helper()
	w, err := ParseWhen(s)
	if err != nil {
		t.Fatalf("ParseWhen(%q): %v", s, err)
	}
	return w
}

func TestMergeJoinsTheSameReferenceOfTheSameForce(t *testing.T) {
	t.Parallel()
	m := Merge([]Source{
		{"north.csv", []Incident{{At: at(t, "2026-10"), Kind: "visit", Area: "Northshire", Reference: "NS/1"}}},
		{"south.csv", []Incident{
			{At: at(t, "2026-10-04"), Kind: "visit", Area: "northshire ", Reference: "ns/1", RecordedAs: "dispute"},
			{At: at(t, "2026-10-04"), Kind: "visit", Area: "Southshire", Reference: "NS/1"},
		}},
	})
	if m.In != 3 || m.Out != 2 || m.Joined != 1 {
		t.Fatalf("got in %d, out %d, joined %d; want 3, 2, 1", m.In, m.Out, m.Joined)
	}
	e := m.Entries[slices.IndexFunc(m.Entries, func(e Entry) bool { return len(e.From) == 2 })]
	if e.At.String() != "2026-10-04" || e.RecordedAs != "dispute" || e.Area != "Northshire" {
		t.Errorf("joined to %+v; want the exact day, the label filled in and the first spelling of the area", e)
	}
}

func TestMergeKeepsBothWhereARecordContradicts(t *testing.T) {
	t.Parallel()
	m := Merge([]Source{
		{"a", []Incident{{At: at(t, "2026-10-04"), Kind: "visit", Area: "N", Reference: "1"}}},
		{"b", []Incident{{At: at(t, "2026-10-05"), Kind: "following", Area: "N", Reference: "1"}}},
	})
	if m.Out != 2 || m.Joined != 0 {
		t.Fatalf("got %d out, %d joined; want both kept", m.Out, m.Joined)
	}
	for _, e := range m.Entries {
		if !slices.Equal(e.Differs, []string{"at", "kind"}) {
			t.Errorf("differs in %q; want at and kind", e.Differs)
		}
	}
}

func TestMergeMarksPossibleDuplicatesAndDropsNone(t *testing.T) {
	t.Parallel()
	one := Incident{At: at(t, "2026-10-04"), Kind: "message", Area: "N"}
	m := Merge([]Source{{"a", []Incident{one}}, {"b", []Incident{one, {Kind: "message", Area: "N"}}}})
	if m.Out != 3 {
		t.Fatalf("got %d entries; want 3: nothing is dropped", m.Out)
	}
	if !slices.Equal(m.Entries[0].Possible, []int{1}) || !slices.Equal(m.Entries[1].Possible, []int{0}) || m.Entries[2].Possible != nil {
		t.Errorf("possible: %v %v %v; want the two of one day to name each other", m.Entries[0].Possible, m.Entries[1].Possible, m.Entries[2].Possible)
	}
}

func TestMergeReconciles(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		incident := rapid.Custom(func(t *rapid.T) Incident {
			w, _ := ParseWhen(rapid.SampledFrom([]string{"", "2026-10", "2026-10-04", "2026-10-04T10:00:00Z", "2026-11-01"}).Draw(t, "at"))
			return Incident{
				At: w, Kind: rapid.SampledFrom([]string{"visit", "message"}).Draw(t, "kind"),
				Area: rapid.SampledFrom([]string{"", "N", "S"}).Draw(t, "area"), Reference: rapid.SampledFrom([]string{"", "1", "2"}).Draw(t, "reference"),
				Note: rapid.SampledFrom([]string{"", "x"}).Draw(t, "note"),
			}
		})
		var sources []Source
		n := 0
		for i := range rapid.IntRange(0, 4).Draw(t, "sources") {
			list := rapid.SliceOfN(incident, 0, 6).Draw(t, "incidents")
			n += len(list)
			sources = append(sources, Source{string(rune('a' + i)), list})
		}
		m := Merge(sources)
		if m.In != n || m.Out != len(m.Entries) || m.In != m.Out+m.Joined {
			t.Fatalf("in %d (%d given), out %d (%d entries), joined %d do not reconcile", m.In, n, m.Out, len(m.Entries), m.Joined)
		}
		if !slices.IsSortedFunc(m.Entries, func(a, b Entry) int { return Compare(&a.Incident, &b.Incident) }) {
			t.Fatal("not in order of time")
		}
	})
}

func BenchmarkMerge(b *testing.B) {
	w, _ := ParseWhen("2026-10-04")
	var list []Incident
	for range 5000 {
		list = append(list, Incident{At: w, Kind: "message", Area: "N"})
	}
	for b.Loop() {
		Merge([]Source{{"a", list}})
	}
}
