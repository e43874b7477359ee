package screen

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// reading is a page of text that scrolls, such as the help.
type reading struct {
	head  string
	lines func(w int) []string
	back  func()

	top, h, n int
}

func (p *reading) title() string { return p.head }

func (p *reading) body(w, h int) []string {
	all := p.lines(w)
	p.h, p.n = h, len(all)
	p.move(0)
	return all[p.top:min(p.n, p.top+h)]
}

func (p *reading) move(by int) { p.top = max(0, min(p.top+by, p.n-p.h)) }

func (p *reading) keys() []binding {
	// No key that answers a question closes it, since the question is not in view.
	return append(moves("more", p.h-1, p.n, p.move),
		binding{on: "space", do: then(func() { p.move(p.h - 1) })},
		binding{on: "esc enter left backspace f1 ? b q", does: "back", do: then(p.back)})
}

func (p *reading) other(tea.KeyMsg) tea.Cmd { return nil }

// newHelp returns the help on the question shown, with the list of keys.
func newHelp(m *model) *reading {
	return &reading{head: "Help: " + m.step.Topic, back: m.toStep, lines: func(w int) []string {
		st := &m.step
		of, _ := m.s.Advice()
		m.read = of.Says
		out := paragraphs([]present.Remark{{Lead: present.TellThem, Text: of.Read}, {Lead: present.NotThis, Text: of.Not}, {Lead: "After the last answer, say: ", Text: m.follow}}, w)
		aloud, english := present.Aloud(st)
		out = append(out, painted(m.look.strong, termtext.Wrap(aloud, w))...)
		out = append(append(out, hang(present.English, english, w)...), "")
		out = append(out, paragraphs(present.Help(m.s, st), w)...)
		out = append(out, optionLines(st, " | ", w)...)
		out = append(out, helpLines(m.commands(), w)...)
		out = append(out, termtext.Wrap("In a text field: Esc finishes, Ctrl+Z undoes. Ctrl+C saves and stops. Words typed at a question go into its note and answer nothing.", w)...)
		return append(append(out, ""), paragraphs([]present.Remark{{Text: m.s.Set().Stalking.ReadFirst}}, w)...)
	}}
}

// helpLines lists each key with its help.
func helpLines(keys []binding, w int) []string {
	var out []string
	for _, b := range keys {
		key := strings.Fields(b.on)[0]
		out = append(out, hang(pad(cmp.Or(shown.Get()[key], key), 2)+" ", b.help, w)...)
	}
	return out
}
