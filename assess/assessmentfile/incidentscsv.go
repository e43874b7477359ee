package assessmentfile

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"sync"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
)

// incidentFacts returns the facts of an incident, which are the columns of a CSV file
// of incidents, in the order in which they are written.
func incidentFacts() []assess.CaseFact { return assess.FactAt("incidents").Entries }

// IncidentColumns returns the columns of a table of incidents.
var IncidentColumns = sync.OnceValue(func() table.Columns {
	c := table.NewColumns()
	for _, f := range incidentFacts() {
		c.Add(strings.TrimPrefix(f.Path, "incidents[]."))
	}
	return c
})

// IncidentRows is the content of a table of incidents.
type IncidentRows struct {
	Incidents []timeline.Incident
	Lines     []int // on which each incident begins, from 1
	Unread    int   // rows that were not used; each has a problem
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
	r := incidentReader{t: table.Open(in, o)}
	for _, p := range r.t.Problems {
		r.faults.Add(p)
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
	}
	for _, p := range r.t.LateProblems() {
		r.faults.Add(p)
	}
	r.rows.Problems, r.rows.Table = r.faults.All(), r.t
	if err != io.EOF {
		return r.rows, err
	}
	return r.rows, nil
}

type incidentReader struct {
	t      *table.Table
	rows   IncidentRows
	faults assess.Faults
}

func (r *incidentReader) fault(line int, code, path, message string) {
	r.faults.Add(assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

// bad reports a row that cannot be used.
func (r *incidentReader) bad(line int, fault string) {
	r.rows.Unread++
	r.fault(line, table.CodeBadRow, "", fault)
}

// row reads an incident.
func (r *incidentReader) row(row *table.Row) {
	if row.Fault != "" {
		r.bad(row.Line, row.Fault)
		return
	}
	cells := r.t.Cells(string(row.Text), nil)
	if cells.Fault != "" {
		r.bad(row.Line, cells.Fault)
		return
	}
	root := &strictfile.Node{Kind: strictfile.Object, Line: row.Line}
	for i, text := range cells.Texts {
		if r.t.Names[i] != "" {
			r.cell(root, i, text)
		}
	}
	var inc timeline.Incident
	problems := shapes.Decode(root, &inc)
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
	r.rows.Incidents = append(r.rows.Incidents, inc)
	r.rows.Lines = append(r.rows.Lines, row.Line)
}

// cell adds a cell to the tree of its row, which is then decoded like an incident in
// an assessment.
func (r *incidentReader) cell(root *strictfile.Node, i int, text string) {
	column := r.t.Names[i]
	text = r.t.Value(i, strings.ReplaceAll(text, "\r\n", "\n"))
	kind := strictfile.String
	f := assess.FactAt("incidents[]." + column)
	if f.Kind == assess.GradeFact {
		kind = strictfile.Number
	}
	if f.Kind != assess.TextFact || column == "kind" { // free text keeps its space
		text = strings.TrimSpace(text)
	}
	if dateFact(f.Path) != nil && text != "" {
		var fault string
		if text, fault = r.t.Date(f.Kind, text); fault != "" {
			r.fault(root.Line, table.CodeClockChange, column, fault)
		}
	}
	if text != "" {
		place(root, []string{column}, &strictfile.Node{Kind: kind, Text: text, Line: root.Line})
	}
}

// AppendIncidents appends a CSV file of incidents, one row for each, in the order
// given. ReadIncidents reads them back unchanged, except that it skips an empty
// incident, and that characters which cannot be seen come back marked (GuardCell).
func AppendIncidents(dst []byte, incidents []timeline.Incident) []byte {
	out := bytes.NewBuffer(dst)
	w := csv.NewWriter(out)
	w.Write(IncidentColumns().Names()) // writing to a buffer cannot fail
	facts := incidentFacts()
	row := make([]string, len(facts))
	for i := range incidents {
		for k := range facts {
			row[k] = table.Guard(facts[k].Get(&incidents[i]))
		}
		w.Write(row)
	}
	w.Flush()
	return out.Bytes()
}
