package strictfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// plainYAML reads a document in the YAML that programs and most people write: keys and
// values on lines, lists with dashes, short values, { } and [ ], text below >- and
// comments. It makes the tree that the library makes, in a tenth of the time. It returns
// nil for anything else (an escape, a tag, an anchor, a fault), which the library then
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
	whole  string // the current line without blanks at its end
	text   string // the same from indent on
	indent int
	depth  int
	inside int  // how far the keys or items are indented that are being read
	end    bool // there is no current line
	unsure bool
	slab   []yaml.Node // allocated, but not used yet
}

// next goes on to the next line with a value.
func (p *plainReader) next() {
	for p.rest != "" {
		p.cut()
		p.text = strings.TrimLeft(p.whole, " ")
		p.indent = p.at(p.text)
		if p.text != "" && p.text[0] != '#' {
			return
		}
	}
	p.end, p.text, p.indent = true, "", -1
}

// cut goes on to the next line of any kind and returns it.
func (p *plainReader) cut() string {
	line, rest, _ := strings.Cut(p.rest, "\n")
	p.rest, p.whole = rest, strings.TrimRight(line, " ")
	p.line++
	return line
}

// at returns where in the current line a text begins that reaches to its end.
func (p *plainReader) at(text string) int { return len(p.whole) - len(text) }

// doubt ends the reading without a result.
func (p *plainReader) doubt() *yaml.Node {
	p.unsure, p.end, p.indent = true, true, -1
	return &yaml.Node{}
}

func (p *plainReader) isItem() bool { return strings.HasPrefix(p.text, "- ") }

