package conversation_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// The assessment of another suspect has what is about the victim and how to speak to them,
// and nothing about the first suspect.
func TestAnotherSuspectTakesOverOnlyTheVictim(t *testing.T) {
	set := assesstest.Set()
	first := firstTime(set)
	first.Case = assess.Case{
		Reference: "NP-1", Relationship: "former_partner", VictimArea: "Northshire", SuspectArea: "Southshire", Linked: []string{"B2"}, SuspectReference: "S-9",
		SuspectAccess: "yes", Jurisdiction: "scotland", OnlineOnly: "yes", Children: "yes", VictimUnder18: "yes", SuspectUnder18: "yes", Pregnant: "no", MentalHealthNeed: "yes",
	}
	first.Contact.Language, first.Contact.Needs, first.Contact.Interpreter = "Polish", "hearing", "Polish"
	before := first.Clone()
	a := conversation.ForOtherSuspect(first)
	want := assess.Assessment{
		Format: assess.AssessmentFormat, Status: assess.Draft,
		Case: assess.Case{
			Reference: "NP-1", VictimArea: "Northshire", Jurisdiction: "scotland", Linked: []string{"A1", "B2"}, Suspects: "several",
			Children: "yes", VictimUnder18: "yes", Pregnant: "no",
		},
		Contact: assess.Contact{SafeTimes: "after six", Language: "Polish", Interpreter: "Polish", Needs: "hearing"},
	}
	same(t, "the new assessment", a, want)
	same(t, "the first", *first, before)

	first.Contact.Mode = "cover"
	if a := conversation.ForOtherSuspect(first); a.Contact.Mode != "cover" || a.Contact.SafeToTalk != assess.FactNo {
		t.Errorf("whoever cannot talk openly is asked to: %+v", a.Contact)
	}
}

// What was taken over is shown with a key that confirms it, and is asked until somebody
// has; what is about the other suspect is asked as new.
func TestWhatIsTakenOverIsConfirmed(t *testing.T) {
	set := assesstest.Set()
	first := firstTime(set)
	first.Case.VictimArea, first.Case.Children = "Northshire", assess.FactYes
	a := conversation.ForOtherSuspect(first)
	a.Stage = assess.FirstContact
	taken := a.Clone()
	s := conversation.Sitting{Set: set, A: &a, Now: assesstest.Instant("2026-11-20T15:00:00Z").Time(), SameVictim: &taken}
	for _, id := range []string{"children", "safe-times", "victim-area"} {
		st, _ := s.Find(id)
		if !st.Confirm || st.Answered() || !slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Key == conversation.StillSo }) {
			t.Errorf("%s cannot be confirmed: %+v", id, st)
			continue
		}
		s.Record(st, st.Answer)
		if st, _ = s.Find(id); !st.Answered() {
			t.Errorf("%s is asked again once it is confirmed", id)
		}
	}
	for _, id := range []string{"caller", "relationship", "suspect-area", "first-account"} {
		if st, _ := s.Find(id); st.Answer != "" || st.Confirm || st.Afresh {
			t.Errorf("%s is not asked as new: %+v", id, st)
		}
	}
}

// The last step offers another suspect's assessment unless there is only one, or the case
// is a practice case.
func TestAnotherSuspectIsOfferedAtTheEnd(t *testing.T) {
	set := assesstest.Set()
	for name, c := range map[string]struct {
		a    assess.Assessment
		want bool
	}{
		"several":            {assess.Assessment{Case: assess.Case{Suspects: "several"}}, true},
		"nobody has said":    {assess.Assessment{Stage: assess.FirstContact}, true},
		"only one":           {assess.Assessment{Case: assess.Case{Suspects: "one"}}, false},
		"a practice case":    {assess.Assessment{Training: "the-bins"}, false},
		"a screen goes on":   {assess.Assessment{Stage: assess.Screen}, false},
		"several, at screen": {assess.Assessment{Stage: assess.Screen, Case: assess.Case{Suspects: "several"}}, false},
	} {
		s := conversation.Sitting{Set: set, A: &c.a}
		st, _ := s.Find("finish")
		if got := slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Value == conversation.OtherSuspect }); got != c.want {
			t.Errorf("%s: offered is %v, want %v", name, got, c.want)
		}
	}
	var a assess.Assessment
	s := conversation.Sitting{Set: set, A: &a}
	s.Link("B2")
	s.Link("B2")
	if !slices.Equal(a.Case.Linked, []string{"B2"}) || a.Case.Suspects != "several" {
		t.Errorf("linked is %v of %q", a.Case.Linked, a.Case.Suspects)
	}
}

func same(t *testing.T, what string, got, want assess.Assessment) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, diff)
	}
}
