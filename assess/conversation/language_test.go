package conversation_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// reviewed returns the small questionnaires in a language that somebody has reviewed, and
// in the test language.
func reviewed(t *testing.T) (*conversation.Sitting, *assess.Translation, assess.Translations) {
	t.Helper()
	a := &assess.Assessment{Format: assess.AssessmentFormat, Stage: assess.FirstContact, Status: assess.Draft, Assessor: assess.Assessor{Role: "call_handler"}}
	set := assesstest.Set()
	welsh := assesstest.Translation(set.Stalking)
	welsh.Test, welsh.Language, welsh.Name = false, "cy", "Welsh"
	all := assess.Translations{Versions: assess.NewVersions(welsh, assesstest.Translation(set.Stalking))}
	return &conversation.Sitting{Set: set, A: a, Now: time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)}, welsh, all
}

func near(t *testing.T, s *conversation.Sitting) conversation.Step {
	t.Helper()
	st, ok := s.Find("near-now")
	if !ok {
		t.Fatal("near-now is not asked")
	}
	return st
}

func TestAQuestionIsReadInTheLanguageWanted(t *testing.T) {
	s, welsh, all := reviewed(t)
	s.Speak(all, "cy")
	st := near(t, s)
	words, _ := welsh.Of(&s.Set.Stalking.Items[st.Item])
	if st.Spoken != words.Prompt || st.Prompt != "Are they nearby right now?" || st.SpokenAs["no"] != "nô ârê" || st.SpokenAs["unknown"] != "nôt knôŵn" {
		t.Errorf("%q, %q, %v", st.Spoken, st.Prompt, st.SpokenAs)
	}
	if st.FollowUp != words.FollowUp+" (Where are they?)" {
		t.Errorf("after a yes: %q", st.FollowUp)
	}
	if st.Options[0].Key != "y" || st.Options[0].Label != "yes" {
		t.Errorf("the keys changed: %v", st.Options)
	}
	if s.A.Contact.Language != "Welsh" {
		t.Errorf("the language recorded is %q", s.A.Contact.Language)
	}
}

func TestTheLanguageRecordedIsReadWithoutAFlag(t *testing.T) {
	s, _, all := reviewed(t)
	s.Speak(all, "")
	if st := near(t, s); st.Spoken != "" {
		t.Errorf("nobody asked for %q", st.Spoken)
	}
	wanted, _ := s.Beside(conversation.LanguageStep)
	for said, want := range map[string]bool{"welsh ": true, "CY": true, "Polish": false, "English": false, "Accented": false, assesstest.Accented: false} {
		s.Record(wanted, said)
		if st := near(t, s); (st.Spoken != "") != want {
			t.Errorf("%q is wanted, and the question is read as %q", said, st.Spoken)
		}
	}
}

// A language that is recorded during the call replaces the one that it began with, and
// what is recorded already is never written over.
func TestAnotherLanguageRecordedCounts(t *testing.T) {
	s, _, all := reviewed(t)
	s.A.Contact.Language = "English, a little Welsh"
	s.Speak(all, "cy")
	if st := near(t, s); st.Spoken == "" || s.A.Contact.Language != "English, a little Welsh" {
		t.Errorf("%q is recorded, and the question is read as %q", s.A.Contact.Language, st.Spoken)
	}
	wanted, _ := s.Beside(conversation.LanguageStep)
	s.Record(wanted, "English")
	if st := near(t, s); st.Spoken != "" {
		t.Errorf("English is wanted, and the question is read as %q", st.Spoken)
	}
}

// Nothing is read out that may say something else than the English: not a line whose
// English has changed, and not one in the place of a question put in other words.
func TestWordsMadeFromOtherEnglishAreNotRead(t *testing.T) {
	s, welsh, all := reviewed(t)
	s.Speak(all, "cy")
	for i := range welsh.Items {
		switch welsh.Items[i].ID {
		case "near-now":
			welsh.Items[i].MadeFrom = "0123456789abcdef"
		case "weapon":
			welsh.Items[i].Prompt = ""
		}
	}
	if st := near(t, s); st.Spoken != "" || st.SpokenAs != nil || st.NotSpoken != "Welsh out of date: use English" || st.FollowUp != "Where are they?" {
		t.Errorf("a stale line: %q, %v, %q, %q", st.Spoken, st.SpokenAs, st.NotSpoken, st.FollowUp)
	}
	if st, _ := s.Find("weapon"); st.Spoken != "" || st.SpokenAs != nil || st.NotSpoken != "" {
		t.Errorf("a missing line: %q, %v, %q", st.Spoken, st.SpokenAs, st.NotSpoken)
	}
	s.A.Contact.Mode = "silent"
	for _, st := range s.Steps() {
		if st.Item < 0 && st.Spoken != "" || st.Silent && st.Spoken != "" {
			t.Errorf("%s is for the handler, and is read as %q", st.ID, st.Spoken)
		}
	}
	_, _, all = reviewed(t)
	s, _, _ = reviewed(t)
	s.A.Assessor.Role, s.A.Stage = "officer", assess.Full
	s.Speak(all, "cy")
	if st := near(t, s); st.FollowUp != "Where are they, exactly? Stay with me while I call for help." {
		t.Errorf("at the door, after a yes: %q", st.FollowUp)
	}
}

func TestATestLanguageSaysSoAndIsNotRecorded(t *testing.T) {
	s, _, all := reviewed(t)
	s.Speak(all, assesstest.Accented)
	if st := near(t, s); !strings.HasPrefix(st.Spoken, "[test] ") || s.A.Contact.Language != "" {
		t.Errorf("%q; recorded %q", st.Spoken, s.A.Contact.Language)
	}
}
