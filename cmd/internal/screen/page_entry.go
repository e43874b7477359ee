package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
)

// heads are the titles of the forms.
var heads = map[string]string{
	"incidents": "Incident", "orders": "Order", "triggers": "Date", "absences": "Absence",
	"decisions": "Decision", "advice": "Advice", "actions": "Promise", "service-view": "What a service thinks",
}

// newEntry begins an entry of a list.
func (m *model) newEntry(list string) {
	m.openEntry(&form{m: m, head: heads[list], discard: func() error { return m.s.Discard(list) }}, m.s.Fields(list))
}

// changeEntry goes through the fields of an entry that is there already.
func (m *model) changeEntry(list string, i int) {
	m.openEntry(&form{m: m, head: heads[list], changes: true}, m.s.Edit(list, i))
}

// openEntry goes through the fields of an entry, each saved as it comes, and says
// at the end what it has changed.
func (m *model) openEntry(f *form, fields []conversation.Field) {
	if len(fields) == 0 {
		m.tell("Nothing can be added to that list here.", true)
		return
	}
	before := m.result
	f.fields = fields
	f.end = func() tea.Cmd {
		m.toStep()
		m.tellChanges(&before, f.head+" recorded.")
		return nil
	}
	m.open(f)
}

// tellChanges says what has changed since a result, and then the rest.
func (m *model) tellChanges(before *assess.Result, says string) {
	m.tell(strings.Join(append(present.Changes(before, &m.result), says), " "), false)
}

// newOverride sets another level. What the rules forbid is said before anything
// is asked; nothing is recorded before all of it is given.
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
		m.tell("The level stays as it is.", false)
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
		m.tell("The level is set to "+strings.ToUpper(o.Level)+". The computed level is kept beside it.", false)
		return m.onward()
	case f.at > 2: // what may be wrong is who: only that is asked again
		f.at--
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
