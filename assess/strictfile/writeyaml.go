package strictfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AppendYAML appends the tree as one YAML document, in block style. Text that a
// reader of YAML could mistake for something else (yes, no, null, a date, a number)
// is quoted. Text of several lines is a literal block if that keeps every character.
// A nil or Unclear node is written as null.
func AppendYAML(dst []byte, n *Node) []byte {
	if n == nil || len(n.Fields) == 0 && len(n.Items) == 0 {
		return append(appendYAMLScalar(dst, n, 1), '\n')
	}
	return appendBlock(dst, n, 0)
}

// appendBlock appends the lines of an object or list that is not empty, indented by
// depth levels. The first line must already be indented.
func appendBlock(dst []byte, n *Node, depth int) []byte {
	for i := range n.Fields {
		if i > 0 {
			dst = indent(dst, depth)
		}
		dst = appendYAMLKey(dst, n.Fields[i].Key, depth)
		dst = appendYAMLValue(dst, n.Fields[i].Value, depth, false)
	}
	for i, item := range n.Items {
		if i > 0 {
			dst = indent(dst, depth)
		}
		dst = append(dst, '-')
		dst = appendYAMLValue(dst, item, depth, true)
	}
	return dst
}

// appendYAMLValue appends what follows "key:" or "-", to the end of its lines.
func appendYAMLValue(dst []byte, n *Node, depth int, item bool) []byte {
	switch {
	case n == nil || len(n.Fields) == 0 && len(n.Items) == 0:
		return append(appendYAMLScalar(append(dst, ' '), n, depth+1), '\n')
	case item: // the first line follows the dash
		return appendBlock(append(dst, ' '), n, depth+1)
	}
	return appendBlock(indent(append(dst, '\n'), depth+1), n, depth+1)
}

func indent(dst []byte, depth int) []byte {
	return append(dst, strings.Repeat("  ", depth)...)
}

// longestKey is the longest key, in bytes as written, that is put before a colon on
// one line: YAML allows 1024 characters. A longer key follows "?".
const longestKey = 256

func appendYAMLKey(dst []byte, key string, depth int) []byte {
	if bare(key) {
		return append(append(dst, key...), ':')
	}
	quoted := appendDoubleQuoted(nil, key)
	if len(quoted) <= longestKey {
		return append(append(dst, quoted...), ':')
	}
	dst = append(append(dst, "? "...), quoted...)
	return append(indent(append(dst, '\n'), depth), ':')
}

// appendYAMLScalar appends text, a number, true, false, null, or an empty object or
// list. depth is the indent of any further lines.
func appendYAMLScalar(dst []byte, n *Node, depth int) []byte {
	switch {
	case n == nil || n.Kind == Unclear || n.Kind == Null:
		return append(dst, "null"...)
	case n.Kind == Object:
		return append(dst, "{}"...)
	case n.Kind == List:
		return append(dst, "[]"...)
	case n.Kind == Bool:
		return append(dst, strings.ToLower(n.Text)...)
	case n.Kind == Number || bare(n.Text):
		return append(dst, n.Text...)
	case literal(n.Text):
		return appendLiteral(dst, n.Text, depth)
	}
	return appendDoubleQuoted(dst, n.Text)
}

// bare reports whether text may be written without quotes: it is one line, begins
// with an ASCII letter, has only letters, digits and harmless punctuation, and is not
// one of the words in meaningful.
func bare(s string) bool {
	if len(s) == 0 || len(s) > longestKey || s[0] >= utf8.RuneSelf || !unicode.IsLetter(rune(s[0])) || s[len(s)-1] == ' ' {
		return false
	}
	for _, r := range s {
		if !unicode.IsLetter(r) && !(r >= '0' && r <= '9') && !strings.ContainsRune(" _-./()'", r) {
			return false
		}
	}
	return !slices.Contains(meaningful, strings.ToLower(s))
}

// meaningful are the words that a reader of YAML 1.1 or 1.2 may not read as text.
var meaningful = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"}

// literal reports whether a literal block keeps the text: several lines, none of
// which begins or ends with a space, and at most one line feed at the end.
func literal(s string) bool {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	if len(lines) < 2 || lines[0] == "" || lines[len(lines)-1] == "" {
		return false
	}
	for _, l := range lines {
		if strings.HasPrefix(l, " ") || strings.HasSuffix(l, " ") || !printable(l) {
			return false
		}
	}
	return true
}

// printable reports whether every character may be written as it is within a line.
func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' || r == utf8.RuneError || !yamlHolds(r) || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff
	})
}

func appendLiteral(dst []byte, s string, depth int) []byte {
	dst = append(dst, '|')
	body, ends := strings.CutSuffix(s, "\n")
	if !ends {
		dst = append(dst, '-')
	}
	for line := range strings.SplitSeq(body, "\n") {
		dst = append(dst, '\n')
		if line != "" {
			dst = append(indent(dst, depth), line...)
		}
	}
	return dst
}

// appendDoubleQuoted appends text in double quotes. It escapes everything but plain
// printable characters: line ends of all kinds, which YAML would fold, marks that
// change the direction of text, and characters that YAML does not allow.
func appendDoubleQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		switch i := strings.IndexRune("\"\\\n\t\r", r); {
		case i >= 0:
			dst = append(dst, '\\', `"\ntr`[i])
		case unicode.IsPrint(r):
			dst = utf8.AppendRune(dst, r)
		case r <= 0xff:
			dst = fmt.Appendf(dst, `\x%02X`, r)
		case r <= 0xffff:
			dst = fmt.Appendf(dst, `\u%04X`, r)
		default:
			dst = fmt.Appendf(dst, `\U%08X`, r)
		}
	}
	return append(dst, '"')
}
