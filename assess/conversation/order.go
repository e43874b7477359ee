package conversation

import (
	"cmp"
	"iter"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// Steps returns the steps of the sitting in asking order. The questionnaire file says
// in which stage an item is asked, and which of its sections are about danger.
func (s *Sitting) Steps() []Step {
	if s.still == nil {
		return s.steps()
	}
	return slices.Clone(s.steps())
}

// steps returns what Steps does. The caller must not change it: it may be what was worked
// out before.
func (s *Sitting) steps() (out []Step) {
	if s.still == nil {
		s.Still(func() { out = s.workedOut() })
		return out
	}
	if s.still.steps == nil {
		s.still.steps = s.workedOut()
	}
	return s.still.steps
}

func (s *Sitting) workedOut() []Step { return s.spoken(s.withhold(s.withHeld(s.inOrder()))) }

// still is what has been worked out while nothing changes.
type still struct {
	steps  []Step
	result *assess.Result
	view   *guidance.View
}

// Still runs a function that looks at the sitting and changes nothing, so that what
// takes long is worked out once for all of it. If the function changes something after
// all, what was worked out is dropped: every method that changes what a sitting remembers
// calls Changes, and so does whoever changes the assessment.
func (s *Sitting) Still(look func()) {
	if s.still == nil {
		s.still = &still{}
		defer s.Changes()
	}
	look()
}

// Changes drops what was worked out while nothing changed. The rest of a function that
// Still runs then works out everything each time.
func (s *Sitting) Changes() { s.still = nil }

// Result scores what has been recorded.
func (s *Sitting) Result() assess.Result { return *s.result() }

// result returns what Result does. The caller must not change it.
func (s *Sitting) result() *assess.Result {
	if s.still != nil && s.still.result != nil {
		return s.still.result
	}
	r := assess.Score(s.Set, s.A)
	if s.still != nil {
		s.still.result = &r
	}
	return &r
}

// view returns how what has been recorded looks to guidance, with where each item stands.
func (s *Sitting) view() *guidance.View {
	if s.still != nil && s.still.view != nil {
		return s.still.view
	}
	v := guidance.NewView(&s.Set, s.A, s.result())
	if s.still != nil {
		s.still.view = v
	}
	return v
}

// inOrder returns the steps without the pages of what was answered before a handover.
func (s *Sitting) inOrder() []Step {
	it := s.itemsByPlace()
	out := s.ask(make([]Step, 0, mostSteps), lastEnded, "safe", "mode")
	out = append(out, it.first...)
	out = s.ask(out, "near", "reach", "account")
	if s.stage() == assess.Screen {
		out = append(s.ask(out, "screen"), it.screen...)
		if s.A.Training != "" { // it is finished here, so how it ended comes first
			out = s.ask(out, "ended", "found")
		} else {
			out = s.ask(out, "found", "ended") // on with the same call, or how it ended
		}
		return s.settled(s.quiet(s.followed(out)))
	}
	out = append(s.ask(out, "hear-danger"), it.danger...)
	out = append(s.ask(out, "parties"), it.parties...)
	out = append(out, it.pattern...)
	if s.stage() == assess.FirstContact {
		out = s.ask(s.dash(out), "hear-own-life", ownLifeStep)
	} else { // how they are comes before what only the attending officer asks
		out = append(s.ask(out, "hear-own-life", ownLifeStep), it.rest...)
		out = s.dash(s.ask(out, "impact", "recognition", "context"))
	}
	out = s.ask(s.closing(out), "ended", "after")
	out = s.ask(append(out, it.after...), "end")
	return s.settled(s.quiet(s.followed(out)))
}

// mostSteps is how many steps a sitting hardly ever exceeds: they take memory once.
const mostSteps = 128

// closing returns steps with those of the page before the call ends after them: first all
// that is to be said, then what was promised.
func (s *Sitting) closing(steps []Step) []Step {
	for _, st := range s.ask(nil, "closing") {
		steps = append(steps, st)
		if st.ID == nextHoursStep {
			steps = append(steps, s.leftToTell()...)
		}
	}
	return steps
}

// stage returns the stage of the sitting. One that is not recorded is full.
func (s *Sitting) stage() assess.Stage { return cmp.Or(s.A.Stage, assess.Full) }

// itemsOf holds the steps of the stalking items that apply, by their place in the
// conversation.
type itemsOf struct {
	first   []Step // of the first section: whether the person is near
	danger  []Step // of the other sections about danger
	parties []Step // of them, those for which the parties must be known
	pattern []Step // of the other sections
	screen  []Step // of danger and pattern, those that a screen asks
	after   []Step // for the handler alone, after the call
	rest    []Step // for the attending officer
}

func (s *Sitting) itemsByPlace() (out itemsOf) {
	in := s.Set.Stalking
	states := s.view().Items(in)
	for n, section := range in.Sections {
		for st := range s.items(in, states, "", &section) {
			it := &in.Items[st.Item]
			to := &out.pattern
			switch {
			case n == 0:
				to = &out.first
			case it.AskedBy == assess.AskedAfter:
				to = &out.after
			case it.Stage == assess.Full:
				to = &out.rest
			case section.Danger && it.AppliesWhen.AsksCase():
				to = &out.parties
			case section.Danger:
				to = &out.danger
			}
			*to = append(*to, st)
			if n > 0 && it.Stage == assess.Screen {
				out.screen = append(out.screen, st)
			}
		}
	}
	return out
}

// dash returns steps with those of DASH after them, if it is asked.
func (s *Sitting) dash(steps []Step) []Step {
	in := s.Set.Dash
	asked := s.stage() == assess.Full || s.A.DashAsked == assess.DashAlways
	if in == nil || !asked || assess.DashApplicability(s.Set, s.A) == "not_applicable" {
		return steps
	}
	states := s.view().Items(in)
	for i := range in.Sections {
		for st := range s.items(in, states, "DASH: ", &in.Sections[i]) {
			steps = append(steps, st)
		}
	}
	return steps
}

// items yields the steps of the items of a section that apply. title comes before the
// title of the section.
func (s *Sitting) items(in *assess.Instrument, states []assess.ItemState, title string, section *assess.Section) iter.Seq[Step] {
	return func(yield func(Step) bool) {
		for _, id := range section.Items {
			i, _ := in.Item(id)
			it := &in.Items[i]
			r, _ := s.A.Responses.Of(in.ID, id)
			if !states[i].Applies || r.Answer.OrNotAsked() == assess.NotAsked && !s.calls(in, states, it) {
				continue
			}
			step := s.itemStep(in, i)
			step.Section, step.Afresh = title+section.Title, s.afresh(step.ID, it, r)
			step.Carried, step.Proposed = states[i].Carried, states[i].Proposed
			s.markItem(&step, it.Role != "", r)
			if !yield(step) {
				return
			}
		}
	}
}

// calls reports whether a follow-up is asked: no other item needs to call for it, or one
// does that was answered, and not no. One whose parents nobody has asked yet waits.
func (s *Sitting) calls(in *assess.Instrument, states []assess.ItemState, it *assess.Item) bool {
	return len(it.FollowUpOf) == 0 || slices.ContainsFunc(it.FollowUpOf, func(id string) bool {
		i, _ := in.Item(id)
		r, _ := s.A.Responses.Of(in.ID, id)
		answered := r.Answer != assess.No && r.Answer.OrNotAsked() != assess.NotAsked
		return states[i].Carried || answered && states[i].Applies
	})
}

// followed puts the questions about an item right after it.
func (s *Sitting) followed(steps []Step) []Step {
	in := s.Set.Stalking
	for i := range steps {
		if st := &steps[i]; st.Item >= 0 && st.Instrument == in.ID && in.Items[st.Item].UsedAs == assess.UseStrangulation {
			return slices.Insert(steps, i+1, s.ask(nil, "neck")...)
		}
	}
	return steps
}

// settled marks the steps that need not be asked because their page was left without
// them: in this sitting, or in an earlier one that recorded any of it. An item that is
// asked aloud stays open. Another level can
// be set at first contact, but only the officer is asked about it.
func (s *Sitting) settled(steps []Step) []Step {
	begun := map[string]bool{}
	for i := range steps {
		if st := &steps[i]; st.Page != "" && st.holds() && !AsksEnd(*st) {
			begun[st.Page] = true
		}
	}
	for i := range steps {
		st := &steps[i]
		left := st.Page != "" && (st.Item < 0 || st.Silent) && (s.asked[st.Page] || st.Optional && begun[st.Page])
		st.Passed = st.Answer == "" && (left || st.ID == judgement && s.stage() != assess.Full)
	}
	return steps
}

// Next returns the first step after the one with that id that still needs an
// answer, or from the beginning if after is "". The rest of a page is shown whether or
// not it needs one; the review, unless it is left to the person to look, and the finish
// always do. A question that the last answer calls for comes first, even if its place
// is earlier.
func (s *Sitting) Next(after string) Step {
	steps := s.steps()
	at := slices.IndexFunc(steps, func(st Step) bool { return st.ID == after })
	if st, ok := s.followUpOf(steps, at); ok {
		return st
	}
	if at >= 0 && steps[at].Page != "" {
		for _, st := range steps[at+1:] {
			if st.Page == steps[at].Page && !st.holds() {
				return st
			}
		}
	}
	for _, st := range steps[at+1:] {
		looks := st.Kind == ReviewStep && s.stage() != assess.Full // left to the person
		if !looks && (!st.Answered() || st.Kind >= ReviewStep) {
			return st
		}
	}
	return steps[len(steps)-1]
}

// followUpOf returns an earlier step that follows up the one at a place, which was not
// answered no, and that has not been asked.
func (s *Sitting) followUpOf(steps []Step, at int) (st Step, ok bool) {
	in := s.Set.Stalking
	if at < 0 || steps[at].Item < 0 || steps[at].Instrument != in.ID {
		return Step{}, false
	}
	if a := assess.Answer(steps[at].Answer); a == assess.No || a.OrNotAsked() == assess.NotAsked {
		return Step{}, false
	}
	parent := in.Items[steps[at].Item].ID
	for _, st := range steps[:at] {
		if st.Item >= 0 && st.Instrument == in.ID && !st.Answered() && slices.Contains(in.Items[st.Item].FollowUpOf, parent) {
			return st, true
		}
	}
	return Step{}, false
}

// Before returns the step before the one with that id, and whether there is one.
func (s *Sitting) Before(id string) (Step, bool) {
	steps := s.steps()
	i := slices.IndexFunc(steps, func(st Step) bool { return st.ID == id })
	if i <= 0 {
		return Step{}, false
	}
	return steps[i-1], true
}
