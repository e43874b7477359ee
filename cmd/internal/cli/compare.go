package cli

import (
	"cmp"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/safetext"
)

func newCompare(env Env, g *globals) *cobra.Command {
	var o output
	var anyCase bool
	cmd := &cobra.Command{
		Use:   "compare OLD NEW...",
		Short: "Show what changed between assessments of a case, and what moved the level",
		Long: `compare shows which answers changed from one assessment to a later one, which
change moved which level, what is new in the timeline, and which promises are
overdue. It makes the changes one by one and scores the whole after each.

With several files each is compared with the one before it. A file is an
assessment or a saved JSON report. Different cases or suspects are refused
without --any-case.`,
		Example: `  stalkrisk compare first.yaml second.yaml
  stalkrisk compare first.report.json second.yaml third.yaml -o changes.md
  stalkrisk compare --format json first.yaml second.yaml > changes.json`,
		Args: args(2, -1, "compare takes two files or more, the earliest first"),
		RunE: func(_ *cobra.Command, files []string) error { return runCompare(env, g, files, o, anyCase) },
	}
	o.flags(env, cmd, pages())
	cmd.Flags().BoolVar(&anyCase, "any-case", false, "compare assessments of different cases or suspects too")
	return cmd
}

func runCompare(env Env, g *globals, files []string, o output, anyCase bool) error {
	env, questionnaires, err := g.reads(env, &tableFlags{})
	if err != nil {
		return err
	}
	var all []record
	for _, name := range files {
		r, err := readOne(env, questionnaires, name)
		if err != nil {
			return err
		}
		all = append(all, r)
	}
	sides, faults := sidesOf(env, questionnaires, all)
	if sides == nil {
		return faults
	}
	for k := 1; k < len(sides); k++ {
		if (sides[k-1].A.Training == "") != (sides[k].A.Training == "") {
			return usage("one of %s and %s is a practice case and one is not; they are never compared", safetext.Name(files[k-1]), safetext.Name(files[k]))
		}
		if !anyCase && !assess.SameCase(sides[k-1].A, sides[k].A) {
			refs := []string{sides[k-1].A.Case.Reference, sides[k].A.Case.Reference}
			return usage("%s is about a different case or suspect from %s%s; add --any-case to compare them anyway", safetext.Name(files[k]), safetext.Name(files[k-1]), nearEquals(refs))
		}
	}
	return cmp.Or(writePage(env, o, files, compare.All(sides, tool())), faults)
}

// sidesOf scores every assessment, prints the problems of all, and returns each with
// its own questionnaires. If one cannot be scored it returns none. faults is not nil
// if there were problems.
func sidesOf(env Env, questionnaires assess.Questionnaires, all []record) (sides []compare.Side, faults error) {
	var worst outcome
	scorable := true
	for i := range all {
		r := &all[i]
		set, scored := r.score(questionnaires)
		sides = append(sides, compare.Side{Set: set, A: &r.Assessment, Problems: len(scored.Problems)})
		scorable = scorable && r.Scorable
		worst.print(env, invalid(r.file, scored.Problems))
	}
	if !scorable {
		sides = nil
	}
	return sides, worst.err()
}
