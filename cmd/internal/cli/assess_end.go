package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/report"
	"stalkrisk/assess/safetext"
	"stalkrisk/cmd/internal/line"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

const actNow = "ACT NOW: send help at once, by your local procedure."

// stoppedEarly prints where the answers are and how to continue, when the
// conversation stopped before its end. It returns the error to exit with.
func (d *draft) stoppedEarly(env Env, s *session.Session, o assessOptions, why error) error {
	r := s.Result()
	what := "Stopped."
	if env.Context.Err() != nil && whyLines(env, o.plain) != "" {
		what = "Stopped. A line that was not ended with Enter is not recorded."
	}
	ended := errors.Is(why, line.ErrEndOfInput)
	if ended {
		what = "The input ended before the conversation did. Questions without an answer stay unanswered."
	}
	kept := d.readBack(env, s.Unsaved())
	fmt.Fprintf(env.Err, "\n%s %s\n", what, kept.sentence)
	d.printNews(env)
	if r.ActNow {
		fmt.Fprintln(env.Err, actNow)
	}
	fmt.Fprintf(env.Err, "%s: %s.\n", resultLead(&r), strings.TrimSuffix(r.Headline(), "."))
	if kept.any {
		fmt.Fprintf(env.Err, "To continue: %s\n", d.resume(env, o))
	}
	if ended {
		return errFailed
	}
	return why
}

// resultLead returns what comes before the result: a screen gives no level.
func resultLead(r *assess.Result) string {
	if r.Stage == assess.Screen {
		return "Is it stalking"
	}
	return "Level"
}

// resume returns the command that continues the draft.
func (d *draft) resume(env Env, o assessOptions) string {
	words := []string{"assess", operand(d.path)}
	if d.a.Training != "" {
		words = []string{"train", "start", d.a.Training, operand(d.path)}
	}
	if d.from != "" {
		words = append(words, "--from", d.from)
	}
	return o.conversation(env, words...)
}

// readBack is what the file holds when the conversation has ended.
type readBack struct {
	sentence string // what to say of it
	any      bool   // it can be continued
}

// readBack saves the draft again if another program has changed the file, and reads the
// file: only what is read again is called saved. lost means that what was entered last
// could not be saved.
func (d *draft) readBack(env Env, lost bool) readBack {
	failed := d.settle()
	b, err := env.readFile(d.path)
	rec := assessmentfile.One(assessmentfile.Read(d.path, b))
	again := ""
	if lost {
		again = " What was entered last could not be saved. Enter it again."
	}
	switch {
	case failed == nil && err == nil && rec.Scorable && lost:
		return readBack{safetext.Name(d.path) + " holds only " + inFile(&rec.Assessment) + "." + again, true}
	case failed == nil && err == nil && rec.Scorable:
		return readBack{"Every answer is saved in " + safetext.Name(d.path) + " (" + inFile(&rec.Assessment) + ").", true}
	case failed == nil:
		failed = cmp.Or(err, errors.New("what it holds cannot be read"))
	}
	said := "NOT SAVED: " + fileWords(failed) + ". "
	if what := remedy(failed); what != "" {
		said += present.Capital(what) + ". "
	}
	if err != nil || !rec.Scorable {
		return readBack{said + "Nothing is saved in " + safetext.Name(d.path) + " (" + inFile(&d.a) + ")." + again, false}
	}
	return readBack{fmt.Sprintf("%s%s holds only %s, of %s.%s", said, safetext.Name(d.path), inFile(&rec.Assessment), inFile(&d.a), again), true}
}

// inFile returns how much an assessment holds.
func inFile(a *assess.Assessment) string {
	return counted(answers(a), "question") + " answered, " + counted(len(a.Incidents), "incident")
}

// stopped prints that a signal stopped the command, and returns ErrStopped.
func stopped(env Env, what string) error {
	fmt.Fprintf(env.Err, "stalkrisk: stopped; %s\n", what)
	return session.ErrStopped
}

