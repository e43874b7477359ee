package batch

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"iter"
	"sync"
	"sync/atomic"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// Input is one file or stream of assessments.
type Input struct {
	Name   string                // as problem lines name it
	Format assessmentfile.Format // Unknown: found by looking
	Open   func() (io.ReadCloser, error)
	Folder bool // it was found in a folder: other formats of stalkrisk are skipped
	Empty  bool // it may have no record at all
	File   bool // it is a file on disk, from which there is always more to read without waiting
}

// Options say how records are scored.
type Options struct {
	Shelf    assess.Questionnaires
	Tool     assess.Tool
	Words    assess.Wording
	Row      func(b []byte, r *assess.Result) []byte // appends a result, with its line feed; nil: as JSON
	Map      assessmentfile.CSVMap
	Workers  int  // 1 or more
	Strict   bool // withhold the result of a record that has a problem
	Training bool // score records of practice cases too
	Worst    bool // write all results at the end, the worst first

	// Progress, if it is set, is called whenever something was written, with the
	// bytes that were read (compressed, if the input is) and the tally.
	Progress func(read int64, t *Tally)
}

// Output is where everything goes. Failed is called for an input that cannot be
// read, in its place between the others.
type Output struct {
	Results  io.Writer
	Problems io.Writer
	Failed   func(name string, err error)
}

// Run scores every record of the inputs. It returns the error of a writer, or
// that of ctx when the work was stopped; what was finished by then has been written
// (unless Worst is set), in order and without a gap, and counted.
func Run(ctx context.Context, inputs iter.Seq[Input], o Options, out Output) (Tally, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &run{Options: o, ctx: ctx, out: out, columns: assessmentfile.NewColumns(o.Shelf)}
	r.set, _ = o.Shelf.For(&assess.Assessment{}, o.Tool)
	tasks := 2*o.Workers + 1
	r.free, r.work, r.order = make(chan *task, tasks), make(chan *task, tasks), make(chan *task, tasks)
	for range tasks {
		r.free <- &task{done: make(chan struct{}, 1)}
	}
	var working sync.WaitGroup
	for range o.Workers {
		w := r.newWorker()
		working.Go(func() {
			for t := range r.work {
				w.do(t)
				t.done <- struct{}{}
			}
		})
	}
	context.AfterFunc(ctx, func() { r.stop.Store(true) })
	go r.read(inputs) // not waited for: it may be blocked by a stream
	err := r.write()
	cancel(err)
	return r.tally, err
}

// run is one run.
type run struct {
	Options
	ctx               context.Context
	out               Output
	columns           assessmentfile.Columns
	set               assess.Instruments // of an assessment that names none
	free, work, order chan *task         // tasks go from free to the reader, a worker, the writer, and back
	stop              atomic.Bool
	bytes             int64 // that were read, as on the disk

	tally Tally
	seen  int // records of the current input
	held  []held
}

// task is some whole records of one input, and what is made of them.
type task struct {
	input   *Input
	format  assessmentfile.Format
	heading *assessmentfile.Heading // of CSV
	faults  []assess.Problem        // of the heading
	buf     []byte
	n       int   // the records lie in buf[:n]
	line    int   // NDJSON: of the first of them
	cuts    []cut // where they lie, if the reader has cut them apart
	last    bool  // nothing more comes of this input
	failed  error // the input could not be read on
	read    int64 // bytes of all inputs that were read, as on the disk

	results  []byte
	problems []byte
	ends     []end // Worst: where each result ends
	tally    Tally
	stopped  bool // before all of it was done
	done     chan struct{}
}

// end is where a result ends in those of its task.
type end struct {
	rank badness
	at   int
}

// cut is a record that was cut out, and where its text lies in the task.
type cut struct {
	from, to int
	assessmentfile.Cut
}

// write writes what the workers made, in order.
func (r *run) write() error {
	for {
		select {
		case t, more := <-r.order:
			if !more {
				return r.finish()
			}
			if gap, err := r.next(t); gap || err != nil {
				return cmp.Or(err, context.Cause(r.ctx))
			}
			r.recycle(t)
		case <-r.ctx.Done():
			return r.drain()
		}
	}
}

// next writes a task when it is done. There is a gap after it if the work was
// stopped in the middle of it.
func (r *run) next(t *task) (gap bool, err error) {
	<-t.done
	return t.stopped, r.put(t)
}

// drain writes what is finished when the work is stopped, as far as there is no
// gap. It waits for tasks that are being worked on, but reads no more.
func (r *run) drain() error {
	for {
		select {
		case t, more := <-r.order:
			if !more {
				return context.Cause(r.ctx)
			}
			if gap, err := r.next(t); gap || err != nil {
				return cmp.Or(err, context.Cause(r.ctx))
			}
		default:
			return context.Cause(r.ctx)
		}
	}
}

// put writes one task.
func (r *run) put(t *task) error {
	r.tally.merge(&t.tally)
	r.seen += t.tally.Records + t.tally.Skipped
	if t.last {
		if r.seen == 0 && t.failed == nil && !t.input.Empty && !t.stopped {
			r.empty(t)
		}
		r.seen = 0
	}
	if r.Worst {
		r.hold(t)
	} else if len(t.results) > 0 {
		if _, err := r.out.Results.Write(t.results); err != nil {
			return err
		}
	}
	if len(t.problems) > 0 {
		if _, err := r.out.Problems.Write(t.problems); err != nil {
			return err
		}
	}
	if t.failed != nil {
		r.out.Failed(t.input.Name, t.failed)
	}
	if r.Progress != nil {
		r.Progress(t.read, &r.tally)
	}
	return nil
}

// empty reports an input without records.
func (r *run) empty(t *task) {
	line := problemLine(t.input.Name, &assess.Assessment{}, assessmentfile.Empty().Problems, 1)
	t.problems = append(line.AppendJSON(t.problems), '\n')
	r.tally.Records++
	r.tally.Unscored++
	r.tally.problems(line.Problems)
}

// hold keeps results until all records have been scored.
func (r *run) hold(t *task) {
	from := 0
	for _, e := range t.ends {
		r.held = append(r.held, held{e.rank, bytes.Clone(t.results[from:e.at])})
		from = e.at
	}
}

// finish writes the results that were kept, when all records have been scored.
func (r *run) finish() error {
	if err := context.Cause(r.ctx); err != nil {
		return err
	}
	worstFirst(r.held)
	for _, h := range r.held {
		if _, err := r.out.Results.Write(h.text); err != nil {
			return err
		}
	}
	return nil
}

// recycle makes a task free again, without memory that a large record needed.
func (r *run) recycle(t *task) {
	if cap(t.buf) > 2*chunk {
		t.buf = nil
	}
	if cap(t.results) > 4*chunk {
		t.results = nil
	}
	t.tally.reset()
	*t = task{
		buf: t.buf, cuts: t.cuts[:0], results: t.results[:0], problems: t.problems[:0], ends: t.ends[:0], tally: t.tally, done: t.done,
	}
	r.free <- t
}
