package assessmentfile

import (
	"bytes"
	"io"
	"unicode/utf8"

	"stalkrisk/assess/strictfile"
)

// entry reads an entry of a JSON list, or the whole text if it is not a list.
func (c *Cutter) entry(room []byte) (Cut, error) {
	if !c.began {
		c.began = true
		if err := c.open(); err != nil {
			return Cut{}, err
		}
	}
	switch {
	case c.ended:
		return c.afterList(room)
	case !c.list:
		column := c.column
		cut, err := c.rest(room)
		cut.column = column
		return cut, err
	}
	r := cutting{text: room, start: len(room)}
	c.space() // if this fails, so does Peek
	line, column := c.line, c.column
	var at jsonPlace
	for {
		b, err := c.in.Peek(1)
		if len(b) == 0 {
			return c.cutOff(r, line, at, err)
		}
		b, _ = c.in.Peek(c.in.Buffered())
		if end := at.pass(b); end >= 0 {
			last := b[end] == ']'
			r.add(b[:end])
			c.take(b[:end+1])
			cut, err := c.endEntry(r, line, last)
			cut.column = column
			return cut, err
		}
		r.add(b)
		c.take(b)
	}
}

// take moves past b, which is buffered.
func (c *Cutter) take(b []byte) {
	if last := bytes.LastIndexByte(b, '\n'); last >= 0 {
		c.line += bytes.Count(b, []byte("\n"))
		c.column = utf8.RuneCount(b[last+1:])
	} else {
		c.column += utf8.RuneCount(b)
	}
	c.in.Discard(len(b))
}

// space skips space.
func (c *Cutter) space() error {
	for {
		b, err := c.in.Peek(1)
		if len(b) == 0 {
			return err
		}
		if bytes.IndexByte([]byte(" \t\r\n"), b[0]) < 0 {
			return nil
		}
		c.take(b)
	}
}

// open skips everything before the first record, including "[".
func (c *Cutter) open() error {
	if b, _ := c.in.Peek(len(byteOrderMark)); bytes.Equal(b, byteOrderMark) {
		c.in.Discard(len(b))
	}
	if err := c.space(); err != nil {
		return err
	}
	if b, _ := c.in.Peek(1); b[0] == '[' {
		c.take(b)
		c.list = true
	}
	return nil
}

// rest reads all that is left, as one record.
func (c *Cutter) rest(room []byte) (Cut, error) {
	return c.until(room, func([]byte) bool { return false })
}

// endEntry returns an entry that ends with "," or, if last is set, with "]". A blank
// entry is a fault, unless the whole list is empty.
func (c *Cutter) endEntry(r cutting, line int, last bool) (Cut, error) {
	c.ended = last
	c.entries++
	if !r.nothing() {
		return r.cut(line), nil
	}
	if last && c.entries == 1 {
		return c.afterList(r.text[:r.start])
	}
	return c.fault(r.text[:r.start], strictfile.CodeSyntax, "a comma with no record beside it; remove it"), nil
}

// cutOff returns the rest of a list that is never closed.
func (c *Cutter) cutOff(r cutting, line int, at jsonPlace, err error) (Cut, error) {
	if err != io.EOF && r.nothing() {
		return Cut{}, err
	}
	if r.nothing() {
		c.ended = true
		return c.fault(r.text[:r.start], strictfile.CodeSyntax, "the list is never closed; the file may have been cut off"), nil
	}
	c.ended = at != jsonPlace{} // the record's own problem says that it is cut off
	return r.cut(line), nil
}

// afterList checks that nothing follows the list.
func (c *Cutter) afterList(room []byte) (Cut, error) {
	if err := c.space(); err != nil {
		return Cut{}, err
	}
	line := c.line
	cut, err := c.rest(room)
	if err != nil {
		return Cut{}, err
	}
	c.line = line
	return c.fault(cut.Text[:len(room)], strictfile.CodeTrailingText, "more text after the end of the list; keep one list, or put one object on each line"), nil
}

func (c *Cutter) fault(room []byte, code, message string) Cut {
	return Cut{Text: room, Line: c.line, Fault: unread(c.line, code, message).Problems}
}

// jsonPlace is a position in a JSON text: how deep it is nested, and whether it is in
// a string.
type jsonPlace struct {
	depth   int
	quoted  bool
	escaped bool
}

// pass scans b up to the comma or bracket that ends an entry of the list, and returns
// its index, or -1. It does not check that brackets match; that is checked when the
// entry is read.
func (p *jsonPlace) pass(b []byte) int {
	for i, c := range b {
		switch {
		case p.escaped:
			p.escaped = false
		case p.quoted:
			p.escaped, p.quoted = c == '\\', c != '"'
		case c == '"':
			p.quoted = true
		case c == '{' || c == '[':
			p.depth++
		case p.depth == 0 && (c == ',' || c == ']'):
			return i
		case c == '}' || c == ']':
			p.depth = max(p.depth-1, 0)
		}
	}
	return -1
}
