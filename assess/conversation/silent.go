package conversation

import (
	"slices"

	"stalkrisk/assess"
)

// Silent mode has three ways: the person cannot speak, speaks as if to somebody else, or
// cannot talk for another reason. In each, nothing that asks them to say more is shown,
// and advice waits.

const (
	silentMode  assess.ContactMode = "silent"
	coverMode   assess.ContactMode = "cover"
	privateMode assess.ContactMode = "private"
)

// safeToTalk asks whether anyone can hear. hearAgain asks it again later in the call.
const (
	safeToTalk = "safe-to-talk"
	safeTimes  = "safe-times"

	dispatchWhere = "where"
	nextHoursStep = "next-hours"

	hearDanger  = "hear-before-danger"
	hearOwnLife = "hear-before-own-life"
)

func modeQuestions() []question {
	return []question{
		{id: ModeStep, part: "mode", path: "contact.mode", silent: true, eachTime: true, when: notSafe, prompt: "How can they talk?",
			set: setMode, says: saysMode, choices: modeOptions,
			help: "Silent: ask for one tap for yes and two for no. Use the keys of the phone only where their tones are off. Cover: ask only what yes or no can answer."},
		hearAgain(hearDanger, "hear-danger", func(s *Sitting) bool { return s.asked["first-account"] }),
		hearAgain(hearOwnLife, "hear-own-life", func(s *Sitting) bool { return asksOwnLife(s) && !s.asked[ownLifeStep] }),
	}
}

func modeOptions(*Sitting) []Option {
	return []Option{
		{"1", string(silentMode), "silent: cannot speak, can listen or tap"},
		{"2", string(coverMode), "cover: speaks as if to somebody else"},
		{"3", string(privateMode), "private: cannot talk, another reason"},
		{"4", string(assess.OpenMode), "can talk openly"},
	}
}

// hearing holds the answers in full: where it was asked first, yes meant that nobody can.
var hearing = []Option{{"y", "yes", "yes, somebody can"}, {"n", "no", "no, nobody can"}, {"u", "unknown", "not known"}}

// hearAgain returns the question that asks again whether anyone can hear. It is asked
// once, and only where the answer can have changed since it was asked first.
func hearAgain(id, part string, when func(*Sitting) bool) question {
	return question{
		id: id, part: part, topic: "can anyone hear", options: hearing, prompt: "Can anyone hear you now? Just yes or no.",
		help: "If somebody can, m changes how they can talk. Ask only what yes or no can answer.",
		when: func(s *Sitting) bool { return s.asked[safeToTalk] && when(s) && s.A.Contact.Mode != privateMode },
		get: func(s *Sitting, a *assess.Assessment) string {
			if !s.asked[id] {
				return ""
			}
			return heard(a.Contact.SafeToTalk)
		},
		set:  func(s *Sitting, v string) { setSafe(s, heard(assess.Fact(v))) },
		says: func(s *Sitting, v string) string { return saysSafe(s, heard(assess.Fact(v))) },
	}
}

// heard turns whether it is safe to talk into whether anyone can hear, and back.
func heard(f assess.Fact) string {
	switch f {
	case assess.FactYes:
		return string(assess.FactNo)
	case assess.FactNo:
		return string(assess.FactYes)
	}
	return string(f)
}

func notSafe(s *Sitting) bool { return s.A.Contact.SafeToTalk == assess.FactNo }

// setSafe records whether they can talk without anyone hearing. How they could talk in an
// earlier contact does not count in this one. Whoever is silent or speaks as if to somebody
// else in this one stays not safe: what they say may be for whoever listens.
func setSafe(s *Sitting, v string) {
	c := &s.A.Contact
	safe := assess.Fact(v)
	covers := c.Mode == silentMode || c.Mode == coverMode
	switch {
	case covers && (s.asked[ModeStep] || safe != assess.FactYes):
		safe = assess.FactNo
	case covers, safe == assess.FactNo && c.Mode == assess.OpenMode:
		c.Mode = ""
	}
	c.SafeToTalk = safe
}

