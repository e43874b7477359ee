package screen

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
)

// View draws the whole picture: never more lines than there are, since
// bubbletea would drop the first ones.
func (m *model) View() (out string) {
	defer func() {
		if r := recover(); r != nil {
			// Quit is no use here: nothing waits for a command. Answers are saved.
			m.broken = caught(r)
			out = ""
			if m.kill != nil {
				m.kill()
			}
		}
	}()
	if m.tooSmall() {
		return m.smallView()
	}
	lines := m.frame()
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// smallView stands where no question fits. No answer is taken there.
func (m *model) smallView() string {
	text := "This window is too small for the questions: make it 60 by 16 or more. All is saved. Ctrl+C stops."
	if m.result.ActNow {
		text = "ACT NOW: send help at once. " + text
	}
	lines := wrap(text, max(1, m.width))
	return strings.Join(lines[:min(len(lines), max(1, m.height))], "\n")
}

// wide says whether the panel stands beside the page: where there is room for
// both, and lists that would be cut have it all.
func (m *model) wide() bool {
	if _, list := m.page.(interface{ list() }); list && m.width < roomyWidth {
		return false
	}
	return m.width >= panelWidth && m.height >= panelHeight
}

// low says that every line counts.
func (m *model) low() bool { return m.height < 20 }

// frame gives exactly as many lines as the window has.
func (m *model) frame() []string {
	w := m.width
	top := append(m.header(w), m.banner(w)...)
	bottom := m.footer(w)
	left := max(3, m.height-len(top)-len(bottom))
	var middle []string
	if m.wide() {
		middle = m.beside(w, left)
	} else {
		middle = indented(m.page.body(min(w-2, 98), left))
	}
	for len(middle) < left {
		middle = append(middle, "")
	}
	lines := append(append(top, middle[:left]...), bottom...)
	if len(lines) > m.height {
		lines = lines[:m.height]
	}
	return lines
}

// panelWide is the width of the panel: more where there is more.
func panelWide(w int) int { return min(40, max(29, w/3)) }

// beside puts the panel to the right of the page.
func (m *model) beside(w, h int) []string {
	pw := panelWide(w)
	pageW := w - pw - 3
	left := indented(m.page.body(min(pageW-2, 76), h))
	right := m.panel(pw-2, h)
	out := make([]string, h)
	for i := range h {
		var l, r string
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		out[i] = pad(l, pageW) + " │ " + r
	}
	return out
}

func indented(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = " " + l
	}
	return out
}

// header says where one is.
func (m *model) header(w int) []string {
	left := " " + m.step.Section
	if t, ok := m.page.(interface{ title() string }); ok {
		left = " " + t.title()
	}
	right := clean(m.conv.Assessment().Case.Reference) + " "
	if m.conv.Assessment().FirstContact() {
		right = "first contact  " + right
	}
	right = short(right, w/2)
	left = short(left, w-lipgloss.Width(right)-1)
	line := m.look.bar.Render(pad(left, w-lipgloss.Width(right)) + right)
	if m.low() {
		return []string{line}
	}
	return []string{line, strings.Repeat("─", w)}
}

// footer is what the last key did, the level where no panel stands, and the keys.
func (m *model) footer(w int) []string {
	var out []string
	most := 2
	if m.low() {
		most = 1
	}
	if !m.wide() {
		out = append(out, strings.Repeat("─", w))
		out = append(out, m.strip(w)...)
	}
	said := few(wrap(clean(m.said), w-2), most, w-2)
	style := m.look.plain
	if m.alarm {
		style = m.look.strong
	}
	if m.wide() {
		out = append(out, strings.Repeat("─", w))
	}
	out = append(out, indented(painted(style, said))...)
	return append(out, m.keyLine(w)...)
}

// keyLine lists the keys in as many lines as it takes, two as a rule.
func (m *model) keyLine(w int) []string {
	var keys []string
	for _, h := range m.page.hints() {
		keys = append(keys, m.look.strong.Render(h.key)+" "+h.does)
	}
	return indented(flow(keys, "  ", w-2))
}
