// Package explore runs a what-if: an assessment and a copy in which other answers can
// be tried and undone. Package compare works out what an answer changes, and package
// screen shows it.
//
// Its rules:
//
//   - The assessment that was opened is never changed.
//   - Nothing is saved unless somebody asks. It is then saved in a new file that is
//     marked as a what-if (assess.Assessment.Variant).
package explore

import (
	"errors"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
)

// Session is one what-if. Callers must not change its fields.
type Session struct {
	Recorded, Now compare.Side  // the assessment as opened, and with the tried answers
	Was, Is       assess.Result // their results

	states [][]compare.Try // all states so far, the current one last; the first is empty
	saved  []compare.Try   // the tries last saved
	newID  func() string
	save   func(name string, a *assess.Assessment) error
}

// Open begins a what-if on an assessment. newID returns the id for a saved variant,
// and save writes it to a new file and must never replace one.
func Open(recorded compare.Side, newID func() string, save func(name string, a *assess.Assessment) error) *Session {
	s := &Session{Recorded: recorded, Was: assess.Score(recorded.Set, recorded.A), newID: newID, save: save}
	s.show([][]compare.Try{nil})
	return s
}

// show sets the states and makes the last one current.
func (s *Session) show(states [][]compare.Try) {
	s.states = states
	s.Now = s.Recorded.Trying(s.tries()...)
	s.Is = assess.Score(s.Now.Set, s.Now.A)
}

func (s *Session) tries() []compare.Try { return s.states[len(s.states)-1] }

// Try tries answers in one step, and reports whether any of them changed.
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

// Reset goes back to the recorded answers, in a step that can itself be undone. It
// reports whether any answer had been changed.
func (s *Session) Reset() bool {
	if len(s.Tried()) == 0 {
		return false
	}
	s.show(append(s.states, nil))
	return true
}

// Tried returns the answers that differ from the recorded ones.
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

// Unsaved reports whether there are changes that have not been saved.
func (s *Session) Unsaved() bool {
	return len(s.Tried()) > 0 && len(s.Recorded.Trying(s.saved...).Tried(s.Now)) > 0
}
