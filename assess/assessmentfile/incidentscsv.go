package assessmentfile

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/late"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
)

// caseColumn is the column that says which case a row is of.
const caseColumn = "case"

// conditionColumn is the column with the condition of an order that an incident breaks.
const conditionColumn = "condition"

// incidentFacts returns the facts of an incident, which are the columns of a CSV file
// of incidents after the case, in the order in which they are written.
func incidentFacts() []assess.CaseFact { return assess.FactAt("incidents").Entries }

// IncidentColumns returns the columns of a table of incidents.
func IncidentColumns() table.Columns { return incidentColumns.Get() }

var incidentColumns = late.Value[table.Columns]{Make: func() table.Columns {
	c := table.NewColumns()
	c.Add(caseColumn)
	for _, f := range incidentFacts() {
		c.Add(strings.TrimPrefix(f.Path, "incidents[]."))
	}
	for _, d := range diary {
		c.Call(d.column, d.heading)
	}
	for _, name := range c.Names() {
		c.Call(name, IncidentPrefix+name)
	}
	c.Call(caseColumn, FormName("case.reference"))
	c.ReadExports(exported(true))
	return c
}}

// diary has the columns of a victim's diary by the headings on its page. It has no
// kinds: a person chooses them later.
var diary = []struct{ column, heading string }{
	{"at", "When"}, {"note", "What happened"}, {"place", "Where"}, {"felt", "How it made me feel"}, {"witness", "Who saw or heard it"}, {"kept", "What I kept"},
}

// DiaryHeadings returns the headings of a victim's diary as a table.
func DiaryHeadings() (out []string) {
	for _, d := range diary {
		out = append(out, d.heading)
	}
	return out
}

// The most incidents that one table can have, and of one case. Those of a case are
// compared with each other, so all are held in memory.
const (
	MaxIncidents       = 50_000
	MaxIncidentsOfCase = 10_000
)

// IncidentRows is the content of a table of incidents.
type IncidentRows struct {
	Incidents []timeline.Incident
	Cases     []string // the reference of the case that each names; "" if it names none
	Faulty    []bool   // whether each cannot be read whole
	Lines     []int    // on which each incident begins, from 1
	OfDiary   int      // how many are from a diary, and so of the kind other
	Unread    int      // rows that were not used; each has a problem
	Problems  []assess.Problem
	Table     *table.Table
}

// ReadIncidents reads a table of incidents, with the columns of IncidentColumns in any
// order, named in its first row. o says what another system calls them.
//
// Every fault is reported with its line, in file order. A cell that cannot be read
// counts as empty, and the rest of its row is used. A row that cannot be split into
// cells, or has more cells than there are columns, is not used. Blank rows
// are skipped. assess.CheckIncidents checks the kinds later. CRLF in a cell is read
// as LF. The error is that of the text.
func ReadIncidents(in io.Reader, o table.Options) (IncidentRows, error) {
	o.Columns = IncidentColumns()
	r := incidentReader{t: table.Open(in, o), ofCase: map[string]int{}}
	for _, p := range r.t.Problems {
		r.faults.Add(p)
	}
	r.repeats = repeatsIn(r.t)
	r.diary = slices.Contains(r.t.Names, "felt") && !slices.Contains(r.t.Names, "kind")
	for _, name := range r.t.Names {
		r.facts = append(r.facts, assess.FactAt("incidents[]."+name))
	}
	if r.t.Nothing() {
		r.fault(1, strictfile.CodeEmpty, "", "there is nothing to read; write the columns in the first row: "+strings.Join(o.Columns.Names(), ","))
	}
	var err error
	for err == nil {
		var row table.Row
		if row, err = r.t.Next(nil); err == nil {
			r.row(&row)
		}
		if over := r.tooMany(); over != "" {
			r.rows = IncidentRows{}
			r.fault(row.Line, strictfile.CodeTooLarge, "", over)
			err = io.EOF
		}
	}
	for _, p := range r.t.LateProblems() {
		r.faults.Add(p)
	}
	r.caseless()
	r.rows.Problems, r.rows.Table = r.faults.All(), r.t
	if err != io.EOF {
		return r.rows, err
	}
	return r.rows, nil
}

type incidentReader struct {
	t       *table.Table
	facts   []*assess.CaseFact // of each column; nil for one that is the case, or that is not read
	rows    IncidentRows
	ofCase  map[string]int // how many rows name each case
	repeats repeats
	diary   bool   // it says how each incident felt, and has no kinds
	said    string // the date of the row as the person wrote it, if it was in words
	faults  assess.Faults
}

