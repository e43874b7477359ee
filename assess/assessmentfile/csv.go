package assessmentfile

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
)

// NewColumns returns the columns of a table of assessments: the path of every fact of
// an assessment that is a single text, and every item as "instrument.item". They are made
// when a table is read.
func NewColumns(set assess.Questionnaires) table.Columns {
	return table.LateColumns(func() table.Columns { return columnsOf(set) })
}

func columnsOf(set assess.Questionnaires) table.Columns {
	c := table.NewColumns("format")
	for i := range assess.CaseFacts() {
		switch f := &assess.CaseFacts()[i]; {
		case f.Kind != assess.ListFact:
			c.Add(f.Path)
		case !strings.Contains(f.Entries[0].Path, "[]"): // there is one at most
			for k := range f.Entries {
				c.Add(f.Entries[k].Path)
			}
		}
	}
	for _, in := range set.Versions {
		c.Add("instruments." + in.ID)
		for i := range in.Items {
			c.AddQuestion(in.ID, in.Items[i].ID, in.Items[i].Prompt)
		}
	}
	for _, name := range c.Names() {
		c.Call(name, FormName(name))
	}
	c.Call("id", "meta-instanceID")
	c.Call("assessed_at", AssessedAtUTC)
	c.ReadExports(exported(false))
	return c
}

// Sheet is a table of assessments whose headings have been read. Several goroutines
// may read its rows.
type Sheet struct {
	*table.Table
	// Other is true if the table holds something else that stalkrisk writes: results
	// or incidents.
	Other bool
	paths [][]string         // where the cells of each column go
	dates []*assess.CaseFact // of each column that holds dates; nil for the others

	anonymous bool // there is no column of references, which is one problem for all rows
	exported  bool // by ODK Central, KoboToolbox or REDCap, from a form
	repeats   repeats
	utc       int // place of the column of times that are UTC without saying so; -1 if there is none
}

// OpenSheet reads the headings of a table of assessments. Without a time of the
// assessment, no row could be scored, and none is read.
func OpenSheet(in io.Reader, o table.Options) *Sheet {
	s := &Sheet{Table: table.Open(in, o)}
	s.repeats, s.utc = repeatsIn(s.Table), s.At(AssessedAtUTC)
	s.exported = s.utc >= 0 || s.repeats.at >= 0 || s.Has("FormVersion") || s.Has(koboSubmitted)
	for _, name := range s.Names {
		s.paths = append(s.paths, s.path(name, o.Columns))
		s.dates = append(s.dates, dateFact(name))
	}
	switch {
	case s.Has("overall.level"):
		s.Other, s.Problems = true, nil
		s.Refuse(CodeUnknownFormat, "this is a table of results, which score writes; give the assessments that they are of")
	case s.Has("since") && s.Has("band"):
		s.Other, s.Problems = true, nil
		s.Refuse(CodeUnknownFormat, "this is a list of what is due, which stalkrisk due writes; give the assessments that it is of")
	case s.Has("at") && s.Has("kind"):
		s.Other, s.Problems = true, nil
		s.Refuse(CodeUnknownFormat, "this is a table of incidents; give it to stalkrisk timeline")
	case !s.Read():
	case !slices.Contains(s.Names, "assessed_at"):
		s.Refuse(codeMissingTime, "no column is assessed_at, the time of the assessment, so no row is read; add it, or say which one it is with --map theirs=assessed_at")
	case !slices.Contains(s.Names, "case.reference") && !slices.Contains(s.Names, "status"):
		s.anonymous = true
		s.Problems = append(s.Problems, assess.Problem{Code: CodeMissingReference, Line: s.Line, Message: "no column is case.reference; add it, or say which one it is with --map theirs=case.reference"})
	}
	return s
}

// dateFact returns the fact of a column that holds dates, or nil.
func dateFact(path string) *assess.CaseFact {
	f := assess.FactAt(path)
	if f == nil || f.Kind != assess.DayFact && f.Kind != assess.TimeFact && f.Kind != assess.WhenFact {
		return nil
	}
	return f
}

// path returns where the cells of a column go.
func (s *Sheet) path(name string, c table.Columns) []string {
	above, below, nested := strings.Cut(name, ".")
	switch {
	case nested && c.Question(name):
		return []string{"responses", above, below}
	case nested:
		return []string{above, below}
	}
	return []string{name}
}

