package report

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/termtext"
)

// hostile holds notes that try to be markup. They are the seeds of both fuzz tests.
var hostile = []string{
	"plain words, nothing else",
	"# heading", "###### six", "heading\n===", "heading\n---", "* * *", "___", "\n\n# later",
	"- item", "+ item", "* item", "1. item", "12) item", "    code", "\tcode", "> quote", "```\nfence\n```", "~~~\nfence",
	"[link](https://evil.example)", "[ref]: https://evil.example 'x'", "![image](x)", "<https://evil.example>", "[x][ref]",
	"evil.example/x", "evil.co.uk", "a.b-c.рф", "//evil", "x.y.z@b.example", "https://evil.example", "HTTP://evil.example", "ftp://evil.example", "www.evil.example", "WWW.evil.example", "a@b.example", "mailto:a@b.example", "@team", "@@", "www.@://@www.@",
	"<b>bold</b>", "<script>alert(1)</script>", "<!-- comment", "&lt;b&gt;", "&#60;b&#62;", "<a href=x>",
	"a | b\n--|--\nc | d", "| a |", ":-- | --:", "`code`", "``` `` `", "\\`", "\\", "\\\\", "ends in \\", "**bold**", "_it_", "~~gone~~", "$x$", "x^2^", "{#id}", "% title", ": definition",
	"a\\\nb", "two  \nspaces", "**Red flag:** none", "- [x] done", "[^1]: note", "[TOC]", "1986\\. A year",
	"\x1b[2J\x1b]0;title\x07", "\x9b31m", "\u009b31m", "\u202eright to left\u202c", "\u2066\u2069\u200e\u200f\u061c", "zero\u200bwidth\u200d\ufeff", "line\u2028para\u2029end", "tag\U000e0041", "back\bspace\rover", "\x00\x7f", "\xff\xfe", "\u00a0nbsp\u3000wide", "soft\u00adhyphen", "filler\u3164\uffa0\u115f",
	strings.Repeat("long", 300), strings.Repeat("many words ", 200),
}

// everywhere puts a text into every kind of block.
func everywhere(s string) []block {
	p := &page{}
	p.heading(1, s)
	p.heading(3, "Case "+s)
	p.say(s)
	p.warn(s, "text")
	p.warn("Label", s)
	p.item("", s)
	p.item("Note", s)
	p.sub("Note", s)
	p.sub(s, s)
	p.number(7, s, s)
	p.sub("Note", s)
	p.quote(s)
	p.say("end")
	return p.blocks
}

var shapes = []struct {
	name string
	is   *regexp.Regexp
}{
	{"empty", regexp.MustCompile(`^\s*$`)},
	{"heading", regexp.MustCompile(`^ {0,3}#{1,6}( |$)`)},
	{"rule", regexp.MustCompile(`^ {0,3}((\*[ \t]*){3,}|(-[ \t]*){3,}|(_[ \t]*){3,}|=+)$`)},
	{"fence", regexp.MustCompile("^ {0,3}(```|~~~)")},
	{"quote", regexp.MustCompile(`^ {0,3}>`)},
	{"number", regexp.MustCompile(`^ *[0-9]{1,9}[.)]( |$)`)},
	{"bullet", regexp.MustCompile(`^ *[-+*]( |$)`)},
	{"html", regexp.MustCompile(`^ {0,3}<`)},
	{"reference", regexp.MustCompile(`^ {0,3}\[`)},
	{"table", regexp.MustCompile(`^\|`)},
	{"code", regexp.MustCompile(`^(    |\t)`)},
	{"text", regexp.MustCompile(``)},
}

// structure returns the kind and the indent of each line of Markdown. A quotation counts
// once, however many lines it has.
func structure(md []byte) []string {
	var out []string
	for l := range strings.SplitSeq(string(md), "\n") {
		for _, s := range shapes {
			if !s.is.MatchString(l) {
				continue
			}
			shape := s.name
			if shape == "heading" || shape == "bullet" || shape == "number" {
				shape += " " + strings.SplitN(strings.TrimLeft(l, " "), " ", 2)[0] + " at " + strings.Repeat(".", len(l)-len(strings.TrimLeft(l, " ")))
			}
			if shape != "quote" || len(out) == 0 || out[len(out)-1] != "quote" {
				out = append(out, shape)
			}
			break
		}
	}
	return out
}

// host matches what renderers make a link of without being asked.
var host = regexp.MustCompile(`^(?:[\pL\pN_-]\.\pL{2,}(?:[^\pL\pN]|$)|//[^/])`)

var broken = regexp.MustCompile("^`[-_.@:/\\pL\\p{Nd}]+`")

// meaning returns the part of a line that Markdown still interprets and we did not
// write, or "".
func meaning(line string) string {
	line = strings.TrimPrefix(line, ">")
	for i := 0; i < len(line); i++ {
		switch rest := line[i:]; {
		case rest[0] == '\\':
			i++
		case rest[0] == '`':
			ours := broken.FindString(rest)
			if ours == "" || strings.HasPrefix(rest[len(ours):], "`") {
				return rest
			}
			i += len(ours) - 1
		case strings.HasPrefix(rest, "**"):
			i++
		case strings.HasPrefix(rest, "&#96;"):
		case strings.ContainsRune("*_[]<>|~&$@{}^", rune(rest[0])),
			strings.HasPrefix(rest, "://"), len(rest) >= 4 && strings.EqualFold(rest[:4], "www."), host.MatchString(rest):
			return rest
		}
	}
	return ""
}

