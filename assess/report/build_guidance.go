package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

// onPageOne is how many lines of guidance go on page one, so that it stays one
// page. All of them are in a section of their own.
const onPageOne = 5

// called fills in what the answers call for.
func (b *builder) called(g *Guidance, guides []*guidance.Guide) {
	g.Files, g.Urgent, g.Lines, g.Tests, g.Orders, g.Routes, g.Cited = []GuideFile{}, []string{}, []GuideLine{}, []Test{}, []OrderBeside{}, []Route{}, []Cited{}
	for _, f := range guides {
		g.Sources = append(g.Sources, f.Ref())
		g.Files = append(g.Files, GuideFile{f.ID, f.Version, f.Title, f.AsOf.String(), f.Purpose, f.Misuse, f.Licence, f.Check})
	}
	c := guidance.Follow(guides, *b.set, b.a, b.r)
	for _, l := range c.Lines {
		g.Lines = append(g.Lines, GuideLine{
			ID: l.Guide + "/" + l.ID, Section: string(l.Section), Says: l.Says, Not: l.Not, Goes: l.Goes,
			From: b.from(l.From), Source: g.cite(l.Cited),
		})
	}
	for _, t := range c.Tests {
		g.Tests = append(g.Tests, b.test(g, &t))
	}
	for _, o := range c.Orders {
		g.Orders = append(g.Orders, b.orderBeside(&o))
	}
	if len(c.Uncovered) > 0 {
		g.Uncovered = capital(b.numbered(c.Uncovered)) + " " + isAre(len(c.Uncovered)) + " marked as near or in breach, and no order that is recorded covers the day. Find the order, bail condition or warning, and record it with its days and conditions."
	}
	for _, rt := range c.Routes {
		g.Routes = append(g.Routes, Route{
			ID: rt.Guide + "/" + rt.ID, Name: rt.Name, Number: rt.Number, Detail: rt.Detail, Area: rt.Area, Audience: rt.Audience,
			Verified: rt.VerifiedOn.String(), Stale: rt.Stale, From: b.from(rt.From), Source: g.cite(rt.Cited),
		})
	}
	g.Urgent = b.urgent(c.Lines)
}

// urgent picks the lines for page one: in few words, with the first of the
// answers that each follows from and the first of its sources.
func (b *builder) urgent(lines []guidance.CalledLine) []string {
	most := slices.DeleteFunc(slices.Clone(lines), func(l guidance.CalledLine) bool { return l.PageOne == 0 })
	slices.SortStableFunc(most, func(x, y guidance.CalledLine) int { return cmp.Compare(x.PageOne, y.PageOne) })
	out := []string{}
	for _, l := range most[:min(len(most), onPageOne)] {
		from := b.from(l.From)
		said := l.Brief + " Because: " + from[0]
		if more := len(from) - 1; more > 0 {
			said += "; and " + count(more, "more answer", "more answers")
		}
		out = append(out, said+". Source: "+l.Cited[0].Short+".")
	}
	return out
}

func (b *builder) test(g *Guidance, t *guidance.CalledTest) Test {
	out := Test{
		ID: t.Guide + "/" + t.ID, Kind: string(t.Kind), Title: t.Title, Says: t.Says,
		From: b.from(t.From), Source: g.cite(t.Cited), Elements: []Element{},
	}
	for _, e := range t.Elements {
		ask := e.Ask
		if e.Status == guidance.Met {
			ask = ""
		}
		out.Elements = append(out.Elements, Element{
			ID: e.ID, What: e.What, Status: string(e.Status), From: b.from(e.From), Ask: ask, Source: g.cite(e.Cited),
		})
	}
	return out
}

// cite adds sources to those that the report lists. It returns their short names,
// with a note on each that was not read.
func (g *Guidance) cite(cited []guidance.Cited) []string {
	out := []string{}
	for _, c := range cited {
		full := Cited{c.Short, c.Title, c.Where, c.CheckedOn.String(), string(c.Mark)}
		if !slices.Contains(g.Cited, full) {
			g.Cited = append(g.Cited, full)
		}
		short := c.Short
		if note := word("mark_beside", string(c.Mark)); note != "" {
			short += " (" + note + ")"
		}
		out = append(out, short)
	}
	return out
}

// from describes what a line follows from.
func (b *builder) from(all []guidance.From) []string {
	out := []string{}
	for _, f := range all {
		if said := b.follows(&f); said != "" {
			out = append(out, said)
		}
	}
	return out
}

