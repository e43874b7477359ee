package session_test

import (
	"errors"
	"testing"
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
			a := assess.Assessment{
				Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: assess.FirstContact,
				Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)),
			}
			set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
			said := make(chan string, 2)
			var s *session.Session
			first := ""
			s = session.Open(set, &a, time.Time{}, time.Now, func(*assess.Assessment) error {
				if at := <-said; at != first { // the disk does not answer until it is said
					t.Errorf("while %s was saved, %s was shown", first, at)
				}
				return result
			})
			st := s.Step()
			first = st.ID
			s.Slow = func() { said <- first }
			_, err := s.Put(st, st.Options[0].Value)
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
		})
	}
}
