package screen

import (
	"regexp"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/late"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// hang wraps text after a lead and indents the other lines to match. It returns nil
// for blank text.
func hang(lead, text string, width int) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return termtext.Hang(lead, strings.Repeat(" ", termtext.Width(lead)), text, width)
}

// remarks wraps each remark after its lead.
func remarks(all []present.Remark, width int) []string {
	var out []string
	for _, r := range all {
		out = append(out, hang(r.Lead, r.Text, width)...)
	}
	return out
}

// paragraphs wraps each remark after its lead, with a blank line below it.
func paragraphs(all []present.Remark, width int) []string {
	var out []string
	for _, r := range all {
		if lines := hang(r.Lead, r.Text, width); lines != nil {
			out = append(append(out, lines...), "")
		}
	}
	return out
}

// optionLines lists answers with their keys, several to a line, or one below the other if
// any is wider than a line.
func optionLines(st *conversation.Step, gap string, width int) []string {
	var parts []string
	for _, o := range st.Options {
		if parts = append(parts, o.Key+" "+present.Offered(st, o)); termtext.Width(parts[len(parts)-1]) > width {
			return below(st, width)
		}
	}
	return termtext.Flow(parts, gap, width)
}

// short cuts s to width cells, with an ellipsis if anything was cut.
func short(s string, width int) string { return termtext.Truncate(s, max(0, width)) }

// style matches the sequences with which lipgloss styles text.
var style = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile("\x1b\\[[0-9;]*m") }}

// checked is the last check of a line before it is drawn: whatever a page has forgotten
// to clean is marked, and the line fits the window.
func checked(line string, width int) string {
	var out strings.Builder
	at := 0
	for _, s := range style.Get().FindAllStringIndex(line, -1) {
		out.WriteString(termtext.Clean(line[at:s[0]]) + line[s[0]:s[1]])
		at = s[1]
	}
	out.WriteString(termtext.Clean(line[at:]))
	return short(out.String(), width)
}

// pad adds spaces to a line, which may hold styles, up to width cells.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-termtext.Width(s)))
}

// few returns at most n lines, with an ellipsis if any were cut.
func few(lines []string, n, width int) []string {
	if len(lines) <= n {
		return lines
	}
	if n <= 0 {
		return nil
	}
	lines = append([]string{}, lines[:n]...)
	lines[n-1] = short(lines[n-1]+" …", width)
	return lines
}

// sentences wraps as many whole sentences of a text as fit in n lines, and returns how
// many characters it left out.
func sentences(text string, n, width int) (lines []string, left int) {
	ends := present.SentenceEnds(text)
	for _, end := range slices.Backward(ends) {
		if lines = termtext.Wrap(strings.TrimSpace(text[:end]), width); len(lines) <= n {
			return lines, len(text) - end
		}
	}
	return nil, len(text)
}

// shortHelp wraps the first sentence of a help text, which is what is needed to get the
// answer right; ? has the rest. It returns nil if that does not fit in n lines.
func shortHelp(text string, n, width int) []string {
	lines := termtext.Wrap(present.FirstSentence(text), width)
	if strings.TrimSpace(text) == "" || len(lines) > n {
		return nil
	}
	return lines
}

// filled adds blank lines up to n.
func filled(lines []string, n int) []string {
	return append(lines, make([]string, max(0, n-len(lines)))...)
}

// painted applies a style to each line.
func painted(s lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = s.Render(l)
	}
	return out
}

// beside puts columns next to each other in h lines. wide holds the width in cells of
// each column except the last.
func beside(columns [][]string, wide []int, h int) []string {
	out := make([]string, h)
	for i := range h {
		for k, c := range columns {
			l := ""
			if i < len(c) {
				l = c[i]
			}
			if k < len(wide) {
				l = pad(l, wide[k]) + " │ "
			}
			out[i] += l
		}
	}
	return out
}

// indented puts a space before each line.
func indented(lines []string) []string { return indentedBy(1, lines) }

// indentedBy puts n spaces before each line.
func indentedBy(n int, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.Repeat(" ", n) + l
	}
	return out
}

// rule returns a line across the window.
func rule(width int) string { return strings.Repeat("─", width) }

// choices draws rows in h lines, each row in at most that many lines, and marks row
// `at` and keeps it in view. top is the first line shown.
func choices(look theme, rows []string, at, most, w int, top *int, h int) []string {
	var lines []string
	first := 0
	for i, row := range rows {
		if i != at {
			lines = append(lines, few(hang("  ", row, w), most, w)...)
			continue
		}
		first = len(lines)
		lines = append(lines, painted(look.chosen, few(hang("> ", row, w), most, w))...)
	}
	return visible(lines, first, top, h)
}

// visible returns the h lines to show, with line `at` among them. top is the first
// line shown.
func visible(lines []string, at int, top *int, h int) []string {
	*top = scroll(*top, at, h, len(lines))
	return lines[*top:min(len(lines), *top+h)]
}

// scroll returns the first line to show so that line `at` of n is among the h shown.
func scroll(top, at, h, n int) int {
	if at >= 0 && at < top {
		top = at
	}
	if at >= top+h {
		top = at - h + 1
	}
	return max(0, min(top, n-h))
}

// recordedAs says what was recorded at a step. The answer to an item comes before its
// topic, which a small window may cut.
func recordedAs(st *conversation.Step, value string) string {
	label := present.Label(st.Options, value)
	if st.Item >= 0 {
		return present.Capital(label) + ": " + present.Capital(st.Topic) + "."
	}
	return present.Capital(st.Topic) + ": " + label + "."
}
