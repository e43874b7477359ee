package cli

import (
	"bytes"
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/training"
	"stalkrisk/cmd/internal/line"
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
can look. A case can be practised as a screen, a first contact or a full assessment,
and is marked on what that asks. After a stop, continue with the same command and
file. See also: stalkrisk help training.`,
		Example: `  stalkrisk train start the-fence
  stalkrisk train start the-fence t12.yaml --assessor T12
  stalkrisk train start the-fence t12-screen.yaml --assessor T12 --stage screen
  stalkrisk train start the-fence t15.yaml --plain`,
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
	cmd.Flags().StringVar(&o.stage, "stage", "", "which conversation to practise: screen, first_contact or full (otherwise by the role: a call handler's first contact)")
	return cmd
}

func runTrainStart(env Env, g *globals, id string, o assessOptions) error {
	env.talks()
	questionnaires, p, err := g.practiceCase(env, id)
	if err != nil {
		return err
	}
	o.usual = g.settings.Settings
	if err := o.practiceStage(p); err != nil {
		return err
	}
	play := training.NewPlay(p)
	sitting := &sitting{play: &play, begun: env.Now(), now: env.Now}
	env = env.atTheTimeOf(&p.Model)
	d, err := openDraft(env, o, nil, play.Start)
	if err != nil {
		return err
	}
	defer d.unlock()
	if d.a.Training != p.ID {
		return usage("%s holds another assessment, not this case; name another file", safetext.Name(d.path))
	}
	o.first = aboutReference(d.a.Assessor.Reference)
	sitting.goOn(d)
	if err := d.interview(env, g, questionnaires, o, nil, &play); err != nil {
		return err
	}
	return printMarks(env, questionnaires, p, &d.a)
}

// aboutReference returns what somebody should know first about the reference under which
// their practice is recorded; "" if nothing. A reference without a figure may be a name.
func aboutReference(reference string) string {
	switch {
	case reference == "":
		return "No reference is recorded, so train record cannot say who practised. Add one with --assessor, such as a staff number."
	case !strings.ContainsAny(reference, "0123456789"):
		return "Records of practice show your reference. Use something like a staff number, not a name."
	}
	return ""
}

// practiceStage settles the stage in which a case is practised: that of the flag or of the
// draft, or that of the role in a real call if the case is for it, or the furthest.
func (o *assessOptions) practiceStage(p *training.PracticeCase) error {
	if o.stage != "" {
		if !p.IsFor(assess.Stage(o.stage)) {
			return usage("this case is practised only as: %s", stagesInWords(p))
		}
		return nil
	}
	if _, err := os.Lstat(o.file); o.file != "" && err == nil {
		return nil
	}
	o.stage = string(p.Furthest())
	if role := cmp.Or(assess.Role(o.role), o.usual.Role, "call_handler"); role == "call_handler" && p.IsFor(assess.FirstContact) {
		o.stage = string(assess.FirstContact)
	}
	return nil
}

// stagesInWords returns the stages in which a case can be practised.
func stagesInWords(p *training.PracticeCase) string {
	var words []string
	for _, s := range p.Stages {
		words = append(words, string(s))
	}
	return strings.Join(words, ", ")
}

// sitting is a sitting of a practice case. It measures how long somebody really works on
// it: the clock of the conversation shows the time of the case.
type sitting struct {
	play    *training.Play
	earlier []assess.Practised // sittings before this one
	attempt assess.Attempt
	begun   time.Time
	now     func() time.Time
}

// goOn joins the sitting to those that the draft has already, and says which attempt it is.
func (s *sitting) goOn(d *draft) {
	s.earlier, d.sitting = d.a.Sittings, s
	s.play.GoOn(s.earlier)
	if n := len(s.earlier); n > 0 {
		s.attempt = s.earlier[n-1].Attempt
		return
	}
	s.attempt = assess.Attempt(1 + attemptsBeside(d.path, &d.a))
}

// mostBeside is the most files that are read to count earlier attempts.
const mostBeside = 1000

// attemptsBeside returns how many other files in the folder hold the same person's
// attempts at the same case. What cannot be read is not counted.
func attemptsBeside(path string, a *assess.Assessment) (n int) {
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries[:min(len(entries), mostBeside)] {
		other := filepath.Join(filepath.Dir(path), e.Name())
		if !e.Type().IsRegular() || !supported(other) || assessmentfile.IsOther(other) || sameFile(other, path) {
			continue
		}
		b, err := content(other)
		if err != nil || !bytes.Contains(b, []byte("training")) {
			continue
		}
		rec := assessmentfile.One(assessmentfile.Read(other, b))
		if rec.Assessment.Training == a.Training && fold.Reference(rec.Assessment.Assessor.Reference) == fold.Reference(a.Assessor.Reference) {
			n++
		}
	}
	return n
}

// all returns the sittings, of which this one goes on until now.
func (s *sitting) all() []assess.Practised {
	return append(slices.Clip(s.earlier), s.play.Practised(assess.Practised{From: assess.InstantOf(s.begun), To: assess.InstantOf(s.now()), Attempt: s.attempt}))
}

// atTheTimeOf returns an Env whose clock starts at the time of the case, since every
// window of the questionnaire is counted from it.
func (env Env) atTheTimeOf(model *assess.Assessment) Env {
	begun, then, now := env.Now(), model.AssessedAt.Time(), env.Now
	env.Now = func() time.Time { return then.Add(now().Sub(begun)) }
	return env
}

// printMarks prints the marks.
func printMarks(env Env, questionnaires assess.Questionnaires, p *training.PracticeCase, a *assess.Assessment) error {
	set, _ := questionnaires.For(&p.Model, tool())
	marked := training.Marked{Format: training.MarkingFormat, Markings: []training.Marking{training.Mark(p, set, a)}}
	var b bytes.Buffer
	b.WriteByte('\n')
	if err := report.Write(&b, "text", marked, env.Term.Width); err != nil {
		return err
	}
	return env.print(b.Bytes())
}

func newTrainDemo(env Env, g *globals) *cobra.Command {
	demo, stage, plain := screen.Demo{}, "", false
	cmd := &cobra.Command{
		Use:   "demo CASE",
		Short: "Play a practice case on the screen, for a trainer to talk over",
		Long: `demo plays a practice case on the real screen: the caller answers each question,
the model answer is entered, and the level and DASH move beside it. It stops where
a level moves until you press a key. Space stops it at any time, + and - make it
faster and slower, q leaves. With --plain, or where there is no full screen, it is
written line by line, and Enter goes on where a level moves. Nothing is saved.`,
		Example: `  stalkrisk train demo nine-ticks
  stalkrisk train demo nine-ticks --pace 4s
  stalkrisk train demo one-message --stage screen
  stalkrisk train demo nine-ticks --pace 500ms --no-stops
  stalkrisk train demo nine-ticks --plain --no-stops`,
		Args: args(1, 1, "name one practice case; stalkrisk train list shows them"),
		RunE: func(_ *cobra.Command, words []string) error {
			if demo.Pace < screen.Quickest || demo.Pace > screen.Slowest {
				return usage("--pace must be from %v to %v", screen.Quickest, screen.Slowest)
			}
			if err := oneOf("stage", stage, assess.Stage("").Words()); err != nil {
				return err
			}
			return runTrainDemo(env, g, words[0], assess.Stage(stage), demo, plain)
		},
	}
	f := cmd.Flags()
	f.DurationVar(&demo.Pace, "pace", 2*time.Second, "`time` between two steps")
	f.StringVar(&stage, "stage", "", "which conversation to play: screen, first_contact or full (otherwise the furthest of the case)")
	f.BoolVar(&plain, "plain", false, "line mode: for screen readers, pipes and scripts")
	f.BoolVar(&demo.NoStops, "no-stops", false, "do not stop where a level moves")
	return cmd
}

func runTrainDemo(env Env, g *globals, id string, stage assess.Stage, demo screen.Demo, plain bool) error {
	questionnaires, p, err := g.practiceCase(env, id)
	if err != nil {
		return err
	}
	if stage == "" {
		stage = p.Furthest()
	}
	if !p.IsFor(stage) {
		return usage("this case is practised only as: %s", stagesInWords(p))
	}
	play := training.NewPlay(p)
	a := play.Start()
	a.Stage = stage
	set, _ := questionnaires.For(&a, tool())
	env = env.atTheTimeOf(&p.Model)
	s := session.Open(set, &a, time.Time{}, env.Now, func(*assess.Assessment) error { return nil })
	s.Practice = &play
	demo.Model = &p.At(stage, set).Model
	defer dropTyped(env)
	if whyLines(env, plain) != "" {
		in := line.NewInput(env.In)
		defer in.Close()
		err = line.Demo(env.Context, s, demo.Model, in, env.Term.writer(env.console, env.Term.Err), demo.NoStops, line.Options{Width: env.Term.Width, Decode: decodes(env.Term.Charset)})
	} else {
		show := env.screen()
		show.Demo = &demo
		err = screen.Run(env.Context, s, show)
	}
	if err != nil && env.Context.Err() == nil && errors.Is(err, session.ErrStopped) {
		return nil // leaving is the usual end of a demonstration
	}
	return err
}
