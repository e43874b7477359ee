package screen

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// View draws the whole screen.
func (m *model) View() string {
	if m.burst.text.Len() > 0 && m.burst.picture != "" {
		return m.burst.picture
	}
	text := "This window is too small for the questions: make it 60 by 16 or more. Everything is saved. Ctrl+C stops."
	if m.result.ActNow {
		text = "ACT NOW: send help at once. " + text
	}
	m.s.Still(func() { m.burst.picture = m.draw(text, m.picture) })
	m.burst.drawn = m.o.Now()
	return m.burst.picture
}

// picture returns the lines of the picture.
func (m *model) picture() []string {
	w := m.width
	if e, alone := m.page.(*entry); alone && m.story == nil {
		return e.draw(w, m.height)
	}
	return m.frame(slices.Concat(m.top(), m.banner(w), m.standing(w)), m.footer(w), func(h int) []string {
		if m.wide() {
			return m.withPanel(w, h)
		}
		return indented(m.withStory(min(w-2, 98), h))
	})
}

// wide reports whether the window has room for the panel beside the page. Lists need
// a wider window, or the panel would cut their rows short.
func (m *model) wide() bool {
	switch m.page.(type) {
	case *entries, *picker, *finding, *review:
		return m.large() && m.width >= roomyWidth
	}
	return m.large()
}

// withPanel puts the panel to the right of the page.
func (m *model) withPanel(w, h int) []string {
	pw := min(40, max(29, w/3))
	pageW := w - pw - 3
	return beside([][]string{indented(m.withStory(min(pageW-2, 76), h)), m.panel(pw-2, h)}, []int{pageW}, h)
}

// stageName returns the name of a stage before the full assessment.
func stageName(stage assess.Stage) string {
	switch stage {
	case assess.Screen:
		return "screen"
	case assess.FirstContact:
		return "first contact"
	}
	return ""
}

// top names the section or page, and the case.
func (m *model) top() []string {
	left := m.step.Section
	if t, ok := m.page.(interface{ title() string }); ok {
		left = t.title()
	}
	a := m.s.Assessment()
	right := present.Elapsed(m.s.Elapsed()) + "  " + termtext.Clean(a.Case.Reference) + " "
	if stage := stageName(a.Stage); stage != "" && m.width >= panelWidth {
		right = stage + "  " + right
	}
	if a.Training != "" {
		right = "TRAINING  " + right
	}
	if termtext.Width(left)+termtext.Width(right)+2 > m.width { // the title says where one is
		right = present.Elapsed(m.s.Elapsed()) + " "
		if a.Training != "" {
			right = "TRAINING  " + right
		}
	}
	return m.header(" "+left, right)
}

// footer shows the level where there is no panel, what the last key did, and the keys. A
// low window has no room for the level beside the story or what must stay in view.
func (m *model) footer(w int) []string {
	out, keys := []string{rule(w)}, m.keyLine(m.urgentFirst(m.keys()))
	above := len(m.banner(w)) + len(m.standing(w))
	switch {
	case m.wide():
	case !m.low() || m.story == nil && above < 3:
		out = append(out, m.strip(w)...)
	case above > 4:
		keys = keys[:1]
	}
	said := m.saidLines()
	if whole, left := sentences(m.said, m.mostSaid(), w-2); m.news == "" && left > 0 && whole != nil && !m.alarm {
		said = indented(whole)
	}
	return append(append(out, said...), keys...)
}

// urgentFirst puts the key that records help before the others while nobody has sent it.
func (m *model) urgentFirst(keys []binding) []binding {
	i := slices.IndexFunc(keys, func(b binding) bool { return slices.Contains(strings.Fields(b.on), "f3") })
	if i < 0 || !m.result.ActNow || !present.HelpFirst(m.s) {
		return keys
	}
	return slices.Insert(slices.Delete(slices.Clone(keys), i, i+1), 0, keys[i])
}

// standing shows what stays in view whatever the page, each in one line where there is
// no room for more. An emergency is a banner.
func (m *model) standing(w int) []string {
	most := 7
	switch {
	case m.low() && m.story != nil:
		most = 1
	case m.low():
		most = 3
	}
	all := present.AllStanding(m.s)
	show := func(text func(present.Standing) string) (out []string) {
		for _, of := range all {
			style := m.look.strong
			if strings.HasPrefix(of.Says, present.WelfareNow) {
				style = m.look.alarm
			}
			out = append(out, painted(style, termtext.Wrap(text(of), w-2))...)
		}
		return indented(out)
	}
	if out := show(func(of present.Standing) string { return of.Says }); len(out) <= most {
		return out
	}
	return show(func(of present.Standing) string { return of.Brief })
}

// banner says that help must be sent at once. It first appears large, with why and what
// to do, and shrinks to one line at the next answer. It stays while help is needed, and
// needs no key, so the handler can carry on.
func (m *model) banner(w int) []string {
	if !m.result.ActNow {
		return nil
	}
	head, calm := present.ActNowHead(m.s, &m.result)
	why := present.WhyActNow(m.s, &m.result)
	if calm {
		return indented(painted(m.look.strong, few(termtext.Wrap(head+". "+why, w-2), 2, w-2)))
	}
	bar := func(text string) string { return m.look.alarm.Render(pad(short(text, w), w)) }
	out := []string{bar(" *** " + head + " ***")}
	if !m.urgent {
		return out
	}
	more := termtext.Wrap(why, w-6)
	if !m.low() || len(m.standing(w)) == 0 { // what is below it says how to go on
		more = append(more, termtext.Wrap(present.HowToGoOn(m.s.Assessment()), w-6)...)
	}
	for _, l := range more {
		out = append(out, bar(" *** "+l))
	}
	if m.wide() {
		edge := bar(" " + strings.Repeat("*", w-2))
		out = append(append([]string{edge}, out...), edge)
	}
	return out
}
