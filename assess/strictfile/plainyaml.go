package strictfile

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"
)

// plainYAML reads a document in the YAML that programs and most people write: keys and
// values on lines, lists with dashes, short values, { } on one line. It makes the tree
// that the library makes, in a tenth of the time. It returns nil for anything else (a
// text over several lines, an escape, a tag, an anchor, a fault), which the library then
// reads: when in doubt it is not sure. A fuzz test holds the two to each other.
func plainYAML(text []byte) *yaml.Node {
	for _, ends := range []string{"\u0085", "\u2028", "\u2029", "\ufeff", "\r", "\t"} { // some of which end a line in YAML
		if bytes.Contains(text, []byte(ends)) {
			return nil
		}
	}
	p := plainReader{rest: string(text)}
	p.next()
	if p.end || p.indent != 0 || p.isItem() {
		return nil
	}
	root := p.mapping(0)
	if p.unsure || !p.end {
		return nil
	}
	return root
}

// deepest is how deep a plain document may be nested.
const deepest = 24

// plainReader reads a document line by line.
type plainReader struct {
	rest   string // the lines after the current one
	line   int    // number of the current line, from 1
	text   string // the current line from indent on, without blanks at its end
	indent int
	depth  int
	end    bool // there is no current line
	unsure bool
}

// next goes on to the next line with a value.
func (p *plainReader) next() {
	for p.rest != "" {
		line, rest, _ := strings.Cut(p.rest, "\n")
		p.rest = rest
		p.line++
		p.text = strings.TrimLeft(line, " ")
		p.indent = len(line) - len(p.text)
		p.text = strings.TrimRight(p.text, " ")
		if p.text != "" && p.text[0] != '#' {
			return
		}
	}
	p.end, p.text, p.indent = true, "", -1
}

// doubt ends the reading without a result.
func (p *plainReader) doubt() *yaml.Node {
	p.unsure, p.end, p.indent = true, true, -1
	return &yaml.Node{}
}

func (p *plainReader) isItem() bool { return strings.HasPrefix(p.text, "- ") }

func (p *plainReader) node(kind yaml.Kind, column int) *yaml.Node {
	return &yaml.Node{Kind: kind, Line: p.line, Column: column + 1}
}

// mapping reads the keys of lines that are indented so far.
func (p *plainReader) mapping(indent int) *yaml.Node {
	if p.depth++; p.depth > deepest {
		return p.doubt()
	}
	defer func() { p.depth-- }()
	n := p.node(yaml.MappingNode, indent)
	for !p.end && p.indent == indent && !p.isItem() {
		size := keySize(p.text)
		if size == 0 || size+1 < len(p.text) && p.text[size+1] != ' ' {
			return p.doubt()
		}
		key := p.node(yaml.ScalarNode, indent)
		key.Value, key.Tag = p.text[:size], "!!str"
		value := strings.TrimLeft(p.text[size+1:], " ")
		column := indent + len(p.text) - len(value)
		switch {
		case value == "" && p.deeper(indent):
			n.Content = append(n.Content, key, p.block())
		case value == "":
			return p.doubt()
		default:
			n.Content = append(n.Content, key, p.value(value, column))
			if p.next(); p.indent > indent { // a text over several lines
				return p.doubt()
			}
		}
	}
	if p.indent > indent {
		return p.doubt()
	}
	return n
}

// deeper goes on to the next line, and reports whether it belongs to the key before it.
// The dash of a list may be right below the key.
func (p *plainReader) deeper(indent int) bool {
	p.next()
	return p.indent > indent || p.indent == indent && p.isItem()
}

// block reads the list or the keys that begin on this line.
func (p *plainReader) block() *yaml.Node {
	if !p.isItem() {
		return p.mapping(p.indent)
	}
	indent := p.indent
	n := p.node(yaml.SequenceNode, indent)
	for !p.end && p.indent == indent && p.isItem() {
		item := strings.TrimLeft(p.text[2:], " ")
		column := indent + len(p.text) - len(item)
		if keySize(item) > 0 {
			p.text, p.indent = item, column // its keys are indented as the first is
			n.Content = append(n.Content, p.mapping(column))
		} else {
			n.Content = append(n.Content, p.value(item, column))
			p.next()
		}
		if p.indent > indent {
			return p.doubt()
		}
	}
	return n
}

// keySize returns how long the key is that a line begins with; 0 if it begins with none.
func keySize(line string) int {
	for i := range len(line) {
		switch c := line[i]; {
		case c == ':' && (i+1 == len(line) || line[i+1] == ' '):
			return i
		case i > 100 || !inKey(c, i == 0):
			return 0
		}
	}
	return 0
}