// Next returns the text of the next row that is of an assessment.
func (s *Sheet) Next(room []byte) (Cut, error) {
	row, err := s.Table.Next(room)
	for err == nil && row.Fault == "" && s.repeats.at >= 0 && s.repeats.incident(s.Cells(string(row.Text[len(room):]), nil).Texts) {
		row, err = s.Table.Next(room)
	}
	c := Cut{Text: row.Text, Line: row.Line}
	if row.Fault != "" {
		c.Fault = unread(row.Line, table.CodeBadRow, row.Fault).Problems
	}
	return c, err
}

// readRow reads a row as a record. line is its line in the file. An empty cell is a
// fact that was not recorded.
func (s *Sheet) readRow(text string, line int) Record {
	var buf [96]string
	cells := s.Cells(text, buf[:0])
	if cells.Fault != "" {
		return unread(line, table.CodeBadRow, cells.Fault)
	}
	doc, undated, late := s.tree(cells.Texts, line)
	rec := read(doc)
	if s.exported {
		s.refuseUnversioned(&rec, doc.Root, line)
	}
	rec.Unlisted, rec.Exported = late+len(s.Problems), s.exported
	if undated { // the table says why, once
		rec.Problems = slices.DeleteFunc(rec.Problems, func(p assess.Problem) bool { return p.Code == codeMissingTime })
	}
	if s.anonymous {
		rec.Problems = slices.DeleteFunc(rec.Problems, func(p assess.Problem) bool { return p.Code == CodeMissingReference })
	}
	switch {
	case cells.Missing > 0 && len(rec.Problems) > 0:
		return unread(line, table.CodeBadRow, s.ShortRow(cells))
	case cells.Missing > 0:
		s.UsedShort()
	}
	return rec
}

// refuseUnversioned refuses a row of a form whose cell of a version is empty, if it has
// answers to that questionnaire: they may be to other questions.
func (s *Sheet) refuseUnversioned(rec *Record, root *strictfile.Node, line int) {
	for i, path := range s.paths {
		if path[0] != "instruments" || root.Field("instruments").Field(path[1]) != nil || root.Field("responses").Field(path[1]) == nil {
			continue
		}
		rec.Scorable = false
		rec.Problems = append(rec.Problems, assess.Problem{Code: assess.CodeUnknownVersion, Path: strings.Join(path, "."), Line: line, Column: i + 1,
			Message: "this row does not say the version of its questionnaire, so its answers cannot be trusted; export it with the version, or find out which it was and write it here"})
	}
}

// tree returns the cells of a row as a tree. undated reports that assessed_at is a
// date that cannot be read before somebody says how dates are written, late how
// many dates are such.
func (s *Sheet) tree(cells []string, line int) (doc strictfile.Document, undated bool, late int) {
	doc.Root = &strictfile.Node{Kind: strictfile.Object, Line: line, Column: 1}
	for i, text := range cells {
		if s.Names[i] == "" {
			continue
		}
		text = strings.TrimSpace(s.Value(i, text))
		if i == s.utc {
			text = withOffset(text)
		}
		if f := s.dates[i]; f != nil && text != "" {
			var fault string
			var not bool
			if text, fault, not = s.Date(f.Kind, text); not {
				late++
			}
			if fault != "" {
				doc.Problems = append(doc.Problems, assess.Problem{Code: table.CodeClockChange, Path: f.Path, Message: fault, Line: line, Column: i + 1})
			}
			undated = undated || text == "" && f.Path == "assessed_at"
		}
		if text != "" {
			place(doc.Root, s.paths[i], &strictfile.Node{Kind: strictfile.String, Text: text, Line: line, Column: i + 1})
		}
	}
	if doc.Root.Field("format") == nil { // the headings imply it
		place(doc.Root, []string{"format"}, &strictfile.Node{Kind: strictfile.String, Text: assess.AssessmentFormat, Line: line, Column: 1})
	}
	return doc, undated, late
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

// unread returns a record that could not be read, with the reason.
func unread(line int, code, message string) Record {
	return Record{Problems: []assess.Problem{{Code: code, Message: message, Line: cmp.Or(line, 1)}}}
}
