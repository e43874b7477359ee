package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess/termtext"
)

// markdown returns the blocks of a page as CommonMark. Each block is one line, except
// quotations and pictures.
func markdown(blocks []block) []byte {
	var out strings.Builder
	indent := "" // of blocks below the latest item
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
	case pictureBlock: // indented code; it always follows a paragraph, never a list
		for l := range strings.SplitSeq(b.text, "\n") {
			out.WriteString("    " + l + "\n")
		}
	}
}

// markdownQuote writes every line as its own paragraph, since Markdown would join
// consecutive lines.
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

// escapeMarkdown returns s as plain text on one line of Markdown, safe anywhere in the
// line.
//
//   - Characters that a terminal might obey are written as codes first (oneLine).
//   - Punctuation that Markdown may interpret gets a backslash, which CommonMark
//     allows before any ASCII punctuation. A backtick becomes an entity instead, so
//     that the only backticks on the page are ours.
//   - Links that a renderer makes by itself (https://, www., hosts such as evil.example,
//     email addresses, mentions) are broken by writing one of their characters as code. The text reads
//     the same, and nothing can be clicked. A backslash is not enough: GitHub's
//     Markdown looks for addresses after removing backslashes.
//   - Characters that could begin a heading, list, quotation, rule, table or code
//     block are escaped at the beginning of a line.
func escapeMarkdown(s string) string {
	s = strings.TrimSpace(oneLine(s))
	var out strings.Builder
	inCode, digits := false, true // digits: only digits so far
	for i, r := range s {
		link := makesLink(s, i)
		if link != inCode { // adjacent ones share one code span, since two backticks in a row would open another kind
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
	lead   = "-+=:%"            // special only at the beginning of a line
	always = "\\*_[]<>#|~&$^{}" // special anywhere
)

// makesLink reports whether the character at i can make its surroundings a link: every
// @, the colon of ://, the first of two slashes, and the last dot in the name of a
// host. Renderers know thousands of endings of hosts, so all letters count as one.
func makesLink(s string, i int) bool {
	switch s[i] {
	case '@':
		return true
	case ':':
		return strings.HasPrefix(s[i:], "://")
	case '/':
		return strings.HasPrefix(s[i:], "//")
	case '.':
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		name := unicode.IsLetter(before) || unicode.IsDigit(before) || before == '-' || before == '_'
		return name && domain(s[i+1:]) || strings.EqualFold(s[max(0, i-3):i], "www")
	}
	return false
}

// domain reports whether s begins as the last part of the name of a host does: with two
// letters or more and no digit after them.
func domain(s string) bool {
	for n, r := range s {
		if !unicode.IsLetter(r) {
			first, size := utf8.DecodeRuneInString(s)
			return n > size && unicode.IsLetter(first) && !unicode.IsDigit(r)
		}
	}
	return utf8.RuneCountInString(s) > 1
}
