package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// begun is a page that offers to go on with a form that somebody began and did not
// finish.
type begun struct {
	m    *model
	form conversation.Begun
}

// offerBegun shows the first form that was begun and not finished, if there is one.
func (m *model) offerBegun() {
	if all := m.s.Begun(); len(all) > 0 {
		m.page = &begun{m, all[0]}
	}
}

func (b *begun) title() string { return "Not finished" }

func (b *begun) body(w, _ int) []string {
	out := painted(b.m.look.strong, termtext.Wrap(present.Began(b.form), w))
	return append(append(out, ""), termtext.Wrap("Enter goes on with it. Esc leaves it for later: it is offered again until it is finished.", w)...)
}

func (b *begun) keys() []binding {
	return []binding{
		{on: "enter", does: "go on with it", do: func(k tea.KeyMsg) tea.Cmd {
			if b.m.tooQuick(k) {
				return nil
			}
			b.goOn()
			return nil
		}},
		{on: "esc", does: "later", do: then(b.m.toStep)},
		saveAndStop,
	}
}

func (b *begun) other(tea.KeyMsg) tea.Cmd { return nil }

// goOn opens the form at the first field with something typed, or else after the last
// one with something recorded. Another level is set from its question, as always.
func (b *begun) goOn() {
	m := b.m
	if b.form.Step == "judgement" {
		m.goTo(b.form.Step)
		m.tell("Choose again: what you wrote is still there.", false)
		return
	}
	f := &form{m: m, head: heads.Get()[b.form.Step], changes: true}
	m.openEntry(f, m.s.Edit(b.form.Step, b.form.Entry))
	for i := range f.fields {
		if fd := &f.fields[i]; fd.Typed != "" {
			f.at = i
			break
		} else if fd.Recorded != "" {
			f.at = min(i+1, len(f.fields)-1)
		}
	}
	f.begin()
}
