package strictfile

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"stalkrisk/assess"
)

// ParseJSON reads one JSON value. The node is nil if the text cannot be parsed; the
// problems then say why. Only white space may follow the value. A byte order mark
// before it is skipped. Bytes that are not UTF-8 are reported, and read as U+FFFD. b
// is not kept.
func ParseJSON(b []byte) (*Node, []assess.Problem) { return fileLimits.parseJSON(b) }

func (l limits) parseJSON(b []byte) (*Node, []assess.Problem) {
	doc := newJSONParser(l, b).one()
	return doc.Root, doc.Problems
}

// jsonParser builds the tree of a JSON text.
type jsonParser struct {
	builder
	in     *jsontext.Decoder
	text   string // all of it; strings without escapes are slices of it
	valid  bool   // all of it is UTF-8
	places places
	spare  []spare // memory for unfinished objects and lists, by depth
}

type spare struct {
	fields []Field
	items  []*Node
}

// spares keeps that memory for the next parser, and nothing of a text. Without it a
// large record takes half as much CPU again.
var spares = sync.Pool{New: func() any { return new([]spare) }}

func newJSONParser(l limits, b []byte) *jsonParser {
	p := &jsonParser{builder: builder{limits: l}}
	b = bytes.TrimPrefix(b, byteOrderMark)
	if len(b) > p.limits.bytes {
		p.fault(1, 1, CodeTooLarge, p.limits.tooLarge())
		b = nil
	}
	p.text = string(b)
	p.valid = utf8.Valid(b)
	p.places = places{text: p.text}
	p.in = jsontext.NewDecoder(bytes.NewBuffer(b), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return p
}

var byteOrderMark = []byte("\ufeff")

// one reads the whole text as one document.
func (p *jsonParser) one() Document {
	room := spares.Get().(*[]spare)
	p.spare = *room
	root, err := p.value(1)
	if err == nil {
		*room = p.spare
		spares.Put(room)
	}
	if p.end(err) != nil {
		root = nil
	}
	return Document{root, p.All()}
}

const cutOff = "the text ends before the record does; it may have been cut off"

// end reports a problem if the parser was stopped or text follows the value, and
// returns an error in either case. The library's messages are not used, because they
// quote the text.
func (p *jsonParser) end(err error) error {
	offset := int(p.in.InputOffset())
	var wrong *jsontext.SyntacticError
	code, message := CodeSyntax, "invalid JSON from here; look for a missing quote, comma, colon or bracket just before"
	switch {
	case err == errStopped:
		return err
	case err == nil:
		if _, err = p.in.ReadToken(); err == io.EOF {
			return nil
		}
		offset += len(p.text[offset:]) - len(strings.TrimLeft(p.text[offset:], " \t\r\n"))
		code, message = CodeTrailingText, "more text after the end of the record; keep one object"
	case err == io.EOF && p.Count() > 0: // too large: not read at all
		return err
	case err == io.EOF:
		code, message = CodeEmpty, "nothing to read; if there should be, look for an earlier copy"
	case errors.Is(err, io.ErrUnexpectedEOF):
		offset = len(p.text)
		message = cutOff
	case errors.As(err, &wrong):
		offset = int(wrong.ByteOffset)
		switch rest := p.text[offset:]; {
		case strings.Trim(rest, " \t\r\n") == "":
			message = cutOff
		case rest[0] < ' ':
			message = `a line break or other control character in text; write it as an escape, such as \n`
		}
	}
	line, column := p.places.of(offset)
	p.fault(line, column, code, message)
	return errStopped
}

// value reads the next value, which is at the given depth; the root is at depth 1.
func (p *jsonParser) value(depth int) (*Node, error) {
	switch k := p.in.PeekKind(); k {
	case jsontext.KindBeginObject, jsontext.KindBeginArray:
		if depth > p.limits.depth {
			return p.skip()
		}
		if k == jsontext.KindBeginObject {
			return p.object(depth)
		}
		return p.array(depth)
	}
	return p.scalar()
}

// skip reports a value that is nested too deeply, and skips it without building it.
func (p *jsonParser) skip() (*Node, error) {
	start := int(p.in.InputOffset())
	start += strings.IndexAny(p.text[start:], "{[")
	line, column := p.places.of(start)
	p.tooDeep(line, column)
	if err := p.in.SkipValue(); err != nil {
		return nil, errStopped // nested deeper than the library allows, or cut off
	}
	return p.node(Unclear, line, column)
}

// begin reads the token that opens an object or list.
func (p *jsonParser) begin(k Kind) (*Node, error) {
	if _, err := p.in.ReadToken(); err != nil {
		return nil, err
	}
	line, column := p.places.of(int(p.in.InputOffset()) - 1)
	return p.node(k, line, column)
}

func (p *jsonParser) object(depth int) (*Node, error) {
	n, err := p.begin(Object)
	if err != nil {
		return nil, err
	}
	o := object{fields: p.spareAt(depth).fields[:0]}
	for nth := 1; p.in.PeekKind() == jsontext.KindString; nth++ {
		if err := p.field(&o, depth, nth); err != nil {
			return nil, err
		}
	}
	n.Fields = slices.Clone(o.fields)
	clear(o.fields)
	p.spareAt(depth).fields = o.fields
	_, err = p.in.ReadToken()
	return n, err
}

// field reads a key and its value into the object.
func (p *jsonParser) field(o *object, depth, nth int) error {
	raw, err := p.in.ReadValue()
	if err != nil {
		return err
	}
	start := int(p.in.InputOffset()) - len(raw)
	f := Field{nth: nth}
	f.Line, f.Column = p.places.of(start)
	key, whole := p.unquote(raw, start)
	f.Key = key
	p.trail.key(key, nth)
	if !whole {
		p.fault(f.Line, f.Column, CodeBadUTF8, "a key with bytes that are not UTF-8; save it as UTF-8")
	}
	if f.Value, err = p.value(depth + 1); err != nil {
		return err
	}
	p.put(o, f)
	p.trail.up()
	return nil
}

func (p *jsonParser) array(depth int) (*Node, error) {
	n, err := p.begin(List)
	if err != nil {
		return nil, err
	}
	items := p.spareAt(depth).items[:0]
	for i := 0; p.in.PeekKind() != jsontext.KindEndArray; i++ {
		p.trail.at(i)
		item, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
		p.trail.up()
	}
	n.Items = slices.Clone(items)
	clear(items)
	p.spareAt(depth).items = items
	_, err = p.in.ReadToken()
	return n, err
}

// spareAt returns the memory for that depth. Its content is copied when the object
// or list is complete.
func (p *jsonParser) spareAt(depth int) *spare {
	for len(p.spare) <= depth {
		p.spare = append(p.spare, spare{})
	}
	return &p.spare[depth]
}

// scalar reads a string, number, true, false or null; it fails on anything else.
func (p *jsonParser) scalar() (*Node, error) {
	raw, err := p.in.ReadValue()
	if err != nil {
		return nil, err
	}
	start := int(p.in.InputOffset()) - len(raw)
	line, column := p.places.of(start)
	n, err := p.node(Null, line, column)
	if err != nil {
		return nil, err
	}
	switch raw[0] {
	case 'n':
		return n, nil
	case 't', 'f':
		n.Kind = Bool
	case '"':
		n.Kind = String
		var whole bool
		if n.Text, whole = p.unquote(raw, start); !whole {
			p.fault(line, column, CodeBadUTF8, "text with bytes that are not UTF-8, or half a character; save it as UTF-8")
		}
		return n, nil
	default:
		n.Kind = Number
	}
	n.Text = p.text[start : start+len(raw)]
	return n, nil
}

// unquote returns the text of a string literal that begins at start. whole is false
// if bytes that are not UTF-8, or half a surrogate pair, had to be replaced with
// U+FFFD.
func (p *jsonParser) unquote(raw []byte, start int) (text string, whole bool) {
	inner := p.text[start+1 : start+len(raw)-1]
	if strings.IndexByte(inner, '\\') < 0 && (p.valid || utf8.ValidString(inner)) {
		return inner, true
	}
	b, err := jsontext.AppendUnquote(nil, raw)
	return string(b), err == nil
}

// places finds the line and column of offsets into a text. The offsets must be in
// ascending order, so that the text is read only once.
type places struct {
	text   string
	offset int
	line   int // of offset, from 0
	column int // of offset, from 0
}

// of returns the line and column, both from 1, of the byte at that offset.
func (p *places) of(offset int) (line, column int) {
	if offset > p.offset && offset <= len(p.text) {
		passed := p.text[p.offset:offset]
		if last := strings.LastIndexByte(passed, '\n'); last >= 0 {
			p.line += strings.Count(passed, "\n")
			p.column = 0
			passed = passed[last+1:]
		}
		p.column += utf8.RuneCountInString(passed)
		p.offset = offset
	}
	return p.line + 1, p.column + 1
}
