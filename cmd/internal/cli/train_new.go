package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/report"
)

// newCases is the format of a practice case.
var newCases = choice{[]report.Format{{Name: "yaml", Other: []string{"yml"}}}, "yaml", "yaml"}

func newTrainNew(env Env, g *globals) *cobra.Command {
	var o output
	relationship := ""
	cmd := &cobra.Command{
		Use:   "new ID",
		Short: "Begin a practice case of your own",
		Long: `new writes a practice case that says at each place what belongs there. It is valid as
it is, so stalkrisk check says at once what a change breaks. Which questions are asked
goes by who the other person is: say it with --relationship. As practice/ID/1.0.0.yaml
in the folder of --questionnaires, or of the settings, train list and train start
read it without a flag.`,
		Example: `  stalkrisk train new the-allotment -o the-allotment.yaml
  stalkrisk train new the-stepfather --relationship family -o the-stepfather.yaml
  stalkrisk check the-allotment.yaml`,
		Args: args(1, 1, newCaseName),
		RunE: func(_ *cobra.Command, ids []string) error {
			return runTrainNew(env, g, ids[0], assess.Relationship(relationship), o)
		},
	}
	cmd.Flags().StringVar(&relationship, "relationship", "stranger", "who the other person is: "+strings.Join(assess.Relationship("").Vocabulary().Values(), ", "))
	o.flags(env, cmd, newCases)
	return cmd
}

const newCaseName = "name the new case: small letters, digits and dashes, such as the-allotment"

func runTrainNew(env Env, g *globals, id string, relationship assess.Relationship, o output) error {
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }
	if strings.ContainsFunc(id, odd) || id == "" || id[0] < 'a' || len(id) > 40 {
		return usage(newCaseName)
	}
	if err := oneOf("relationship", string(relationship), relationship.Vocabulary().Values()); err != nil {
		return err
	}
	questionnaires, err := g.load(env)
	if err != nil {
		return err
	}
	cases, err := g.practice(env, questionnaires)
	if err != nil {
		return err
	}
	if cases.Newest(id) != nil {
		return usage("there is a practice case of that name; choose another")
	}
	set, _ := questionnaires.For(&assess.Assessment{}, tool())
	return env.put(o.target(nil), report.NewPractice(id, relationship, set), nothingElse)
}

func newTrainCompare(env Env, g *globals) *cobra.Command {
	var o output
	cmd := &cobra.Command{
		Use:   "compare CASE",
		Short: "Show one account as DASH counts it and as it is read here",
		Long: `compare puts the two readings of a practice case side by side: what DASH counts and
where its line is, and the level here with its reasons. nine-ticks is nine ticks,
below the line, and high. It gives the answers away: it is for showing a room.`,
		Example: `  stalkrisk train compare nine-ticks
  stalkrisk train compare nine-ticks -o nine-ticks.html`,
		Args: args(1, 1, "name one practice case; stalkrisk train list shows them"),
		RunE: func(_ *cobra.Command, ids []string) error {
			questionnaires, p, err := g.practiceCase(env, ids[0])
			if err != nil {
				return err
			}
			set, _ := questionnaires.For(&p.Model, tool())
			return writePage(env, o, nil, report.TwoReadings{Case: p, Set: set})
		},
	}
	o.flags(env, cmd, papers())
	return cmd
}
