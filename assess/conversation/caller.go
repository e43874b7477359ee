package conversation

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Whoever calls for somebody else cannot know that something did not happen: their no is
// not known, except what they saw themselves.

// The answers that a third party's call adds.
const (
	seenNo     = "seen" // no, and they saw it themselves
	bothAccuse = "both" // the caller is accused too
)

// The sources of an answer.
const (
	fromVictim     assess.Source = "victim"
	fromThirdParty assess.Source = "third_party"
	fromSight      assess.Source = "seen"
)

// callerOptions returns who may be calling.
func callerOptions(*Sitting) []Option {
	return append(options(assess.Caller("").Vocabulary()), Option{"4", bothAccuse, "the person at risk, who is accused too"})
}

// EachAccuses is the reason of the decision that is recorded where both accuse each other.
const EachAccuses = "Each accuses the other: both accounts are recorded, and a specialist decides"

// setCaller records who is calling.
func setCaller(s *Sitting, v string) {
	s.A.Caller = assess.Caller(v)
	if v == bothAccuse {
		s.A.Caller = "victim"
		s.sendToSpecialist()
	}
}

// readAs reads what was answered before it was known who is calling. before is who was
// thought to be.
func (s *Sitting) readAs(before assess.Caller) {
	switch {
	case s.A.Caller == assess.ThirdParty:
		s.noneIsNotKnown()
		s.eachNo(func(r *assess.Response) {
			r.Was = append(slices.Clone(r.Was), assess.Was{Answer: r.Answer, At: r.At, By: s.A.Assessor.Reference})
			r.Answer = assess.Unknown
		})
	case before == assess.ThirdParty:
		s.giveBack()
	}
}

// sendToSpecialist records that a specialist decides who is at risk.
func (s *Sitting) sendToSpecialist() {
	if slices.ContainsFunc(s.A.Decisions, func(d assess.Decision) bool { return d.Reason == EachAccuses }) {
		return
	}
	today, _ := assess.ParseDate(s.Now.Format("2006-01-02"))
	s.A.Decisions = append(slices.Clone(s.A.Decisions), assess.Decision{About: "other", Decision: "considered", Reason: EachAccuses, By: s.A.Assessor.Reference, On: today})
}

// saysCaller says what a caller's answers are worth, and what they are not told.
func saysCaller(s *Sitting, v string) string {
	switch {
	case v == bothAccuse:
		return "Tell this caller nothing about the other's record. Stalkers sometimes report the people they stalk. A specialist decides."
	case s.A.Caller == assess.ThirdParty && !s.asked["#third-party"]:
		s.settle("#third-party")
		return "Read them nothing that the file holds. Their no is recorded as not known, unless they saw for themselves that it is a no: press 1."
	}
	return ""
}

// eachNo does something to every no of this sitting that the caller gave, and turns each
// no about the case into not known.
func (s *Sitting) eachNo(do func(*assess.Response)) {
	for _, in := range s.Set.All() {
		for i := range in.Items {
			it := &in.Items[i]
			r, _ := s.A.Responses.Of(in.ID, it.ID)
			if r.Answer == assess.No && s.asked[in.Prefix()+it.ID] && s.callers(it) && r.Source != fromSight {
				do(&r)
				r.Source = fromThirdParty
				s.A.Responses.Set(in.ID, it.ID, r)
			}
		}
	}
	all := questions.Get()
	for i := range all {
		if q := &all[i]; s.asked[q.id] && s.answer(q, s.A) == string(assess.FactNo) && callersFact(q) {
			s.put(q, string(assess.FactUnknown))
		}
	}
}

// giveBack makes every answer of this sitting a no again that was not known only because
// somebody else was thought to be calling. What a third party said in an earlier contact
// stays not known.
func (s *Sitting) giveBack() {
	for _, in := range s.Set.All() {
		for i := range in.Items {
			id := in.Items[i].ID
			r, _ := s.A.Responses.Of(in.ID, id)
			last := len(r.Was) - 1
			if !s.asked[in.Prefix()+id] || r.Source != fromThirdParty || r.Answer != assess.Unknown || last < 0 || r.Was[last].Answer != assess.No || r.Was[last].At != r.At {
				continue
			}
			r.Answer, r.Source, r.Was = assess.No, "", slices.Clone(r.Was[:last])
			s.A.Responses.Set(in.ID, id, r)
		}
	}
}

// callers reports whether the caller answers an item, and not the handler alone.
func (s *Sitting) callers(it *assess.Item) bool { return it.AskedBy != assess.AskedAfter }

// callersFact reports whether a third party's no to a question is not known: one about
// the person at risk, which can be answered so.
func callersFact(q *question) bool {
	unknown := func(o Option) bool { return o.Value == string(assess.FactUnknown) }
	return !q.silent && !strings.HasPrefix(q.path, "contact.") && q.part != "hear-danger" && q.part != "hear-own-life" && slices.ContainsFunc(q.options, unknown)
}

// said returns an answer to an item as it is recorded from whoever is calling, and its
// source.
func (s *Sitting) said(st Step, value string, r *assess.Response) (assess.Answer, assess.Source, string) {
	it := &s.Set.Find(st.Instrument).Items[st.Item]
	answer := assess.Answer(value)
	switch {
	case value == seenNo:
		return assess.No, fromSight, ""
	case s.A.Caller != assess.ThirdParty || !s.callers(it):
		if r.Source == fromThirdParty || r.Source == fromSight {
			return answer, fromVictim, ""
		}
		return answer, r.Source, ""
	case answer != assess.No:
		return answer, fromThirdParty, ""
	case s.onlyTheirs(st.Instrument, it):
		return assess.Unknown, fromThirdParty, "Recorded as not known: only the person at risk can say no to this. Ask them when you can."
	}
	return assess.Unknown, fromThirdParty, "Recorded as not known."
}

// withSeen adds the answer of a third party who saw it themselves.
func (s *Sitting) withSeen(instrument string, it *assess.Item, of []Option) []Option {
	if s.A.Caller != assess.ThirdParty || it.Type != assess.YesNo || !s.callers(it) || s.onlyTheirs(instrument, it) {
		return of
	}
	return append(slices.Clone(of), Option{"1", seenNo, "no, they saw it themselves"})
}

// factSaid returns an answer to a question as it is recorded from whoever is calling.
func (s *Sitting) factSaid(q *question, value string) (recorded, remark string) {
	if s.A.Caller == assess.ThirdParty && value == string(assess.FactNo) && callersFact(q) {
		return string(assess.FactUnknown), "Recorded as not known."
	}
	return value, ""
}

// join returns what is to be said of an answer, in one text.
func join(says ...string) string {
	return strings.TrimSpace(strings.Join(says, " "))
}
