package session_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
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

// Whatever is done while the steps and the result are worked out once, they are those of
// what was done.
func TestNothingThatIsDoneLeavesOldSteps(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := &call{t: t, now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
		c.open(false)
		does := map[string]func(){
			"answer": func() { c.answer(c.s.Step()) },
			"skip":   func() { c.s.Skip() },
			"leave": func() {
				if page, ok := c.s.Page(); ok {
					c.s.Leave(page)
				}
			},
			"confirm": func() {
				if st := c.s.Step(); st.Kind == conversation.ConfirmStep {
					c.s.ConfirmHeld(st, st.Parts[:1])
				}
			},
			"take back": func() {
				mark := c.s.Mark()
				c.answer(c.s.Step())
				_ = c.s.TakeBack(mark)
			},
			"hand over": func() { c.s.HandedOver() },
			"incident": func() {
				for _, f := range c.s.Fields("incidents") {
					_ = f.Set(rapid.SampledFrom([]string{"today", "weapon", "grave_threat"}).Draw(t, "what"))
				}
			},
			"help": func() { c.s.Beside(conversation.HelpStep) },
		}
		names := []string{"answer", "answer", "answer", "skip", "leave", "confirm", "take back", "hand over", "incident", "help"}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			c.now = c.now.Add(time.Minute)
			c.full = rapid.IntRange(0, 9).Draw(t, "full") == 0
			if rapid.IntRange(0, 19).Draw(t, "reopens") == 0 && len(c.bytes) > 0 {
				c.open(true)
				c.s.HandedOver()
			}
			did := rapid.SampledFrom(names).Draw(t, "does")
			var inside []conversation.Step
			var scored assess.Result
			c.s.Still(func() {
				c.s.Steps()
				c.s.Result()
				does[did]()
				inside, scored = c.s.Steps(), c.s.Result()
			})
			if outside := c.s.Steps(); !reflect.DeepEqual(inside, outside) {
				t.Fatalf("after %s the steps are still those of before", did)
			}
			before, _ := json.Marshal(scored)
			if after, _ := json.Marshal(c.s.Result()); !bytes.Equal(before, after) {
				t.Fatalf("after %s the result is still that of before", did)
			}
		}
	})
}
