package cli

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess/report"
	"stalkrisk/assess/training"
)

type trainAgreementOptions struct {
	files       []string
	format, out string
}

func newTrainAgreement(env Env, g *globals, run func(Env, *globals, trainAgreementOptions) error) *cobra.Command {
	var o trainAgreementOptions
	cmd := &cobra.Command{
		Use:   "agreement FILE...",
		Short: "Measure how far assessors of the same cases agree",
		Long: `agreement reads assessments of the same cases by several people, and measures how
far they agree: on each level, on all questions together, and on each question.
Cases are joined by the practice case that they name, or else by their reference;
people by the assessor's reference. Nobody is named in what is written.

It gives the share of equal answers, Cohen's and Fleiss' kappa, Krippendorff's
alpha, and Gwet's AC1 or AC2, with 95 % intervals and a reading in plain words.
Open answers are missing data: left out, counted, and never taken for no.`,
		Example: `  stalkrisk train agreement class/*.yaml
  stalkrisk train agreement class/*.yaml -o agreement.csv
  stalkrisk train agreement --format json night.ndjson > agreement.json`,
		Args: args(1, -1, "name the files to compare"),
		RunE: func(_ *cobra.Command, files []string) error {
			o.files = files
			if o.format == "" {
				o.format = agreementFormat(o.out, env.Term.Out)
			}
			if !slices.Contains([]string{"markdown", "json", "text", "csv"}, o.format) {
				return usage("--format is markdown, json, text or csv")
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.format, "format", "", "`format`: markdown, json, text or csv (otherwise by the name of -o; text on a terminal; else markdown)")
	f.StringVarP(&o.out, "output", "o", "", "write to this `file`, whole or not at all")
	return cmd
}

func agreementFormat(out string, terminal bool) string {
	if strings.ToLower(filepath.Ext(out)) == ".csv" {
		return "csv"
	}
	return formatFor(out, terminal)
}

func runTrainAgreement(env Env, g *globals, o trainAgreementOptions) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	read, worst := readRecords(env, o.files)
	var rated []training.Rated
	for _, rec := range read {
		if !tellRecord(env, shelf, rec) {
			worst.invalid = true
		}
		if !rec.Scorable {
			continue
		}
		a := rec.Assessment
		set, _ := shelf.For(&a, tool())
		rated = append(rated, training.Rated{Set: set, A: &a})
	}
	if len(rated) == 0 {
		return worst.err()
	}
	var b bytes.Buffer
	if err := report.WriteAgreement(&b, o.format, training.Agree(rated), report.Options{Width: env.Term.Width}); err != nil {
		return err
	}
	if err := env.output(o.out, b.Bytes(), o.files...); err != nil {
		return err
	}
	return worst.err()
}
