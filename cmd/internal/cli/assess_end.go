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

// left says where the answers are when the conversation stopped before its end.
func (d *draft) left(env Env, s *session.Session, why error) error {
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

// stopped says that a signal stopped a command.
func stopped(env Env, what string) error {
	fmt.Fprintf(env.Err, "stalkrisk: stopped; %s\n", what)
	return session.ErrStopped
}

// finish writes the reports, and says where they are and what comes next.
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
	wide.Term.Width = 100 // of text in a file, whatever the window is
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

// reportPath returns where the report of an assessment's file goes.
func (o *assessOptions) reportPath(file, format string) string {
	dir := cmp.Or(o.out, filepath.Dir(file))
	f, _ := report.FormatNamed(format)
	return filepath.Join(dir, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+f.Suffix)
}

// keepFirst renames the reports of a first contact, with who wrote it, before the
// officer's take their place. It comes before the file says that another person
// continues: after a stop, the draft is not a first contact any more.
func (d *draft) keepFirst(o assessOptions) error {
	for _, f := range report.Formats() {
		path := o.reportPath(d.path, f.Name)
		kept := strings.TrimSuffix(path, f.Suffix) + ".first-contact" + f.Suffix
		_, err := os.Lstat(kept)
		if errors.Is(err, fs.ErrNotExist) { // an older one that was kept stays
			err = os.Rename(path, kept)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
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
