package cli

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/settingsfile"
	"stalkrisk/assess/training"
	"stalkrisk/cmd/internal/line"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

// notYetLive is what everybody is told before they rely on it.
const notYetLive = "Not yet for live calls: your force must sign it off (stalkrisk help live-use)."

type assessOptions struct {
	file      string
	from      string
	reference string
	assessor  string
	role      string
	stage     string
	dash      string
	plain     bool
	language  string
	out       string
	reports   []string
	incidents []string // files of incidents in CSV
	dates     dateFlags
	opener    opener // of the file of --from, if it is sealed
	usual     settingsfile.Settings
	first     string // what the first screen says before all else
	keepGood  bool   // add the rows without a fault of a file with faults
	lines     *line.Input
	beside    *session.Session // of another suspect of the same victim, finished to begin this one; nil if none
}

func newAssess(env Env, g *globals) *cobra.Command {
	var o assessOptions
	cmd := &cobra.Command{
		Use:        "assess [FILE]",
		SuggestFor: []string{"new", "start", "begin", "ask", "interview"},
		Short:      "Begin a guided assessment, or continue one",
		Long: `assess asks the questions one at a time and saves every answer before the next
question shows. If FILE does not exist, it begins a new assessment in it. Without
FILE, on a terminal, it offers the open drafts in the program's own folder, or begins
a new one there. A draft continues where it stopped.
At the end it writes a report.

An assessment has three stages in one file: screen (is this stalking?), first_contact
and full. --stage full continues a call handler's first contact. --from OLD
begins a new assessment of a case that was assessed before; OLD is a complete
assessment, a saved JSON report or a sealed file, and is never changed.

Questions and messages go to standard error. The last lines, with the level and
where the report is, go to standard output. See also: stalkrisk help files.

Not yet for live calls: real use waits for your force's own sign-off, which
stalkrisk help live-use lists.`,
		Example: `  stalkrisk assess
  stalkrisk assess case.yaml --case NP-2026-00123 --assessor H1234
  stalkrisk assess case.yaml --stage full --role officer
  stalkrisk assess second.yaml --from case.yaml --role officer
  stalkrisk assess case.yaml --incidents north.csv
  stalkrisk assess --language cy --questionnaires my
  stalkrisk assess case.json --plain < answers.txt`,
	}
	o.begins(env, g, cmd)
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "begin a new file from this earlier `assessment`, saved JSON report or sealed file")
	o.opener.identityFlag(cmd)
	f.StringVar(&o.stage, "stage", "", "how far to go: screen, first_contact or full (for a call handler, first_contact)")
	return cmd
}

// newScreen returns the command that begins an assessment with its first stage.
func newScreen(env Env, g *globals) *cobra.Command {
	o := assessOptions{stage: string(assess.Screen)}
	cmd := &cobra.Command{
		Use:        "screen [FILE]",
		SuggestFor: []string{"recognise", "triage", "stalking"},
		Short:      "Ask in two minutes whether it may be stalking",
		Long: `screen asks whether anyone can hear, whether the person is near now, what has
happened, and eight short questions. It says whether this may be stalking; it gives
no level, and it never says that it is not stalking. One key goes straight on to a
first contact in the same file; otherwise the file stays a draft.

It is assess --stage screen, with the same files and flags. A draft that has gone
further continues where it stopped.

Use it for a former partner, a repeat caller, a breach, malicious communications,
damage, a neighbour dispute, or gifts that nobody wants.

Not yet for live calls: real use waits for your force's own sign-off, which
stalkrisk help live-use lists.`,
		Example: `  stalkrisk screen
  stalkrisk screen case.yaml --case NP-2026-00123
  stalkrisk screen --language cy --questionnaires my
  stalkrisk assess case.yaml --stage first_contact`,
	}
	o.begins(env, g, cmd)
	return cmd
}

