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

// incidentFacts returns the columns of a CSV file of incidents, in the order in which
// they are written: the facts of an incident in an assessment.
func incidentFacts() []assess.CaseFact { return assess.FactAt("incidents").Entries }

var incidentColumns = sync.OnceValue(func() Columns {
	c := columnsOf()
	for _, f := range incidentFacts() {
		c.add(strings.TrimPrefix(f.Path, "incidents[]."))
	}
	return c
})

// IncidentColumn reports whether a word is the name of a column of incidents.
func IncidentColumn(word string) bool { return incidentColumns().known[word] }

// IncidentRows is the content of a CSV file of incidents.
type IncidentRows struct {
	Incidents []timeline.Incident
	Lines     []int // on which each incident begins, from 1
	Unread    int   // rows that could not be used at all: each has a problem, unless no column is known
	Problems  []assess.Problem
}

// ReadIncidents reads a CSV file of incidents: at, kind, channel, area,
// reference, reported, recorded_as, breach, severity, note, in any order, named
// by its first row. m renames other people's headings and values.
//
// Every fault is named with its line, in file order. A cell that cannot be read
// is read as absent, and the rest of its row counts; a row that cannot be cut
// into cells, or has more or fewer than there are columns, is not used. Blank
// rows are skipped. Kinds are checked against the questionnaire later
// (assess.CheckIncidents). Inside a cell a line break of two characters is read
// as one.
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
		r.fault(1, strictfile.CodeEmpty, "", "there is nothing in it; the first row names the columns: "+strings.Join(incidentColumns().names, ","))
	}
	r.rows.Problems = r.faults.All()
	return r.rows
}

type incidentReader struct {
	meaning  CSVMap
	named    bool     // the headings have been read
	columns  []string // of each cell; "" where it is left out
	nameless []int    // columns without a heading, until one is reported
	known    bool     // there is a column that is read
	rows     IncidentRows
	faults   strictfile.Faults
}

// cut reads a row. If the first cannot be cut, the next is not taken for the
// headings.
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

// bad names a row that cannot be used.
func (r *incidentReader) bad(line int, fault string) {
	r.named = true
	r.rows.Unread++
	r.fault(line, CodeBadRow, "", fault)
}

// head reads the headings. Where none is known, only that is reported.
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
		r.fault(line, CodeNoHeader, "", "cells need commas between them; save the file as CSV with commas")
		return
	}
	r.fault(line, CodeNoHeader, "", "the first row names no column; write "+strings.Join(incidentColumns().names, ",")+", in any order, or say what the headings are with --map theirs=ours")
}

// row reads an incident, unless the row is blank: spreadsheets end in such rows.
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
			r.fault(line, CodeUnknownHeading, "", fmt.Sprintf("column %d has text but no heading, so it is not read; name it in the first row", i+1))
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

// cell adds a cell to the tree of its row, which is then read by the same rules as
// an incident in an assessment.
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

// AppendIncidents appends a CSV file of incidents, one row each in the order
// given. ReadIncidents reads them unchanged, except for an incident with nothing in
// it, and line breaks of two characters.
func AppendIncidents(dst []byte, incidents []timeline.Incident) []byte {
	out := bytes.NewBuffer(dst)
	w := csv.NewWriter(out)
	w.Write(incidentColumns().names) // a buffer takes everything
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
