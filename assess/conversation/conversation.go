// Package conversation decides which step comes next, and what an answer means.
//
// Other packages only show the steps, so the screen, the line interface and a
// script hold the same conversation. Steps returns all steps of a sitting, in
// order. An answer may add steps and remove others, so a client must call Steps
// again after each answer.
package conversation

import (
	"maps"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/late"
)

// StepKind is how a step is answered.
type StepKind int

// The kinds of step.
const (
	ChoiceStep  StepKind = iota // one of Options
	TextStep                    // free text of several lines
	LineStep                    // free text of one line
	PageStep                    // several questions shown together: Parts; nothing is recorded
	ReviewStep                  // everything on one page; nothing is recorded
	ConfirmStep                 // what was answered before, to confirm or change: Parts; nothing is recorded
	FinishStep                  // closes the sitting
)

// Step is one thing to ask, to record or to look at.
type Step struct {
	ID         string // of an item "weapon" or "dash.q01", otherwise its own: "safe-to-talk"
	Kind       StepKind
	Section    string            // title, for people
	Instrument string            // of an item, otherwise ""
	Item       int               // its place; -1 if the step is not an item
	Topic      string            // a few words for lists
	Row        string            // fewer, for its row on a page; "" if the topic is short
	Prompt     string            // as read aloud, or what to do
	Spoken     string            // the same in the caller's language, to be read instead; "" if that is English or there is no translation
	SpokenAs   map[string]string // with Spoken: the words for each answer, by its value
	NotSpoken  string            // why its translation is not shown; "" if it is, or there is none
	Help       string
	FollowUp   string   // what to say after a yes
	Words      []string // everyday words by which it is found
	Options    []Option
	Answer     string // the recorded answer, "" if none; with Afresh, the earlier answer
	Note       string // of an item
	Entries    int    // of a list: how many there are
	Afresh     bool   // answered before, and to be asked again
	Silent     bool   // for the handler: never read aloud
	Held       bool   // the file holds an answer or a note that is not for this caller
	Beside     bool   // a command opened it: it is outside the order
	Grave      bool   // a red flag or an imminent sign: a wrong no would hide danger
	WithEnter  bool   // a key alone does not answer it, because a wrong answer would be dangerous
	Carried    bool   // an incident shows it
	Proposed   bool   // another answer or a finding suggests a yes, which a person has to confirm
	ToAsk      bool   // what is recorded was written beside other questions; it is still to be asked

	Page     string // id of the page that shows it together with others; "" if it is shown alone
	Optional bool   // of a page: it may be left empty
	Passed   bool   // its page was left without it, so it need not be asked again
	Parts    []Step // of a PageStep or a ConfirmStep, in asking order: ordinary steps
	At       int    // of a PageStep: the part in hand

	// For an assessment that follows an earlier one: AnsweredAt is the time of an
	// Answer from the earlier one. With Confirm that answer counts, and StillSo, the
	// last of Options, confirms it with one key; NoMore confirms a list. With Afresh
	// it no longer counts.
	AnsweredAt assess.Instant
	Confirm    bool

	// Of a part of a ConfirmStep, which has AnsweredAt too: who recorded the answer; ""
	// if that is not known.
	By     string
	ByRole assess.Role
}

// Option is one answer to a step, chosen by its key or its word.
type Option struct {
	Key   string // one character
	Value string
	Label string
}

// Answered reports whether the step need not be asked: it has an answer, recorded or
// shown by an incident, that need not be asked again or confirmed, or its page was left
// without it.
func (s *Step) Answered() bool { return s.Passed || s.holds() }

// holds reports whether the step has an answer that need not be asked again.
func (s *Step) holds() bool {
	return (s.Answer != "" && s.Answer != string(assess.NotAsked) || s.Carried) && !s.Afresh && !s.Confirm && !s.ToAsk
}

// askAfresh is the age at which a resumed draft asks again about the last four
// weeks.
const askAfresh = 12 * time.Hour

