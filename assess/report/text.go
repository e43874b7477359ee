package report

import (
	"strings"
	"unicode/utf8"
)

// Widths of text: what is used if none is given, and the least that can be.
const (
	defaultWidth = 80
	leastWidth   = 24
)

// text writes the blocks of a page as plain text of that width. It is read well
// aloud, and means the same without colour. What somebody wrote begins no line
// at the margin: only headings and our own sentences do.
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
	line := labelled(b, func(s string) string { return s }, visible)
	switch b.kind {
	case headingBlock:
		textHeading(out, b.level, line, width)
	case paraBlock:
		wrap(out, "", "", line, width)
	case itemBlock:
		wrap(out, bullet(b), strings.Repeat(" ", len(bullet(b))), line, width)
	case subBlock:
		wrap(out, "    - ", "      ", line, width)
	case quoteBlock:
		for _, l := range lines(b.text) {
			wrap(out, "  | ", "  | ", visible(l), width)
		}
	case pictureBlock:
		textPicture(out, b.text, width)
	}
}

// textPicture shows a picture where it is not too wide. Its lines are not
// wrapped: each mark has its place.
func textPicture(out *strings.Builder, picture string, width int) {
	for _, l := range lines(picture) {
		if utf8.RuneCountInString(l) > width {
			wrap(out, "", "", "(The window is too narrow for the picture.)", width)
			return
		}
	}
	out.WriteString(picture + "\n")
}

// textHeading rules off a heading; a line below it is what a screen reader and
// an eye both find.
func textHeading(out *strings.Builder, level int, line string, width int) {
	wrap(out, "", "  ", line, width)
	rule := [...]string{"=", "=", "-", ""}[min(level, 3)]
	if rule != "" {
		out.WriteString(strings.Repeat(rule, min(width, utf8.RuneCountInString(line))) + "\n")
	}
}

// wrap writes a line with first before it, and what is too long for width on
// further lines with next before them. Words are kept whole unless one is
// longer than a line.
func wrap(out *strings.Builder, first, next, line string, width int) {
	room := width - len(next)
	words := strings.Fields(line)
	if len(words) == 0 {
		out.WriteString(strings.TrimRight(first, " ") + "\n")
		return
	}
	out.WriteString(first)
	used := 0
	for _, w := range words {
		n := utf8.RuneCountInString(w)
		if used > 0 && used+1+n > room {
			out.WriteString("\n" + next)
			used = 0
		}
		if used > 0 {
			out.WriteByte(' ')
			used++
		}
		for n > room { // only at the beginning of a line
			cut := runes(w, room)
			out.WriteString(w[:cut] + "\n" + next)
			w, n = w[cut:], n-room
		}
		out.WriteString(w)
		used += n
	}
	out.WriteByte('\n')
}

// runes gives how many bytes the first n characters of s take.
func runes(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
