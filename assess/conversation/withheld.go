package conversation

import (
	"strings"

	"stalkrisk/assess"
)

// What the file held before this sitting is not shown for reading to a caller who may be
// somebody else: a third party, or a returning caller whom nobody has confirmed by the
// force's procedure. What they say is added to it; nothing is lost.

// ConfirmCaller records for this sitting that the caller is the person at risk.
func (s *Sitting) ConfirmCaller() { s.settle("#confirmed") }

// Withholds reports whether what the file held before this sitting is withheld.
func (s *Sitting) Withholds() bool {
	if s.Prior == nil || s.A.Training != "" {
		return false
	}
	return s.A.Caller == assess.ThirdParty && s.asked["caller"] || !s.asked["#confirmed"]
}

// MayConfirmCaller reports whether there is anything to show once the caller is
// confirmed.
func (s *Sitting) MayConfirmCaller() bool {
	return s.Prior != nil && s.A.Training == "" && !s.asked["#confirmed"]
}

// withhold removes from steps what is withheld.
func (s *Sitting) withhold(steps []Step) []Step {
	if !s.Withholds() {
		return steps
	}
	out := make([]Step, 0, len(steps))
	for _, st := range steps {
		if st.Kind == ConfirmStep {
			continue
		}
		s.hide(&st)
		out = append(out, st)
	}
	return out
}

// shown returns a step without what is withheld, in the caller's language too.
func (s *Sitting) shown(st Step) Step {
	if s.Withholds() {
		s.hide(&st)
	}
	return s.spoken([]Step{st})[0]
}

// hide removes from a step what is withheld, and notes that there is something.
func (s *Sitting) hide(st *Step) {
	was, note := s.heldAt(st)
	if text(st) {
		st.Answer = said(st.Answer, was)
	}
	st.Note = said(st.Note, note)
	st.Held = !s.asked[st.ID] && (was != "" && was != string(assess.NotAsked) && !st.Silent || note != "")
	if !st.Held {
		return
	}
	st.AnsweredAt, st.Confirm = assess.Instant{}, false
	if n := len(st.Options); n > 0 && st.Options[n-1].Key == StillSo {
		st.Options = st.Options[:n-1]
	}
}

// text reports whether a step that the caller answers is answered in free text.
func text(st *Step) bool { return !st.Silent && (st.Kind == TextStep || st.Kind == LineStep) }

// heldAt returns the answer and the note that a step had before this sitting.
func (s *Sitting) heldAt(st *Step) (answer, note string) {
	if st.Item >= 0 {
		r, _ := s.Prior.Responses.Of(st.Instrument, s.itemID(*st))
		return string(r.Answer), r.Note
	}
	if q := questionOf(st.ID); q != nil {
		return s.answer(q, s.Prior), ""
	}
	return "", ""
}

// said returns what was added to a text in this sitting.
func said(now, was string) string {
	return strings.TrimPrefix(strings.TrimPrefix(now, was), "\n")
}

// added returns a text with what was written in this sitting after what was held before.
func added(was, now string) string {
	switch {
	case was == "" || now == "":
		return was + now
	case strings.HasPrefix(now, was):
		return now
	}
	return was + "\n" + now
}

// keepHeld returns text typed at a step with what is withheld before it.
func (s *Sitting) keepHeld(st *Step, value string) string {
	if !s.Withholds() || !text(st) {
		return value
	}
	was, _ := s.heldAt(st)
	return added(was, value)
}

// Account returns the account as it may be shown now.
func (s *Sitting) Account() string {
	if s.Withholds() {
		return said(string(s.A.FirstAccount), string(s.Prior.FirstAccount))
	}
	return string(s.A.FirstAccount)
}

// withholdsEntry reports whether an entry that the caller tells of is withheld: what the
// handler alone records is not.
func (s *Sitting) withholdsEntry(f *assess.CaseFact, i int) bool {
	return s.Withholds() && i < f.List.Len(s.Prior) && (f.Path == "incidents" || f.Path == "orders" || f.Path == "triggers" || f.Path == "absences")
}
