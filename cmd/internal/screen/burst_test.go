package screen_test

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/screen"
)

// burst sends a text as a terminal does that does not mark pastes: each word, space,
// tab and line end is a message of its own, all at once.
func (d *handler) burst(text string) {
	word := ""
	end := func() {
		if word != "" {
			d.send(key(word))
			word = ""
		}
	}
	d.now = d.now.Add(time.Second)
	for _, r := range text {
		switch r {
		case ' ':
			end()
			d.send(key(" "))
		case '\n':
			end()
			d.send(key("enter"))
		case '\t':
			end()
			d.send(key("tab"))
		default:
			word += string(r)
		}
	}
	end()
}

// A paste without marks is one edit: nothing of it is lost, it is saved with the next
// save, and one undo removes it.
func TestABurstOfTextIsOneEdit(t *testing.T) {
	t.Parallel()
	for _, n := range []int{10_000, 100_000} {
		text := strings.Repeat("he came at nine \u201cas ever\u201d;\n\tshe did not answer, and he left. ", n/60+1)[:n]
		text = strings.ToValidUTF8(text, "")
		d := open(t, strings.Replace(quiet, "first_account: He waits outside.\n", "", 1)) // which asks for it at once
		saves := d.saves
		d.burst(text)
		if d.saves != saves {
			t.Errorf("%d characters: saved %d times while they came", n, d.saves-saves)
		}
		d.settle()
		d.send(screen.KeepMsg())
		if got := string(d.stored().FirstAccount); got != text {
			t.Errorf("%d characters became %d", len(text), len(got))
		}
		if d.saves > saves+1 {
			t.Errorf("%d characters: saved %d times; want once", n, d.saves-saves)
		}
		d.press("ctrl+z", "ctrl+z", "esc") // the first word, and the rest
		if got := string(d.stored().FirstAccount); got != "" {
			t.Errorf("after undo there are %d characters", len(got))
		}
	}
}

// However a burst ends, what came of it is saved.
func TestABurstIsKeptHoweverItEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*handler){
		"the window closes": func(*handler) {}, "ctrl+c": func(d *handler) { d.press("ctrl+c") }, "esc": func(d *handler) { d.press("esc") },
		"a save is due": func(d *handler) { d.send(screen.KeepMsg()) }, "a paste": func(d *handler) { d.send(paste("")); d.press("esc") },
	} {
		d := open(t, quiet)
		d.goTo("fear")
		d.press("w")
		d.burst("he rang at nine and at ten")
		end(d)
		if err := d.m.Leave(); err != nil {
			t.Fatal(err)
		}
		if got := d.note("fear"); got != "he rang at nine and at ten" {
			t.Errorf("%s: the note is %q", name, got)
		}
	}
}

// In a field of one line, a line end in a burst is a space and does not leave the field;
// pressed by a person it leaves it.
func TestALineEndInABurstDoesNotLeaveTheField(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("reference")
	d.press("ctrl+u")
	d.burst("NP 12\nof May\tsecond\n")
	d.settle()
	d.sees("That key came too quickly")
	if got := d.s.Step().ID; got != "reference" {
		t.Fatalf("went on to %s", got)
	}
	d.press("enter")
	if got := d.stored().Case.Reference; got != "NP 12 of May\tsecond" {
		t.Errorf("the reference is %q", got)
	}
	d = open(t, quiet)
	d.press("i")
	d.press("enter")
	d.write("visit")
	d.press("enter")
	d.burst("Northshire\nand Southshire")
	d.settle()
	d.press("esc")
	if in := d.stored().Incidents; len(in) != 1 || in[0].Place != "Northshire and Southshire" {
		t.Errorf("incidents are %+v", in)
	}
}

// A burst at a question is a story: nothing is answered, and all of it is in the note.
func TestABurstAtAQuestionGoesIntoItsNote(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("not now, yes under the window\nno ", 300)
	for name, send := range map[string]func(*handler){
		"without marks": func(d *handler) { d.burst(text); d.settle() },
		"with marks":    func(d *handler) { d.now = d.now.Add(time.Second); d.send(paste(text)) },
	} {
		d := open(t, quiet)
		d.goTo("fear")
		before := given(d.stored())
		send(d)
		d.press("esc")
		if got := d.note("fear"); got != text {
			t.Errorf("%s: %d characters became %d: %.80q", name, len(text), len(got), got)
		}
		if given(d.stored()) != before {
			t.Errorf("%s: something was answered", name)
		}
	}
}

// Text longer than a field may be is kept, and it is said.
func TestABurstBeyondTheLimitIsKeptAndSaid(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.press("w")
	text := strings.Repeat("word ", 2100)
	d.burst(text)
	d.settle()
	d.sees("! 10500 characters; the limit is 10000. All of it is kept")
	d.press("esc")
	if !strings.Contains(string(d.bytes), text) {
		t.Error("it is not kept")
	}
	// More lines than the field can show are kept too.
	d = open(t, strings.Replace(quiet, "first_account: He waits outside.\n", "", 1))
	lines := strings.Repeat("nine\n", 12_000)
	d.now = d.now.Add(time.Second)
	d.send(paste(lines))
	d.press("esc")
	if got := d.stored().FirstAccount; got != assess.Account(lines) {
		t.Errorf("%d lines became %d", strings.Count(lines, "\n"), strings.Count(string(got), "\n"))
	}
}

// While text comes faster than it can be drawn, it is not drawn.
func TestABurstIsDrawnOnce(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.press("w", "x")
	before := d.m.View()
	for _, k := range []string{"y", "z"} {
		d.send(key(k))
		if d.m.View() != before {
			t.Errorf("drawn again at %s", k)
		}
	}
	d.settle()
	d.sees("xyz")
	d.send(tea.KeyMsg{Type: tea.KeyEsc})
	if got := d.note("fear"); got != "xyz" {
		t.Errorf("the note is %q", got)
	}
}
