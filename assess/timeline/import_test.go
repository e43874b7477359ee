package timeline

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess/fold"
)

// A crime number often covers several incidents, so records of one source are never
// joined; they are pointed out.
func TestMergeNeverJoinsRecordsOfOneSource(t *testing.T) {
	t.Parallel()
	one := Incident{At: at(t, "2026-10-04"), Kind: "visit", Area: "N", Reference: "1"}
	m := Merge(fold.Forces{}, []Source{{"a", []Incident{one, one}}, {"b", []Incident{one, one, one}}})
	if m.Out != 3 || m.Joined != 2 || !reflect.DeepEqual(m.Possible, [][]int{{0, 1, 2}}) {
		t.Errorf("out %d, joined %d, possible %v; want 3, 2 and all", m.Out, m.Joined, m.Possible)
	}
}

func TestPossibleMarksHalfReadTwins(t *testing.T) {
	t.Parallel()
	visit := Incident{At: at(t, "2026-10-04"), Kind: "visit", Area: "Alder-Birch", Note: "at the gate"}
	for _, c := range []struct {
		name   string
		change func(*Incident)
		want   bool
	}{
		{"no date", func(i *Incident) { i.At = When{} }, true},
		{"no date and no note", func(i *Incident) { i.At, i.Note = When{}, "" }, false},
		{"the month", func(i *Incident) { i.At = at(t, "2026-10") }, true},
		{"another month", func(i *Incident) { i.At = at(t, "2026-09") }, false},
		{"a word of another system", func(i *Incident) { i.Kind = "Hanging about" }, true},
		{"another day", func(i *Incident) { i.At = at(t, "2026-10-05") }, false},
		{"an area spelt almost alike", func(i *Incident) { i.Area = "Alder Birch" }, true},
		{"another area", func(i *Incident) { i.Area = "Cedarshire" }, false},
	} {
		other := visit
		c.change(&other)
		if got := len(Possible(fold.Forces{}, []Incident{visit, other})) == 1; got != c.want {
			t.Errorf("%s: marked %v", c.name, got)
		}
	}
	for note, want := range map[string]int{"at the gate": 1, "n/a": 0, "": 0} {
		visit, message := Incident{At: at(t, "2026-10-04"), Kind: "visit", Area: "N", Note: note}, Incident{At: at(t, "2026-10-04"), Kind: "message", Area: "N", Note: note}
		if got := Possible(fold.Forces{}, []Incident{visit, message}); len(got) != want {
			t.Errorf("two kinds of one day with the note %q: marked %v", note, got)
		}
	}
	bare := Incident{At: at(t, "2026-10-04"), Kind: "visit", Area: "N"}
	undated := bare
	undated.At = When{}
	if got := Possible(fold.Forces{}, []Incident{bare, undated}); len(got) != 1 {
		t.Errorf("an undated twin without a note is not marked: %v", got)
	}
}

func TestImportOfASpellingFillsOneRecord(t *testing.T) {
	t.Parallel()
	own := Incident{At: at(t, "2026-10-04"), Kind: "visit", Area: "Alder\u2013Birch", Reference: "AB 1"}
	row := Incident{At: at(t, "2026-10-04"), Kind: "visit", Area: "ALDER-BIRCH Police", Reference: "ab\u00a01", Note: "x"}
	m := Import(fold.Forces{}, []Source{{"case", []Incident{own}}, {"rows", []Incident{row}}})
	again := Import(fold.Forces{}, []Source{{"case", []Incident{m.Entries[0].Incident}}, {"rows", []Incident{row}}})
	if m.Out != 1 || m.Joined != 1 || again.Out != 1 {
		t.Errorf("out %d, joined %d, and then out %d", m.Out, m.Joined, again.Out)
	}
}

// Whatever is imported, a second import of the same changes nothing, nothing is dropped,
// and no two records are joined by what identifies nothing.
func TestImportTwiceIsImportOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		incident := rapid.Custom(func(t *rapid.T) Incident {
			w, _ := ParseWhen(rapid.SampledFrom([]string{"", "2026-10", "2026-10-04", "2026-10-04T10:00:00Z"}).Draw(t, "at"))
			return Incident{
				At: w, Kind: rapid.SampledFrom([]string{"visit", "message"}).Draw(t, "kind"), Area: rapid.SampledFrom([]string{"", "N", "n police", "n/a"}).Draw(t, "area"),
				Reference: rapid.SampledFrom([]string{"", "1", "2", "N/A", "2.02611E+11", "-"}).Draw(t, "reference"), Note: rapid.SampledFrom([]string{"", "x y", "z"}).Draw(t, "note"),
			}
		})
		own, rows := rapid.SliceOfN(incident, 0, 6).Draw(t, "own"), rapid.SliceOfN(incident, 0, 6).Draw(t, "rows")
		once := Import(fold.Forces{}, []Source{{"case", own}, {"rows", rows}})
		var kept []Incident
		known := 0
		for _, e := range once.Entries {
			kept = append(kept, e.Incident)
		}
		for _, inc := range rows {
			if fold.Reference(inc.Reference) != "" {
				known++
			}
		}
		if once.In != once.Out+once.Joined+once.Already || once.Joined > known {
			t.Fatalf("in %d, out %d, joined %d of %d with a reference, already %d", once.In, once.Out, once.Joined, known, once.Already)
		}
		twice := Import(fold.Forces{}, []Source{{"case", kept}, {"rows", rows}})
		if twice.Out != once.Out {
			t.Fatalf("%d after one import and %d after two:\n%s", once.Out, twice.Out, fmt.Sprint(kept))
		}
	})
}

// A victim goes on with a diary and hands it in again. What somebody has given a kind in
// the meantime must not be there twice: more incidents can raise a level.
func TestADiaryThatIsHandedInAgainAddsOnlyWhatIsNew(t *testing.T) {
	t.Parallel()
	diary := []Incident{{Kind: KindOfDiary, Note: "flowers on the step", Felt: "sick"}, {Kind: KindOfDiary, Note: "by my car", Felt: "afraid"}}
	there := []Incident{{Kind: "gift", Channel: "in_person", Area: "Northshire", Note: "Flowers on the step", Felt: "sick"}, {Kind: KindOfDiary, Note: "by my car", Felt: "afraid"}}
	m := Import(fold.Forces{}, []Source{{"case", there}, {"diary", append(diary, Incident{Kind: KindOfDiary, Note: "by my car again", Felt: "afraid"})}})
	if m.Out != 3 || m.Already != 2 {
		t.Errorf("%d incidents, %d already there", m.Out, m.Already)
	}
	m = Import(fold.Forces{}, []Source{{"case", there[:1]}, {"diary", []Incident{diary[0], diary[0]}}})
	if m.Out != 2 {
		t.Errorf("two that are alike are %d", m.Out)
	}
	m = Import(fold.Forces{}, []Source{{"case", []Incident{{Kind: "gift", Place: "home"}}}, {"diary", []Incident{{Kind: KindOfDiary, Place: "home"}}}})
	if m.Out != 2 {
		t.Error("an incident that says nothing is taken for another")
	}
}
