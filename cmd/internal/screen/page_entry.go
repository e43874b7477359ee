package screen

import "stalkrisk/assess/termtext"

// entry is the entry for the incident log. It has the screen to itself, without a frame
// or a panel, so that it can be marked with a mouse and copied.
type entry struct{ *reading }

func (m *model) showEntry() {
	if m.s.LogEntry == nil {
		m.tell("There is no log entry here.", false)
		return
	}
	text := m.s.LogEntry()
	m.page = &entry{&reading{back: m.toStep, lines: func(w int) []string { return termtext.Wrap(text, w) }}}
	m.tell("", false)
}

// draw returns the whole screen: the entry, and how to go back.
func (e *entry) draw(w, h int) []string {
	body := e.body(w, h-2)
	last := "Esc goes back"
	if e.n > e.h {
		last = "↑ ↓ more, Esc goes back"
	}
	return append(filled(body, h-1), last)
}
