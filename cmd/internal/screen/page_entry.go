package screen

import "stalkrisk/assess/termtext"

// entry is the entry for the incident log. It has the screen to itself, without a frame
// or a panel, so that it can be marked with a mouse and copied.
// What nobody may forget, such as that nothing is read out, is at the bottom.
type entry struct {
	*reading
	m *model
}

func (m *model) showEntry() {
	if m.s.LogEntry == nil {
		m.tell("There is no log entry here.", false)
		return
	}
	text := m.s.LogEntry()
	m.page = &entry{&reading{back: m.toStep, lines: func(w int) []string { return termtext.Wrap(text, w) }}, m}
	m.tell("", false)
}

// draw returns the whole screen: the entry, what stays in view, and how to go back.
func (e *entry) draw(w, h int) []string {
	stands := e.m.standing(w)
	h -= len(stands)
	body := e.body(w, h-2)
	last := "Esc goes back"
	if e.n > e.h {
		last = "↑ ↓ more, Esc goes back"
	}
	return append(append(filled(body, h-1), stands...), last)
}
