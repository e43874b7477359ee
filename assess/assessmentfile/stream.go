package assessmentfile

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// MaxRecord is the most bytes of one record.
const MaxRecord = strictfile.MaxBytes

// readRecords reads one JSON value of a stream: an assessment, or a resource of FHIR
// with one or more responses.
func readRecords(b []byte) []Record {
	root, problems := strictfile.ParseJSON(b)
	doc := strictfile.Document{Root: root, Problems: problems}
	if fhirType(root) != "" {
		all := readAll(responses(doc))
		for i := range all {
			all[i].Exported = true
		}
		return all
	}
	return []Record{read(doc)}
}

// readDocuments reads a piece of a YAML stream. It has at most one document, or
// rarely several.
func readDocuments(b []byte) []Record {
	docs := strictfile.ParseYAML(b)
	if len(docs) == 1 && docs[0].Root == nil && docs[0].Problems[0].Code == strictfile.CodeEmpty {
		return nil
	}
	return readAll(docs)
}

// TooLarge returns the problem of a record of more than MaxRecord bytes, which is
// skipped.
func TooLarge(line int) []assess.Problem {
	return unread(line, strictfile.CodeTooLarge, fmt.Sprintf("a record of more than %d MiB; it is not read, so divide it", MaxRecord>>20)).Problems
}

// Empty returns the record to report for a file without records.
func Empty() Record {
	return unread(1, strictfile.CodeEmpty, "nothing to read; if there should be, look for an earlier copy")
}

// Cutter splits a stream into the texts of its records. It holds one at a time.
type Cutter struct {
	in     *bufio.Reader
	next   func(*Cutter, []byte) (Cut, error)
	line   int // of the next record
	column int // JSON list: of the next record, from 0

	back    []byte // read before, and to be read again
	began   bool   // JSON: the start of the list, if it is one, has been read
	list    bool
	entries int
	ended   bool
}

// Cut is the text of a record and the line on which it begins. If it cannot be read,
// Fault has the problems to report.
type Cut struct {
	Text   []byte
	Line   int
	Fault  []assess.Problem
	column int // of its beginning, from 0
}

// NewCutter returns a Cutter for text in that format, which is not CSV: a Sheet reads
// that.
func NewCutter(f Format, in *bufio.Reader) *Cutter {
	c := &Cutter{in: in, line: 1}
	switch f {
	case NDJSON:
		c.next = (*Cutter).jsonLine
	case JSON:
		c.next = (*Cutter).entry
	default:
		c.next = (*Cutter).document
	}
	return c
}

// Records reads the records of a cut: one, or any number from a piece of a YAML
// stream. sheet is that of a CSV file.
func (c *Cut) Records(f Format, sheet *Sheet) []Record {
	var all []Record
	switch {
	case c.Fault != nil:
		return []Record{{Problems: c.Fault}}
	case f == CSV:
		return []Record{sheet.readRow(string(c.Text), c.Line)}
	case f == YAML:
		all = readDocuments(c.Text)
	default:
		all = readRecords(bytes.TrimSuffix(c.Text, []byte("\r")))
	}
	for k := range all {
		for i := range all[k].Problems {
			c.inFile(&all[k].Problems[i])
		}
	}
	return all
}

// Locate sets the line and column of problems that have none, such as those of
// assess.Check, by their paths in a record of the cut: number nth, from 0. It parses
// the text again, so that records need not keep it.
func (c *Cut) Locate(f Format, nth int, problems []assess.Problem) {
	missing := func(p assess.Problem) bool { return p.Line == 0 }
	if c.Fault != nil || !slices.ContainsFunc(problems, missing) {
		return
	}
	root := &strictfile.Node{Line: 1}
	switch f {
	case CSV: // the row
	case YAML:
		root = strictfile.ParseYAML(c.Text)[nth].Root
	default:
		root, _ = strictfile.ParseJSON(c.Text)
	}
	for i := range problems {
		if p := &problems[i]; missing(*p) {
			n := root.Find(p.Path)
			p.Line, p.Column = n.Line, n.Column
			c.inFile(p)
		}
	}
}

