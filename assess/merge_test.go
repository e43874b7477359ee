package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// told returns an assessment of a case with these incidents.
func told(at, reference string, incidents ...assess.Incident) *assess.Assessment {
	a := &assess.Assessment{Case: assess.Case{Reference: reference}, Incidents: incidents}
	if at != "" {
		a.AssessedAt = assesstest.Instant(at)
	}
	return a
}

func TestTogetherTakesTimeAndFactsFromTheLatest(t *testing.T) {
	old := told("2026-10-01T09:00:00Z", "NP-1", assess.Incident{At: assesstest.When("2026-09-01"), Kind: "visit", Area: "N", Reference: "1"})
	old.Prompted = assess.FactNo
	old.Absences = []assess.Absence{{From: assesstest.Date("2026-06-01"), Reason: "custody"}, {From: assesstest.Date("2026-08-01"), Reason: "abroad", To: assesstest.Date("2026-08-02")}}
	recent := told("2026-11-01T09:00:00Z", "NP-1", assess.Incident{At: assesstest.When("2026-09-01T10:00:00Z"), Area: "n", Reference: "1", Note: "x"})
	recent.Prompted = assess.FactYes
	recent.Absences = []assess.Absence{{From: assesstest.Date("2026-06-01"), Reason: "custody", To: assesstest.Date("2026-07-15")}}
	csv := told("", "", assess.Incident{Kind: "message"})

	sources := []assess.TimelineSource{{Name: "csv", A: csv}, {Name: "old", A: old}, {Name: "recent", A: recent}}
	for _, order := range [][]assess.TimelineSource{sources, {sources[2], sources[0], sources[1]}} {
		a := assess.Together(order)
		m := a.Join(fold.Forces{}, order, timeline.Merge)
		if a.AssessedAt != recent.AssessedAt || a.Prompted != assess.FactYes || a.Case.Reference != "NP-1" {
			t.Errorf("%+v is not from the latest assessment", a)
		}
		if len(a.Absences) != 2 || a.Absences[0].To.String() != "2026-07-15" {
			t.Errorf("absences %+v; want two, the first with the later end", a.Absences)
		}
		if m.In != 3 || m.Out != 2 || len(a.Incidents) != 2 || a.Incidents[0].At.String() != "2026-09-01T10:00:00Z" || a.Incidents[0].Kind != "visit" || a.Incidents[0].Note != "x" {
			t.Errorf("%+v", a.Incidents)
		}
	}
	if len(old.Incidents) != 1 || old.Incidents[0].Note != "" || !old.Absences[0].To.IsZero() {
		t.Error("an assessment that was passed in has changed")
	}
	if refs := assess.References(append(sources, assess.TimelineSource{A: told("", " NP-2 ")})); !slices.Equal(refs, []string{"NP-1", "NP-2"}) {
		t.Errorf("references %q", refs)
	}
}

// TakeMerged keeps the assessment's own incidents in order and adds every other
// incident of the timeline once.
func TestTakeKeepsItsOwnInOrder(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a, b := assesstest.Invented(c, set), assesstest.Invented(c, set)
		for i := range a.Incidents { // each different, so that none is merged
			a.Incidents[i].Reference, a.Incidents[i].Note = "", string(rune('a'+i))
		}
		own := slices.Clone(a.Incidents)
		m := new(assess.Assessment).Join(fold.Forces{}, []assess.TimelineSource{{Name: "a", A: a}, {Name: "b", A: b}}, timeline.Merge)
		a.TakeMerged(&m)
		if len(a.Incidents) != m.Out || m.In != len(own)+len(b.Incidents) {
			t.Fatalf("%d incidents of %d", len(a.Incidents), m.Out)
		}
		for i := range own {
			if a.Incidents[i] != own[i] {
				t.Fatalf("incident %d was %+v and is %+v", i, own[i], a.Incidents[i])
			}
		}
	})
}

// Subtracted reports that an absence stopped the clock only if it did in the
// findings.
func TestSubtractedAgreesWithTheFindings(t *testing.T) {
	set := assesstest.Set()
	a := told(assesstest.AssessedAt, "NP-1", assess.Incident{At: assesstest.When("2026-06-10"), Kind: "message"}, assess.Incident{At: assesstest.When("2026-03-01"), Kind: "message"})
	a.Absences = []assess.Absence{
		{From: assesstest.Date("2026-06-01"), To: assesstest.Date("2026-07-01"), Reason: "custody"}, {From: assesstest.Date("2026-08-01"), To: assesstest.Date("2026-08-05"), Reason: "abroad"},
		{From: assesstest.Date("2026-09-01"), To: assesstest.Date("2026-09-05"), Reason: "other"}, {From: assesstest.Date("2026-11-01"), Reason: "custody"}, {Reason: "custody"},
	}
	f, _, _ := set.Stalking.Findings(a)
	for i, want := range []bool{false, true, false, true, false} {
		if got := a.Absences[i].Subtracted(&f); got != want {
			t.Errorf("absence %d: subtracted %v, want %v", i, got, want)
		}
	}
}
