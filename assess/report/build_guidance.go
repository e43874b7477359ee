package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// guidance returns what to do at the reported level and by when, and the guidance that
// the answers call for. Every legal term and phone number comes from a guidance file.
func (b *builder) guidance() Guidance {
	g := Guidance{Level: b.r.Overall.Level, Sources: each(b.set.All(), (*assess.Instrument).Ref)}
	guides := guidance.For(b.guides, &b.a.Case, b.set.Forces)
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
	if child := b.children(); child != "" {
		add("safeguarding", child+" under 18. Child safeguarding applies at any level.", "today")
	}
	order := "Consider which protective order fits, and check the current law: there is no guidance here for this jurisdiction."
	if i := slices.IndexFunc(guides, func(g *guidance.Guide) bool { return g.Order != "" }); i >= 0 {
		order = guides[i].Order
	}
	soon, review := "at the review at the latest", cmp.Or(led("by ", Readable(b.r.ReviewTime())), "as local policy says")
	if high {
		soon = "today"
	}
	add("order", order, soon)
	if forms := b.set.Local.Forms; len(forms) > 0 {
		add("forms", "Use the local forms: "+strings.Join(forms, "; ")+".", soon)
	}
	if g.Level != "low" {
		add("specialist", "Have it reviewed by a stalking specialist or the single point of contact.", review)
	}
	add("review", "Look at the whole case again.", review)
	b.called(&g, guides)
	return g
}

// children returns who is under 18, with a verb, or "" if nobody is known to be.
func (b *builder) children() string {
	victim, other := b.a.Case.VictimUnder18 == assess.FactYes, b.a.Case.SuspectUnder18 == assess.FactYes
	switch {
	case victim && other:
		return "The person at risk and the other person are"
	case victim:
		return "The person at risk is"
	case other:
		return "The other person is"
	}
	return ""
}

// onPageOne is the most lines of guidance on page one, to keep it to one page. The
// guidance section has all of them.
const onPageOne = 5

// called fills in the guidance that the answers call for.
func (b *builder) called(g *Guidance, guides []*guidance.Guide) {
	for _, f := range guides {
		g.Sources = append(g.Sources, f.Ref())
	}
	g.Files = each(guides, func(f *guidance.Guide) GuideFile {
		return GuideFile{f.ID, f.Version, f.Title, f.AsOf.String(), f.Purpose, f.Misuse, f.Licence, f.Check}
	})
	g.Cited = []Cited{} // filled by cite
	c := guidance.Follow(guides, *b.set, b.a, b.r)
	g.Lines = each(c.Lines, func(l guidance.CalledLine) GuideLine {
		return GuideLine{
			ID: l.Guide + "/" + l.ID, Section: string(l.Section), Says: l.Says, Not: l.Not, Goes: l.Goes,
			From: each(l.From, b.follows), Source: g.cite(l.Cited),
		}
	})
	g.Tests = each(c.Tests, func(t guidance.CalledTest) Test { return b.test(g, &t) })
	g.Orders = each(c.Orders, b.orderBeside)
	if len(c.Uncovered) > 0 {
		g.Uncovered = capital(b.numbered(c.Uncovered)) + " " + isAre(len(c.Uncovered)) + " marked as near or in breach, and no order that is recorded covers the day. Find the order, bail condition or warning, and record it with its days and conditions."
	}
	g.Routes = append(b.localRoutes(), each(c.Routes, func(rt guidance.CalledRoute) Route {
		return Route{
			ID: rt.Guide + "/" + rt.ID, Name: rt.Name, Number: rt.Number, Detail: rt.Detail, Area: rt.Area, Audience: rt.Audience,
			Verified: rt.VerifiedOn.String(), Stale: rt.Stale, From: each(rt.From, b.follows), Source: g.cite(rt.Cited),
		}
	})...)
	g.Urgent = b.urgent(c.Lines)
}

// urgent returns the lines for page one in their short form, each with the first
// answer it follows from and its first source.
func (b *builder) urgent(lines []guidance.CalledLine) []string {
	most := those(lines, func(l guidance.CalledLine) bool { return l.PageOne > 0 })
	slices.SortStableFunc(most, func(x, y guidance.CalledLine) int { return cmp.Compare(x.PageOne, y.PageOne) })
	return each(most[:min(len(most), onPageOne)], func(l guidance.CalledLine) string {
		return l.Brief + " Because: " + first(each(l.From, b.follows), 1) + ". Source: " + l.Cited[0].Short + "."
	})
}

