package cli

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

// trainOptions are those of the commands that read what a class answered.
type trainOptions struct {
	tables tableFlags
	output
}

func newTrainMark(env Env, g *globals) *cobra.Command {
	var o trainOptions
	cmd := &cobra.Command{
		Use:   "mark FILE|FOLDER...",
		Short: "Mark assessments of practice cases against the model answers",
		Long: `mark compares each assessment with the model answers of the practice case that it
names, and shows what each difference did to the levels. An unanswered question that
an incident answers counts as yes; a no stays a no. A file with a fault is marked
from what can be read, and the exit code is 3. See also: stalkrisk help training.`,
		Example: `  stalkrisk train mark anna.yaml
  stalkrisk train mark class -o class.md`,
		Args: args(1, -1, "name the files to mark, or their folder"),
		RunE: func(_ *cobra.Command, files []string) error { return runTrainMark(env, g, files, o) },
	}
	o.tables.flags(cmd)
	o.flags(env, cmd, pages)
	return cmd
}

func runTrainMark(env Env, g *globals, files []string, o trainOptions) error {
	env, questionnaires, err := g.reads(env, &o.tables)
	if err != nil {
		return err
	}
	if err := o.tables.forTables(files); err != nil {
		return err
	}
	cases, err := g.practice(env, questionnaires)
	if err != nil {
		return err
	}
	marked := training.Marked{Format: training.MarkingFormat, Markings: []training.Marking{}}
	var worst outcome
	for _, played := range g.played(env, questionnaires, cases, files, &worst) {
		marked.Markings = append(marked.Markings, played.Marking)
	}
	if len(marked.Markings) == 0 {
		return worst.err()
	}
	marked.Classes = training.Classes(marked.Markings)
	return cmp.Or(worst.writePage(env, o.output, files, marked), worst.err())
}

// played returns the assessments of practice cases in files, each marked. Any other
// assessment is a problem of its file.
func (g *globals) played(env Env, questionnaires assess.Questionnaires, cases training.Cases, files []string, worst *outcome) (all []training.Played) {
	for rec := range scorable(env, questionnaires, files, worst) {
		p, problem := caseOf(env, cases, &rec.Assessment)
		if p == nil {
			worst.print(env, invalid(rec.file, []assess.Problem{problem}))
			continue
		}
		set, _ := questionnaires.For(&p.Model, tool())
		m := training.Mark(p, set, &rec.Assessment)
		m.File = rec.file
		all = append(all, training.Played{A: &rec.Assessment, Marking: m})
	}
	return all
}

// caseOf returns the practice case that an assessment names, or nil and a problem that
// says why there is none. The problem does not repeat the name, which may be anything
// in a file of another kind.
func caseOf(env Env, cases training.Cases, a *assess.Assessment) (*training.PracticeCase, assess.Problem) {
	problem := assess.Problem{Code: assess.CodeTraining, Path: "training"}
	if a.Training == "" {
		problem.Message = "this is not an assessment of a practice case; name the case under training"
		return nil, problem
	}
	p, err := newestCase(env, cases, a.Training)
	if err != nil {
		problem.Message = err.Error()
	}
	return p, problem
}

func newTrainAgreement(env Env, g *globals) *cobra.Command {
	var o trainOptions
	cmd := &cobra.Command{
		Use:   "agreement FILE|FOLDER...",
		Short: "Measure how far assessors of the same cases agree",
		Long: `agreement measures how far several people agree about the same cases: on each level
and each question. Cases are matched by the practice case that they name, or else by
their reference; people by the assessor's reference. Unanswered questions
are missing data: left out, counted, and never treated as no.`,
		Example: `  stalkrisk train agreement class
  stalkrisk train agreement class -o agreement.csv`,
		Args: args(1, -1, "name the files to compare, or their folder"),
		RunE: func(_ *cobra.Command, files []string) error { return runTrainAgreement(env, g, files, o) },
	}
	o.tables.flags(cmd)
	o.flags(env, cmd, tables)
	return cmd
}

func runTrainAgreement(env Env, g *globals, files []string, o trainOptions) error {
	env, questionnaires, err := g.reads(env, &o.tables)
	if err != nil {
		return err
	}
	if err := o.tables.forTables(files); err != nil {
		return err
	}
	var worst outcome
	var rated []training.Rated
	for rec := range scorable(env, questionnaires, files, &worst) {
		set, _ := questionnaires.For(&rec.Assessment, tool())
		rated = append(rated, training.Rated{Set: set, A: &rec.Assessment})
	}
	if len(rated) == 0 {
		return worst.err()
	}
	if real := slices.ContainsFunc(rated, func(r training.Rated) bool { return r.A.Training == "" }); real && slices.ContainsFunc(rated, func(r training.Rated) bool { return r.A.Training != "" }) {
		return usage("some of the assessments are of practice cases and some are not; measure them apart")
	}
	return cmp.Or(worst.writePage(env, o.output, files, training.Agree(rated)), worst.err())
}
