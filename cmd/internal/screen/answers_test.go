package screen_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// Only a key press records an answer.

// full is a case that asks every kind of step.
const full = `stage: full
dash_asked: always
assessor: {reference: H1, role: officer}
case: {reference: MADE-UP-1, relationship: former_partner, children: "yes"}
contact: {safe_to_talk: "yes"}
caller: victim
first_account: He waits outside.
responses:
  stalking: {near-now: "no", approach: "yes"}
  dash: {q01: "yes"}
`

// huh v1.0.0 writes the first option of a select into the bound value, and again when
// the cursor moves. Here, looking, moving, resizing the window and keys that are not
// answers must record nothing, at any step.
func TestLookingAndMovingRecordsNothing(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	before := d.content()
	for _, st := range d.s.Steps() {
		d.s.Go(st)
		d.m.Show()
		text := st.Kind == conversation.TextStep || st.Kind == conversation.LineStep
		for _, size := range [][2]int{{60, 16}, {80, 24}, {40, 10}, {120, 40}} {
			d.size(size[0], size[1])
			d.m.View()
		}
		d.size(80, 24)
		for _, k := range []string{"up", "down", "pgup", "pgdown", "home", "end", "ctrl+d", "ctrl+e", "ctrl+v"} {
			d.press(k)
			d.m.View()
		}
		switch {
		case st.Kind == conversation.ReviewStep:
			d.press(" ", "x", "z", "/", "?", "esc")
		case !text:
			d.press("enter", " ", "?", "esc", "/", "down", "esc", "x", "z", "/")
		}
	}
	if after := d.content(); after != before {
		t.Errorf("something was recorded; was\n%s\nis\n%s", before, after)
	}
}

func TestOneKeyAnswersAndMovesOn(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y")
	d.sees("Are they nearby", "Safe to talk: yes.", "saved 12:00")
	d.press("n", "enter", "esc")
	if got := d.answered("near-now"); got != assess.No {
		t.Errorf("near-now is %q on the disk; want no", got)
	}
	d.press("n") // nobody hears
	for _, k := range []string{"y", "n", "u", "d"} {
		st := d.s.Step()
		d.press(k)
		want := map[string]assess.Answer{"y": assess.Yes, "n": assess.No, "u": assess.Unknown, "d": assess.Declined}[k]
		if got := d.answered(st.ID); got != want {
			t.Errorf("%s on %s stored %q; want %q", k, st.ID, got, want)
		}
		if d.s.Step().ID == st.ID {
			t.Errorf("%s on %s did not move on", k, st.ID)
		}
	}
	d.goTo("caller")
	d.press("1", "1", "1", "n") // one key for each row of the page, without Enter
	a := d.stored()
	if a.Caller != "victim" || a.Case.Relationship != "former_partner" || a.Case.Children != "yes" || a.Case.SuspectAccess != "no" {
		t.Errorf("caller %q, relationship %q, children %q, access to records %q", a.Caller, a.Case.Relationship, a.Case.Children, a.Case.SuspectAccess)
	}
	if d.s.Step().Page == "parties" {
		t.Error("the last key did not leave the page")
	}
}

// A key pressed for the previous question, held down, pasted or sent with others is not
// an answer to this question.
func TestWhatIsNoKeyPressForThisQuestionIsNoAnswer(t *testing.T) {
	t.Parallel()
	soon := func(d *handler, k string, after time.Duration) {
		d.now = d.now.Add(after)
		d.send(key(k))
	}
	for name, act := range map[string]func(*handler){
		"a key as soon as the question shows": func(d *handler) { d.press("y"); soon(d, "n", 50*time.Millisecond) },
		"a key held down": func(d *handler) {
			d.press("y")
			for range 30 {
				soon(d, "y", 33*time.Millisecond)
			}
		},
		"a paste":                 func(d *handler) { d.press("y"); d.now = d.now.Add(time.Second); d.send(paste("n")) },
		"a paste of many":         func(d *handler) { d.press("y"); d.now = d.now.Add(time.Second); d.send(paste("y\ny\ny\n")) },
		"several letters at once": func(d *handler) { d.press("y", "nn") },
		"a letter with Alt": func(d *handler) {
			d.press("y")
			d.now = d.now.Add(time.Second)
			d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("n"), Alt: true})
		},
		"a key after the window became large enough": func(d *handler) {
			d.press("y")
			d.size(30, 8)
			d.press("n")
			d.size(80, 24)
			soon(d, "n", 10*time.Millisecond)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, "")
			act(d)
			if got := d.answered("near-now"); got != "" {
				t.Errorf("near-now is %q; want no answer", got)
			}
			if a := d.stored(); a.Contact.SafeToTalk != "yes" {
				t.Error("the previous answer is lost")
			}
		})
	}
}

