package session

import (
	"fmt"
	"strings"
	"time"

	"stalkrisk/assess"
)

// This file saves what is recorded.

// Touch saves the sitting as it is.
func (s *Session) Touch() error { return s.change(func() {}) }

// change runs do and saves the assessment, as write does. A reason to act now that it
// takes away stays in view until a person marks it as dealt with.
func (s *Session) change(do func()) error {
	return s.write(func() {
		before, was := s.sitting.A.Clone(), s.Result()
		do()
		is := s.Result()
		s.sitting.A.HoldActNow(&before, &was, &is)
	})
}

// write runs do and saves the assessment. If that fails the change is undone, so that
// what is shown matches what is on the disk.
func (s *Session) write(do func()) error {
	a := s.sitting.A
	before := a.Clone()
	s.sitting.Now = s.now()
	s.sitting.Changes()
	do()
	a.AssessedAt = assess.InstantOf(s.sitting.Now)
	err := s.toDisk(a)
	s.unsaved = err != nil
	if err != nil {
		*a = before
		return fmt.Errorf("%w: %w", ErrNotSaved, err)
	}
	return nil
}

// patience is how long a save may take before the person is told.
const patience = 300 * time.Millisecond

// toDisk saves the assessment. Whatever was asked of Slow has happened when it returns.
func (s *Session) toDisk(a *assess.Assessment) error {
	if s.Slow == nil {
		return s.save(a)
	}
	said := make(chan struct{})
	waits := time.AfterFunc(patience, func() {
		defer close(said)
		s.Slow()
	})
	err := s.save(a)
	if !waits.Stop() {
		<-said
	}
	return err
}

// Unsaved reports whether what was entered last could not be saved.
func (s *Session) Unsaved() bool { return s.unsaved }

// Tell returns the news of the file in one text; "" if there are none. The same is
// returned only once.
func (s *Session) Tell() string {
	if s.News == nil {
		return ""
	}
	return strings.Join(s.News(), " ")
}

// MayStop reports whether the file holds everything that is recorded, and saves it
// again if not.
func (s *Session) MayStop() bool { return s.Settle == nil || s.Settle() == nil }

// Typed returns typed or pasted text without control characters, which keys such as
// arrows leave behind. All else stays, marks of the direction of writing too; every line
// end is a line feed.
func Typed(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