func checkMarkdown(t *testing.T, note string) {
	t.Helper()
	md := markdown(everywhere(note))
	if got, want := structure(md), plainStructure(); !slices.Equal(got, want) {
		t.Errorf("%q changes the structure to\n%q, not\n%q\n%s", note, got, want, md)
	}
	for l := range strings.SplitSeq(string(md), "\n") {
		if m := meaning(l); m != "" {
			t.Errorf("%q leaves markup in %q at %q", note, l, m)
		}
		if i := strings.IndexFunc(l, hidden); i >= 0 {
			t.Errorf("%q leaves a hidden character at %q", note, l[i:])
		}
	}
	if !utf8.Valid(md) {
		t.Errorf("%q is written as bytes that are not text", note)
	}
}

var plainStructure = sync.OnceValue(func() []string { return structure(markdown(everywhere("plain"))) })

func checkTerminal(t *testing.T, note string) {
	t.Helper()
	const width = 60
	got := text(everywhere(note), width)
	if !utf8.Valid(got) {
		t.Errorf("%q is written as bytes that are not text", note)
	}
	for l := range strings.SplitSeq(string(got), "\n") {
		if i := strings.IndexFunc(l, hidden); i >= 0 {
			t.Errorf("%q leaves a control character at %q", note, l[i:])
		}
		if n := termtext.Width(l); n > width {
			t.Errorf("%q produces a line of %d cells: %s", note, n, l)
		}
	}
}

// empty reports whether nothing in a note can be seen, so that its line is left out.
func empty(note string) bool { return blank(note) || blank(oneLine(note)) }

func TestNotesForgeNothing(t *testing.T) {
	for _, note := range hostile {
		checkMarkdown(t, note)
		checkTerminal(t, note)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, note := range hostile {
		if len(note) < 100 {
			f.Add(note)
		}
	}
	f.Fuzz(func(t *testing.T, note string) {
		if !empty(note) && len(note) < 300 { // the expressions of this test are slow on more
			checkMarkdown(t, note)
		}
	})
}

func FuzzTerminal(f *testing.F) {
	for _, note := range hostile {
		if len(note) < 100 {
			f.Add(note)
		}
	}
	f.Fuzz(func(t *testing.T, note string) { checkTerminal(t, note) })
}

func TestEscapedMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"he said: I'll be there (soon).": "he said: I'll be there (soon).",
		"# heading":                      `\# heading`,
		"- item":                         `\- item`,
		"well-known - yes":               "well-known - yes",
		"12. December":                   `12\. December`,
		"on 12. December":                "on 12. December",
		"<b> & *x* _y_ [z](u)":           `\<b\> \& \*x\* \_y\_ \[z\](u)`,
		"see https://e.example":          "see `https://e.example`",
		"dash.q01 e.g. 4.b N.I.":         "dash.q01 e.g. 4.b N.I.",
		"www.e.example":                  "`www.e.example`",
		"k@e.example":                    "`k@e.example`",
		"see evil.co.uk/x, xn--e1a.рф":   "see `evil.co.uk/x`, `xn--e1a.рф`",
		"at 8.30pm, 2.5 km, p = 0.02":    "at 8.30pm, 2.5 km, p = 0.02",
		"he left... then no. 7":          "he left... then no. 7",
		"//localhost/x a//b":             "`//localhost/x` `a//b`",
		"he rang.":                       "he rang.",
		"(north.csv, row 3)":             "(`north.csv`, row 3)",
		"www.@e":                         "`www.@e`",
		"a`b":                            "a&#96;b",
		"a|b":                            `a\|b`,
		"one\r\n\n two\n":                "one / two",
		"\x1b[0m":                        `\[U+001B\]\[0m`,
		"\u202e":                         `\[U+202E\]`,
		"\xff":                           "\ufffd",
	} {
		if got := escapeMarkdown(in); got != want {
			t.Errorf("escapeMarkdown(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWhatWasSaidKeepsItsLines(t *testing.T) {
	blocks := []block{{kind: quoteBlock, text: "one\r\n\n# two\nthree"}}
	if got, want := string(markdown(blocks)), "> one\n>\n> \\# two\n>\n> three\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(text(blocks, 40)), "  | one\n  |\n  | # two\n  | three\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// forgesNothing checks that a page has the same headings, items and quotations whatever
// text it holds, and nothing that a terminal might obey in any format. of returns a
// page with that text, by format.
func forgesNothing(t *testing.T, of func(text string) map[string][]byte) {
	t.Helper()
	// A text that identifies nothing joins no two incidents, and one that shows nothing
	// is counted nowhere.
	is := func(all map[string][]byte) []string {
		return append(structure(all["markdown"]), shape(t, all["html"])...)
	}
	plain, nothing := is(of("plain words")), is(of("none"))
	for _, h := range hostile {
		if empty(h) {
			continue
		}
		all := of(h)
		want := plain
		if fold.Reference(h) == "" {
			want = nothing
		}
		if got := is(all); !slices.Equal(got, want) && fold.Text(h) != "" {
			t.Errorf("%q changes the lines of the page to\n%q, not\n%q", h, got, want)
		}
		for l := range strings.SplitSeq(string(all["markdown"]), "\n") {
			if m := meaning(l); m != "" {
				t.Errorf("%q leaves markup in %q at %q", h, l, m)
			}
		}
		for format, b := range all {
			if bytes.ContainsFunc(b, hidden) {
				t.Errorf("%q leaves a hidden character in %s", h, format)
			}
		}
	}
}

// inAllFormats returns what write writes in each format.
func inAllFormats(t *testing.T, write func(b *bytes.Buffer, format string) error) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, format := range names() {
		out[format] = bytesOf(t, func(b *bytes.Buffer) error { return write(b, format) })
	}
	return out
}
