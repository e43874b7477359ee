package report

import (
	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// guidance lists what to do at the reported level and by when, and what the
// answers call for. Every legal word and every number comes from a guidance file.
func (b *builder) guidance() Guidance {
	g := Guidance{Level: b.r.Overall.Level, Steps: []Step{}, Sources: []Source{}}
	guides := b.guides.For(&b.a.Case)
	add := func(id, what, by string) { g.Steps = append(g.Steps, Step{id, what, by}) }
	high := g.Level == "high"
	if b.r.ActNow {
		add("deploy", "Send help at once, by the local emergency procedure. Everything else can wait.", "now")
	}
	if high {
		add("supervisor", "Tell the supervisor.", "now")
	}
	add("evidence", "Secure the evidence before it is lost: messages, call records, camera pictures, devices, things that were left. Ask nobody to delete, block or reset anything until that is done.", "now")
	add("next-contact", "Say when the person will hear next, and from whom, and keep to it.", "before the contact ends")
	add("record", "Record it as stalking, or write down why not.", "before the record is closed")
	add("advocacy", "Offer an independent stalking advocate or helpline, and record the answer.", "before the contact ends")
	if high {
		add("safety-plan", "Make a safety plan with the person.", "today")
		add("multi-agency", "Start the multi-agency route.", "today")
	}
	for _, s := range b.safeguarding() {
		add("safeguarding", s, "today")
	}
	add("order", orderStep(guides), soon(high))
	if g.Level != "low" {
		add("specialist", "Have it reviewed by a stalking specialist or the single point of contact.", b.review())
	}
	add("review", "Look at the whole case again.", b.review())
	for _, in := range b.set.All() {
		g.Sources = append(g.Sources, in.Ref())
	}
	b.called(&g, guides)
	return g
}

func soon(high bool) string {
	if high {
		return "today"
	}
	return "at the review at the latest"
}

func (b *builder) review() string {
	if b.r.ReviewBy == "" {
		return "as local policy says"
	}
	return "by " + Readable(b.r.ReviewBy)
}

// orderStep names the order to consider, by whose law applies.
func orderStep(guides []*guidance.Guide) string {
	for _, g := range guides {
		if g.Order != "" {
			return g.Order
		}
	}
	return "Consider which protective order fits, and check the current law: there is no guidance here for this jurisdiction."
}

// safeguarding names who is a child. It applies at any level.
func (b *builder) safeguarding() []string {
	victim, other := b.a.Case.VictimUnder18 == assess.FactYes, b.a.Case.SuspectUnder18 == assess.FactYes
	const end = " under 18. Child safeguarding applies at any level."
	switch {
	case victim && other:
		return []string{"The person at risk and the other person are" + end}
	case victim:
		return []string{"The person at risk is" + end}
	case other:
		return []string{"The other person is" + end}
	}
	return nil
}
