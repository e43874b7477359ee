package report

import (
	"stalkrisk/assess"
)

// guidance says what to do at the reported level, and by when. Points to prove,
// local routes and numbers are data and not known here.
func (b *builder) guidance() Guidance {
	g := Guidance{Level: b.r.Overall.Level, Steps: []Step{}, Sources: []Source{}}
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
	add("order", b.order(), soon(high))
	if g.Level != "low" {
		add("specialist", "Have it reviewed by a stalking specialist or the single point of contact.", b.review())
	}
	add("review", "Look at the whole case again.", b.review())
	for _, in := range b.set.All() {
		g.Sources = append(g.Sources, in.Ref())
	}
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

// order names the order to consider, by whose law applies.
func (b *builder) order() string {
	switch b.a.Case.Jurisdiction {
	case "scotland":
		return "Consider a non-harassment order, and check the current law: Scotland has no stalking protection order."
	case "northern_ireland":
		return "Consider a stalking protection order and an interim one. The Chief Constable applies, so that the person does not have to."
	}
	return "Consider a stalking protection order and an interim one. The police apply, so that the person does not have to."
}

// safeguarding says who is a child; it applies at any level.
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
