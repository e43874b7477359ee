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

func sectionTitle(section guidance.Section) string {
	switch section {
	case guidance.Suspect:
		return "Suspect: find, arrest, search, seize, bail"
	case guidance.Points:
		return "Points to prove"
	case guidance.Orders:
		return "Orders"
	case guidance.Conditions:
		return "What an order should say, matched to this behaviour"
	case guidance.Traps:
		return "What this may be mistaken for"
	case guidance.Evidence:
		return "Evidence about to be lost, the soonest first"
	case guidance.Say:
		return "Say, and do not say"
	case guidance.Who:
		return "Who else"
	}
	return ""
}

// composeTest writes what has to be shown, and how far that is recorded. What is met is
// only named.
func composeTest(p *page, r *Report, t *Test) {
	says := t.Says
	if !p.show.Why {
		says = sentence(says)
	}
	p.warn(t.Title, says)
	if len(t.Elements) == 0 {
		p.say("None of them is shown by the answers so far.")
	}
	var met, indicated []string
	for _, e := range t.Elements {
		switch status := guidance.Status(e.Status); {
		case p.show.Why:
		case status == guidance.Met:
			met = append(met, clause(e.What))
			continue
		case status == guidance.Indicated:
			indicated = append(indicated, e.What)
			continue
		}
		p.item(capital(word("element", e.Status)), joined(" ", e.What+".", led("Ask: ", e.Ask)))
		p.why(e.From)
		if p.show.Why {
			p.sub("Source", p.notes(r, e.Source))
		}
	}
	p.fact("Met, on what was told", strings.Join(met, "; "))
	p.fact("Indicated, ask more", strings.Join(indicated, "; "))
}

// why shows what a line follows from, if that is asked for.
func (p *page) why(from []string) {
	if p.show.Why {
		p.sub("Follows from", strings.Join(from, "; "))
	}
}

