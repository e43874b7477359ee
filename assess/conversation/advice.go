package conversation

import (
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/guidance"
)

// Advice is chosen by data: a line of guidance has words to say while questions are
// asked, their rank, and whether they can wait. What is decided here is when it is safe
// and right to say them.

// Advice is one line to say to the caller.
type Advice struct {
	Says string // in words to read aloud; recorded once it was said
	Read string // the same in the caller's language too
	Not  string // what not to say; may be ""

	line string // its id in the guidance
}

// inView remembers which advice was in view in this sitting: each line once. Advice that
// nobody said comes once more on the page before the call ends.
type inView struct {
	now  string   // the line in view
	been []string // the lines that were
}

// MoveAdvice chooses the advice in view beside the step with that id, after an answer
// or a skip. What neither saves life nor perishes waits until the danger questions are
// over, and while help must be sent for the page before the call ends.
func (s *Sitting) MoveAdvice(at string) {
	defer s.Changes()
	s.advice.now = ""
	wait := !s.dangerIsOver(at)
	if !wait {
		wait = s.result().ActNow
	}
	for _, say := range s.toSay() {
		if say.Haste == "" && wait || slices.Contains(s.advice.been, say.Line) {
			continue
		}
		s.advice.now = say.Line
		s.advice.been = append(slices.Clone(s.advice.been), say.Line)
		return
	}
}

// Advice returns the advice in view. It is gone as soon as it may not be said any more.
func (s *Sitting) Advice() (Advice, bool) {
	if s.advice.now == "" {
		return Advice{}, false
	}
	for _, say := range s.toSay() {
		if say.Line == s.advice.now {
			return Advice{say.Says, s.aloud(say.Says), say.Not, say.Line}, true
		}
	}
	return Advice{}, false
}

// Said records that the advice in view was said.
func (s *Sitting) Said(of Advice) {
	s.A.AdviceGiven = append(slices.Clone(s.A.AdviceGiven), of.Says)
	if s.advice.now == of.line {
		s.advice.now = ""
	}
}

// tellStep begins the id of a step that asks whether advice was said.
const tellStep = "tell:"

// mostToTell is the most advice that is left for that page.
const mostToTell = 4

var toldOrNot = []Option{{"y", "yes", "said"}, {"n", "no", "not now"}}

// allTold is the answer that those lines too were said that were in view before.
const allTold = "all"

// leftToTell returns a step for each line that is called for and was not said, for the
// page before the call ends. One that was answered there stays.
func (s *Sitting) leftToTell() (out []Step) {
	left := s.linesLeft()
	for _, say := range left {
		asked := s.asked[tellStep+say.Line]
		st := Step{
			ID: tellStep + say.Line, Kind: ChoiceStep, Page: closingPage, Section: parts.Get()["closing"], Item: -1, Topic: say.Says, Row: say.Name,
			Prompt: "Tell them: " + s.aloud(say.Says), Options: toldOrNot, Silent: true,
		}
		if s.unsure(&say) {
			st.Prompt = "Only if they are 18 or over, tell them: " + s.aloud(say.Says)
		}
		if say.Not != "" {
			st.Help = "Not: " + say.Not
		}
		if n := len(s.saidBefore(left, say.Line)); n > 0 {
			st.Options = append(slices.Clone(toldOrNot), Option{"1", allTold, "said, with " + others(n)})
		}
		switch {
		case s.given(say.Says):
			st.Answer = "yes"
		case asked:
			st.Answer = "no"
		}
		out = append(out, st)
	}
	return out
}

// linesLeft returns the lines for that page.
func (s *Sitting) linesLeft() []guidance.ToSay {
	left := slices.DeleteFunc(s.calledFor(), func(say guidance.ToSay) bool {
		return s.given(say.Says) && !s.asked[tellStep+say.Line]
	})
	return left[:min(len(left), mostToTell)]
}

// saidBefore returns the lines besides one that were in view in this sitting, so that
// somebody has read them whole, and are not recorded as said. Who is not sure to be an
// adult is asked about each line of law.
func (s *Sitting) saidBefore(left []guidance.ToSay, besides string) []guidance.ToSay {
	return slices.DeleteFunc(slices.Clone(left), func(say guidance.ToSay) bool {
		return say.Line == besides || !slices.Contains(s.advice.been, say.Line) || s.given(say.Says) || s.unsure(&say)
	})
}

func others(n int) string {
	if n == 1 {
		return "the other one shown before"
	}
	return "the other " + strconv.Itoa(n) + " shown before"
}

