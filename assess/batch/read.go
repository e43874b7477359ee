package batch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/textfile"
)

// chunk is roughly how many bytes of records a worker gets at once. Twice as many are
// not faster, and the tasks need twice the memory. Of records that are so short that their
// results need more memory than they do, it gets only about so many.
const (
	chunk = 128 << 10
	short = 64
)

// alone is the largest task, in bytes, that runs beside others. While a larger one is
// worked on, nothing else is read, so that only one task needs memory for large
// records. YAML needs the most memory.
const (
	alone     = 2 * chunk
	aloneYAML = chunk / 2
)

// read splits every input into tasks.
func (r *run) read(inputs iter.Seq[Input]) {
	defer close(r.order)
	defer close(r.work)
	for in := range inputs {
		if !r.readInput(&in) {
			return
		}
	}
}

// readInput splits one input into tasks. It returns false if the work is stopped.
func (r *run) readInput(in *Input) bool {
	f, err := in.Open()
	if err != nil {
		return r.fail(in, err)
	}
	defer f.Close()
	text, err := r.opener.Open(counter{f, &r.bytes})
	var not *textfile.NotTextError
	switch {
	case errors.As(err, &not):
		return r.unreadable(in, nil, []assess.Problem{not.Problem})
	case err != nil:
		return r.fail(in, fmt.Errorf("reading %s: %w", in.Name, err))
	}
	format := in.Format
	if format == assessmentfile.Unknown {
		format = assessmentfile.FormatIn("", text)
	}
	switch {
	case format == assessmentfile.CSV:
		return r.table(in, text)
	case !r.Table.Map.Empty() && !in.Folder:
		return r.fail(in, fmt.Errorf("reading %s: --map is for CSV, and this is not CSV", in.Name))
	case format == assessmentfile.NDJSON:
		return r.lines(in, text)
	}
	return r.records(in, format, nil, assessmentfile.NewCutter(format, text).Next)
}

// counter counts the bytes read from a file.
type counter struct {
	io.Reader
	n *int64
}

func (c counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	*c.n += int64(n)
	return n, err
}

// task waits for a free task; it returns nil when the work is stopped.
func (r *run) task(in *Input, f assessmentfile.Format) *task {
	select {
	case t := <-r.free:
		t.input, t.format = in, f
		return t
	case <-r.ctx.Done():
		return nil
	}
}

// send passes a task on. It returns false if the work is stopped.
func (r *run) send(t *task) bool {
	if r.stop.Load() {
		return false
	}
	large := cap(t.buf) > alone || t.format == assessmentfile.YAML && t.n > aloneYAML
	t.read = r.bytes
	r.order <- t
	r.work <- t
	return !large || r.wait()
}

// wait waits until every task is free. It returns false if the work is stopped.
func (r *run) wait() bool {
	var all []*task
	for range cap(r.free) {
		select {
		case t := <-r.free:
			all = append(all, t)
		case <-r.ctx.Done():
			return false
		}
	}
	for _, t := range all {
		r.free <- t
	}
	return true
}

// fail reports an input that cannot be opened. It returns false if the work is
// stopped.
func (r *run) fail(in *Input, err error) bool {
	t := r.task(in, assessmentfile.NDJSON)
	if t == nil {
		return false
	}
	t.n, t.last, t.failed = 0, true, err
	return r.send(t)
}

// unreadable reports an input as a record that cannot be read. sheet is nil, or a table
// whose headings cannot be used. It returns false if the work is stopped.
func (r *run) unreadable(in *Input, sheet *assessmentfile.Sheet, problems []assess.Problem) bool {
	t := r.task(in, assessmentfile.CSV)
	if t == nil {
		return false
	}
	t.sheet, t.n, t.last = sheet, 0, true
	t.cuts = append(t.cuts, cut{Cut: assessmentfile.Cut{Line: 1, Fault: problems}})
	return r.send(t)
}

