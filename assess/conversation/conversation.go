// Package conversation decides which step comes next, and what an answer means.
//
// The packages that show it only show it, so that a screen, a line of text and a
// script hold the same conversation. Steps returns all steps of a sitting as it
// is, in order. An answer may add steps and remove others, so a client asks for
// them again after each.
package conversation

import (
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
)

// StepKind is how a step is answered.
type StepKind int

// The kinds of step.
const (
	ChoiceStep StepKind = iota // one of Options
	TextStep                   // free text of several lines
	LineStep                   // free text of one line
	ReviewStep                 // everything on one page; nothing is recorded
	FinishStep                 // closes the sitting
)

// Step is one thing to ask, to record or to look at.
type Step struct {
	ID         string // of an item "weapon" or "dash.q01", else its own: "safe-to-talk"
	Kind       StepKind
	Section    string // title, for people
	Instrument string // of an item, else ""
	Item       int    // its place, -1 if the step is not an item
	Topic      string // a few words for lists
	Prompt     string // as read aloud, or what to do
	Help       string
	FollowUp   string // what to say after a yes
	Options    []Option
	Answer     string // what is recorded, "" if nothing; with Afresh, what was said before
	Note       string // of an item
	Entries    int    // of a list: how many there are
	Afresh     bool   // answered long ago, and to be asked again
	Silent     bool   // for the handler: never read aloud
	Carried    bool   // an incident shows it
	Proposed   bool   // another answer or a finding suggests a yes, which waits to be confirmed

	// Of an assessment that follows an earlier one: Told is when Answer was told,
	// if that was then. With Confirm the answer counts, and StillSo, the last of
	// Options, confirms it in one key; a list is confirmed by the answer that
	// there is no more. With Afresh the answer does not count any more.
	AnsweredAt assess.Instant
	Confirm    bool
}

// Option is one answer that a step takes, by a key or by its word.
type Option struct {
	Key   string // one character
	Value string
	Label string
}

// Answered reports whether the step needs no answer now: its answer is not stale
// and does not wait to be confirmed, or an incident shows it.
func (s *Step) Answered() bool {
	return (s.Answer != "" && s.Answer != string(assess.NotAsked) || s.Carried) && !s.Afresh && !s.Confirm
}

// askAfresh is how old an answer about the last four weeks may be before a
// resumed draft asks it again.
const askAfresh = 12 * time.Hour

// Sitting is the state of a conversation.
type Sitting struct {
	Set assess.Instruments
	A   *assess.Assessment
	Now time.Time // of the sitting; decides what is asked again
	// Loaded is when the draft was last saved, or the zero time: an answer
	// without a time of its own is as old as that.
	Loaded time.Time
	// Earlier is the assessment that this one follows (see Reassess), or nil
	// where there is none or it was not given. It is never changed.
	Earlier *assess.Assessment
	// Handover means that another person continues: what was not known and what
	// nobody wanted to say is asked again.
	Handover bool

	asked map[string]bool // steps answered in this sitting
}

// Steps lists the steps of the sitting in asking order.
func (s *Sitting) Steps() []Step {
	in := s.Set.Stalking
	states := s.Set.ItemStates(in, s.A)
	first := min(1, len(in.Sections))
	out := slices.Concat(
		s.ask("safe"), s.items(in, states, "", in.Sections[:first]), s.ask("account"), s.ask("who"), s.items(in, states, "", in.Sections[first:]),
	)
	full := !s.A.FirstContact()
	if full {
		out = slices.Concat(out, s.ask("impact"), s.ask("recognition"), s.ask("context"))
	}
	if dash := s.Set.Dash; (full || s.A.DashAsked == assess.DashAlways) && assess.DashApplicability(s.Set, s.A) != "not_applicable" {
		out = append(out, s.items(dash, s.Set.ItemStates(dash, s.A), "DASH: ", dash.Sections)...)
	}
	return append(out, s.ask("end")...)
}

// items returns the steps of the items in sections that apply. title goes before
// the title of each section.
func (s *Sitting) items(in *assess.Instrument, states []assess.ItemState, title string, sections []assess.Section) (out []Step) {
	for _, section := range sections {
		for _, id := range section.Items {
			i, _ := in.Item(id)
			if !states[i].Applies {
				continue
			}
			it := &in.Items[i]
			r, _ := s.A.Responses.Of(in.ID, id)
			step := s.itemStep(in, i)
			step.Section, step.Afresh = title+section.Title, s.afresh(step.ID, it, r)
			step.Carried, step.Proposed = states[i].Carried, states[i].Proposed
			s.markItem(&step, it.Role != "", r)
			out = append(out, step)
		}
	}
	return out
}

// itemStep returns the step of an item, whether it applies or not.
func (s *Sitting) itemStep(in *assess.Instrument, i int) Step {
	it := &in.Items[i]
	r, _ := s.A.Responses.Of(in.ID, it.ID)
	return Step{
		ID: in.Prefix() + it.ID, Kind: ChoiceStep, Instrument: in.ID, Item: i,
		Topic: it.Topic, Prompt: it.Prompt, Help: it.Help, FollowUp: it.FollowUp,
		Options: ItemOptions(it), Answer: string(r.Answer), Note: r.Note,
	}
}

// afresh reports whether an answer is asked again: a sign that is too old;
// whether the person is near now, whenever a draft is resumed; and what was left
// open, by the next person or on another day.
func (s *Sitting) afresh(id string, it *assess.Item, r assess.Response) bool {
	if r.Answer == "" || r.Answer == assess.NotAsked || s.asked[id] {
		return false
	}
	// markItem decides about what an earlier assessment left open.
	leftOpen := (r.Answer == assess.Unknown || r.Answer == assess.Declined) && !s.goesOn()
	return (it.Role != "" || leftOpen) && s.stale(r) || it.UsedAs == assess.UseNearNow && !s.Loaded.IsZero() || leftOpen && s.Handover
}