// Sitting is the state of a conversation.
type Sitting struct {
	Set assess.Instruments
	A   *assess.Assessment
	Now time.Time // of the sitting; decides what is asked again
	// Loaded is when the draft was last saved, or the zero time. An answer without
	// a time of its own is as old as that.
	Loaded time.Time
	// Earlier is the assessment that this one follows (see Reassess), or nil if
	// there is none or it is not available. It never changes.
	Earlier *assess.Assessment
	// SameVictim is what this one took over from the assessment of another suspect (see
	// ForOtherSuspect), to be confirmed; nil if nothing was. It never changes.
	SameVictim *assess.Assessment
	// Handover means that another person continues: questions answered not known or
	// declined are asked again.
	Handover bool
	// Guides holds the guidance that says what to tell the caller. HeldIncidents is how
	// many incidents the assessment had before this sitting.
	Guides        guidance.Guides
	HeldIncidents int
	// Prior is what the file held before this sitting; nil if it is new.
	Prior *assess.Assessment

	asked     map[string]bool // steps answered in this sitting
	confirmed map[string]bool // steps confirmed as they were before a handover
	advice    inView
	still     *still // nil unless nothing changes just now

	translations      assess.Translations
	lines             *assess.Instrument // what is said besides the questions; nil without translations
	chosen, chosenFor string             // the code of the language to read, while this is the language recorded
}

// itemStep returns the step of an item, whether it applies or not.
func (s *Sitting) itemStep(in *assess.Instrument, i int) Step {
	it := &in.Items[i]
	r, _ := s.A.Responses.Of(in.ID, it.ID)
	followUp := it.FollowUp
	if it.AskedBy == assess.AskedAfter {
		followUp = "" // nobody is there to hear it
	}
	return Step{
		ID: in.Prefix() + it.ID, Kind: ChoiceStep, Instrument: in.ID, Item: i,
		Topic: it.Topic, Prompt: it.Prompt, Help: it.Help, FollowUp: followUp, Words: it.Words,
		Options: s.withSeen(in.ID, it, ItemOptions(it)), Answer: string(r.Answer), Note: r.Note, WithEnter: it.UsedAs == assess.UseNearNow,
		Grave: it.Class == assess.ClassRedFlag || it.Role == assess.RoleImminent,
		Page:  pageOfItem(in, it), Silent: it.AskedBy == assess.AskedAfter,
	}
}

// afresh reports whether to ask an answered item again: a sign of escalation whose
// answer is stale; whether the person is near now, whenever a draft is resumed or the
// contact was cut off or became unsafe; and
// an item that was left open, after askAfresh or by the next person.
func (s *Sitting) afresh(id string, it *assess.Item, r assess.Response) bool {
	if r.Answer == "" || r.Answer == assess.NotAsked || s.asked[id] {
		return false
	}
	// markItem decides about items that an earlier assessment left open.
	leftOpen := (r.Answer == assess.Unknown || r.Answer == assess.Declined) && !s.followsEarlier()
	return (it.Role != "" || leftOpen) && s.stale(r) || it.UsedAs == assess.UseNearNow && (!s.Loaded.IsZero() || s.cutShort()) || leftOpen && s.Handover
}

// Stale returns the ids of the items about the last four weeks whose answers were
// stale at the time of the assessment, because nobody asked again. They are in file
// order.
func Stale(in *assess.Instrument, a *assess.Assessment) (ids []string) {
	s := Sitting{A: a, Now: a.AssessedAt.Time()}
	for i := range in.Items {
		r, _ := a.Responses.Of(in.ID, in.Items[i].ID)
		if in.Items[i].Role != "" && s.stale(r) {
			ids = append(ids, in.Items[i].ID)
		}
	}
	return ids
}

// stale reports whether an answer is at least as old as askAfresh.
func (s *Sitting) stale(r assess.Response) bool {
	if r.Answer == "" || r.Answer == assess.NotAsked {
		return false
	}
	at := r.At.Time()
	if r.At.IsZero() {
		at = s.Loaded
	}
	return !at.IsZero() && s.Now.Sub(at) >= askAfresh
}

// yesNo holds the answers of an item of yes or no. Nobody chooses "not asked".
var yesNo = late.Value[[]Option]{Make: func() []Option { return slices.Clip(options(assess.AnswerWords[:4])) }}

// ItemOptions returns the answers of an item with the key for each.
func ItemOptions(it *assess.Item) []Option {
	if it.Type == assess.YesNo {
		return yesNo.Get()
	}
	var out []Option
	for k, o := range it.Options {
		out = append(out, Option{string(rune('0' + (k+1)%10)), o.Value, o.Label}) // 1 to 9, then 0
	}
	return append(out, yesNo.Get()[2:]...)
}

// Find returns the step with that id, and whether the sitting has it now.
func (s *Sitting) Find(id string) (Step, bool) {
	steps := s.steps()
	for i := range steps {
		if steps[i].ID == id {
			return steps[i], true
		}
	}
	return Step{}, false
}

