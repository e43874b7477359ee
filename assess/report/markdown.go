package report

import (
	"strings"

	"stalkrisk/assess/termtext"
)

// markdown writes the blocks of a page as CommonMark. Each block but a quotation
// is one line.
func markdown(blocks []block) []byte {
	var out strings.Builder
	indent := "" // of what stands below the latest item
	for i, b := range blocks {
		if i > 0 && apart(blocks, i) {
			out.WriteByte('\n')
		}
		if b.kind == itemBlock {
			indent = strings.Repeat(" ", len(bullet(&b)))
		}
		markdownBlock(&out, &b, indent)
	}
	return []byte(out.String())
}

func markdownBlock(out *strings.Builder, b *block, indent string) {
	text := labelled(b, func(s string) string { return "**" + s + "**" }, escapeMarkdown)
	switch b.kind {
	case headingBlock:
		out.WriteString(strings.Repeat("#", b.level) + " " + text + "\n")
	case paraBlock:
		out.WriteString(text + "\n")
	case itemBlock:
		out.WriteString(bullet(b) + text + "\n")
	case subBlock:
		out.WriteString(indent + "- " + text + "\n")
	case quoteBlock:
		markdownQuote(out, b.text)
	case pictureBlock: // indented code: it stands below a paragraph, never below a list
		for l := range strings.SplitSeq(b.text, "\n") {
			out.WriteString("    " + l + "\n")
		}
	}
}

// markdownQuote writes every line that was spoken as a paragraph, since Markdown
// would join lines that follow one another.
func markdownQuote(out *strings.Builder, text string) {
	said := false
	for l := range strings.SplitSeq(termtext.Clean(text), "\n") {
		if l = escapeMarkdown(l); l == "" {
			continue
		}
		if said {
			out.WriteString(">\n")
		}
		out.WriteString("> " + l + "\n")
		said = true
	}
}
