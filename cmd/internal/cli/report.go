package cli

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
)

type reportOptions struct {
	file string
	paged
}

func newReport(env Env, g *globals, run func(Env, *globals, reportOptions) error) *cobra.Command {
	var o reportOptions
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write the full report of one assessment",
		Long: `report writes all that an assessment holds and what follows from it, page one
first. A saved JSON report is written again in another format, as it was stored.`,
		Example: `  stalkrisk report case.yaml
  stalkrisk report case.yaml -o case.md
  stalkrisk report --format json case.yaml > case.report.json
  stalkrisk report --format markdown case.report.json`,
		Args: args(1, 1, "report takes one file"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.file = files[0]
			if err := o.settle(env); err != nil {
				return err
			}
			return run(env, g, o)
		},
	}
	o.flags(cmd)
	return cmd
}

func runReport(env Env, g *globals, o reportOptions) error {
	b, err := readFile(o.file)
	if err != nil {
		return err
	}
	rep, invalid, err := anyReport(env, g, o.file, b)
	if err != nil {
		return err
	}
	out, err := writeReport(rep, o.format, env.Term.Width)
	if err != nil {
		return err
	}
	if err := env.output(o.out, out, o.file); err != nil {
		return err
	}
	return invalid
}

// anyReport makes the report of an assessment, or takes a saved one as it was
// stored. invalid names what is wrong with an assessment that could be scored
// all the same.
func anyReport(env Env, g *globals, name string, b []byte) (rep report.Report, invalid, err error) {
	if isReport(b) {
		rep, problems := report.Read(b)
		if len(problems) > 0 {
			return rep, nil, &invalidError{name: name, problems: problems}
		}
		return rep, nil, nil
	}
	shelf, err := g.shelf(env)
	if err != nil {
		return rep, nil, err
	}
	rec := assessmentfile.One(assessmentfile.Read(name, b))
	if !rec.Scorable {
		return rep, nil, &invalidError{name: name, problems: rec.Problems}
	}
	guides, err := g.guides(env, shelf)
	if err != nil {
		return rep, nil, err
	}
	set, scored := assess.Assess(shelf, &rec.Assessment, tool(), rec.Problems, strictfile.Wording())
	if len(scored.Problems) > 0 {
		assessmentfile.Locate(name, b, 0, scored.Problems)
		invalid = &invalidError{name: name, problems: scored.Problems}
	}
	return report.Build(set, guides, &rec.Assessment, scored), invalid, nil
}

// isReport says whether a file is a saved report.
func isReport(b []byte) bool {
	var head struct {
		Format string `json:"format"`
	}
	return json.Unmarshal(b, &head) == nil && strings.HasPrefix(head.Format, "stalkrisk.report/")
}

// buildReport makes the report of what has just been assessed.
func buildReport(set assess.Instruments, guides guidance.Shelf, a *assess.Assessment) report.Report {
	r := assess.Score(set, a)
	return report.Build(set, guides, a, assess.Scored{Result: r, Problems: r.OverrideFault})
}

func writeReport(rep report.Report, format string, width int) ([]byte, error) {
	var b bytes.Buffer
	err := report.Write(&b, format, rep, report.Options{Width: width})
	return b.Bytes(), err
}
