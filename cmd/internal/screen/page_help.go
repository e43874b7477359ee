package screen

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"
)

// help tells all there is to say about the question shown, and the keys.
type help struct {
	m    *model
	text *lines
}

func newHelp(m *model) *help { return &help{m, &lines{}} }

func (p *help) title() string { return "Help: " + p.m.step.Topic }

func (p *help) press(k tea.KeyMsg) tea.Cmd {
	if p.text.press(k) {
		return nil
	}
	switch k.Type {
	case tea.KeyEsc, tea.KeyEnter, tea.KeyLeft, tea.KeyBackspace, tea.KeyF1:
		p.m.toStep()
	case tea.KeyRunes:
		// Only keys that answer nothing close the help: the question is not in view.
		if s := only(k); s == "?" || s == "b" || s == "q" {
			p.m.toStep()
		}
	}
	return nil
}

func (p *help) body(w, h int) []string { return p.text.show(p.lines(w), 0, h) }

func (p *help) lines(w int) []string {
	m := p.m
	st := &m.step
	var out []string
	add := func(lead, text string) {
		if text != "" {
			out = append(append(out, wrapBehind(lead, text, w)...), "")
		}
	}
	add("Say, after the last answer: ", m.follow)
	out = append(append(out, painted(m.look.strong, wrap(st.Prompt, w))...), "")
	add("", st.Help)
	add("After a yes, say: ", st.FollowUp)
	if st.Item >= 0 {
		set := m.conv.Set()
		for _, in := range set.All() {
			if in.ID == st.Instrument {
				add("Why it is asked: ", in.Items[st.Item].Why)
			}
		}
	}
	add("", fmt.Sprintf("Its name is %s. ", st.ID))
	for _, line := range []string{
		"y yes | n no | u not known | d would not say today",
		"s skip: leaves it open | b back",
		"w note on this question | + note on the last",
		"i incident | l the list of them: change, take away",
		"g go to | r review | f finish",
		"q save and stop: go on later with the same file",
		"In text: Esc is done, Ctrl+Z undo. Ctrl+C stops.",
	} {
		out = append(out, wrap(line, w)...)
	}
	out = append(out, "")
	add("", m.conv.Set().Stalking.ReadFirst)
	return out
}

func (p *help) hints() []hint {
	return []hint{{"↑ ↓", "more"}, {"Esc", "back to the question"}, {"Ctrl+C", "save, stop"}}
}
