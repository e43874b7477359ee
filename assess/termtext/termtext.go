// Package termtext makes text that people wrote safe to show on a terminal, and fits
// it into a width.
package termtext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Clean returns s with every character that a terminal would obey, hide or reverse
// written as its code in brackets, such as "[U+001B]". Tabs and special spaces become
// plain spaces and CRLF becomes a line feed; line feeds stay. A byte that is not UTF-8
// becomes U+FFFD, as in JSON.
func Clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			out.WriteByte('\n')
		case r == '\t' || unicode.Is(unicode.Zs, r):
			out.WriteByte(' ')
		case !Visible(r):
			fmt.Fprintf(&out, "[U+%04X]", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// Visible reports whether a terminal only shows r. It returns false for control
// characters (ESC, and C1 such as U+009B), characters that change the direction of
// writing, line and paragraph separators, and characters without width or shape.
func Visible(r rune) bool { return unicode.IsGraphic(r) && !unicode.Is(shapeless, r) }

// shapeless holds letters and marks that cannot be seen: fillers, joiners, and
// selectors that may carry hidden data. U+FE0E and U+FE0F are left out: they only
// choose between text and emoji, and are common in messages and harmless.
var shapeless = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, // Khmer inherent vowels
		{Lo: 0x180B, Hi: 0x180F, Stride: 1}, // Mongolian selectors
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // braille blank
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xFE00, Hi: 0xFE0D, Stride: 1}, // variation selectors
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, // half-width Hangul filler
	},
	R32: []unicode.Range32{{Lo: 0xE0100, Hi: 0xE01EF, Stride: 1}}, // more variation selectors
}

// Width returns how many terminal cells s takes. Escape sequences such as colours do
// not count.
func Width(s string) int { return ansi.StringWidth(s) }

// Truncate returns s, cut to width cells with "…" at the end if it is longer.
func Truncate(s string, width int) string { return ansi.Truncate(s, width, "…") }

// Wrap breaks s into lines of at most width cells. A line feed begins a new line,
// blank lines are left out, and white space between words becomes one space. Only a
// word wider than a line is cut, and a single character that is too wide gets its own
// line.
func Wrap(s string, width int) []string {
	var out []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		line, used := "", 0
		for _, word := range strings.Fields(paragraph) {
			n := Width(word)
			if line != "" && used+1+n > width {
				out = append(out, line)
				line, used = "", 0
			}
			for n > width { // only at the beginning of a line
				head := ansi.Truncate(word, width, "")
				if head == "" {
					_, size := utf8.DecodeRuneInString(word)
					head = word[:size]
				}
				if head == word {
					break
				}
				out, word = append(out, head), word[len(head):]
				n = Width(word)
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
