package screen

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// confirming is a page of what was answered in a section before somebody took over. One
// key confirms the rows in view; those that do not fit come next.
type confirming struct {
	m     *model
	at    int // the row in hand
	shown int // how many rows were drawn
}

// mostOfRow is the most lines of a row, so that a long account does not fill the page.
const mostOfRow = 4

func (p *confirming) body(w, h int) []string {
	m, parts := p.m, p.m.step.Parts
	out := painted(m.look.strong, hang("[for you] ", m.step.Prompt, w))
	if !m.low() {
		out = append(out, "")
	}
	p.shown = 0
	for i := range parts {
		said, who := present.Held(&parts[i])
		rows := few(termtext.Hang("  ", "    ", said+" ["+who+"]", w), mostOfRow, w)
		if i > 0 && len(out)+len(rows) >= h {
			break
		}
		if i == p.at {
			rows = painted(m.look.chosen, marked(rows))
		}
		out = append(out, rows...)
		p.shown++
	}
	p.at = min(p.at, max(0, p.shown-1))
	if more := len(parts) - p.shown; more > 0 {
		out = append(out, fmt.Sprintf("  c confirms these %d; %d more follow.", p.shown, more))
	}
	return append(out, termtext.Wrap(m.step.Help, w)...)
}

// marked returns the lines of a row with the sign of the row in hand.
func marked(rows []string) []string {
	out := append([]string{}, rows...)
	out[0] = "> " + out[0][min(2, len(out[0])):]
	return out
}

func (p *confirming) keys() []binding {
	m := p.m
	move := func(by int) { p.at = max(0, min(p.at+by, p.shown-1)) }
	confirm := binding{on: "c", does: "confirm all shown", do: func(k tea.KeyMsg) tea.Cmd {
		if p.shown == 0 || m.tooQuick(k) {
			return nil // nothing was drawn yet
		}
		m.gaveAt = m.o.Now()
		m.given++ // words typed by mistake take it back, as they do answers
		m.s.ConfirmHeld(m.step, m.step.Parts[:p.shown])
		return m.arrive("Confirmed as recorded.")
	}}
	open := binding{on: "enter", does: "change", do: then(func() {
		m.s.OpenHeld(m.step, m.step.Parts[p.at])
		m.arrive("")
	})}
	return append([]binding{confirm, open}, append(moves("choose", 5, p.shown, move), m.commands()...)...)
}

func (p *confirming) other(k tea.KeyMsg) tea.Cmd {
	p.m.noKey(k, "That key does nothing here. c confirms what is shown.")
	return nil
}
