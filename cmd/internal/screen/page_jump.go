package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
)

// jump goes to any section or question.
type jump struct {
	m *model
	p *picker
}

func newJump(m *model) *jump {
	var rows []pick
	section := ""
	for i := range m.steps {
		st := &m.steps[i]
		if st.Section != section {
			section = st.Section
			rows = append(rows, pick{id: st.ID, text: "== " + clean(section) + " =="})
		}
		text := "   " + clean(st.Topic)
		if st.Kind < conversation.ReviewStep {
			text += ": " + brief(st)
		}
		rows = append(rows, pick{id: st.ID, text: text, more: st.ID + " " + clean(section)})
	}
	return &jump{m, newPicker(rows)}
}

// list says that the lines want the whole width.
func (j *jump) list() {}

func (j *jump) title() string { return "Go to" }

func (j *jump) press(k tea.KeyMsg) tea.Cmd {
	m := j.m
	if k.Type == tea.KeyEsc || k.Type == tea.KeyLeft {
		m.toStep()
		return nil
	}
	if row, ok := j.p.press(k); ok {
		m.backTo = ""
		return m.goTo(row.id, "g")
	}
	return nil
}

func (j *jump) body(w, h int) []string { return j.p.view(j.m.look, w, h) }

func (j *jump) hints() []hint {
	return []hint{{"type", "to find"}, {"↑ ↓", "choose"}, {"Enter", "go there"}, {"Esc", "back to the question"}, {"Ctrl+C", "save, stop"}}
}
