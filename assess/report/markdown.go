package report

import (
	"strings"
	"unicode/utf8"

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
	m := markdownEscaper{text: s}
	for i, r := range s {
		m.write(i, r)
	}
	return m.out.String()
}

// lead is what means something at the beginning of a line only.
const lead = "-+=:%"

// always is what can mean something anywhere.
const always = "\\*_[]<>#|~&$^{}"

type markdownEscaper struct {
	text   string
	out    strings.Builder
	code   bool // what was written last is the inside of a piece of code, still open
	digits bool // only digits were written so far
}

func (m *markdownEscaper) write(i int, r rune) {
	if m.breaks(i, r) {
		if !m.code {
			m.out.WriteByte('`')
			m.code = true
		}
		m.out.WriteRune(r)
		if i+utf8.RuneLen(r) == len(m.text) || !m.breaksNext(i, r) {
			m.out.WriteByte('`')
			m.code = false
		}
		m.digits = false
		return
	}
	switch {
	case r == '`':
		m.out.WriteString("&#96;")
	case strings.ContainsRune(always, r),
		i == 0 && strings.ContainsRune(lead, r),
		m.digits && (r == '.' || r == ')'):
		m.out.WriteByte('\\')
		m.out.WriteRune(r)
	default:
		m.out.WriteRune(r)
	}
	m.digits = (i == 0 || m.digits) && r >= '0' && r <= '9'
}

// breaks reports whether the character at i is one that makes a link of what is
// round it: every @, the colon of ://, and the dot after www.
func (m *markdownEscaper) breaks(i int, r rune) bool {
	switch r {
	case '@':
		return true
	case ':':
		return strings.HasPrefix(m.text[i:], "://")
	case '.':
		return i >= 3 && strings.EqualFold(m.text[i-3:i], "www")
	}
	return false
}

// breaksNext reports whether the next character is one as well, so that both stand
// in one piece of code: two pieces side by side would be read as another thing.
func (m *markdownEscaper) breaksNext(i int, r rune) bool {
	next := i + utf8.RuneLen(r)
	after, _ := utf8.DecodeRuneInString(m.text[next:])
	return m.breaks(next, after)
}
