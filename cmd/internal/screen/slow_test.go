package screen_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/screen"
)

// terminal keeps what is written to it.
type terminal struct{ bytes.Buffer }

func (*terminal) Close() error { return nil }
func (*terminal) Fd() uintptr  { return 0 }
func (*terminal) Name() string { return "" }

// While a save is slow the last line says so; with the answer saved, the whole screen is
// drawn again.
func TestASlowSaveIsSaidOnTheLastLine(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	var out terminal
	m := screen.New(d.s, screen.Options{Out: &out, Now: func() time.Time { return d.now }})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Slow()
	if !strings.Contains(out.String(), "\x1b[24;1H") || !strings.Contains(out.String(), present.Saving) {
		t.Fatalf("wrote %q", out.String())
	}
	_, cmd := m.Update(screen.KeepMsg())
	if !clears(cmd) {
		t.Error("the screen is not drawn again")
	}
	if _, cmd := m.Update(screen.KeepMsg()); clears(cmd) {
		t.Error("the screen is drawn again without need")
	}
}

// Letters that are typed during a slow save are the same story as those before it: what
// its first letter answered is taken back, and nothing goes to a question that nobody has
// seen.
func TestAStoryTypedDuringASlowSaveAnswersNothing(t *testing.T) {
	t.Parallel()
	for _, slow := range []time.Duration{100 * time.Millisecond, 400 * time.Millisecond, 3 * time.Second} {
		for _, story := range []string{"no he came round", "yes she thinks so", "not at work", "unsure; he was here", "sunny day, he waited", "nn he"} {
			for _, id := range []string{"fear", "weapon"} {
				d := open(t, quiet)
				d.goTo(id)
				before := d.stored()
				d.slow = slow
				d.tell(story, storyPace)
				d.slow = 0
				d.press("esc")
				after := d.stored()
				if got := d.note(id); got != story {
					t.Errorf("%q at %s, a save takes %v: the note is %q", story, id, slow, got)
				}
				for _, it := range after.Responses[0].Items {
					if was, _ := before.Responses.Of("stalking", it.Item); it.Answer.OrNotAsked() != was.Answer.OrNotAsked() || it.Item != id && it.Note != was.Note {
						t.Errorf("%q at %s, a save takes %v: %s is %+v; was %+v", story, id, slow, it.Item, it.Response, was)
					}
				}
				if got := d.s.Step().ID; got != id {
					t.Errorf("%q at %s, a save takes %v: %s is asked next", story, id, slow, got)
				}
			}
		}
	}
}

// A key that is pressed during a slow save was not pressed for the next question: it
// answers nothing and skips nothing, and the screen says so.
func TestAKeyDuringASlowSaveIsNotForTheNextQuestion(t *testing.T) {
	t.Parallel()
	for _, k := range []string{"y", "n", "u", "s"} {
		d := open(t, full)
		d.goTo("intrusion")
		d.duringTheSaveOf("y", k)
		first := d.s.Step()
		if first.ID == "intrusion" || first.Answer != "" {
			t.Errorf("%s during the save: at %s, answer %q", k, first.ID, first.Answer)
		}
		d.sees("Too quick", first.Prompt)
		if d.press(k); d.s.Step().ID == first.ID {
			t.Errorf("%s again: still at %s", k, first.ID)
		}
	}
}

// What is to be said to the caller next is not recorded as said by a key that was pressed
// before anybody could have read it.
func TestAKeyDuringASlowSaveSaysNothingToTheCaller(t *testing.T) {
	t.Parallel()
	d := advising(t, 80, 24)
	d.duringTheSaveOf("y", "p")
	if got := d.stored().AdviceGiven; len(got) != 0 {
		t.Errorf("recorded is %q", got)
	}
	d.sees("Too quick", "Tell them: Stay away from the weapon.")
	d.press("p")
	if got := d.stored().AdviceGiven; len(got) != 1 {
		t.Errorf("pressed again: recorded is %q", got)
	}
}

// duringTheSaveOf presses a key whose answer takes three seconds to save, and another
// meanwhile. As in a terminal, the screen is drawn after each.
func (d *handler) duringTheSaveOf(answer, meanwhile string) {
	d.slow = 3 * time.Second
	d.now = d.now.Add(time.Second)
	d.send(key(answer))
	d.m.View()
	d.slow = 0
	d.now = d.now.Add(time.Millisecond)
	d.send(key(meanwhile))
	d.m.View()
}

// clears reports whether a command clears the screen.
func clears(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, one := range msg {
			if clears(one) {
				return true
			}
		}
	default:
		return msg == tea.ClearScreen()
	}
	return false
}
