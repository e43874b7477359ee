package batch

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync"
	"sync/atomic"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/table"
	"stalkrisk/assess/textfile"
)

// Input is one file or stream of assessments.
type Input struct {
	Name   string                // as problem lines name it
	Format assessmentfile.Format // Unknown: detected
	Open   func() (io.ReadCloser, error)
	Folder bool // found in a folder: stalkrisk's other formats are skipped
	Empty  bool // it is not a problem if it has no records
	File   bool // a file on disk: reading never waits for more
}

// Options say how records are scored.
type Options struct {
	Shelf         assess.Questionnaires
	Tool          assess.Tool
	Row           func(b []byte, r *assess.Result) []byte      // appends a result, with its line feed; nil: as JSON
	Note          func(*assess.Assessment, *assess.Result) any // what to pass to Output.Noted instead of writing a result; nil: write it
	Table         table.Options                                // its Columns are those of Shelf
	Incidents     *Incidents                                   // of tables, joined to the assessments of their cases; nil: none
	Workers       int                                          // 1 or more
	WithReference bool                                         // problem lines have the case reference
	Strict        bool                                         // withhold the result of a record that has a problem
	Training      bool                                         // score records of practice cases too
	Worst         bool                                         // write all results at the end, the worst first
	Latest        bool                                         // write all results at the end, only the newest of each case
	NoDrafts      bool                                         // write no result of a draft

	// Progress, if set, is called after each write, with the bytes read so far
	// (compressed, if the input is) and the tally.
	Progress func(read int64, t *Tally)
}

// Output receives everything that a run writes. Failed is called for an input that
// cannot be read, in the order of the inputs.
type Output struct {
	Results  io.Writer
	Problems io.Writer
	Failed   func(name string, err error)
	Noted    func(any)                         // called, in the order of the input, with what Options.Note returned
	Table    func(name string, t *table.Table) // called, if set, once the rows of a table are read
}

