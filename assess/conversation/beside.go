package conversation

import (
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// Some steps are outside the order: a command opens one at any question, and the
// question comes back once it is answered or left. They are questions whose part is
// beside.
const beside = "beside"

// The steps that a command opens.
const (
	ModeStep    = "contact-mode"    // how they can talk
	HelpStep    = "help-sent"       // how far help is, and whether the person was spoken to again
	EarlierStep = "earlier-act-now" // how an earlier ACT NOW was dealt with

	LanguageStep = "language-wanted"
)

// interpreterStep asks about the interpreter, once it is known that one is needed.
const interpreterStep = "interpreter-known"

func languageQuestions() []question {
	return []question{
		{id: LanguageStep, part: beside, path: "contact.language", prompt: "Which language would you like to speak?",
			help: "Get an interpreter if one is needed: never a relative or a child."},
		{id: interpreterStep, part: beside, topic: "interpreter known to them", options: options(assess.FactYes.Vocabulary()), prompt: "Is the interpreter somebody you know, or who knows this person?",
			help: "Ask it before anything else is said through the interpreter. Never a relative or a child.",
			get:  func(s *Sitting, a *assess.Assessment) string { return interpreterIs(a.Contact.Interpreter) },
			set:  setInterpreter, says: saysInterpreter},
	}
}

// What is recorded of the interpreter, and the answer that it stands for.
const (
	knownInterpreter    = "one they know: get another"
	strangerInterpreter = "one they do not know"
)

func interpreterIs(recorded string) string {
	switch recorded {
	case knownInterpreter:
		return "yes"
	case strangerInterpreter:
		return "no"
	}
	return ""
}

// interpreted reports whether somebody interprets: another language than English is
// wanted.
func interpreted(s *Sitting) bool {
	return fold.Text(s.A.Contact.Language) != "" && fold.Text(s.A.Contact.Language) != "english" || s.A.Contact.Interpreter != ""
}

// setInterpreter records whether the interpreter is known to them. Not known leaves what
// is recorded.
func setInterpreter(s *Sitting, v string) {
	switch assess.Fact(v) {
	case assess.FactYes:
		s.A.Contact.Interpreter = knownInterpreter
	case assess.FactNo:
		s.A.Contact.Interpreter = strangerInterpreter
	}
}

func saysInterpreter(_ *Sitting, v string) string {
	if v == string(assess.FactYes) {
		return "Say nothing more through this interpreter. Get another."
	}
	return ""
}

// besideFirst holds the steps that are in the order too, and that a command opens.
var besideFirst = []string{ModeStep}

// Beside returns a step beside the order, and whether there is one with that id now.
func (s *Sitting) Beside(id string) (Step, bool) {
	q := questionOf(id)
	if q == nil || q.part != beside && !slices.Contains(besideFirst, id) || q.part == beside && q.when != nil && !q.when(s) {
		return Step{}, false
	}
	st := s.shown(s.step(q))
	st.Beside, st.Afresh = true, false
	if Quiet(s.A) {
		unspoken(&st)
	}
	return st, true
}

// BesideAfter returns the step beside the order that follows an answer to another; "" if
// the conversation goes on.
func (s *Sitting) BesideAfter(id, value string) string {
	switch {
	case id == HelpStep:
		return helpAfter(value)
	case id == ownLifeStep && value == string(assess.FactYes):
		return OwnLifeNow
	case id == OwnLifeNow && value == string(assess.FactNo):
		return ownLifeRings
	case id == LanguageStep && value != "" && !Quiet(s.A):
		return interpreterStep
	}
	return ""
}
