package screen

import (
	"cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// bothWidth is the narrowest window that has room for both lists and the result.
const bothWidth = 114

// View draws the whole screen.
func (m *explorer) View() string {
	return m.draw("This window is too small: make it 60 by 16 or more. Ctrl+C leaves.", func() []string {
		w := m.width
		return m.frame(m.top(), m.footer(w), func(h int) []string {
			switch {
			case m.page != nil:
				return indented(m.page.body(min(w-2, 96), h))
			case m.large():
				return m.columns(w, h)
			}
			return indented(m.list(m.side, w-2, h))
		})
	})
}

// columns puts the list with the marked line, or both lists, beside the result.
func (m *explorer) columns(w, h int) []string {
	pw := min(46, max(35, w/3))
	if w < bothWidth {
		return indented(beside([][]string{m.list(m.side, w-pw-4, h), m.panel(pw-2, h)}, []int{w - pw - 4}, h))
	}
	lw := (w - pw - 7) / 2
	return indented(beside([][]string{m.list(0, lw, h), m.list(1, lw, h), m.panel(pw-2, h)}, []int{lw, lw}, h))
}

// top names the case, says how many answers have been changed, and shows the banner.
func (m *explorer) top() []string {
	a := m.ex.Recorded.A
	left := " WHAT IF  "
	if a.Training != "" {
		left += "TRAINING " + termtext.Clean(a.Training) + "  "
	}
	left += cmp.Or(termtext.Clean(a.Case.Reference), "an empty assessment")
	right := "as recorded "
	if n := len(m.ex.Tried()); n > 0 {
		right = present.Count(n, "answer changed ", "answers changed ")
	}
	return append(m.header(left, right), m.banner()...)
}

// footer shows the result where it is not beside the lists, the marked question,
// what the last key did, and the keys.
func (m *explorer) footer(w int) []string {
	out := []string{rule(w)}
	if !m.large() {
		l, last := present.LevelOf(m.now, &m.ex.Is), ""
		if was := m.recorded(); was != "" {
			last = "Recorded: " + was
		}
		out = append(out, m.levelIn2(&l, last, w)...)
	}
	// Always the same number of lines, so that the lists do not jump.
	n := m.mostSaid()
	if m.page == nil {
		out = append(out, indented(filled(m.question(w-2, n), n))...)
	}
	out = append(out, filled(m.saidLines(), n)...)
	return append(out, m.keyLine(m.keys())...)
}

// question returns the marked question in full, after its kind in brackets.
func (m *explorer) question(w, most int) []string {
	_, x, it := m.marked()
	text := termtext.Clean(it.Prompt)
	switch {
	case !x.Applies:
		text = "[does not apply now] " + text
	case it.Class == assess.ClassRedFlag:
		text = "[red flag] " + text
	case it.Class == assess.ClassSerious:
		text = "[serious] " + text
	case it.Role != "":
		text = "[" + string(it.Role) + "] " + text
	}
	return few(hang("? ", text, w), most, w)
}

// list draws one questionnaire in h lines: its name, then its items by section.
func (m *explorer) list(side, w, h int) []string {
	l := m.lists[side]
	title := l.name
	if d := m.ex.Is.Dash.Applicability; side == 1 && d == "not_applicable" {
		title += " (does not apply)"
	} else if side == 1 && d == "unknown" {
		title += " (may apply)"
	}
	if m.side == side {
		title = "> " + title + " <"
	}
	out := []string{m.look.strong.Render(short(title, w))}
	var lines []string
	marked, section := 0, ""
	for k, x := range l.now {
		if x.Section != section {
			section = x.Section
			lines = append(lines, m.look.strong.Render(short("-- "+termtext.Clean(section), w)))
		}
		if k == l.at {
			marked = len(lines)
		}
		lines = append(lines, m.row(l, k, w, m.side == side))
	}
	h = max(1, h-1)
	first := marked
	if l.at == 0 {
		first = 0 // the heading of the first section as well
	}
	l.top = scroll(l.top, first, h, len(lines))
	return append(out, visible(lines, marked, &l.top, h)...)
}

// row draws one item: its topic, the recorded answer and the one tried.
func (m *explorer) row(l *items, k, w int, here bool) string {
	x := l.now[k]
	mark := "  "
	if here && k == l.at {
		mark = "> "
	}
	answer := answerWord(x.Answer)
	if was := l.was[k].Answer; was != x.Answer {
		mark += "* "
		answer = answerWord(was) + " -> " + answer
	} else {
		mark += "  "
	}
	switch {
	case x.Carried && x.Answer != assess.Yes:
		answer += " (incident: YES)"
	case !x.Applies:
		answer = "(" + answer + ")"
	}
	answer = short(answer, w-len(mark)-6)
	topic := termtext.Clean(l.in.Items[x.Item].Topic)
	room := w - len(mark) - termtext.Width(answer) - 1
	text := mark + pad(short(topic, room), room) + " " + answer
	switch {
	case here && k == l.at:
		return m.look.chosen.Render(text)
	case l.was[k].Answer != x.Answer:
		return m.look.strong.Render(text)
	}
	return text
}

// panel shows the level that the tried answers make, as a conversation does, and the
// recorded one below it.
func (m *explorer) panel(w, h int) []string {
	l := present.LevelOf(m.now, &m.ex.Is)
	tail := append(hang("", l.Dash, w), painted(m.look.strong, hung("As recorded: ", m.recorded(), w))...)
	out := m.panelHead(&l, w, h-len(tail))
	return append(out[:max(0, min(len(out), h-len(tail)))], tail...)
}

// recorded returns the recorded level in words; "" if no answer is changed.
func (m *explorer) recorded() string {
	if len(m.ex.Tried()) == 0 {
		return ""
	}
	return m.ex.Was.InWords()
}

// banner says that the answers call for help at once.
func (m *explorer) banner() []string {
	if !m.ex.Is.ActNow {
		return nil
	}
	head, calm := present.ActNowHead(m.now, &m.ex.Is)
	style := m.look.alarm
	switch {
	case !m.ex.Was.ActNow:
		head = "ACT NOW, if it were so"
	case calm:
		style = m.look.strong
	}
	return []string{style.Render(pad(short(" *** "+head+" ***", m.width), m.width))}
}
