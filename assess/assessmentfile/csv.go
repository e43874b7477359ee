package assessmentfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// Columns are the headings that a CSV file can have: the path of every fact of an
// assessment that is a single text, and every item as "instrument.item".
type Columns struct {
	known map[string]bool
	names []string
}

// NewColumns returns the columns for these questionnaires.
func NewColumns(set assess.Questionnaires) Columns {
	c := columnsOf("format")
	for i := range assess.CaseFacts() {
		switch f := &assess.CaseFacts()[i]; {
		case f.Kind != assess.ListFact:
			c.add(f.Path)
		case !strings.Contains(f.Entries[0].Path, "[]"): // there is one at most
			for k := range f.Entries {
				c.add(f.Entries[k].Path)
			}
		}
	}
	for _, in := range set {
		c.add("instruments." + in.ID)
		for i := range in.Items {
			c.add(in.ID + "." + in.Items[i].ID)
		}
	}
	return c
}

func columnsOf(names ...string) Columns {
	c := Columns{known: map[string]bool{}}
	for _, name := range names {
		c.add(name)
	}
	return c
}

func (c *Columns) add(name string) {
	if !c.known[name] {
		c.known[name] = true
		c.names = append(c.names, name)
	}
}

// Known reports whether name is the name of a column. It also accepts what --map
// allows: "*" for every column, and "stalking.*" for every item of a questionnaire.
func (c Columns) Known(name string) bool {
	if instrument, ok := strings.CutSuffix(name, ".*"); ok {
		return c.known["instruments."+instrument]
	}
	return name == "*" || c.known[name]
}

// Heading is the first row of a CSV file of assessments. It does not change once
// made. Several goroutines may use it.
type Heading struct {
	columns []csvColumn
	meaning CSVMap
	// Other is true if these are the headings of another kind of stalkrisk file:
	// results or incidents.
	Other bool
	// Faults is the number of headings that could not be read. Their columns are
	// missing from every record.
	Faults int
}

// csvColumn says where the cells of a column go.
type csvColumn struct {
	name  string // "" if the column is left out
	path  []string
	every string // what --map calls all such columns: "stalking.*"
}

// ReadHeading reads the first row of a CSV file. It reports every heading that is
// unknown or repeated, and leaves its column out.
func (c Columns) ReadHeading(row []byte, meaning CSVMap) (*Heading, []assess.Problem) {
	h := &Heading{meaning: meaning}
	var problems []assess.Problem
	fault := func(code, path, message string) {
		problems = append(problems, assess.Problem{Code: code, Path: path, Message: message, Line: 1})
	}
	texts, whole := cells(strings.TrimPrefix(string(row), "\ufeff"), nil, true)
	if !whole {
		fault(codeBadRow, "", badQuote)
		return h, problems
	}
	for _, name := range c.headings(texts, meaning, fault, func(i int) { fault(codeUnknownHeading, "", unknownHeading("", i, nil)) }) {
		col := csvColumn{}
		if name != "" {
			col = c.column(name)
		}
		h.columns = append(h.columns, col)
	}
	h.Other = otherFile(texts)
	h.Faults = len(problems)
	return h, problems
}

// headings returns the name of the column under each heading, or "" if it is left out
// or cannot be read. It calls fault for each heading that cannot be read, and
// nameless for each empty one.
func (c Columns) headings(cells []string, meaning CSVMap, fault func(code, path, message string), nameless func(i int)) []string {
	names := make([]string, len(cells))
	times := map[string]int{}
	for i, text := range cells {
		names[i] = meaning.Heading(unguardCell(text))
		times[names[i]]++
	}
	for i, name := range names {
		switch {
		case name == "" && strings.TrimSpace(cells[i]) == "":
			nameless(i)
		case name == "": // --map leaves it out
		case !c.known[name]:
			fault(codeUnknownHeading, "", unknownHeading(name, i, c.names))
			names[i] = ""
		case times[name] != 1:
			if times[name] > 1 {
				fault(codeRepeatedHeading, name, "this heading appears more than once, so none of its columns is read; keep one, or leave the others out with --map")
				times[name] = 0 // reported
			}
			names[i] = ""
		}
	}
	return names
}