func (b *builder) follows(f *guidance.From) string {
	switch f.Kind {
	case "item":
		return b.followsItem(f)
	case "incidents":
		return b.numbered(f.Incidents)
	case "order":
		return "an order is recorded: " + word("order", f.Answer)
	case "trigger":
		return "a date to watch: " + word("trigger", f.Answer)
	}
	_, key, _ := strings.Cut(f.ID, ".")
	fact := guidance.FactIn(f.Kind, key)
	if f.Answer == assess.Absent {
		return fact.Label + ": not recorded"
	}
	return fact.Label + ": " + fact.Words.Label(f.Answer)
}

func (b *builder) followsItem(f *guidance.From) string {
	instrument, item, _ := strings.Cut(f.ID, ".")
	t := Topic{item, f.Topic}
	if instrument != b.set.Stalking.ID {
		t.ID = f.ID
	}
	said := midway(f.Answer)
	if f.Carried {
		said += ", by an incident"
	}
	return t.String() + ": " + said
}

// namedInFull is how many incidents are listed by number. More are counted.
const namedInFull = 6

// numbered names incidents by their numbers in this report.
func (b *builder) numbered(places []int) string {
	if len(places) == 0 {
		return ""
	}
	numbers := make([]int, len(places))
	for k, i := range places {
		numbers[k] = b.numbers[i]
	}
	slices.Sort(numbers)
	if len(numbers) == 1 {
		return "incident " + few(numbers, namedInFull)
	}
	return "incidents " + few(numbers, namedInFull)
}

// orderBeside describes an order beside what happened while it was in force.
func (b *builder) orderBeside(o *guidance.OrderBeside) OrderBeside {
	out := OrderBeside{
		Order:      joined("; ", word("order", string(o.Order.Kind)), span(o.Order.From, o.Order.To)),
		Conditions: append([]string{}, o.Order.Conditions...), Incidents: []string{},
	}
	if out.Order == "" {
		out.Order = "an order whose kind was not recorded"
	}
	places := slices.Clone(o.Incidents)
	slices.SortFunc(places, func(i, j int) int { return cmp.Compare(b.numbers[i], b.numbers[j]) })
	var near, others []int
	for _, i := range places {
		if b.a.Incidents[i].Breach.Any() {
			near = append(near, i)
		} else {
			others = append(others, i)
		}
	}
	for k, i := range near {
		if k == namedInFull {
			out.Incidents = append(out.Incidents, fmt.Sprintf("and %d more.", len(near)-k))
			break
		}
		out.Incidents = append(out.Incidents, b.besideIncident(i))
	}
	if len(others) > 0 {
		out.Incidents = append(out.Incidents, "In its time, and not marked as near it or a breach: "+b.numbered(others)+". Compare each with the conditions.")
	}
	out.Says = joined(" ", ending(o), besideSays(len(o.Order.Conditions), o.Breaches, len(o.Incidents)))
	return out
}

func (b *builder) besideIncident(i int) string {
	inc := &b.incidents[b.numbers[i]-1]
	when := "no date"
	if inc.At != "" {
		when = Readable(inc.At)
	}
	return fmt.Sprintf("Incident %d, %s, %s: %s.", inc.Number, when, inc.Label, word("breach", inc.Breach))
}

// endsSoon is how many days before its end a report says that an order ends: it
// takes that long to apply for another.
const endsSoon = 90

// ending describes when an order ends or ended; "" if that is far off or unknown.
func ending(o *guidance.OrderBeside) string {
	switch {
	case !o.Ends:
		return ""
	case o.DaysLeft < 0:
		return "It has ended. Look again at what protects the person now."
	case o.DaysLeft == 0:
		return "It ends today. Look again at what protects the person then."
	case o.DaysLeft <= endsSoon:
		return "It ends in " + count(o.DaysLeft, "day", "days") + ". Think now of what comes after it."
	}
	return ""
}

func besideSays(conditions, breaches, incidents int) string {
	said := "Nothing recorded falls into its time; that does not mean that nothing did."
	if incidents > 0 {
		said = fmt.Sprintf("%s in its time, %d marked as near it or a breach.", count(incidents, "incident falls", "incidents fall"), breaches)
	}
	if conditions == 0 {
		said += " Its conditions are not recorded: get the order and write them down."
	}
	return said
}
