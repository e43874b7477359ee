package assessmentfile

import "strings"

// rowEnd finds the end of a CSV row: a line feed that is not in a quoted cell (RFC
// 4180). The row may come in several parts. The zero value is at the start of a row.
type rowEnd struct {
	state csvState
	bytes int
}

// longestRow is how many bytes a row can have before a quotation mark counts as never
// closed. It is enough for the longest account and the other cells.
const longestRow = 1 << 20

func (r *rowEnd) tooLong() bool { return r.bytes > longestRow }

type csvState uint8

const (
	cellStart  csvState = iota
	inCell              // without quotes
	inQuotes            // in a quoted cell
	afterQuote          // after a quote in a quoted cell: its end, or the first of two
)

// find returns the index after the row's line feed, or -1 if the row continues after
// b.
func (r *rowEnd) find(b []byte) int {
	r.bytes += len(b)
	for i, c := range b {
		r.state = r.state.after(c)
		if c == '\n' && r.state == cellStart {
			return i + 1
		}
	}
	return -1
}

func (s csvState) after(c byte) csvState {
	switch {
	case s == inQuotes && c == '"':
		return afterQuote
	case s == inQuotes:
		return inQuotes
	case c == '"' && (s == cellStart || s == afterQuote):
		return inQuotes
	case c == ',' || c == '\n':
		return cellStart
	}
	return inCell // a quote in a cell without quotes is text
}

// cells returns the cells of a row, without its line end. whole is false if a
// quotation mark is never closed, or if there is text between a closing one and the
// comma. Unless lax is set, it is also false if there is a mark in a cell that does
// not begin with one.
func cells(row string, into []string, lax bool) (out []string, whole bool) {
	row = strings.TrimSuffix(strings.TrimSuffix(row, "\n"), "\r")
	for {
		var cell string
		if strings.HasPrefix(row, `"`) {
			cell, row, whole = quotedCell(row[1:])
			if !whole {
				return into, false
			}
		} else {
			end := strings.IndexByte(row, ',')
			if end < 0 {
				end = len(row)
			}
			cell, row = row[:end], row[end:]
			if !lax && strings.Contains(cell, `"`) {
				return into, false
			}
		}
		into = append(into, cell)
		if row == "" {
			return into, true
		}
		row = row[1:] // the comma
	}
}

// quotedCell reads the rest of a cell after its opening quote.
func quotedCell(s string) (cell, rest string, whole bool) {
	for at := 0; ; {
		end := strings.IndexByte(s[at:], '"')
		if end < 0 {
			return "", "", false
		}
		at += end + 1
		if at < len(s) && s[at] == '"' { // two mean one
			at++
			continue
		}
		cell, rest = strings.ReplaceAll(s[:at-1], `""`, `"`), s[at:]
		return cell, rest, rest == "" || rest[0] == ','
	}
}
