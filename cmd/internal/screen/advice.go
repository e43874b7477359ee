package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// withAdvice returns the body of the page under the line to say to the caller, if there
// is one. The question and its answers come first: where both do not fit, one line says
// that there is something to say and where to read it.
func (m *model) withAdvice(w, h int) []string {
	lines := m.adviceLines(w, h)
	return append(lines, m.page.body(w, h-len(lines))...)
}

func (m *model) adviceLines(w, h int) []string {
	of, ok := m.s.Advice()
	if q, is := m.page.(interface{ least(w int) int }); !ok || !is {
		return nil
	} else if room := h - q.least(w) - 2; room < 1 {
		return nil // ? has it
	} else {
		says := painted(m.look.strong, hang(present.TellThem, of.Read+" (p: said)", w))
		both := append(append(says, hang(present.NotThis, of.Not, w)...), "")
		switch {
		case len(both) <= room:
			m.read = of.Says
			return both
		case len(says) <= room:
			m.read = of.Says
			return says
		}
	}
	return painted(m.look.strong, []string{short("! Something to tell them now: ? shows it.", w)})
}

// least returns how many lines the question and all its answers, one after the other,
// need.
func (q *question) least(w int) int {
	st := &q.m.step
	aloud, english := present.Aloud(st)
	return len(termtext.Wrap(aloud, w-6)) + len(hang(present.English, english, w)) + len(q.flowed(st, w-2))
}

// least returns how many lines the question in hand needs, with one that says that there
// are more rows.
func (p *several) least(w int) int {
	if p.page.EachAsked() {
		return p.question.least(w)
	}
	return 1 + p.question.least(w)
}

// sayGiven records that the advice in view was said. A key that comes too soon was not
// pressed for it.
func (m *model) sayGiven(k tea.KeyMsg) tea.Cmd {
	if m.tooQuick(k) {
		return nil
	}
	if of, ok := m.s.Advice(); ok && of.Says != m.read {
		m.tell(present.ReadAdvice, true)
		return nil
	}
	of, err := m.s.Said()
	switch {
	case err != nil:
		m.notSaved()
	case of.Says == "":
		m.tell(present.NoAdvice, false)
	default:
		m.saved()
		m.refresh()
		m.tell(present.AdviceRecorded, false)
	}
	return nil
}