func unknownHeading(heading string, i int, columns []string) string {
	if !assess.Quotable(heading) {
		return fmt.Sprintf("heading %d is not a column here, so it is not read; say what it is with --map theirs=ours, or leave it out with --map theirs=", i+1)
	}
	if near := assess.Nearest(heading, columns); near != "" {
		return fmt.Sprintf("%q is not a column here, so it is not read; did you mean %q?", heading, near)
	}
	return fmt.Sprintf("%q is not a column here, so it is not read; say what it is with --map theirs=ours, or leave it out with --map theirs=", heading)
}

// column returns where the cells of a known heading go.
func (c Columns) column(name string) csvColumn {
	above, below, nested := strings.Cut(name, ".")
	switch {
	case nested && c.known["instruments."+above]: // an item
		return csvColumn{name, []string{"responses", above, below}, above + ".*"}
	case nested:
		return csvColumn{name, []string{above, below}, "*"}
	}
	return csvColumn{name, []string{name}, "*"}
}

// otherFile reports whether these are the headings of results or of incidents.
func otherFile(headings []string) bool {
	has := func(name string) bool { return slices.Contains(headings, name) }
	return has("overall.level") || has("at") && has("kind")
}

// readRow reads a row as a record. line is its line in the file. An empty cell is a
// fact that was not recorded. A row with more or fewer cells than headings is not
// read, because nobody can tell which answer belongs to which question.
func (h *Heading) readRow(row string, line int) Record {
	var buf [96]string
	texts, whole := cells(row, buf[:0], true)
	if !whole {
		return unread(line, codeBadRow, badQuote)
	}
	if len(texts) != len(h.columns) {
		return unread(line, codeBadRow, wrongCells(len(texts), len(h.columns)))
	}
	root := &strictfile.Node{Kind: strictfile.Object, Line: line, Column: 1}
	var problems []assess.Problem
	for i, text := range texts {
		col := &h.columns[i]
		text = strings.TrimSpace(unguardCell(text))
		if col.name == "" || text == "" {
			continue
		}
		if text = h.means(col, text); text == "" {
			continue
		}
		n := &strictfile.Node{Kind: strictfile.String, Text: strings.ToValidUTF8(text, "\ufffd"), Line: line, Column: i + 1}
		if n.Text != text {
			problems = append(problems, assess.Problem{Code: strictfile.CodeBadUTF8, Path: strings.Join(col.path, "."), Message: badUTF8, Line: line, Column: i + 1})
		}
		place(root, col.path, n)
	}
	if root.Field("format") == nil { // the headings imply it
		place(root, []string{"format"}, &strictfile.Node{Kind: strictfile.String, Text: assess.AssessmentFormat, Line: line, Column: 1})
	}
	return read(strictfile.Document{Root: root, Problems: problems})
}

// means returns the meaning of a cell under the most specific rule.
func (h *Heading) means(col *csvColumn, text string) string {
	for _, of := range [...]string{col.name, col.every, "*"} {
		if ours := h.meaning.Value(of, text); ours != text {
			return ours
		}
	}
	return text
}

// place puts a value in the tree at a path.
func place(n *strictfile.Node, path []string, value *strictfile.Node) {
	if len(path) > 1 {
		there := n.Field(path[0])
		if there == nil {
			there = &strictfile.Node{Kind: strictfile.Object, Line: value.Line, Column: value.Column}
			n.Fields = append(n.Fields, strictfile.Field{Key: path[0], Value: there, Line: value.Line, Column: value.Column})
		}
		place(there, path[1:], value)
		return
	}
	n.Fields = append(n.Fields, strictfile.Field{Key: path[0], Value: value, Line: value.Line, Column: value.Column})
}

const badUTF8 = "bytes that are not UTF-8; save the file as UTF-8"

func wrongCells(cells, columns int) string {
	return fmt.Sprintf("%d cells, but the first row has %d; put text that contains a comma in double quotes", cells, columns)
}

// badQuote is the message for a row whose quotation marks are wrong.
const badQuote = "a quotation mark is never closed, or is in the wrong place; put the whole cell in double quotes, and double each mark inside it"

// unread returns a record that could not be read, with the reason.
func unread(line int, code, message string) Record {
	return Record{Problems: []assess.Problem{{Code: code, Message: message, Line: cmp.Or(line, 1)}}}
}
