package report

import (
	"strings"

	"stalkrisk/assess/termtext"
)

// Widths of text: what is used if none is given, and the least that can be.
const (
	defaultWidth = 80
	leastWidth   = 24
)

// text writes the blocks of a page as plain text of that width. It reads well
// aloud and means the same without colour. Only headings and our own sentences
// begin at the margin, never what somebody wrote.
func text(blocks []block, width int) []byte {
	if width <= 0 {
		width = defaultWidth
	}
	width = max(width, leastWidth)
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
	line := labelled(b, func(s string) string { return s }, oneLine)
	switch b.kind {
	case headingBlock:
		textHeading(out, b.level, line, width)
	case paraBlock:
		hang(out, "", "", line, width)
	case itemBlock:
		hang(out, bullet(b), strings.Repeat(" ", len(bullet(b))), line, width)
	case subBlock:
		hang(out, "    - ", "      ", line, width)
	case quoteBlock:
		for _, l := range strings.Split(termtext.Clean(b.text), "\n") {
			hang(out, "  | ", "  | ", l, width)
		}
	case pictureBlock:
		textPicture(out, b.text, width)
	}
}

// textPicture shows a picture where it is not too wide. Its lines are not
// wrapped: each mark has its place.
func textPicture(out *strings.Builder, picture string, width int) {
	for l := range strings.SplitSeq(picture, "\n") {
		if termtext.Width(l) > width {
			hang(out, "", "", "(The window is too narrow for the picture.)", width)
			return
		}
	}
	out.WriteString(picture + "\n")
}

// textHeading underlines a heading, so that both the eye and a screen reader find
// it.
func textHeading(out *strings.Builder, level int, line string, width int) {
	hang(out, "", "  ", line, width)
	rule := [...]string{"=", "=", "-", ""}[min(level, 3)]
	if rule != "" {
		out.WriteString(strings.Repeat(rule, min(width, termtext.Width(line))) + "\n")
	}
}

// hang writes a line with first before it, and what is too long for width on
// further lines with rest before them.
func hang(out *strings.Builder, first, rest, line string, width int) {
	for _, l := range termtext.Hang(first, rest, line, width) {
		out.WriteString(l + "\n")
	}
}

// oneLine returns s, harmless to a terminal, on one line: its lines joined by
// " / ", so that only a writer puts line feeds on the page.
func oneLine(s string) string {
	var kept []string
	for l := range strings.SplitSeq(termtext.Clean(s), "\n") {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, " / ")
}
