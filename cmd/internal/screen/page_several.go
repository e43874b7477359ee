package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// several is a page with a row for each of several questions. The row in hand is
// answered as a question is; the arrows choose another row, and Enter leaves the page.
type several struct{ question }

// parts returns the page as it is now.
func (p *several) parts() conversation.Step {
	page, _ := p.m.s.Page()
	return page
}

func (p *several) keys() []binding {
	m := p.m
	to := func(by int) func(tea.KeyMsg) tea.Cmd {
		return then(func() {
			page := p.parts()
			if at := page.At + by; at >= 0 && at < len(page.Parts) {
				m.s.Go(page.Parts[at])
				m.arrive("")
			}
		})
	}
	on := binding{on: "enter", does: "go on", do: func(k tea.KeyMsg) tea.Cmd {
		if m.tooQuick(k) {
			return nil
		}
		m.s.Leave(p.parts())
		return m.arrive("")
	}}
	return append(append(p.question.keys(), on), binding{on: "up", does: "row", do: to(-1)}, binding{on: "down", do: to(1)})
}

func (p *several) body(w, h int) []string {
	page := p.parts()
	var out []string
	for i := range page.Parts {
		part := &page.Parts[i]
		line := pad(short(present.Capital(part.Topic), w/2), w/2) + " " + present.Brief(part)
		if i == page.At {
			out = append(out, p.m.look.chosen.Render(pad(short("> "+line, w), w)))
		} else {
			out = append(out, short("  "+line, w))
		}
	}
	out = append(out, "")
	out = append(out, painted(p.m.look.strong, termtext.Wrap(page.Parts[page.At].Prompt, w))...)
	out = append(out, p.options(w, max(3, h-len(out)))...)
	left := h - len(out)
	return append(out, few(termtext.Wrap(page.Parts[page.At].Help, w), max(0, left), w)...)
}
