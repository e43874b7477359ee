// Package session holds a conversation with whoever asks, and saves it as it goes.
// What comes next, what applies and what an answer means is decided in package
// conversation; packages line and screen show it.
//
// Its rules:
//
//   - No answer exists until somebody gave it. The end of the input, an empty
//     line and anything that is not an answer never count as one.
//   - Every answer is on the disk before the next question shows. If it cannot be
//     saved, it is not recorded, and the question is asked again.
//   - Leaving, in whatever way, loses nothing.
package session

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/training"
)

// How a session ends besides finishing, and why an answer was not recorded: no
// method of Session returns any other error.
var (
	ErrStopped  = errors.New("stopped by the person")
	ErrNotSaved = errors.New("not saved") // wrapped around what went wrong
)

// Session is one sitting of a conversation.
type Session struct {
	// Practice is the invented case that the session is about, or nil.
	Practice *training.Play

	sitting conversation.Sitting
	save    func(*assess.Assessment) error
	now     func() time.Time
	at      string // the current step
	last    string // the item answered last, for a note
}

// Open begins or continues the conversation about a. loaded is when a draft was
// last saved, or the zero time for a new one. save writes the whole assessment to
// the disk.
func Open(set assess.Instruments, a *assess.Assessment, loaded time.Time, now func() time.Time, save func(*assess.Assessment) error) *Session {
	s := &Session{sitting: conversation.Sitting{Set: set, A: a, Loaded: loaded, Now: now()}, save: save, now: now}
	s.begin()
	return s
}

// begin goes to the first step that needs an answer.
func (s *Session) begin() { s.at = s.sitting.Next("").ID }

// GoOnFrom sets the assessment that this one follows, so that what was recorded
// then can be shown and confirmed.
func (s *Session) GoOnFrom(earlier *assess.Assessment) {
	s.sitting.Earlier = earlier
	s.begin()
}

// HandedOver notes that another person continues the same file: what was left open
// is asked again.
func (s *Session) HandedOver() {
	s.sitting.Handover = true
	s.begin()
}

// GoesOn reports whether the assessment follows an earlier one.
func (s *Session) GoesOn() bool { return s.sitting.Earlier != nil }

// Step returns the current step.
func (s *Session) Step() conversation.Step {
	st, ok := s.sitting.Find(s.at)
	if !ok { // an answer elsewhere has removed it
		st = s.sitting.Next("")
		s.at = st.ID
	}
	return st
}

// Steps returns all steps of the conversation as it is now.
func (s *Session) Steps() []conversation.Step { return s.sitting.Steps() }

// Assessment returns what has been recorded. The caller must not change it.
func (s *Session) Assessment() *assess.Assessment { return s.sitting.A }

// Result scores what has been recorded.
func (s *Session) Result() assess.Result { return assess.Score(s.sitting.Set, s.sitting.A) }

// Set returns the questionnaires.
func (s *Session) Set() assess.Instruments { return s.sitting.Set }

// Put records an answer to a step of the conversation, and saves it. The value is
// that of an option, or text. If it is the current step the conversation moves on;
// otherwise that stays, unless it is there no longer. After an error nothing has
// changed.
func (s *Session) Put(st conversation.Step, value string) (remark string, err error) {
	current, asked := st.ID == s.Step().ID, s.sitting.Asked(st.ID)
	err = s.change(func() { remark = s.sitting.Record(st, value) })
	switch {
	case err != nil && !asked:
		s.sitting.Unask(st.ID)
	case err == nil && st.Item >= 0:
		s.last = st.ID
	}
	if err == nil && current {
		s.at = s.sitting.Next(st.ID).ID
	}
	s.Step()
	return remark, err
}

// Last returns the item that was answered last, if there is one.
func (s *Session) Last() (st conversation.Step, ok bool) { return s.sitting.Find(s.last) }

// AskCaller returns what the caller of a practice case says to the question of a
// step; "" if they have nothing to say to it.
func (s *Session) AskCaller(st conversation.Step) string {
	if st.Item < 0 {
		return ""
	}
	return s.Practice.Ask(st.Instrument, strings.TrimPrefix(st.ID, "dash."))
}

