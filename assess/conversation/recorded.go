package conversation

import (
	"reflect"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// These functions record answers that are more than one fact, and decide when some
// questions are asked.

// atEnd reports whether to ask about decisions, advice and actions before
// finishing. A first contact is not delayed by them.
func atEnd(s *Sitting) bool { return s.stage() == assess.Full }

// firstContact reports whether this is a first contact.
func firstContact(s *Sitting) bool { return s.stage() == assess.FirstContact }

// severalSuspects reports whether the full stage asks which assessments are about the
// other suspects.
func severalSuspects(s *Sitting) bool { return atEnd(s) && s.A.Case.Suspects == several }

// offered reports whether a support service was offered.
func offered(s *Sitting) bool { return s.A.Referral.Offered == assess.FactYes }

// supportAnswer returns whether support was offered and accepted, as one answer.
func supportAnswer(_ *Sitting, a *assess.Assessment) string {
	r := &a.Referral
	switch {
	case r.Offered == assess.FactYes && r.Accepted == assess.FactYes:
		return supportAccepted
	case r.Offered == assess.FactYes && r.Accepted == assess.FactNo:
		return supportDeclined
	}
	return string(r.Offered)
}

// setSupport records whether support was offered and accepted and, if none is recorded
// yet, the day. If it was not offered there is no day and no answer.
func setSupport(s *Sitting, v string) {
	r := &s.A.Referral
	r.Offered, r.Accepted = assess.Fact(v), ""
	switch v {
	case "yes":
		r.Accepted = assess.FactUnknown
	case supportAccepted:
		r.Offered, r.Accepted = assess.FactYes, assess.FactYes
	case supportDeclined:
		r.Offered, r.Accepted = assess.FactYes, assess.FactNo
	}
	switch {
	case r.Offered != assess.FactYes:
		r.On = assess.Date{}
	case r.On.IsZero():
		r.On, _ = assess.ParseDate(s.Now.Format("2006-01-02"))
	}
}

// dashAnswered reports whether there is any response to DASH.
func dashAnswered(s *Sitting) bool { return s.A.Responses.Has(s.Set.Dash.ID) }

// serviceAsked returns NoMore once a support service's view is recorded, or "".
func serviceAsked(_ *Sitting, a *assess.Assessment) string {
	if a.ServiceView == (assess.ServiceView{}) {
		return ""
	}
	return NoMore
}

// outcomeAsked returns NoMore once it is recorded what became of it, or "".
func outcomeAsked(_ *Sitting, a *assess.Assessment) string {
	if a.Outcome == (assess.Outcome{}) {
		return ""
	}
	return NoMore
}

// underAge returns who is under 18, as one answer about both people.
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

// setUnderAge records who is under 18. An answer about one person keeps what is
// known about the other, unless that was yes.
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
	default: // no, unknown and "" are about both
		c.VictimUnder18, c.SuspectUnder18 = assess.Fact(v), assess.Fact(v)
	}
}

// notYes returns no for a yes, which the new answer corrects, and f otherwise.
func notYes(f assess.Fact) assess.Fact {
	if f == assess.FactYes {
		return assess.FactNo
	}
	return f
}

// judged returns "higher" or "lower" if a person overrode the level, or "". The
// file does not record agreement, so a resumed draft asks again.
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

// SetOverride stores an override, or stores nothing and returns the problems that
// the override would have.
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
	} else {
		s.Drop(overrideForm)
	}
	return faults
}

// Finish completes the assessment and returns "", or returns what is missing.
func (s *Sitting) Finish() (missing string) {
	switch ref := s.A.Case.Reference; {
	case strings.TrimSpace(ref) == "":
		return "The case reference is missing. Enter it first: a number from your own system, not a name."
	case fold.Reference(ref) == "":
		return "The case reference identifies no case. Enter a number from your own system, such as that of the log."
	}
	s.A.Status, s.A.Unfinished = assess.Complete, nil
	s.DropEmpty()
	for i := range s.A.Incidents {
		s.nameKind(&s.A.Incidents[i])
	}
	return ""
}

