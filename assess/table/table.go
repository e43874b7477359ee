package table

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// Options say how a table is read.
type Options struct {
	Columns Columns
	Map     Map
	Skip    int // lines above the headings that are not read, such as a title
	Dates   timeline.Written
	Now     time.Time // the time of reading: dates without a year that people wrote are before it
}

// Table is a table that is being read. Its headings have been read.
type Table struct {
	// Names has the name of each column by our names; "" for one that is not read.
	Names []string
	// Problems are those of the headings.
	Problems []assess.Problem
	// Line is the line of the headings.
	Line int

	texts    []string            // the headings as they are in the file
	headings map[string]bool     // those, and our own names
	values   []map[string]string // of each column
	comma    byte
	lines    lines
	line     int   // of the next row
	alone    int   // rows before this line have one line each
	other    bool  // another table has begun
	unknown  []int // headings
	known    int   // how many headings are

	dates                    dates
	short, decoded, repeated atomic.Int64
	filled                   atomic.Bool // a column without a heading has text
}

// commas are the characters that may divide cells, the usual one first.
const commas = ",;\t|"

// Open reads the headings of a table. If there are none that it can use, Problems says
// so and no row is read.
func Open(in io.Reader, o Options) *Table {
	t := &Table{lines: lines{in: in}, line: 1, comma: ',', dates: dates{written: o.Dates, now: o.Now}}
	only := t.lineOfSeparator()
	for range o.Skip {
		if t.lines.skipLine() {
			t.line++
		}
	}
	row := t.chooseComma(only, o)
	t.Line = row.Line
	switch {
	case row.Fault != "":
		t.Refuse(CodeBadRow, row.Fault)
	case len(row.Text) == 0:
		t.other = true // there is nothing to read
	default:
		t.readHeadings(o)
	}
	return t
}

// Read reports whether rows are read: whether a heading is known.
func (t *Table) Read() bool { return len(t.Names) > 0 }

// Nothing reports whether the text was blank.
func (t *Table) Nothing() bool { return t.texts == nil && t.Problems == nil }

// Has reports whether a heading of the table is that text.
func (t *Table) Has(heading string) bool { return t.At(heading) >= 0 }

// At returns the place of the heading that is that text, from 0, or -1.
func (t *Table) At(heading string) int { return slices.Index(t.texts, heading) }

// Refuse reports that no row can be read, besides the problems of single headings.
func (t *Table) Refuse(code, message string) {
	t.Names, t.other = nil, true
	t.fault(code, "", message)
}

func (t *Table) fault(code, path, message string) {
	t.Problems = append(t.Problems, assess.Problem{Code: code, Path: path, Message: message, Line: t.Line})
}

// lineOfSeparator reads the line "sep=;" by which a file tells Excel what divides its
// cells, and returns that character; 0 if there is none.
func (t *Table) lineOfSeparator() byte {
	end := t.lines.end(0)
	c := separator(t.lines.buf[:end])
	if c != 0 {
		t.lines.at = end
		t.line++
	}
	return c
}

func separator(line []byte) byte {
	line = bytes.Trim(line, "\"\r\n")
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) && strings.IndexByte(commas, line[4]) >= 0 {
		return line[4]
	}
	return 0
}

// chooseComma reads the row of headings with the character that divides its cells:
// the one that makes most known headings, or else most cells.
func (t *Table) chooseComma(only byte, o Options) (row Row) {
	t.skipBlank()
	before, line := t.lines.at, t.line
	t.lines.keep = true
	defer func() { t.lines.keep = false }()
	best, comma, broken := [2]int{}, t.comma, byte(0)
	if only != 0 {
		comma = only
	}
	for _, c := range []byte(commas) {
		if only != 0 && c != only {
			continue
		}
		t.lines.at, t.line, t.alone, t.comma = before, line, 0, c
		row, err := t.next()
		if err != nil {
			return Row{Line: line}
		}
		if row.Fault != "" {
			broken = cmp.Or(broken, c)
			continue
		}
		cells, _ := t.split(string(row.Text), nil)
		if score := [2]int{t.count(cells, o), len(cells)}; slices.Compare(score[:], best[:]) > 0 {
			best, comma = score, c
		}
	}
	if best[0] == 0 && best[1] < 2 { // if nothing is known, a fault in a quotation mark is probably why
		comma = cmp.Or(broken, comma)
	}
	t.lines.at, t.line, t.alone, t.comma = before, line, 0, comma
	row, _ = t.next()
	if row.Fault == "" {
		t.texts, _ = t.split(string(row.Text), nil)
	}
	return row
}

