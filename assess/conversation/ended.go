package conversation

import (
	"slices"

	"stalkrisk/assess"
)

// How a contact ended is asked on every way out, and at the next start of a file whose
// last contact stopped without saying so. Cut off may mean that somebody ended it.

// The steps that ask it.
const (
	endedStep  = "ended"
	heardStep  = "heard"
	lastEnded  = "ended-before"
	lastHeard  = "heard-before"
	stillGoing = "on"
)

// endedQuestion asks at the end of a contact.
func endedQuestion() question {
	return question{
		id: endedStep, part: "ended", page: afterPage, path: "contact.ended", silent: true, eachTime: true, asks: askEnded,
		set:  func(s *Sitting, v string) { s.setEnded(v) },
		says: func(s *Sitting, _ string) string { return s.afterwards() },
		help: "Cut off can mean that somebody ended it. With any sign of danger it is treated as immediate danger.",
	}
}

// askEnded asks in the words of the person's post: an officer may have visited.
func askEnded(s *Sitting) string {
	if s.A.Assessor.Role == "call_handler" {
		return "How did the call end?"
	}
	return "How did the contact end?"
}

// heardQuestion asks about a contact that was cut off.
func heardQuestion(id, part, page, after string) question {
	return question{
		id: id, part: part, page: page, path: "contact.heard", silent: true, eachTime: true,
		prompt: "Did you hear anything, or might somebody have ended it?",
		help:   "Another voice, a struggle, a door, the phone taken away. If you are not sure, answer yes.",
		when: func(s *Sitting) bool {
			return s.A.Contact.Ended == assess.Dropped && (id == heardStep || s.asked[after])
		},
	}
}

func lastEndedQuestions() []question {
	return []question{
		{id: lastEnded, part: lastEnded, topic: "how the last contact ended", silent: true,
			prompt: "The last contact on this file stopped without saying how it ended. How did it end?",
			help:   "If the same call is still going on, say so. If you cannot know, answer not known.",
			when:   (*Sitting).endUnknown,
			get: func(s *Sitting, a *assess.Assessment) string {
				if !s.asked[lastEnded] {
					return ""
				}
				if a.Contact.Ended == "" {
					return stillGoing
				}
				return string(a.Contact.Ended)
			},
			set: func(s *Sitting, v string) {
				if v == stillGoing { // it is the same caller
					s.ConfirmCaller()
				}
				if v != stillGoing && v != string(assess.Unknown) {
					s.setEnded(v)
				}
			},
			choices: func(*Sitting) []Option {
				return append(options(assess.Ended("").Vocabulary()), Option{"4", stillGoing, "it is still going on"}, Option{"u", string(assess.Unknown), "not known"})
			}},
		heardQuestion(lastHeard, lastEnded, "", lastEnded),
	}
}

// setEnded records how the contact ended.
func (s *Sitting) setEnded(v string) {
	c := &s.A.Contact
	c.Ended = assess.Ended(v)
	if c.Ended != assess.Dropped {
		c.Heard = ""
	}
	if s.cutShort() { // whoever speaks to them again says so, and asks again
		c.Back = assess.Instant{}
		delete(s.asked, nearNowStep(s.Set.Stalking))
	}
}

// cutShort reports whether the contact was cut off or became unsafe.
func (s *Sitting) cutShort() bool {
	return s.A.Contact.Ended == assess.Dropped || s.A.Contact.Ended == assess.Unsafe
}

// endUnknown reports whether nobody said how the last contact on a file ended. In a
// practice case it does not matter.
func (s *Sitting) endUnknown() bool {
	if s.Loaded.IsZero() || s.A.Training != "" || s.followsOnly() {
		return false
	}
	since := s.cutShort() && !s.A.Contact.Back.IsZero() // what is recorded ended before they were spoken to again
	return s.asked[lastEnded] || (s.A.Contact.Ended == "" || since) && s.spokeBefore()
}

// followsOnly reports whether the assessment follows an earlier one and nobody has been
// spoken to for it yet.
func (s *Sitting) followsOnly() bool { return s.followsEarlier() && s.A.Contact.SafeToTalk == "" }

// spokeBefore reports whether somebody was spoken to before this sitting.
func (s *Sitting) spokeBefore() bool {
	answered := func(of assess.InstrumentResponses) bool {
		return slices.ContainsFunc(of.Items, func(r assess.ItemResponse) bool { return r.Answer.OrNotAsked() != assess.NotAsked })
	}
	return s.A.Contact.SafeToTalk != "" || s.A.FirstAccount != "" || slices.ContainsFunc(s.A.Responses, answered)
}

// goesOn notes that a contact goes on after one that ended normally: how it ends is not
// known yet.
func (s *Sitting) goesOn(st *Step) {
	c := &s.A.Contact
	if !st.Silent && !s.Loaded.IsZero() && !s.asked[endedStep] && c.Ended != assess.Dropped && c.Ended != assess.Unsafe {
		c.Ended = ""
	}
}

// BeforeStopping returns the step to ask before somebody stops or finishes: how the
// contact ended, and of one that was cut off whether anything was heard. ok is false if
// nobody was spoken to in this sitting, or in a practice case.
func (s *Sitting) BeforeStopping() (st Step, ok bool) {
	spoken := func(st Step) bool { return (!st.Silent || st.ID == ModeStep) && s.asked[st.ID] }
	if s.A.Training != "" || !slices.ContainsFunc(s.Steps(), spoken) {
		return Step{}, false
	}
	for _, id := range []string{endedStep, heardStep} {
		if st, ok = s.Find(id); ok && !s.asked[id] {
			return st, true
		}
	}
	return Step{}, false
}

// AsksEnd reports whether a step asks how the contact ended.
func AsksEnd(st Step) bool { return st.ID == endedStep || st.ID == heardStep }