// begins makes a command hold a conversation, with the flags that assess and screen
// share.
func (o *assessOptions) begins(env Env, g *globals, cmd *cobra.Command) {
	cmd.Args = args(0, 1, cmd.Name()+" takes one file at most")
	cmd.RunE = func(_ *cobra.Command, files []string) error {
		if len(files) == 1 {
			o.file = files[0]
		}
		if err := o.check(); err != nil {
			return err
		}
		return runAssess(env, g, *o)
	}
	f := cmd.Flags()
	f.StringVar(&o.reference, "case", "", "case `reference`: a number of your own, never a name")
	f.StringVar(&o.dash, "dash", "", "when to ask DASH: auto, always or never")
	f.StringArrayVar(&o.incidents, "incidents", nil, "add the incidents of this CSV `file`; can be repeated")
	f.StringVar(&o.language, "language", "", "read the questions in this `language`, with the English beside it, such as cy")
	o.dates.flags(cmd)
	f.BoolVar(&o.keepGood, "keep-good", false, keepGoodUsage)
	o.sharedFlags(cmd)
}

// sharedFlags adds the flags that assess, screen and train start share.
func (o *assessOptions) sharedFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.assessor, "assessor", "", "your `reference`, never a name")
	f.StringVar(&o.role, "role", "", "your `post`: "+strings.Join(assess.Role("").Words(), ", "))
	f.BoolVar(&o.plain, "plain", false, "line mode: for screen readers, pipes and scripts")
	f.StringVar(&o.out, "out", "", "write the reports into this `folder` (otherwise beside the assessment)")
	f.StringSliceVar(&o.reports, "report", []string{reports().otherwise}, "which reports to write: "+reports().String())
}

// check returns a usage error if a flag has a value that is not allowed.
func (o *assessOptions) check() error {
	for i, word := range o.reports {
		f, known := report.FormatNamed(word)
		if !known {
			return usage("--report must be %s, or several separated by commas", reports())
		}
		o.reports[i] = f.Name
	}
	if unwritable("--out", o.out, folders) != nil {
		return usage("--out names a folder for the reports; choose their format with --report")
	}
	return cmp.Or(oneOf("role", o.role, assess.Role("").Words()), oneOf("stage", o.stage, assess.Stage("").Words()),
		oneOf("dash", o.dash, assess.DashAsked("").Words()))
}

func runAssess(env Env, g *globals, o assessOptions) error {
	env.talks()
	env, questionnaires, err := g.reads(env, &tableFlags{dateFlags: o.dates})
	if err != nil {
		return err
	}
	place, err := o.dates.place()
	if err != nil {
		return err
	}
	if env, err = g.inZone(env, place); err != nil {
		return err
	}
	o.usual = g.settings.Settings
	earlier, err := openEarlier(env, questionnaires, o)
	if err != nil {
		return err
	}
	if err := offerDrafts(env, questionnaires, &o); err != nil {
		return err
	}
	d, err := openDraft(env, o, earlier, func() assess.Assessment { return newAssessment(questionnaires, earlier) })
	if err != nil {
		return err
	}
	defer d.unlock()
	if d.a.Training != "" {
		return usage("%s is a practice case, which is never assessed as a real one; to practise: %s", safetext.Name(d.path), d.resume(env, o))
	}
	return d.interview(env, g, questionnaires, o, earlier, nil)
}

// interview holds the conversation about a draft to its end and writes the reports.
// play is the practice case; nil for a real assessment.
func (d *draft) interview(env Env, g *globals, questionnaires assess.Questionnaires, o assessOptions, earlier *assess.Assessment, play *training.Play) error {
	guides, err := g.guides(env, questionnaires)
	if err != nil {
		return err
	}
	set, problems := questionnaires.For(&d.a, tool())
	if len(problems) > 0 {
		return invalid(d.path, problems)
	}
	d.a.Versions = map[string]string{}
	for _, in := range set.All() {
		d.a.Versions[in.ID] = in.Version
	}
	bad, err := d.addIncidents(env, g, set, o)
	if err != nil {
		return err
	}
	if o.lines == nil {
		o.lines = line.NewInput(env.In)
		defer o.lines.Close()
	}
	o.first = d.saysFirst(g, o, play)
	spoken, err := g.spoken(env, translatable(questionnaires, guides), &set, &o)
	if err != nil {
		return err
	}
	welcome := d.welcome()
	if play != nil {
		welcome = "TRAINING. In this case it is " + report.Readable(d.a.AssessedAt.String()) + ". " + welcome
	}

	s := session.Open(set, &d.a, d.loaded, env.Now, d.save)
	s.Practice, s.News, s.Settle = play, d.tell, d.settle
	s.LogEntry = func() string { return logEntry(s, guides, env.Now()) }
	s.Advise(guides)
	s.Speak(spoken, o.language)
	d.takesOver(s, o)
	if earlier != nil {
		d.from = o.from
		s.GoOnFrom(earlier)
		printEarlier(env, questionnaires, &set, earlier)
	}
	if err := d.mayBegin(s, o); err != nil {
		return err
	}
	if err := converse(env, s, o, welcome); err != nil {
		return d.stoppedEarly(env, s, o, err)
	}
	next, failed := d.another(env, s, o)
	if err := d.finish(env, s, guides, o); err != nil || next == nil {
		return cmp.Or(err, failed, outcome{invalid: bad}.err())
	}
	d.unlock()
	defer next.unlock()
	return cmp.Or(next.interview(env, g, questionnaires, o.forAnother(d, next, s), nil, nil), outcome{invalid: bad}.err())
}

