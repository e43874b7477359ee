package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/termtext"
)

// askCaller shows the practice caller's answer to the question shown.
func (m *model) askCaller() {
	m.tell("", false)
	if m.caller = m.s.AskCaller(m.step); m.caller == "" {
		m.tell("The caller has no answer to this. c shows the case and what else you can ask.", false)
	}
}

// practiceCase is a page with the caller's account, what else you can ask them and
// which records you can check. What has been revealed stays visible.
type practiceCase struct {
	m      *model
	at     int // the current row; -1 at first
	top, h int
	follow bool // scroll to keep the current row in view
}

func newPracticeCase(m *model) *practiceCase { return &practiceCase{m: m, at: -1} }

// rows returns how many topics and records there are.
func (p *practiceCase) rows() int {
	return len(p.m.s.Practice.Topics()) + len(p.m.s.Practice.Places())
}

func (p *practiceCase) title() string { return "The caller: " + p.m.s.Practice.Title() }

func (p *practiceCase) keys() []binding {
	move := func(by int) { p.at, p.follow = max(0, min(p.rows()-1, p.at+by)), true }
	page := func(by int) { p.top, p.follow = p.top+by, false }
	return []binding{
		{on: "up", does: "choose", do: then(func() { move(-1) })},
		{on: "down", do: then(func() { move(1) })},
		{on: "enter space", does: "ask or look", do: then(p.reveal)},
		{on: "pgdown", does: "more", do: then(func() { page(p.h - 1) })},
		{on: "pgup", do: then(func() { page(1 - p.h) })},
		{on: "esc left backspace c b", does: "to the question", do: then(p.m.toStep)},
		saveAndStop,
	}
}

func (p *practiceCase) other(tea.KeyMsg) tea.Cmd { return nil }

func (p *practiceCase) reveal() {
	if p.at < 0 || p.m.revealed[p.at] != "" {
		return
	}
	if n := len(p.m.s.Practice.Topics()); p.at < n {
		p.m.revealed[p.at] = p.m.s.Practice.AskAbout(p.at)
	} else {
		p.m.revealed[p.at] = p.m.s.Practice.Look(p.at - n)
	}
}

func (p *practiceCase) body(w, h int) []string {
	m := p.m
	out := termtext.Wrap(m.s.Practice.Account(), w)
	hand := 0
	list := func(title string, rows []string, from int) {
		if len(rows) == 0 {
			return
		}
		out = append(append(out, ""), m.look.strong.Render(title))
		for i, row := range rows {
			lead := "   "
			if from+i == p.at {
				lead, hand = " > ", len(out)
			}
			lines := hang(lead, row, w)
			if from+i == p.at {
				lines = painted(m.look.chosen, lines)
			}
			out = append(out, lines...)
			if said := m.revealed[from+i]; said != "" {
				out = append(out, hang("      ", said, w)...)
			}
		}
	}
	topics := m.s.Practice.Topics()
	list("Ask about", topics, 0)
	list("Look in the systems", m.s.Practice.Places(), len(topics))
	if p.follow {
		p.top = scroll(p.top, hand, h, len(out))
	}
	p.h, p.top = h, max(0, min(p.top, len(out)-h))
	return out[p.top:min(len(out), p.top+h)]
}
