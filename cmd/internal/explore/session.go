// Package explore holds a "what if": an assessment beside a copy with some other
// answers, tried one after another, each of which can be undone. What an answer
// changes is worked out in package compare and shown by package screen.
//
// Its rules:
//
//   - The assessment that was opened is never changed.
//   - Nothing is saved unless somebody asks for it, and then in a new file, marked
//     as answers that nobody gave (assess.Assessment.Variant).
package explore

import (
	"errors"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
)

// Session is one what-if. Others must not change its fields.
type Session struct {
	Recorded, Now compare.Side  // the assessment as it was opened, and with what is tried
	Was, Is       assess.Result // their results

	states [][]compare.Try // all states so far, the current one last; the first has no tries
	saved  []compare.Try   // what was saved last
	newID  func() string
	save   func(name string, a *assess.Assessment) error
}

// Open begins a what-if on an assessment. newID returns the id of a variant, and
// save writes one to a new file; it never replaces a file.
func Open(recorded compare.Side, newID func() string, save func(name string, a *assess.Assessment) error) *Session {
	s := &Session{Recorded: recorded, Was: assess.Score(recorded.Set, recorded.A), newID: newID, save: save}
	s.show([][]compare.Try{nil})
	return s
}

// show makes the last of some states the current one.
func (s *Session) show(states [][]compare.Try) {
	s.states = states
	s.Now = s.Recorded.Trying(s.tries()...)
	s.Is = assess.Score(s.Now.Set, s.Now.A)
}

func (s *Session) tries() []compare.Try { return s.states[len(s.states)-1] }

// Try tries answers in one step, and reports whether any differs from before.
func (s *Session) Try(tries ...compare.Try) bool {
	next := slices.Clone(s.tries())
	for _, t := range tries {
		next = slices.DeleteFunc(next, func(l compare.Try) bool { return l.Instrument == t.Instrument && l.Item == t.Item })
		next = append(next, t)
	}
	before := s.Now
	s.show(append(s.states, next))
	if len(before.Tried(s.Now)) == 0 {
		s.Undo()
		return false
	}
	return true
}

// Undo undoes the last step, and reports whether there was one.
func (s *Session) Undo() bool {
	if len(s.states) == 1 {
		return false
	}
	s.show(s.states[:len(s.states)-1])
	return true
}

// Reset goes back to what is recorded, in a step that can itself be undone. It
// reports whether anything was tried.
func (s *Session) Reset() bool {
	if len(s.Tried()) == 0 {
		return false
	}
	s.show(append(s.states, nil))
	return true
}

// Tried returns the answers that differ from what is recorded.
func (s *Session) Tried() []compare.Tried { return s.Recorded.Tried(s.Now) }

// Save writes the variant to a new file.
func (s *Session) Save(name string) error {
	if len(s.Tried()) == 0 {
		return errors.New("no answer has been changed")
	}
	if err := s.save(name, s.Now.A.Variant(s.newID())); err != nil {
		return err
	}
	s.saved = s.tries()
	return nil
}

// Unsaved reports whether something is tried that was not saved.
func (s *Session) Unsaved() bool {
	return len(s.Tried()) > 0 && len(s.Recorded.Trying(s.saved...).Tried(s.Now)) > 0
}
