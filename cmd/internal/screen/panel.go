package screen

import (
	"strings"

	"github.com/charmbracelet/lipgloss"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// panel shows, beside the page, the level in words, what made it, what could still
// change it, and when the file was saved. What lies behind it has a key of its own.
func (m *model) panel(w, h int) []string {
	l := present.LevelOf(m.s, &m.result)
	tail := append(hang("", l.Dash, w), m.savedAt())
	out := m.panelHead(&l, w, h-len(tail))
	if left := h - len(out) - len(tail); m.s.Practice != nil && left >= 6 { // fewer would be too little to read
		out = append(append(out, m.look.strong.Render("The caller")), few(termtext.Wrap(m.s.Practice.Account(), w), left-2, w)...)
		out = append(out, "")
	}
	return append(out[:max(0, min(len(out), h-len(tail)))], tail...)
}

// panelHead shows the level and its reasons in at most h lines if it can: its lists are
// cut to fit, between two facts.
func (v *window) panelHead(l *present.Level, w, h int) (out []string) {
	for lines := 6; lines >= 1; lines-- {
		if out = v.level(l, w, lines); len(out) <= h {
			break
		}
	}
	return out
}

// level shows the level and its reasons, with at most that many lines for each list.
func (v *window) level(l *present.Level, w, lines int) []string {
	gap := []string{""}
	if lines <= 2 {
		gap = nil
	}
	out := painted(v.weight(l.Grave), termtext.Wrap(l.Lead+l.Says, w))
	out = append(out, painted(v.weight(l.Imminent), hung("Last 4 weeks: ", l.Recent, w))...)
	for _, text := range l.Remarks {
		lead := ""
		if strings.HasPrefix(text, "! ") {
			lead, text = "! ", text[2:]
		}
		out = append(out, hang(lead, text, w)...)
	}
	out = append(out, gap...)
	out = append(out, facts("Because: ", l.Made, w, lines)...)
	if len(l.RedFlags) > 0 {
		out = append(out, painted(v.look.grave, facts("Red flags: ", l.RedFlags, w, lines))...)
	}
	out = append(out, termtext.Wrap(l.NoFlags, w)...)
	out = append(out, facts(l.NextLead, l.CouldChange, w, min(lines, 4))...)
	return append(out, gap...)
}

// facts shows a list in at most that many lines, cut between two facts.
func facts(lead string, all []string, w, lines int) []string {
	text := present.Fitting(all, func(text string) bool { return len(hung(lead, text, w)) <= lines })
	return hung(lead, text, w)
}

// hung wraps text after a lead, and indents the other lines by two.
func hung(lead, text string, w int) []string {
	if text == "" {
		return nil
	}
	return termtext.Hang("", "  ", lead+text, w)
}

// weight returns the style of what is grave, or of the rest.
func (v *window) weight(grave bool) lipgloss.Style {
	if grave {
		return v.look.grave
	}
	return v.look.strong
}

func (m *model) savedAt() string {
	if m.demo != nil {
		return "nothing is saved"
	}
	return "saved " + m.savedT.Local().Format("15:04")
}

// strip shows the panel in two lines, for a small window.
func (m *model) strip(w int) []string {
	l := present.LevelOf(m.s, &m.result)
	return m.levelIn2(&l, m.savedAt(), w)
}

// levelIn2 shows the level in two lines, with last at the end if it fits.
func (v *window) levelIn2(l *present.Level, last string, w int) []string {
	level := l.Says
	if recent := level + " Last 4 weeks: " + l.Recent; l.Recent != "" && termtext.Width(recent) <= w-2 {
		level = recent
	}
	rest := l.NoFlags
	fits := func(text string) bool { return termtext.Width("Because: "+text+"  "+last) <= w-2 }
	for _, text := range l.Remarks {
		if strings.HasPrefix(text, "! ") {
			rest = text
		}
	}
	if len(l.Made) > 0 {
		rest = "Because: " + present.Fitting(l.Made, fits)
	}
	if both := rest + "  " + last; termtext.Width(both) <= w-2 {
		rest = both
	}
	return indented([]string{v.weight(l.Grave || l.Imminent).Render(short(level, w-2)), short(rest, w-2)})
}
