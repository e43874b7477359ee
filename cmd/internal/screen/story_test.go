package screen_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"stalkrisk/cmd/internal/screen"
)

var minute = regexp.MustCompile(`saved [0-9:]+|[0-9]+ min +`)

// The story is written beside whatever is in hand, and answers none of it.
func TestTheStoryIsWrittenWhileTheQuestionStays(t *testing.T) {
	t.Parallel()
	const said = "any sign? no, 1 knife, he said y and n\nqfq"
	pages := map[string][]string{
		"a question": nil, "one that needs Enter": {"n"}, "the review": {"r"}, "the help": {"?"}, "the list": {"l"}, "removing": {"l", "x"}, "an entry": {"i"},
		"a field of text": {"i", "enter", "1", "enter", "h", "e"}, "going to": {"/", "f"}, "a note": {"w", "a"}, "a line": {"f", "enter"},
	}
	for name, lead := range pages {
		for _, size := range [][2]int{{80, 24}, {60, 16}, {120, 40}} {
			d := open(t, quiet+"incidents: [{at: 2026-11-01, kind: visit}]\n")
			d.size(size[0], size[1])
			d.goTo("fear")
			if name == "one that needs Enter" {
				d.goTo("near-now")
			}
			d.press(lead...)
			d.send(screen.KeepMsg())
			page, before := d.picture(), d.content()
			d.press("tab")
			d.write(said[:strings.Index(said, "\n")])
			d.press("enter")
			d.write("qfq")
			head := strings.Split(page, "\n")[2]
			if cut := strings.TrimSpace(strings.Split(head, "│")[0]); cut != "" && !strings.Contains(d.picture(), cut) {
				t.Errorf("%s at %v: %q is not in view beside the story:\n%s", name, size, cut, d.picture())
			}
			d.sees("The story", "qfq")
			d.press("tab")
			if got, want := d.stored().FirstAccount, "He waits outside.\n"+said; string(got) != want {
				t.Errorf("%s: the account is %q, want %q", name, got, want)
			}
			after := strings.Replace(d.content(), "first_account: |-\n  He waits outside.\n  any sign? no, 1 knife, he said y and n\n  qfq", "first_account: He waits outside.", 1)
			after = strings.Replace(after, "\n  - {}\n", "\n", 1) // of the entry that is in hand
			if after != before {
				t.Errorf("%s: something else was recorded:\n%s", name, differ(before, after))
			}
			if got := d.picture(); minute.ReplaceAllString(got, "") != minute.ReplaceAllString(page, "") {
				t.Errorf("%s at %v: the page is not as it was:\n%s\nwas\n%s", name, size, got, page)
			}
		}
	}
}

// What is typed in the story is on the disk within a second, and on every way out.
func TestTheStoryIsSavedAsItIsTyped(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.press("tab")
	d.write("A knife.")
	d.send(screen.KeepMsg())
	if got := d.stored().FirstAccount; got != "He waits outside.\nA knife." {
		t.Errorf("after the wait the account is %q", got)
	}
	d.full = true
	d.write(" Here.")
	d.send(screen.KeepMsg())
	d.press("esc")
	d.sees("Not saved yet, but your text is still here", "A knife. Here.") // it does not close
	d.full = false
	d.press("ctrl+c")
	if got := d.stored().FirstAccount; got != "He waits outside.\nA knife. Here." {
		t.Errorf("after Ctrl+C the account is %q", got)
	}
	d = open(t, quiet)
	d.goTo("fear")
	d.press("tab")
	d.write("X")
	if err := d.m.Leave(); err != nil { // the window closed
		t.Fatal(err)
	}
	if got := d.stored().FirstAccount; got != "He waits outside.\nX" {
		t.Errorf("after the window closed the account is %q", got)
	}
}

// Letters that go on after the story has closed answer nothing.
func TestLettersAfterTheStoryAnswerNothing(t *testing.T) {
	t.Parallel()
	for _, k := range []string{"tab", "esc"} {
		d := open(t, quiet)
		d.goTo("fear")
		d.press("tab")
		d.write("He came rou")
		d.press(k)
		before := d.stored().Responses
		d.tell("n", 200*time.Millisecond)
		d.settle()
		if after := d.stored().Responses; fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("after %s: %v, was %v", k, after, before)
		}
	}
}

// Writing the story early does not answer the question for it: it is still asked.
func TestTheAccountIsAskedForAlthoughTheStoryWasBegun(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("tab")
	d.write("By the gate.")
	d.press("tab", "y", "n", "enter")
	if got := d.s.Step().ID; got != "first-account" {
		t.Fatalf("%s is asked instead of the account", got)
	}
	d.sees("By the gate.")
	d.press("esc", "b", "esc")
	if got := d.s.Step().ID; got == "first-account" {
		t.Error("the account is asked for twice")
	}
}

// In silent mode, too, the handler can write down what they hear.
func TestTheStoryCanBeWrittenWhenTheyCannotTalk(t *testing.T) {
	t.Parallel()
	d := open(t, strings.Replace(quiet, `safe_to_talk: "yes"`, `safe_to_talk: "no", mode: silent`, 1))
	d.goTo("fear")
	d.press("tab")
	d.write("One tap.")
	d.sees("ACT NOW")
	d.press("esc")
	if got := d.stored().FirstAccount; got != "He waits outside.\nOne tap." {
		t.Errorf("the account is %q", got)
	}
}
