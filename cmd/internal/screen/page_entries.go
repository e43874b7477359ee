package screen

import (
	tea "github.com/charmbracelet/bubbletea"
)

// entries shows what is in a list, to be changed or taken away.
type entries struct {
	m     *model
	id    string // of the list
	rows  []string
	at    int
	asked bool // whether to take it away was asked
	text  *lines
}

// showEntries opens the list of the step in hand; the incidents from anywhere
// else.
func (m *model) showEntries() tea.Cmd {
	id := m.step.ID
	if len(m.conv.Entries(id)) == 0 {
		id = "incidents"
	}
	rows := m.conv.Entries(id)
	if len(rows) == 0 {
		m.tell("No incident is recorded yet. i adds one.", false)
		return nil
	}
	m.page = &entries{m: m, id: id, rows: rows, text: &lines{follow: true}}
	m.tell("", false)
	return nil
}

// list says that the lines want the whole width.
func (e *entries) list() {}

func (e *entries) title() string { return "The list: " + heads[e.id] }

func (e *entries) press(k tea.KeyMsg) tea.Cmd {
	m := e.m
	key := only(k)
	if e.asked {
		e.asked = false
		if key != "y" || m.tooQuick(k) {
			m.tell("It stays.", false)
			return nil
		}
		return e.remove()
	}
	switch {
	case k.Type == tea.KeyUp:
		e.at = max(0, e.at-1)
	case k.Type == tea.KeyDown:
		e.at = min(len(e.rows)-1, e.at+1)
	case k.Type == tea.KeyPgUp:
		e.at = max(0, e.at-max(1, e.text.h-1))
	case k.Type == tea.KeyPgDown:
		e.at = min(len(e.rows)-1, e.at+max(1, e.text.h-1))
	case k.Type == tea.KeyEnter, key == "c":
		return m.changeEntry(e.id, e.at)
	case key == "x", k.Type == tea.KeyDelete:
		e.asked = true
		m.tell("Take this one away? It cannot be brought back. y takes it away, any other key leaves it.", true)
	case k.Type == tea.KeyEsc, k.Type == tea.KeyLeft, k.Type == tea.KeyBackspace, key == "b":
		m.toStep()
	}
	e.text.follow = true
	return nil
}

func (e *entries) remove() tea.Cmd {
	m := e.m
	before := m.result
	if err := m.conv.Remove(e.id, e.at); err != nil {
		m.notSaved()
		return nil
	}
	m.saved()
	m.refresh()
	e.rows = m.conv.Entries(e.id)
	e.at = max(0, min(e.at, len(e.rows)-1))
	if len(e.rows) == 0 {
		m.toStep()
	}
	m.tellMoved(&before, "Taken away.")
	return nil
}

func (e *entries) body(w, h int) []string {
	var out []string
	hand := 0
	for i, row := range e.rows {
		lead := "  "
		if i == e.at {
			lead, hand = "> ", len(out)
		}
		lines := few(wrapBehind(lead, clean(row), w), 3, w)
		if i == e.at {
			lines = painted(e.m.look.chosen, lines)
		}
		out = append(out, lines...)
	}
	return e.text.show(out, hand, h)
}

func (e *entries) hints() []hint {
	if e.asked {
		return []hint{{"y", "takes it away"}, {"any other key", "leaves it"}}
	}
	return []hint{{"↑ ↓", "choose"}, {"Enter", "change"}, {"x", "take away"}, {"Esc", "back"}, {"Ctrl+C", "save, stop"}}
}
