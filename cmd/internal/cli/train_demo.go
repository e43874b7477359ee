package cli

import (
	"errors"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

type trainDemoOptions struct {
	id     string
	pace   time.Duration
	noStop bool
}

func newTrainDemo(env Env, g *globals, run func(Env, *globals, trainDemoOptions) error) *cobra.Command {
	var o trainDemoOptions
	cmd := &cobra.Command{
		Use:   "demo CASE",
		Short: "Play a practice case on the screen, for a trainer to talk over",
		Long: `demo plays a practice case on the real screen: the caller answers each question,
the model answer is entered, and the level and DASH move beside it. It stops where
a level moves until you press a key. Space stops it at any time, + and - make it
faster and slower, q leaves. Nothing is saved.`,
		Example: `  stalkrisk train demo nine-ticks
  stalkrisk train demo nine-ticks --pace 4s
  stalkrisk train demo nine-ticks --pace 500ms --no-stops`,
		Args: args(1, 1, "name one practice case; stalkrisk train list shows them"),
		RunE: func(_ *cobra.Command, words []string) error {
			o.id = words[0]
			if o.pace < screen.Quickest || o.pace > screen.Slowest {
				return usage("--pace is from %v to %v", screen.Quickest, screen.Slowest)
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.DurationVar(&o.pace, "pace", 2*time.Second, "`time` between two steps")
	f.BoolVar(&o.noStop, "no-stops", false, "do not stop where a level moves")
	return cmd
}

func runTrainDemo(env Env, g *globals, o trainDemoOptions) error {
	questionnaires, p, err := g.practiceCase(env, o.id)
	if err != nil {
		return err
	}
	if why := whyLines(env, false); why != "" {
		return usage("demo needs the full screen, and %s; to print the case: stalkrisk train list %s --answers", why, p.ID)
	}
	play := training.NewPlay(p)
	a := play.Start()
	a.Case.Reference = "training " + p.ID
	set, _ := questionnaires.For(&a, tool())
	env = env.onTheDayOf(&p.Model)
	s := session.Open(set, &a, time.Time{}, env.Now, func(*assess.Assessment) error { return nil })
	s.Practice = &play
	model := p.Model.Clone()
	err = screen.Run(env.Context, s, screen.Options{
		In: env.In.(screen.Terminal), Out: env.Err.(screen.Terminal), Now: env.Now, NoColour: env.Term.NoColour,
		Demo: &screen.Demo{Pace: o.pace, Moves: !o.noStop, Model: &model},
	})
	if err != nil && env.Context.Err() == nil && errors.Is(err, session.ErrStopped) {
		return nil // leaving is the usual end of a demonstration
	}
	return err
}