// Stale lists the items about the last four weeks whose answers are older than
// askAfresh at the time of the assessment, in file order: nobody asked again.
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

// stale reports whether an answer is too old to be about the last four weeks.
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

// ItemOptions returns the answers of an item with the key for each.
func ItemOptions(it *assess.Item) []Option {
	answers := assess.AnswerWords[:4] // not asked is what no answer is
	if it.Type == assess.YesNo {
		return options(answers)
	}
	var out []Option
	for k, o := range it.Options {
		out = append(out, Option{string(rune('0' + (k+1)%10)), o.Value, o.Label}) // 1 to 9, then 0
	}
	return append(out, options(answers[2:])...)
}

// Find returns the step with that id, if it is one of the sitting's steps now.
func (s *Sitting) Find(id string) (Step, bool) {
	for _, st := range s.Steps() {
		if st.ID == id {
			return st, true
		}
	}
	return Step{}, false
}

// Anywhere returns the step with that id, also of an item that does not apply
// now: somebody may say it all the same, and what is said is kept.
func (s *Sitting) Anywhere(id string) (Step, bool) {
	if st, ok := s.Find(id); ok {
		return st, true
	}
	for _, in := range []*assess.Instrument{s.Set.Stalking, s.Set.Dash} {
		bare, found := strings.CutPrefix(id, in.Prefix())
		if i, ok := in.Item(bare); ok && found {
			return s.itemStep(in, i), true
		}
	}
	return Step{}, false
}

// Next returns the first step after the one with that id that still needs an
// answer, from the beginning if id is "". The review and the finish always do.
func (s *Sitting) Next(after string) Step {
	steps := s.Steps()
	from := slices.IndexFunc(steps, func(st Step) bool { return st.ID == after }) + 1
	for _, st := range steps[from:] {
		if !st.Answered() || st.Kind >= ReviewStep {
			return st
		}
	}
	return steps[len(steps)-1]
}

// BeforeStopping returns what is asked of somebody who stops in the middle: how
// the contact ended, while it is open whether the person is near, since help is
// sent if a call then drops. ok is false where nothing is asked.
func (s *Sitting) BeforeStopping() (st Step, ok bool) {
	in := s.Set.Stalking
	if i, ok := in.Used(assess.UseNearNow); ok {
		near, asked := s.Find(in.Items[i].ID)
		if asked && (near.Answer == string(assess.No) || near.Answer == string(assess.Yes)) {
			return Step{}, false
		}
	}
	st, ok = s.Find("ended")
	return st, ok && !st.Answered()
}

// Before returns the step before the one with that id, and whether there is one.
func (s *Sitting) Before(id string) (Step, bool) {
	steps := s.Steps()
	i := slices.IndexFunc(steps, func(st Step) bool { return st.ID == id })
	if i <= 0 {
		return Step{}, false
	}
	return steps[i-1], true
}

// onlyTheirs reports whether only the victim can answer no to an item: the file
// says so of it, or of a stalking item that proposes it.
func (s *Sitting) onlyTheirs(instrument string, it *assess.Item) bool {
	if it.NoIsVictims || instrument == s.Set.Stalking.ID {
		return it.NoIsVictims
	}
	return slices.ContainsFunc(s.Set.ProposedBy(instrument, it.ID), func(from string) bool {
		i, ok := s.Set.Stalking.Item(from)
		return ok && s.Set.Stalking.Items[i].NoIsVictims
	})
}

// Record stores an answer to a step: the value of an option, or text. A corrected
// answer keeps the earlier one. remark is what the person who asks should know
// about what was stored, or "". The value must be one that the step can have.
func (s *Sitting) Record(st Step, value string) (remark string) {
	s.settle(st.ID)
	if st.Item < 0 {
		if q := questionOf(st.ID); q != nil {
			s.put(q, value)
		}
		return ""
	}
	id := s.itemID(st)
	answer := assess.Answer(value)
	if answer == assess.No && s.A.Caller == assess.ThirdParty && s.onlyTheirs(st.Instrument, &s.Set.Find(st.Instrument).Items[st.Item]) {
		answer = assess.Unknown
		remark = "Recorded as not known: this is not for anyone else to say. Ask the person themself when you can."
	}
	r, _ := s.A.Responses.Of(st.Instrument, id)
	if r.Answer != "" && r.Answer != assess.NotAsked && r.Answer != answer {
		r.Was = append(slices.Clone(r.Was), assess.Was{Answer: r.Answer, At: r.At})
	}
	r.Answer = answer
	r.At = assess.InstantOf(s.Now)
	s.A.Responses.Set(st.Instrument, id, r)
	return remark
}

// settle notes that a step was answered in this sitting.
func (s *Sitting) settle(id string) {
	if s.asked == nil {
		s.asked = map[string]bool{}
	}
	s.asked[id] = true
}

// Asked reports whether a step was answered in this sitting.
func (s *Sitting) Asked(id string) bool { return s.asked[id] }

// Unask undoes that: the answer could not be saved.
func (s *Sitting) Unask(id string) { delete(s.asked, id) }

// Note stores a note on an item, in place of an earlier one.
func (s *Sitting) Note(st Step, note string) {
	id := s.itemID(st)
	r, _ := s.A.Responses.Of(st.Instrument, id)
	r.Answer, r.Note = r.Answer.OrNotAsked(), note
	s.A.Responses.Set(st.Instrument, id, r)
}

func (s *Sitting) itemID(st Step) string { return s.Set.Find(st.Instrument).Items[st.Item].ID }
