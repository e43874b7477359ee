package table

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Row is the text of a row, before it is divided into cells.
type Row struct {
	Text  []byte
	Line  int    // on which it begins, from 1
	Fault string // why it cannot be read; "" if it can
}

// maxQuoted is how many bytes of a row are looked through for the end of a quoted
// cell. It is enough for the longest account and the other cells.
const maxQuoted = 1 << 20

const (
	badQuote = "a quotation mark is never closed, or is in the wrong place; put the whole cell in double quotes, and double each mark inside it"
	tooLong  = "a row of more than 4 MiB; it is not read, so divide the file"
)

// ended is where a row is at the end of a line.
type ended uint8

const (
	whole  ended = iota // the row ends there
	quoted              // it goes on in the next line, since a quoted cell is not closed
	broken              // there is text after a closing quotation mark
)

// next returns the next row, blank or not, in the buffer. The error is that of the
// text, at its end.
//
// A row ends with its line, unless a quoted cell goes on. If that cell is never
// closed, or is closed in the wrong place, only the first line is a row with a fault,
// and the lines that were looked at are rows by themselves: one extra quotation mark
// then hides no other row, and no line is looked through more than twice.
func (t *Table) next() (Row, error) {
	l := &t.lines
	l.forget()
	from, end := l.at, l.end(l.at)
	row := Row{Line: t.line}
	if end == from {
		return row, l.err
	}
	t.line++
	if end-from > MaxRow {
		l.skipLine()
		row.Fault = tooLong
		return row, nil
	}
	first := end
	how := t.scan(l.buf[from:end], false)
	more := 0 // lines after the first
	for how == quoted && row.Line >= t.alone {
		following := l.end(end)
		if following == end || following-from > maxQuoted {
			break
		}
		more++
		how = t.scan(l.buf[end:following], true)
		end = following
	}
	if how != whole {
		if how == quoted {
			more++
		}
		t.alone = max(t.alone, row.Line+more)
		row.Fault = badQuote
		more, end = 0, first
	}
	t.line += more
	l.at = end
	row.Text = l.buf[from:end]
	return row, nil
}

// scan looks for the end of a row in a line. in is true if the line begins in a quoted
// cell.
func (t *Table) scan(line []byte, in bool) ended {
	if !in && bytes.IndexByte(line, '"') < 0 {
		return whole
	}
	for at := 0; ; {
		if !in && at < len(line) && line[at] == '"' {
			in = true
			at++
		}
		if !in {
			i := bytes.IndexByte(line[at:], t.comma)
			if i < 0 {
				return whole
			}
			at += i + 1
			continue
		}
		i := bytes.IndexByte(line[at:], '"')
		if i < 0 {
			return quoted
		}
		at += i + 1
		switch rest := line[at:]; {
		case len(rest) == 0, rest[0] == '\n', string(rest) == "\r\n", string(rest) == "\r":
			return whole
		case rest[0] == '"': // two mean one
		case rest[0] == t.comma:
			in = false
		default:
			return broken
		}
		at++
	}
}

// split divides the text of a row into cells. stray is true if there is a quotation
// mark in a cell that does not begin with one.
func (t *Table) split(row string, into []string) (cells []string, stray bool) {
	row = strings.TrimSuffix(strings.TrimSuffix(row, "\n"), "\r")
	for {
		var cell string
		if strings.HasPrefix(row, `"`) {
			cell, row = quotedCell(row[1:])
		} else {
			end := strings.IndexByte(row, t.comma)
			if end < 0 {
				end = len(row)
			}
			cell, row = row[:end], row[end:]
			stray = stray || strings.IndexByte(cell, '"') >= 0
		}
		into = append(into, cell)
		if row == "" {
			return into, stray
		}
		row = row[1:] // the comma
	}
}

// quotedCell reads the rest of a cell after its opening quote. The row has no fault.
func quotedCell(s string) (cell, rest string) {
	for at := 0; ; {
		end := strings.IndexByte(s[at:], '"')
		if end < 0 {
			return s, ""
		}
		at += end + 1
		if at < len(s) && s[at] == '"' {
			at++
			continue
		}
		return strings.ReplaceAll(s[:at-1], `""`, `"`), s[at:]
	}
}

// blank reports whether a row has no text.
func (t *Table) blank(row []byte) bool {
	for _, c := range row {
		if c != t.comma && c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '"' {
			return false
		}
	}
	return true
}

// Next returns the next row that is not blank and not the headings again. Its text is
// appended to room. The error is io.EOF after the last row, or that of the text.
func (t *Table) Next(room []byte) (Row, error) {
	for {
		row, err := t.next()
		switch {
		case err != nil:
			return row, err
		case t.other:
			return row, io.EOF
		case row.Fault == "" && (t.blank(row.Text) || t.again(&row)):
			continue
		}
		row.Text = append(room, row.Text...)
		return row, nil
	}
}

// again reports whether a row is the headings again, which is so in files that were
// put together. A row of other headings begins another table.
func (t *Table) again(row *Row) bool {
	text := bytes.TrimPrefix(row.Text, []byte("\ufeff"))
	if separator(text) != 0 {
		return true
	}
	first := text
	if i := bytes.IndexByte(text, t.comma); i >= 0 {
		first = text[:i]
	}
	if !t.headings[string(bytes.Trim(first, "\" \r\n"))] {
		return false
	}
	cells, _ := t.split(string(text), nil)
	if same(cells, t.texts) {
		t.repeated.Add(1)
		return true
	}
	filled, known := 0, 0
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			filled++
		}
		if t.headings[c] {
			known++
		}
	}
	if known >= 2 && known >= filled/2 {
		t.other = true
		row.Fault = "the headings of another table begin here, and the rows after them are not read; give that part as a file of its own"
	}
	return false
}

// same reports whether two rows of headings are the same, apart from space and empty
// cells at the end.
func same(a, b []string) bool {
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = strings.TrimSpace(a[i])
		}
		if i < len(b) {
			y = strings.TrimSpace(b[i])
		}
		if x != y {
			return false
		}
	}
	return true
}

// decoded returns the text of a cell or a row. One that is not UTF-8 is read as
// Windows-1252, which is what spreadsheets on Windows write.
func decoded(cell string) string {
	if utf8.ValidString(cell) {
		return cell
	}
	text, _ := charmap.Windows1252.NewDecoder().String(cell) // every byte has a meaning
	return text
}
