package cli

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

func newTrainRecord(env Env, g *globals) *cobra.Command {
	var o trainOptions
	cmd := &cobra.Command{
		Use:   "record FILE|FOLDER...",
		Short: "Print who practised what, and when",
		Long: `record prints each sitting of the practice cases in files: its real date and length,
the version of the case, which attempt it was, what was looked up and what never was,
and how many answers are the model's. It is a record of practice, not an
accreditation. See also: stalkrisk help training.`,
		Example: `  stalkrisk train record t12.yaml
  stalkrisk train record class -o record.html
  stalkrisk train record class --format csv > record.csv`,
		Args: args(1, -1, "name the files, or their folder"),
		RunE: func(_ *cobra.Command, files []string) error {
			return runTrainRecord(env, g, files, o, func(r training.Record) any { return r })
		},
	}
	o.tables.flags(cmd)
	o.flags(env, cmd, tables())
	return cmd
}

func newTrainDue(env Env, g *globals) *cobra.Command {
	var o trainOptions
	var every, now string
	cmd := &cobra.Command{
		Use:   "due FOLDER...",
		Short: "List who needs to practise again",
		Long: `due lists who has not practised for a time, or will not have in the next thirty
days, the longest ago first. Only cases that were finished count. Somebody who has
none with a date is listed last. People are told apart by the assessor's reference.`,
		Example: `  stalkrisk train due class --every 12m
  stalkrisk train due class --every 26w --format csv`,
		Args: args(1, -1, "name the folders with the files"),
		RunE: func(_ *cobra.Command, files []string) error {
			span, known := everyIn(every)
			if !known {
				return usage("--every must be a number of days, weeks or months, such as 90d, 26w or 12m")
			}
			at, err := env.asOf(now)
			if err != nil {
				return err
			}
			return runTrainRecord(env, g, files, o, func(r training.Record) any { return training.NewDue(r, span, at.Time()) })
		},
	}
	f := cmd.Flags()
	f.StringVar(&every, "every", "12m", "how often people should practise: `days`, weeks or months, such as 90d, 26w or 12m")
	f.StringVar(&now, "now", "", "list who is due at this `time`, such as 2026-11-30T08:00:00Z (otherwise now)")
	o.tables.flags(cmd)
	o.flags(env, cmd, tables())
	return cmd
}

// everyIn reads a number of days, weeks or months.
func everyIn(s string) (training.Every, bool) {
	if number, months := strings.CutSuffix(s, "m"); months {
		n, known := assess.WholeNumber(number)
		return training.Every{Months: n, Says: s}, known && n > 0 && n <= 120
	}
	n, known := daysIn(s)
	return training.Every{Days: n, Says: s}, known && n > 0
}

func runTrainRecord(env Env, g *globals, files []string, o trainOptions, page func(training.Record) any) error {
	env, questionnaires, cases, err := g.marks(env, &o.tables, files)
	if err != nil {
		return err
	}
	var worst outcome
	all := g.played(env, questionnaires, cases, files, &worst)
	if len(all) == 0 {
		return worst.err()
	}
	return cmp.Or(worst.writePage(env, o.output, files, page(training.NewRecord(all))), worst.err())
}
