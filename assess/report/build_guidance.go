package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
)

// guidance returns what to do at the reported level and by when, and the guidance that
// the answers call for. Every legal term and phone number comes from a guidance file.
func (b *builder) guidance() Guidance {
	g := Guidance{Level: b.r.Overall.Level, Sources: each(b.set.All(), (*assess.Instrument).Ref)}
	guides := guidance.For(b.guides, &b.a.Case, b.set.Forces)
	g.Steps = b.steps(guides)
	b.called(&g, guides)
	return g
}

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
	open := b.openLines(guides)
	g.Lines = each(c.Lines, func(l guidance.CalledLine) GuideLine {
		return GuideLine{
			ID: l.Guide + "/" + l.ID, Section: string(l.Section), Says: l.Says, Not: l.Not, Goes: l.Goes,
			Brief: l.Brief, PageOne: l.PageOne, Private: !open[l.Guide+"/"+l.ID],
			Decide: append([]Decide{}, l.Decide...), OnOrder: l.OnOrder,
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
			Verified: rt.VerifiedOn.String(), Stale: rt.Stale, Private: !open[rt.Guide+"/"+rt.ID],
			From: each(rt.From, b.follows), Source: g.cite(rt.Cited),
		}
	})...)
}

// openLines returns the lines and routes that the answers call for also without what is
// sensitive, by guide and id. Any other would tell it.
func (b *builder) openLines(guides []*guidance.Guide) map[string]bool {
	a := b.a.Clone()
	for i := range assess.CaseFacts() {
		if f := &assess.CaseFacts()[i]; f.Sensitive && f.Set != nil && f.Kind != assess.ListFact {
			_ = f.Set(&a, "") // nothing recorded is never refused
		}
	}
	return guidance.CalledFor(guides, *b.set, &a, b.r)
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
	return t.plain() + ": " + midway(f.Answer) + by
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
		Says: joined(" ", ending(&o.Order, asOf(b.a, b.at)), besideSays(len(o.Order.Conditions), o.Breaches, len(o.Incidents))),
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
			out.Incidents = append(out.Incidents, fmt.Sprintf("Incident %d, %s: %s.", inc.Number, cmp.Or(Readable(inc.At), "no date"), joined(", ", breachBrief(inc.Breach), led("condition: ", inc.Condition))))
		}
	}
	if near > namedInFull {
		out.Incidents = append(out.Incidents, fmt.Sprintf("and %d more.", near-namedInFull))
	}
	if len(others) > 0 {
		out.Incidents = append(out.Incidents, "Also while it was in force: "+b.numbered(others)+". Compare each with the conditions.")
	}
	return out
}

// endsSoon is how many days before its end a report warns that an order ends, since
// applying for another can take that long.
const endsSoon = 90

// ending says how long an order has left at a time or that it has ended, or "" if the
// end is unknown or far off.
func ending(o *assess.Order, at assess.Instant) string {
	left := o.To.Day() - dayOf(at)
	switch {
	case o.To.IsZero():
		return ""
	case o.Ended(dayOf(at)):
		return "It has ended. Look again at what protects the person now."
	case left == 0:
		return "It ends today. Look again at what protects the person then."
	case left <= endsSoon:
		return "It ends in " + count(left, "day", "days") + ". Think now of what comes after it."
	}
	return ""
}

func besideSays(conditions, breaches, incidents int) string {
	said := "No incident is recorded while it was in force. That does not mean that there was none."
	if incidents > 0 {
		said = fmt.Sprintf("%s while it was in force, %s marked as a breach or near one.", count(incidents, "incident", "incidents"), cmp.Or(strings.TrimPrefix(strconv.Itoa(breaches), "0"), "none"))
	}
	if conditions == 0 {
		said += " Its conditions are not recorded: get the order and write them down."
	}
	return said
}
