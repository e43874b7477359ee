package screen

import (
	"cmp"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
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
		return indented(beside([][]string{m.list(m.side, w-pw-4, h), m.moved(pw-1, h)}, []int{w - pw - 4}, h))
	}
	lw := (w - pw - 7) / 2
	return indented(beside([][]string{m.list(0, lw, h), m.list(1, lw, h), m.moved(pw-1, h)}, []int{lw, lw}, h))
}

// top names the case and says how many answers have been changed.
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
	return m.header(left, right)
}

// footer shows the result where it is not beside the lists, the marked question,
// what the last key did, and the keys.
func (m *explorer) footer(w int) []string {
	out := []string{rule(w)}
	if !m.large() {
		out = append(out, m.strip(w)...)
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

// moved compares the recorded result with the tried one, and says why. An asterisk
// marks what changed.
func (m *explorer) moved(w, h int) []string {
	was, is := &m.ex.Was, &m.ex.Is
	tall := h >= 24
	out := []string{m.look.strong.Render(short("RECORDED -> TRIED", w))}
	for _, c := range compare.Contrasts(was, is) {
		// In a low window, the bound of a part is shown only if it moves.
		if tall || !c.Bound() || c.Moved() || strings.HasPrefix(c.Name, "Overall") {
			out = append(out, m.contrast(c, w)...)
		}
	}
	if tall {
		out = append(out, "")
	}
	out = append(out, m.why(w, tall)...)
	if gap := is.NotInDash; len(gap) > 0 && len(out)+4 < h {
		out = append(out, "", m.look.strong.Render(short("DASH DOES NOT ASK ABOUT", w)))
		out = append(out, hang("  ", strings.Join(m.ex.Recorded.Set.Stalking.Facts(gap), "; "), w)...)
	}
	return few(out, h, w)
}

func (m *explorer) contrast(c compare.Contrast, w int) []string {
	name := c.Name
	if c.Bound() {
		name = " " + compare.CouldReachSuffix // below the level it is of
	}
	style, lead, text := m.look.plain, "  ", c.After
	if c.Moved() {
		style, lead, text = m.look.strong, "* ", c.Before+" -> "+c.After
	}
	if strings.Contains(c.After, "HIGH") || strings.Contains(c.After, "IMMINENT") || c.After == "YES" {
		style = m.look.grave
	}
	return painted(style, hang(lead+pad(name, 14), text, w))
}

// ruleSign marks whether a rule is new, gone, different or the same.
var ruleSign = map[compare.RuleState]string{compare.RuleNew: "+ ", compare.RuleGone: "- ", compare.RuleOther: "~ ", compare.RuleSame: "  "}

// why lists the rules, each with its ruleSign.
func (m *explorer) why(w int, tall bool) []string {
	out := []string{m.look.strong.Render(short("WHY  + new  - no longer  ~ other", w))}
	rules := compare.RuleMoves(m.ex.Recorded.Set.Stalking, &m.ex.Was, &m.ex.Is)
	for _, r := range rules {
		most := 1
		switch {
		case tall:
			most = 4
		case r.Move == compare.RuleNew:
			most = 2
		}
		lines := few(hang(ruleSign[r.Move], present.Capital(strings.ReplaceAll(r.Part, "_", " "))+": "+termtext.Clean(r.Says), w), most, w)
		if r.Move != compare.RuleSame {
			lines = painted(m.look.strong, lines)
		}
		out = append(out, lines...)
	}
	if len(rules) == 0 {
		out = append(out, "  no rule for a higher level")
	}
	return out
}

// strip returns the result in three lines for a small window: the levels and DASH,
// then as many of the changed bounds as fit.
func (m *explorer) strip(w int) []string {
	var parts, bounds []string
	for _, c := range compare.Contrasts(&m.ex.Was, &m.ex.Is) {
		says := m.look.strong.Render("* " + c.Name + " " + c.Before + " -> " + c.After)
		switch {
		case c.Name == "Answered", c.Bound() && !c.Moved():
		case c.Bound():
			bounds = append(bounds, says)
		case c.Moved():
			parts = append(parts, says)
		default:
			parts = append(parts, c.Name+" "+c.After)
		}
	}
	lines := termtext.Flow(append(parts, bounds...), "; ", w-2)
	return indented(filled(lines[:min(len(lines), 3)], 3))
}
