package cli

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/training"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

func newTrainStart(env Env, g *globals) *cobra.Command {
	var o assessOptions
	cmd := &cobra.Command{
		Use:   "start CASE [FILE]",
		Short: "Practise on an invented case, and be marked at the end",
		Long: `start holds the same conversation as assess, about a practice case. Press a to have
the caller answer the question shown, and c for what else you can ask and where you
can look. After a stop, continue with the same command and file. See also:
stalkrisk help training.`,
		Example: `  stalkrisk train start the-fence
  stalkrisk train start the-fence anna.yaml --assessor anna
  stalkrisk train start the-fence ben.yaml --plain`,
		Args: args(1, 2, "start takes a practice case and one file at most; stalkrisk train list shows the cases"),
		RunE: func(_ *cobra.Command, words []string) error {
			if len(words) == 2 {
				o.file = words[1]
			}
			if err := o.check(); err != nil {
				return err
			}
			return runTrainStart(env, g, words[0], o)
		},
	}
	o.sharedFlags(cmd)
	return cmd
}

func runTrainStart(env Env, g *globals, id string, o assessOptions) error {
	env.talks()
	questionnaires, p, err := g.practiceCase(env, id)
	if err != nil {
		return err
	}
	play := training.NewPlay(p)
	o.usual = g.settings.Settings
	sitting := &sitting{begun: env.Now(), now: env.Now}
	env = env.atTheTimeOf(&p.Model)
	o.stage = string(assess.Full)
	d, err := openDraft(env, o, nil, play.Start)
	if err != nil {
		return err
	}
	defer d.unlock()
	if d.a.Training != p.ID {
		return usage("%s holds another assessment, not this case; name another file", safetext.Name(d.path))
	}
	sitting.earlier, d.sitting = d.a.Sittings, sitting
	if err := d.interview(env, g, questionnaires, o, nil, &play); err != nil {
		return err
	}
	return printMarks(env, questionnaires, p, &play, &d.a)
}

// sitting measures how long somebody really works on a practice case, whose own clock
// shows the time of the case.
type sitting struct {
	earlier []assess.Stretch // sittings before this one
	begun   time.Time
	now     func() time.Time
}

// all returns the sittings, of which this one goes on until now.
func (s *sitting) all() []assess.Stretch {
	return append(slices.Clip(s.earlier), assess.Stretch{From: assess.InstantOf(s.begun), To: assess.InstantOf(s.now())})
}

// atTheTimeOf returns an Env whose clock starts at the time of the case, since every
// window of the questionnaire is counted from it.
func (env Env) atTheTimeOf(model *assess.Assessment) Env {
	begun, then, now := env.Now(), model.AssessedAt.Time(), env.Now
	env.Now = func() time.Time { return then.Add(now().Sub(begun)) }
	return env
}

// printMarks prints the marks, and the places where nobody looked.
func printMarks(env Env, questionnaires assess.Questionnaires, p *training.PracticeCase, play *training.Play, a *assess.Assessment) error {
	set, _ := questionnaires.For(&p.Model, tool())
	marked := training.Marked{Format: training.MarkingFormat, Markings: []training.Marking{training.Mark(p, set, a)}}
	var b bytes.Buffer
	b.WriteByte('\n')
	if err := report.Write(&b, "text", marked, env.Term.Width); err != nil {
		return err
	}
	if places := play.NotLooked(); len(places) > 0 {
		fmt.Fprintf(&b, "\nNobody looked at: %s.\n", strings.Join(places, "; "))
	}
	return env.print(b.Bytes())
}

func newTrainDemo(env Env, g *globals) *cobra.Command {
	demo := screen.Demo{}
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
				return usage("--pace must be from %v to %v", screen.Quickest, screen.Slowest)
			}
			return runTrainDemo(env, g, words[0], demo)
		},
	}
	f := cmd.Flags()
	f.DurationVar(&demo.Pace, "pace", 2*time.Second, "`time` between two steps")
	f.BoolVar(&demo.NoStops, "no-stops", false, "do not stop where a level moves")
	return cmd
}

func runTrainDemo(env Env, g *globals, id string, demo screen.Demo) error {
	questionnaires, p, err := g.practiceCase(env, id)
	if err != nil {
		return err
	}
	if why := whyLines(env, false); why != "" {
		return usage("demo needs the full screen, and %s; to print the case: %s", why, env.command("train", "list", p.ID, "--answers"))
	}
	play := training.NewPlay(p)
	a := play.Start()
	set, _ := questionnaires.For(&a, tool())
	env = env.atTheTimeOf(&p.Model)
	s := session.Open(set, &a, time.Time{}, env.Now, func(*assess.Assessment) error { return nil })
	s.Practice = &play
	demo.Model = &p.Model
	show := env.screen()
	show.Demo = &demo
	defer dropTyped(env)
	err = screen.Run(env.Context, s, show)
	if err != nil && env.Context.Err() == nil && errors.Is(err, session.ErrStopped) {
		return nil // leaving is the usual end of a demonstration
	}
	return err
}
