package strictfile

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// plainYAML reads a document in the YAML that programs and most people write: keys and
// values on lines, lists with dashes, short values, { } and [ ], text below >- and
// comments. It makes the same tree as build, in a tenth of the time. It returns nil if it
// is not sure (because of an escape, a tag, an anchor, a fault or a repeated key), and
// then the library reads the document. A fuzz test compares the two.
func (l limits) plainYAML(text []byte, line int) *Node {
	for _, ends := range []string{"\u0085", "\u2028", "\u2029", "\ufeff", "\r", "\t"} { // some of which end a line in YAML
		if bytes.Contains(text, []byte(ends)) {
			return nil
		}
	}
	p := plainReader{rest: string(text), line: line - 1, made: builder{limits: l}}
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

// plainReader reads a document line by line.
type plainReader struct {
	rest   string // the lines after the current one
	line   int    // number of the current line in the file, from 1
	whole  string // the current line without blanks at its end
	text   string // the same from indent on
	indent int

	counted, characters int // of the current line: the bytes that column has counted, and how many characters they are

	depth  int
	inside int  // the indent of the key or item whose value is being read
	end    bool // there is no current line
	unsure bool
	made   builder // of the nodes
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
	p.counted, p.characters = 0, 0
	return line
}

// at returns where in the current line a text begins that reaches to its end.
func (p *plainReader) at(text string) int { return len(p.whole) - len(text) }

// doubt ends the reading without a result.
func (p *plainReader) doubt() *Node {
	p.unsure, p.end, p.indent = true, true, -1
	return &Node{}
}

func (p *plainReader) isItem() bool { return strings.HasPrefix(p.text, "- ") }

// node returns a node at a byte of the current line.
func (p *plainReader) node(kind Kind, at int) *Node {
	n, err := p.made.node(kind, p.line, p.column(at))
	if err != nil {
		return p.doubt()
	}
	return n
}

// column returns the place of a byte in the current line, in characters from 1. It counts
// on from the last one that was asked for, because a line may have a hundred thousand values.
func (p *plainReader) column(at int) int {
	if at < p.counted {
		p.counted, p.characters = 0, 0
	}
	p.characters += utf8.RuneCountInString(p.whole[p.counted:at])
	p.counted = at
	return 1 + p.characters
}

// field returns a field without its value, whose key begins at a byte of the current line.
func (p *plainReader) field(key string, at int, o *object) Field {
	return Field{Key: key, Line: p.line, Column: p.column(at), nth: len(o.fields) + 1}
}

// put adds a field. A repeated key is left to the library.
func (p *plainReader) put(o *object, f Field, value *Node) {
	f.Value = value
	if o.add(f) >= 0 {
		p.doubt()
	}
}

// mapping reads the keys of lines that are indented so far.
func (p *plainReader) mapping(indent int) *Node {
	if p.depth++; p.depth > p.made.limits.depth {
		return p.doubt()
	}
	defer func() { p.depth-- }()
	n, o := p.node(Object, indent), newObject(few)
	for !p.end && p.indent == indent && !p.isItem() {
		size := keySize(p.text)
		if size == 0 {
			return p.doubt()
		}
		f := p.field(p.text[:size], indent, &o)
		value := strings.TrimLeft(p.text[size+1:], " ")
		if strings.HasPrefix(value, "#") {
			value = ""
		}
		switch {
		case value == ">-":
			p.put(&o, f, p.folded(indent, value))
		case value == "" && p.deeper(indent):
			p.put(&o, f, p.block())
		case value == "":
			return p.doubt()
		default:
			p.put(&o, f, p.value(value, indent))
			p.next()
		}
	}
	if p.indent > indent { // such as a text over several lines
		return p.doubt()
	}
	n.Fields = o.fields
	return n
}

// deeper goes on to the next line, and reports whether it belongs to the key before it.
// The dash of a list may be right below the key.
func (p *plainReader) deeper(indent int) bool {
	p.next()
	return p.indent > indent || p.indent == indent && p.isItem()
}

// block reads the list or the keys that begin on this line.
func (p *plainReader) block() *Node {
	if !p.isItem() {
		return p.mapping(p.indent)
	}
	if p.depth++; p.depth > p.made.limits.depth {
		return p.doubt()
	}
	defer func() { p.depth-- }()
	indent := p.indent
	n := p.node(List, indent)
	for !p.end && p.indent == indent && p.isItem() {
		item := strings.TrimLeft(p.text[2:], " ")
		switch {
		case item == ">-":
			n.Items = append(n.Items, p.folded(indent, item))
		case keySize(item) > 0:
			p.text, p.indent = item, p.at(item) // its keys are indented as the first is
			n.Items = append(n.Items, p.mapping(p.indent))
		default:
			n.Items = append(n.Items, p.value(item, indent))
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
func (p *plainReader) folded(indent int, mark string) *Node {
	n := p.node(String, p.at(mark))
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
	n.Text = strings.Join(lines, " ")
	below, _, _ := strings.Cut(strings.TrimLeft(p.rest, "\n"), "\n")
	if indentOf(below) > indent || below != "" && strings.Trim(below, " ") == "" {
		return p.doubt() // it may belong to the text, even if it is a comment or only spaces
	}
	p.next()
	return n
}

// indentOf returns how far the first line of a text is indented.
func indentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " ")) }

// keySize returns how long the key is that a line begins with; 0 if it begins with none. A
// colon and then a space or the end of the line are after it.
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
func (p *plainReader) value(text string, indent int) *Node {
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
func (p *plainReader) one(text, ends string) (n *Node, rest string) {
	switch text[0] {
	case '{', '[':
		return p.flow(text)
	case '"', '\'':
		return p.quoted(text)
	}
	n = p.node(String, p.at(text))
	if ends != "" {
		if end := strings.IndexAny(text, ends+"{}[]"); end >= 0 {
			text, rest = strings.TrimRight(text[:end], " "), text[end:]
		}
	} else if at := strings.Index(text, " #"); at >= 0 {
		text, rest = strings.TrimRight(text[:at], " "), text[at+1:]
	}
	kind := plainKind(text)
	if kind == Unclear || ends != "" && strings.Contains(text, "?") { // there "?" begins a key
		return p.doubt(), ""
	}
	n.Kind, n.bare, n.Text = kind, kind == Number, text
	return n, rest
}

// quoted reads a text in quotes, all on one line. The escapes that it knows are \" and
// \\ in double quotes, and in single ones a quote that is written twice.
func (p *plainReader) quoted(text string) (n *Node, rest string) {
	n = p.node(String, p.at(text))
	var before strings.Builder // the last escape
	quote, escape := text[0], byte('\\')
	if quote == '\'' {
		escape = '\''
	}
	for rest = text[1:]; rest != ""; rest = rest[1:] {
		at := strings.IndexAny(rest, string([]byte{quote, escape}))
		if at < 0 {
			break
		}
		part := rest[:at]
		rest = rest[at:]
		switch {
		case rest[0] == escape && len(rest) > 1 && (rest[1] == quote || rest[1] == escape):
			before.WriteString(part)
			before.WriteByte(rest[1])
			rest = rest[1:]
		case rest[0] == quote:
			if n.Text = part; before.Len() > 0 {
				n.Text = before.String() + part
			}
			return n, strings.TrimLeft(rest[1:], " ")
		default: // another escape
			return p.doubt(), ""
		}
	}
	return p.doubt(), ""
}

// flow reads { } or [ ].
func (p *plainReader) flow(text string) (n *Node, rest string) {
	if p.depth++; p.depth > p.made.limits.depth {
		return p.doubt(), ""
	}
	defer func() { p.depth-- }()
	kind, closing := List, byte(']')
	if text[0] == '{' {
		kind, closing = Object, '}'
	}
	n = p.node(kind, p.at(text))
	var o object
	if kind == Object {
		o = newObject(few)
	} else {
		n.Items = []*Node{}
	}
	text = p.more(text[1:])
	for text != "" && text[0] != closing {
		var f Field
		if kind == Object {
			if f, text = p.flowKey(text, &o); f.Key == "" {
				return p.doubt(), ""
			}
		}
		var item *Node
		if item, text = p.flowItem(text, closing); item == nil {
			return p.doubt(), ""
		}
		if kind == Object {
			p.put(&o, f, item)
		} else {
			n.Items = append(n.Items, item)
		}
	}
	if text == "" {
		return p.doubt(), ""
	}
	n.Fields = o.fields
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

// flowKey reads a key in { }, and returns the text after its colon; the key is "" if there
// is none.
func (p *plainReader) flowKey(text string, o *object) (f Field, rest string) {
	size := keySize(text)
	if size == 0 {
		return Field{}, ""
	}
	return p.field(text[:size], p.at(text), o), strings.TrimLeft(text[size+1:], " ")
}

// flowItem reads a value in { } or [ ], and returns the text after it and its comma; nil if
// there is none, or if something else follows it.
func (p *plainReader) flowItem(text string, closing byte) (item *Node, rest string) {
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
