package explore

import (
	"errors"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
)

// Session is one what-if.
type Session struct {
	recorded compare.Side
	was      assess.Result
	states   [][]compare.Try // all states so far, the current one last; the first has no tries
	now      compare.Side
	is       assess.Result
	saved    []compare.Try // what was saved last
	newID    func() string
	save     func(name string, a *assess.Assessment) error
}

// Open begins a what-if on an assessment. newID returns the id of a variant, and
// save writes one to a new file; it never replaces a file.
func Open(recorded compare.Side, newID func() string, save func(name string, a *assess.Assessment) error) *Session {
	s := &Session{recorded: recorded, was: assess.Score(recorded.Set, recorded.A), states: [][]compare.Try{nil}, newID: newID, save: save}
	s.score()
	return s
}

func (s *Session) score() {
	s.now = s.recorded.Trying(s.tries()...)
	s.is = assess.Score(s.now.Set, s.now.A)
}

func (s *Session) tries() []compare.Try { return s.states[len(s.states)-1] }

// Recorded returns the assessment as it was opened. The caller must not change it.
func (s *Session) Recorded() compare.Side { return s.recorded }

// Now returns the assessment with what is tried. The caller must not change it.
func (s *Session) Now() compare.Side { return s.now }

// Was returns the result of what is recorded.
func (s *Session) Was() *assess.Result { return &s.was }

// Is returns the result of what is tried.
func (s *Session) Is() *assess.Result { return &s.is }

// Try tries answers in one step, and reports whether any differs from before.
func (s *Session) Try(tries ...compare.Try) bool {
	next := slices.Clone(s.tries())
	for _, t := range tries {
		next = slices.DeleteFunc(next, func(l compare.Try) bool { return l.Instrument == t.Instrument && l.Item == t.Item })
		next = append(next, t)
	}
	before := s.now
	s.states = append(s.states, next)
	s.score()
	if len(before.Tried(s.now)) == 0 {
		s.states = s.states[:len(s.states)-1]
		s.score()
		return false
	}
	return true
}

// Undo undoes the last step, and reports whether there was one.
func (s *Session) Undo() bool {
	if len(s.states) == 1 {
		return false
	}
	s.states = s.states[:len(s.states)-1]
	s.score()
	return true
}

// Reset goes back to what is recorded, in a step that can itself be undone. It
// reports whether anything was tried.
func (s *Session) Reset() bool {
	if len(s.Tried()) == 0 {
		return false
	}
	s.states = append(s.states, nil)
	s.score()
	return true
}

// Tried returns the answers that differ from what is recorded.
func (s *Session) Tried() []compare.Tried { return s.recorded.Tried(s.now) }

// Save writes the variant to a new file.
func (s *Session) Save(name string) error {
	if len(s.Tried()) == 0 {
		return errors.New("no answer has been changed")
	}
	if err := s.save(name, s.now.A.Variant(s.newID())); err != nil {
		return err
	}
	s.saved = s.tries()
	return nil
}

// Unsaved reports whether something is tried that was not saved.
func (s *Session) Unsaved() bool {
	return len(s.Tried()) > 0 && len(s.recorded.Trying(s.saved...).Tried(s.now)) > 0
}
