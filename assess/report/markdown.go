package report

import (
	"strconv"
	"strings"
)

// markdown writes the blocks of a page as CommonMark. Each block but a quotation
// is one line.
func markdown(blocks []block) []byte {
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 && !(inList(blocks[i-1].kind) && inList(b.kind)) {
			out.WriteByte('\n')
		}
		markdownBlock(&out, &b)
	}
	return []byte(out.String())
}

// inList says whether a block is part of a list, which has no empty lines.
func inList(k blockKind) bool { return k == itemBlock || k == subBlock }

func markdownBlock(out *strings.Builder, b *block) {
	text := labelled(b, func(s string) string { return "**" + s + "**" }, escapeMarkdown)
	switch b.kind {
	case headingBlock:
		out.WriteString(strings.Repeat("#", b.level) + " " + text + "\n")
	case paraBlock:
		out.WriteString(text + "\n")
	case itemBlock:
		out.WriteString(bullet(b) + text + "\n")
	case subBlock:
		out.WriteString("    - " + text + "\n") // four: inside "10. " as well as "- "
	case quoteBlock:
		markdownQuote(out, b.text)
	}
}

// markdownQuote gives every line that was spoken a paragraph of its own: one
// line after another would run together.
func markdownQuote(out *strings.Builder, text string) {
	said := false
	for _, l := range lines(text) {
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

func bullet(b *block) string {
	if b.number > 0 {
		return strconv.Itoa(b.number) + ". "
	}
	return "- "
}

// labelled writes "label: text", or whichever of the two there is.
func labelled(b *block, strong, escape func(string) string) string {
	label, text := escape(b.label), escape(b.text)
	switch {
	case label == "":
		return text
	case text == "":
		return strong(label)
	}
	return strong(label+":") + " " + text
}
