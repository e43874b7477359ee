package conversation_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

func siftedDraft(logs int) *conversation.Sitting {
	a := &assess.Assessment{Status: assess.Draft, Stage: assess.Full, MadeBy: assess.FromSift}
	for i := range logs {
		a.Incidents = append(a.Incidents, assess.Incident{Kind: "other", Reference: fmt.Sprint("L", i)})
	}
	a.TakeOver(assess.Assessor{Reference: "H1", Role: "officer"}, assess.Instant{})
	now := time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)
	return &conversation.Sitting{Set: assesstest.Set(), A: a, Now: now, Loaded: now.Add(-time.Hour)}
}

// A draft of the sift asks first whether its logs were read, and says which they are.
// Only a yes makes it a person's.
func TestADraftOfTheSiftAsksFirstWhetherItsLogsWereRead(t *testing.T) {
	for answer, unread := range map[string]bool{"yes": false, "no": true} {
		s := siftedDraft(2)
		first := s.Steps()[0]
		if !first.Silent || !strings.Contains(first.Prompt, "read the logs") || !strings.Contains(first.Prompt, "L0, L1") {
			t.Fatalf("the first step is %+v", first)
		}
		if !s.A.Unread() {
			t.Error("opening it counts as reading")
		}
		s.Record(first, answer)
		if got := s.A.Unread(); got != unread {
			t.Errorf("after %s: unread is %v", answer, got)
		}
		if again := s.Steps()[0]; again.ID != first.ID || again.Answer != answer || !again.Answered() {
			t.Errorf("after %s the step is %+v", answer, again)
		}
	}
}

// A no is asked again at the next opening; a yes is not, and can be taken back.
func TestWhetherTheLogsWereReadIsAskedUntilItIsYes(t *testing.T) {
	s := siftedDraft(20)
	first := s.Steps()[0]
	if !strings.Contains(first.Prompt, "12 more") {
		t.Errorf("twenty logs: %q", first.Prompt)
	}
	s.Record(first, "no")
	next := &conversation.Sitting{Set: s.Set, A: s.A, Now: s.Now, Loaded: s.Loaded}
	if again := next.Steps()[0]; again.ID != first.ID || again.Answered() {
		t.Errorf("after a no, the next opening begins with %q", again.Prompt)
	}
	next.Record(next.Steps()[0], "yes")
	next.Record(next.Steps()[0], "no")
	if !next.A.Unread() {
		t.Error("a yes cannot be taken back")
	}
	next.Record(next.Steps()[0], "yes")
	last := &conversation.Sitting{Set: s.Set, A: s.A, Now: s.Now, Loaded: s.Loaded}
	if st, asked := last.Find(first.ID); asked {
		t.Errorf("a draft that was read asks %q", st.Prompt)
	}
}
