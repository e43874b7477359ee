// Package siftfile reads logs of incidents for the sift.
package siftfile

import (
	"fmt"
	"io"
	"strings"
	"sync"

	"stalkrisk/assess"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
)

// Columns returns the columns of a log of incidents.
var Columns = sync.OnceValue(func() table.Columns {
	return table.NewColumns("reference", "at", "area", "recorded_as", "victim", "suspect", "place", "text")
})

// Log is what is known of a log once its rows have been read.
type Log struct {
	Problems []assess.Problem
	Unread   int // rows that could not be used; each has a problem
	Table    *table.Table
}

// Read reads a log and calls add for every row. It keeps no row in memory, and add must
// keep none of the text. Every fault is reported with its line, and no message holds
// anything of the log. A date that cannot be read counts as empty, and the rest of its
// row is used. The error is that of the text or of add, which ends the reading.
func Read(in io.Reader, o table.Options, add func(*sift.Report) error) (Log, error) {
	o.Columns = Columns()
	r := reader{t: table.Open(in, o), at: map[string]int{}}
	for _, p := range r.t.Problems {
		r.faults.Add(p)
	}
	for i, name := range r.t.Names {
		r.at[name] = i
	}
	if r.t.Nothing() {
		r.fault(1, strictfile.CodeEmpty, "", "there is nothing to read; write the columns in the first row: "+strings.Join(o.Columns.Names(), ","))
	}
	var err error
	var room []byte
	for err == nil {
		var row table.Row
		if row, err = r.t.Next(room[:0]); err == nil {
			room = row.Text
			err = r.row(&row, add)
		}
	}
	for _, p := range r.t.LateProblems() {
		r.faults.Add(p)
	}
	r.log.Problems, r.log.Table = r.faults.All(), r.t
	if err != io.EOF {
		return r.log, err
	}
	return r.log, nil
}

type reader struct {
	t      *table.Table
	at     map[string]int // index of each column that is read
	cells  []string
	log    Log
	faults assess.Faults
}

func (r *reader) fault(line int, code, path, message string) {
	r.faults.Add(assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

func (r *reader) bad(line int, message string) {
	r.log.Unread++
	r.fault(line, table.CodeBadRow, "", message)
}

func (r *reader) row(row *table.Row, add func(*sift.Report) error) error {
	if row.Fault != "" {
		r.bad(row.Line, row.Fault)
		return nil
	}
	cells := r.t.Cells(string(row.Text), r.cells[:0])
	r.cells = cells.Texts
	switch {
	case cells.Fault != "":
		r.bad(row.Line, cells.Fault)
		return nil
	case cells.Missing > 0:
		r.t.UsedShort()
	}
	return add(&sift.Report{
		Reference: r.cell("reference"), At: r.when(row.Line), Area: r.cell("area"), RecordedAs: r.cell("recorded_as"),
		Victim: r.cell("victim"), Suspect: r.cell("suspect"), Place: r.cell("place"), Text: r.cell("text"),
	})
}

// cell returns the text of a column, as the map says what it means; "" if the table
// does not have it.
func (r *reader) cell(column string) string {
	i, has := r.at[column]
	if !has {
		return ""
	}
	return strings.TrimSpace(r.t.Value(i, r.cells[i]))
}

// when returns the date of a row; the zero value if there is none that can be read.
func (r *reader) when(line int) (when timeline.When) {
	text := r.cell("at")
	if text == "" {
		return when
	}
	ours, fault, unread := r.t.Date(assess.WhenFact, text)
	if fault != "" {
		r.fault(line, table.CodeClockChange, "at", fault)
	}
	when, err := timeline.ParseWhen(strings.Clone(ours))
	if err != nil && !unread {
		r.fault(line, strictfile.CodeBadDate, "at", fmt.Sprintf("%v; the row counts as undated", err))
	}
	return when
}
