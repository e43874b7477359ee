package screen

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// Clean takes out of text what could move the cursor or hide something on a
// terminal: control characters, and those that turn the direction of writing.
// Letters of any script, tabs and line ends stay.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// clean does the same for the screen, where a tab is a space.
func clean(s string) string { return strings.ReplaceAll(Clean(s), "\t", " ") }

// wrap breaks text into lines of at most width cells; a longer word is cut.
func wrap(text string, width int) []string {
	var out []string
	for _, para := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(para) {
			for lipgloss.Width(word) > width {
				head := cut(word, width)
				if head == "" { // one letter wider than the line: it stands all the same
					_, n := utf8.DecodeRuneInString(word)
					head = word[:n]
				}
				if line != "" {
					out = append(out, line)
					line = ""
				}
				out = append(out, head)
				word = strings.TrimPrefix(word, head)
			}
			switch {
			case line == "":
				line = word
			case lipgloss.Width(line)+1+lipgloss.Width(word) > width:
				out = append(out, line)
				line = word
			default:
				line += " " + word
			}
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// wrapBehind wraps text behind a lead, and the other lines as far in.
func wrapBehind(lead, text string, width int) []string {
	in := lipgloss.Width(lead)
	lines := wrap(text, max(8, width-in))
	for i := range lines {
		if i == 0 {
			lines[i] = lead + lines[i]
		} else {
			lines[i] = strings.Repeat(" ", in) + lines[i]
		}
	}
	return lines
}

// flow puts parts, which may hold styles, into lines of at most width cells, and
// breaks none of them.
func flow(parts []string, gap string, width int) []string {
	var out []string
	for _, p := range parts {
		if n := len(out) - 1; n >= 0 && lipgloss.Width(out[n])+lipgloss.Width(gap)+lipgloss.Width(p) <= width {
			out[n] += gap + p
			continue
		}
		out = append(out, p)
	}
	return out
}

// cut gives as much of s as fits into width cells. s holds no styles.
func cut(s string, width int) string {
	used := 0
	for i, r := range s {
		w := lipgloss.Width(string(r))
		if used+w > width {
			return s[:i]
		}
		used += w
	}
	return s
}

// short cuts s to width cells and says so with an ellipsis.
func short(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	return cut(s, max(0, width-1)) + "…"
}

// pad fills a line, which may hold styles, to width cells.
func pad(s string, width int) string {
	if n := width - lipgloss.Width(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s
}

// few keeps at most n lines and marks that there was more.
func few(lines []string, n, width int) []string {
	if len(lines) <= n {
		return lines
	}
	if n <= 0 {
		return nil
	}
	lines = append([]string{}, lines[:n]...)
	lines[n-1] = cut(lines[n-1], width-2) + " …"
	return lines
}

// painted puts a style on each line.
func painted(s lipgloss.Style, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = s.Render(l)
	}
	return out
}

// labelOf gives what is recorded at a step in the words of its option.
func labelOf(st *conversation.Step) string { return labelAmong(st.Options, st.Answer) }

// labelAmong gives a value in the words of the option that has it.
func labelAmong(options []conversation.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return clean(value)
}

// brief gives an answer in a word or two for a list; of free text only that it
// is there.
func brief(st *conversation.Step) string {
	switch {
	case st.Carried && st.Answer != string(assess.Yes):
		return "yes (incident)"
	case st.Kind != conversation.ChoiceStep && st.Answer != "":
		return "written"
	case st.Answer == "" || st.Answer == string(assess.NotAsked):
		return "not asked"
	case st.Answer == string(assess.Unknown):
		return "not known"
	case st.Answer == string(assess.Declined):
		return "would not say"
	case st.Answer == conversation.NoMore && len(st.Options) == 2:
		return "recorded"
	case st.Afresh:
		return short(clean(st.Answer), 11) + " (old)"
	}
	return strings.ReplaceAll(clean(st.Answer), "_", " ")
}

// open says whether a step belongs among those still to be looked at: what is
// not known and what would not be said are open too.
func open(st *conversation.Step) bool {
	return !st.Answered() || !st.Carried && (st.Answer == string(assess.Unknown) || st.Answer == string(assess.Declined))
}
