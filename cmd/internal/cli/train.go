package cli

import "github.com/spf13/cobra"

func newTrain(env Env, g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "train",
		Short: "Practice cases, marking, and agreement between assessors",
		Long: `train is for trainers and for people who practise alone, with invented cases. An
assessment of a practice case names it under "training" and is never mixed with
real ones: score needs --training for it. See also: stalkrisk help training.`,
		Example: `  stalkrisk train list
  stalkrisk train start the-fence anna.yaml
  stalkrisk train demo nine-ticks
  stalkrisk train mark anna.yaml ben.yaml
  stalkrisk train agreement class/*.yaml`,
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		newTrainList(env, g),
		newTrainStart(env, g),
		newTrainDemo(env, g),
		newTrainMark(env, g),
		newTrainAgreement(env, g),
	)
	return cmd
}
