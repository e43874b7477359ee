package line

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// hold answers every question of a stage with the first of the values that it offers, up
// to the last step, and counts how often each was asked.
func hold(t *testing.T, s *session.Session, asked map[string]int, values ...string) {
	t.Helper()
	for range 500 {
		st := s.Step()
		if st.Kind == conversation.FinishStep {
			return
		}
		asked[st.ID]++
		offers := func(v string) bool {
			return slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Value == v })
		}
		at := slices.IndexFunc(values, offers)
		switch {
		case st.Kind == conversation.ReviewStep || offers(conversation.AddEntry):
			s.Skip()
		case st.Kind == conversation.ConfirmStep:
			s.ConfirmHeld(st, st.Parts)
		case st.Kind != conversation.ChoiceStep:
			s.Put(st, "WORDS")
		case at >= 0:
			s.Put(st, values[at])
		default:
			s.Put(st, st.Options[0].Value)
		}
	}
	t.Fatalf("no end after %d questions", len(asked))
}

// Three stages on one file: whatever the answers, none of them asks a question twice.
func TestNoStageAsksAgainWhatAnotherHasAsked(t *testing.T) {
	t.Parallel()
	for _, values := range [][]string{{"no"}, {"unknown"}, {"agree", "yes"}} {
		var d disk
		a := newCall()
		a.Stage = assess.Screen
		s := shipped(t, &d, a, time.Time{})
		s.Put(mustFind(t, s, conversation.ModeStep), string(assess.OpenMode))
		asked := map[string]int{}
		for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
			if got := d.read(t).Stage; got != stage {
				t.Fatalf("%v: the stage is %q, want %q", values, got, stage)
			}
			hold(t, s, asked, values...)
			if stage != assess.Full {
				if err := s.GoOn(); err != nil {
					t.Fatal(err)
				}
			}
		}
		for id, n := range asked {
			if n > 1 {
				t.Errorf("%v: %s was asked %d times", values, id, n)
			}
		}
		if len(asked) < 90 {
			t.Errorf("%v: only %d questions were asked", values, len(asked))
		}
	}
}

// The same handler stops after each stage and goes on with the file: only what is true of
// one contact, or was not said yet, is asked again.
func TestAStageThatGoesOnLaterAsksOnlyAboutTheContactAgain(t *testing.T) {
	t.Parallel()
	var d disk
	a := newCall()
	a.Stage = assess.Screen
	s := shipped(t, &d, a, time.Time{})
	asked := map[string]int{}
	for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
		hold(t, s, asked, "agree", "finished", "no")
		a := d.read(t)
		a.Stage, a.Status = stage.Next(), assess.Draft
		s = shipped(t, &d, a, a.AssessedAt.Time())
		s.ConfirmCaller()
	}
	for _, id := range []string{"safe-to-talk", "near-now", "ended", "ended-before", "hear-before-danger", "hear-before-own-life", "contact-mode", "next-hours"} {
		delete(asked, id)
	}
	for id, n := range asked {
		if n > 1 {
			t.Errorf("%s was asked %d times", id, n)
		}
	}
}

func mustFind(t *testing.T, s *session.Session, id string) conversation.Step {
	t.Helper()
	st, ok := s.Anywhere(id)
	if !ok {
		t.Fatalf("there is no step %s", id)
	}
	return st
}

// A screen says whether this may be stalking, never a level, and never that it is not.
func TestAScreenGivesNoLevel(t *testing.T) {
	t.Parallel()
	level := regexp.MustCompile(`(?i)\b(level:|moderate|high\b|low\b|baseline|escalation|not stalking|last four weeks)`)
	for answers, want := range map[string]string{
		"n n n n n n n n": "Is it stalking? Not enough to say yet. One report may be part of a pattern",
		"y y n n n n n n": "Is it stalking? Treat and record as stalking.",
		"n n n n n n y n": "Is it stalking? May be stalking: keep asking.",
	} {
		var d disk
		a := newCall()
		a.Stage = assess.Screen
		s := shipped(t, &d, a, time.Time{})
		lines := append([]string{"y", "s", "n", "Flowers on the car.", "."}, strings.Fields(answers)...)
		out, err := say(s, append(lines, "level", "r", "f", "f", "n", "1")...)
		if err != session.ErrStopped { //nolint:errorlint // it is returned as it is
			t.Errorf("%s: %v", answers, err)
		}
		_, shown, _ := strings.Cut(out, "== Safe to talk? ==") // what is before it is about every stage
		if got := level.FindAllString(strings.ReplaceAll(shown, "A screen gives no level", ""), -1); len(got) > 0 {
			t.Errorf("%s: it says %q:\n%s", answers, got, shown)
		}
		if !strings.Contains(strings.Join(strings.Fields(shown), " "), want) {
			t.Errorf("%s: want %q:\n%s", answers, want, shown)
		}
		if a := d.read(t); !a.Draft() || a.Stage != assess.Screen || a.Contact.Ended != "finished" {
			t.Errorf("%s: it left status %q, stage %q, ended %q; want a draft of the screen", answers, a.Status, a.Stage, a.Contact.Ended)
		}
	}
}

// Somebody at the door stays the first thing, in a screen too; and one key goes on.
func TestAScreenSendsHelpAndGoesOnWithOneKey(t *testing.T) {
	t.Parallel()
	var d disk
	a := newCall()
	a.Stage = assess.Screen
	out, _ := say(shipped(t, &d, a, time.Time{}), "y", "s", "y", "s", "s", "s", "s", "s", "s", "s", "s", "Words.", ".", "y", "y", "y", "y", "y", "y", "y", "y", "y", "n", "n", "q", "1")
	if !strings.Contains(out, "ACT NOW") {
		t.Errorf("no ACT NOW:\n%s", out)
	}
	if a := d.read(t); a.Stage != assess.FirstContact || answer(a, "weapon") != assess.No {
		t.Errorf("stage %q, weapon %q; want the first contact to go on with danger:\n%s", a.Stage, answer(a, "weapon"), out)
	}
}
