package conversation

import (
	"strings"

	"stalkrisk/assess"
)

// Whoever takes over sees what was answered before them, a section at a time, and
// confirms it with one key or changes it. Confirming changes nothing in the file: each
// answer keeps its time and who recorded it.

const heldHelp = "For your eyes: read none of it to a caller until you know who they are. Confirming keeps when each was answered, and by whom."

// withHeld puts, before the steps of each section, the page of what was answered there
// before the handover and is not confirmed.
func (s *Sitting) withHeld(steps []Step) []Step {
	steps = s.inPerson(steps)
	if !s.Handover {
		return steps
	}
	var out []Step
	for i := range steps {
		first := i == 0 || steps[i-1].Section != steps[i].Section
		if page := s.heldPage(steps[i:]); first && len(page.Parts) > 0 {
			out = append(out, page)
		}
		out = append(out, steps[i])
		if steps[i].ID == nearNowStep(s.Set.Stalking) {
			out = append(out, s.earlierAdvice(steps[i].Section)...)
		}
	}
	return out
}

// earlierAdvice returns the page of the advice that was given before, as soon as it is
// known whether the suspect is near, so that nobody says something else.
func (s *Sitting) earlierAdvice(section string) []Step {
	st := Step{ID: "advice", Section: section, Item: -1, Topic: assess.FactAt("advice_given").Label, Answer: NoMore, Entries: len(s.A.AdviceGiven)}
	if st.Entries == 0 || s.confirmed[st.ID] {
		return nil
	}
	return []Step{{
		ID: "held:advice", Kind: ConfirmStep, Section: section, Item: -1, Silent: true, Topic: "advice given before",
		Prompt: "Advice they were given before you. Say nothing that goes against it.", Help: heldHelp, Parts: []Step{s.withWho(st)},
	}}
}

// heldPage returns the page for the section that begins with these steps.
func (s *Sitting) heldPage(steps []Step) Step {
	section := steps[0].Section
	page := Step{
		ID: "held:" + steps[0].ID, Kind: ConfirmStep, Section: section, Item: -1, Silent: true, Topic: "what was answered before",
		Prompt: "Answered before you took over: confirm or change.", Help: heldHelp,
	}
	for _, st := range steps {
		if st.Section != section {
			break
		}
		if s.held(&st) {
			page.Parts = append(page.Parts, s.withWho(st))
		}
	}
	return page
}

// held reports whether a step was answered before the handover, counts, and is neither
// confirmed nor answered again.
func (s *Sitting) held(st *Step) bool {
	return st.Kind < ReviewStep && st.ID != "reference" && st.Answer != "" && st.Answered() && !s.asked[st.ID] && !s.confirmed[st.ID] && !(st.Carried && st.Answer == string(assess.NotAsked))
}

// withWho returns a step with when it was answered, and who recorded that.
func (s *Sitting) withWho(st Step) Step {
	if st.Item >= 0 {
		r, _ := s.A.Responses.Of(st.Instrument, s.itemID(st))
		st.AnsweredAt = r.At
	}
	if st.Entries > 0 {
		st.Note = strings.Join(s.Entries(st.ID), "; ")
	}
	h := s.A.HandlerAt(st.AnsweredAt)
	st.By, st.ByRole = h.Reference, h.Role
	return st
}

// ConfirmHeld confirms steps of a page as they are.
func (s *Sitting) ConfirmHeld(parts []Step) {
	if s.confirmed == nil {
		s.confirmed = map[string]bool{}
	}
	for i := range parts {
		s.confirmed[parts[i].ID] = true
	}
	s.Changes()
}
