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

func runReport(env Env, g *globals, file string, o output) error {
	rep, faults, err := reportOf(env, g, file)
	if err != nil {
		return err
	}
	return cmp.Or(writePage(env, o, []string{file}, report.Write, rep), faults)
}

// reportOf makes the report of an assessment, or reads a saved one. faults names
// the problems of an assessment that could be scored nevertheless.
func reportOf(env Env, g *globals, name string) (rep report.Report, faults, err error) {
	rec, err := readOne(name)
	switch {
	case err != nil:
		return rep, nil, err
	case !rec.Scorable:
		return rep, nil, &invalidError{name, rec.Problems}
	case rec.saved != nil:
		return *rec.saved, nil, nil
	}
	questionnaires, guides, err := g.loadAll(env)
	if err != nil {
		return rep, nil, err
	}
	set, scored := rec.score(questionnaires)
	return report.Build(set, guides, &rec.Assessment, scored), invalid(name, scored.Problems), nil
}
