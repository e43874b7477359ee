package line

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// goOn opens a reassessment of what is on the disk, five days later, and returns the
// earlier assessment too.
func goOn(t *testing.T, d *disk, stage assess.Stage) (*session.Session, *disk, *assess.Assessment) {
	t.Helper()
	earlier := d.read(t)
	set, _ := assesstest.Questionnaires().For(earlier, assess.Tool{})
	a := conversation.Reassess(earlier, set)
	now := noon.AddDate(0, 0, 5)
	a.ID, a.Stage, a.AssessedAt = "T2", stage, assess.InstantOf(now)
	next := &disk{}
	s := session.Open(set, &a, time.Time{}, func() time.Time { return now }, next.save)
	s.GoOnFrom(earlier)
	s.ConfirmCaller()
	return s, next, earlier
}

func TestAWholeReassessmentOfOneKeyAStep(t *testing.T) {
	t.Parallel()
	first := &disk{}
	if _, err := say(begin(first, assess.FirstContact), calm()...); err != nil {
		t.Fatal(err)
	}
	s, next, earlier := goOn(t, first, assess.FirstContact)
	lines := []string{"y", "n", "AND NOW HE WRITES.", ".", "/ relationship", "c"}
	for range 200 { // c confirms everything except what is asked again
		lines = append(lines, "c")
	}
	out, err := say(s, append(lines, "/ intrusion", "c")...)
	if !errors.Is(err, ErrEndOfInput) {
		t.Fatalf("ended with %v", err)
	}
	if !strings.Contains(out, "From 20 November 2026: no. Ask again.") || !strings.Contains(out, "From 20 November 2026: friend or acquaintance.") {
		t.Errorf("what was recorded is not shown:\n%s", out)
	}
	a := next.read(t)
	if a.FirstAccount != "THEY RING ME.\nAND NOW HE WRITES." {
		t.Errorf("the account is %q", a.FirstAccount)
	}
	for _, id := range []string{"weapon", "specific-threat", "more-often"} {
		if got := answer(a, id); got != assess.NotAsked {
			t.Errorf("%s is %q; c is not an answer to what is asked again", id, got)
		}
	}
	if r, _ := a.Responses.Of("stalking", "intrusion"); r.Answer != assess.No || r.At.Time().Before(noon.AddDate(0, 0, 5)) {
		t.Errorf("intrusion, confirmed, is %+v", r)
	}
	if earlier.FirstAccount != "THEY RING ME." {
		t.Error("the earlier assessment was changed")
	}
}

// A reassessment can be finished without changing anything. Everything is then there,
// with its earlier dates.
func TestNobodyHasToTellItAgain(t *testing.T) {
	t.Parallel()
	first := &disk{}
	if _, err := say(begin(first, assess.FirstContact), calm()...); err != nil {
		t.Fatal(err)
	}
	s, next, earlier := goOn(t, first, assess.FirstContact)
	if out, err := say(s, "y", "n", "/ judgement", "a", "f", "y", "1"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	a := next.read(t)
	if a.Status != assess.Complete || a.Previous != "T1" {
		t.Errorf("it is %q, of %q", a.Status, a.Previous)
	}
	for _, id := range []string{"intrusion", "fear", "threats"} {
		was, _ := earlier.Responses.Of("stalking", id)
		if is, _ := a.Responses.Of("stalking", id); is.Answer != was.Answer || is.At != was.At {
			t.Errorf("%s was %+v and is %+v", id, was, is)
		}
	}
}

// One key confirms an account or a line of text, as it does an answer.
func TestOneKeyConfirmsWhatWasWritten(t *testing.T) {
	t.Parallel()
	first := &disk{}
	if _, err := say(begin(first, assess.Full), "y", "s", "n", "He waits.", "Every day.", ".", "language=Polish", "interpreter=by phone", "reference=REF-1", "f", "y", "1"); err != nil {
		t.Fatal(err)
	}
	s, next, _ := goOn(t, first, assess.Full)
	out, _ := say(s, "y", "n", "c", "/ interpreter", "c", "q")
	a := next.read(t)
	if a.FirstAccount != "He waits.\nEvery day." || a.Contact.Interpreter != "by phone" {
		t.Errorf("the account is %q, the interpreter %q", a.FirstAccount, a.Contact.Interpreter)
	}
	if !strings.Contains(out, "From 20 November 2026. Leave it if it is still true.\n  | He waits.\n  | Every day.\n") {
		t.Errorf("what was recorded is not shown:\n%s", out)
	}
	if !strings.Contains(out, "  Recorded: by phone\n") {
		t.Errorf("the line that was recorded is not shown:\n%s", out)
	}
	for _, id := range []string{"first-account", "interpreter"} {
		if st, _ := s.Find(id); st.Confirm || !st.Answered() {
			t.Errorf("%s: %+v", id, st)
		}
	}
}

func TestTheReviewTellsApartWhatIsNotConfirmed(t *testing.T) {
	t.Parallel()
	first := &disk{}
	if _, err := say(begin(first, assess.FirstContact), calm()...); err != nil {
		t.Fatal(err)
	}
	s, _, _ := goOn(t, first, assess.FirstContact)
	out, _ := say(s, "y", "r")
	_, page, _ := strings.Cut(out, "Level: ")
	var heads []string
	for _, l := range strings.Split(page, "\n") {
		if strings.HasPrefix(l, "Unanswered (") || strings.HasPrefix(l, "From last time, not confirmed yet (") || strings.HasPrefix(l, "Answered (") {
			heads = append(heads, l[:strings.IndexByte(l, '(')])
		}
	}
	if want := []string{"Unanswered ", "From last time, not confirmed yet ", "Answered "}; !slices.Equal(heads, want) {
		t.Errorf("got %q, want %q", heads, want)
	}
}