func (r *incidentReader) fault(line int, code, path, message string) {
	r.faults.Add(assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

// tooMany returns what to do about more incidents than a table can have, or "". A table
// without the column case is of one case.
func (r *incidentReader) tooMany() string {
	n := len(r.rows.Cases)
	switch {
	case n > MaxIncidents:
		return fmt.Sprintf("more than %d incidents in one table; divide it, by case or by month", MaxIncidents)
	case n > 0 && r.ofCase[fold.Reference(r.rows.Cases[n-1])] > MaxIncidentsOfCase:
		return fmt.Sprintf("more than %d incidents of one case; write those of a day as one, with their number in the note", MaxIncidentsOfCase)
	}
	return ""
}

// bad reports a row that cannot be used.
func (r *incidentReader) bad(line int, fault string) {
	r.rows.Unread++
	r.fault(line, table.CodeBadRow, "", fault)
}

// caseless reports rows that name no case, if others do: nobody knows whose they are.
func (r *incidentReader) caseless() {
	named := func(of string) bool { return fold.Reference(of) != "" }
	if !slices.ContainsFunc(r.rows.Cases, named) {
		return
	}
	var lines []int
	for i, of := range r.rows.Cases {
		if !named(of) {
			lines = append(lines, r.rows.Lines[i])
			r.rows.Faulty[i] = true
		}
	}
	if len(lines) > 0 {
		r.fault(lines[0], CodeMissingCase, caseColumn, fmt.Sprintf("rows that name no case although others do: %d, of which this is the first; fill in the column case", len(lines)))
	}
}

// cellsOf divides a row that was read into cells.
func cellsOf(t *table.Table, row *table.Row) table.Cells {
	if row.Fault != "" {
		return table.Cells{Fault: row.Fault}
	}
	return t.Cells(string(row.Text), nil)
}

// row reads an incident.
func (r *incidentReader) row(row *table.Row) {
	cells := cellsOf(r.t, row)
	if cells.Fault != "" {
		r.bad(row.Line, cells.Fault)
		return
	}
	root := &strictfile.Node{Kind: strictfile.Object, Line: row.Line}
	r.said = ""
	if r.repeats.at >= 0 && !r.repeats.incident(cells.Texts) {
		return
	}
	of, unsure := "", false
	for i, text := range cells.Texts {
		switch {
		case r.t.Names[i] == caseColumn:
			of = strings.TrimSpace(r.t.Value(i, text))
		case r.facts[i] != nil:
			unsure = r.cell(root, i, text) || unsure
		}
	}
	var inc timeline.Incident
	problems := assess.Shortened(shapes.Get().Decode(root, &inc), caseColumn, of)
	switch {
	case cells.Missing > 0 && len(problems) > 0:
		r.bad(row.Line, r.t.ShortRow(cells))
		return
	case cells.Missing > 0:
		r.t.UsedShort()
	}
	for _, p := range problems {
		r.fault(row.Line, p.Code, p.Path, p.Message)
	}
	r.keep(inc, of, row.Line, len(problems) > 0 || unsure)
}

// keep adds an incident to those that were read. One of a diary has no kind, and may have
// its date in the person's own words.
func (r *incidentReader) keep(inc timeline.Incident, of string, line int, faulty bool) {
	if r.diary {
		inc.Kind = timeline.KindOfDiary
		if r.said != "" {
			inc.Note = strings.TrimLeft(inc.Note+"\nWhen, as it was written: "+r.said, "\n")
		}
		r.rows.OfDiary++
	}
	r.rows.Incidents = append(r.rows.Incidents, inc)
	r.rows.Cases = append(r.rows.Cases, of)
	r.rows.Faulty = append(r.rows.Faulty, faulty)
	r.rows.Lines = append(r.rows.Lines, line)
	r.ofCase[fold.Reference(of)]++
}

// cell adds a cell to the tree of its row, which is then decoded like an incident in
// an assessment. It reports whether its date could not be read, or not in full.
func (r *incidentReader) cell(root *strictfile.Node, i int, text string) (unsure bool) {
	column := r.t.Names[i]
	text = r.t.Value(i, strings.ReplaceAll(text, "\r\n", "\n"))
	kind := strictfile.String
	f := r.facts[i]
	if f.Kind == assess.GradeFact {
		kind = strictfile.Number
	}
	if f.Kind != assess.TextFact || column == "kind" { // free text keeps its space
		text = strings.TrimSpace(text)
	}
	if dateFact(f.Path) != nil && text != "" {
		written, fault := text, ""
		text, fault, unsure = r.t.Date(f.Kind, written)
		if _, err := timeline.ParseWhen(text); r.diary && (err != nil || unsure) {
			if said, ok := r.t.Said(written); ok {
				text, unsure, r.said = said, false, written
			}
		}
		if fault != "" {
			r.fault(root.Line, table.CodeClockChange, column, fault)
			unsure = true
		}
	}
	if text != "" {
		place(root, []string{column}, &strictfile.Node{Kind: kind, Text: text, Line: root.Line})
	}
	return unsure
}

// AppendIncidents appends a CSV file of incidents, one row for each, in the order
// given; cases has the reference of the case that each is of. ReadIncidents reads them
// back unchanged, except that it skips an empty row, and that characters which cannot
// be seen come back marked (table.Guard).
func AppendIncidents(dst []byte, cases []string, incidents []timeline.Incident) []byte {
	out := bytes.NewBuffer(dst)
	w := csv.NewWriter(out)
	names, first := IncidentColumns().Names(), 0
	if !slices.ContainsFunc(cases, func(c string) bool { return c != "" }) {
		first = 1 // no incident says which case it is of
	}
	facts := incidentFacts()
	if !slices.ContainsFunc(incidents, func(i timeline.Incident) bool { return i.Condition != "" }) {
		none := slices.Index(names, conditionColumn) // only incidents that break a known condition need it
		names, facts = slices.Delete(slices.Clone(names), none, none+1), slices.Delete(slices.Clone(facts), none-1, none)
	}
	w.Write(names[first:]) // writing to a buffer cannot fail
	row := make([]string, 1+len(facts))
	for i := range incidents {
		row[0] = table.Guard(cases[i])
		for k := range facts {
			row[1+k] = table.Guard(facts[k].Get(&incidents[i]))
		}
		w.Write(row[first:])
	}
	w.Flush()
	return out.Bytes()
}
