package cli

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
)

type compareOptions struct {
	files []string
	paged
	anyCase bool
}

func newCompare(env Env, g *globals, run func(Env, *globals, compareOptions) error) *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   "compare OLD NEW...",
		Short: "Say what changed between assessments of a case, and what that moved",
		Long: `compare says which answers changed from one assessment to a later one, which
change moved which level, what is new in the timeline, and what was promised and
is overdue. The changes are made one by one, and the whole is scored after each.

Of several files each is compared with the one before it. A file is an assessment
or a saved JSON report. Assessments of different cases are refused, unless you
ask for it with --any-case.`,
		Example: `  stalkrisk compare first.yaml second.yaml
  stalkrisk compare first.report.json second.yaml third.yaml -o changes.md
  stalkrisk compare --format json first.yaml second.yaml > changes.json`,
		Args: args(2, -1, "compare takes two files or more, the earliest first"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if err := o.settle(env); err != nil {
				return err
			}
			return run(env, g, o)
		},
	}
	o.flags(cmd)
	f := cmd.Flags()
	f.BoolVar(&o.anyCase, "any-case", false, "compare assessments of different cases all the same")
	return cmd
}

func runCompare(env Env, g *globals, o compareOptions) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	var all []saved
	for _, name := range o.files {
		s, err := readSaved(name)
		if err != nil {
			return err
		}
		all = append(all, s)
	}
	sides, invalid := sidesOf(env, shelf, all)
	if sides == nil {
		return invalid
	}
	if k := otherCase(sides); k > 0 && !o.anyCase {
		return usage("%s is of another case than %s; --any-case compares them all the same", o.files[k], o.files[k-1])
	}
	var b bytes.Buffer
	if err := report.WriteComparison(&b, o.format, compare.All(sides, tool()), report.Options{Width: env.Term.Width}); err != nil {
		return err
	}
	if err := env.output(o.out, b.Bytes(), o.files...); err != nil {
		return err
	}
	return invalid
}

// sidesOf checks every assessment, tells the problems of all, and gives each
// with its own questionnaires: none where one of them cannot be scored. invalid
// says that there were problems.
func sidesOf(env Env, shelf assess.Shelf, all []saved) (sides []compare.Side, invalid error) {
	scorable := true
	for i := range all {
		s := &all[i]
		problems := s.problems
		if s.scorable {
			set, scored := assess.Assess(shelf, &s.assessment, tool(), s.problems, strictfile.Wording())
			problems = scored.Problems
			sides = append(sides, compare.Side{Set: set, A: &s.assessment, Problems: len(problems)})
		}
		scorable = scorable && s.scorable
		if len(problems) == 0 {
			continue
		}
		if !s.report {
			assessmentfile.Locate(s.name, s.bytes, 0, problems)
		}
		invalid = &invalidError{name: s.name, problems: problems, told: true}
		fmt.Fprintln(env.Err, invalid)
	}
	if !scorable {
		return nil, invalid
	}
	return sides, invalid
}

// otherCase gives the first file that is of another case than the one before it,
// or 0.
func otherCase(sides []compare.Side) int {
	for i := 1; i < len(sides); i++ {
		if !assess.SameCase(sides[i-1].A, sides[i].A) {
			return i
		}
	}
	return 0
}
