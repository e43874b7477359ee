// Package siftfile reads logs of incidents for the sift, and writes what it found.
package siftfile

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
)

// Columns returns the columns of a log of incidents.
func Columns() table.Columns { return columns.Get() }

var columns = late.Value[table.Columns]{Make: func() table.Columns {
	return table.NewColumns("reference", "at", "area", "recorded_as", "victim", "suspect", "place", "text")
}}

// Options say how a log is read.
type Options struct {
	Table   table.Options
	Workers int // goroutines that read texts; one if it is less than one

	// Progress, if it is not nil, is called now and then with how many bytes have been
	// read so far.
	Progress func(read int64)
}

// Log is what is known of a log once its rows have been read.
type Log struct {
	Problems []assess.Problem
	Unread   int // rows that could not be used; each has a problem
	Table    *table.Table
}

// Read reads a log and adds every row to s. It keeps no row in memory. Every fault is
// reported with its line, and no message holds anything of the log. A date that cannot
// be read counts as empty, and the rest of its row is used. The error is that of the
// text or of the context, which ends the reading.
//
// One goroutine divides the text into rows, workers read chunks of them, and the rows
// are added in the order of the text: how many workers there are changes nothing.
func Read(ctx context.Context, in io.Reader, o Options, s *sift.Sifter) (Log, error) {
	o.Table.Columns = Columns()
	t := table.Open(in, o.Table)
	var log Log
	var faults assess.Faults
	for _, p := range t.Problems {
		faults.Add(p)
	}
	if t.Nothing() {
		faults.Add(assess.Problem{Code: strictfile.CodeEmpty, Line: 1, Message: "there is nothing to read; write the columns in the first row: " + strings.Join(o.Table.Columns.Names(), ",")})
	}
	var read int64
	err := inOrder(ctx, t, max(o.Workers, 1), s, func(c *chunk) {
		if read += int64(len(c.text)); o.Progress != nil {
			o.Progress(read)
		}
		log.Unread += c.unread
		for _, p := range c.problems {
			faults.Add(p)
		}
		for i := range c.reports {
			s.AddRead(&c.reports[i], c.readings[i])
		}
	})
	for _, p := range t.LateProblems() {
		faults.Add(p)
	}
	log.Problems, log.Table = faults.All(), t
	return log, err
}

// chunkRows is how many rows a worker reads at a time.
const chunkRows = 256

// chunk is some rows of a log, and what a worker read in them.
type chunk struct {
	text []byte
	rows []table.Row // their texts are in text, one after another
	ends []int

	reports  []sift.Report
	readings []sift.Reading
	problems []assess.Problem
	unread   int
	done     chan struct{} // has a value once the chunk is read
}

// inOrder reads the rows of t in chunks, by several workers, and calls add with each in
// the order of the text. A chunk is used again after that.
func inOrder(ctx context.Context, t *table.Table, workers int, s *sift.Sifter, add func(*chunk)) error {
	todo, order, free := make(chan *chunk, workers), make(chan *chunk, 2*workers), make(chan *chunk, 2*workers)
	for range 2 * workers {
		free <- &chunk{done: make(chan struct{}, 1)}
	}
	var running sync.WaitGroup
	for range workers {
		r := newReader(t, s)
		running.Go(func() {
			for c := range todo {
				r.read(c)
				c.done <- struct{}{}
			}
		})
	}
	var failed error
	running.Go(func() {
		defer close(order)
		defer close(todo)
		for failed == nil {
			c := <-free
			if failed = c.fill(t); failed == nil {
				failed = ctx.Err()
			}
			order <- c
			todo <- c
		}
	})
	for c := range order {
		<-c.done
		add(c)
		free <- c
	}
	running.Wait()
	if failed == io.EOF {
		return nil
	}
	return failed
}

// fill reads the next rows into the chunk. The error is that of the text, at its end.
func (c *chunk) fill(t *table.Table) error {
	c.text, c.rows, c.ends = c.text[:0], c.rows[:0], c.ends[:0]
	for len(c.rows) < chunkRows {
		row, err := t.Next(c.text)
		if err != nil {
			return err
		}
		c.text, row.Text = row.Text, nil
		c.rows, c.ends = append(c.rows, row), append(c.ends, len(c.text))
	}
	return nil
}

// reader reads the rows of chunks.
type reader struct {
	t     *table.Table
	at    map[string]int // index of each column that is read
	words *sift.Reader
	cells []string
	chunk *chunk
}

func newReader(t *table.Table, s *sift.Sifter) *reader {
	r := &reader{t: t, at: map[string]int{}, words: s.NewReader()}
	for i, name := range t.Names {
		r.at[name] = i
	}
	return r
}

func (r *reader) read(c *chunk) {
	r.chunk = c
	c.reports, c.readings, c.problems, c.unread = c.reports[:0], c.readings[:0], c.problems[:0], 0
	text, from := string(c.text), 0 // one copy for all rows
	for i := range c.rows {
		r.row(&c.rows[i], text[from:c.ends[i]])
		from = c.ends[i]
	}
}

func (r *reader) fault(line int, code, path, message string) {
	r.chunk.problems = append(r.chunk.problems, assess.Problem{Code: code, Path: path, Message: message, Line: line})
}

func (r *reader) bad(line int, message string) {
	r.chunk.unread++
	r.fault(line, table.CodeBadRow, "", message)
}

func (r *reader) row(row *table.Row, text string) {
	if row.Fault != "" {
		r.bad(row.Line, row.Fault)
		return
	}
	cells := r.t.Cells(text, r.cells[:0])
	r.cells = cells.Texts
	switch {
	case cells.Fault != "":
		r.bad(row.Line, cells.Fault)
		return
	case cells.Missing > 0:
		r.t.UsedShort()
	}
	r.chunk.readings = append(r.chunk.readings, r.words.Read(r.cell("text")))
	r.chunk.reports = append(r.chunk.reports, sift.Report{
		Reference: r.cell("reference"), At: r.when(row.Line), Area: r.cell("area"), RecordedAs: r.cell("recorded_as"),
		Victim: r.cell("victim"), Suspect: r.cell("suspect"), Place: r.cell("place"),
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