// saysSafe says what was recorded where it is not what was answered.
func saysSafe(s *Sitting, v string) string {
	if v != string(assess.FactNo) && s.A.Contact.SafeToTalk == assess.FactNo {
		return "Recorded as not safe, because they cannot talk openly. When they can: m, then 4."
	}
	return ""
}

// setMode records how they can talk. Whoever cannot talk openly is not safe to talk,
// unless another reason than danger keeps them from it. Whoever can again is asked again
// whether anyone can hear.
func setMode(s *Sitting, v string) {
	c := &s.A.Contact
	c.Mode = assess.ContactMode(v)
	switch {
	case c.Mode == silentMode || c.Mode == coverMode:
		c.SafeToTalk = assess.FactNo
	case c.Mode == assess.OpenMode && notSafe(s):
		c.SafeToTalk = ""
		delete(s.asked, safeToTalk)
		delete(s.asked, startPage)
	}
}

func saysMode(s *Sitting, v string) string {
	if assess.ContactMode(v) == assess.OpenMode {
		return "They can talk openly again. Questions that were left out are asked now."
	}
	return "Recorded: " + assess.ContactMode("").Vocabulary().Label(v) + "."
}

// Quiet reports whether the person cannot talk openly, so that nothing may ask them to
// say more and no advice is given.
func Quiet(a *assess.Assessment) bool {
	switch m := a.Contact.Mode; m {
	case silentMode, coverMode, privateMode:
		return true
	case assess.OpenMode:
		return false
	}
	return a.Contact.SafeToTalk == assess.FactNo
}

// quiet removes what may not be shown while the person cannot talk openly: questions
// that a yes or no cannot answer, and what to say after a yes.
func (s *Sitting) quiet(steps []Step) []Step {
	if !Quiet(s.A) {
		return steps
	}
	out := slices.DeleteFunc(slices.Clone(steps), func(st Step) bool { return !s.mayAsk(&st) })
	for i := range out {
		unspoken(&out[i])
	}
	return out
}

// unspoken puts a step in words that ask nobody to say more.
func unspoken(st *Step) {
	st.FollowUp = ""
	if says := unspokenPrompt(st.ID); says != "" {
		st.Prompt, st.Silent = says, st.ID != safeToTalk
	}
}

// unspokenPrompt returns the prompt of a question that matters too much to be left out
// while the person cannot talk openly; "" of any other. The handler answers it from what
// they know, except whether anyone can hear.
func unspokenPrompt(id string) string {
	switch id {
	case safeToTalk:
		return "Can you talk without anyone hearing? Just say yes or no."
	case dispatchWhere:
		return "Where are they, as far as you know? From the line, or what you hear."
	case LanguageStep:
		return "Which language do they need, as far as you know?"
	}
	return ""
}

// mayAsk reports whether a step may be shown while the person cannot talk openly. What
// the handler answers alone may. In private mode the call ends soon, so only a safe time
// and whether the other person is near are asked.
func (s *Sitting) mayAsk(st *Step) bool {
	switch {
	case st.ID == nextHoursStep: // advice waits
		return false
	case st.Silent, unspokenPrompt(st.ID) != "", st.WithEnter:
		return true
	case s.A.Contact.Mode == privateMode:
		return st.ID == safeTimes
	case st.Kind != ChoiceStep:
		return false
	}
	return !slices.ContainsFunc(st.Options, func(o Option) bool { return !yesOrNo(o.Value) })
}

// yesOrNo reports whether a value is one that a yes or no gives, or that nothing was
// said.
func yesOrNo(value string) bool {
	switch assess.Answer(value) {
	case assess.Yes, assess.No, assess.Unknown, assess.Declined:
		return true
	}
	return value == seenNo
}
