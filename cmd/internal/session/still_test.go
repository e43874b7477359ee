package session_test

import (
	"os"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/cmd/internal/session"
)

// What is worked out once for a picture must not outlive an answer.
func TestAnAnswerIsSeenWhereTheStepsAreWorkedOutOnce(t *testing.T) {
	t.Parallel()
	a := assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: assess.FirstContact,
		Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)),
	}
	set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
	full := false
	s := session.Open(set, &a, time.Time{}, time.Now, func(*assess.Assessment) error {
		if full {
			return os.ErrPermission
		}
		return nil
	})
	answer := func(id string) string {
		st, ok := s.Find(id)
		if !ok {
			t.Fatalf("%s is not asked", id)
		}
		return st.Answer
	}
	s.Still(func() {
		first := s.Step()
		if answer(first.ID) != "" {
			t.Fatal("answered before it was asked")
		}
		full = true
		if _, err := s.Put(first, first.Options[0].Value); err == nil || answer(first.ID) != "" {
			t.Errorf("not saved, but the answer is %q", answer(first.ID))
		}
		full = false
		if _, err := s.Put(first, first.Options[0].Value); err != nil || answer(first.ID) != first.Options[0].Value {
			t.Errorf("answered %q, %v; want %q", answer(first.ID), err, first.Options[0].Value)
		}
	})
}