// first lists at most that many of the answers behind a line, and counts the others.
func first(from []string, most int) string {
	says := strings.Join(from[:min(len(from), most)], "; ")
	if more := len(from) - most; more > 0 {
		says += "; and " + count(more, "more answer", "more answers")
	}
	return says
}

func (b *builder) test(g *Guidance, t *guidance.CalledTest) Test {
	out := Test{ID: t.Guide + "/" + t.ID, Kind: string(t.Kind), Title: t.Title, Says: t.Says, From: each(t.From, b.follows), Source: g.cite(t.Cited)}
	out.Elements = each(t.Elements, func(e guidance.CalledElement) Element {
		if e.Status == guidance.Met {
			e.Ask = ""
		}
		return Element{ID: e.ID, What: e.What, Status: string(e.Status), From: each(e.From, b.follows), Ask: e.Ask, Source: g.cite(e.Cited)}
	})
	return out
}

// cite adds sources to the list in the report. It returns their short names, with a
// note on each source that was not read.
func (g *Guidance) cite(cited []guidance.Cited) []string {
	return each(cited, func(c guidance.Cited) string {
		full := Cited{c.Short, c.Title, c.Where, c.CheckedOn.String(), string(c.Mark)}
		if !slices.Contains(g.Cited, full) {
			g.Cited = append(g.Cited, full)
		}
		if note := word("mark_beside", string(c.Mark)); note != "" {
			return c.Short + " (" + note + ")"
		}
		return c.Short
	})
}

// follows describes one answer, fact or incident that a line follows from.
func (b *builder) follows(f guidance.From) string {
	switch f.Kind {
	case "item":
		return b.followsItem(&f)
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
	by := ""
	if f.Carried {
		by = ", by an incident"
	}
	return t.String() + ": " + midway(f.Answer) + by
}

// namedInFull is the most incidents listed by number. The rest are counted.
const namedInFull = 6

// numbered lists incidents by their numbers in this report.
func (b *builder) numbered(places []int) string {
	numbers := each(places, func(i int) int { return b.numbers[i] })
	slices.Sort(numbers)
	return plural(len(numbers), "incident ", "incidents ") + few(numbers, namedInFull)
}

// orderBeside describes an order and what happened while it was in force.
func (b *builder) orderBeside(o guidance.OrderBeside) OrderBeside {
	span := joined(" ", led("from ", Readable(o.Order.From.String())), led("to ", Readable(o.Order.To.String())))
	out := OrderBeside{
		Order:      cmp.Or(joined("; ", word("order", string(o.Order.Kind)), span), "an order whose kind was not recorded"),
		Conditions: append([]string{}, o.Order.Conditions...), Incidents: []string{},
		Says: joined(" ", ending(&o), besideSays(len(o.Order.Conditions), o.Breaches, len(o.Incidents))),
	}
	places := slices.SortedFunc(slices.Values(o.Incidents), func(i, j int) int { return cmp.Compare(b.numbers[i], b.numbers[j]) })
	var others []int
	near := 0
	for _, i := range places {
		inc := &b.incidents[b.numbers[i]-1]
		if !b.a.Incidents[i].Breach.Any() {
			others = append(others, i)
			continue
		}
		if near++; near <= namedInFull {
			out.Incidents = append(out.Incidents, fmt.Sprintf("Incident %d, %s, %s: %s.", inc.Number, cmp.Or(Readable(inc.At), "no date"), inc.Label, word("breach", inc.Breach)))
		}
	}
	if near > namedInFull {
		out.Incidents = append(out.Incidents, fmt.Sprintf("and %d more.", near-namedInFull))
	}
	if len(others) > 0 {
		out.Incidents = append(out.Incidents, "In its time, and not marked as near it or a breach: "+b.numbered(others)+". Compare each with the conditions.")
	}
	return out
}

// endsSoon is how many days before its end a report warns that an order ends, since
// applying for another can take that long.
const endsSoon = 90

// ending says when an order ends or that it has ended, or "" if the end is unknown or
// far off.
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
