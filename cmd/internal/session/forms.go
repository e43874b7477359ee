package session

import (
	"strings"

	"stalkrisk/assess/conversation"
)

// This file has the entries of lists and the other forms, each field of which is saved when
// it is set, and what is read back to the victim.

// Fields begins a new entry of a list and returns its fields. Setting a field saves
// it; the error is ErrNotSaved, or says what to write instead. Nothing is saved until
// a field is set.
func (s *Session) Fields(list string) []conversation.Field {
	return s.saving(s.sitting.Form(list), true)
}

// ReadBack returns what is read back to the victim, or why nothing may be read now.
func (s *Session) ReadBack() (parts []conversation.ReadPart, refused string) {
	return s.sitting.ReadBack()
}

// AskRight returns the question that follows what was read back.
func (s *Session) AskRight() string { return s.sitting.AskRight() }

// Agree records and saves that the victim agreed with what was read back.
func (s *Session) Agree() error { return s.change(s.sitting.Agree) }

// Correct returns the field in which to record what the victim corrected.
func (s *Session) Correct() []conversation.Field { return s.saving(s.sitting.Correct(), false) }

// Discard removes an entry that was only begun.
func (s *Session) Discard(list string) error { return s.change(func() { s.sitting.Discard(list) }) }

// Entries returns the entries of a list ("incidents", "orders", "triggers",
// "absences", "decisions", "advice", "actions"), each described in one line.
func (s *Session) Entries(list string) []string { return s.sitting.Entries(list) }

// Edit returns the fields of entry i of a list, counted from 0, with what is recorded
// in each, or nil if there is no such entry. Fields are set as those of Fields; ""
// clears one.
func (s *Session) Edit(list string, i int) []conversation.Field {
	return s.saving(s.sitting.Edit(list, i), false)
}

// saving makes every field save what is set. An entry that begins is unfinished from
// then on, until EndForm.
func (s *Session) saving(fields []conversation.Field, begins bool) []conversation.Field {
	for i := range fields {
		f := &fields[i]
		set, said, at := f.Set, f.Said, f.At
		saved := func(set func() error) (wrong error) {
			if err := s.change(func() {
				if wrong = set(); wrong == nil {
					s.sitting.Drop(at)
					if form, _, _ := strings.Cut(at, "."); begins && strings.Contains(form, "[") {
						s.sitting.Keep(form, "")
					}
				}
			}); err != nil {
				return err
			}
			return wrong
		}
		f.Set = func(text string) error { return saved(func() error { return set(text) }) }
		if said != nil {
			f.Said = func(value, words string) error { return saved(func() error { return said(value, words) }) }
		}
	}
	return fields
}

// Begun returns the forms that were begun and not finished.
func (s *Session) Begun() []conversation.Begun { return s.sitting.Begun() }

// Kept returns what was typed at a place and is not recorded.
func (s *Session) Kept(at string) string { return s.sitting.Kept(at) }

// Keep saves what is typed at a place, such as Field.At, and is not recorded yet; ""
// drops it.
func (s *Session) Keep(at, text string) error {
	return s.change(func() {
		if s.sitting.Drop(at); text != "" {
			s.sitting.Keep(at, text)
		}
	})
}

// EndForm records that a form is finished: nothing in it is unfinished any more. It
// takes the place of one of its fields.
func (s *Session) EndForm(at string) error {
	s.sitting.MoveAdvice(s.at)
	form, _, _ := strings.Cut(at, ".")
	for _, b := range s.Begun() {
		if b.At == form {
			return s.change(func() { s.sitting.Drop(form) })
		}
	}
	return nil
}

// Remove removes entry i of a list, counted from 0, and saves. This cannot be undone,
// so ask first.
func (s *Session) Remove(list string, i int) error {
	return s.change(func() { s.sitting.Remove(list, i) })
}
