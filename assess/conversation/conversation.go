package conversation

import (
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
)

// The conversation: which step comes next, what applies, what an answer means.
//
// It is decided here and only shown elsewhere, so that a screen, a line of text
// and a script hold the same conversation. Steps gives all steps that belong to
// a sitting as it stands, in order; an answer may make some appear and others
// vanish, so a client asks for them anew after each.

// StepKind says how a step is answered.
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
	Item       int    // its place, -1 if the step is no item
	Topic      string // a few words for lists
	Prompt     string // as read aloud, or what to do
	Help       string
	FollowUp   string // what to say after a yes
	Options    []Option
	Answer     string // what is recorded, "" if nothing; where it is to be asked afresh, what was said before
	Note       string // of an item
	Entries    int    // of a list: how many there are
	Afresh     bool   // answered long ago, and to be asked again
	Silent     bool   // for the handler: never read aloud
	Carried    bool   // an incident shows it
	Proposed   bool   // another answer bears on it: a yes waits to be confirmed

	// Of an assessment that goes on from an earlier one: Told is when what stands
	// in Answer was told, if that was then. With Confirm it counts as it stands,
	// and StillSo, the last of Options, confirms it in one key; a list is confirmed
	// by saying that there is no more. With Afresh it does not count any more.
	Told    assess.Instant
	Confirm bool
}

// StepOption is one answer that a step takes, by a key or by its word.
type Option struct {
	Key   string // one character
	Value string
	Label string
}

// Answered says whether the step needs no answer now: it has one that is not
// stale and waits for nobody to confirm it, or an incident shows it.
func (s *Step) Answered() bool {
	return (s.Answer != "" && s.Answer != string(assess.NotAsked) || s.Carried) && !s.Afresh && !s.Confirm
}

// AskAfresh is how old an answer about the last four weeks may be before a
// resumed draft asks it again.
const askAfresh = 12 * time.Hour

// Sitting is a conversation as it stands.
type Sitting struct {
	Set assess.Instruments
	A   *assess.Assessment
	Now time.Time // of the sitting; decides what is asked afresh
	// Loaded is when the draft was last saved, or the zero time: an answer
	// without a time of its own is as old as that.
	Loaded time.Time
	// Earlier is the assessment that this one goes on from (Again), or nil where
	// there is none or it is not at hand. It is never changed.
	Earlier *assess.Assessment
	// Handover says that another person goes on: what was not known and what
	// nobody wanted to say is asked again.
	Handover bool

	asked map[string]bool // steps answered in this sitting
}

// Steps lists the steps of the sitting in asking order.
func (s *Sitting) Steps() []Step {
	var out []Step
	stalking := s.Set.ItemStates(s.Set.Stalking, s.A)
	items := func(section int) {
		out = append(out, s.items(s.Set.Stalking, stalking, s.Set.Stalking.Sections[section])...)
	}
	facts := func(section string) { out = append(out, s.ask(section)...) }

	full := !s.A.FirstContact()
	facts("safe")
	sections := s.Set.Stalking.Sections
	if len(sections) > 0 {
		items(0)
	}
	facts("account")
	facts("who")
	for i := 1; i < len(sections); i++ {
		items(i)
	}
	if full {
		facts("impact")
		facts("recognition")
		facts("context")
	}
	if full || s.A.DashAsked == assess.DashAlways {
		out = append(out, s.dash()...)
	}
	facts("end")
	return out
}

// items gives the steps of a section's items that apply.
func (s *Sitting) items(in *assess.Instrument, states []assess.ItemState, section assess.Section) []Step {
	var out []Step
	prefix := in.Prefix()
	for _, id := range section.Items {
		i, _ := in.Item(id)
		if !states[i].Applies {
			continue
		}
		it := &in.Items[i]
		r, _ := s.A.Responses.Of(in.ID, id)
		step := Step{
			ID: prefix + id, Kind: ChoiceStep, Section: section.Title, Instrument: in.ID, Item: i,
			Topic: it.Topic, Prompt: it.Prompt, Help: it.Help, FollowUp: it.FollowUp,
			Options: ItemOptions(it), Answer: string(r.Answer), Note: r.Note,
			Afresh:   s.afresh(prefix+id, it, r),
			Carried:  states[i].Carried,
			Proposed: states[i].Proposed,
		}
		s.markItem(&step, it.Role != "", r)
		out = append(out, step)
	}
	return out
}

