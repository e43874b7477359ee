package cli

import (
	"errors"
	"fmt"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/fold"
)

// openEarlier reads the assessment of --from; nil if the flag is not set. It refuses
// one with a problem: what cannot be read would not be copied, and nobody would
// notice.
func openEarlier(env Env, questionnaires assess.Questionnaires, o assessOptions) (*assess.Assessment, error) {
	if o.from == "" {
		return nil, nil
	}
	r, err := o.opener.readOne(env, questionnaires, o.from)
	if err != nil {
		return nil, err
	}
	if err := invalid(r.file, losing(r.Problems)); err != nil {
		return nil, err
	}
	a := &r.Assessment
	if a.Training != "" {
		return nil, usage("the file of --from is a practice case, which is never assessed again as a real one; name the file of a real assessment")
	}
	if a.Draft() && r.saved == nil { // a report of a draft is accepted, since a report cannot be finished
		return nil, hinted{errors.New(o.from + ": the assessment is not finished"), "finish it first: " + o.conversation(env, "assess", operand(o.from))}
	}
	if o.reference != "" && fold.Reference(a.Case.Reference) != "" && !assess.OneCase(o.reference, a.Case.Reference) {
		return nil, usage("--case names another case than the assessment of --from; leave it out")
	}
	return a, o.mayNotReplace(o.from)
}

// mayNotReplace returns a usage error if the new assessment or its report would
// replace the earlier file.
func (o *assessOptions) mayNotReplace(earlier string) error {
	if o.file == "" {
		return nil
	}
	targets := []string{o.file}
	for _, format := range o.reports {
		targets = append(targets, o.plainPath(o.file, format))
	}
	if slices.ContainsFunc(targets, func(t string) bool { return sameFile(t, earlier) }) {
		return usage("the new assessment or its report would replace the file of --from; name another file")
	}
	return nil
}

// newAssessment returns a new draft: a copy of what still counts in an earlier
// assessment, or an empty one.
func newAssessment(questionnaires assess.Questionnaires, earlier *assess.Assessment) assess.Assessment {
	if earlier == nil {
		return assess.Assessment{Format: assess.AssessmentFormat, Status: assess.Draft}
	}
	newest, _ := questionnaires.For(&assess.Assessment{Responses: earlier.Responses}, tool())
	return conversation.Reassess(earlier, newest)
}

// printEarlier prints what is copied from the earlier assessment.
func printEarlier(env Env, questionnaires assess.Questionnaires, now *assess.Instruments, earlier *assess.Assessment) {
	set, _ := questionnaires.For(earlier, tool())
	r := assess.Score(set, earlier)
	fmt.Fprintf(env.Err, "This follows the assessment of %s: %s.\n", earlier.AssessedAt.Time().Format("2006-01-02 15:04 -07:00"), r.Headline())
	for _, in := range set.All() {
		for _, is := range now.All() {
			if in.ID == is.ID && in.Version != is.Version {
				fmt.Fprintf(env.Err, "The %s questions have changed since then, from version %s to %s.\n", in.ID, in.Version, is.Version)
			}
		}
	}
	if r.ActNow {
		fmt.Fprintln(env.Err, "It said ACT NOW. First ask how things are now.")
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
	fmt.Fprintf(env.Err, "Nobody has to repeat what they have said. Copied: answers %d, incidents %d, actions not done %d (overdue %d).\n",
		answers(earlier), len(earlier.Incidents), open, overdue)
}
