package batch

import (
	"bytes"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/safetext"
)

// worker reads, scores and encodes the records of tasks.
type worker struct {
	*run
	task   *task
	fast   *assessmentfile.FastReader
	scorer assess.Scorer
	json   assess.ResultWriter
	key    []byte // memory for a case's
}

func (r *run) newWorker() *worker {
	return &worker{run: r, fast: assessmentfile.NewFastReader(r.set)}
}

// do adds the results and problem lines of a task to it.
func (w *worker) do(t *task) {
	w.task, t.counted = t, w.enough.Load() == t.input
	if t.first && t.sheet != nil && len(t.sheet.Problems) > 0 {
		line := w.problemLine(t.input.Name, &assess.Assessment{}, t.sheet.Problems, 1)
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

// lines scores every line of a chunk of JSON lines, except blank ones.
func (w *worker) lines(b []byte) {
	for line := w.task.line; len(b) > 0; line++ {
		if w.stop.Load() {
			w.task.stopped = true
			return
		}
		if p, size := w.first(b); size > 0 && w.prepared(p, line) {
			b = b[size:]
			continue
		}
		text, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		if len(bytes.TrimSpace(text)) > 0 {
			w.strictly(&assessmentfile.Cut{Text: text, Line: line})
		}
	}
}

// first reads the record on the first line with the fast reader, if that reads all that is
// wanted.
func (w *worker) first(b []byte) (p *assess.Prepared, size int) {
	if w.Note != nil { // which may need what scoring does not read
		return nil, 0
	}
	return w.fast.First(b)
}

// cut scores a record that the reader has separated.
func (w *worker) cut(c *cut) {
	t := w.task
	c.Text = t.buf[c.from:c.to] // which has moved if the buffer grew
	if c.Fault == nil && t.format == assessmentfile.JSON && w.Note == nil {
		if p, sure := w.fast.Read(c.Text); sure && w.prepared(p, c.Line) {
			return
		}
	}
	w.strictly(&c.Cut)
}

// prepared scores a record that the fast reader has read. It returns false if the strict
// reader must look for what may be wrong with it.
func (w *worker) prepared(p *assess.Prepared, line int) bool {
	if p.Training != "" && !w.Training || p.Unread() || w.Incidents.of(&p.Assessment) != nil {
		return false
	}
	r, fits := w.scorer.ScorePrepared(w.set, p)
	if fits { // so its only problems are of its override
		w.task.tally.Records++
		w.put(&p.Assessment, r, r.OverrideFault, line)
	}
	return fits
}

// strictly scores a record with the strict reader.
func (w *worker) strictly(c *assessmentfile.Cut) {
	for _, rec := range c.Records(w.task.format, w.task.sheet) {
		if w.task.input.Folder && assessmentfile.OtherFormat(rec.Assessment.Format) {
			w.task.tally.Skipped++
			w.task.tally.Formats.add(strings.Clone(rec.Assessment.Format), "", 1)
			continue
		}
		if w.task.input.Folder && rec.Assessment.Unread() {
			w.task.tally.Skipped++
			w.task.tally.Unread++
			continue
		}
		w.record(&rec, c.Line)
	}
}

// record scores an assessment.
func (w *worker) record(rec *assessmentfile.Record, line int) {
	a, problems := &rec.Assessment, rec.Problems
	w.task.tally.Records++
	var r *assess.Result // nil if the record cannot be scored
	switch {
	case !rec.Scorable:
	case a.Training != "" && !w.Training:
		problems = append(problems, assess.Problem{
			Code: assess.CodeTraining, Path: "training", Message: "a record of a practice case; give --training to score it",
		})
	case a.Unread():
		w.task.tally.Unread++
		problems = append(problems, assess.UnreadProblem)
	case rec.Exported && w.otherVersion(a) != "":
		problems = append(problems, assess.Problem{
			Code: assess.CodeUnknownVersion, Path: w.otherVersion(a), Message: "the form was of another version, and its answers may be to other questions; give the folder of that version with --questionnaires",
		})
	default:
		_, s := w.Incidents.Assess(&w.scorer, w.Shelf, a, w.Tool, problems)
		problems = s.Problems
		s.Result.Problems += rec.Unlisted
		r = &s.Result
	}
	w.put(a, r, problems, line)
}

// put adds the result of an assessment, if it has one that is wanted, and its problems.
func (w *worker) put(a *assess.Assessment, r *assess.Result, problems []assess.Problem, line int) {
	scored := r != nil && (!w.Strict || r.Problems == 0)
	if scored {
		w.result(a, r)
	} else {
		w.task.tally.Unscored++
	}
	if len(problems) > 0 {
		pl := w.problemLine(w.task.input.Name, a, problems, line)
		pl.Scored = scored
		w.problem(&pl)
	}
}

// otherVersion returns where an assessment names a version of a questionnaire that is not
// loaded, or "".
func (w *worker) otherVersion(a *assess.Assessment) string {
	_, problems := w.Shelf.For(a, w.Tool)
	for _, p := range problems {
		if p.Code == assess.CodeUnknownVersion {
			return p.Path
		}
	}
	return ""
}

// problemLine returns the problem line of a record. Its line number is that of the
// first problem, or else of the start of the record. It has the case reference only if
// that is asked for.
func (r *run) problemLine(input string, a *assess.Assessment, problems []assess.Problem, line int) assess.ProblemLine {
	if problems[0].Line > 0 {
		line = problems[0].Line
	}
	r.Shelf.HideKeys(problems)
	p := assess.ProblemLine{Format: assess.ProblemFormat, Input: input, Line: line, ID: bounded(a.ID), Problems: problems}
	if r.WithReference {
		p.Case = bounded(a.Case.Reference)
	}
	return p
}

// longestReference is the most characters of an id or a reference in a problem line.
const longestReference = 64

// bounded returns an id or a reference without control characters, and cut if it is
// longer than any should be.
func bounded(s string) string {
	s = safetext.Name(s)
	if r := []rune(s); len(r) > longestReference {
		return string(r[:longestReference-1]) + "…"
	}
	return s
}

func (w *worker) problem(line *assess.ProblemLine) {
	w.task.tally.problems(line.Problems)
	w.task.addProblems(line)
}

// result adds a result, unless it is of a draft that is not wanted.
func (w *worker) result(a *assess.Assessment, r *assess.Result) {
	w.task.sighted = append(w.task.sighted, w.sightingOf(a))
	if w.NoDrafts && a.Draft() {
		w.task.tally.Dropped++
		return
	}
	switch {
	case w.Note != nil:
		w.task.noted = append(w.task.noted, w.Note(a, r))
	case w.Row != nil:
		w.task.results = w.Row(w.task.results, r)
	default:
		w.task.results = append(w.json.Append(w.task.results, r), '\n')
	}
	o := outcomeOf(r)
	if !w.Latest {
		w.task.tally.scored(&o)
	}
	switch {
	case w.Latest:
		w.task.ends = append(w.task.ends, end{len(w.task.results), rankOf(r, a.AssessedAt.Time()), o, cases.VersionOf(a)})
	case w.Worst:
		w.task.ends = append(w.task.ends, end{at: len(w.task.results), rank: rankOf(r, a.AssessedAt.Time())})
	}
}
