package line

import (
	"strings"
	"testing"

	"stalkrisk/assess"
)

// The story is written at any question, which stays as it is and is asked again; it is
// never an answer, not even where a line of text is asked for.
func TestTheStoryIsWrittenAtAnyQuestion(t *testing.T) {
	t.Parallel()
	d := &disk{}
	s := begin(d, assess.FirstContact)
	out, _ := say(s, "story no, he is not here", "y", "s", "n", "Story y", "He came.", ".", "/ reference", "story f", "i", "", "visit", "story n", ".")
	a := d.read(t)
	if got, want := string(a.FirstAccount), "no, he is not here\ny\nHe came.\nf\nn"; got != want && got != strings.Replace(want, "\ny\n", "\nStory y\n", 1) {
		t.Errorf("the account is %q, want %q", got, want)
	}
	if a.Case.Reference != "" || len(a.Incidents) != 1 || answer(a, "near-now") != assess.No {
		t.Errorf("reference %q, %d incidents, near %q:\n%s", a.Case.Reference, len(a.Incidents), answer(a, "near-now"), out)
	}
	if !strings.Contains(out, "Tell me what has happened, and") {
		t.Errorf("the account was not asked for, since the story was begun before:\n%s", out)
	}
}

// Whoever cannot see the screen hears what was recorded.
func TestLineModeSaysWhatWasRecorded(t *testing.T) {
	t.Parallel()
	out, _ := say(begin(&disk{}, assess.FirstContact), "y", "s", "n", "s", "fear=d", "reference=MADE-UP-1", "/ fear", "n")
	for _, want := range []string{"recorded: yes", "recorded: no", "recorded: won't say", "recorded: MADE-UP-1"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
}

// No id of a question is shown to people: they find questions by words.
func TestLineModeShowsNoIDs(t *testing.T) {
	t.Parallel()
	s := begin(&disk{}, assess.Full)
	var ids []string
	for _, st := range s.Steps() {
		if strings.Contains(st.ID, "-") {
			ids = append(ids, st.ID)
		}
	}
	out, _ := say(s, "y", "s", "y", "?", "He waits.", ".", "r", "?", "level", "weapon=perhaps", "threats-grave=y", "language", "Urdu", "entry")
	for _, id := range ids {
		if strings.Contains(out, id) {
			t.Errorf("%s is shown:\n%s", id, out)
		}
	}
}

// What lies behind the level, the language and how long it has taken are asked for by
// words, and so is the log entry.
func TestLineModeHasTheLevelTheLanguageAndTheLogEntry(t *testing.T) {
	t.Parallel()
	d := &disk{}
	s := begin(d, assess.FirstContact)
	out, _ := say(s, "entry", "y", "s", "n", "level", "language", "Urdu", "s")
	for _, want := range []string{"There is no log entry here.", "Could be high.", "The answers so far establish low; it could reach HIGH.", "Answered: 1 of", "0 min since the contact began", "Which language"} {
		if !strings.Contains(out, want) {
			t.Errorf("it does not say %q:\n%s", want, out)
		}
	}
	if got := d.read(t).Contact.Language; got != "Urdu" {
		t.Errorf("the language is %q", got)
	}
	s.LogEntry = func() string { return "STALKING HIGH. Ref MADE-UP-1" }
	if out, _ = say(s, "e"); !strings.Contains(out, "\n> STALKING HIGH. Ref MADE-UP-1\n") {
		t.Errorf("the log entry is not a line of its own:\n%s", out)
	}
}
