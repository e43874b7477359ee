package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"stalkrisk/assess/report"
	"stalkrisk/assess/training"
)

func newTrainAgreement(env Env, g *globals) *cobra.Command {
	var o output
	cmd := &cobra.Command{
		Use:   "agreement FILE...",
		Short: "Measure how far assessors of the same cases agree",
		Long: `agreement reads assessments of the same cases by several people and measures how
far they agree: on each level, on all questions together, and on each question.
Cases are matched by the practice case that they name, or else by their reference;
people by the assessor's reference. The result names nobody. Unanswered questions
are missing data: left out, counted, and never treated as no.

See also: stalkrisk help training.`,
		Example: `  stalkrisk train agreement class/*.yaml
  stalkrisk train agreement class/*.yaml -o agreement.csv
  stalkrisk train agreement --format json night.ndjson > agreement.json`,
		Args: args(1, -1, "name the files to compare"),
		RunE: func(_ *cobra.Command, files []string) error { return runTrainAgreement(env, g, files, o) },
	}
	o.flags(env, cmd, tables)
	return cmd
}

func runTrainAgreement(env Env, g *globals, files []string, o output) error {
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	read, worst := readAllRecords(env, files)
	var rated []training.Rated
	for i := range read {
		if rec := &read[i]; rec.checked(env, questionnaires, &worst) {
			set, _ := questionnaires.For(&rec.Assessment, tool())
			rated = append(rated, training.Rated{Set: set, A: &rec.Assessment})
		}
	}
	if len(rated) == 0 {
		return worst.err()
	}
	return cmp.Or(writePage(env, o, files, report.WriteAgreement, training.Agree(rated)), worst.err())
}