// saysFirst returns what is said before all else: in a fresh installation, which nobody has
// set up for a force, that it is not for live calls yet.
func (d *draft) saysFirst(g *globals, o assessOptions, play *training.Play) string {
	if play == nil && d.loaded.IsZero() && !g.settings.found && o.beside == nil {
		return notYetLive
	}
	return o.first
}

// takesOver makes what others recorded be confirmed: about the victim for another suspect,
// or before somebody else goes on.
func (d *draft) takesOver(s *session.Session, o assessOptions) {
	if o.beside != nil {
		s.SharesVictim(o.beside)
	}
	if d.handedOver {
		s.HandedOver()
	}
}

// mayBegin returns an error if what the conversation will write cannot be written: it is
// found out before the first question.
func (d *draft) mayBegin(s *session.Session, o assessOptions) error {
	if d.laterStage {
		if err := d.keepFirst(o); err != nil {
			return err
		}
	}
	if err := d.reportsAllowed(o); err != nil {
		return err
	}
	if err := s.Touch(); err != nil {
		return cannotSave(err)
	}
	return nil
}

// logEntry returns the entry for the incident log at that time.
func logEntry(s *session.Session, guides guidance.Guides, at time.Time) string {
	a, r := s.Assessment(), s.Result()
	return report.Note(report.Build(s.Set(), guides, a, assess.Scored{Result: r, Problems: r.OverrideFault}, assess.InstantOf(at)))
}

// converse holds the conversation on the full screen if there can be one. Otherwise it
// uses line mode and prints why. It chooses before it draws anything.
func converse(env Env, s *session.Session, o assessOptions, welcome string) error {
	defer dropTyped(env)
	why := whyLines(env, o.plain)
	if why == "" {
		show := env.screen()
		show.By, show.Greeting, show.First = o.assessor, welcome, o.first
		return screen.Run(env.Context, s, show)
	}
	if o.first != "" {
		fmt.Fprintln(env.Err, "! "+o.first)
	}
	fmt.Fprintln(env.Err, welcome)
	if !o.plain {
		fmt.Fprintf(env.Err, "Line mode, because %s.\n", why)
	}
	options := line.Options{Width: env.Term.Width, By: o.assessor, Decode: decodes(env.Term.Charset)}
	if env.Term.In {
		options.Clock = env.Now
	}
	return line.Run(env.Context, s, o.lines, env.Term.writer(env.console, env.Term.Err), options)
}

// screen returns the options of the full screen. It may be called only if whyLines
// returns "".
func (env Env) screen() screen.Options {
	return screen.Options{In: env.In.(*os.File), Out: env.console.(*os.File), Now: env.Now, NoColour: env.Term.NoColour, Jobs: jobs(env.Context)}
}

// whyLines returns why the conversation needs line mode; "" if the full screen can be
// used.
func whyLines(env Env, plain bool) string {
	_, in := env.In.(*os.File)
	_, out := env.console.(*os.File)
	t := env.Term
	switch {
	case plain:
		return "it was asked for"
	case !t.In || !in:
		return "standard input is not a terminal"
	case !t.Err || !out:
		return "standard error is not a terminal"
	case t.Dumb:
		return "this terminal cannot show a full screen (TERM)"
	case t.Charset != nil:
		return "this terminal is not set to UTF-8 (LC_ALL, LC_CTYPE or LANG)"
	case t.Width < screen.MinWidth || t.Height < screen.MinHeight:
		return fmt.Sprintf("this window is smaller than %d by %d", screen.MinWidth, screen.MinHeight)
	}
	return ""
}
