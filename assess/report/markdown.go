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
	case tableBlock:
		markdownTable(out, b)
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
//   - A word that a renderer makes a link by itself (https://, www., hosts and files such
//     as evil.example, email addresses, mentions) is written as code. It reads the same,
//     and nothing can be clicked. A backslash is not enough: GitHub's Markdown looks for
//     addresses after removing backslashes.
//   - Characters that could begin a heading, list, quotation, rule, table or code
//     block are escaped at the beginning of a line.
func escapeMarkdown(s string) string {
	s = strings.TrimSpace(oneLine(s))
	var out strings.Builder
	digits := true // only digits so far
	escape := func(from, to int) {
		for i, r := range s[from:to] {
			switch i += from; {
			case r == '`':
				out.WriteString("&#96;")
				continue
			case strings.ContainsRune(always, r), i == 0 && strings.ContainsRune(lead, r), i > 0 && digits && (r == '.' || r == ')'):
				out.WriteByte('\\')
			}
			out.WriteRune(r)
			digits = digits && r >= '0' && r <= '9'
		}
	}
	for at := 0; at < len(s); {
		end := len(s)
		if n := strings.IndexFunc(s[at:], parts); n >= 0 {
			end = at + n
		}
		from := at + len(linked(s, at, end))
		if from > at {
			out.WriteString("`" + s[at:from] + "`")
			digits = false
		}
		_, size := utf8.DecodeRuneInString(s[end:])
		escape(from, end+size)
		at = end + size
	}
	return out.String()
}

// parts reports whether r parts words that a renderer may make a link.
func parts(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.@:/", r)
}

// linked returns the word from at to end without the stop after it if a renderer may
// make it a link, and otherwise nothing.
func linked(s string, at, end int) string {
	for i := at; i < end; i++ {
		if makesLink(s, i) {
			return strings.TrimRight(s[at:end], ".:")
		}
	}
	return ""
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