// finish writes the reports, and prints the level, where the reports are and what to
// do next.
func (d *draft) finish(env Env, s *session.Session, guides guidance.Guides, o assessOptions) error {
	if err := d.settle(); err != nil {
		d.printNews(env)
		return cannotSave(fmt.Errorf("%w: %w", session.ErrNotSaved, err))
	}
	d.printNews(env)
	set := s.Set()
	r := assess.Score(set, s.Assessment())
	view := report.View{Report: report.Build(set, guides, s.Assessment(), assess.Scored{Result: r, Problems: r.OverrideFault}, s.Assessment().AssessedAt)}
	if o.out != "" {
		if err := os.MkdirAll(o.out, 0o700); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	wide := env
	wide.Term.Width = 100 // for text in a file, whatever the width of the window
	var b strings.Builder
	if r.ActNow {
		b.WriteString(actNow + "\n")
	}
	fmt.Fprintf(&b, "%s: %s.\nAssessment: %s\n", resultLead(&r), strings.TrimSuffix(r.Headline(), "."), safetext.Name(d.path))
	for _, format := range o.reports {
		path := o.reportPath(d, format)
		if err := writePage(wide, output{format: format, out: path}, nil, view); err != nil {
			return fmt.Errorf("writing the report (the assessment itself is complete in %s): %w", safetext.Name(d.path), err)
		}
		fmt.Fprintf(&b, "Report: %s\n", safetext.Name(path))
	}
	if r.Stage != assess.Screen {
		fmt.Fprintf(&b, "Next: %s\nLook again by %s, or at once on any new incident, breach, release or hearing.\n", nextStep(r.Overall.Level), report.Readable(r.ReviewTime()))
	}
	if s.Assessment().FirstContact() {
		fmt.Fprintf(&b, "The attending officer continues with: %s\n", o.conversation(env, "assess", operand(d.path), "--stage", "full"))
	}
	if err := env.print([]byte(b.String())); err != nil {
		return fmt.Errorf("printing the level (the assessment itself is complete in %s): %w", safetext.Name(d.path), err)
	}
	return nil
}

// reportPath returns the path of the report of a draft: beside it under its name, or in
// the folder of --out with its id, since two people may each have a case.yaml. It never
// is a file that holds something else than a report of this assessment.
func (o *assessOptions) reportPath(d *draft, format string) string {
	path := o.plainPath(d.path, format)
	f, _ := report.FormatNamed(format)
	stem, id := strings.TrimSuffix(path, f.Suffix), ""
	if assess.Quotable(d.a.ID) {
		id = "-" + d.a.ID
	}
	if o.out != "" {
		path = stem + id + f.Suffix
	}
	for n := 1; !mayHoldReportOf(path, &d.a); n++ {
		path = stem + id + f.Suffix
		if n > 1 {
			path = fmt.Sprintf("%s%s-%d%s", stem, id, n, f.Suffix)
		}
	}
	return path
}

// plainPath returns the path of the report of the assessment in file, without its id.
func (o *assessOptions) plainPath(file, format string) string {
	dir := cmp.Or(o.out, filepath.Dir(file))
	f, _ := report.FormatNamed(format)
	return filepath.Join(dir, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+f.Suffix)
}

// mayHoldReportOf reports whether the report of an assessment may go to a path: there
// is no file, or an earlier report of it.
func mayHoldReportOf(path string, a *assess.Assessment) bool {
	b, err := content(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	_, same := report.Holds(b, a)
	return same
}

// reportsAllowed returns an error if a report could not be written at the end, so that
// nobody finds out only then.
func (d *draft) reportsAllowed(o assessOptions) error {
	if info, err := os.Stat(o.out); o.out != "" && err == nil && !info.IsDir() {
		return usage("--out names a file; name a folder for the reports")
	}
	for _, format := range o.reports {
		if err := assessmentfile.Writable(o.reportPath(d, format)); err != nil {
			return err
		}
	}
	return nil
}

// keepFirst renames the reports of a first contact, which name the call handler, so
// that the officer's do not replace them. It must run before the draft is saved as a
// full assessment, or the reports would be replaced after a stop.
func (d *draft) keepFirst(o assessOptions) error {
	for _, f := range report.Formats() {
		path := o.reportPath(d, f.Name)
		kept := strings.TrimSuffix(path, f.Suffix) + ".first-contact" + f.Suffix
		_, err := os.Lstat(kept)
		if errors.Is(err, fs.ErrNotExist) { // never replace one kept before
			err = os.Rename(path, kept)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// nextStep returns, in one line, what to do at a level.
func nextStep(level string) string {
	switch level {
	case "high":
		return "tell the supervisor now; make a safety plan today; take the multi-agency route."
	case "moderate":
		return "ask a stalking specialist or the single point of contact to review it."
	}
	return "record it as stalking, or write down why not; secure the evidence; offer advocacy. Low never means no risk."
}
