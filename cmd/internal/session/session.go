package session

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// How a conversation comes to its end, besides finishing, and why an answer was
// not taken.
var (
	ErrStopped  = errors.New("stopped by the person")
	ErrNotSaved = errors.New("not saved") // wrapped around what went wrong
)

// Session is a conversation that is going on.
type Session struct {
	// Practice is the invented case that the conversation is about, or nil.
	Practice Practice

	sitting conversation.Sitting
	save    func(*assess.Assessment) error
	now     func() time.Time
	at      string // the step in hand
	last    string // the item answered last, for a note
}

// Open begins or resumes the conversation of a. loaded is when a draft was last
// saved; the zero time for a new one. save puts the whole assessment on disk.
func Open(set assess.Instruments, a *assess.Assessment, loaded time.Time, now func() time.Time, save func(*assess.Assessment) error) *Session {
	s := &Session{sitting: conversation.Sitting{Set: set, A: a, Loaded: loaded, Now: now()}, save: save, now: now}
	s.at = s.sitting.Next("").ID
	return s
}

// GoOnFrom says which assessment the one in hand goes on from, so that what was
// told then can be shown and confirmed. It begins with the first step that needs
// an answer.
func (s *Session) GoOnFrom(earlier *assess.Assessment) {
	s.sitting.Earlier = earlier
	s.at = s.sitting.Next("").ID
}

// HandedOver says that another person goes on with the same file: what was left
// open is asked again.
func (s *Session) HandedOver() {
	s.sitting.Handover = true
	s.at = s.sitting.Next("").ID
}

// GoesOn says whether the assessment in hand goes on from an earlier one.
func (s *Session) GoesOn() bool { return s.sitting.Earlier != nil }

// Step gives the step in hand.
func (s *Session) Step() conversation.Step {
	st, ok := s.sitting.Find(s.at)
	if !ok { // an answer elsewhere has taken it away
		st = s.sitting.Next("")
		s.at = st.ID
	}
	return st
}

// Steps gives every step of the conversation as it stands.
func (s *Session) Steps() []conversation.Step { return s.sitting.Steps() }

// Assessment gives what has been recorded. It is not to be changed.
func (s *Session) Assessment() *assess.Assessment { return s.sitting.A }

// Result scores what has been recorded.
func (s *Session) Result() assess.Result { return assess.Score(s.sitting.Set, s.sitting.A) }

// Set gives the questionnaires.
func (s *Session) Set() assess.Instruments { return s.sitting.Set }

// Answer records an answer to the step in hand, saves it, and moves on. The
// value is that of an option, or text. After an error nothing has changed.
func (s *Session) Answer(value string) (remark string, err error) {
	st := s.Step()
	remark, err = s.record(st, value)
	if err == nil {
		s.at = s.sitting.Next(st.ID).ID
	}
	return remark, err
}

// Put records an answer to any step of the conversation, and saves it. The step
// in hand stays, unless it is the one that was answered or is there no longer.
func (s *Session) Put(st conversation.Step, value string) (remark string, err error) {
	if st.ID == s.at {
		return s.Answer(value)
	}
	remark, err = s.record(st, value)
	s.Step()
	return remark, err
}

func (s *Session) record(st conversation.Step, value string) (remark string, err error) {
	asked := s.sitting.Asked(st.ID)
	err = s.change(func() { remark = s.sitting.Record(st, value) })
	if err != nil && !asked {
		s.sitting.Unask(st.ID)
	}
	if err == nil && st.Item >= 0 {
		s.last = st.ID
	}
	return remark, err
}

// Last gives the item that was answered last, and whether there is one.
func (s *Session) Last() (conversation.Step, bool) {
	return s.sitting.Find(s.last)
}

// Note adds to the note of an item, and saves it.
func (s *Session) Note(st conversation.Step, text string) error {
	if st.Note != "" {
		text = st.Note + "\n" + text
	}
	return s.change(func() { s.sitting.Note(st, text) })
}

// Skip leaves the step in hand as it is and moves on.
func (s *Session) Skip() {
	s.sitting.Passed(s.Step())
	s.at = s.sitting.Next(s.at).ID
}

// Back goes to the step before, if there is one.
func (s *Session) Back() bool {
	st, ok := s.sitting.Before(s.at)
	if ok {
		s.at = st.ID
	}
	return ok
}

// Go goes to a step of the conversation.
func (s *Session) Go(st conversation.Step) { s.at = st.ID }

// BeforeStopping gives what is asked before the conversation is left in the
// middle; ok is false where nothing is.
func (s *Session) BeforeStopping() (conversation.Step, bool) { return s.sitting.BeforeStopping() }

// Find gives the step that a person means by a word: its id, or the id of a DASH
// item without its prefix.
func (s *Session) Find(word string) (conversation.Step, bool) { return find(word, s.sitting.Find) }

// Anywhere finds as Find does, and also an item that does not apply as things
// stand.
func (s *Session) Anywhere(word string) (conversation.Step, bool) {
	return find(word, s.sitting.Anywhere)
}

func find(word string, by func(string) (conversation.Step, bool)) (conversation.Step, bool) {
	word = strings.ToLower(strings.TrimSpace(word))
	if st, ok := by(word); ok {
		return st, true
	}
	return by("dash." + word)
}

// Fields begins a new entry of a list. Nothing is saved until its first field.
func (s *Session) Fields(list string) []conversation.Field { return s.sitting.Form(list) }

// Discard takes a new entry away again.
func (s *Session) Discard(list string) error { return s.change(func() { s.sitting.Discard(list) }) }

// Entries describes the entries of a list ("incidents", "orders", "triggers",
// "absences", "decisions", "advice", "actions"), each in one line.
func (s *Session) Entries(list string) []string { return s.sitting.Entries(list) }

// Edit gives the fields of entry i of a list, from 0, with what is recorded in
// each; nil if there is no such entry. Fill changes a field, and "" empties it.
func (s *Session) Edit(list string, i int) []conversation.Field { return s.sitting.Edit(list, i) }

// Remove takes entry i of a list away, from 0, and saves that. Ask first: it
// cannot be brought back.
func (s *Session) Remove(list string, i int) error {
	return s.change(func() { s.sitting.Remove(list, i) })
}

// Fill records one field of a new entry or of one that is being changed, and
// saves it. wrong says that the text
// does not fit, and what to write instead.
func (s *Session) Fill(f conversation.Field, text string) (wrong, err error) {
	err = s.change(func() { wrong = f.Set(text) })
	return wrong, err
}

// Override sets another level, and saves it; faults say why it may not be.
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

// Renote puts a note in place of what was noted on an item, and saves it: what an
// editor does that saves as one types.
func (s *Session) Renote(st conversation.Step, text string) error {
	return s.change(func() { s.sitting.Note(st, text) })
}

// Touch saves the sitting as it stands.
func (s *Session) Touch() error { return s.change(func() {}) }

// change changes the assessment and saves it. If it cannot be saved the change
// is undone, so that what is shown is what is on disk.
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
