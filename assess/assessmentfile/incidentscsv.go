package assessmentfile

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// incidentFacts returns the facts of an incident, which are the columns of a CSV file
// of incidents, in the order in which they are written.
func incidentFacts() []assess.CaseFact { return assess.FactAt("incidents").Entries }

var incidentColumns = sync.OnceValue(func() Columns {
	c := columnsOf()
	for _, f := range incidentFacts() {
		c.add(strings.TrimPrefix(f.Path, "incidents[]."))
	}
	return c
})

// IncidentColumn reports whether word is a column of incidents.
func IncidentColumn(word string) bool { return incidentColumns().known[word] }

// IncidentRows is the content of a CSV file of incidents.
type IncidentRows struct {
	Incidents []timeline.Incident
	Lines     []int // on which each incident begins, from 1
	Unread    int   // rows that were not used; each has a problem, unless no column is known
	Problems  []assess.Problem
}

// ReadIncidents reads a CSV file of incidents, with the columns at, kind, channel,
// area, reference, reported, recorded_as, breach, severity and note, in any order,
// named in its first row. m translates the headings and values of other systems.
//
// Every fault is reported with its line, in file order. A cell that cannot be read
// counts as empty, and the rest of its row is used. A row that cannot be split into
// cells, or has more or fewer cells than there are columns, is not used. Blank rows
// are skipped. assess.CheckIncidents checks the kinds later. CRLF in a cell is read
// as LF.
func ReadIncidents(b []byte, m CSVMap) IncidentRows {
	r := incidentReader{meaning: m}
	cutter := NewCutter(CSV, bufio.NewReader(bytes.NewReader(bytes.TrimPrefix(b, byteOrderMark))))
	cutter.strict = true
	for {
		c, err := cutter.Next(nil)
		if err != nil { // the end
			break
		}
		r.cut(&c)
	}
	if !r.named && r.rows.Unread == 0 {
		r.fault(1, strictfile.CodeEmpty, "", "there is nothing to read; write the columns in the first row: "+strings.Join(incidentColumns().names, ","))
	}
	r.rows.Problems = r.faults.All()
	return r.rows
}

type incidentReader struct {
	meaning  CSVMap
	named    bool     // the headings have been read
	columns  []string // of each cell; "" if it is left out
	nameless []int    // columns without a heading, until one is reported
	known    bool     // at least one column is read
	rows     IncidentRows
	faults   strictfile.Faults
}

// cut reads a row. If the first row cannot be split into cells, there are no
// headings, and no other row replaces them.
func (r *incidentReader) cut(c *Cut) {
	if c.Fault != nil {
		r.bad(c.Line, c.Fault.Problems[0].Message)
		return
	}
	switch texts, whole := cells(string(c.Text), nil, false); {
	case !whole:
		r.bad(c.Line, badQuote)
	case !r.named:
		r.named = true
		r.head(c.Line, texts)
	case !r.known:
		r.rows.Unread++
	default:
		r.row(c.Line, texts)
	}
}

func (r *incidentReader) fault(line int, code, path, message string) {
	r.faults.Add(assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

// bad reports a row that cannot be used.
func (r *incidentReader) bad(line int, fault string) {
	r.named = true
	r.rows.Unread++
	r.fault(line, codeBadRow, "", fault)
}

// head reads the headings. If none is known, it reports only that.
func (r *incidentReader) head(line int, texts []string) {
	var faults strictfile.Faults
	fault := func(code, path, message string) {
		faults.Add(assess.Problem{Code: code, Path: path, Message: message, Line: line})
	}
	r.columns = incidentColumns().headings(texts, r.meaning, fault, func(i int) { r.nameless = append(r.nameless, i) })
	if r.known = slices.ContainsFunc(r.columns, func(c string) bool { return c != "" }); r.known {
		r.faults = faults
		return
	}
	if len(texts) == 1 && strings.ContainsAny(texts[0], ";\t") {
		r.fault(line, codeNoHeader, "", "cells need commas between them; save the file as CSV with commas")
		return
	}
	r.fault(line, codeNoHeader, "", "the first row has no known column; write "+strings.Join(incidentColumns().names, ",")+", in any order, or say what the headings are with --map theirs=ours")
}

// row reads an incident. It skips blank rows, because spreadsheets often end with
// some.
func (r *incidentReader) row(line int, texts []string) {
	if !slices.ContainsFunc(texts, func(c string) bool { return strings.TrimSpace(c) != "" }) {
		return
	}
	if len(texts) != len(r.columns) {
		r.bad(line, wrongCells(len(texts), len(r.columns)))
		return
	}
	for _, i := range r.nameless {
		if strings.TrimSpace(texts[i]) != "" {
			r.fault(line, codeUnknownHeading, "", fmt.Sprintf("column %d has text but no heading, so it is not read; name it in the first row", i+1))
			r.nameless = nil
			break
		}
	}
	root := &strictfile.Node{Kind: strictfile.Object, Line: line}
	for i, text := range texts {
		if column := r.columns[i]; column != "" {
			r.cell(root, column, text)
		}
	}
	var inc timeline.Incident
	for _, p := range shapes.Decode(root, &inc) {
		r.fault(line, p.Code, p.Path, p.Message)
	}
	r.rows.Incidents = append(r.rows.Incidents, inc)
	r.rows.Lines = append(r.rows.Lines, line)
}

// cell adds a cell to the tree of its row, which is then decoded like an incident in
// an assessment.
func (r *incidentReader) cell(root *strictfile.Node, column, text string) {
	valid := strings.ToValidUTF8(text, "\ufffd")
	if valid != text {
		r.fault(root.Line, strictfile.CodeBadUTF8, column, badUTF8)
	}
	text = r.meaning.Value(column, unguardCell(strings.ReplaceAll(valid, "\r\n", "\n")))
	kind := strictfile.String
	f := assess.FactAt("incidents[]." + column)
	if f.Kind == assess.GradeFact {
		kind = strictfile.Number
	}
	if f.Kind != assess.TextFact || column == "kind" { // free text keeps its space
		text = strings.TrimSpace(text)
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
	w.Write(incidentColumns().names) // writing to a buffer cannot fail
	facts := incidentFacts()
	row := make([]string, len(facts))
	for i := range incidents {
		for k := range facts {
			row[k] = GuardCell(facts[k].Get(&incidents[i]))
		}
		w.Write(row)
	}
	w.Flush()
	return out.Bytes()
}
