package conversation

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// One key says how far help is: asked for, on the way, or there. It records the time now
// (see Edits to correct it). The same page marks an ACT NOW as dealt with.

// The answers to HelpStep, besides the three stages of help.
const (
	helpReference = "reference"
	helpCorrect   = "correct"
	spokenAgain   = "back"
	markEarlier   = "earlier"
)

// The answers to EarlierStep.
const (
	dealtSpoken  = "spoken"
	dealtThere   = "there"
	dealtMistake = "mistake"
	dealtOther   = "other"
)

// howDealt returns what is recorded for an answer to EarlierStep; "" for one in the
// person's own words.
func howDealt(answer string) string {
	switch answer {
	case dealtSpoken:
		return "spoken to again: alone, and nobody is near"
	case dealtThere:
		return "somebody was with the person"
	case dealtMistake:
		return "entered by mistake"
	}
	return ""
}

// helpAfter returns the step that follows an answer to HelpStep, or "".
func helpAfter(answer string) string {
	switch answer {
	case helpReference:
		return "help-reference"
	case markEarlier:
		return EarlierStep
	}
	return ""
}

var helpQuestions = []question{
	{id: HelpStep, part: beside, path: "help", silent: true, prompt: "How far is help?", get: helpStage, set: setHelp, choices: helpOptions, says: saysHelp, helps: (*Sitting).helpOnHelp},
	{id: "help-reference", part: beside, topic: "log reference of the help sent", kind: LineStep, silent: true, prompt: "Log reference of the help that was sent.",
		get: func(_ *Sitting, a *assess.Assessment) string { return lastHelp(a).Reference },
		set: func(s *Sitting, v string) { s.onHelp(func(h *assess.Help) { h.Reference = v }) }},
	{id: EarlierStep, part: beside, path: "earlier_act_now", silent: true, asks: askEarlier, choices: earlierOptions,
		get:  func(*Sitting, *assess.Assessment) string { return "" },
		set:  setEarlier,
		when: func(s *Sitting) bool { return s.openEarlier() >= 0 },
		says: func(*Sitting, string) string { return "Marked as dealt with. The reason stays in the record." },
		help: "It is marked with your reference and the time now. A changed answer does not mean that the danger has passed."},
}

// lastHelp returns the help that was sent last; the zero value if there is none.
func lastHelp(a *assess.Assessment) assess.Help {
	if n := len(a.Help); n > 0 {
		return a.Help[n-1]
	}
	return assess.Help{}
}

// onHelp changes the help that was sent last, or the first if there is none yet.
func (s *Sitting) onHelp(do func(*assess.Help)) {
	s.A.Help = slices.Clone(s.A.Help)
	if len(s.A.Help) == 0 {
		s.A.Help = []assess.Help{{}}
	}
	do(&s.A.Help[len(s.A.Help)-1])
}

// helpStage returns how far the help is that was sent last.
func helpStage(_ *Sitting, a *assess.Assessment) string {
	return string((&assess.Assessment{Help: []assess.Help{lastHelp(a)}}).HelpSent())
}

// setHelp records the time now for a stage of help, or that the person was spoken to
// again. A time that is recorded already stays. Help that is asked for after somebody
// arrived is new help.
func setHelp(s *Sitting, v string) {
	now := assess.InstantOf(s.Now)
	if v == "asked" && !lastHelp(s.A).Arrived.IsZero() {
		s.A.Help = append(slices.Clone(s.A.Help), assess.Help{})
	}
	stamp := func(at *assess.Instant) {
		if at.IsZero() {
			*at = now
		}
	}
	switch v {
	case "asked":
		s.onHelp(func(h *assess.Help) { stamp(&h.Asked) })
	case "assigned":
		s.onHelp(func(h *assess.Help) { stamp(&h.Assigned) })
	case "arrived":
		s.onHelp(func(h *assess.Help) { stamp(&h.Arrived) })
		s.dealWithOurs(howDealt(dealtThere))
	case spokenAgain:
		s.A.Contact.Back = now
		s.dealWithOurs(howDealt(dealtSpoken))
	}
}

// setEarlier marks the first earlier ACT NOW that is open as dealt with.
func setEarlier(s *Sitting, v string) {
	if v == dealtSpoken {
		s.A.Contact.Back = assess.InstantOf(s.Now)
	}
	if i := s.openEarlier(); i >= 0 && howDealt(v) != "" {
		s.dealWith(i, howDealt(v))
	}
}

