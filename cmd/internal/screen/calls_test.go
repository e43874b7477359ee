package screen_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/calltest"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/screen"
)

// The scripted calls, on the full screen at 80 by 24. A handler reads the page, beside
// the level and above the keys; counted so, the calls took 40 to 47 screens and 2,500 to
// 3,400 words before first contact was put in its present order, and the knife on the
// doorstep reached ACT NOW after 15 screens and about 1,020 words.
func TestScriptedCalls(t *testing.T) {
	t.Parallel()
	calltest.Play(t, func(t *testing.T, p *calltest.Talk) {
		d := &handler{t: t, now: p.Now, s: p.S}
		d.m = screen.New(p.S, screen.Options{Now: func() time.Time { return d.now }, By: "H1"})
		d.size(80, 24)
		h := &onScreen{handler: d, p: p}
		for !h.over() {
			p.Drawn(d.picture())
			h.act(p.Next(pageOf(d.picture())))
		}
	})
}

// onScreen plays a call on the screen.
type onScreen struct {
	*handler
	p *calltest.Talk
}

func (h *onScreen) over() bool {
	finished, stopped, broken := h.m.Ended()
	if broken != nil {
		h.t.Fatal(broken)
	}
	return finished || stopped
}

// pageOf returns the title and the words beside the level, and what is above both.
func pageOf(picture string) (page, standing string) {
	lines := strings.Split(picture, "\n")
	title, _, _ := strings.Cut(strings.TrimSpace(lines[0]), "  ")
	said, stands := []string{title}, []string{}
	for _, l := range lines[2:] {
		left, _, beside := strings.Cut(l, "│")
		switch {
		case strings.HasPrefix(l, "────"):
			return strings.Join(said, "\n"), strings.Join(stands, "\n")
		case beside:
			said = append(said, strings.TrimSpace(left))
		default:
			stands = append(stands, strings.TrimSpace(l))
		}
	}
	return picture, ""
}

// keys presses keys that count.
func (h *onScreen) keys(keys ...string) {
	h.p.Pressed(len(keys))
	for _, k := range keys {
		h.press(k)
		h.p.Now = h.now
		h.p.Look(h.spoken())
	}
}

func (h *onScreen) act(a calltest.Act) {
	switch a.Kind {
	case calltest.Choose:
		h.keys(a.Option.Key)
		if a.Step.WithEnter {
			h.keys("enter")
		}
	case calltest.Write:
		h.write(a.Text)
		h.p.Pressed(-1) // what ends a text belongs to it
		h.leave(a.Step)
	case calltest.Pass:
		h.leave(a.Step)
	case calltest.Incident:
		h.keys("i")
		for _, w := range a.Words {
			h.write(w)
			h.p.Pressed(-1)
			h.keys("enter")
		}
	case calltest.Stop:
		h.keys("q")
	case calltest.Command:
		h.command(a.Text)
	case calltest.Glance:
		h.command(a.Text)
		h.keys("esc")
	}
}

// leave leaves a step without an answer, or a field of text.
func (h *onScreen) leave(st conversation.Step) {
	if st.Kind == conversation.ReviewStep || st.Kind == conversation.ChoiceStep && st.Page == "" {
		h.keys("s")
		return
	}
	if st.Kind == conversation.TextStep {
		h.keys("esc")
		return
	}
	h.now = h.now.Add(time.Second) // reads what stays without an answer
	h.keys("enter")
}

func (h *onScreen) command(line string) {
	for _, c := range present.Commands {
		if word, _, _ := strings.Cut(c.Line, " "); word == line {
			h.keys(c.Key)
			return
		}
	}
	h.t.Fatalf("no command %q", line)
}
