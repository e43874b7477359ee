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
func cleaned(c chunk, bad *assess.Faults) []byte {
	var out []byte
	line, column, kept, last := c.line, 1, 0, ""
	for at := 0; at < len(c.text); column++ {
		if ' ' <= c.text[at] && c.text[at] <= '~' { // nearly all
			at, last = at+1, ""
			continue
		}
		r, size := utf8.DecodeRune(c.text[at:])
		code := wrongCharacter(r, size)
		if code != "" {
			out = append(append(out, c.text[kept:at]...), "\ufffd"...)
			kept = at + size
			if code != last {
				bad.Add(assess.Problem{Code: code, Message: characterMessage(code), Line: line, Column: column})
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

func characterMessage(code string) string {
	if code == CodeBadUTF8 {
		return "bytes that are not UTF-8; save the file as UTF-8"
	}
	return "a control character; remove it, or write it as an escape in double quotes"
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

// mayHold reports whether a document may have more than that many values, keys
// included. The library needs some 250 bytes for each, and builds them all before they
// can be counted. So they are counted in the text, by what divides them, also where
// that is only punctuation. Text in the forms that AppendYAML writes is left out, since
// an account may have a hundred thousand commas.
func mayHold(text []byte, most int) bool {
	count := 0
	ours := true // every line so far is complete in itself, so that text cannot be mistaken
	within := -1 // a literal block: its lines are indented further than this
	for line := range bytes.Lines(text) {
		line = bytes.TrimRight(line, " \t\r\n")
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		switch {
		case len(line) == 0 || within >= 0 && indent > within:
			continue
		case line[indent] == '#':
			continue
		}
		within = -1
		value := afterKeys(line)
		switch {
		case !ours:
		case len(line)-len(value) > indent && (string(value) == "|" || string(value) == "|-"):
			within = keyColumn(line)
		case !complete(value):
			ours = false
		case len(value) > 0 && value[0] == '"':
			line = line[:len(line)-len(value)]
		}
		if count += dividers(line[indent:]); count > most {
			return true
		}
	}
	return false
}

// afterKeys returns what follows "- " and "key: " at the beginning of a line.
func afterKeys(line []byte) []byte {
	rest := line[keyColumn(line):]
	end := bytes.IndexFunc(rest, func(r rune) bool { return r != '_' && r != '-' && r != '.' && !letterOrDigit(r) })
	if end > 0 && rest[end] == ':' && (end+1 == len(rest) || rest[end+1] == ' ') {
		return bytes.TrimLeft(rest[end+1:], " ")
	}
	return rest
}

// keyColumn returns how many bytes of indents and "- " a line begins with.
func keyColumn(line []byte) int {
	at := 0
	for at < len(line) && (line[at] == ' ' || line[at] == '-' && at+1 < len(line) && line[at+1] == ' ') {
		at++
	}
	return at
}

func letterOrDigit(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// complete reports whether a value certainly ends on its line, or is plain text. Only
// then is a "|" at the end of a later line the beginning of a literal block.
func complete(value []byte) bool {
	if len(value) == 0 {
		return true
	}
	switch value[0] {
	case '"':
		return closingQuote(value)+1 == len(value)
	case '[', '{':
		return bracketsEnd(value)
	}
	return bytes.IndexByte([]byte("'&*!|>%@`?,]}"), value[0]) < 0
}

// bracketsEnd reports whether a value that begins with a bracket certainly ends with
// the bracket that closes it.
func bracketsEnd(value []byte) bool {
	depth := 0
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '"':
			i += closingQuote(value[i:])
		case '\'', '#':
			return false
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i+1 == len(value)
			}
		}
	}
	return false
}

// closingQuote returns the index of the quotation mark that closes the one text begins
// with, or the length of text if none does.
func closingQuote(text []byte) int {
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '"':
			return i
		case '\\':
			i++
		}
	}
	return len(text)
}

// dividers counts the line itself and everything in it that may divide values.
func dividers(line []byte) int {
	n := 1
	open, named := byte(0), false // the last bracket that opens, and whether a colon followed
	for i, c := range line {
		switch c {
		case '[', '{':
			n, open, named = n+1, c, false
		case ':':
			n, named = n+1, true
			if open == '[' || line[0] == '-' {
				n++ // the object itself
			}
		case ',':
			if n++; open != '[' && !named {
				n++ // a key without a value
			}
			named = false
		case '-', '?':
			if (i > 0 && line[i-1] == ' ' || c == '?') && (i+1 == len(line) || line[i+1] == ' ') {
				n++
			}
		}
	}
	return n
}
