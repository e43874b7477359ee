package report

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

// TwoReadings shows one account as DASH counts it and as the stalking questions read it.
type TwoReadings struct {
	Case *training.PracticeCase
	Set  assess.Instruments
}

// ofBothNumbers is what is to be said of both, unless the case says it itself.
var ofBothNumbers = []string{"Neither number is wrong; they count different things.", "Being below a line is never a reason to close, refuse or delay."}

func (of TwoReadings) compose() []block {
	c := of.Case
	r := assess.Score(of.Set, &c.Model)
	p := &page{}
	p.toARoom("TRAINING: one account, two readings: " + c.Title)
	p.warn("TRAINING", c.Invented)
	p.quote(string(c.Account))
	p.heading(2, "As DASH counts it")
	if c.Furthest() != assess.Full || r.Dash.Applicability != "applicable" {
		p.say("DASH is not asked here: it is for partners, former partners and family.")
	} else {
		where := lineWords(training.Line(r.Dash.LineState()))
		p.warn(fmt.Sprintf("%d of %d topics are yes", r.Dash.Yes, len(of.Set.Dash.Items)), fmt.Sprintf("%s the line, which is %d.", where, r.Dash.Line))
		p.items(yesTopics(c, of.Set.Dash))
	}
	p.heading(2, "As the stalking questions read it")
	p.warn(r.Headline(), "")
	for _, reason := range append(r.Baseline.Because, r.Escalation.Because...) {
		p.item("Because", of.Set.Stalking.Says(reason)+".")
	}
	if len(r.NotInDash) > 0 {
		p.heading(2, "Found here, and not a question of DASH")
		p.items(each(r.NotInDash, func(id string) string { return capital(topic(of.Set.Stalking, id).plain()) }))
	}
	p.heading(2, "What to say about it")
	p.items(those(ofBothNumbers, func(s string) bool { return !taught(c, s) }))
	p.items(c.Learn)
	return p.blocks
}

// taught reports whether the lessons of a case say this already.
func taught(c *training.PracticeCase, says string) bool {
	return slices.ContainsFunc(c.Learn, func(learn string) bool {
		return strings.Contains(strings.ToLower(learn), strings.ToLower(says))
	})
}

// yesTopics returns the topics that the model answers yes.
func yesTopics(c *training.PracticeCase, in *assess.Instrument) (out []string) {
	for _, m := range c.Answers {
		if m.Instrument == in.ID && m.Answer == assess.Yes {
			out = append(out, capital(topic(in, m.Item).plain()))
		}
	}
	return out
}
