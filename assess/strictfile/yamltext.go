package strictfile

import (
	"bytes"
	"iter"
	"unicode/utf8"

	"stalkrisk/assess"
)

// chunk is the part of a YAML stream between two marks: a line "---" begins a
// document, and a line "..." ends one. Neither can be part of a value, so a
// document that cannot be parsed ends there as well.
type chunk struct {
	text []byte
	line int // of its first line in the file, from 1
}

// chunks splits a stream, leaving out chunks with only comments, directives and
// marks.
func chunks(b []byte) iter.Seq[chunk] {
	return func(yield func(chunk) bool) {
		start, startLine := 0, 1
		cut := func(at, line int) bool {
			c := chunk{b[start:at], startLine}
			start, startLine = at, line
			return nothingIn(c.text) || yield(c)
		}
		at, line := 0, 1
		for text := range bytes.Lines(b) {
			if marks(text, "---") && !cut(at, line) {
				return
			}
			at, line = at+len(text), line+1
			if marks(text, "...") && !cut(at, line) {
				return
			}
		}
		cut(at, line)
	}
}

// marks reports whether a line is the mark, or begins with the mark and a space.
func marks(line []byte, mark string) bool {
	rest, ok := bytes.CutPrefix(line, []byte(mark))
	return ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}

// nothingIn reports whether text has only comments, directives and marks. A directive
// can only come before the mark that begins a document.
func nothingIn(text []byte) bool {
	begun := marks(text, "---")
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		directive := !begun && (bytes.HasPrefix(line, []byte("%YAML ")) || bytes.HasPrefix(line, []byte("%TAG ")))
		if len(line) > 0 && line[0] != '#' && !directive && string(line) != "---" && string(line) != "..." {
			return false
		}
	}
	return true
}

// cleaned returns the text of a chunk with every character that YAML does not allow
// replaced by U+FFFD, and reports each run of them. Otherwise one bad byte in a note
// would lose the whole record.
func cleaned(c chunk, bad *Faults) []byte {
	var out []byte
	line, column, kept, last := c.line, 1, 0, ""
	for at := 0; at < len(c.text); column++ {
		r, size := utf8.DecodeRune(c.text[at:])
		code := wrongCharacter(r, size)
		if code != "" {
			out = append(append(out, c.text[kept:at]...), "\ufffd"...)
			kept = at + size
			if code != last {
				bad.Add(assess.Problem{Code: code, Message: characterMessages[code], Line: line, Column: column})
			}
		}
		if r == '\n' {
			line, column = line+1, 0
		}
		last = code
		at += size
	}
	if out == nil {
		return c.text
	}
	return append(out, c.text[kept:]...)
}

var characterMessages = map[string]string{
	CodeBadUTF8:      "bytes that are not UTF-8; save the file as UTF-8",
	codeBadCharacter: `a control character; remove it, or write it as an escape in double quotes`,
}

// wrongCharacter returns the code of the problem with a character, or "".
func wrongCharacter(r rune, size int) string {
	switch {
	case r == utf8.RuneError && size == 1:
		return CodeBadUTF8
	case !yamlHolds(r):
		return codeBadCharacter
	}
	return ""
}

// yamlHolds reports whether YAML allows a character without an escape (YAML 1.2.2,
// production 1, c-printable).
func yamlHolds(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r < 0x7f:
		return true
	case r < 0xa0:
		return r == 0x85
	}
	return r != 0xfffe && r != 0xffff
}
