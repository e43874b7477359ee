package timeline

import (
	"reflect"
	"slices"
	"stalkrisk/assess/fold"
	"testing"
	"time"

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
	m := Merge(fold.Forces{}, []Source{
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
	m := Merge(fold.Forces{}, []Source{
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

func TestMergeKnowsWhatContradicts(t *testing.T) {
	t.Parallel()
	record := func(change func(*Incident)) Incident {
		inc := Incident{At: at(t, "2026-10-04T10:00:00Z"), Kind: "visit", Channel: InPerson, Area: "N", Reference: "1", Reported: "yes", RecordedAs: "Harassment", Breach: "near", Severity: 3}
		change(&inc)
		return inc
	}
	for _, c := range []struct {
		name    string
		change  func(*Incident)
		differs []string // nil: one incident
	}{
		{"the day beside the time", func(i *Incident) { i.At = at(t, "2026-10-04") }, nil},
		{"the month beside the time", func(i *Incident) { i.At = at(t, "2026-10") }, nil},
		{"no date", func(i *Incident) { i.At = When{} }, nil},
		{"one moment in another offset", func(i *Incident) { i.At = at(t, "2026-10-04T11:00:00+01:00") }, nil},
		{"the label in capitals", func(i *Incident) { i.RecordedAs = " HARASSMENT" }, nil},
		{"reported is unknown", func(i *Incident) { i.Reported = "unknown" }, nil},
		{"another note", func(i *Incident) { i.Note = "x" }, nil},
		{"another minute", func(i *Incident) { i.At = at(t, "2026-10-04T10:01:00Z") }, []string{"at"}},
		{"another month", func(i *Incident) { i.At = at(t, "2026-09") }, []string{"at"}},
		{"everything else", func(i *Incident) {
			i.Kind, i.Channel, i.Reported, i.RecordedAs, i.Breach, i.Severity = "theft", "post", "no", "theft", "no", 2
		}, []string{"kind", "channel", "reported", "recorded_as", "breach", "severity"}},
	} {
		m := Merge(fold.Forces{}, []Source{{"a", []Incident{record(func(*Incident) {})}}, {"b", []Incident{record(c.change)}}})
		if c.differs == nil {
			if m.Out != 1 || m.Joined != 1 || m.Entries[0].Differs != nil {
				t.Errorf("%s: %d entries; want one", c.name, m.Out)
			}
			continue
		}
		if m.Out != 2 || !slices.Equal(m.Entries[0].Differs, c.differs) || !slices.Equal(m.Entries[1].Differs, c.differs) {
			t.Errorf("%s: %d entries, %q and so on; want both kept, differing in %q", c.name, m.Out, m.Entries[0].Differs, c.differs)
		}
	}
}

// Two messages in one minute are kept as two incidents and marked as possibly one.
func TestMergeKeepsTwoInTheSameMinute(t *testing.T) {
	t.Parallel()
	one := Incident{At: at(t, "2026-10-04T10:00:00Z"), Kind: "message", Area: "N", Reference: "1"}
	two, three := one, one
	two.Reference, three.Kind, three.Reference = "", "visit", ""
	m := Merge(fold.Forces{}, []Source{{"a", []Incident{one, two, three}}})
	if m.Out != 3 || !reflect.DeepEqual(m.Possible, [][]int{{0, 1}}) {
		t.Errorf("%d entries, possible %v; want 3, and the two messages", m.Out, m.Possible)
	}
	two.Reference = "2"
	if m := Merge(fold.Forces{}, []Source{{"a", []Incident{one, two}}}); m.Out != 2 || m.Possible != nil {
		t.Errorf("%d entries, possible %v; want two with different references", m.Out, m.Possible)
	}
}

func TestCompareOrdersADay(t *testing.T) {
	t.Parallel()
	want := []string{"2026-10", "2026-10-01", "2026-10-01T09:00:00+01:00", "2026-10-01T09:00:00Z", "2026-10-02", ""}
	for i := range want {
		for k := range want {
			a, b := Incident{At: at(t, want[i])}, Incident{At: at(t, want[k])}
			if got := Compare(&a, &b); (got < 0) != (i < k) && i != 0 && k != 0 || i == k && got != 0 {
				t.Errorf("Compare(%q, %q) = %d", want[i], want[k], got)
			}
		}
	}
}

func TestMergeMarksPossibleDuplicatesAndDropsNone(t *testing.T) {
	t.Parallel()
	one := Incident{At: at(t, "2026-10-04"), Kind: "message", Area: "N"}
	m := Merge(fold.Forces{}, []Source{{"a", []Incident{one}}, {"b", []Incident{one, {Kind: "message", Area: "N"}}}})
	if m.Out != 3 {
		t.Fatalf("got %d entries; want 3: nothing is dropped", m.Out)
	}
	if !reflect.DeepEqual(m.Possible, [][]int{{0, 1}}) {
		t.Errorf("possible: %v; want the two of one day", m.Possible)
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
		m := Merge(fold.Forces{}, sources)
		if m.In != n || m.Out != len(m.Entries) || m.In != m.Out+m.Joined {
			t.Fatalf("in %d (%d given), out %d (%d entries), joined %d do not reconcile", m.In, n, m.Out, len(m.Entries), m.Joined)
		}
		if !slices.IsSortedFunc(m.Entries, func(a, b Entry) int { return Compare(&a.Incident, &b.Incident) }) {
			t.Fatal("not in order of time")
		}
	})
}

// worst returns the worst case for joining: five thousand incidents on one day or
// under one reference, so that each is compared with all others.
func worst() (list []Incident) {
	w, _ := ParseWhen("2026-10-04")
	for i := range 2500 {
		other, _ := ParseWhen(time.Date(2010, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
		list = append(list, Incident{At: w, Kind: "message", Area: "N"}, Incident{At: other, Kind: "message", Area: "N", Reference: "N/1"})
	}
	return list
}

func TestMergeKeepsFiveThousand(t *testing.T) {
	t.Parallel()
	m := Merge(fold.Forces{}, []Source{{"a", worst()}})
	if m.In != 5000 || m.Out != 5000 || len(m.Possible) != 2 || len(m.Possible[0]) != 2500 || len(m.Possible[1]) != 2500 {
		t.Fatalf("in %d, out %d, %d groups; want all kept, and two groups of 2500", m.In, m.Out, len(m.Possible))
	}
	for _, e := range m.Entries {
		if e.Reference != "" && !slices.Equal(e.Differs, []string{"at"}) {
			t.Fatalf("differs in %q; want at: one reference, another day", e.Differs)
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	list := worst()
	for b.Loop() {
		Merge(fold.Forces{}, []Source{{"a", list}})
	}
}

// Comparing each with each would take minutes.
func TestManyIncidentsOfOneReferenceAndDay(t *testing.T) {
	const n = 50_000
	all := make([]Incident, n)
	for i := range all {
		all[i] = Incident{At: at(t, "2026-10-01"), Kind: "visit", Area: "Northshire", Reference: "R/1"}
	}
	m := Merge(fold.Forces{}, []Source{{Name: "a", Incidents: all}})
	if len(m.Entries) != n || len(m.Possible) != 1 || len(m.Possible[0]) != n {
		t.Errorf("%d entries, %d groups", len(m.Entries), len(m.Possible))
	}
}
