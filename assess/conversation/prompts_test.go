package conversation_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// everyStep returns every step that a sitting of any stage can ask, by a call handler and
// by an officer, whoever calls and whatever is answered.
func everyStep(t *testing.T) (all []conversation.Step) {
	t.Helper()
	for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
		for _, role := range []assess.Role{"call_handler", "officer"} {
			for _, caller := range []assess.Caller{"victim", "third_party"} {
				for _, answer := range []assess.Answer{assess.Yes, assess.Unknown} {
					s := talking(t)
					s.Set.Local.CrisisRoute = "the crisis desk"
					a := s.A
					a.Stage, a.Assessor.Role, a.Caller, a.Case.Relationship = stage, role, caller, "former_partner"
					a.Case.Children, a.Case.Suspects, a.OwnLife = assess.FactYes, "several", assess.OwnLifeNow
					a.Referral.Offered, a.DashGrade.Level, a.Outcome.Value = assess.FactYes, "high", "continued"
					a.EarlierActNow = []assess.EarlierActNow{{ID: "1"}}
					for _, in := range []*assess.Instrument{s.Set.Stalking, s.Set.Dash} {
						for i := range in.Items {
							a.Responses.Set(in.ID, in.Items[i].ID, assess.Response{Answer: answer})
						}
					}
					all = append(all, s.Askable()...)
				}
			}
		}
	}
	return all
}

// An officer who is with the person is not on the telephone, and no title or prompt says so.
func TestAnOfficerIsNotOnATelephone(t *testing.T) {
	t.Parallel()
	onThePhone := regexp.MustCompile(`(?i)\b(calling|the call)\b`)
	for role, want := range map[assess.Role]bool{"call_handler": true, "officer": false, "specialist": false} {
		s := talking(t)
		s.A.Stage, s.A.Assessor.Role = assess.Full, role
		found := false
		for _, st := range s.Steps() {
			page, _ := s.Page(st.ID)
			for _, text := range []string{st.Section, st.Prompt, page.Prompt} {
				if found = found || onThePhone.MatchString(text); found && !want {
					t.Fatalf("%s reads %q", role, text)
				}
			}
		}
		if want && !found {
			t.Errorf("%s never reads of the call", role)
		}
	}
}

// ofTheVictim finds words by which a report, and nobody who speaks to the caller, calls the
// people it is about.
var ofTheVictim = regexp.MustCompile(`(?i)\b(the (victim|suspect|person at risk|other person|caller)|assessor|handler)\b`)

// toTheVictim finds a word that speaks to somebody, apart from the few by which a question for
// the handler speaks to them.
var (
	toTheVictim  = regexp.MustCompile(`(?i)\b(you|your|yours|yourself)\b`)
	toTheHandler = regexp.MustCompile(`(?i)^(did you (hear|offer|check)\b|which systems did you check|when did you check|do you agree|your own dash grade|where are they)`)
)

// What is read aloud speaks to the person and asks one thing in at most 25 words. What is
// for the handler or the officer does not speak to the victim.
func TestPromptsSpeakToWhoeverHearsThem(t *testing.T) {
	t.Parallel()
	read := map[bool][]string{}
	for _, st := range everyStep(t) {
		if st.Prompt == "" || slices.Contains(read[st.Silent], st.ID+st.Prompt) {
			continue
		}
		read[st.Silent] = append(read[st.Silent], st.ID+st.Prompt)
		if n := len(strings.Fields(st.Help)); n > 40 && st.Kind != conversation.FinishStep {
			t.Errorf("%s: the help has %d words, and may have 40: %s", st.ID, n, st.Help)
		}
		switch {
		case st.Silent:
			if toTheVictim.MatchString(st.Prompt) && !toTheHandler.MatchString(st.Prompt) {
				t.Errorf("%s is not read aloud, and speaks to somebody: %s", st.ID, st.Prompt)
			}
			continue
		case ofTheVictim.MatchString(st.Prompt):
			t.Errorf("%s is read aloud, and speaks of the person as a report does: %s", st.ID, st.Prompt)
		}
		if n := len(strings.Fields(st.Prompt)); n > 25 {
			t.Errorf("%s: %d words are read aloud, and 25 may be: %s", st.ID, n, st.Prompt)
		}
		if n := strings.Count(st.Prompt, "?"); n > 1 && !slices.Contains(inTwo, st.ID) {
			t.Errorf("%s asks %d questions: %s", st.ID, n, st.Prompt)
		}
	}
	if len(read[true]) < 30 || len(read[false]) < 90 {
		t.Errorf("%d prompts for the handler and %d read aloud: some are missing", len(read[true]), len(read[false]))
	}
}

// inTwo asks where they are before anything else, in case the line goes dead.
var inTwo = []string{"safe-to-talk"}

// The fields of a list that is read aloud speak to the person too.
func TestFieldsOfAListSpeakToWhoeverHearsThem(t *testing.T) {
	t.Parallel()
	fields, seen := 0, map[string]bool{}
	for _, st := range everyStep(t) {
		if seen[st.ID] {
			continue
		}
		seen[st.ID] = true
		for _, f := range talking(t).Form(st.ID) {
			fields++
			switch {
			case st.Silent && toTheVictim.MatchString(f.Prompt):
				t.Errorf("%s is not read aloud, and its field speaks to somebody: %s", st.ID, f.Prompt)
			case !st.Silent && ofTheVictim.MatchString(f.Prompt):
				t.Errorf("%s is read aloud, and its field speaks of the person as a report does: %s", st.ID, f.Prompt)
			case len(strings.Fields(f.Prompt)) > 25:
				t.Errorf("%s: a field has more than 25 words: %s", st.ID, f.Prompt)
			}
		}
	}
	if fields < 40 {
		t.Errorf("%d fields: some lists are missing", fields)
	}
}

// NoMore leaves a list without recording anything, so it is an answer to a list only.
func TestOnlyAListHasNoMore(t *testing.T) {
	t.Parallel()
	for _, st := range everyStep(t) {
		has := func(value string) bool {
			return slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Value == value })
		}
		if has(conversation.NoMore) && !has(conversation.AddEntry) {
			t.Errorf("%s: %q would record nothing", st.ID, conversation.NoMore)
		}
	}
}