// inKey reports whether a key may have the character, or begin with it.
func inKey(c byte, first bool) bool {
	return isLetter(c) || !first && (c == '_' || c == '-' || c == '.' || '0' <= c && c <= '9')
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// value reads a value that is alone on the rest of a line.
func (p *plainReader) value(text string, column int) *yaml.Node {
	n, rest := p.one(text, column, "")
	if rest != "" {
		return p.doubt()
	}
	return n
}

// one reads a value, and returns the text after it. ends are the characters that end a
// value in { } or [ ].
func (p *plainReader) one(text string, column int, ends string) (n *yaml.Node, rest string) {
	switch c := text[0]; c {
	case '{', '[':
		return p.flow(text, column)
	case '"', '\'':
		end := strings.IndexByte(text[1:], c)
		if end < 0 || strings.IndexByte(text[1:end+1], '\\') >= 0 || strings.HasPrefix(text[end+2:], string(c)) {
			return p.doubt(), ""
		}
		n = p.node(yaml.ScalarNode, column)
		n.Value, n.Tag, n.Style = text[1:end+1], "!!str", yaml.DoubleQuotedStyle
		return n, strings.TrimLeft(text[end+2:], " ")
	}
	if ends != "" {
		if end := strings.IndexAny(text, ends+"{}[]"); end >= 0 {
			text, rest = strings.TrimRight(text[:end], " "), text[end:]
		}
	}
	tag := plainTag(text)
	if tag == "" {
		return p.doubt(), ""
	}
	n = p.node(yaml.ScalarNode, column)
	n.Value, n.Tag = text, tag
	return n, rest
}

// flow reads { } or [ ], all on one line.
func (p *plainReader) flow(text string, column int) (n *yaml.Node, rest string) {
	if p.depth++; p.depth > deepest || strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 }) { // columns are of characters
		return p.doubt(), ""
	}
	defer func() { p.depth-- }()
	whole := len(text)
	kind, closing := yaml.SequenceNode, byte(']')
	if text[0] == '{' {
		kind, closing = yaml.MappingNode, '}'
	}
	n = p.node(kind, column)
	text = strings.TrimLeft(text[1:], " ")
	for text != "" && text[0] != closing {
		if kind == yaml.MappingNode {
			var key *yaml.Node
			if key, text = p.flowKey(text, column+whole-len(text)); key == nil {
				return p.doubt(), ""
			}
			n.Content = append(n.Content, key)
		}
		var item *yaml.Node
		if item, text = p.flowItem(text, column+whole-len(text), closing); item == nil {
			return p.doubt(), ""
		}
		n.Content = append(n.Content, item)
	}
	if text == "" {
		return p.doubt(), ""
	}
	return n, strings.TrimLeft(text[1:], " ")
}

// flowKey reads a key in { }, and returns the text after its colon; nil if there is none.
func (p *plainReader) flowKey(text string, column int) (key *yaml.Node, rest string) {
	size := keySize(text)
	if size == 0 {
		return nil, ""
	}
	key = p.node(yaml.ScalarNode, column)
	key.Value, key.Tag = text[:size], "!!str"
	return key, strings.TrimLeft(text[size+1:], " ")
}

// flowItem reads a value in { } or [ ], and returns the text after it and its comma; nil if
// there is none, or if something else follows it.
func (p *plainReader) flowItem(text string, column int, closing byte) (item *yaml.Node, rest string) {
	if text == "" || text[0] == ',' || text[0] == closing {
		return nil, ""
	}
	item, rest = p.one(text, column, ",")
	switch {
	case rest == "":
		return nil, ""
	case rest[0] == ',':
		return item, strings.TrimLeft(rest[1:], " ")
	case rest[0] != closing:
		return nil, ""
	}
	return item, rest
}

// plainTag returns the tag of a value without quotes: text or a whole number; "" if it
// may be anything else.
func plainTag(s string) string {
	if s == "" || strings.Contains(s, ": ") || strings.Contains(s, " #") || s[len(s)-1] == ':' {
		return ""
	}
	if !isLetter(s[0]) {
		return numberTag(s)
	}
	switch strings.ToLower(s) {
	case "true", "false", "null":
		return ""
	}
	return "!!str"
}

// numberTag returns the tag of a value that may be a whole number or a date; "" if it is
// neither.
func numberTag(s string) string {
	other := strings.TrimLeft(s, "0123456789")
	switch {
	case other == "" && len(s) <= 15 && (s[0] != '0' || len(s) == 1):
		return "!!int"
	case len(s) >= 7 && len(s)-len(other) == 4 && other[0] == '-' && strings.Trim(other, "0123456789-:TZ+") == "": // a date
		return "!!str"
	}
	return ""
}