// depending returns who depends on the victim, as one answer; "" while only the pregnancy
// is known, which is asked after pressure to the neck too.
func depending(_ *Sitting, a *assess.Assessment) string {
	c := a.Case
	children, pregnant := c.Children == assess.FactYes, c.Pregnant == assess.FactYes
	switch {
	case children && pregnant:
		return "both"
	case children:
		return "children"
	case pregnant && c.Children != "":
		return "pregnant"
	case c.VictimUnder18 == assess.FactYes:
		return "under_18"
	case c.Children == assess.FactNo:
		return "no"
	case c.Children == assess.FactUnknown:
		return "unknown"
	}
	return ""
}

// setDepending records who depends on the victim. Only one answer is about the victim's
// age: no other says that they are an adult, since nobody asked.
func setDepending(s *Sitting, v string) {
	c := &s.A.Case
	pregnant := func(otherwise assess.Fact) assess.Fact {
		if c.Children == "" && c.Pregnant == assess.FactYes { // said after pressure to the neck
			return assess.FactYes
		}
		return otherwise
	}
	if v != "under_18" && depending(s, s.A) == "under_18" {
		c.VictimUnder18 = "" // this corrects it
	}
	switch v {
	case "under_18":
		c.Pregnant = pregnant(assess.FactUnknown)
		c.VictimUnder18, c.Children = assess.FactYes, assess.FactUnknown
	case "no":
		c.Children, c.Pregnant = assess.FactNo, assess.FactNo
	case "children":
		c.Pregnant = pregnant(assess.FactNo)
		c.Children = assess.FactYes
	case "pregnant":
		c.Children, c.Pregnant = assess.FactNo, assess.FactYes
	case "both":
		c.Children, c.Pregnant = assess.FactYes, assess.FactYes
	default: // not known, or nothing
		c.Pregnant = pregnant(assess.Fact(v))
		c.Children = assess.Fact(v)
	}
}

// noneKnown is the answer that none is. It is not NoMore, which leaves a list without
// answering.
const noneKnown = "none_known"

// placed returns the kind of the order, bail condition or warning recorded last; if there
// is none, what was answered, or "".
func placed(_ *Sitting, a *assess.Assessment) string {
	switch {
	case len(a.Orders) > 0:
		return string(a.Orders[len(a.Orders)-1].Kind)
	case a.OrderInPlace == assess.FactNo:
		return noneKnown
	case a.OrderInPlace == assess.FactUnknown:
		return string(assess.FactUnknown)
	}
	return ""
}

// noneIsNotKnown makes what a third party said of orders not known: they cannot rule one
// out.
func (s *Sitting) noneIsNotKnown() {
	if s.A.Caller == assess.ThirdParty && s.asked["in-place"] && s.A.OrderInPlace == assess.FactNo {
		s.A.OrderInPlace = assess.FactUnknown
	}
}

// noOrders returns NoMore for the list of orders if none is known, so that nobody asks
// again.
func noOrders(_ *Sitting, a *assess.Assessment) string {
	if len(a.Orders) > 0 || a.OrderInPlace == assess.FactNo {
		return NoMore
	}
	return ""
}

// setPlaced adds the kind of order, bail condition or warning that is in place. Its
// dates and conditions are the officer's to find out. None and not known add nothing.
func setPlaced(s *Sitting, v string) {
	if last := len(s.A.Orders) - 1; last >= 0 {
		if o := s.A.Orders[last]; reflect.DeepEqual(o, assess.Order{Kind: o.Kind}) { // it came from here: this corrects it
			s.A.Orders = s.A.Orders[:last:last]
		}
	}
	s.A.OrderInPlace = map[string]assess.Fact{noneKnown: assess.FactNo, "unknown": assess.FactUnknown}[v]
	s.noneIsNotKnown()
	if slices.Contains(assess.OrderKind("").Words(), v) {
		s.A.Orders = append(s.A.Orders, assess.Order{Kind: assess.OrderKind(v)})
	}
}

// nextHours is recorded as advice once it has been said.
const nextHours = "for the next hours: the way out, 999 if they come, not to meet them alone"

// advised returns whether safety for the next hours was gone through.
func advised(_ *Sitting, a *assess.Assessment) string {
	if slices.Contains(a.AdviceGiven, nextHours) {
		return string(assess.FactYes)
	}
	return ""
}

func setAdvised(s *Sitting, v string) {
	s.A.AdviceGiven = slices.DeleteFunc(s.A.AdviceGiven, func(said string) bool { return said == nextHours })
	if v == string(assess.FactYes) {
		s.A.AdviceGiven = append(s.A.AdviceGiven, nextHours)
	}
}
