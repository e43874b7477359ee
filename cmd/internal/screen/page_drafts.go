package screen

import (
	"context"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Draft is an open draft in the list that is offered at the start.
type Draft struct {
	Says   string
	Locked bool // in use elsewhere or unreadable, so it is named and cannot be chosen
}

// NewDraft is what ChooseDraft returns for a new assessment.
const NewDraft = -1

// ChooseDraft offers the open drafts, one key each, or a new assessment. It returns the
// place of the chosen draft or NewDraft, and as error what window.run returns.
func ChooseDraft(ctx context.Context, all []Draft, o Options) (int, error) {
	m := newDrafts(all, o)
	err := m.run(ctx, m, func() error { return nil })
	return m.chosen, err
}

// drafts is the list of open drafts.
type drafts struct {
	window
	all     []Draft
	at, top int
	chosen  int
	shown   time.Time
}

func newDrafts(all []Draft, o Options) *drafts {
	m := &drafts{window: newWindow(o), all: all, at: -1, shown: o.Now()}
	m.step(1)
	return m
}

// step moves to the next draft that can be chosen, in a direction.
func (m *drafts) step(by int) {
	for i := m.at + by; i >= 0 && i < len(m.all); i += by {
		if !m.all[i].Locked {
			m.at = i
			return
		}
	}
}

func (m *drafts) Init() tea.Cmd { return nil }

func (m *drafts) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer m.catch(&cmd)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case noticeMsg:
		m.tell(string(msg), true)
	case tea.KeyMsg:
		cmd = m.press(msg)
	}
	return m, cmd
}

func (m *drafts) press(k tea.KeyMsg) tea.Cmd {
	switch b := bindingOf(m.keys(), k); {
	case k.Type == tea.KeyCtrlC:
		return m.leaves(k)
	case m.tooSmall(), m.o.Now().Sub(m.shown) < readable:
		return nil
	case b != nil:
		return b.do(k)
	}
	m.noKey(k, "That key does nothing here.")
	return nil
}

func (m *drafts) keys() []binding {
	out := []binding{{on: "n", does: "a new assessment", do: func(tea.KeyMsg) tea.Cmd { return m.choose(NewDraft) }}}
	if m.at >= 0 {
		out = append(out, binding{on: "enter", does: "open the marked one", do: func(tea.KeyMsg) tea.Cmd { return m.choose(m.at) }})
	}
	for i := range m.all {
		if key := m.key(i); key != "" {
			out = append(out, binding{on: key, do: func(tea.KeyMsg) tea.Cmd { return m.choose(i) }})
		}
	}
	return append(out,
		binding{on: "up", does: "choose", do: then(func() { m.step(-1) })},
		binding{on: "down", do: then(func() { m.step(1) })},
		binding{on: "q esc", does: "leave", do: m.leaves},
	)
}

// key returns the key of a draft: its number, for the first nine that can be chosen.
func (m *drafts) key(i int) string {
	if i >= keysOfOne || m.all[i].Locked {
		return ""
	}
	return strconv.Itoa(i + 1)
}

func (m *drafts) choose(i int) tea.Cmd {
	m.chosen, m.finished = i, true
	return tea.Quit
}

func (m *drafts) View() string {
	return m.draw("This window is too small: make it 60 by 16 or more. Ctrl+C leaves.", func() []string {
		bottom := append(append([]string{rule(m.width)}, m.saidLines()...), m.keyLine(m.keys())...)
		return m.frame(m.header(" Open drafts", ""), bottom, func(h int) []string {
			var rows []string
			for i, d := range m.all {
				rows = append(rows, pad(m.key(i), 2)+d.Says)
			}
			return indented(choices(m.look, rows, m.at, 2, m.width-2, &m.top, h))
		})
	})
}