// lines splits a stream of JSON lines into tasks. Each gets as many whole lines as
// one read returns.
func (r *run) lines(in *Input, src *bufio.Reader) bool {
	var rest []byte    // the text after the last whole line
	size := chunk / 32 // of the next task; the first shows how long lines are
	line := 1
	for {
		t := r.task(in, assessmentfile.NDJSON)
		if t == nil {
			return false
		}
		t.line = line
		t.n = copy(t.grown(max(size, 2*len(rest))), rest)
		rest = rest[:0]
		err := t.fill(src, in.File)
		if err != nil {
			t.last = true
			if err != io.EOF {
				t.failed = fmt.Errorf("reading %s: %w", in.Name, err)
			}
			return r.send(t)
		}
		end := bytes.LastIndexByte(t.buf[:t.n], '\n') + 1
		if end == 0 { // one line, and too long
			if err := skipLine(src); err != nil && err != io.EOF {
				t.failed = fmt.Errorf("reading %s: %w", in.Name, err)
			}
			t.n, t.cuts = 0, append(t.cuts, cut{Cut: assessmentfile.Cut{Line: line, Fault: assessmentfile.TooLarge(line)}})
			line++
		} else {
			rest = append(rest, t.buf[end:t.n]...)
			t.n = end
			lines := bytes.Count(t.buf[:end], []byte("\n"))
			line += lines
			size = min(short*end/lines, chunk)
		}
		if !r.send(t) {
			return false
		}
	}
}

// grown returns the buffer of the task with size bytes (but no more than a record may
// have, plus one), and with the room after them that the fast reader needs.
func (t *task) grown(size int) []byte {
	size = min(size, assessmentfile.MaxRecord+1)
	if cap(t.buf) < size+assessmentfile.ReadWith {
		t.buf = make([]byte, max(size, chunk)+assessmentfile.ReadWith)
	}
	t.buf = t.buf[:size]
	return t.buf
}

// fill reads until the buffer has a whole line, or more than a record may have. From
// a file it reads until the buffer is full.
func (t *task) fill(src *bufio.Reader, file bool) error {
	for {
		if t.n == len(t.buf) {
			if t.n > assessmentfile.MaxRecord || bytes.IndexByte(t.buf[:t.n], '\n') >= 0 {
				return nil
			}
			full := t.buf
			copy(t.grown(2*t.n), full)
		}
		n, err := src.Read(t.buf[t.n:])
		t.n += n
		if err != nil {
			return err
		}
		if !file && bytes.IndexByte(t.buf[t.n-n:t.n], '\n') >= 0 {
			return nil
		}
	}
}

// skipLine skips the rest of a line.
func skipLine(src *bufio.Reader) error {
	for {
		_, err := src.ReadSlice('\n')
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// table splits a table into tasks.
func (r *run) table(in *Input, src *bufio.Reader) bool {
	sheet := assessmentfile.OpenSheet(src, r.Table)
	switch {
	case sheet.Other && in.Folder:
		t := r.task(in, assessmentfile.CSV)
		if t == nil {
			return false
		}
		t.n, t.last, t.tally.Skipped = 0, true, 1
		t.tally.Formats.add("", "", 1)
		return r.send(t)
	case !sheet.Read() && !sheet.Nothing():
		return r.unreadable(in, sheet, sheet.Problems)
	}
	return r.records(in, assessmentfile.CSV, sheet, sheet.Next)
}

// records splits a stream that is not JSON lines into tasks, by next. sheet is the
// table, if it is one.
func (r *run) records(in *Input, f assessmentfile.Format, sheet *assessmentfile.Sheet, next func([]byte) (assessmentfile.Cut, error)) bool {
	for first := true; ; first = false {
		t := r.task(in, f)
		if t == nil {
			return false
		}
		t.sheet, t.first = sheet, first
		t.buf = t.buf[:0]
		for len(t.buf) < chunk/4 && len(t.cuts) < short && !t.last {
			from := len(t.buf)
			c, err := next(t.buf)
			if err != nil {
				t.last = true
				if err != io.EOF {
					t.failed = fmt.Errorf("reading %s: %w", in.Name, err)
				}
				continue
			}
			t.buf = c.Text
			t.cuts = append(t.cuts, cut{from, len(t.buf), c})
		}
		t.n = len(t.buf)
		last := t.last
		if !r.send(t) {
			return false
		}
		if last {
			return true
		}
	}
}