// node returns a node at a byte of the current line. The library counts characters.
func (p *plainReader) node(kind yaml.Kind, at int) *yaml.Node {
	if len(p.slab) == 0 {
		p.slab = make([]yaml.Node, 32)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind, n.Line, n.Column = kind, p.line, 1+utf8.RuneCountInString(p.whole[:at])
	return n
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
		if strings.HasPrefix(value, "#") {
			value = ""
		}
		switch {
		case value == ">-":
			n.Content = append(n.Content, key, p.folded(indent, value))
		case value == "" && p.deeper(indent):
			n.Content = append(n.Content, key, p.block())
		case value == "":
			return p.doubt()
		default:
			n.Content = append(n.Content, key, p.value(value, indent))
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
		switch {
		case item == ">-":
			n.Content = append(n.Content, p.folded(indent, item))
		case keySize(item) > 0:
			p.text, p.indent = item, p.at(item) // its keys are indented as the first is
			n.Content = append(n.Content, p.mapping(p.indent))
		default:
			n.Content = append(n.Content, p.value(item, indent))
			p.next()
		}
		if p.indent > indent {
			return p.doubt()
		}
	}
	return n
}

// folded reads the text on the lines below >-, which are indented alike and further than
// what the text belongs to, and joins them.
func (p *plainReader) folded(indent int, mark string) *yaml.Node {
	n := p.node(yaml.ScalarNode, p.at(mark))
	n.Tag, n.Style = "!!str", yaml.FoldedStyle
	own := strings.Repeat(" ", indentOf(p.rest))
	if len(own) <= indent {
		return p.doubt()
	}
	var lines []string
	for strings.HasPrefix(p.rest, own) {
		line := p.cut()[len(own):]
		if line == "" || line[0] == ' ' || line[len(line)-1] == ' ' {
			return p.doubt()
		}
		lines = append(lines, line)
	}
	n.Value = strings.Join(lines, " ")
	below, _, _ := strings.Cut(strings.TrimLeft(p.rest, "\n"), "\n")
	if indentOf(below) > indent || below != "" && strings.Trim(below, " ") == "" {
		return p.doubt() // it may belong to the text, even if it is a comment or only spaces
	}
	p.next()
	return n
}

// indentOf returns how far the first line of a text is indented.
func indentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

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
	return isLetter(c) || '0' <= c && c <= '9' || !first && (c == '_' || c == '-' || c == '.')
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// value reads a value that is alone on the rest of a line, but for a comment. A list or
// keys in brackets may go on below, indented further than so far.
func (p *plainReader) value(text string, indent int) *yaml.Node {
	p.inside = indent
	n, rest := p.one(text, "")
	comment := strings.HasPrefix(rest, "#") && p.whole[p.at(rest)-1] == ' '
	if rest != "" && !comment {
		return p.doubt()
	}
	return n
}

// one reads a value, and returns the text after it. ends are the characters that end a
// value in { } or [ ].
func (p *plainReader) one(text, ends string) (n *yaml.Node, rest string) {
	switch text[0] {
	case '{', '[':
		return p.flow(text)
	case '"', '\'':
		return p.quoted(text)
	}
	n = p.node(yaml.ScalarNode, p.at(text))
	if at := strings.Index(text, " #"); ends == "" && at >= 0 {
		text, rest = strings.TrimRight(text[:at], " "), text[at+1:]
	}
	if ends != "" {
		if end := strings.IndexAny(text, ends+"{}[]"); end >= 0 {
			text, rest = strings.TrimRight(text[:end], " "), text[end:]
		}
	}
	tag := plainTag(text)
	if tag == "" || ends != "" && strings.Contains(text, "?") { // there "?" begins a key
		return p.doubt(), ""
	}
	n.Value, n.Tag = text, tag
	return n, rest
}

// quoted reads a text in quotes, all on one line. The escapes that it knows are \" and
// \\ in double quotes, and in single ones a quote that is written twice.
func (p *plainReader) quoted(text string) (n *yaml.Node, rest string) {
	n = p.node(yaml.ScalarNode, p.at(text))
	n.Tag, n.Style = "!!str", yaml.DoubleQuotedStyle
	quote, escape := text[0], byte('\\')
	if quote == '\'' {
		escape = '\''
	}
	for rest = text[1:]; rest != ""; rest = rest[1:] {
		at := strings.IndexAny(rest, string([]byte{quote, escape}))
		if at < 0 {
			break
		}
		n.Value += rest[:at]
		rest = rest[at:]
		switch {
		case rest[0] == escape && len(rest) > 1 && (rest[1] == quote || rest[1] == escape):
			n.Value += rest[1:2]
			rest = rest[1:]
		case rest[0] == quote:
			return n, strings.TrimLeft(rest[1:], " ")
		default: // another escape
			return p.doubt(), ""
		}
	}
	return p.doubt(), ""
}

// flow reads { } or [ ].
func (p *plainReader) flow(text string) (n *yaml.Node, rest string) {
	if p.depth++; p.depth > deepest {
		return p.doubt(), ""
	}
	defer func() { p.depth-- }()
	kind, closing := yaml.SequenceNode, byte(']')
	if text[0] == '{' {
		kind, closing = yaml.MappingNode, '}'
	}
	n = p.node(kind, p.at(text))
	text = p.more(text[1:])
	for text != "" && text[0] != closing {
		if kind == yaml.MappingNode {
			var key *yaml.Node
			if key, text = p.flowKey(text); key == nil {
				return p.doubt(), ""
			}
			n.Content = append(n.Content, key)
		}
		var item *yaml.Node
		if item, text = p.flowItem(text, closing); item == nil {
			return p.doubt(), ""
		}
		n.Content = append(n.Content, item)
	}
	if text == "" {
		return p.doubt(), ""
	}
	return n, strings.TrimLeft(text[1:], " ")
}

// more returns the text of { } or [ ] that follows: the rest of this line, or if there is
// nothing the next one; "" if that cannot belong to it.
func (p *plainReader) more(rest string) string {
	if rest = strings.TrimLeft(rest, " "); rest != "" {
		return rest
	}
	if p.next(); p.indent <= p.inside {
		return ""
	}
	return p.text
}

// flowKey reads a key in { }, and returns the text after its colon; nil if there is none.
func (p *plainReader) flowKey(text string) (key *yaml.Node, rest string) {
	size := keySize(text)
	if size == 0 {
		return nil, ""
	}
	key = p.node(yaml.ScalarNode, p.at(text))
	key.Value, key.Tag = text[:size], "!!str"
	return key, strings.TrimLeft(text[size+1:], " ")
}

// flowItem reads a value in { } or [ ], and returns the text after it and its comma; nil if
// there is none, or if something else follows it.
func (p *plainReader) flowItem(text string, closing byte) (item *yaml.Node, rest string) {
	if text == "" || text[0] == ',' || text[0] == closing {
		return nil, ""
	}
	item, rest = p.one(text, ",")
	switch rest = p.more(rest); {
	case rest == "":
		return nil, ""
	case rest[0] == ',':
		return item, p.more(rest[1:])
	case rest[0] != closing:
		return nil, ""
	}
	return item, rest
}

// plainTag returns the tag of a value without quotes: text, true, false or a whole number;
// "" if it may be anything else.
func plainTag(s string) string {
	if s == "" || strings.Contains(s, ": ") || strings.Contains(s, " #") || s[len(s)-1] == ':' {
		return ""
	}
	if first := strings.TrimPrefix(s, "<"); first == "" || !isLetter(first[0]) {
		return numberTag(s)
	}
	switch {
	case s == "true", s == "false":
		return "!!bool"
	}
	switch strings.ToLower(s) {
	case "true", "false", "null":
		return ""
	}
	return "!!str"
}

// numberTag returns the tag of a value that may be a whole number, a date, a version or
// words after a number; "" if it is none of them.
func numberTag(s string) string {
	other := strings.TrimLeft(s, "0123456789")
	switch {
	case len(other) < len(s) && strings.Contains(other, " "): // 14 or more
		return "!!str"
	case other == "" && len(s) <= 15 && (s[0] != '0' || len(s) == 1):
		return "!!int"
	case len(s) >= 7 && len(s)-len(other) == 4 && other[0] == '-' && strings.Trim(other, "0123456789-:TZ+") == "": // a date
		return "!!str"
	case strings.Count(other, ".") == 2 && strings.Trim(other, "0123456789.") == "" && !strings.Contains(other, "..") && s[len(s)-1] != '.': // 1.0.0
		return "!!str"
	}
	return ""
}
