package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// openEarlier reads the assessment of --from; nil where there is none. One with
// a problem is refused: what cannot be read could not come along, and nobody
// would know.
func openEarlier(o assessOptions) (*assess.Assessment, error) {
	if o.from == "" {
		return nil, nil
	}
	s, err := readSaved(o.from)
	if err != nil {
		return nil, err
	}
	if lost := losing(s.problems); len(lost) > 0 {
		return nil, &invalidError{name: o.from, problems: lost}
	}
	a := &s.assessment
	if a.Draft() && !s.report { // a report cannot be gone on with, so it may be of a draft
		return nil, hinted{errors.New("going on from " + o.from + ": the assessment is not finished"), "finish it first, or go on with it: stalkrisk assess " + o.from}
	}
	if o.reference != "" && a.Case.Reference != "" && !strings.EqualFold(strings.TrimSpace(o.reference), strings.TrimSpace(a.Case.Reference)) {
		return nil, usage("--case names another case than the assessment of --from; leave it out")
	}
	return a, o.spares(o.from)
}

// spares refuses what would write over the earlier file: it is never changed.
func (o *assessOptions) spares(earlier string) error {
	if o.file == "" {
		return nil
	}
	targets := []string{o.file}
	dir := o.out
	if dir == "" {
		dir = filepath.Dir(o.file)
	}
	for _, format := range o.reports {
		targets = append(targets, filepath.Join(dir, reportName(o.file, format)))
	}
	was, err := os.Stat(earlier)
	if err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	for _, t := range targets {
		if is, err := os.Stat(t); err == nil && os.SameFile(was, is) {
			return usage("the new assessment or its report would replace the file of --from; name another file")
		}
	}
	return nil
}

// reportName gives the name of the report of an assessment's file.
func reportName(file, format string) string {
	return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + reportSuffix[format]
}

// newAssessment begins one: from an earlier one, or with nothing in it.
func newAssessment(shelf assess.Shelf, earlier *assess.Assessment) assess.Assessment {
	if earlier == nil {
		return assess.Assessment{Format: assess.AssessmentFormat, Status: assess.Draft}
	}
	newest, _ := shelf.For(&assess.Assessment{Responses: earlier.Responses}, tool())
	return conversation.Reassess(earlier, newest)
}

// goesOnFrom holds that the draft in the file is the one that was begun from
// that assessment.
func (d *draft) goesOnFrom(earlier *assess.Assessment) error {
	if !d.a.Draft() || d.a.Previous != earlier.ID || !assess.SameCase(&d.a, earlier) {
		return usage("--from begins a new assessment, and %s holds another one; name a file that is not there yet", d.path)
	}
	return nil
}

// again gives the flag with which the draft is gone on with.
func (d *draft) again() string {
	if d.from == "" {
		return ""
	}
	return " --from " + d.from
}

// tellEarlier says what comes along.
func tellEarlier(env Env, shelf assess.Shelf, now *assess.Instruments, earlier *assess.Assessment) {
	set, _ := shelf.For(earlier, tool())
	r := assess.Score(set, earlier)
	fmt.Fprintf(env.Err, "This goes on from the assessment of %s, which came to %s.\n", earlier.AssessedAt.Time().Format("2006-01-02 15:04 -07:00"), r.Headline())
	for _, in := range set.All() {
		for _, is := range now.All() {
			if in.ID == is.ID && in.Version != is.Version {
				fmt.Fprintf(env.Err, "The questions of %s have changed since: they were %s and are %s.\n", in.ID, in.Version, is.Version)
			}
		}
	}
	if r.ActNow {
		fmt.Fprintln(env.Err, "It said ACT NOW. Ask first how things stand.")
	}
	open, overdue := 0, 0
	today := assess.Assessment{AssessedAt: assess.InstantOf(env.Now())}
	for i := range earlier.Actions {
		if act := &earlier.Actions[i]; act.Done.IsZero() {
			open++
			if act.Overdue(&today) {
				overdue++
			}
		}
	}
	fmt.Fprintf(env.Err, "Nobody has to tell it again. What comes along: answers %d, incidents %d, actions not done %d (overdue %d).\n",
		answers(earlier), len(earlier.Incidents), open, overdue)
}