// Run scores every record of the inputs. It returns the error of a writer, or the
// cause if ctx is cancelled. What was finished by then has been counted and (unless
// Worst is set) written, in order and without a gap.
func Run(ctx context.Context, inputs iter.Seq[Input], o Options, out Output) (Tally, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	r := &run{Options: o, ctx: ctx, out: out}
	r.Table.Columns = assessmentfile.NewColumns(o.Shelf)
	r.set, _ = o.Shelf.For(&assess.Assessment{}, o.Tool)
	tasks := 2 * o.Workers
	r.free, r.work, r.order = make(chan *task, tasks), make(chan *task, tasks), make(chan *task, tasks)
	for range tasks {
		r.free <- &task{done: make(chan struct{}, 1), results: make([]byte, 0, chunk)}
	}
	var working sync.WaitGroup
	for range o.Workers {
		working.Go(func() {
			w := r.newWorker() // here, so that all are made at the same time
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

// run is the state of one call of Run.
type run struct {
	Options
	ctx               context.Context
	out               Output
	set               assess.Instruments // for an assessment that names none
	free, work, order chan *task         // tasks go from free to the reader, a worker, the writer, and back
	stop              atomic.Bool
	enough            atomic.Pointer[Input] // no more problems of this input will be listed
	bytes             int64                 // read so far, before decompression
	opener            textfile.Opener

	tally                             Tally
	seen                              int // records of the current input
	listed, unlisted, unlistedRecords int // its problems, and the records of those that are only counted
	kept                              []kept
	ids, cases                        hashes // of the sightings
	suspects                          suspects
}

// task is a group of whole records of one input, and their results.
type task struct {
	input  *Input
	format assessmentfile.Format
	sheet  *assessmentfile.Sheet // of CSV
	first  bool                  // the first task of its input
	buf    []byte
	n      int   // the records are in buf[:n]
	line   int   // NDJSON: the line of the first record
	cuts   []cut // the records, if the reader has separated them
	last   bool  // the last task of its input
	failed error // the input could not be read any further
	read   int64 // bytes of all inputs read so far, before decompression

	results  []byte
	problems []byte
	faulty   []faulty // the lines in problems
	counted  bool     // its problems are only counted
	listed   int      // problems in them
	ends     []end    // if results are held: where each ends
	sighted  []sighting
	noted    []any
	tally    Tally
	stopped  bool // before the task was finished
	done     chan struct{}
}

// faulty is a problem line: where it ends, and how many problems it has.
type faulty struct{ end, problems int }

// addProblems adds a problem line. One that will not be listed is not written.
func (t *task) addProblems(line *assess.ProblemLine) {
	if t.listed < mostListed && !t.counted {
		t.problems = append(line.AppendJSON(t.problems), '\n')
	}
	t.listed += len(line.Problems)
	t.faulty = append(t.faulty, faulty{len(t.problems), len(line.Problems)})
}

// end is where a result ends in the results of its task, and what is needed to sort
// it or to leave it out.
type end struct {
	at      int
	rank    badness
	outcome outcome       // if Latest is set
	version cases.Version // if Latest is set
}

// cut is a record that the reader has separated, and where its text is in the task.
type cut struct {
	from, to int
	assessmentfile.Cut
}

// write writes what the workers produce, in input order. When the work is stopped,
// it writes what was finished up to the first gap: it waits for tasks in progress,
// but reads nothing more.
func (r *run) write() error {
	for {
		var t *task
		more := true
		select {
		case t, more = <-r.order:
		case <-r.ctx.Done():
			select {
			case t, more = <-r.order:
			default:
				return context.Cause(r.ctx)
			}
		}
		if !more {
			return r.finish()
		}
		<-t.done
		if err := r.put(t); t.stopped || err != nil {
			return cmp.Or(err, context.Cause(r.ctx))
		}
		if r.ctx.Err() == nil { // a free task would be filled
			r.recycle(t)
		}
	}
}

// put writes one task.
func (r *run) put(t *task) error {
	r.tally.merge(&t.tally)
	r.seen += t.tally.Records + t.tally.Skipped
	if t.last {
		r.endInput(t)
	}
	for i := range t.sighted {
		s := &t.sighted[i]
		r.ids.add(s.id)
		r.cases.add(s.group)
		r.suspects.add(s)
	}
	for _, n := range t.noted {
		r.out.Noted(n)
	}
	if r.Worst || r.Latest {
		r.hold(t)
	} else if len(t.results) > 0 {
		if _, err := r.out.Results.Write(t.results); err != nil {
			return err
		}
	}
	if err := r.list(t); err != nil {
		return err
	}
	if t.failed != nil {
		r.out.Failed(t.input.Name, t.failed)
	}
	if r.Progress != nil {
		r.Progress(t.read, &r.tally)
	}
	return nil
}

// endInput reports what is known of an input once all of it is read. t is its last task.
func (r *run) endInput(t *task) {
	if r.seen == 0 && t.failed == nil && !t.input.Empty && !t.stopped && !headed(t.sheet) {
		r.empty(t)
	}
	r.seen = 0
	r.endTable(t)
}

// headed reports whether a table has headings. Headings alone are an export of no rows.
func headed(s *assessmentfile.Sheet) bool { return s != nil && len(s.Names) > 0 }

// endTable reports what is known of a table once all its rows are read.
func (r *run) endTable(t *task) {
	if t.sheet == nil {
		return
	}
	if late := t.sheet.LateProblems(); late != nil {
		line := r.problemLine(t.input.Name, &assess.Assessment{}, late, 1)
		t.addProblems(&line)
		r.tally.problems(late)
	}
	if r.out.Table != nil {
		r.out.Table(t.input.Name, t.sheet.Table)
	}
}

// mostListed is the most problems that are listed for one input. A file of other data
// could otherwise have a line of half a kilobyte for every three bytes.
const mostListed = 10_000

// list writes the problem lines of a task. The problems beyond mostListed are counted,
// in one line at the end of their input.
func (r *run) list(t *task) error {
	keep := 0
	for _, line := range t.faulty {
		if r.listed >= mostListed {
			r.enough.Store(t.input) // the tasks that are not begun come after this one
			r.unlisted += line.problems
			r.unlistedRecords++
			continue
		}
		r.listed += line.problems
		keep = line.end
	}
	t.problems = t.problems[:keep]
	if t.last {
		if r.unlisted > 0 {
			line := r.problemLine(t.input.Name, &assess.Assessment{}, []assess.Problem{{
				Code: assess.CodeMoreProblems, Message: fmt.Sprintf("and %d more problems in %d more records of this file; correct these first", r.unlisted, r.unlistedRecords),
			}}, 0)
			t.problems = append(line.AppendJSON(t.problems), '\n')
		}
		r.listed, r.unlisted, r.unlistedRecords = 0, 0, 0
	}
	if len(t.problems) == 0 {
		return nil
	}
	_, err := r.out.Problems.Write(t.problems)
	return err
}

// empty reports an input without records.
func (r *run) empty(t *task) {
	line := r.problemLine(t.input.Name, &assess.Assessment{}, assessmentfile.Empty().Problems, 1)
	t.addProblems(&line)
	r.tally.Records++
	r.tally.Unscored++
	r.tally.problems(line.Problems)
}

// hold keeps results until all records have been scored.
func (r *run) hold(t *task) {
	from := 0
	for _, e := range t.ends {
		r.kept = append(r.kept, kept{e.rank, e.outcome, e.version, bytes.Clone(t.results[from:e.at])})
		from = e.at
	}
}

// finish counts what came again, and writes the results that hold kept.
func (r *run) finish() error {
	if err := context.Cause(r.ctx); err != nil {
		return err
	}
	var counting sync.WaitGroup
	counting.Go(func() { r.tally.RepeatedIDs = r.ids.repeated() })
	r.tally.RepeatedCases = r.cases.repeated()
	counting.Wait()
	r.tally.SharedSuspects = len(r.suspects.shared)
	if r.Latest {
		r.dropSuperseded()
	}
	if r.Worst { // those that are equally bad keep the order of the input
		slices.SortStableFunc(r.kept, func(a, b kept) int { return worse(a.rank, b.rank) })
	}
	for i := range r.kept {
		h := &r.kept[i]
		if _, err := r.out.Results.Write(h.text); err != nil {
			return err
		}
	}
	return nil
}

// dropSuperseded leaves out all but the newest result of each case.
func (r *run) dropSuperseded() {
	versions := make([]cases.Version, len(r.kept))
	for i := range r.kept {
		versions[i] = r.kept[i].version
	}
	old, k := cases.Superseded(versions), -1
	r.kept = slices.DeleteFunc(r.kept, func(kept) bool { k++; return old[k] })
	r.tally.Superseded = len(versions) - len(r.kept)
	for i := range r.kept {
		r.tally.scored(&r.kept[i].outcome)
	}
}

// recycle frees a task, and releases memory that only a large record needed.
func (r *run) recycle(t *task) {
	if cap(t.buf) > 2*chunk {
		t.buf = nil
	}
	if cap(t.results) > 4*chunk {
		t.results = nil
	}
	if cap(t.problems) > 4*chunk {
		t.problems, t.faulty = nil, nil
	}
	t.tally.reset()
	clear(t.noted)
	*t = task{
		buf: t.buf, cuts: t.cuts[:0], results: t.results[:0], problems: t.problems[:0], faulty: t.faulty[:0], ends: t.ends[:0], sighted: t.sighted[:0], noted: t.noted[:0], tally: t.tally, done: t.done,
	}
	r.free <- t
}
