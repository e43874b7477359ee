package assess_test

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/fold"
)

// A yes can make another question apply, whose own yes reaches a higher level. No
// shipped questionnaire does this, so the test makes one up in which a red flag
// applies only if a serious item is yes.
func TestCouldReachFollowsAYesToTheQuestionsThatItOpens(t *testing.T) {
	set := assesstest.Set()
	in := *set.Stalking
	in.Items = slices.Clone(in.Items)
	approach, _ := in.Item("approach")
	intrusion, _ := in.Item("intrusion")
	in.Items[intrusion].AppliesWhen = &assess.Condition{Item: approach, Is: []string{"yes"}}
	in.Index()
	set.Stalking = &in

	for _, tt := range []struct {
		name     string
		approach assess.Answer
		want     string
	}{
		{"the serious item is open", assess.Unknown, "high"},
		{"it is no, and the red flag never applies", assess.No, "low"},
		{"it is yes, and the red flag applies and is open", assess.Yes, "high"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: assesstest.Instant(assesstest.AssessedAt)}
			for _, it := range in.Items {
				if it.Type == assess.YesNo && it.ID != "intrusion" {
					a.Responses.Set(in.ID, it.ID, assess.Response{Answer: assess.No})
				}
			}
			a.Responses.Set(in.ID, "approach", assess.Response{Answer: tt.approach})
			if got := assess.Score(set, a).Baseline.CouldReach; got != tt.want {
				t.Errorf("baseline could reach %q, want %q", got, tt.want)
			}
		})
	}
}

// A rule that sends help asks only about questions that apply: an answer that was kept
// from before, to a question that no longer does, sends none.
func TestAnAnswerThatDoesNotApplySendsNoHelp(t *testing.T) {
	set := opening(assesstest.Set()) // near-now applies if fear is yes, and weapon if threats is
	for _, tt := range []struct {
		name         string
		fear, threat assess.Answer
		want         string
	}{
		{"neither applies", assess.No, assess.No, ""},
		{"near now applies", assess.Yes, assess.No, "near-now"},
		{"a weapon applies", assess.No, assess.Yes, "weapon-with-warning"},
		{"both apply", assess.Yes, assess.Yes, "near-now weapon-with-warning"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, "near-now", "weapon", "specific-threat")
			give(a, tt.fear, "fear")
			give(a, tt.threat, "threats")
			r := assess.Score(set, a)
			if got := strings.Join(r.ActNowBecause, " "); got != tt.want || r.ActNow != (tt.want != "") {
				t.Errorf("help is sent by %q, want %q", got, tt.want)
			}
		})
	}
}

// A yes to a follow-up contradicts the questions that it follows up, if they apply and are
// all answered no.
func TestAYesContradictsOnlyQuestionsThatApply(t *testing.T) {
	set := assesstest.Set()
	in := *set.Stalking
	in.Items = slices.Clone(in.Items)
	follow, _ := in.Item("trigger-event")
	for _, id := range []string{"threats", "threats-children"} {
		parent, _ := in.Item(id)
		in.Items[follow].Parents.Add(parent)
	}
	in.Index()
	set.Stalking = &in
	for _, tt := range []struct {
		name     string
		children assess.Fact // a threat about children applies unless there are none
		answer   assess.Answer
		want     string
	}{
		{"both apply and are no", assess.FactYes, assess.No, "threats threats-children"},
		{"one applies and is open", assess.FactYes, assess.Unknown, ""},
		{"one does not apply", assess.FactNo, assess.No, "threats"},
		{"one does not apply and was not asked", assess.FactNo, assess.NotAsked, "threats"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			a.Case.Children = tt.children
			give(a, tt.answer, "threats-children")
			give(a, assess.Yes, "trigger-event")
			if got := strings.Join(assess.Score(set, a).Contradicted, " "); got != tt.want {
				t.Errorf("contradicted %q, want %q", got, tt.want)
			}
		})
	}
}

// Two names of one police force are one area, whatever was scored before.
func TestTwoNamesOfAForceAreOneArea(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Incidents = []assess.Incident{{Kind: "message", Area: "Northshire"}, {Kind: "message", Area: "The North"}}
	if got := assess.Score(set, a).Timeline.Areas; got != 2 {
		t.Errorf("%d areas by names that nobody said are one, want 2", got)
	}
	set.Forces = fold.NewForces(map[string][]string{"Northshire": {"The North"}})
	if got := assess.Score(set, a).Timeline.Areas; got != 1 {
		t.Errorf("%d areas by two names of one force, want 1", got)
	}
	give(a, assess.Yes, "fear")
	for i := range a.Incidents {
		a.Incidents[i].Reference = "E/1"
	}
	if got := strings.Join(assess.Score(set, a).Recognition.Because, " "); got != "fear" {
		t.Errorf("one incident in two logs is recognised by %q, want fear alone", got)
	}
}
