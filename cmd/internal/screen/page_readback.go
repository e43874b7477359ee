package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// readBack is the page from which the record is read back to the victim. Nothing of the
// record shows before the handler has said that it is the victim, alone.
type readBack struct {
	m         *model
	parts     []conversation.ReadPart
	confirmed bool

	top, h, n int
}

// readBack opens the page, or says why nothing may be read back now.
func (m *model) readBack() {
	parts, refused := m.s.ReadBack()
	if refused != "" {
		m.tell("! "+refused, true)
		return
	}
	m.tell("", false)
	m.follow = ""
	m.page = &readBack{m: m, parts: parts}
	m.shown = m.o.Now()
}

func (r *readBack) title() string { return "Read back to the victim" }

func (r *readBack) keys() []binding {
	back := binding{on: "esc", does: "back", do: then(func() { r.leave(present.ReadBackNotNow) })}
	if !r.confirmed {
		return append(answerKeys(r.m, present.ReadBackConfirmed, r.confirm), back, saveAndStop)
	}
	out := append(moves("more", r.h-1, r.n, r.move), binding{on: "space", do: then(func() { r.move(r.h - 1) })})
	return append(append(out, answerKeys(r.m, present.ReadBackRight, r.answer)...), back, saveAndStop)
}

func (r *readBack) confirm(o conversation.Option) tea.Cmd {
	if o.Value == "yes" {
		r.confirmed, r.m.shown = true, r.m.o.Now()
	} else {
		r.leave(present.ReadBackNotNow)
	}
	return nil
}

func (r *readBack) answer(o conversation.Option) tea.Cmd {
	m := r.m
	switch {
	case o.Value != "yes":
		fields := m.s.Correct()
		f := &form{m: m, head: "What they corrected", fields: fields}
		f.end = func() tea.Cmd { r.leave(present.ReadBackCorrected); return nil }
		m.open(f)
	case m.s.Agree() != nil:
		m.notSaved()
	default:
		m.saved()
		r.leave(present.ReadBackAgreed)
	}
	return nil
}

// leave returns to the question that was open.
func (r *readBack) leave(says string) {
	r.m.toStep()
	r.m.tell(says, false)
}

func (r *readBack) other(k tea.KeyMsg) tea.Cmd {
	r.m.noKey(k, notAnAnswer)
	return nil
}

func (r *readBack) move(by int) { r.top = max(0, min(r.top+by, r.n-r.h)) }

func (r *readBack) body(w, h int) []string {
	ask, options := conversation.BeforeReadBack, present.ReadBackConfirmed
	if r.confirmed {
		ask, options = r.m.s.AskRight(), present.ReadBackRight
	}
	asks := painted(r.m.look.strong, termtext.Wrap(ask, w))
	for _, o := range options {
		asks = append(asks, "  "+r.m.look.strong.Render(o.Key)+"  "+short(o.Label, w-6))
	}
	if !r.confirmed {
		return asks
	}
	var text []string
	for _, p := range r.parts {
		text = append(text, painted(r.m.look.strong, termtext.Wrap(p.Title, w))...)
		for _, l := range p.Lines {
			text = append(text, hang("  ", l, w)...)
		}
	}
	r.h, r.n = max(1, h-len(asks)-1), len(text)
	r.move(0)
	shows := filled(text[r.top:min(r.n, r.top+r.h)], r.h)
	return append(append(shows, rule(w)), asks...)
}
