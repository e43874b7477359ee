package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// askCaller has the caller answer the question shown, in their own words.
func (m *model) askCaller() {
	if m.step.Item < 0 {
		m.tell("The caller has told what they told: c shows it, and what else there is to ask.", false)
		return
	}
	m.caller = m.o.Practice.Ask(m.step.Instrument, strings.TrimPrefix(m.step.ID, "dash."))
	m.tell("", false)
}

// practiceCase shows the account, what else the caller can be asked and where one
// can look. What has been revealed stays.
type practiceCase struct {
	m     *model
	lines *lines
	at    int // the row in hand, -1 for none yet
}

func newPracticeCase(m *model) *practiceCase { return &practiceCase{m: m, at: -1, lines: &lines{}} }

// rows counts what can be asked and looked into.
func (p *practiceCase) rows() int {
	return len(p.m.o.Practice.Topics()) + len(p.m.o.Practice.Places())
}

func (p *practiceCase) title() string { return "The caller: " + p.m.o.Practice.Title() }

func (p *practiceCase) press(k tea.KeyMsg) tea.Cmd {
	switch k.Type {
	case tea.KeyUp:
		p.at = max(0, p.at-1)
	case tea.KeyDown:
		p.at = min(p.rows()-1, p.at+1)
	case tea.KeyEnter, tea.KeySpace:
		p.reveal()
	case tea.KeyPgUp, tea.KeyPgDown:
		p.lines.press(k)
		return nil
	case tea.KeyEsc, tea.KeyLeft, tea.KeyBackspace:
		p.m.toStep()
		return nil
	default:
		if s := only(k); s == "c" || s == "b" {
			p.m.toStep()
		}
		return nil
	}
	p.lines.follow = true
	return nil
}

func (p *practiceCase) reveal() {
	if p.at < 0 || p.m.revealed[p.at] != "" {
		return
	}
	if n := len(p.m.o.Practice.Topics()); p.at < n {
		p.m.revealed[p.at] = p.m.o.Practice.AskAbout(p.at)
	} else {
		p.m.revealed[p.at] = p.m.o.Practice.Look(p.at - n)
	}
}

func (p *practiceCase) body(w, h int) []string {
	m := p.m
	var out []string
	for _, para := range strings.Split(clean(m.o.Practice.Account()), "\n") {
		out = append(out, wrap(para, w)...)
	}
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
			lines := wrapBehind(lead, clean(row), w)
			if from+i == p.at {
				lines = painted(m.look.chosen, lines)
			}
			out = append(out, lines...)
			if said := m.revealed[from+i]; said != "" {
				out = append(out, wrapBehind("      ", clean(said), w)...)
			}
		}
	}
	topics := m.o.Practice.Topics()
	list("Ask about", topics, 0)
	list("Look in the systems", m.o.Practice.Places(), len(topics))
	return p.lines.show(out, hand, h)
}

func (p *practiceCase) hints() []hint {
	return []hint{{"↑ ↓", "choose"}, {"Enter", "ask or look"}, {"PgDn", "more"}, {"Esc", "to the question"}, {"Ctrl+C", "save, stop"}}
}

// accountLines is the caller's account beside the question, as far as there is
// room; none where it would be too little to read.
func (m *model) accountLines(w, h int) []string {
	if h < 6 {
		return nil
	}
	out := []string{m.look.strong.Render("The caller")}
	return append(append(out, few(wrap(clean(m.o.Practice.Account()), w), h-2, w)...), "")
}

// callerLines is what the caller said to the question shown.
func (m *model) callerLines(w int) []string {
	if m.caller == "" {
		return nil
	}
	return painted(m.look.strong, wrapBehind("Caller: ", clean(m.caller), w))
}
