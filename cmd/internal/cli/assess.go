package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
	"stalkrisk/cmd/internal/line"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

type assessOptions struct {
	file      string
	from      string
	reference string
	assessor  string
	role      string
	stage     string
	dash      string
	plain     bool
	out       string
	reports   []string
	incidents []string // files of incidents in CSV
}

func newAssess(env Env, g *globals, run func(Env, *globals, assessOptions) error) *cobra.Command {
	var o assessOptions
	cmd := &cobra.Command{
		Use:   "assess [FILE]",
		Short: "Begin a guided assessment, or go on with one",
		Long: `assess asks the questions, one at a time, and saves every answer before the next
one shows. Without FILE, or where it is not there yet, it begins a new
assessment; a draft goes on where it stood. At the end it writes a report.

Without FILE the assessment goes to the program's own folder, under its id.
A call handler's first contact asks what may mean danger now and what is serious;
--stage full goes on with the same file and asks the rest.

--from OLD begins a new assessment of a case that was assessed before, by the same
hands or others. What was told comes along and counts, each with its date; one key
confirms it, or it is changed. What was true of that time only is asked again.
OLD is a complete assessment or a saved JSON report, and is never changed.

Conversation and messages go to standard error; the last lines, which say the
level and where the report is, go to standard output.`,
		Example: `  stalkrisk assess
  stalkrisk assess case.yaml --case NP-2026-00123 --assessor H1234
  stalkrisk assess case.yaml --stage full --role officer
  stalkrisk assess second.yaml --from case.yaml --role officer
  stalkrisk assess case.yaml --incidents north.csv
  stalkrisk assess case.json --plain < answers.txt`,
		Args: args(0, 1, "assess takes one file at the most"),
		RunE: func(_ *cobra.Command, files []string) error {
			if len(files) == 1 {
				o.file = files[0]
			}
			if err := o.check(); err != nil {
				return err
			}
			return run(env, g, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "go on from this earlier `assessment` or saved JSON report, in a new file")
	f.StringVar(&o.reference, "case", "", "case `reference`: a number of your own, never a name")
	f.StringVar(&o.assessor, "assessor", "", "your `reference`, never a name")
	f.StringVar(&o.role, "role", "", "your `post`: "+strings.Join(assess.Role("").Words(), ", "))
	f.StringVar(&o.stage, "stage", "", "how far to go: first_contact or full (first_contact for a call handler)")
	f.StringVar(&o.dash, "dash", "", "whether DASH is asked: auto, always or never")
	f.StringArrayVar(&o.incidents, "incidents", nil, "bring in the incidents of this CSV `file`; repeat it for several")
	f.BoolVar(&o.plain, "plain", false, "line mode: for screen readers, pipes and scripts")
	f.StringVar(&o.out, "out", "", "write the reports into this `folder` (otherwise beside the assessment)")
	f.StringSliceVar(&o.reports, "report", []string{"markdown"}, "which reports to write: markdown, json, text")
	return cmd
}

// check holds the words of the flags.
func (o *assessOptions) check() error {
	for _, w := range []struct {
		flag, value string
		words       []string
	}{
		{"role", o.role, assess.Role("").Words()},
		{"stage", o.stage, assess.Stage("").Words()},
		{"dash", o.dash, assess.DashAsked("").Words()},
	} {
		if w.value != "" && !contains(w.words, w.value) {
			return usage("--%s is one of %s", w.flag, strings.Join(w.words, ", "))
		}
	}
	for _, r := range o.reports {
		if _, ok := reportSuffix[r]; !ok {
			return usage("--report is any of markdown, json, text")
		}
	}
	return nil
}

func contains(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}

func runAssess(env Env, g *globals, o assessOptions) error {
	shelf, err := g.shelf(env)
	if err != nil {
		return err
	}
	earlier, err := openEarlier(o)
	if err != nil {
		return err
	}
	d, err := openDraft(env, o, earlier, func() assess.Assessment { return newAssessment(shelf, earlier) })
	if err != nil {
		return err
	}
	defer d.lock.Release()
	return d.sit(env, g, shelf, o, earlier, nil)
}

// sit holds the conversation of a draft to its end. play is the practice case that
// it is about; nil for a real assessment.
func (d *draft) sit(env Env, g *globals, shelf assess.Shelf, o assessOptions, earlier *assess.Assessment, play session.Practice) error {
	guides, err := g.guides(env, shelf)
	if err != nil {
		return err
	}
	set, problems := shelf.For(&d.a, tool())
	if len(problems) > 0 {
		return &invalidError{name: d.path, problems: problems}
	}
	d.a.Versions = map[string]string{assess.StalkingID: set.Stalking.Version, assess.DashID: set.Dash.Version}
	for _, other := range set.Others {
		d.a.Versions[other.ID] = other.Version
	}
	bad, err := d.bring(env, set, o.incidents)
	if err != nil {
		return err
	}
	welcome := d.welcome(&set)
	if play != nil {
		welcome = "TRAINING. For this case it is " + report.Readable(d.a.AssessedAt.String()) + ". " + welcome
	}

	s := session.Open(set, &d.a, d.loaded, env.Now, d.save)
	s.Practice = play
	if d.handedOver {
		s.HandedOver()
	}
	if earlier != nil {
		d.from = o.from
		s.GoOnFrom(earlier)
		tellEarlier(env, shelf, &set, earlier)
	}
	if d.handedOver {
		if err := d.keepFirst(o); err != nil {
			return err
		}
	}
	if err := s.Touch(); err != nil { // a file that cannot be written is better known before the first question
		return err
	}
	if err := converse(env, s, o, welcome); err != nil {
		return d.left(env, s, err)
	}
	if err := d.finish(env, s, guides, o); err != nil || !bad {
		return err
	}
	return &invalidError{told: true}
}

// converse holds the conversation on the full screen where there can be one, and
// otherwise on lines, and says why. The way is chosen before anything is drawn.
func converse(env Env, s *session.Session, o assessOptions, welcome string) error {
	why := whyLines(env, o.plain)
	if why == "" {
		return screen.Run(env.Context, s, screen.Options{
			In: env.In.(screen.Terminal), Out: env.Err.(screen.Terminal), Now: env.Now, By: o.assessor,
			Greeting: welcome, NoColour: env.Term.NoColour, Practice: s.Practice,
		})
	}
	fmt.Fprintln(env.Err, welcome)
	if !o.plain {
		fmt.Fprintf(env.Err, "Line mode, because %s.\n", why)
	}
	return line.Run(env.Context, s, env.In, env.Err, env.Term.Width, o.assessor)
}

// whyLines says why the conversation is held on lines; "" if it need not be.
func whyLines(env Env, plain bool) string {
	_, in := env.In.(screen.Terminal)
	_, out := env.Err.(screen.Terminal)
	t := env.Term
	switch {
	case plain:
		return "it was asked for"
	case !t.In || !t.Err || !in || !out:
		return "this is no terminal"
	case t.Dumb:
		return "this terminal cannot show a full screen (TERM)"
	case t.Width < screen.MinWidth || t.Height < screen.MinHeight:
		return fmt.Sprintf("this window is smaller than %d by %d", screen.MinWidth, screen.MinHeight)
	}
	return ""
}

// draft is the assessment in hand and the file that it lives in.
type draft struct {
	path   string
	from   string // the file that it goes on from; "" if none
	a      assess.Assessment
	loaded time.Time // when it was last saved; zero for a new one
	lock   *assessmentfile.Held

	handedOver bool // another person goes on with a first contact
}

func (d *draft) save(a *assess.Assessment) error {
	return assessmentfile.Save(d.path, assessmentfile.Encode(d.path, a))
}

// openDraft locks the file and reads the draft that is in it, or begins a new
// one.
func openDraft(env Env, o assessOptions, earlier *assess.Assessment, begin func() assess.Assessment) (*draft, error) {
	id := env.NewID()
	d := &draft{path: o.file}
	if d.path == "" {
		dir, err := env.DataDir()
		if err != nil {
			return nil, err
		}
		d.path = filepath.Join(dir, id+".yaml")
	}
	if !supported(d.path) {
		return nil, usage("the file of an assessment ends in .yaml, .yml or .json")
	}
	lock, err := assessmentfile.Lock(d.path, env.Now())
	if err != nil {
		return nil, err
	}
	d.lock = lock
	err = d.load()
	if err == nil && d.a.Format == "" {
		d.a = begin()
		d.a.ID, d.a.AssessedAt = id, assess.InstantOf(env.Now())
	} else if err == nil && earlier != nil {
		err = d.goesOnFrom(earlier)
	}
	if err == nil {
		err = d.begin(o)
	}
	if err != nil {
		lock.Release()
		return nil, err
	}
	return d, nil
}

func supported(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return false
}

// load reads what is in the file. One with a problem is refused: to save it
// again would lose what could not be read.
func (d *draft) load() error {
	b, err := readFile(d.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	rec := assessmentfile.One(assessmentfile.Read(d.path, b))
	if lost := losing(rec.Problems); len(lost) > 0 {
		return &invalidError{name: d.path, problems: lost}
	}
	d.a = rec.Assessment
	d.loaded = d.a.AssessedAt.Time()
	return nil
}

// losing gives the problems by which something would be lost if the file were
// saved again. A text that is too long is kept as it is.
func losing(problems []assess.Problem) []assess.Problem {
	return slices.DeleteFunc(problems, func(p assess.Problem) bool { return p.Code == strictfile.CodeTooLong })
}

// begin takes what the flags say into the draft.
func (d *draft) begin(o assessOptions) error {
	a := &d.a
	goesOn := a.FirstContact() && o.stage == string(assess.Full)
	d.handedOver = goesOn && !d.loaded.IsZero()
	if !a.Draft() && !goesOn {
		hint := "stalkrisk report " + d.path + " shows it; a first contact goes on with --stage full; what has changed since is a new assessment: stalkrisk assess NEW.yaml --from " + d.path
		return hinted{fmt.Errorf("going on with %s: the assessment is complete", d.path), hint}
	}
	a.Status = assess.Draft
	if o.reference != "" {
		a.Case.Reference = o.reference
	}
	if o.assessor != "" {
		a.Assessor.Reference = o.assessor
	}
	switch {
	case o.role != "":
		a.Assessor.Role = assess.Role(o.role)
	case a.Assessor.Role == "" && d.loaded.IsZero():
		a.Assessor.Role = "call_handler"
	}
	switch {
	case o.stage != "":
		a.Stage = assess.Stage(o.stage)
	case d.loaded.IsZero() && a.Assessor.Role == "call_handler":
		a.Stage = assess.FirstContact
	}
	if o.dash != "" {
		a.DashAsked = assess.DashAsked(o.dash)
	}
	return nil
}

// welcome says what the conversation begins with.
func (d *draft) welcome(set *assess.Instruments) string {
	if !d.loaded.IsZero() {
		return fmt.Sprintf("This goes on with what was saved at %s (%d answers), and is saved after every answer in %s",
			d.loaded.Format("2006-01-02 15:04 -07:00"), answers(&d.a), d.path)
	}
	return fmt.Sprintf("Questionnaires: stalking %s, dash %s. Saved after every answer in %s", set.Stalking.Version, set.Dash.Version, d.path)
}

// answers counts the stored answers.
func answers(a *assess.Assessment) (n int) {
	for _, s := range a.Responses {
		n += len(s.Items)
	}
	return n
}

// left says where the answers are when the conversation did not come to its end.
func (d *draft) left(env Env, s *session.Session, why error) error {
	r := s.Result()
	what := "Stopped."
	if errors.Is(why, line.ErrEndOfInput) {
		what = "The input ended before the conversation did; nothing was taken for an answer."
	}
	fmt.Fprintf(env.Err, "\n%s Every answer given is saved in %s\n", what, d.path)
	if r.ActNow {
		fmt.Fprintln(env.Err, "ACT NOW stands: send help at once, by your local procedure.")
	}
	fmt.Fprintf(env.Err, "So far: %s.\nGo on with: stalkrisk %s%s\n", r.Headline(), d.command(), d.again())
	if errors.Is(why, line.ErrEndOfInput) {
		return errFailed
	}
	return why
}

// command is what goes on with the draft.
func (d *draft) command() string {
	if d.a.Training != "" {
		return "train start " + d.a.Training + " " + d.path
	}
	return "assess " + d.path
}

// stopped says that a command was stopped by a signal.
func stopped(env Env, what string) error {
	fmt.Fprintf(env.Err, "stalkrisk: stopped; %s\n", what)
	return session.ErrStopped
}

// finish writes the reports, and says where they are and what comes next.
func (d *draft) finish(env Env, s *session.Session, guides guidance.Shelf, o assessOptions) error {
	rep := buildReport(s.Set(), guides, s.Assessment())
	dir := filepath.Dir(d.path)
	if o.out != "" {
		dir = o.out
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	var written []string
	for _, format := range o.reports {
		path := filepath.Join(dir, reportName(d.path, format))
		b, err := writeReport(rep, format, 100)
		if err == nil {
			err = assessmentfile.Save(path, b)
		}
		if err != nil {
			return fmt.Errorf("writing the report (the assessment itself is complete in %s): %w", d.path, err)
		}
		written = append(written, path)
	}
	r := rep.Result
	var b strings.Builder
	if r.ActNow {
		b.WriteString("ACT NOW: send help at once, by your local procedure.\n")
	}
	fmt.Fprintf(&b, "%s\n", r.Headline())
	fmt.Fprintf(&b, "Assessment: %s\n", d.path)
	for _, path := range written {
		fmt.Fprintf(&b, "Report: %s\n", path)
	}
	fmt.Fprintf(&b, "Next: %s\nLook again by %s, or at once on any new incident, breach, release or hearing.\n", nextStep(r.Overall.Level), report.Readable(r.ReviewBy))
	if s.Assessment().FirstContact() {
		fmt.Fprintf(&b, "The attending officer goes on with: stalkrisk assess %s --stage full\n", d.path)
	}
	_, err := env.Out.Write([]byte(b.String()))
	return err
}

// keepFirst puts the reports of a first contact aside, before the file says that
// another person goes on: whoever stops and comes back is no first contact any more.
func (d *draft) keepFirst(o assessOptions) error {
	dir := o.out
	if dir == "" {
		dir = filepath.Dir(d.path)
	}
	for format := range reportSuffix {
		if err := keepFirst(filepath.Join(dir, reportName(d.path, format)), format); err != nil {
			return err
		}
	}
	return nil
}

// keepFirst puts the report of a first contact aside, with who wrote it, before
// that of the officer who went on takes its place. An older one put aside stays.
func keepFirst(path, format string) error {
	aside := strings.TrimSuffix(path, reportSuffix[format]) + ".first-contact" + reportSuffix[format]
	if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err := os.Rename(path, aside)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// nextStep says in a line what a level calls for.
func nextStep(level string) string {
	switch level {
	case "high":
		return "the supervisor now; a safety plan today; the multi-agency route."
	case "moderate":
		return "review by a stalking specialist or the single point of contact."
	}
	return "record as stalking or write why not; secure the evidence; offer advocacy. Low never means no risk."
}