// dash gives the steps of DASH where it applies or may.
func (s *Sitting) dash() []Step {
	if assess.DashApplicability(s.Set, s.A) == "not_applicable" {
		return nil
	}
	var out []Step
	states := s.Set.ItemStates(s.Set.Dash, s.A)
	for _, section := range s.Set.Dash.Sections {
		section.Title = "DASH: " + section.Title
		out = append(out, s.items(s.Set.Dash, states, section)...)
	}
	return out
}

// afresh says whether an answer is asked again: a sign that is too old; whether
// the person is near now, whenever a draft goes on; and what was left open, by
// the next person and on another day.
func (s *Sitting) afresh(id string, it *assess.Item, r assess.Response) bool {
	if r.Answer == "" || r.Answer == assess.NotAsked || s.asked[id] {
		return false
	}
	// Of what an earlier assessment left open, told says what is to be done.
	leftOpen := (r.Answer == assess.Unknown || r.Answer == assess.Declined) && !s.goesOn()
	return (it.Role != "" || leftOpen) && s.stale(r) || it.UsedAs == assess.UseNearNow && !s.Loaded.IsZero() || leftOpen && s.Handover
}

// Stale lists the items about the last four weeks whose answers are older than
// AskAfresh at the time of the assessment, in file order: nobody asked again.
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

// stale says whether an answer is too old to stand for the last four weeks.
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
	if it.Type == assess.YesNo {
		return []Option{
			{"y", string(assess.Yes), "yes, or suspected"},
			{"n", string(assess.No), "no"},
			{"u", string(assess.Unknown), "not known"},
			{"d", string(assess.Declined), "would not say"},
		}
	}
	var out []Option
	for k, o := range it.Options {
		out = append(out, Option{digit(k), o.Value, o.Label})
	}
	return append(out, Option{"u", string(assess.Unknown), "not known"}, Option{"d", string(assess.Declined), "would not say"})
}

// digit gives the key of the k-th option: 1 to 9, then 0.
func digit(k int) string { return string(rune('0' + (k+1)%10)) }

// Find gives the step of that id, if it belongs to the sitting as it stands.
func (s *Sitting) Find(id string) (Step, bool) {
	for _, st := range s.Steps() {
		if st.ID == id {
			return st, true
		}
	}
	return Step{}, false
}

// Anywhere gives the step of that id, also of an item that does not apply as
// things stand: somebody may say it all the same, and what is said is kept.
func (s *Sitting) Anywhere(id string) (Step, bool) {
	if st, ok := s.Find(id); ok {
		return st, true
	}
	for _, in := range []*assess.Instrument{s.Set.Stalking, s.Set.Dash} {
		bare, found := strings.CutPrefix(id, in.Prefix())
		if i, ok := in.Item(bare); ok && found {
			r, _ := s.A.Responses.Of(in.ID, bare)
			it := &in.Items[i]
			return Step{
				ID: id, Instrument: in.ID, Item: i, Topic: it.Topic, Prompt: it.Prompt, Help: it.Help, FollowUp: it.FollowUp,
				Options: ItemOptions(it), Answer: string(r.Answer), Note: r.Note,
			}, true
		}
	}
	return Step{}, false
}

// Next gives the first step after the one of that id that still needs an
// answer; from the beginning where id is "". The review and the finish always
// do.
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

// BeforeStopping gives what is asked of somebody who stops in the middle: how the
// contact ended, while it is open whether the person is near, since a call that
// drops then calls for help. ok is false where nothing is.
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

// Before gives the step before the one of that id, and whether there is one.
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

// Record stores an answer to a step: the value of an option, or text. What was
// recorded before is kept with a corrected answer. remark is what the person who
// asks should know about what was stored; "" if nothing.
//
// It is a programming error to record what is no option of the step.
func (s *Sitting) Record(st Step, value string) (remark string) {
	s.settle(st.ID)
	if st.Item < 0 {
		s.recordFact(st.ID, value)
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

// Asked says whether a step was answered in this sitting.
func (s *Sitting) Asked(id string) bool { return s.asked[id] }

// Unask takes that back: the answer could not be saved.
func (s *Sitting) Unask(id string) { delete(s.asked, id) }

// Note stores a note on an item, in place of what was noted.
func (s *Sitting) Note(st Step, note string) {
	id := s.itemID(st)
	r, _ := s.A.Responses.Of(st.Instrument, id)
	if r.Answer == "" {
		r.Answer = assess.NotAsked
	}
	r.Note = note
	s.A.Responses.Set(st.Instrument, id, r)
}

func (s *Sitting) itemID(st Step) string { return s.Set.Find(st.Instrument).Items[st.Item].ID }