// skipBlank moves past lines without text.
func (t *Table) skipBlank() {
	for {
		end := t.lines.end(t.lines.at)
		line := t.lines.buf[t.lines.at:end]
		if len(line) == 0 || len(bytes.Trim(line, " \r\n\""+commas)) > 0 {
			return
		}
		t.lines.at = end
		t.line++
		t.lines.forget()
	}
}

// count returns how many cells are known headings.
func (t *Table) count(cells []string, o Options) (n int) {
	for _, c := range cells {
		_, mapped := o.Map.headings[strings.TrimSpace(c)]
		if mapped || o.Columns.get().known[o.Map.heading(clean(c), o.Columns, cells)] {
			n++
		}
	}
	return n
}

// clean returns the text of a heading.
func clean(cell string) string { return strings.TrimSpace(Unguard(decoded(cell))) }

// readHeadings names the columns, and reports headings that are unknown or repeated.
func (t *Table) readHeadings(o Options) {
	names := make([]string, len(t.texts))
	times := map[string]int{}
	t.known = t.count(t.texts, o)
	for i := range t.texts {
		t.texts[i] = clean(t.texts[i])
	}
	for i, text := range t.texts {
		names[i] = o.Map.heading(text, o.Columns, t.texts)
		times[names[i]]++
	}
	if t.known == 0 || likeValues(t.texts) && 2*t.known < len(t.texts) {
		t.noHeader(o.Columns)
		return
	}
	t.headings = map[string]bool{}
	var repeated []string
	for i, name := range names {
		switch {
		case t.texts[i] == "", name == "": // one without a heading, or left out by a rule
			names[i] = ""
		case !o.Columns.get().known[name]:
			t.unknown = append(t.unknown, i)
			names[i] = ""
		case times[name] != 1:
			if times[name] > 1 {
				repeated = append(repeated, name)
				times[name] = 0
			}
			names[i] = ""
		}
		if t.texts[i] != "" {
			t.headings[t.texts[i]] = true
		}
	}
	t.reportUnknown(o.Columns.get().names)
	for _, name := range repeated {
		t.fault(codeRepeatedHeading, name, "this heading appears more than once, so none of its columns is read; keep one, or leave the others out with --map")
	}
	for _, name := range o.Columns.get().names {
		t.headings[name] = true
	}
	for _, name := range names {
		t.values = append(t.values, o.Map.valuesOf(name, o.Columns))
	}
	t.Names = names
}

func (t *Table) noHeader(c Columns) {
	t.Refuse(codeNoHeader, "the first row has no known column, so no row is read; write headings such as "+strings.Join(c.get().names[:min(len(c.get().names), 5)], ", ")+
		", say what they are with --map theirs=ours or --map-file, or pass over a title with --skip-rows (see stalkrisk help csv)")
}

// reportUnknown reports each heading that is probably misspelt, and the other unknown
// ones together.
func (t *Table) reportUnknown(columns []string) {
	var rest []int
	for _, i := range t.unknown {
		if near := assess.Nearest(t.texts[i], columns); near != "" {
			t.fault(CodeUnknownHeading, "", fmt.Sprintf("heading %d is not a column here, so it is not read; did you mean %q?", i+1, near))
			continue
		}
		rest = append(rest, i+1)
	}
	const remedy = "; say what each is with --map theirs=ours, or leave it out with --map theirs="
	switch {
	case len(rest) == 1:
		t.fault(CodeUnknownHeading, "", fmt.Sprintf("heading %d is not a column here, so it is not read%s", rest[0], strings.Replace(remedy, "each", "it", 1)))
	case len(rest) > 1:
		t.fault(CodeUnknownHeading, "", fmt.Sprintf("headings %s are not columns here, so they are not read%s", numbers(rest), remedy))
	}
}