// Note sets the note of an item, and saves it.
func (s *Session) Note(st conversation.Step, text string) error {
	return s.change(func() { s.sitting.Note(st, text) })
}

// Skip leaves the current step as it is and moves on.
func (s *Session) Skip() {
	s.sitting.Passed(s.Step())
	s.at = s.sitting.Next(s.at).ID
}

// Back goes to the step before, and reports whether there is one.
func (s *Session) Back() bool {
	st, ok := s.sitting.Before(s.at)
	if ok {
		s.at = st.ID
	}
	return ok
}

// Go goes to a step of the conversation.
func (s *Session) Go(st conversation.Step) { s.at = st.ID }

// BeforeStopping returns what to ask before the conversation is left in the
// middle, if anything.
func (s *Session) BeforeStopping() (st conversation.Step, ok bool) { return s.sitting.BeforeStopping() }

// Find returns the step that a person means by a word: its id, or the id of a DASH
// item without its prefix.
func (s *Session) Find(word string) (st conversation.Step, ok bool) {
	return find(word, s.sitting.Find)
}

// Anywhere finds as Find does, and also an item that does not apply now.
func (s *Session) Anywhere(word string) (st conversation.Step, ok bool) {
	return find(word, s.sitting.Anywhere)
}

func find(word string, by func(string) (conversation.Step, bool)) (conversation.Step, bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	if st, ok := by(word); ok {
		return st, true
	}
	return by("dash." + word)
}

// Fields begins a new entry of a list. Nothing is saved until its first field. To
// set a field saves it: an error is ErrNotSaved, or says what to write instead.
func (s *Session) Fields(list string) []conversation.Field { return s.saving(s.sitting.Form(list)) }

// Discard removes a new entry again.
func (s *Session) Discard(list string) error { return s.change(func() { s.sitting.Discard(list) }) }

// Entries describes the entries of a list ("incidents", "orders", "triggers",
// "absences", "decisions", "advice", "actions"), each in one line.
func (s *Session) Entries(list string) []string { return s.sitting.Entries(list) }

// Edit returns the fields of entry i of a list, from 0, with what is recorded in
// each, as Fields does; nil if there is no such entry. "" empties a field.
func (s *Session) Edit(list string, i int) []conversation.Field {
	return s.saving(s.sitting.Edit(list, i))
}

func (s *Session) saving(fields []conversation.Field) []conversation.Field {
	for i := range fields {
		set := fields[i].Set
		fields[i].Set = func(text string) (wrong error) {
			if err := s.change(func() { wrong = set(text) }); err != nil {
				return err
			}
			return wrong
		}
	}
	return fields
}

// Remove removes entry i of a list, from 0, and saves that. Ask first: it cannot
// be brought back.
func (s *Session) Remove(list string, i int) error {
	return s.change(func() { s.sitting.Remove(list, i) })
}

// Override sets another level, and saves it; faults say why that is not allowed.
func (s *Session) Override(level assess.OverallLevel, reason, by, second string) (faults []assess.Problem, err error) {
	err = s.change(func() { faults = s.sitting.SetOverride(level, reason, by, second) })
	if err == nil && len(faults) == 0 {
		s.at = s.sitting.Next("judgement").ID
	}
	return faults, err
}

// Finish closes the sitting and saves it. missing says what has to be recorded
// first.
func (s *Session) Finish() (missing string, err error) {
	err = s.change(func() { missing = s.sitting.Finish() })
	return missing, err
}

// Touch saves the sitting as it is.
func (s *Session) Touch() error { return s.change(func() {}) }

// change changes the assessment and saves it. If it cannot be saved the change
// is undone, so that what is shown is what is on the disk.
func (s *Session) change(do func()) error {
	a := s.sitting.A
	before := a.Clone()
	s.sitting.Now = s.now()
	do()
	a.AssessedAt = assess.InstantOf(s.sitting.Now)
	if err := s.save(a); err != nil {
		*a = before
		return fmt.Errorf("%w: %w", ErrNotSaved, err)
	}
	return nil
}

// Typed returns what a person typed or pasted without what a terminal may have put
// in by mistake, or would obey: control characters, and those that turn the
// direction of writing. Letters of any script, tabs and line feeds stay.
func Typed(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < ' ', r == 0x7f, r >= 0x80 && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}
