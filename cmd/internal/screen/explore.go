package screen

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/explore"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// Explore shows a what-if until the person leaves it. It returns what window.run
// returns.
func Explore(ctx context.Context, ex *explore.Session, o Options) error {
	m := newExplorer(ex, o)
	return m.run(ctx, m, func() error { return nil })
}

// explorer is the what-if screen: both questionnaires as lists, with the level
// that the tried answers make beside them, as in a conversation. A key changes the marked line. Nothing is
// recorded, and every change can be undone.
type explorer struct {
	window
	ex      *explore.Session
	now     *session.Session // the tried answers, to be shown as a conversation shows them
	lists   [2]*items        // stalking, DASH
	side    int              // the list with the marked line
	leaving bool             // q was pressed once with changes not saved
}

func newExplorer(ex *explore.Session, o Options) *explorer {
	m := &explorer{window: newWindow(o), ex: ex}
	set := ex.Recorded.Set
	m.lists = [2]*items{{in: set.Stalking, name: "STALKING"}, {in: set.Dash, name: "DASH"}}
	m.refresh()
	m.tell("Change an answer to see its effect. Nothing is saved unless you ask.", false)
	return m
}

func (m *explorer) Init() tea.Cmd { return nil }

func (m *explorer) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
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

// refresh updates what is shown from the what-if.
func (m *explorer) refresh() {
	a := m.ex.Now.A
	m.now = session.Open(m.ex.Now.Set, a, time.Time{}, a.AssessedAt.Time, nil)
	for _, l := range m.lists {
		l.was, l.now = m.ex.Recorded.Items(l.in), m.ex.Now.Items(l.in)
	}
}

func (m *explorer) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlC {
		return m.leaves(k)
	}
	if m.tooSmall() {
		return nil
	}
	m.leaving = m.leaving && nameOf(k) == "q"
	if b := bindingOf(m.keys(), k); b != nil {
		return b.do(k)
	}
	if m.page != nil {
		return m.page.other(k)
	}
	m.noKey(k, "That key does nothing here. ? lists the keys.")
	return nil
}

// keys returns the keys of the page, or of the lists if no page is open.
func (m *explorer) keys() []binding {
	if m.page != nil {
		return m.page.keys()
	}
	l, other := m.lists[m.side], m.lists[1-m.side].name
	to := func(side int) func(tea.KeyMsg) tea.Cmd { return then(func() { m.side = side }) }
	answers, letters := m.answers()
	out := append(answers, []binding{
		{on: letters, does: "answer"},
		{on: "c", does: "clear", help: "clear: not asked", do: then(func() { m.try(assess.NotAsked) })},
	}...)
	out = append(out, moves("move", 10, len(l.now), l.move)...)
	return append(out, []binding{
		{on: "tab shift+tab", does: other, help: "the other list; so do left and right", do: to(1 - m.side)},
		{on: "left", do: to(0)},
		{on: "right", do: to(1)},
		{on: "/", does: "find", help: "find a question", do: then(func() { m.open(newFind(m)) })},
		{on: "z ctrl+z", does: "undo", help: "undo the last step; press again to go further back", do: then(func() {
			m.step("Undone.", m.ex.Undo, "Nothing to undo: all answers are as recorded.")
		})},
		{on: "R", does: "reset", help: "go back to the recorded answers", do: then(func() {
			m.step("Back to the recorded answers. z undoes that.", m.ex.Reset, "All answers are as recorded.")
		})},
		{on: "r", do: then(func() { m.tell("Shift+R goes back to the recorded answers. z undoes the last step.", false) })},
		{on: "=", does: "more", help: "what lies behind the level, what moved, and the smallest change that moves it", do: then(func() { m.open(newBehind(m)) })},
		{on: "w", does: "save", help: "save the changes in a new file", do: then(m.saveAs)},
		{on: "? f1", does: "help", do: then(func() { m.open(newExplorerHelp(m)) })},
		{on: "q", does: "leave", help: "leave; Ctrl+C stops", do: func(tea.KeyMsg) tea.Cmd { return m.quit() }},
	}...)
}

// answers returns the keys that answer the marked item, and the text that is shown for
// them in the key line.
func (m *explorer) answers() (keys []binding, shown string) {
	_, _, it := m.marked()
	var letters []string
	for _, o := range conversation.ItemOptions(it) {
		letters = append(letters, o.Key)
		keys = append(keys, binding{on: o.Key, do: then(func() { m.try(assess.Answer(o.Value)) })})
	}
	if it.Type == assess.Choice {
		return keys, "1,2…"
	}
	return keys, strings.Join(letters, ",")
}

// marked returns the list with the marked line, and the marked item.
func (m *explorer) marked() (l *items, x compare.Asked, it *assess.Item) {
	l = m.lists[m.side]
	x = l.now[l.at]
	return l, x, &l.in.Items[x.Item]
}

// open shows a page over the lists.
func (m *explorer) open(p page) {
	m.page = p
	m.tell("", false)
}

// close shows the lists again.
func (m *explorer) close() { m.page = nil }

func (m *explorer) quit() tea.Cmd {
	if m.ex.Unsaved() && !m.leaving {
		m.leaving = true
		m.tell("! Your changes are not saved. q again leaves without saving; w saves them in a new file.", true)
		return nil
	}
	m.finished = true
	return tea.Quit
}

// try changes the answer of the marked item.
func (m *explorer) try(answer assess.Answer) {
	l, x, it := m.marked()
	changed := m.step(tried(it.Named(), x.Answer, answer)+".", func() bool {
		return m.ex.Try(compare.Try{Instrument: l.in.ID, Item: it.ID, Answer: answer})
	}, present.Capital(it.Named())+" is already "+answerWord(answer)+".")
	if changed && x.Carried && answer != assess.Yes {
		m.tell(m.said+" It still counts as yes, because of an incident.", false)
	}
}

// step runs take and says what changed, or says otherwise if take reports that
// nothing did. It returns what take returned.
func (m *explorer) step(what string, take func() bool, otherwise string) bool {
	was := m.ex.Is
	if !take() {
		m.tell(otherwise, false)
		return false
	}
	m.refresh()
	m.tell(what+" "+compare.MovedSays(&was, &m.ex.Is), false)
	return true
}

// show marks an item.
func (m *explorer) show(instrument, item string) {
	for side, l := range m.lists {
		for k, x := range l.now {
			if l.in.ID == instrument && l.in.Items[x.Item].ID == item {
				m.side, l.at = side, k
			}
		}
	}
}

// items is one questionnaire as a list.
type items struct {
	in       *assess.Instrument
	name     string
	was, now []compare.Asked // in asking order, the same items
	at, top  int
}

func (l *items) move(by int) { l.at = max(0, min(len(l.now)-1, l.at+by)) }

// tried says what an answer was changed to: "An intrusion: no -> YES".
func tried(name string, was, is assess.Answer) string {
	return present.Capital(name) + ": " + answerWord(was) + " -> " + answerWord(is)
}

// answerWord returns an answer in a word or two, with yes in capitals.
func answerWord(a assess.Answer) string {
	if a == assess.Yes {
		return "YES"
	}
	return present.Word(a)
}
