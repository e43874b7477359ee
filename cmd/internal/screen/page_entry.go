package screen

import (
	"errors"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// dates are the fields that are saved when they are done, not as they are typed:
// half a date is another date.
var dates = []string{"at", "on", "from", "to", "due", "done"}

// newEntry begins an entry of a list.
func (m *model) newEntry(list string) tea.Cmd {
	var fields []formField
	for i, f := range m.conv.Fields(list) {
		fields = append(fields, m.field(conversation.Filled{Field: f}, i == 0))
	}
	if len(fields) == 0 {
		m.tell("That list cannot be added to here.", true)
		return nil
	}
	f := m.entryForm(list, fields)
	f.quit = func() error { return m.conv.Discard(list) }
	return m.open(f)
}

// changeEntry goes through the fields of an entry that is there already.
func (m *model) changeEntry(list string, i int) tea.Cmd {
	var fields []formField
	for k, f := range m.conv.Edit(list, i) {
		fields = append(fields, m.field(f, k == 0))
	}
	if len(fields) == 0 {
		return nil
	}
	f := m.entryForm(list, fields)
	f.changes = true
	f.quit = func() error { return nil }
	return m.open(f)
}

// field is one field of an entry, saved through the conversation.
func (m *model) field(f conversation.Filled, first bool) formField {
	return formField{
		prompt: f.Prompt, options: f.Options, recorded: f.Recorded, must: first, long: f.ID == "note",
		asTyped: !first && f.Options == nil && !slices.Contains(dates, f.ID),
		set: func(text string) (wrong, err error) {
			before := m.result
			if wrong, err = m.conv.Fill(f.Field, text); wrong != nil || err != nil {
				return wrong, err
			}
			m.saved()
			m.result = m.conv.Result()
			m.urgent = m.urgent || m.result.ActNow && !before.ActNow
			return nil, nil
		},
	}
}

// heads are the titles of the forms.
var heads = map[string]string{
	"incidents": "Incident", "orders": "Order", "triggers": "Date", "absences": "Absence",
	"decisions": "Decision", "advice": "Advice", "actions": "Promise", "service-view": "What a service thinks",
}

// entryForm is a form that says at its end what came of it.
func (m *model) entryForm(list string, fields []formField) *form {
	before := m.result
	f := &form{m: m, head: heads[list], fields: fields}
	f.end = func() tea.Cmd {
		m.refresh()
		m.toStep()
		m.tellMoved(&before, heads[list]+" recorded.")
		return nil
	}
	return f
}

// tellMoved says what moved, and then the rest.
func (m *model) tellMoved(before *assess.Result, says string) {
	if moved := assess.Moved(before, &m.result); moved != "" {
		says = "Moved: " + moved + ". " + says
	}
	m.tell(says, false)
}

// newOverride sets another level. What the rules forbid is said before anything
// is asked; nothing is recorded before all of it is given.
func (m *model) newOverride(direction string) tea.Cmd {
	levels, why := assess.OtherLevels(m.conv.Set(), m.conv.Assessment(), direction == "higher")
	if why != "" {
		m.tell("! "+why, true)
		return nil
	}
	level, reason, by, second := levels[0], "", m.o.By, ""
	var fields []formField
	ask := func(prompt string, options []conversation.Option, into *string) {
		fields = append(fields, formField{prompt: prompt, options: options, must: true, set: func(text string) (wrong, err error) {
			if strings.TrimSpace(text) == "" {
				return errors.New("something is needed here"), nil
			}
			*into = text
			return nil, nil
		}})
	}
	var options []conversation.Option
	for i, l := range levels {
		options = append(options, conversation.Option{Key: string(rune('1' + i)), Value: l, Label: strings.ToUpper(l)})
	}
	ask("Which level?", options, &level)
	ask("Why? In your own words.", nil, &reason)
	if by == "" {
		ask("Your reference. Not a name.", nil, &by)
	}
	if direction == "lower" {
		ask("The reference of the second person who agrees.", nil, &second)
	}
	leave := func() tea.Cmd {
		m.tell("The level stays as it is.", false)
		m.toStep()
		return nil
	}
	f := &form{m: m, head: "Another level", whole: true, fields: fields, quit: func() error { return nil }}
	f.end = func() tea.Cmd {
		if f.at < len(fields) { // left before the end
			return leave()
		}
		faults, err := m.conv.Override(assess.OverallLevel(level), reason, by, second)
		if len(faults) > 0 && err == nil && f.at > 2 { // what may be wrong is who: only that is asked again
			f.at--
			f.begin()
		}
		return m.override(level, faults, err)
	}
	return m.open(f)
}

// override tells what came of setting another level.
func (m *model) override(level string, faults []assess.Problem, err error) tea.Cmd {
	if err != nil {
		m.toStep()
		m.notSaved()
		return nil
	}
	if len(faults) == 0 {
		m.saved()
		m.tell("The level is set to "+strings.ToUpper(level)+". The computed one is kept beside it.", false)
		return m.onward()
	}
	var says []string
	for _, f := range faults {
		says = append(says, f.Message)
	}
	if f, open := m.page.(*form); !open || f.at >= len(f.fields) {
		m.toStep()
	}
	m.tell("! Refused: "+strings.Join(says, "; ")+".", true)
	return nil
}
