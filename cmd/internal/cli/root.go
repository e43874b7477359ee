package cli

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
)

// Run runs one command line in env and returns its exit code.
func Run(env Env, args []string) int {
	root := newRoot(env)
	root.SetArgs(args)
	err := root.ExecuteContext(env.Context)
	tell(env.Err, err)
	return exitCode(err)
}

// globals are the flags that every command has.
type globals struct{ questionnaires string }

func newRoot(env Env) *cobra.Command {
	g := &globals{}
	root := &cobra.Command{
		Use:   "stalkrisk",
		Short: "Assess reports of stalking: baseline and escalation, beside DASH",
		Long: `stalkrisk asks a stalking-specific questionnaire beside DASH, works out baseline
and escalation concern, says why, and writes a report that the next officer
reads instead of asking again. It is offline and opens no network connection.

It supports judgement and does not replace it. Its rules are the project's own
and are not validated against outcomes. It is neither SASH nor the authorised
DASH form.`,
		Example: `  stalkrisk assess                       begin a guided assessment
  stalkrisk assess case.yaml             begin one in that file, or go on with it
  stalkrisk report case.yaml             the full report
  stalkrisk score case.yaml              one line of JSON for a program`,
		SilenceErrors: true, SilenceUsage: true,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	root.PersistentFlags().StringVar(&g.questionnaires, "questionnaires", "", "a `folder` with more questionnaires (ID/VERSION.yaml)")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SuggestionsMinimumDistance = 2
	root.AddCommand(
		newAssess(env, g, runAssess),
		newScore(env, g, runScore),
		newReport(env, g, runReport),
		newCompare(env, g, runCompare),
		newExplore(env, g, runExplore),
		newTimeline(env, g, runTimeline),
		newVerify(env, g, runVerify),
		newCheck(env, g, runCheck),
		newQuestionnaire(env, g),
		newTrain(env, g),
		newSchema(env),
		newVersion(env),
	)
	return root
}

func unknownCommand(root *cobra.Command, name string) error {
	err := usage("no command %q", name)
	if len(name) > 40 || strings.ContainsAny(name, " /\n") {
		err = usage("no such command")
	}
	if near := root.SuggestionsFor(name); len(near) > 0 {
		return fmt.Errorf("%w; did you mean %q?", err, near[0])
	}
	return err
}

// args says how many arguments a command takes, as a usage error.
func args(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, given []string) error {
		if len(given) < least || most >= 0 && len(given) > most {
			return usage("%s", what)
		}
		return nil
	}
}

// shelf loads the shipped questionnaires and those of --questionnaires.
func (g *globals) shelf(env Env) (assess.Shelf, error) {
	shelf, err := questionnairefile.LoadAll(env.Shelf)
	if err != nil {
		return nil, fmt.Errorf("loading the shipped questionnaires: %w", err)
	}
	if g.questionnaires == "" {
		return shelf, nil
	}
	if info, err := os.Stat(g.questionnaires); err != nil {
		return nil, fmt.Errorf("loading questionnaires: %w", err)
	} else if !info.IsDir() {
		return nil, usage("--questionnaires wants a folder that holds ID/VERSION.yaml")
	}
	return questionnairefile.Add(shelf, os.DirFS(g.questionnaires))
}

// guides loads the shipped guidance and that of --questionnaires.
func (g *globals) guides(env Env, shelf assess.Shelf) (guidance.Shelf, error) {
	guides, err := questionnairefile.LoadGuides(env.Shelf, shelf)
	if err != nil {
		return nil, fmt.Errorf("loading the shipped guidance: %w", err)
	}
	if g.questionnaires == "" {
		return guides, nil
	}
	return questionnairefile.AddGuides(guides, os.DirFS(g.questionnaires), shelf)
}

func tool() assess.Tool { return assess.Tool{Name: "stalkrisk", Version: Version} }
