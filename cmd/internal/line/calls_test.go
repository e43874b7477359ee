package line

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/calltest"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// The scripted calls, line by line. What is read is everything from one prompt to the
// next, and Enter is not counted: every answer needs it here.
func TestScriptedCalls(t *testing.T) {
	t.Parallel()
	calltest.Play(t, func(t *testing.T, p *calltest.Talk) {
		h := &atPrompt{t: t, p: p, lines: make(chan string, 100)}
		err := Run(context.Background(), p.S, NewInput(h), h, Options{Width: 80, By: "H1"})
		if err != nil && !errors.Is(err, session.ErrStopped) {
			t.Fatal(err)
		}
		p.Look(h.out.String())
		reads(t, p)
	})
}

var update = flag.Bool("update", false, "rewrite the notes and pages of the scripted calls")

// pagesOf are the calls whose note and page are kept to be read: a knife, a neighbour,
// many accounts, and one that is cut off.
var pagesOf = []string{"1-knife-on-the-doorstep", "2-neighbour-and-bins", "3-many-accounts", "4-not-safe-then-cut-off"}

// reads compares the note and the page of a call with those that somebody has read.
func reads(t *testing.T, p *calltest.Talk) {
	t.Helper()
	if !slices.Contains(pagesOf, p.Name()) {
		return
	}
	name, got := filepath.Join("testdata", p.Name()+".golden"), p.Written()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; if it is right, run with -update\n%s", name, diff)
	}
}

// atPrompt plays a call line by line: it is what the session reads, and what it writes to.
type atPrompt struct {
	t     *testing.T
	p     *calltest.Talk
	out   bytes.Buffer // since the last prompt
	lines chan string
	left  string // of the line that is being read
	begun bool
}

func (h *atPrompt) Read(b []byte) (int, error) {
	if h.left == "" {
		l, ok := <-h.lines
		if !ok {
			return 0, io.EOF
		}
		h.left = l + "\n"
	}
	n := copy(b, h.left)
	h.left = h.left[n:]
	return n, nil
}

// Write answers each prompt.
func (h *atPrompt) Write(b []byte) (int, error) {
	if string(b) != "> " {
		return h.out.Write(b)
	}
	text := h.out.String()
	h.out.Reset()
	if !h.begun { // what explains the commands is read once, before the call
		h.begun = true
		_, text, _ = strings.Cut(text, "== ")
	}
	h.p.Drawn(text)
	h.act(h.p.Next(standing(text)))
	return len(b), nil
}

// standing splits what was said from what is said again at every question.
func standing(text string) (page, stands string) {
	var said, stood []string
	goesOn := false // it is the rest of a line that stands
	for _, l := range strings.Split(text, "\n") {
		goesOn = strings.HasPrefix(l, "*** ") || strings.HasPrefix(l, "! ") || goesOn && strings.HasPrefix(l, "  ") && !strings.HasPrefix(l, "  Not: ") && !strings.HasPrefix(l, "  (")
		if goesOn {
			stood = append(stood, l)
		} else {
			said = append(said, l)
		}
	}
	return strings.Join(said, "\n"), strings.Join(stood, "\n")
}

// says sends a line, and counts the keys of it that are beside free text.
func (h *atPrompt) says(line string, keys int) {
	h.p.Pressed(keys)
	h.lines <- line
}

func (h *atPrompt) act(a calltest.Act) {
	switch a.Kind {
	case calltest.Choose:
		h.says(a.Option.Key, 1)
	case calltest.Write:
		h.says(a.Text, 0)
		if a.Step.Kind == conversation.TextStep {
			h.says(".", 0)
		}
	case calltest.Pass:
		if a.Step.Page != "" && a.Step.Kind == conversation.ChoiceStep {
			h.says("next", 1)
			return
		}
		h.says("s", 1)
	case calltest.Incident:
		h.says("i "+strings.Join(a.Words, ", "), 1)
	case calltest.Stop:
		h.says("q", 1)
	case calltest.Command, calltest.Glance:
		for _, c := range present.Commands {
			if word, _, _ := strings.Cut(c.Line, " "); word == a.Text {
				h.says(word, 1)
				return
			}
		}
		h.t.Errorf("no command %q", a.Text)
	}
}