func TestAnAnswerThatCannotBeSavedIsNotTaken(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y")
	d.full = true
	d.press("y", "enter")
	d.sees("Not saved, so not recorded", "Are they nearby")
	d.full = false
	d.press("n", "enter")
	if got := d.answered("near-now"); got != assess.No {
		t.Errorf("near-now is %q; want no", got)
	}
}

// Whatever keys are pressed, there is no panic, the picture fits, the file can be read,
// and every answer came from its own key.
func TestAnyKeys(t *testing.T) {
	t.Parallel()
	keys := append(slices.Sorted(func(yield func(string) bool) {
		for k := range named {
			if k != "ctrl+c" && !yield(k) {
				return
			}
		}
	}), "y", "n", "u", "d", "s", "b", "w", "+", "i", "/", "r", "?", "f", "1", "2", "3", "a", "h", "l", " ", "ä", "violence", "2026-11-01")
	rapid.Check(t, func(r *rapid.T) {
		d := open(t, rapid.SampledFrom([]string{"", full}).Draw(r, "case"))
		given := 0 // keys that may have answered
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keys), 1, 60).Draw(r, "keys") {
			if rapid.IntRange(0, 15).Draw(r, "resize") == 0 {
				d.size(rapid.IntRange(1, 130).Draw(r, "w"), rapid.IntRange(1, 45).Draw(r, "h"))
			}
			d.press(k)
			fits(t, d)
			if _, _, broken := d.m.Ended(); broken != nil {
				r.Fatalf("%s broke the screen: %v", k, broken)
			}
			if len(k) == 1 {
				given++
			}
		}
		n := 0
		for _, set := range d.stored().Responses {
			for _, it := range set.Items {
				if it.Answer != assess.NotAsked && it.Answer != "" {
					n++
				}
			}
		}
		if had := strings.Count(full, "\"yes\""); n > given+had+2 {
			r.Fatalf("%d answers from %d keys", n, given)
		}
	})
}

// fits checks that the picture has no more lines and cells than the window:
// bubbletea drops the first lines of one that is too high.
func fits(t testing.TB, d *handler) {
	t.Helper()
	w, h := d.m.Size()
	fitsIn(t, d.picture(), w, h)
}

// fitsIn checks that a picture is no larger than its window.
func fitsIn(t testing.TB, picture string, w, h int) {
	t.Helper()
	lines := strings.Split(picture, "\n")
	if len(lines) > h {
		t.Fatalf("%d lines in a window of %d:\n%s", len(lines), h, picture)
	}
	for i, l := range lines {
		if n := cells(l); n > w {
			t.Fatalf("line %d has %d cells in a window of %d:\n%s", i+1, n, w, picture)
		}
	}
}

// Every question is shown in full with all its answers, at every size that accepts
// answers. (huh pushes options off a small screen, where the arrows still change the
// answer.)
func TestEveryQuestionShowsWholeWithAllItsAnswers(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	for _, size := range [][2]int{{60, 16}, {79, 24}, {80, 23}, {80, 24}, {100, 30}, {120, 40}, {200, 60}} {
		for _, st := range d.s.Steps() {
			d.s.Go(st)
			d.m.Show()
			d.size(size[0], size[1])
			fits(t, d)
			if st.Kind == conversation.ReviewStep {
				continue
			}
			at := fmt.Sprintf("%s at %dx%d", st.ID, size[0], size[1])
			said := d.spoken()
			if !strings.Contains(said, strings.Join(strings.Fields(st.Prompt), " ")) {
				t.Errorf("%s: the question is not shown in full:\n%s", at, d.picture())
			}
			for _, o := range st.Options {
				if !strings.Contains(said, " "+o.Key+" "+short(o.Label)) {
					t.Errorf("%s: answer %s is not shown:\n%s", at, o.Key, d.picture())
				}
			}
		}
	}
}

// short returns the part of a label that is always shown.
func short(label string) string { return label[:min(len(label), 12)] }
