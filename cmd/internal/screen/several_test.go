package screen_test

import (
	"strings"
	"testing"
	"time"
)

// parties opens the page of several questions about who is calling, and about whom.
func parties(t testing.TB) *handler {
	d := open(t, strings.NewReplacer("caller: victim\n", "", `relationship: acquaintance, children: "no", suspect_access: "no"`, `children: "yes", pregnant: "no"`).Replace(quiet))
	d.goTo("caller")
	return d
}

func TestAPageOfSeveralQuestionsHasARowForEach(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 16}, {120, 40}} {
		d := parties(t)
		d.size(size[0], size[1])
		d.sees("> Who is calling?", "the person at risk", "Other person –", "Children, pregnant") // what is known is filled in
		d.press("1")
		d.sees("Caller the person at risk", "> Who are they to you?", "former partner", "not known")
		d.press("down", "n")
		if got := d.stored(); got.Caller != "victim" || got.Case.Children != "no" || got.Case.Relationship != "" {
			t.Errorf("caller %q, children %q, relationship %q", got.Caller, got.Case.Children, got.Case.Relationship)
		}
	}
}

// Enter goes on, and what has no answer is left without one; but not the Enter that
// somebody presses out of habit after an answer.
func TestEnterLeavesAPageOfSeveralQuestions(t *testing.T) {
	t.Parallel()
	d := parties(t)
	d.press("1", "enter")
	if got := d.s.Step().ID; got != "relationship" {
		t.Fatalf("Enter after an answer went to %s", got)
	}
	d.press("enter")
	if got := d.s.Step().Page; got == "parties" {
		t.Fatalf("Enter stayed on %s", got)
	}
	d.sees("2 rows left for later.")
	if got := d.stored().Case.Relationship; got != "" {
		t.Errorf("Enter recorded %q", got)
	}
}

// A key that is held down, or letters of a story, answer no other row.
func TestAStrayKeyAnswersNoOtherRow(t *testing.T) {
	t.Parallel()
	d := parties(t)
	d.press("1")
	for i := range 5 { // held: keyboards wait before the first repeat
		d.now = d.now.Add(50 * time.Millisecond)
		if i == 0 {
			d.now = d.now.Add(400 * time.Millisecond)
		}
		d.send(key("1"))
	}
	if got := d.stored(); got.Caller != "victim" || got.Case.Relationship != "" {
		t.Errorf("a key held down: caller %q, relationship %q", got.Caller, got.Case.Relationship)
	}
	d = parties(t)
	d.tell("1 of them knows", storyPace)
	d.press("esc")
	if got := d.stored(); got.Caller != "" || got.Case.Relationship != "" || string(got.FirstAccount) != "He waits outside.\n1 of them knows" {
		t.Errorf("a story: caller %q, relationship %q, account %q", got.Caller, got.Case.Relationship, got.FirstAccount)
	}
	d.sees("> Who is calling?")
}

// What is said of an answer is whole in the smallest window: it may say what must not be
// done.
func TestWhatIsSaidOfAnAnswerIsWholeInASmallWindow(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		d := parties(t)
		d.size(size[0], size[1])
		d.press("2")
		d.sees("Read them nothing that the file holds. Their no is recorded as not known, unless they saw for themselves that it is a no: press 1.", "> Who are they to you?", "not known")
	}
}
