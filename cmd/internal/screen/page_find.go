package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// finder is a page that goes to one of many rows.
type finder struct {
	picker
	look theme
	to   func(row pick)
	back func()
}

// newGoTo goes to any section or question.
func newGoTo(m *model) *finder {
	var rows []pick
	section := ""
	for i := range m.steps {
		st := &m.steps[i]
		if st.Section != section {
			section = st.Section
			rows = append(rows, pick{id: st.ID, text: "== " + termtext.Clean(section) + " =="})
		}
		text := "   " + termtext.Clean(st.Topic)
		if st.Kind < conversation.ReviewStep {
			text += ": " + present.Brief(st)
		}
		rows = append(rows, pick{id: st.ID, text: text, more: st.ID + " " + termtext.Clean(section)})
	}
	m.tell("", false)
	return &finder{picker: newPicker(rows), look: m.look, back: m.toStep, to: func(row pick) { m.goTo(row.id) }}
}

func (f *finder) title() string { return "Go to" }

func (f *finder) keys() []binding {
	return append(f.picker.keys(func(row pick) tea.Cmd { f.to(row); return nil }),
		binding{on: "esc left", does: "back", do: then(f.back)})
}

func (f *finder) other(k tea.KeyMsg) tea.Cmd {
	f.typed(k)
	return nil
}

func (f *finder) body(w, h int) []string { return f.view(f.look, w, h) }
