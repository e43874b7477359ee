package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"stalkrisk/assess/report"
)

func newReport(env Env, g *globals) *cobra.Command {
	var o output
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write the full report of one assessment",
		Long: `report writes everything that an assessment holds and what follows from it, with
page one first. A saved JSON report is written again in another format, as it was
stored.`,
		Example: `  stalkrisk report case.yaml
  stalkrisk report case.yaml -o case.md
  stalkrisk report --format json case.yaml > case.report.json
  stalkrisk report --format markdown case.report.json`,
		Args: args(1, 1, "report takes one file"),
		RunE: func(_ *cobra.Command, files []string) error { return runReport(env, g, files[0], o) },
	}
	o.flags(env, cmd, pages)
	return cmd
}

// runReport writes the report of an assessment, or a saved report again. If an
// assessment has problems but can be scored, it writes the report and returns them.
func runReport(env Env, g *globals, file string, o output) error {
	env, questionnaires, err := g.reads(env, &tableFlags{})
	if err != nil {
		return err
	}
	rec, err := readOne(env, questionnaires, file)
	switch {
	case err != nil:
		return err
	case !rec.Scorable:
		return invalid(file, rec.Problems)
	case rec.saved != nil:
		return writePage(env, o, []string{file}, *rec.saved)
	}
	guides, err := g.guides(env, questionnaires)
	if err != nil {
		return err
	}
	set, scored := rec.score(questionnaires)
	rep := report.Build(set, guides, &rec.Assessment, scored)
	return cmp.Or(writePage(env, o, []string{file}, rep), invalid(file, scored.Problems))
}
