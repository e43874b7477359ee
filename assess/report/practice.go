package report

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

// Practice is a practice case for a class, with only what the caller says. If Answers
// is true it is the trainer's copy, with everything.
type Practice struct {
	Case    *training.PracticeCase
	Set     assess.Instruments
	Answers bool
}

func (of Practice) compose() []block {
	c := of.Case
	p := &page{}
	p.heading(1, "TRAINING: practice case, "+caseName(c.Ref()))
	p.warn("TRAINING", c.Invented)
	p.say(fmt.Sprintf("%s, about %s.", capital(string(c.Difficulty)), count(c.Minutes, "minute", "minutes")))
	p.heading(2, "What the caller says")
	p.quote(string(c.Account))
	if of.Answers {
		composeTrainers(p, c, of.Set)
	}
	return p.blocks
}

// composeTrainers writes the part that only the trainer sees.
func composeTrainers(p *page, c *training.PracticeCase, set assess.Instruments) {
	p.heading(2, "When asked about other things")
	for _, t := range c.More {
		p.item(t.About, t.Says)
	}
	p.item("Anything that is not written here", c.Otherwise)
	p.heading(2, "What the systems hold, if anyone looks")
	for _, l := range c.Checks {
		p.item(l.Look, l.Holds)
		p.sub("Bears on", strings.Join(each(l.BearsOn, func(id string) string { return topicIn(set, id) }), "; "))
	}
	for _, in := range []*assess.Instrument{set.Stalking, set.Dash} {
		composeModel(p, c, in)
	}
	if len(c.Done) > 0 {
		p.heading(2, "What to advise, record, offer, promise and decide")
	}
	for _, d := range c.Done {
		p.item(capital(string(d.Kind))+": "+d.What, led("from the stage ", strings.ReplaceAll(string(d.From), "_", " ")))
		p.sub("Why", d.Why)
	}
	p.heading(2, "The result of the model answers")
	r := assess.Score(set, &c.Model)
	p.warn(r.Headline(), "")
	if c.Expect.DashLine != "" {
		p.say(fmt.Sprintf("DASH: %s of %d, %s the %d-tick line.", count(c.Expect.DashYes, "topic", "topics"), len(set.Dash.Items), lineWords(c.Expect.DashLine), r.Dash.Line))
	}
	p.heading(2, "What to learn from it")
	p.items(c.Learn)
	p.say("Drawn from: " + c.DrawnFrom)
}

// topicIn returns what a question of either questionnaire is about.
func topicIn(set assess.Instruments, id string) string {
	in := set.Stalking
	if _, known := in.Item(id); !known {
		in = set.Dash
	}
	return topic(in, id).plain()
}

// lineWords says how a count compares with the line of DASH.
func lineWords(line training.Line) string {
	switch line {
	case "below":
		return "below"
	case "open":
		return "not yet at"
	case "reached":
		return "at or over"
	}
	return ""
}

func composeModel(p *page, c *training.PracticeCase, in *assess.Instrument) {
	model := those(c.Answers, func(m training.ModelAnswer) bool { return m.Instrument == in.ID })
	if len(model) > 0 {
		p.heading(2, "Model answers: "+in.Title)
	}
	for _, m := range model {
		p.item(topic(in, m.Item).plain(), word("answer", string(m.Answer))+".")
		p.sub("The caller, when asked", m.Says)
		p.sub("Why", m.Why)
	}
}
