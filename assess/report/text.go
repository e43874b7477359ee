package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess/termtext"
)

// Widths of text in cells: the default, and the smallest allowed.
const (
	defaultWidth = 80
	leastWidth   = 24
)

// text returns the blocks of a page as plain text of that width, for the eye and for
// screen readers. Only headings and our own sentences begin at the margin, never free
// text.
func text(blocks []block, width int) []byte {
	width = max(cmp.Or(width, defaultWidth), leastWidth)
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 && apart(blocks, i) {
			out.WriteByte('\n')
		}
		textBlock(&out, &b, width)
	}
	return []byte(out.String())
}

func textBlock(out *strings.Builder, b *block, width int) {
	// hang writes a line wrapped to width, with first before the first line and rest
	// before the others.
	hang := func(first, rest, line string) {
		for _, l := range termtext.Hang(first, rest, line, width) {
			out.WriteString(l + "\n")
		}
	}
	line := labelled(b, func(s string) string { return s }, oneLine)
	switch b.kind {
	case headingBlock: // underlined, so that it is easy to find
		hang("", "  ", line)
		if b.level < 3 {
			rule := [...]string{"=", "=", "-"}[b.level]
			out.WriteString(strings.Repeat(rule, min(width, termtext.Width(line))) + "\n")
		}
	case paraBlock:
		hang("", "", line)
	case itemBlock:
		hang(bullet(b), strings.Repeat(" ", len(bullet(b))), line)
	case subBlock:
		hang("    - ", "      ", line)
	case quoteBlock:
		for l := range strings.SplitSeq(termtext.Clean(b.text), "\n") {
			hang("  | ", "  | ", l)
		}
	case pictureBlock: // never wrapped, or the marks would move
		if slices.ContainsFunc(strings.Split(b.text, "\n"), func(l string) bool { return termtext.Width(l) > width }) {
			hang("", "", "(The window is too narrow for the picture.)")
			return
		}
		out.WriteString(b.text + "\n")
	case tableBlock:
		textTable(out, b, width)
	}
}

// oneLine returns s, safe for a terminal, with its lines joined by " / ".
func oneLine(s string) string {
	var kept []string
	for l := range strings.SplitSeq(termtext.Clean(s), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, " / ")
}