// saysHelp says what is recorded of the help that was sent last.
func saysHelp(s *Sitting, v string) string {
	h := lastHelp(s.A)
	at := map[string]assess.Instant{"asked": h.Asked, "assigned": h.Assigned, "arrived": h.Arrived}[v]
	switch {
	case v == spokenAgain:
		return "Recorded: spoken to again at " + s.clock(s.A.Contact.Back.String()) + ". The reason to act stays in the record."
	case at.IsZero():
		return ""
	}
	return "Recorded: help " + assess.HelpStage(v).Vocabulary().Label(v) + " " + s.clock(at.String()) + "."
}

// helpOptions returns the answers to HelpStep.
func helpOptions(s *Sitting) []Option {
	h := lastHelp(s.A)
	label := func(text string, at assess.Instant) string {
		if at.IsZero() {
			return text + " now"
		}
		return text + " " + s.clock(at.String())
	}
	ask := label("asked for", h.Asked)
	if !h.Arrived.IsZero() {
		ask = "asked for again now"
	}
	out := []Option{{"1", "asked", ask}, {"2", "assigned", label("on the way", h.Assigned)}, {"3", "arrived", label("with the person", h.Arrived)},
		{"4", helpReference, strings.TrimSpace("log reference " + h.Reference)}}
	if len(s.A.Help) > 0 {
		out = append(out, Option{"5", helpCorrect, "correct a time"})
	}
	if s.mayBeBack() {
		out = append(out, Option{"6", spokenAgain, "spoken to again: alone, nobody near; ACT NOW dealt with"})
	}
	if i := s.openEarlier(); i >= 0 {
		out = append(out, Option{"7", markEarlier, "earlier ACT NOW, " + s.clock(s.A.EarlierActNow[i].At.String()) + ": dealt with"})
	}
	return out
}

// mayBeBack reports whether there is an ACT NOW of this assessment that speaking to the
// person again can mark as dealt with: nobody has yet, and the other person is not near.
func (s *Sitting) mayBeBack() bool { return s.spokenAlone() && s.openOurs() }

// openOurs reports whether there is an ACT NOW of this assessment that nobody has dealt
// with.
func (s *Sitting) openOurs() bool {
	because := assess.Score(s.Set, s.A).ActNowBecause
	_, dealt := s.A.DealtWithNow(because)
	ours := func(e assess.EarlierActNow) bool { return e.ID == s.A.ID && e.Open() }
	return len(because) > 0 && !dealt || slices.ContainsFunc(s.A.EarlierActNow, ours)
}

// spokenAlone reports whether the person can talk openly and said, since the contact was
// last cut off or unsafe, that nobody is near.
func (s *Sitting) spokenAlone() bool {
	return s.nearNow() == assess.No && s.nearAsked() && !Quiet(s.A)
}

// helpOnHelp explains the page, and what is to be asked before an ACT NOW can be marked as
// dealt with by speaking to the person.
func (s *Sitting) helpOnHelp() string {
	if (s.openOurs() || s.openEarlier() >= 0) && !s.spokenAlone() {
		return "\"Sent\" does not mean \"there\": the warning stays until somebody is with the person. Spoken to again? Ask first whether anyone can hear and whether the suspect is near; then mark it here."
	}
	return "Each key records the time now. \"Sent\" does not mean \"there\": the warning stays until somebody is with the person."
}

// nearNow returns the answer to whether the other person is near now.
func (s *Sitting) nearNow() assess.Answer {
	in := s.Set.Stalking
	i, ok := in.Used(assess.UseNearNow)
	if !ok {
		return assess.NotAsked
	}
	r, _ := s.A.Responses.Of(in.ID, in.Items[i].ID)
	return r.Answer.OrNotAsked()
}

// openEarlier returns the first earlier ACT NOW that nobody has dealt with, or -1.
func (s *Sitting) openEarlier() int {
	return slices.IndexFunc(s.A.EarlierActNow, func(e assess.EarlierActNow) bool { return e.Open() })
}

// askEarlier asks about the first earlier ACT NOW that nobody has dealt with.
func askEarlier(s *Sitting) string {
	i := s.openEarlier()
	if i < 0 {
		return "How was the earlier ACT NOW dealt with?"
	}
	return "How was the ACT NOW of " + s.clock(s.A.EarlierActNow[i].At.String()) + " dealt with?"
}

func earlierOptions(s *Sitting) []Option {
	var out []Option
	if s.spokenAlone() {
		out = []Option{{"1", dealtSpoken, howDealt(dealtSpoken)}}
	}
	return append(out, []Option{{"2", dealtThere, howDealt(dealtThere)}, {"3", dealtMistake, howDealt(dealtMistake)}, {"4", dealtOther, "in another way, or by somebody else"}}...)
}

