package session

import "stalkrisk/assess/conversation"

// Step returns the current step: the one that Beside or Visit opened, if there is one.
func (s *Session) Step() conversation.Step {
	if s.beside != "" {
		if st, ok := s.sitting.Anywhere(s.beside); ok {
			st.Beside = true
			return st
		}
		s.beside = ""
	}
	st, ok := s.sitting.Find(s.at)
	if !ok { // another answer means that it no longer applies
		st = s.sitting.Next("")
		s.at = st.ID
	}
	return st
}

// Page returns the page that shows the current step together with others, with that
// step in hand. ok is false if it is shown alone.
func (s *Session) Page() (page conversation.Step, ok bool) {
	st := s.Step()
	if st.Page == "" {
		return conversation.Step{}, false
	}
	return s.sitting.Page(st.ID)
}

// Leave moves on from a page of several questions. Those without an answer are left
// unanswered.
func (s *Session) Leave(page conversation.Step) {
	if s.beside != "" {
		s.beside = ""
		return
	}
	s.sitting.Leave(page.ID)
	s.onward(page.Parts[len(page.Parts)-1])
	s.sitting.MoveAdvice(s.at)
}

// onward goes to the step after st. A page that this leaves need not be shown again.
func (s *Session) onward(st conversation.Step) {
	var now conversation.Step
	s.Still(func() {
		s.moveTo(s.sitting.Next(st.ID).ID)
		now = s.Step()
	})
	if st.Page != "" && now.Page != st.Page {
		s.sitting.Leave(st.Page)
	}
}

// Skip moves on and leaves the current step unchanged.
func (s *Session) Skip() {
	if s.beside != "" {
		s.sitting.Passed(s.Step())
		s.beside = s.sitting.BesideAfter(s.beside, "")
		return
	}
	st := s.Step()
	s.sitting.Passed(st)
	s.onward(st)
	s.sitting.MoveAdvice(s.at)
}

// Back goes to the previous step, and reports whether there is one.
func (s *Session) Back() bool {
	if s.beside != "" {
		s.beside = ""
		return true
	}
	st, ok := s.sitting.Before(s.at)
	if ok {
		s.at, s.backTo = st.ID, ""
	}
	return ok
}

// Go goes to a step of the conversation.
func (s *Session) Go(st conversation.Step) {
	if s.beside = ""; st.Beside {
		s.beside = st.ID
	} else {
		s.at, s.backTo = st.ID, ""
	}
}

// BeforeStopping returns the step to ask before the conversation is left unfinished,
// if any.
func (s *Session) BeforeStopping() (st conversation.Step, ok bool) { return s.sitting.BeforeStopping() }

// OpenHeld goes to a part of the page of what was answered before a handover. Its answer,
// or a skip, leads back to the page.
func (s *Session) OpenHeld(page, part conversation.Step) { s.at, s.backTo = part.ID, page.ID }

// moveTo makes the step with that id the current one, or the page that the last step was
// opened from.
func (s *Session) moveTo(id string) {
	if s.backTo != "" {
		if page, ok := s.sitting.Find(s.backTo); ok {
			id = page.ID
		}
	}
	s.at, s.backTo = id, ""
}

// ConfirmHeld confirms parts of the page of what was answered before a handover, as they
// are, and moves on if none is left.
func (s *Session) ConfirmHeld(page conversation.Step, parts []conversation.Step) {
	before, _ := s.sitting.Before(page.ID)
	s.sitting.ConfirmHeld(parts)
	if _, left := s.sitting.Find(page.ID); !left {
		s.at = s.sitting.Next(before.ID).ID
	}
}
