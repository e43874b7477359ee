package conversation

import (
	"slices"

	"stalkrisk/assess"
)

// endForm gives the fields of what is written down at the end: decisions, advice,
// what was promised, and what a support service thinks. It begins a new entry as
// Form does; there is one view of a service, and its fields are written over.
func (s *Sitting) endForm(list string) []Field {
	switch list {
	case "decisions":
		s.A.Decisions = append(s.A.Decisions, assess.Decision{})
		return s.decisionForm(len(s.A.Decisions) - 1)
	case "advice":
		s.A.AdviceGiven = append(s.A.AdviceGiven, "")
		return s.adviceForm(len(s.A.AdviceGiven) - 1)
	case "actions":
		s.A.Actions = append(s.A.Actions, assess.Action{})
		return s.actionForm(len(s.A.Actions) - 1)
	case "service-view":
		return s.serviceForm()
	}
	return nil
}

func (s *Sitting) discardEnd(list string) {
	switch list {
	case "decisions":
		s.A.Decisions = dropLast(s.A.Decisions)
	case "advice":
		s.A.AdviceGiven = dropLast(s.A.AdviceGiven)
	case "actions":
		s.A.Actions = dropLast(s.A.Actions)
	}
}

var decisionAbout = []Option{
	{"1", "spo", "a stalking protection order"}, {"2", "interim_spo", "an interim stalking protection order"},
	{"3", "disclosure_of_identity", "telling the person who it is"}, {"4", "recording", "how it is recorded"}, {"5", "other", "something else"},
}

// about gives what a decision may be about. Scotland has no stalking protection
// order.
func (s *Sitting) about() []Option {
	if s.A.Case.Jurisdiction != "scotland" {
		return decisionAbout
	}
	return slices.DeleteFunc(slices.Clone(decisionAbout), func(o Option) bool { return o.Value == "spo" || o.Value == "interim_spo" })
}

func (s *Sitting) decisionForm(i int) []Field {
	d := func() *assess.Decision { return &s.A.Decisions[i] }
	return []Field{
		{"about", "What is it about?", s.about(), func(v string) error { d().About = assess.DecisionAbout(v); return nil }},
		{"decision", "What was decided?", wordOptions(assess.DecisionWord("").Words()), func(v string) error { d().Decision = assess.DecisionWord(v); return nil }},
		{"reason", "Why, or why not?", nil, func(v string) error { d().Reason = v; return nil }},
		{"by", "Who decided? A reference, not a name.", nil, func(v string) error { d().By = v; return nil }},
	}
}

func (s *Sitting) adviceForm(i int) []Field {
	return []Field{{"advice", "What was advised? One thing, in a line.", nil, func(v string) error { s.A.AdviceGiven[i] = v; return nil }}}
}

func (s *Sitting) actionForm(i int) []Field {
	act := func() *assess.Action { return &s.A.Actions[i] }
	return []Field{
		{"what", "What was promised?", nil, func(v string) error { act().What = v; return nil }},
		{"owner", "Who will do it? A reference, not a name.", nil, func(v string) error { act().Owner = v; return nil }},
		{"due", "By which day? (2026-11-21)", nil, setDate(func() *assess.Date { return &act().Due })},
		{"done", "On which day was it done? Leave it empty if it is not done yet.", nil, setDate(func() *assess.Date { return &act().Done })},
	}
}

func (s *Sitting) serviceForm() []Field {
	v := func() *assess.ServiceView { return &s.A.ServiceView }
	return []Field{
		{"level", "How high does the service put the risk?", wordOptions(assess.OverallLevel("").Words()), func(w string) error { v().Level = assess.OverallLevel(w); return nil }},
		{"by", "Which service? Not a person's name.", nil, func(w string) error { v().By = w; return nil }},
		{"note", "Why does it think so?", nil, func(w string) error { v().Note = w; return nil }},
	}
}
