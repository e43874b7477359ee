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

func newTrainDemo(env Env, g *globals) *cobra.Command {
	demo := screen.Demo{}
	noStops := false
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
			if demo.Pace < screen.Quickest || demo.Pace > screen.Slowest {
				return usage("--pace is from %v to %v", screen.Quickest, screen.Slowest)
			}
			demo.Moves = !noStops
			return runTrainDemo(env, g, words[0], demo)
		},
	}
	f := cmd.Flags()
	f.DurationVar(&demo.Pace, "pace", 2*time.Second, "`time` between two steps")
	f.BoolVar(&noStops, "no-stops", false, "do not stop where a level moves")
	return cmd
}

func runTrainDemo(env Env, g *globals, id string, demo screen.Demo) error {
	questionnaires, p, err := g.practiceCase(env, id)
	if err != nil {
		return err
	}
	if why := whyLines(env, false); why != "" {
		return usage("demo needs the full screen, and %s; to print the case: stalkrisk train list %s --answers", why, p.ID)
	}
	play := training.NewPlay(p)
	a := play.Start()
	set, _ := questionnaires.For(&a, tool())
	env = env.onTheDayOf(&p.Model)
	s := session.Open(set, &a, time.Time{}, env.Now, func(*assess.Assessment) error { return nil })
	s.Practice = &play
	model := p.Model.Clone()
	demo.Model = &model
	show := env.screen()
	show.Demo = &demo
	err = screen.Run(env.Context, s, show)
	if err != nil && env.Context.Err() == nil && errors.Is(err, session.ErrStopped) {
		return nil // leaving is the usual end of a demonstration
	}
	return err
}