// notes returns the numbers of sources, as they are listed at the end: "[2,5]", and whether
// one of them is not verified. The works are numbered as they are first cited.
func (p *page) notes(r *Report, sources []string) string {
	var numbers []string
	unverified := ""
	for _, source := range sources {
		i := slices.IndexFunc(r.Guidance.Cited, func(c Cited) bool {
			return source == c.Short || source == c.Short+" ("+word("mark_beside", c.Mark)+")"
		})
		if i < 0 {
			continue
		}
		c := r.Guidance.Cited[i]
		if c.Mark == "unverified" {
			unverified = ": not verified"
		}
		c.Short, c.Where = "", ""
		at := slices.Index(p.works, c)
		if at < 0 {
			at, p.works = len(p.works), append(p.works, c)
		}
		if n := strconv.Itoa(at + 1); !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 {
		return ""
	}
	return "[" + strings.Join(numbers, ",") + unverified + "]"
}

// lineWords returns how many words a line takes, with the works that it is the first to
// cite.
func (p *page) lineWords(r *Report, l *GuideLine) int {
	before := len(p.works)
	n := countWords([]block{p.line(r, l)})
	for _, work := range p.works[before:] {
		n += 4 + len(strings.Fields(work.Title))
	}
	return n
}

// composeSection writes the lines of a section that are to be shown, counts the others,
// and then writes the tests that belong to it.
func composeSection(p *page, r *Report, section guidance.Section, shows func(*GuideLine) bool, tests ...Test) {
	lines := those(r.Guidance.Lines, func(l GuideLine) bool { return l.Section == string(section) })
	if len(lines)+len(tests) > 0 {
		p.heading(2, sectionTitle(section))
	}
	more := 0
	for _, l := range lines {
		if !shows(&l) {
			more++
			continue
		}
		p.add(p.line(r, &l))
		p.why(l.From)
	}
	if more > 0 {
		p.leaveOut(more)
	}
	for _, t := range tests {
		composeTest(p, r, &t)
	}
}

// leaveOut says that lines are left out here, and counts them for the last line.
func (p *page) leaveOut(lines int) {
	p.leftOut += lines
	p.say(fmt.Sprintf("%d more left out for length.", lines))
}

// line returns a line of guidance as an item.
func (p *page) line(r *Report, l *GuideLine) block {
	label := capital(l.Goes)
	if l.Private {
		label = joined(" ", label, "(sensitive)")
	}
	return block{kind: itemBlock, label: label, text: joined(" ", l.Says, led("NOT: ", l.Not), p.notes(r, l.Source))}
}

// composeOrders shows how each order stands, with what happened in its time.
func composeOrders(p *page, r *Report) {
	g := &r.Guidance
	orders := r.Assessment.Orders
	if len(orders) == 0 && g.Uncovered == "" {
		return
	}
	p.heading(2, "Orders, bail and warnings")
	if g.Uncovered != "" {
		p.say(g.Uncovered)
	}
	p.fact("", r.breaches())
	f := assess.FactAt("orders")
	for i := range orders {
		says := entrySays(f, &orders[i])
		if !p.show.Why {
			says = joined("; ", strings.Join(orders[i].Conditions, "; "), led("served ", Readable(orders[i].Served.String())), orders[i].Note)
		}
		says = joined("; ", says, r.orderTook(&orders[i]))
		p.item(r.orderSays(&orders[i]), says)
		if i < len(g.Orders) {
			p.sub("Beside it", joined(" ", slices.Concat(g.Orders[i].Incidents, []string{g.Orders[i].Says})...))
		}
	}
	for _, o := range g.Orders[min(len(orders), len(g.Orders)):] { // of a report that another version wrote
		p.item(capital(o.Order), o.Says)
	}
}

func composeRoutes(p *page, r *Report) {
	if len(r.Guidance.Routes) == 0 {
		return
	}
	p.heading(2, "Where to turn")
	p.say("Check before use. The dates say when each number was last checked in print; none has been tested by phone.")
	for k, rt := range r.Guidance.Routes {
		if k == routesInFull && !p.show.Why {
			p.leaveOut(len(r.Guidance.Routes) - k)
			break
		}
		checked := "NOT VERIFIED: look it up"
		switch {
		case strings.HasPrefix(rt.ID, localID):
			checked = "from the settings of this force"
		case rt.Verified != "" && rt.Stale:
			checked = "checked " + Readable(rt.Verified) + ", TOO LONG AGO: look it up"
		case rt.Verified != "":
			checked = "checked " + Readable(rt.Verified)
		}
		label := rt.Name
		if rt.Private {
			label += " (sensitive)"
		}
		says := joined("; ", cmp.Or(rt.Number, "no number is verified; look it up"), strings.TrimRight(rt.Detail, "."), rt.Area, rt.Audience, checked)
		if p.show.Why {
			says = joined(" ", says, p.notes(r, rt.Source))
		}
		p.item(label, says)
		p.why(rt.From)
	}
}

// routesInFull is the most services that are shown without --why.
const routesInFull = 2

// composeCited lists the sources by number. Where in each, and when that was checked,
// is shown with what the lines follow from.
func composeCited(p *page, r *Report) {
	if len(p.works) == 0 {
		return
	}
	p.heading(2, "Sources")
	for _, f := range r.Guidance.Files {
		check := f.Check
		if !p.show.Why {
			check = sentence(check)
		}
		p.item(f.Title+", as of "+Readable(f.AsOf), check)
	}
	for n, work := range p.works {
		says := word("mark_beside", work.Mark)
		if p.show.Why {
			var where []string
			for _, c := range r.Guidance.Cited {
				at := c.Where
				if c.Short, c.Where = "", ""; c == work && !slices.Contains(where, at) {
					where = append(where, at)
				}
			}
			says = strings.Join(where, "; ") + " (" + word("mark", work.Mark) + "; checked " + Readable(work.Checked) + ")."
		}
		p.number(n+1, work.Title, says)
	}
}
