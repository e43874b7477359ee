package cli

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"stalkrisk/assess/late"
	"stalkrisk/assess/termtext"
)

// charsetOf returns the encoding that the locale names, if it is one of single bytes
// such as ISO-8859-1; nil for UTF-8, and where the locale names none.
func charsetOf(getenv func(string) string) *charmap.Charmap {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		locale := getenv(name)
		if locale == "" {
			continue
		}
		_, charset, _ := strings.Cut(locale, ".")
		charset, _, _ = strings.Cut(charset, "@")
		charset = bare(charset)
		if charset == "" || charset == "utf8" {
			return nil
		}
		for _, one := range charmap.All {
			if c, ok := one.(*charmap.Charmap); ok && bare(c.String()) == charset {
				return c
			}
		}
		return nil
	}
	return nil
}

// bare returns the name of an encoding without what is written in several ways:
// "ISO-8859-1" and "iso88591", "CP1252" and "Windows 1252".
func bare(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
	name = strings.Replace(name, "ibmcodepage", "cp", 1)
	return strings.Replace(name, "windows", "cp", 1)
}

// decodes returns what turns a line of that encoding into UTF-8; nil if c is nil.
func decodes(c *charmap.Charmap) func(string) string {
	if c == nil {
		return nil
	}
	return func(line string) string {
		var out strings.Builder
		for i := range len(line) {
			out.WriteRune(c.DecodeByte(line[i]))
		}
		return out.String()
	}
}

// writer returns what everything printed passes on its way to w: the check of
// termtext.Writer and, on a terminal, the encoding of the locale.
func (t *Term) writer(w io.Writer, terminal bool) io.Writer {
	if terminal && t.Charset != nil {
		w = encoded{w, t.Charset}
	}
	return termtext.Writer(w)
}

// encoded is a terminal of another encoding than UTF-8.
type encoded struct {
	io.Writer
	charset *charmap.Charmap
}

// similar holds what to write for our own signs where an encoding has none.
var similar = late.Value[map[rune]string]{Make: func() map[rune]string {
	return map[rune]string{'…': "...", '–': "-", '—': "-", '’': "'", '‘': "'", '“': `"`, '”': `"`, '─': "-", '│': "|", '·': "."}
}}

func (e encoded) Write(b []byte) (int, error) {
	out := make([]byte, 0, len(b))
	for rest := b; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		if c, ok := e.charset.EncodeRune(r); ok {
			out = append(out, c)
		} else if s, ok := similar.Get()[r]; ok {
			out = append(out, s...)
		} else {
			out = append(out, '?')
		}
	}
	if _, err := e.Writer.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}
