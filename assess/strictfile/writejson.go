package strictfile

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// AppendJSON appends the tree as JSON on one line, without spaces or escapes for
// HTML. Bytes that are not UTF-8 become U+FFFD. A nil or Unclear node is written as
// null.
func AppendJSON(dst []byte, n *Node) []byte {
	if n == nil {
		return append(dst, "null"...)
	}
	switch n.Kind {
	case Object:
		dst = append(dst, '{')
		for i, f := range n.Fields {
			dst = append(AppendQuoted(comma(dst, i), f.Key), ':')
			dst = AppendJSON(dst, f.Value)
		}
		return append(dst, '}')
	case List:
		dst = append(dst, '[')
		for i, item := range n.Items {
			dst = AppendJSON(comma(dst, i), item)
		}
		return append(dst, ']')
	case String:
		return AppendQuoted(dst, n.Text)
	case Bool:
		return strconv.AppendBool(dst, n.Text == "true")
	case Number:
		// Some numbers of YAML are not numbers in JSON: 017, .inf, 1_000.
		if jsontext.Value(n.Text).IsValid() {
			return append(dst, n.Text...)
		}
		return AppendQuoted(dst, n.Text)
	}
	return append(dst, "null"...)
}

// IndentedJSON returns the tree as JSON, indented by two spaces a level, with a line
// feed at the end. An empty object or list is written on one line.
func IndentedJSON(n *Node) []byte {
	var b bytes.Buffer
	json.Indent(&b, AppendJSON(nil, n), "", "  ") // it can fail only on invalid JSON
	b.WriteByte('\n')
	return b.Bytes()
}

func comma(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ',')
	}
	return dst
}

// AppendQuoted appends a text as AppendJSON writes it.
func AppendQuoted(dst []byte, s string) []byte {
	dst, _ = jsontext.AppendQuote(dst, s) // the error is about bytes that are not UTF-8; they are replaced
	return dst
}
