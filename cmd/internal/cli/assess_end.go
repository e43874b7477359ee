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
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/report"
	"stalkrisk/cmd/internal/line"
	"stalkrisk/cmd/internal/session"
)

const actNow = "ACT NOW: send help at once, by your local procedure."

// stoppedEarly prints where the answers are and how to continue, when the
// conversation stopped before its end. It returns the error to exit with.
func (d *draft) stoppedEarly(env Env, s *session.Session, why error) error {
	r := s.Result()
	what := "Stopped."
	ended := errors.Is(why, line.ErrEndOfInput)
	if ended {
		what = "The input ended before the conversation did. Questions without an answer stay unanswered."
	}
	fmt.Fprintf(env.Err, "\n%s Every answer is saved in %s\n", what, d.path)
	if r.ActNow {
		fmt.Fprintln(env.Err, actNow)
	}
	resume := "assess " + d.path
	if d.a.Training != "" {
		resume = "train start " + d.a.Training + " " + d.path
	}
	if d.from != "" {
		resume += " --from " + d.from
	}
	fmt.Fprintf(env.Err, "So far: %s.\nTo continue: stalkrisk %s\n", r.Headline(), resume)
	if ended {
		return errFailed
	}
	return why
}

// stopped prints that a signal stopped the command, and returns ErrStopped.
func stopped(env Env, what string) error {
	fmt.Fprintf(env.Err, "stalkrisk: stopped; %s\n", what)
	return session.ErrStopped
}

// finish writes the reports, and prints the level, where the reports are and what to
// do next.
func (d *draft) finish(env Env, s *session.Session, guides guidance.Guides, o assessOptions) error {
	set := s.Set()
	r := assess.Score(set, s.Assessment())
	rep := report.Build(set, guides, s.Assessment(), assess.Scored{Result: r, Problems: r.OverrideFault})
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
	fmt.Fprintf(&b, "%s\nAssessment: %s\n", r.Headline(), d.path)
	for _, format := range o.reports {
		path := o.reportPath(d.path, format)
		if err := writePage(wide, output{format, path}, nil, rep); err != nil {
			return fmt.Errorf("writing the report (the assessment itself is complete in %s): %w", d.path, err)
		}
		fmt.Fprintf(&b, "Report: %s\n", path)
	}
	fmt.Fprintf(&b, "Next: %s\nLook again by %s, or at once on any new incident, breach, release or hearing.\n", nextStep(r.Overall.Level), report.Readable(r.ReviewBy))
	if s.Assessment().FirstContact() {
		fmt.Fprintf(&b, "The attending officer continues with: stalkrisk assess %s --stage full\n", d.path)
	}
	return env.output("", []byte(b.String()))
}

// reportPath returns the path of the report of the assessment in file.
func (o *assessOptions) reportPath(file, format string) string {
	dir := cmp.Or(o.out, filepath.Dir(file))
	f, _ := report.FormatNamed(format)
	return filepath.Join(dir, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+f.Suffix)
}

// keepFirst renames the reports of a first contact, which name the call handler, so
// that the officer's do not replace them. It must run before the draft is saved as a
// full assessment, or the reports would be replaced after a stop.
func (d *draft) keepFirst(o assessOptions) error {
	for _, f := range report.Formats() {
		path := o.reportPath(d.path, f.Name)
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
