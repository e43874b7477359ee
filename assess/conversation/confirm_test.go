package conversation_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

var takenOver = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// handedOver returns the sitting of an officer after a call handler's first contact.
func handedOver(t *testing.T) *conversation.Sitting {
	t.Helper()
	a := &assess.Assessment{Stage: assess.Full, Caller: assess.VictimCaller, Contact: assess.Contact{SafeToTalk: assess.FactYes}}
	a.Case.Children = assess.FactYes
	a.TakeOver(assess.Assessor{Reference: "H1", Role: "call_handler"}, assess.InstantOf(takenOver.Add(-time.Hour)))
	at := assess.InstantOf(takenOver.Add(-30 * time.Minute))
	for id, answer := range map[string]assess.Answer{"near-now": assess.No, "weapon": assess.No, "intrusion": assess.Yes, "threats": assess.Unknown, "persistence": assess.Yes} {
		a.Responses.Set("stalking", id, assess.Response{Answer: answer, At: at, Note: "as said"})
	}
	a.TakeOver(assess.Assessor{Reference: "P9", Role: "officer"}, assess.InstantOf(takenOver))
	return &conversation.Sitting{Set: assesstest.Set(), A: a, Now: takenOver, Loaded: takenOver.Add(-30 * time.Minute), Handover: true}
}

// heldIn returns the page of what was answered before, in the section of a step.
func heldIn(s *conversation.Sitting, id string) (page conversation.Step, parts map[string]conversation.Step) {
	of, _ := s.Find(id)
	parts = map[string]conversation.Step{}
	for _, st := range s.Steps() {
		if st.Kind == conversation.ConfirmStep && st.Section == of.Section {
			page = st
			for _, part := range st.Parts {
				parts[part.ID] = part
			}
		}
	}
	return page, parts
}

func TestWhoTakesOverSeesWhatWasAnsweredWithWhoAndWhen(t *testing.T) {
	t.Parallel()
	s := handedOver(t)
	page, parts := heldIn(s, "weapon")
	weapon, has := parts["weapon"]
	if !has || weapon.By != "H1" || weapon.ByRole != "call_handler" || !weapon.AnsweredAt.Time().Equal(takenOver.Add(-30*time.Minute)) || weapon.Note != "as said" {
		t.Errorf("the row is %+v", weapon)
	}
	if !page.Silent {
		t.Error("the page may be read aloud, and who is calling is not known")
	}
	if _, asked := parts["threats"]; asked || len(parts) != 2 {
		t.Errorf("the page holds %v; what is open is asked again and not confirmed", parts)
	}
	if _, parts = heldIn(s, "near-now"); len(parts) != 0 {
		t.Error("whether the suspect is near now is confirmed and not asked")
	}
}

func TestConfirmingChangesNothingInTheFile(t *testing.T) {
	t.Parallel()
	s := handedOver(t)
	before := asJSON(t, s.A)
	page, _ := heldIn(s, "weapon")
	s.ConfirmHeld(page.Parts[:1])
	if _, parts := heldIn(s, "weapon"); len(parts) != 1 {
		t.Errorf("after one row was confirmed the page holds %v", parts)
	}
	s.ConfirmHeld(page.Parts)
	if _, parts := heldIn(s, "weapon"); len(parts) != 0 {
		t.Errorf("after all were confirmed the page holds %v", parts)
	}
	if after := asJSON(t, s.A); after != before {
		t.Errorf("the file was\n%s\nand is\n%s", before, after)
	}
	for _, st := range s.Steps() {
		if st.ID == "weapon" && !st.Answered() {
			t.Error("what was confirmed is asked again")
		}
	}
}

// A confirmed answer was not said by the caller in this sitting, so that nothing may be
// told to them because of it.
func TestWhatIsConfirmedWasNotSaidInThisSitting(t *testing.T) {
	t.Parallel()
	s := handedOver(t)
	page, _ := heldIn(s, "weapon")
	s.ConfirmHeld(page.Parts)
	if s.Asked("weapon") {
		t.Error("confirming counts as asking")
	}
}

func TestAChangedAnswerKeepsTheOldOneAndWhoChangedIt(t *testing.T) {
	t.Parallel()
	s := handedOver(t)
	st, _ := s.Find("weapon")
	s.Record(st, "yes")
	r, _ := s.A.Responses.Of("stalking", "weapon")
	if len(r.Was) != 1 || r.Was[0].Answer != assess.No || r.Was[0].By != "P9" || !r.Was[0].At.Time().Before(takenOver) {
		t.Errorf("before it was %+v", r.Was)
	}
	if _, parts := heldIn(s, "weapon"); len(parts) != 1 {
		t.Errorf("what was answered again is still to confirm: %v", parts)
	}
}

func TestNobodyConfirmsTheirOwnAnswers(t *testing.T) {
	t.Parallel()
	s := handedOver(t)
	s.Handover = false
	for _, st := range s.Steps() {
		if st.Kind == conversation.ConfirmStep {
			t.Errorf("the same person is shown %v to confirm", st.Parts)
		}
	}
}

func TestWhoTakesOverSeesTheAdviceThatWasGiven(t *testing.T) {
	t.Parallel()
	s := handedOver(t)
	s.A.AdviceGiven = []string{"keep every message", "do not block yet"}
	page, ok := s.Find("held:advice")
	if !ok || len(page.Parts) != 1 || page.Parts[0].Note != "keep every message; do not block yet" || page.Parts[0].By != "H1" {
		t.Fatalf("the page is %+v", page)
	}
	if next := s.Next("near-now"); next.ID != page.ID {
		t.Errorf("after the question whether the suspect is near comes %s", next.ID)
	}
	s.ConfirmHeld(page.Parts)
	if _, again := s.Find("held:advice"); again {
		t.Error("what was read is shown again")
	}
	s = handedOver(t)
	if _, shown := s.Find("held:advice"); shown {
		t.Error("there is a page of no advice")
	}
}

func TestAnOfficersWordsAreNotThoseOfTheTelephone(t *testing.T) {
	t.Parallel()
	for role, phone := range map[assess.Role]bool{"call_handler": true, "officer": false, "specialist": false} {
		s := conversation.Sitting{Set: assesstest.Set(), A: &assess.Assessment{Stage: assess.Full, Assessor: assess.Assessor{Role: role}}}
		st, _ := s.Find("safe-to-talk")
		if got := strings.Contains(st.Prompt+st.Help, "line"); got != phone {
			t.Errorf("%s: the question is %q (%q)", role, st.Prompt, st.Help)
		}
	}
}
