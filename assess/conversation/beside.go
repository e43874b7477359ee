package conversation

import "slices"

// Some steps stand beside the order: a command opens one at any question, and the
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

var languageQuestion = question{id: LanguageStep, part: beside, path: "contact.language", prompt: "Which language would you like to speak?",
	help: "Get an interpreter if one is needed: never a relative or a child. Ask whether the interpreter is somebody they know."}

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
	return st, true
}

// BesideAfter returns the step beside the order that follows an answer to another; "" if
// the conversation goes on.
func (s *Sitting) BesideAfter(id, value string) string {
	if id == HelpStep {
		return helpAfter[value]
	}
	return ""
}