// notThere takes back that somebody is with the person, and what that marked as dealt with.
func (s *Sitting) notThere() {
	for i, e := range s.A.EarlierActNow {
		if e.ID == s.A.ID && e.DealtWith.How == howDealt(dealtThere) {
			s.A.EarlierActNow = slices.Clone(s.A.EarlierActNow)
			s.A.EarlierActNow[i].DealtWith = assess.DealtWith{}
		}
	}
}

// dealWith marks an earlier ACT NOW as dealt with now.
func (s *Sitting) dealWith(i int, how string) {
	s.A.EarlierActNow = slices.Clone(s.A.EarlierActNow)
	s.A.EarlierActNow[i].DealtWith = s.dealt(how)
}

// dealWithOurs marks the reasons to act now, and those that an answer took away, as dealt
// with. The level and the reasons stay as they are.
func (s *Sitting) dealWithOurs(how string) {
	for i, e := range s.A.EarlierActNow {
		if e.ID == s.A.ID && e.Open() {
			s.dealWith(i, how)
		}
	}
	because := assess.Score(s.Set, s.A).ActNowBecause
	if _, dealt := s.A.DealtWithNow(because); len(because) > 0 && !dealt {
		s.A.AddActNow(assess.EarlierActNow{At: assess.InstantOf(s.Now), Because: because, DealtWith: s.dealt(how)})
	}
}

// reopen notes that the reasons to act now hold again, if they had been dealt with and the
// same danger is said again. Danger that grows is seen to where the answer is saved.
func (s *Sitting) reopen(st Step, value string) {
	if s.saysDanger(st, value) {
		s.A.ReopenActNow(assess.InstantOf(s.Now), assess.Score(s.Set, s.A).ActNowBecause)
	}
}

// saysDanger reports whether an answer says that there is danger now, also where it is
// recorded already: the person is near, the caller cannot talk, or the contact did not end
// as it should.
func (s *Sitting) saysDanger(st Step, value string) bool {
	switch st.ID {
	case endedStep, lastEnded:
		return s.cutShort() && value == string(s.A.Contact.Ended)
	case heardStep, lastHeard:
		return value == string(assess.FactYes)
	case safeToTalk, ModeStep, hearDanger, hearOwnLife:
		return Quiet(s.A)
	}
	return st.ID == nearNowStep(s.Set.Stalking) && value == string(assess.Yes)
}

// dealt returns that the assessor dealt with something now.
func (s *Sitting) dealt(how string) assess.DealtWith {
	by := cmp.Or(s.A.Assessor.Reference, strings.ReplaceAll(string(s.A.Assessor.Role), "_", " "), "reference not given")
	return assess.DealtWith{By: by, At: assess.InstantOf(s.Now), How: how}
}

// Edits returns the entry of a list that an answer opens to be corrected, counted from
// 0. ok is false for an answer that is recorded.
func (s *Sitting) Edits(st Step, value string) (list string, entry int, ok bool) {
	switch {
	case st.ID == HelpStep && value == helpCorrect:
		return HelpStep, len(s.A.Help) - 1, true
	case st.ID == EarlierStep && value == dealtOther:
		return EarlierStep, s.openEarlier(), true
	}
	return "", 0, false
}

// clock returns an instant of a file as people say it: the time of today, and the day
// before the time on another day.
func (s *Sitting) clock(instant string) string {
	at, err := assess.ParseInstant(instant)
	if err != nil || at.IsZero() {
		return ""
	}
	t, now := at.Time().In(s.Now.Location()), s.Now
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04")
	}
	return t.Format("2 January 15:04")
}

// setTime records a time as people say it.
func (s *Sitting) setTime(f *assess.CaseFact, owner any, v string) error {
	if strings.TrimSpace(v) == "" {
		if f.Path == "help[].arrived" {
			s.notThere()
		}
		return f.Set(owner, "")
	}
	t, err := s.time(v)
	if err != nil {
		return err
	}
	return f.Set(owner, assess.InstantOf(t).String())
}

// timeInWords returns the time that setTime records, or "".
func (s *Sitting) timeInWords(v string) string {
	t, err := s.time(v)
	if err != nil {
		return ""
	}
	return t.Format("15:04 on Monday 2 January 2006")
}

// time reads a time in the past as people say it: now, 20:46, yesterday 21:10.
func (s *Sitting) time(v string) (time.Time, error) {
	v = strings.TrimSpace(v)
	if strings.EqualFold(v, "now") {
		return s.Now, nil
	}
	for _, text := range []string{v, "today " + v} {
		w, err := timeline.ParseAbout(text, s.Now, timeline.Past)
		if t, ok := w.Instant(); err == nil && ok {
			if t.After(s.Now) {
				return time.Time{}, errors.New("that is in the future")
			}
			return t.In(s.Now.Location()), nil
		}
	}
	return time.Time{}, fmt.Errorf("that is not a time; write one such as 20:46, or now")
}
