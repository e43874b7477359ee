// Package session runs a conversation and saves it after every answer. Package
// conversation decides which question comes next, which apply and what an answer
// means; packages line and screen show it.
//
// Its rules:
//
//   - An answer is recorded only when somebody gives it. The end of the input, an
//     empty line and anything that is not an answer never count as one.
//   - Every answer is on the disk before the next question appears. If it cannot be
//     saved, it is not recorded, and the question is asked again.
//   - Nothing is lost, however the session ends.
package session

import (
	"errors"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/training"
)

// ErrStopped is returned by packages line and screen if a session is left unfinished.
// ErrNotSaved is wrapped in the errors of Session's methods if saving fails.
var (
	ErrStopped  = errors.New("stopped by the person")
	ErrNotSaved = errors.New("not saved")
)

// Session is one sitting of a conversation.
type Session struct {
	// Practice is the invented case being practised, or nil in a real assessment.
	Practice *training.Play

	// News returns what the person must know of the file and has not been told. Settle
	// makes sure that the file holds what is recorded. Each is nil if there is no file.
	News   func() []string
	Settle func() error

	// Slow tells the person that a save takes longer than usual: nothing else happens until
	// it ends. It is called at most once in a save, from another goroutine; nil: nobody is
	// told.
	Slow func()

	// LogEntry returns the entry for the incident log as things stand; nil if there is none.
	LogEntry func() string

	sitting conversation.Sitting
	save    func(*assess.Assessment) error
	now     func() time.Time
	opened  time.Time
	at      string // the current step
	beside  string // the step beside the order that a command has opened, or ""
	backTo  string // the page that the current step was opened from; "" if none
	last    string // the item answered last
	unsaved bool   // the last change could not be saved
	another bool   // it was finished to begin the assessment of another suspect
}

// Open begins or continues the assessment a. loaded is when the draft was last saved,
// or the zero time if it is new. save writes the whole assessment to the disk.
func Open(set assess.Instruments, a *assess.Assessment, loaded time.Time, now func() time.Time, save func(*assess.Assessment) error) *Session {
	s := &Session{sitting: conversation.Sitting{Set: set, A: a, Loaded: loaded, Now: now(), HeldIncidents: len(a.Incidents)}, save: save, now: now, opened: now()}
	if !loaded.IsZero() {
		s.sitting.DropEmpty()
		s.sitting.HeldIncidents = len(a.Incidents)
		s.holds()
	}
	s.begin()
	return s
}

// begin goes to the first step that needs an answer, now that the sitting is another.
func (s *Session) begin() {
	s.sitting.Changes()
	s.at = s.sitting.Next("").ID
}

// GoOnFrom sets the assessment that this one follows, so that its answers can be
// shown and confirmed.
func (s *Session) GoOnFrom(earlier *assess.Assessment) {
	s.sitting.Earlier = earlier
	s.holds()
	s.begin()
}

// SharesVictim makes what was taken over from the assessment of another suspect, first, to
// be confirmed. What was withheld from the caller there is withheld here.
func (s *Session) SharesVictim(first *Session) {
	taken := s.sitting.A.Clone()
	taken.AssessedAt = first.sitting.A.AssessedAt
	s.sitting.SameVictim = &taken
	if first.Withholds() {
		s.holds()
	}
	s.begin()
}

// HandedOver records that another person is continuing the same file, so unanswered
// questions are asked again.
func (s *Session) HandedOver() {
	s.sitting.Handover = true
	s.begin()
}

// GoesOn reports whether the assessment follows an earlier one.
func (s *Session) GoesOn() bool { return s.sitting.Earlier != nil }

// sameContact is how long after a handler began a file counts as the same contact.
const sameContact = 12 * time.Hour

// Elapsed returns how long ago the contact began: when whoever asks now began, or this
// sitting if that is long ago.
func (s *Session) Elapsed() time.Duration {
	now, began := s.now(), s.opened
	if all := s.sitting.A.Handlers; len(all) > 0 {
		from := all[len(all)-1].From
		if at := from.Time(); !from.IsZero() && !at.After(now) && now.Sub(at) < sameContact {
			began = at
		}
	}
	return max(0, now.Sub(began))
}

// GoOn goes on with the next stage of the same file.
func (s *Session) GoOn() error {
	err := s.change(s.sitting.GoOn)
	if err == nil {
		s.begin()
	}
	return err
}

// Still runs a function that looks at the session and records nothing, so that its steps
// are worked out once and not each time that they are looked at.
func (s *Session) Still(look func()) { s.sitting.Still(look) }

// Steps returns all steps that apply now. Those with the same Page are shown together.
func (s *Session) Steps() []conversation.Step { return s.sitting.Steps() }

// Assessment returns what has been recorded. The caller must not change it.
func (s *Session) Assessment() *assess.Assessment { return s.sitting.A }

// Result scores what has been recorded.
func (s *Session) Result() assess.Result { return s.sitting.Result() }

// Now returns the time.
func (s *Session) Now() time.Time { return s.now() }

