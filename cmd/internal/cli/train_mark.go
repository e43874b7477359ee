package cli

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/training"
)

type trainMarkOptions struct {
	files []string
	paged
}

func newTrainMark(env Env, g *globals, run func(Env, *globals, trainMarkOptions) error) *cobra.Command {
	var o trainMarkOptions
	cmd := &cobra.Command{
		Use:   "mark FILE...",
		Short: "Mark assessments of practice cases against the model answers",
		Long: `mark holds each assessment against the model answers of the practice case that it
names: what was answered, what the model has and why, what each difference did to
the levels, what was never asked, what the systems held, and what was done well.
Several files of one case give a class view first, which names nobody: which
questions people miss.

An open answer that an incident shows counts as yes; a no stays a no. A file
with a fault is marked from what can be read; exit code 3 says so.`,
		Example: `  stalkrisk train mark anna.yaml
  stalkrisk train mark class/*.yaml -o class.md
  stalkrisk train mark --format json class/*.yaml > class.json`,
		Args: args(1, -1, "name the files to mark"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if err := o.settle(env); err != nil {
				return err
			}
			return run(env, g, o)
		},
	}
	o.flags(cmd)
	return cmd
}

func runTrainMark(env Env, g *globals, o trainMarkOptions) error {
	shelf, cases, err := g.practice(env)
	if err != nil {
		return err
	}
	marked := training.Marked{Format: training.MarkingFormat, Markings: []training.Marking{}}
	read, worst := readRecords(env, o.files)
	for _, rec := range read {
		if !tellRecord(env, shelf, rec) {
			worst.invalid = true
		}
		if !rec.Scorable {
			continue
		}
		a := &rec.Assessment
		p, problem := caseOf(cases, a)
		if p == nil {
			fmt.Fprintln(env.Err, place(rec.name, problem))
			worst.invalid = true
			continue
		}
		set, _ := shelf.For(&p.Model, tool())
		marked.Markings = append(marked.Markings, training.Mark(p, set, a))
	}
	if len(marked.Markings) == 0 {
		return worst.err()
	}
	marked.Classes = training.Classes(marked.Markings)
	var b bytes.Buffer
	if err := report.WriteMarked(&b, o.format, marked, report.Options{Width: env.Term.Width}); err != nil {
		return err
	}
	if err := env.output(o.out, b.Bytes(), o.files...); err != nil {
		return err
	}
	return worst.err()
}

// caseOf gives the practice case that an assessment names, or says why there is
// none. The name is not repeated: in a file of another kind it may be anything.
func caseOf(cases training.Cases, a *assess.Assessment) (*training.PracticeCase, assess.Problem) {
	problem := assess.Problem{Code: assess.CodeTraining, Path: "training"}
	if a.Training == "" {
		problem.Message = "this is no assessment of a practice case; name the case under training"
		return nil, problem
	}
	if p := cases.Newest(a.Training); p != nil {
		return p, problem
	}
	problem.Message = "no practice case of that name is at hand; stalkrisk train list shows them"
	if near := strictfile.Nearest(a.Training, cases.IDs()); near != "" {
		problem.Message = fmt.Sprintf("no practice case of that name is at hand; did you mean %q?", near)
	}
	return nil, problem
}

// namedRecord is a record with where it stands.
type namedRecord struct {
	assessmentfile.Record
	name string
	b    []byte
	nth  int // in the file, from 0
	line int // on which it begins, in a file of JSON lines; else 0
}

// met is the worst that was met on the way through several files.
type met struct{ failed, invalid bool }

func (m met) err() error {
	switch {
	case m.failed:
		return errFailed
	case m.invalid:
		return &invalidError{told: true}
	}
	return nil
}

// readRecords reads every record of the files, in order. A file that cannot be
// read is told, and hides none of the others.
func readRecords(env Env, files []string) (all []namedRecord, worst met) {
	for _, name := range files {
		b, err := readFile(name)
		if err != nil {
			fmt.Fprintf(env.Err, "stalkrisk: %v\n", err)
			worst.failed = true
			continue
		}
		found, lines := records(name, b)
		for i, rec := range found {
			all = append(all, namedRecord{rec, name, b, i, lines[i]})
		}
	}
	return all, worst
}

// tellRecord tells the problems of a record, and says whether there are none.
func tellRecord(env Env, shelf assess.Shelf, rec namedRecord) bool {
	problems := rec.Problems
	if rec.Scorable {
		_, scored := assess.Assess(shelf, &rec.Assessment, tool(), rec.Problems, strictfile.Wording())
		problems = scored.Problems
	}
	if len(problems) > 0 && rec.line == 0 {
		assessmentfile.Locate(rec.name, rec.b, rec.nth, problems)
	}
	for _, p := range problems {
		if rec.line > 0 {
			p.Line, p.Column = rec.line, 0
		}
		fmt.Fprintln(env.Err, place(rec.name, p))
	}
	return len(problems) == 0
}
