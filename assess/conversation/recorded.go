package conversation

import (
	"strings"

	"stalkrisk/assess"
)

// What questions record that is more than one fact, and when they are asked.

// atEnd reports whether decisions and the like are asked for before finishing. A
// first contact is not held up by it.
func atEnd(s *Sitting) bool { return !s.A.FirstContact() }

// offered reports whether a support service was offered.
func offered(s *Sitting) bool { return s.A.Referral.Offered == assess.FactYes }

// setOffered records the day as well, where there is none yet. An offer that was
// not made has no day and no answer.
func setOffered(s *Sitting, v string) {
	r := &s.A.Referral
	r.Offered = assess.Fact(v)
	switch {
	case r.Offered != assess.FactYes:
		r.On, r.Accepted = assess.Date{}, ""
	case r.On.IsZero():
		r.On, _ = assess.ParseDate(s.Now.Format("2006-01-02"))
	}
}

// dashAnswered reports whether anything of DASH was answered.
func dashAnswered(s *Sitting) bool { return s.A.Responses.Has(s.Set.Dash.ID) }

// serviceAsked returns the answer to the question for a support service's view.
func serviceAsked(_ *Sitting, a *assess.Assessment) string {
	if a.ServiceView == (assess.ServiceView{}) {
		return ""
	}
	return NoMore
}

// underAge reads the two ages as one answer.
func underAge(_ *Sitting, a *assess.Assessment) string {
	v, o := a.Case.VictimUnder18, a.Case.SuspectUnder18
	switch {
	case v == "" && o == "":
		return ""
	case v == assess.FactYes && o == assess.FactYes:
		return "both"
	case v == assess.FactYes:
		return "victim"
	case o == assess.FactYes:
		return "suspect"
	case v == assess.FactNo && o == assess.FactNo:
		return "no"
	}
	return "unknown"
}

// setUnderAge records who is under 18. The answer that one person is says nothing
// about the other: what is known of them is kept.
func setUnderAge(s *Sitting, v string) {
	c := &s.A.Case
	switch v {
	case "victim":
		c.VictimUnder18 = assess.FactYes
		c.SuspectUnder18 = notYes(c.SuspectUnder18)
	case "suspect":
		c.SuspectUnder18 = assess.FactYes
		c.VictimUnder18 = notYes(c.VictimUnder18)
	case "both":
		c.VictimUnder18, c.SuspectUnder18 = assess.FactYes, assess.FactYes
	default: // no, unknown or nothing is of both
		c.VictimUnder18, c.SuspectUnder18 = assess.Fact(v), assess.Fact(v)
	}
}

// notYes turns a yes, which was corrected, into a no.
func notYes(f assess.Fact) assess.Fact {
	if f == assess.FactYes {
		return assess.FactNo
	}
	return f
}

// judged returns what a person decided about the level. To agree leaves no trace
// in the file, so it is asked again when a draft is resumed.
func judged(_ *Sitting, a *assess.Assessment) string {
	switch o := a.Override; {
	case o == nil:
		return ""
	case o.Level.Rank() > o.From.Rank():
		return "higher"
	}
	return "lower"
}

func setJudged(s *Sitting, v string) {
	if v == "agree" {
		s.A.Override = nil
	}
}

// SetOverride sets another level, or returns why it may not be set: the problems
// that the stored override would have. Then nothing is stored.
func (s *Sitting) SetOverride(level assess.OverallLevel, reason, by, second string) []assess.Problem {
	before := s.A.Override
	s.A.Override = nil
	from := assess.Score(s.Set, s.A).Overall.Computed
	o := &assess.Override{
		From: assess.OverallLevel(from), Level: level, Reason: strings.TrimSpace(reason),
		By: strings.TrimSpace(by), SecondPerson: strings.TrimSpace(second), At: assess.InstantOf(s.Now),
	}
	s.A.Override = o
	faults := assess.Score(s.Set, s.A).OverrideFault
	if len(faults) > 0 {
		s.A.Override = before
	}
	return faults
}

// Finish closes the sitting, or returns what is missing.
func (s *Sitting) Finish() (missing string) {
	if strings.TrimSpace(s.A.Case.Reference) == "" {
		return "The case reference is missing. Give it first: a number from your own system, not a name."
	}
	s.A.Status = assess.Complete
	return ""
}