// numbers returns rising numbers as a sentence has them: "1, 3 to 5 and 9".
func numbers(all []int) string {
	var parts []string
	for from := 0; from < len(all); {
		to := from
		for to+1 < len(all) && all[to+1] == all[to]+1 {
			to++
		}
		part := fmt.Sprint(all[from])
		if to > from {
			part += " to " + fmt.Sprint(all[to])
		}
		parts = append(parts, part)
		from = to + 1
	}
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return parts[0]
}

// likeValues reports whether a row looks like data and not like headings: a cell is
// an answer, a number, a date or a time.
func likeValues(cells []string) bool {
	return slices.ContainsFunc(cells, func(c string) bool {
		c = strings.ToLower(c)
		number := strings.Trim(c, "0123456789-/:.,+ tz") == "" && strings.ContainsAny(c, "0123456789")
		return number || slices.Contains([]string{"yes", "no", "y", "n", "unknown", "true", "false"}, c)
	})
}

// Cells are the cells of a row, one for each heading.
type Cells struct {
	Texts   []string
	Missing int    // how many cells the row lacks at its end; their texts are ""
	Fault   string // why the row cannot be used; "" if it can
}

// Cells divides a row into cells. A cell beyond the headings is ignored if it is
// empty. Cells that are missing at the end are read as empty, as spreadsheets leave
// them off: the caller must not use such a row if one of its cells has a fault, since
// it may be a part of a row that was broken in two, and calls [Table.UsedShort] if it
// does use it. Several goroutines may call Cells.
func (t *Table) Cells(row string, into []string) (c Cells) {
	texts, stray := t.split(row, into)
	n := len(t.Names)
	for len(texts) > n && !stray && strings.TrimSpace(texts[len(texts)-1]) == "" {
		texts = texts[:len(texts)-1]
	}
	switch {
	case len(texts) > n:
		c.Fault = fmt.Sprintf("%d cells, but there are %d headings; put text that contains %s in double quotes", len(texts), n, commaName(t.comma))
	case len(texts) < n && stray:
		c.Fault = badQuote
	}
	c.Missing = max(n-len(texts), 0)
	for range c.Missing {
		texts = append(texts, "")
	}
	strange := !utf8.ValidString(row)
	if strange {
		t.decoded.Add(1)
	}
	for i := range texts {
		if strange {
			texts[i] = decoded(texts[i])
		}
		texts[i] = Unguard(texts[i])
		if i < n && t.texts[i] == "" && strings.TrimSpace(texts[i]) != "" {
			t.filled.Store(true)
		}
	}
	c.Texts = texts
	return c
}

// ShortRow is the message for a row with fewer cells than headings that cannot be
// used.
func (t *Table) ShortRow(c Cells) string {
	n := len(t.Names)
	return fmt.Sprintf("%d cells, but there are %d headings, and what it has does not fit them; look for a line break in a cell that is not in double quotes, here or in the row above", n-c.Missing, n)
}

// UsedShort counts a row with missing cells that was used.
func (t *Table) UsedShort() { t.short.Add(1) }

// Value returns what the text of a cell means in the column at index i.
func (t *Table) Value(i int, text string) string {
	if len(t.values[i]) == 0 {
		return text
	}
	if ours, ok := t.values[i][strings.TrimSpace(text)]; ok {
		return ours
	}
	return text
}

func commaName(comma byte) string {
	switch comma {
	case ';':
		return "a semicolon"
	case '\t':
		return "a tab"
	case '|':
		return "an upright line"
	}
	return "a comma"
}
