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

// escapeMarkdown writes s as the text of one line of Markdown, so that it means
// itself and nothing else, wherever in a line it stands.
//
//   - What a terminal might obey is written out first (oneLine).
//   - Punctuation that can mean something is given a backslash, which CommonMark
//     takes for any ASCII punctuation. A backtick becomes an entity instead, so
//     that the only backticks on the page are ours.
//   - Links that a renderer makes by itself (https://, www., e-mail addresses,
//     mentions) are broken by setting one character of them as code: the page
//     reads as it was written, and nothing can be clicked. A backslash would
//     not do; GitHub's Markdown looks for addresses after it has taken those
//     away.
//   - What could begin a heading, list, quotation, rule, table or block of code
//     at the beginning of a line is escaped there.
func escapeMarkdown(s string) string {
	s = strings.TrimSpace(oneLine(s))
	var out strings.Builder
	inCode, digits := false, true // digits: only digits were written so far
	for i, r := range s {
		link := makesLink(s, i)
		if link != inCode { // several side by side are in one piece of code: two pieces would be read as another thing
			out.WriteByte('`')
		}
		text := string(r)
		switch {
		case link:
		case r == '`':
			text = "&#96;"
		case strings.ContainsRune(always, r), i == 0 && strings.ContainsRune(lead, r), i > 0 && digits && (r == '.' || r == ')'):
			text = `\` + text
		}
		out.WriteString(text)
		inCode, digits = link, digits && r >= '0' && r <= '9'
	}
	if inCode {
		out.WriteByte('`')
	}
	return out.String()
}

const (
	lead   = "-+=:%"            // means something at the beginning of a line only
	always = "\\*_[]<>#|~&$^{}" // can mean something anywhere
)

// makesLink reports whether the character at i is one that makes a link of what is
// round it: every @, the colon of ://, and the dot after www.
func makesLink(s string, i int) bool {
	switch s[i] {
	case '@':
		return true
	case ':':
		return strings.HasPrefix(s[i:], "://")
	case '.':
		return i >= 3 && strings.EqualFold(s[i-3:i], "www")
	}
	return false
}
