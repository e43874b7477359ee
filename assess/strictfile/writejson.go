package strictfile

import (
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// AppendJSON appends the tree on one line, with no space and without escaping
// what only matters in HTML. Bytes that are no UTF-8 become U+FFFD. A nil or
// Unclear node is written as null.
func AppendJSON(dst []byte, n *Node) []byte { return appendJSON(dst, n, "") }

// AppendIndentedJSON appends the tree with two spaces for each level and a line
// for each value, and a line feed at the end. An empty object or list is written on
// one line.
func AppendIndentedJSON(dst []byte, n *Node) []byte {
	return append(appendJSON(dst, n, "\n"), '\n')
}

// appendJSON appends n. newline is what begins a line at this level; "" for one
// line.
func appendJSON(dst []byte, n *Node, newline string) []byte {
	if n == nil {
		return append(dst, "null"...)
	}
	inner := newline
	if newline != "" {
		inner += "  "
	}
	switch n.Kind {
	case Object:
		dst = append(dst, '{')
		for i := range n.Fields {
			dst = append(comma(dst, i), inner...)
			dst = append(appendQuoted(dst, n.Fields[i].Key), ':')
			if newline != "" {
				dst = append(dst, ' ')
			}
			dst = appendJSON(dst, n.Fields[i].Value, inner)
		}
		return closing(dst, '}', newline, len(n.Fields))
	case List:
		dst = append(dst, '[')
		for i, item := range n.Items {
			dst = append(comma(dst, i), inner...)
			dst = appendJSON(dst, item, inner)
		}
		return closing(dst, ']', newline, len(n.Items))
	}
	return appendJSONScalar(dst, n)
}

func comma(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ',')
	}
	return dst
}

func closing(dst []byte, bracket byte, newline string, entries int) []byte {
	if entries > 0 {
		dst = append(dst, newline...)
	}
	return append(dst, bracket)
}

func appendJSONScalar(dst []byte, n *Node) []byte {
	switch n.Kind {
	case String:
		return appendQuoted(dst, n.Text)
	case Bool:
		return strconv.AppendBool(dst, n.Text == "true")
	case Number:
		// Some numbers of YAML are not numbers in JSON: 017, .inf, 1_000.
		if jsontext.Value(n.Text).IsValid() {
			return append(dst, n.Text...)
		}
		return appendQuoted(dst, n.Text)
	}
	return append(dst, "null"...)
}

func appendQuoted(dst []byte, s string) []byte {
	dst, _ = jsontext.AppendQuote(dst, s) // the error is about bytes that are not UTF-8; they are replaced
	return dst
}
