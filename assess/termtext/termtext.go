// Package termtext makes text that people wrote safe to show on a terminal, and fits
// it into a width.
package termtext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"stalkrisk/assess/safetext"
)

// Clean returns s for a terminal: characters that it would obey, hide or reverse are
// marked (safetext.Mark), and tabs and special spaces become plain spaces. Line feeds
// stay.
func Clean(s string) string {
	return safetext.Mark(strings.Map(func(r rune) rune {
		if r == '\t' || unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, s))
}

// Width returns how many terminal cells s takes. Escape sequences such as colours do
// not count.
func Width(s string) int { return ansi.StringWidth(s) }

// Truncate returns s, cut to width cells with "…" at the end if it is longer.
func Truncate(s string, width int) string { return ansi.Truncate(s, width, "…") }

// Wrap cleans s and breaks it into lines of at most width cells. A line feed begins a new line,
// blank lines are left out, and white space between words becomes one space. Only a
// word wider than a line is cut, and a single character that is too wide gets its own
// line.
func Wrap(s string, width int) []string {
	var out []string
	for paragraph := range strings.SplitSeq(Clean(s), "\n") {
		line, used := "", 0
		for _, word := range strings.Fields(paragraph) {
			n := Width(word)
			if line != "" && used+1+n > width {
				out = append(out, line)
				line, used = "", 0
			}
			for n > width { // only at the beginning of a line
				head := ansi.Truncate(beginning(word, width), width, "")
				if head == "" {
					_, size := utf8.DecodeRuneInString(word)
					head = word[:size]
				}
				if head == word {
					break
				}
				out, word = append(out, head), word[len(head):]
				n = Width(beginning(word, width))
			}
			if line != "" {
				line, used = line+" ", used+1
			}
			line, used = line+word, used+n
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

// beginning returns as much of a word as can fill a line and more, so that a word of
// megabytes is cut without measuring the rest of it for every line.
func beginning(word string, width int) string {
	n := 64 * (width + 1) // bytes: a character with many marks is one cell
	if len(word) <= n {
		return word
	}
	for !utf8.RuneStart(word[n]) && n > 64*width {
		n--
	}
	return word[:n]
}

// Hang wraps s with first before the first line and rest before the others. No line is
// wider than width, except that the words always get at least 8 cells. If s is blank,
// Hang returns first alone.
func Hang(first, rest, s string, width int) []string {
	lines := Wrap(s, max(8, width-max(Width(first), Width(rest))))
	if len(lines) == 0 {
		return []string{strings.TrimRight(first, " ")}
	}
	lead := first
	for i := range lines {
		lines[i] = lead + lines[i]
		lead = rest
	}
	return lines
}

// Flow puts parts, which may hold styles, into lines of at most width cells, separated
// by gap. A part is never broken, even if it is wider than a line.
func Flow(parts []string, gap string, width int) []string {
	var out []string
	for _, p := range parts {
		if n := len(out) - 1; n >= 0 && Width(out[n])+Width(gap)+Width(p) <= width {
			out[n] += gap + p
			continue
		}
		out = append(out, p)
	}
	return out
}