// Anywhere returns the step with that id, even for a question that is not asked now,
// because somebody may say it anyway and it must be recorded.
func (s *Sitting) Anywhere(id string) (Step, bool) {
	if st, ok := s.Beside(id); ok {
		return st, true
	}
	if st, ok := s.Find(id); ok {
		return st, true
	}
	for _, in := range []*assess.Instrument{s.Set.Stalking, s.Set.Dash} {
		bare, found := strings.CutPrefix(id, in.Prefix())
		if i, ok := in.Item(bare); ok && found {
			return s.shown(s.outside(in, i)), true
		}
	}
	if q := questionOf(id); q != nil && q.findable(s) {
		return s.shown(s.step(q)), true
	}
	return Step{}, false
}

// onlyTheirs reports whether only the victim can answer no to an item: the file
// says so for it, or for a stalking item that proposes it.
func (s *Sitting) onlyTheirs(instrument string, it *assess.Item) bool {
	if it.NoIsVictims || instrument == s.Set.Stalking.ID {
		return it.NoIsVictims
	}
	return slices.ContainsFunc(s.Set.ProposedBy(instrument, it.ID), func(from string) bool {
		i, ok := s.Set.Stalking.Item(from)
		return ok && s.Set.Stalking.Items[i].NoIsVictims
	})
}

// Record stores an answer to a step: the value of an option, or text. The value
// must be one that the step can have. An answer that it replaces is kept. remark
// tells the person who asks what was stored instead, or is "".
func (s *Sitting) Record(st Step, value string) (remark string) {
	s.settle(st.ID)
	s.goesOn(&st)
	if strings.HasPrefix(st.ID, tellStep) {
		s.told(st, value)
		return ""
	}
	if st.Item < 0 {
		return s.recordFact(st, value)
	}
	id := s.itemID(st)
	r, _ := s.A.Responses.Of(st.Instrument, id)
	answer, source, remark := s.said(st, value, &r)
	if answer == assess.No && !s.mayRuleOut(&s.Set.Find(st.Instrument).Items[st.Item]) {
		answer, remark = assess.Unknown, "Recorded as not known: a no needs which systems were checked, for which area, and when."
	}
	if r.Answer != "" && r.Answer != assess.NotAsked && r.Answer != answer {
		r.Was = append(slices.Clone(r.Was), assess.Was{Answer: r.Answer, At: r.At, By: s.A.Assessor.Reference})
	}
	r.Answer, r.Source = answer, source
	r.At = assess.InstantOf(s.Now)
	s.A.Responses.Set(st.Instrument, id, r)
	s.reopen(st, string(answer))
	return remark
}

// recordFact stores the answer to a step that is not an item.
func (s *Sitting) recordFact(st Step, value string) (remark string) {
	q := questionOf(st.ID)
	if q == nil {
		return ""
	}
	caller := s.A.Caller
	value, remark = s.factSaid(q, s.keepHeld(&st, value))
	s.put(q, value)
	if s.A.Caller != caller {
		s.readAs(caller)
	}
	s.reopen(st, value)
	if q.says != nil {
		remark = join(remark, q.says(s, value))
	}
	remark = join(remark, saysFact(s, q.path, value))
	return remark
}

// settle notes that a step was answered in this sitting.
func (s *Sitting) settle(id string) {
	if id == AccountStep {
		s.Drop(accountPath)
	}
	if s.asked == nil {
		s.asked = map[string]bool{}
	}
	s.asked[id] = true
	s.Changes()
}

// Asked reports whether a step was answered in this sitting.
func (s *Sitting) Asked(id string) bool { return s.asked[id] }

// Progress is what a sitting remembers besides the assessment.
type Progress struct {
	asked, confirmed map[string]bool
	advice           inView
}

// Progress returns what the sitting remembers now, which SetProgress takes.
func (s *Sitting) Progress() Progress {
	return Progress{maps.Clone(s.asked), maps.Clone(s.confirmed), s.advice}
}

// SetProgress goes back to what Progress returned earlier.
func (s *Sitting) SetProgress(p Progress) {
	s.asked, s.confirmed, s.advice = p.asked, p.confirmed, p.advice
	s.Changes()
}

// Unask marks a step as not answered in this sitting, after a failed save.
func (s *Sitting) Unask(id string) {
	delete(s.asked, id)
	s.Changes()
}

// Note stores a note on an item and replaces any earlier one.
func (s *Sitting) Note(st Step, note string) {
	id := s.itemID(st)
	r, _ := s.A.Responses.Of(st.Instrument, id)
	if s.Withholds() {
		_, was := s.heldAt(&st)
		note = added(was, note)
	}
	r.Answer, r.Note = r.Answer.OrNotAsked(), note
	s.A.Responses.Set(st.Instrument, id, r)
}

func (s *Sitting) itemID(st Step) string { return s.Set.Find(st.Instrument).Items[st.Item].ID }
