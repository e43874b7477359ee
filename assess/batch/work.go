package batch

import (
	"bytes"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

// worker reads, scores and encodes what stands in tasks.
type worker struct {
	*run
	task *task
}

func (r *run) newWorker() *worker { return &worker{run: r} }

// do makes the results and problem lines of a task.
func (w *worker) do(t *task) {
	w.task = t
	if len(t.faults) > 0 && !(t.input.Folder && t.heading.Other) {
		line := problemLine(t.input.Name, assessmentfile.Record{Problems: t.faults}, 1)
		w.problem(&line)
	}
	if t.format == assessmentfile.NDJSON {
		w.lines(t.buf[:t.n])
	}
	for i := range t.cuts {
		if w.stop.Load() {
			t.stopped = true
			return
		}
		w.cut(&t.cuts[i])
	}
}

// lines does every line of a chunk of JSON lines. Blank ones are no records.
func (w *worker) lines(b []byte) {
	for line := w.task.line; len(b) > 0; line++ {
		if w.stop.Load() {
			w.task.stopped = true
			return
		}
		text, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		if len(bytes.TrimSpace(text)) > 0 {
			w.text(bytes.TrimSuffix(text, []byte("\r")), line)
		}
	}
}

// cut does a record that the reader has cut out.
func (w *worker) cut(c *cut) {
	text := w.task.buf[c.from:c.to]
	switch {
	case c.fault != nil:
		w.record(*c.fault, c.line)
	case w.task.format == assessmentfile.JSON:
		w.text(text, c.line)
	case w.task.format == assessmentfile.YAML:
		for _, rec := range assessmentfile.ReadDocuments(text) {
			w.record(below(rec, c.line), c.line)
		}
	case w.task.heading.Other && w.task.input.Folder:
		w.task.tally.Skipped++
	default:
		w.record(w.task.heading.ReadRow(string(text), c.line), c.line)
	}
}

// text does one record in JSON.
func (w *worker) text(b []byte, line int) {
	w.record(below(assessmentfile.ReadRecord(b), line), line)
}

// below puts the places of problems below the line on which the record begins.
func below(rec assessmentfile.Record, line int) assessmentfile.Record {
	for i := range rec.Problems {
		if p := &rec.Problems[i]; p.Line > 0 {
			p.Line += line - 1
		}
	}
	return rec
}

// record scores a record that was read.
func (w *worker) record(rec assessmentfile.Record, line int) {
	a := &rec.Assessment
	if w.task.input.Folder && otherFormat(a.Format) {
		w.task.tally.Skipped++
		return
	}
	w.task.tally.Records++
	pl := problemLine(w.task.input.Name, rec, line)
	switch {
	case !rec.Scorable:
	case a.Training != "" && !w.Training:
		pl.Problems = append(pl.Problems, assess.Problem{
			Code: assess.CodeTraining, Path: "training", Message: "a record of a practice case; give --training to score it",
		})
	default:
		_, scored := assess.Assess(w.Shelf, a, w.Tool, rec.Problems, w.Words)
		pl.Problems = scored.Problems
		if pl.Scored = !w.Strict || len(pl.Problems) == 0; pl.Scored {
			w.result(&scored.Result)
		}
	}
	if !pl.Scored {
		w.task.tally.Unscored++
	}
	if len(pl.Problems) > 0 {
		w.problem(&pl)
	}
}

// otherFormat says whether a format is one of stalkrisk's own other files. A
// later version of this one is not: it must not be passed over.
func otherFormat(f string) bool {
	return strings.HasPrefix(f, "stalkrisk.") && !strings.HasPrefix(f, "stalkrisk.assessment/")
}

// problemLine begins the problem line of a record. It stands where the first
// problem is, or where the record begins.
func problemLine(input string, rec assessmentfile.Record, line int) assess.ProblemLine {
	if len(rec.Problems) > 0 && rec.Problems[0].Line > 0 {
		line = rec.Problems[0].Line
	}
	return assess.ProblemLine{
		Format: assess.ProblemFormat, Input: input, Line: line,
		ID: rec.Assessment.ID, Case: rec.Assessment.Case.Reference, Problems: rec.Problems,
	}
}

func (w *worker) problem(line *assess.ProblemLine) {
	w.task.tally.problems(line.Problems)
	w.task.problems = append(line.AppendJSON(w.task.problems), '\n')
}

func (w *worker) result(r *assess.Result) {
	w.task.results = w.Encode(w.task.results, r)
	w.task.tally.result(r)
	if w.Worst {
		w.task.ends = append(w.task.ends, end{rankOf(r), len(w.task.results)})
	}
}