// Set returns the questionnaires.
func (s *Session) Set() assess.Instruments { return s.sitting.Set }

// Put records and saves an answer to a step. value is the value of an option, or
// text. If st is the current step the conversation moves on; otherwise the current
// step stays, unless it no longer applies. remark is what to tell the person, or "".
// If saving fails, nothing has changed.
func (s *Session) Put(st conversation.Step, value string) (remark string, err error) {
	current, asked := st.ID == s.Step().ID, s.sitting.Asked(st.ID)
	var before []conversation.Step
	if s.beside != "" {
		before = s.sitting.Steps()
	}
	err = s.change(func() { remark = s.sitting.Record(st, value) })
	switch {
	case err != nil && !asked:
		s.sitting.Unask(st.ID)
	case err == nil && st.Item >= 0:
		s.last = st.ID
	}
	s.Still(func() {
		switch {
		case err != nil || !current:
		case s.beside != "":
			s.leaveBeside(st, value, before)
		default:
			s.onward(st)
		}
		s.Step()
		if err == nil && st.Kind == conversation.ChoiceStep { // text is saved while it is typed
			s.sitting.MoveAdvice(s.at)
		}
	})
	return remark, err
}

// Speak brings translations of the questions; see conversation.Sitting.Speak.
func (s *Session) Speak(all assess.Translations, language string) {
	s.sitting.Speak(all, language)
}

// Advise sets the guidance that says what to tell the caller.
func (s *Session) Advise(guides guidance.Guides) { s.sitting.Guides = guides }

// Advice returns the one line to say to the caller now, if any.
func (s *Session) Advice() (of conversation.Advice, ok bool) { return s.sitting.Advice() }

// Said records and saves that the advice in view was said.
func (s *Session) Said() (of conversation.Advice, err error) {
	of, ok := s.sitting.Advice()
	if ok {
		err = s.change(func() { s.sitting.Said(of) })
	}
	return of, err
}

// Mark is the state of a session at one moment.
type Mark struct {
	Step conversation.Step // the current step

	a                assess.Assessment
	progress         conversation.Progress
	at, beside, last string
}

// Mark returns the state of the session now.
func (s *Session) Mark() Mark {
	return Mark{Step: s.Step(), a: s.sitting.A.Clone(), progress: s.sitting.Progress(), at: s.at, beside: s.beside, last: s.last}
}

// TakeBack makes everything as it was at a mark, and saves it: what was recorded since
// is gone, from the history too.
func (s *Session) TakeBack(to Mark) error {
	err := s.write(func() { *s.sitting.A = to.a.Clone() })
	if err == nil {
		s.sitting.SetProgress(to.progress)
		s.at, s.beside, s.last = to.at, to.beside, to.last
	}
	return err
}

// Answered reports whether an item was answered in this sitting, which Last returns.
func (s *Session) Answered() bool { return s.last != "" }

// Last returns the item answered last, if any.
func (s *Session) Last() (st conversation.Step, ok bool) { return s.sitting.Anywhere(s.last) }

// Askable returns every question that a search may find.
func (s *Session) Askable() []conversation.Step { return s.sitting.Askable() }

// AskCaller returns the practice caller's answer to the question of a step, or "" if
// they have none.
func (s *Session) AskCaller(st conversation.Step) string {
	if st.Item < 0 {
		return ""
	}
	return s.Practice.Ask(st.Instrument, strings.TrimPrefix(st.ID, "dash."))
}

// Note sets and saves the note on an item.
func (s *Session) Note(st conversation.Step, text string) error {
	return s.change(func() { s.sitting.Note(st, text) })
}

// Story sets and saves the account while another question is in hand, which stays so.
func (s *Session) Story(text string) error {
	return s.change(func() { s.sitting.Story(text) })
}

// Find returns the step whose id is word. The prefix of a DASH item can be left out.
func (s *Session) Find(word string) (st conversation.Step, ok bool) {
	return find(word, s.sitting.Find)
}

// Anywhere is like Find, but also finds an item that does not apply now.
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

// Override sets and saves another level. If the rules do not allow it, faults says why.
func (s *Session) Override(level assess.OverallLevel, reason, by, second string) (faults []assess.Problem, err error) {
	err = s.change(func() { faults = s.sitting.SetOverride(level, reason, by, second) })
	if err == nil && len(faults) == 0 {
		s.at = s.sitting.Next("judgement").ID
	}
	return faults, err
}

// Finish closes the sitting and saves it. If something must be recorded first,
// missing says what. with is the answer to the last step.
func (s *Session) Finish(with string) (missing string, err error) {
	err = s.change(func() { missing = s.sitting.Finish() })
	s.another = with == conversation.OtherSuspect && err == nil && missing == ""
	return missing, err
}

// BeginsAnother reports whether it was finished to begin the assessment of another suspect.
func (s *Session) BeginsAnother() bool { return s.another }

// Link records and saves the id of the assessment of another suspect of the same victim.
func (s *Session) Link(id string) error { return s.change(func() { s.sitting.Link(id) }) }
