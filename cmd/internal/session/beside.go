package session

import (
	"slices"

	"stalkrisk/assess/conversation"
)

// holds notes what the file holds, which is withheld until the caller is confirmed.
func (s *Session) holds() {
	prior := s.sitting.A.Clone()
	s.sitting.Prior = &prior
}

// ConfirmCaller notes that the caller is the person at risk, confirmed by the force's
// procedure, so that what the file holds may be shown. It goes back to the first page of
// what was answered before a handover; one that is still to come waits, so that no
// question is passed over.
func (s *Session) ConfirmCaller() {
	s.sitting.ConfirmCaller()
	for _, st := range s.sitting.Steps() {
		if st.ID == s.at {
			return
		}
		if st.Kind == conversation.ConfirmStep {
			s.at, s.backTo = st.ID, ""
			return
		}
	}
}

// MayConfirmCaller reports whether the file holds anything that waits for that.
func (s *Session) MayConfirmCaller() bool { return s.sitting.MayConfirmCaller() }

// Withholds reports whether what the file held is not to be shown for reading.
func (s *Session) Withholds() bool { return s.sitting.Withholds() }

// Account returns the account as it may be shown now.
func (s *Session) Account() string { return s.sitting.Account() }

// Beside opens a step beside the order, such as conversation.HelpStep. Once it is
// answered or left, the step before is the current one again.
func (s *Session) Beside(id string) { s.beside = id }

// Visit opens any step, even one that is not asked now. Once it is answered or left, the
// step before is the current one again, so that no question between them is passed over.
func (s *Session) Visit(st conversation.Step) {
	if s.beside = st.ID; st.ID == s.at || st.Kind >= conversation.ReviewStep {
		s.beside = ""
		s.at = st.ID
	}
}

// leaveBeside goes on from the step beside the order after an answer to it: to a question
// that the answer adds, or else to the step before.
func (s *Session) leaveBeside(st conversation.Step, value string, before []conversation.Step) {
	s.beside = s.sitting.BesideAfter(st.ID, value)
	if _, command := s.sitting.Beside(st.ID); !command && s.beside == "" {
		s.beside = added(before, s.sitting.Steps())
	}
	if st.ID != conversation.ModeStep {
		return
	}
	if !conversation.Quiet(s.sitting.A) {
		s.begin() // what could not be asked
	} else if at, ok := s.sitting.Find(s.at); ok && at.Answered() {
		s.at = s.sitting.Next(s.at).ID // how they can talk answers whether it is safe
	}
}

// added returns the id of the first question that was not there before and has no answer.
func added(before, now []conversation.Step) string {
	for i := range now {
		st := &now[i]
		if !st.Answered() && !slices.ContainsFunc(before, func(b conversation.Step) bool { return b.ID == st.ID }) {
			return st.ID
		}
	}
	return ""
}

// Edits returns the entry of a list that an answer to a step opens to be corrected.
func (s *Session) Edits(st conversation.Step, value string) (list string, entry int, ok bool) {
	return s.sitting.Edits(st, value)
}
