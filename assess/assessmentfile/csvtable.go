package assessmentfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// table is a CSV file (RFC 4180) cut into cells, each under a column as it is
// called here.
type table struct {
	columns  []string // of each cell; "" where it is left out
	nameless []int    // places of columns without a heading, of which nothing has been said yet
	rows     []tableRow
	unread   int // rows that cannot be cut into cells; they are in no other number
	problems csvFaults
}

// tableRow is a row that is not blank. Guards have been taken off its cells.
type tableRow struct {
	line  int // on which it begins, from 1
	cells []string
}

// mostCSVProblems is how many problems of one file are listed.
const mostCSVProblems = 1000

// csvFaults collects the problems of a file.
type csvFaults struct {
	list []assess.Problem
	more int // not listed
}

func (f *csvFaults) add(line int, code, path, message string) {
	if len(f.list) >= mostCSVProblems {
		f.more++
		return
	}
	f.list = append(f.list, assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

// all gives the problems in file order; nil if there are none.
func (f *csvFaults) all() []assess.Problem {
	strictfile.Sort(f.list)
	if f.more == 0 {
		return f.list
	}
	return append(f.list, assess.Problem{
		Code: strictfile.CodeMoreProblems, Line: f.list[len(f.list)-1].Line,
		Message: fmt.Sprintf("and %d more problems; put these right first", f.more),
	})
}

// readTable cuts a file whose first row names its columns. A row that cannot be
// cut is named and counted, and those below it are read. ok is false where no
// row can be read, since no column is known.
func readTable(b []byte, m CSVMap, columns []string) (t table, ok bool) {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	named := false
	cutRows(b, func(line int, cells []string, fault string) {
		switch {
		case fault != "":
			t.unread++
			t.problems.add(line, CodeBadRow, "", fault)
			named = true // nothing below it may be taken for the headings
		case !named:
			named = true
			ok = t.head(line, cells, m, columns)
		case !ok:
			t.unread++
		default:
			t.row(line, cells)
		}
	})
	if !named && t.unread == 0 {
		t.problems.add(1, strictfile.CodeEmpty, "", "there is nothing in it; the first row names the columns: "+strings.Join(columns, ","))
	}
	return t, ok
}

// row takes a row in, unless it is blank: spreadsheets end in such rows.
func (t *table) row(line int, cells []string) {
	if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return
	}
	if len(cells) != len(t.columns) {
		t.unread++
		t.problems.add(line, CodeBadRow, "", fmt.Sprintf("%d cells, and the first row names %d; put what has a comma in it into double quotes", len(cells), len(t.columns)))
		return
	}
	for _, i := range t.nameless {
		if strings.TrimSpace(cells[i]) != "" {
			t.problems.add(line, CodeUnknownHeading, "", fmt.Sprintf("something stands in column %d, which has no heading, so it is not read; name it in the first row", i+1))
			t.nameless = nil
			break
		}
	}
	for i, c := range cells {
		if !utf8.ValidString(c) {
			cells[i] = strings.ToValidUTF8(c, "\uFFFD")
			t.problems.add(line, strictfile.CodeBadUTF8, t.columns[i], "bytes that are no UTF-8; save the file as CSV UTF-8 and look at the text again")
		}
		cells[i] = UnguardCell(cells[i])
	}
	t.rows = append(t.rows, tableRow{line, cells})
}

// head reads the names of the columns. One that is not known, or stands twice,
// is not read; ok is false where none is left.
func (t *table) head(line int, cells []string, m CSVMap, columns []string) (ok bool) {
	times := map[string]int{}
	for _, c := range cells {
		t.columns = append(t.columns, m.Heading(UnguardCell(c)))
		times[t.columns[len(t.columns)-1]]++
	}
	for i, c := range t.columns {
		switch {
		case c == "":
			if strings.TrimSpace(cells[i]) == "" {
				t.nameless = append(t.nameless, i)
			}
			continue
		case !slices.Contains(columns, c):
			t.problems.add(line, CodeUnknownHeading, "", unknownHeading(c, i, columns))
		case times[c] > 1:
			t.problems.add(line, CodeRepeatedHeading, c, "this column stands more than once, so none of them is read; keep one, or leave the others out with --map")
			times[c] = -1 // said
		case times[c] < 0:
		default:
			ok = true
			continue
		}
		t.columns[i] = ""
	}
	if !ok {
		t.problems.list = nil // what is wrong with each is not worth saying
		t.problems.add(line, CodeNoHeader, "", noHeader(cells, columns))
	}
	return ok
}

func unknownHeading(heading string, i int, columns []string) string {
	quoted, safe := strictfile.Wording().Quote(heading)
	if !safe {
		return fmt.Sprintf("heading %d is no column here, so it is not read; say what it is with --map theirs=ours, or leave it out with --map theirs=", i+1)
	}
	if near := strictfile.Nearest(heading, columns); near != "" {
		return fmt.Sprintf("%s is no column here, so it is not read; did you mean %s?", quoted, strconv.Quote(near))
	}
	return fmt.Sprintf("%s is no column here, so it is not read; say what it is with --map theirs=ours, or leave it out with --map theirs=", quoted)
}

// noHeader says why the first row names no column.
func noHeader(cells, columns []string) string {
	if len(cells) == 1 && strings.ContainsAny(cells[0], ";\t") {
		return "commas are wanted between cells; save the file as CSV with commas"
	}
	return "the first row names no column; write " + strings.Join(columns, ",") + ", in any order, or say what the headings are with --map theirs=ours"
}

// cutRows calls each for every row that is not an empty line, with the line on
// which it begins and either its cells or what is wrong with it. After a row
// that cannot be cut it goes on at the line after its first, so that a quotation
// mark that is never closed takes nothing else away. Each line is passed over
// twice at the most: a row that runs to the end has no mark after it that could
// open another.
func cutRows(b []byte, each func(line int, cells []string, fault string)) {
	for before := 0; ; { // lines above b
		r := csv.NewReader(bytes.NewReader(b))
		r.FieldsPerRecord = -1
		for {
			cells, err := r.Read()
			var wrong *csv.ParseError
			switch {
			case errors.Is(err, io.EOF):
				return
			case !errors.As(err, &wrong):
				line, _ := r.FieldPos(0)
				each(before+line, cells, "")
				continue
			}
			each(before+wrong.StartLine, nil, `a quotation mark stands where none may; put the whole cell into double quotes, and write each mark inside it twice`)
			if wrong.Line > wrong.StartLine {
				b = below(b, wrong.StartLine)
				before += wrong.StartLine
				break
			}
		}
	}
}

// below gives what stands after the first n lines of b.
func below(b []byte, n int) []byte {
	for range n {
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	return b
}
