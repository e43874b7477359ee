package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/late"
	"stalkrisk/cmd/internal/present"
)

// entries is a page that lists entries, each of which can be changed or removed.
type entries struct {
	m     *model
	id    string // of the list
	rows  []string
	at    int
	asked bool // waiting for y to remove the entry
	top   int
	h     int
}

// showEntries opens the list of the current step, or the incidents if it has none.
func (m *model) showEntries() {
	id := m.step.ID
	if m.step.Entries == 0 { // or it is a list from which nothing may be removed
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

func (e *entries) title() string { return "List: " + heads.Get()[e.id] }

func (e *entries) keys() []binding {
	m := e.m
	if e.asked {
		return []binding{{on: "y", does: "removes it", do: e.remove}, {on: "other", does: "keeps it"}}
	}
	return append(moves("choose", e.h-1, len(e.rows), func(by int) { e.at = max(0, min(len(e.rows)-1, e.at+by)) }),
		binding{on: "enter c", does: "change", do: then(func() {
			m.openEntry(&form{m: m, head: heads.Get()[e.id], changes: true}, m.s.Edit(e.id, e.at))
		})},
		binding{on: "x delete", does: "remove", do: then(func() {
			e.asked = true
			m.tell("Remove this entry? This cannot be undone. y removes it, any other key keeps it.", true)
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

// heads are the titles of the forms.
var heads = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"incidents": "Incident", "orders": "Order", "triggers": "Date", "absences": "Absence",
		"decisions": "Decision", "advice": "Advice", "actions": "Promise", "elsewhere": "Another assessment", "accounts": "Number, account or device", "evidence": "Evidence", "updates": "Update", "service-view": "What a service thinks", "outcome": "How it turned out",
		conversation.HelpStep: "Help sent", conversation.EarlierStep: "Earlier ACT NOW",
	}
}}

// newEntry opens the form for a new entry of a list.
func (m *model) newEntry(list string) {
	m.openEntry(&form{m: m, head: heads.Get()[list], discard: func() error { return m.s.Discard(list) }}, m.s.Fields(list))
}

// openEntry goes through the fields of an entry, saving each, and says at the end
// what changed.
func (m *model) openEntry(f *form, fields []conversation.Field) {
	if len(fields) == 0 {
		m.tell("Nothing can be added to that list here.", true)
		return
	}
	before := m.result
	f.fields = fields
	f.end = func() tea.Cmd {
		if m.s.EndForm(fields[0].At) != nil {
			m.notSaved()
			return nil
		}
		m.toStep()
		m.tellChanges(&before, f.head+" recorded.")
		return nil
	}
	m.open(f)
}

// tellChanges says what has changed since an earlier result, followed by says.
func (m *model) tellChanges(before *assess.Result, says string) {
	m.tell(strings.Join(append(present.Changes(before, &m.result), says), " "), false)
}

// newOverride opens the form that sets another level. If the rules forbid it, it says
// so before asking anything. Nothing is recorded until the form is complete.
func (m *model) newOverride(direction string) {
	o, refused := present.NewOverride(m.s, direction, m.o.By)
	if refused != "" {
		m.tell("! "+refused, true)
		return
	}
	f := &form{m: m, head: "Another level", fields: o.Fields, whole: true}
	f.end = func() tea.Cmd { return m.override(o, f) }
	m.open(f)
}

// override records another level once the form for it has ended.
func (m *model) override(o *present.Override, f *form) tea.Cmd {
	if f.at < len(f.fields) { // left before the end
		m.tell("The level has not changed. What you wrote is kept until you finish.", false)
		m.toStep()
		return nil
	}
	faults, err := o.Record()
	switch {
	case err != nil:
		m.toStep()
		m.notSaved()
		return nil
	case len(faults) == 0:
		m.saved()
		m.tell("The level is set to "+strings.ToUpper(o.Level)+". The computed level is kept too.", false)
		return m.onward()
	case f.at > 2: // only the last reference can be wrong, so only that is asked again
		f.at--
		f.fields[f.at].Recorded = ""
		f.begin()
	default:
		m.toStep()
	}
	var says []string
	for _, f := range faults {
		says = append(says, f.Message)
	}
	m.tell("! Refused: "+strings.Join(says, "; ")+".", true)
	return nil
}
