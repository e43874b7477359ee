package screen

import (
	tea "github.com/charmbracelet/bubbletea"
)

// entries shows the entries of a list, to be changed or removed.
type entries struct {
	m     *model
	id    string // of the list
	rows  []string
	at    int
	asked bool // whether to remove the entry was asked
	top   int
	h     int
}

// showEntries opens the list of the current step; the incidents from anywhere
// else.
func (m *model) showEntries() {
	id := m.step.ID
	if len(m.s.Entries(id)) == 0 {
		id = "incidents"
	}
	rows := m.s.Entries(id)
	if len(rows) == 0 {
		m.tell("There are no incidents yet. i adds one.", false)
		return
	}
	m.page = &entries{m: m, id: id, rows: rows}
	m.tell("", false)
}

func (e *entries) title() string { return "The list: " + heads[e.id] }

func (e *entries) keys() []binding {
	m := e.m
	if e.asked {
		return []binding{{on: "y", does: "removes it", do: e.remove}, {on: "other", does: "keeps it"}}
	}
	return append(moves("choose", e.h-1, len(e.rows), func(by int) { e.at = max(0, min(len(e.rows)-1, e.at+by)) }),
		binding{on: "enter c", does: "change", do: then(func() { m.changeEntry(e.id, e.at) })},
		binding{on: "x delete", does: "remove", do: then(func() {
			e.asked = true
			m.tell("Remove this entry? It cannot be brought back. y removes it, any other key keeps it.", true)
		})},
		binding{on: "esc left backspace b", does: "back", do: then(m.toStep)},
		saveAndStop)
}

func (e *entries) other(tea.KeyMsg) tea.Cmd {
	if e.asked {
		e.keep()
	}
	return nil
}

func (e *entries) keep() {
	e.asked = false
	e.m.tell("Kept.", false)
}

func (e *entries) remove(k tea.KeyMsg) tea.Cmd {
	m := e.m
	if m.tooQuick(k) {
		e.keep()
		return nil
	}
	e.asked = false
	before := m.result
	if err := m.s.Remove(e.id, e.at); err != nil {
		m.notSaved()
		return nil
	}
	m.saved()
	m.refresh()
	e.rows = m.s.Entries(e.id)
	e.at = max(0, min(e.at, len(e.rows)-1))
	if len(e.rows) == 0 {
		m.toStep()
	}
	m.tellChanges(&before, "Removed.")
	return nil
}

func (e *entries) body(w, h int) []string {
	e.h = h
	return choices(e.m.look, e.rows, e.at, 3, w, &e.top, h)
}
