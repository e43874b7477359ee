package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/report"
	"stalkrisk/assess/training"
)

func newTrainMark(env Env, g *globals) *cobra.Command {
	var o output
	cmd := &cobra.Command{
		Use:   "mark FILE...",
		Short: "Mark assessments of practice cases against the model answers",
		Long: `mark compares each assessment with the model answers of the practice case that it
names, and shows what each difference did to the levels. Several files of one case
come with a class view first, which names nobody.

An unanswered question that an incident answers counts as yes; a no stays a no. A
file with a fault is marked from what can be read, and the exit code is 3.`,
		Example: `  stalkrisk train mark anna.yaml
  stalkrisk train mark class/*.yaml -o class.md
  stalkrisk train mark --format json class/*.yaml > class.json`,
		Args: args(1, -1, "name the files to mark"),
		RunE: func(_ *cobra.Command, files []string) error { return runTrainMark(env, g, files, o) },
	}
	o.flags(env, cmd, pages)
	return cmd
}

func runTrainMark(env Env, g *globals, files []string, o output) error {
	questionnaires, cases, err := g.practice(env)
	if err != nil {
		return err
	}
	marked := training.Marked{Format: training.MarkingFormat, Markings: []training.Marking{}}
	read, worst := readAllRecords(env, files)
	for i := range read {
		rec := &read[i]
		if !rec.checked(env, questionnaires, &worst) {
			continue
		}
		p, problem := caseOf(cases, &rec.Assessment)
		if p == nil {
			printError(env.Err, &invalidError{rec.file, []assess.Problem{problem}})
			worst.invalid = true
			continue
		}
		set, _ := questionnaires.For(&p.Model, tool())
		marked.Markings = append(marked.Markings, training.Mark(p, set, &rec.Assessment))
	}
	if len(marked.Markings) == 0 {
		return worst.err()
	}
	marked.Classes = training.Classes(marked.Markings)
	return cmp.Or(writePage(env, o, files, report.WriteMarked, marked), worst.err())
}

// caseOf returns the practice case that an assessment names, or the problem why
// there is none. It does not repeat the name, which may be anything in a file of
// another kind.
func caseOf(cases training.Cases, a *assess.Assessment) (*training.PracticeCase, assess.Problem) {
	problem := assess.Problem{Code: assess.CodeTraining, Path: "training"}
	if a.Training == "" {
		problem.Message = "this is not an assessment of a practice case; name the case under training"
		return nil, problem
	}
	p, err := newestCase(cases, a.Training)
	if err != nil {
		problem.Message = err.Error()
	}
	return p, problem
}