// inFile makes the place of a problem, which is relative to the cut, one in the file.
func (c *Cut) inFile(p *assess.Problem) {
	if p.Line == 1 && p.Column > 0 {
		p.Column += c.column
	}
	if p.Line > 0 {
		p.Line += c.Line - 1
	}
}

// Next returns the next record, whose text is appended to room. The error is io.EOF
// after the last record, or that of the stream. A record that the error cuts short is
// returned first.
func (c *Cutter) Next(room []byte) (Cut, error) { return c.next(c, room) }

// cutting is a record that is being read. If it is too large, it is skipped.
type cutting struct {
	text  []byte
	start int // of the record, in text
	large bool
}

func (r *cutting) add(b []byte) {
	if r.large || len(r.text)-r.start+len(b) > MaxRecord {
		r.large, r.text = true, r.text[:r.start]
		return
	}
	r.text = append(r.text, b...)
}

// cut returns the record, which began on that line.
func (r *cutting) cut(line int) Cut {
	if r.large {
		return Cut{Text: r.text, Line: line, Fault: TooLarge(line)}
	}
	return Cut{Text: r.text, Line: line}
}

// last returns what there is before the stream ends, or fails.
func (r *cutting) last(line int, err error) (Cut, error) {
	if r.nothing() {
		return Cut{}, err
	}
	return r.cut(line), nil
}

func (r *cutting) nothing() bool { return !r.large && len(bytes.TrimSpace(r.text[r.start:])) == 0 }

// jsonLine reads a line, skipping blank ones.
func (c *Cutter) jsonLine(room []byte) (Cut, error) {
	cut, err := c.until(room, func(b []byte) bool { return b[len(b)-1] == '\n' })
	cut.Text = bytes.TrimSuffix(cut.Text, []byte("\n"))
	return cut, err
}

// until reads parts of lines until one of them ends a record.
func (c *Cutter) until(room []byte, ends func([]byte) bool) (Cut, error) {
	r := cutting{text: room, start: len(room)}
	for line := c.line; ; {
		b, err := c.slice()
		c.pass(&r, b)
		switch {
		case atEnd(err):
			return r.last(line, err)
		case !ends(b):
		case r.nothing():
			r = cutting{text: r.text[:len(room)], start: len(room)}
			line = c.line
		default:
			return r.cut(line), nil
		}
	}
}

// pass adds a part of a line to the record, and reports whether the line ends.
func (c *Cutter) pass(r *cutting, b []byte) (ends bool) {
	r.add(b)
	if ends = bytes.HasSuffix(b, []byte("\n")); ends {
		c.line++
	}
	return ends
}

func atEnd(err error) bool { return err != nil && err != bufio.ErrBufferFull }

// slice reads to the end of a line, or a part of a long one.
func (c *Cutter) slice() ([]byte, error) {
	if len(c.back) == 0 {
		return c.in.ReadSlice('\n')
	}
	n := bytes.IndexByte(c.back, '\n') + 1
	if n == 0 {
		n = len(c.back)
	}
	b := c.back[:n]
	c.back = c.back[n:]
	return b, nil
}

// document reads a YAML document, which begins at a line "---".
func (c *Cutter) document(room []byte) (Cut, error) {
	r := cutting{text: room, start: len(room)}
	line, fresh := c.line, true // fresh: at the beginning of a line
	for {
		b, err := c.slice()
		if fresh && beginsDocument(b) {
			if !r.nothing() {
				c.back = bytes.Clone(b)
				return r.cut(line), nil
			}
			r = cutting{text: room, start: len(room)}
			line = c.line
		}
		fresh = c.pass(&r, b)
		if atEnd(err) {
			return r.last(line, err)
		}
	}
}

func beginsDocument(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte("---"))
	return ok && (len(rest) == 0 || bytes.IndexByte([]byte(" \t\r\n"), rest[0]) >= 0)
}