// told records whether the advice of a step of that page was said.
func (s *Sitting) told(st Step, value string) {
	says := st.Topic
	s.A.AdviceGiven = slices.DeleteFunc(slices.Clone(s.A.AdviceGiven), func(g string) bool { return g == says })
	if value == "no" {
		return
	}
	also := s.saidBefore(s.linesLeft(), strings.TrimPrefix(st.ID, tellStep))
	s.A.AdviceGiven = append(s.A.AdviceGiven, says)
	if value != allTold {
		return
	}
	for _, say := range also {
		s.settle(tellStep + say.Line)
		s.A.AdviceGiven = append(s.A.AdviceGiven, say.Says)
	}
}

// toSay returns the advice that is called for, was not given, and may be said now.
func (s *Sitting) toSay() []guidance.ToSay {
	return slices.DeleteFunc(s.calledFor(), func(say guidance.ToSay) bool { return s.given(say.Says) || s.unsure(&say) })
}

// unsure reports whether a line is about law and nobody recorded whether the person is an
// adult. A child hears no such line; it waits for the page before the call ends, which
// says so.
func (s *Sitting) unsure(say *guidance.ToSay) bool {
	return say.Legal && s.A.Case.VictimUnder18 != assess.FactNo
}

// calledFor returns the advice that is called for and may be said now.
func (s *Sitting) calledFor() []guidance.ToSay {
	if !s.mayAdvise() {
		return nil
	}
	all := guidance.SayWhileAsking(s.guides(), s.view())
	return slices.DeleteFunc(all, func(say guidance.ToSay) bool {
		child := say.Legal && s.A.Case.VictimUnder18 == assess.FactYes
		return child || slices.ContainsFunc(say.From, func(f guidance.From) bool { return !s.saidNow(f) })
	})
}

// guides returns the guidance for the case.
func (s *Sitting) guides() []*guidance.Guide {
	return guidance.For(s.Guides, &s.A.Case, s.Set.Forces)
}

// mayAdvise reports whether anything may be said: somebody said in this sitting that
// it is safe to talk, openly, and the suspect is not near.
func (s *Sitting) mayAdvise() bool {
	c := &s.A.Contact
	openly := c.Mode == "" || c.Mode == assess.OpenMode
	safe := c.SafeToTalk == assess.FactYes && (s.Loaded.IsZero() || s.askedAbout("contact.safe_to_talk"))
	return openly && safe && s.nearNow() != assess.Yes
}

// given reports whether advice in those words is recorded as given.
func (s *Sitting) given(says string) bool {
	return slices.ContainsFunc(s.A.AdviceGiven, func(g string) bool { return fold.Text(g) == fold.Text(says) })
}

// saidNow reports whether a reason for advice was told in this sitting. What is only
// held in the file is not read to a caller, and advice would give it away: the caller
// may be somebody else.
func (s *Sitting) saidNow(f guidance.From) bool {
	if s.Loaded.IsZero() && !s.followsEarlier() && s.HeldIncidents == 0 {
		return true // nothing was held before this sitting
	}
	switch f.Kind {
	case "incidents":
		return !slices.ContainsFunc(f.Incidents, func(i int) bool { return i < s.HeldIncidents })
	case "item":
		instrument, id, _ := strings.Cut(f.ID, ".")
		in := s.Set.Find(instrument)
		return in != nil && s.asked[in.Prefix()+id]
	}
	group, key, _ := strings.Cut(f.ID, ".")
	fact := assess.FactIn(group, key)
	return fact != nil && s.askedAbout(fact.Path)
}

// askedAbout reports whether a question about the fact at that path was answered in
// this sitting.
func (s *Sitting) askedAbout(path string) bool {
	return slices.ContainsFunc(questions.Get(), func(q question) bool { return q.path == path && s.asked[q.id] })
}

// dangerIsOver reports whether the step with that id comes after the last question
// about danger.
func (s *Sitting) dangerIsOver(at string) bool {
	danger := map[string]bool{}
	for _, section := range s.Set.Stalking.Sections {
		for _, id := range section.Items {
			danger[id] = section.Danger
		}
	}
	found, over := false, true
	for _, st := range s.steps() {
		found = found || st.ID == at
		over = over && !(found && danger[st.ID])
	}
	return found && over
}

// support returns the services to offer, each with its number: those of the force, then
// the national ones.
func (s *Sitting) support() string {
	var out []string
	for _, local := range s.Set.Local.Services {
		out = append(out, local.Name+", "+local.Number)
	}
	for _, rt := range guidance.SupportRoutes(s.guides(), s.view()) {
		out = append(out, rt.Name+", "+rt.Number)
	}
	out = out[:min(len(out), mostSupport)]
	if len(out) == 0 {
		return ""
	}
	return "To give: " + strings.Join(out, "; ") + "."
}

// mostSupport is the most services that are named beside the question about support.
const mostSupport = 3
