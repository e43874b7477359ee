package session_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/cmd/internal/session"
)

// The next question waits until the disk has the answer, however long that takes, and
// meanwhile it is said.
func TestASlowSaveIsSaidAndTheNextQuestionWaitsForIt(t *testing.T) {
	t.Parallel()
	for name, result := range map[string]error{"saved": nil, "failed": errors.New("full")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { slowSave(t, result) }) // its clock goes on once the save waits
		})
	}
}

// slowSave answers a question whose save does not end until it is said to be slow.
func slowSave(t *testing.T, result error) {
	a := assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: assess.FirstContact,
		Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)),
	}
	set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
	said, ended := make(chan bool, 2), false
	s := session.Open(set, &a, time.Time{}, time.Now, func(*assess.Assessment) error {
		<-said // the disk does not answer until it is said
		ended = true
		return result
	})
	s.Slow = func() { said <- true }
	st := s.Step()
	first := st.ID
	_, err := s.Put(st, st.Options[0].Value)
	if !ended {
		t.Error("it did not wait for the disk")
	}
	now := s.Step()
	switch {
	case result == nil && (err != nil || now.ID == first):
		t.Errorf("saved, but the error is %v and the question %s", err, now.ID)
	case result != nil && (!errors.Is(err, session.ErrNotSaved) || now.ID != first || now.Answer != ""):
		t.Errorf("not saved, but the error is %v, the question %s and its answer %q", err, now.ID, now.Answer)
	}
	if len(said) > 0 {
		t.Error("it was said twice")
	}
}
