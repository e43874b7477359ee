package conversation_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

func impactSitting(t *testing.T, stage assess.Stage) *conversation.Sitting {
	a := &assess.Assessment{Format: assess.AssessmentFormat, Stage: stage, Status: assess.Draft}
	return &conversation.Sitting{Set: assesstest.Set(), A: a, Now: time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)}
}

func impactSteps(s *conversation.Sitting) (ids []string) {
	for _, st := range s.Steps() {
		if strings.HasPrefix(st.ID, "impact-") {
			ids = append(ids, strings.TrimPrefix(st.ID, "impact-"))
		}
	}
	return ids
}

func TestTheFullStageAsksWhatItHasChanged(t *testing.T) {
	all := strings.Fields("sleep work travel security phone children going-out money moved before")
	for _, tt := range []struct {
		name  string
		stage assess.Stage
		set   func(*assess.Assessment)
		want  []string
	}{
		{"not at first contact", assess.FirstContact, func(*assess.Assessment) {}, nil},
		{"in full, while it is open", assess.Full, func(*assess.Assessment) {}, all},
		{"in full, when they said yes", assess.Full, func(a *assess.Assessment) {
			a.Responses.Set("stalking", "life-changed", assess.Response{Answer: assess.Yes})
		}, all},
		{"not when nothing has changed", assess.Full, func(a *assess.Assessment) {
			a.Responses.Set("stalking", "life-changed", assess.Response{Answer: assess.No})
		}, nil},
		{"not about children if there are none", assess.Full, func(a *assess.Assessment) { a.Case.Children = assess.FactNo },
			slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == "children" })},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := impactSitting(t, tt.stage)
			tt.set(s.A)
			if got := impactSteps(s); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// The answers go into the note on what has changed, each part under its name, and
// the note loses nothing.
func TestWhatItHasChangedIsWrittenIntoTheNote(t *testing.T) {
	s := impactSitting(t, assess.Full)
	s.A.Responses.Set("stalking", "life-changed", assess.Response{Answer: assess.Yes, Note: "she said so first"})
	tell := func(id, text string) {
		t.Helper()
		st, ok := s.Find("impact-" + id)
		if !ok {
			t.Fatalf("no step %s", id)
		}
		s.Record(st, text)
		if after, _ := s.Find("impact-" + id); after.Answer != text {
			t.Errorf("%s gives back %q", id, after.Answer)
		}
	}
	tell("sleep", "since June, two hours a night;  her sister sees it")
	tell("money", "a new lock,\t12 June ")
	tell("sleep", "since May: two hours a night")
	note := func() string {
		r, _ := s.A.Responses.Of("stalking", "life-changed")
		if r.Answer != assess.Yes {
			t.Errorf("the answer is %q", r.Answer)
		}
		return r.Note
	}
	if want := "she said so first\nSleep and health: since May: two hours a night\nMoney: a new lock,\t12 June "; note() != want {
		t.Errorf("got  %q\nwant %q", note(), want)
	}
	tell("money", "")
	if want := "she said so first\nSleep and health: since May: two hours a night"; note() != want {
		t.Errorf("got  %q\nwant %q", note(), want)
	}
}

func TestANoteOnWhatHasChangedIsNoYes(t *testing.T) {
	s := impactSitting(t, assess.Full)
	st, _ := s.Find("impact-work")
	s.Record(st, "left the late shift in March")
	r, _ := s.A.Responses.Of("stalking", "life-changed")
	if r.Answer != assess.NotAsked || r.Note != "Work or study: left the late shift in March" {
		t.Errorf("got %+v", r)
	}
	if got := assess.Score(s.Set, s.A).Completeness.Answered; got != 0 {
		t.Errorf("%d answered", got)
	}
}
