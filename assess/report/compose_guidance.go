package report

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess/guidance"
)

// composeGuidance lays out the guidance in the order in which an officer works: the
// suspect, points to prove, orders and their conditions, evidence that may be lost, what it may be
// mistaken for, what to say, and who else to involve.
func composeGuidance(p *page, r *Report) {
	g := &r.Guidance
	p.heading(2, "What follows from these answers")
	if len(g.Files) == 0 {
		p.say("This report was made without guidance for this jurisdiction.")
		return
	}
	p.say("Only what these answers call for is here. Behind each line stand the answers that it follows from and its source. It is not legal advice, and not a decision on a charge.")
	for _, f := range g.Files {
		p.item(f.Title+", as of "+Readable(f.AsOf), f.Check)
	}
	if len(g.Lines)+len(g.Tests)+len(g.Routes)+len(g.Orders) == 0 {
		p.say("Nothing answered so far calls for any of it. Ask on: what is open may still call for it.")
		return
	}
	composeSection(p, g, guidance.Suspect)
	composeSection(p, g, guidance.Points, those(g.Tests, func(t Test) bool { return t.Kind != string(guidance.Order) })...)
	composeSection(p, g, guidance.Orders, those(g.Tests, func(t Test) bool { return t.Kind == string(guidance.Order) })...)
	composeOrdersBeside(p, g)
	for _, s := range []guidance.Section{guidance.Conditions, guidance.Evidence, guidance.Traps, guidance.Say, guidance.Who} {
		composeSection(p, g, s)
	}
	composeRoutes(p, g)
	composeCited(p, g)
}

var sectionTitles = map[guidance.Section]string{
	guidance.Suspect:    "The suspect: find, arrest, search, seize, bail",
	guidance.Points:     "Points to prove",
	guidance.Orders:     "Orders",
	guidance.Conditions: "What an order should say, matched to this behaviour",
	guidance.Traps:      "What this may be mistaken for",
	guidance.Evidence:   "Evidence about to be lost, the soonest first",
	guidance.Say:        "Say, and do not say",
	guidance.Who:        "Who else",
}

func composeTest(p *page, t *Test) {
	p.warn(t.Title, t.Says)
	if len(t.Elements) == 0 {
		p.say("None of them is shown by the answers so far.")
	}
	for _, e := range t.Elements {
		p.item(capital(word("element", e.Status)), e.What+".")
		p.sub("Ask next", e.Ask)
		label := "Recorded so far"
		if e.Status == string(guidance.Met) || e.Status == string(guidance.Indicated) {
			label = "Follows from"
		}
		behind(p, label, e.From, e.Source)
	}
}

// answersInFull is the most answers written out behind a line. The JSON report has
// them all.
const answersInFull = 3

// behind writes the answers that a line follows from, and its source.
func behind(p *page, label string, from, source []string) {
	sources := strings.Join(source, "; ")
	if len(from) == 0 {
		p.sub("Source", sources)
		return
	}
	p.sub(label, first(from, answersInFull)+". Source: "+sources)
}

// composeSection writes the lines of a section, then the tests that belong to it.
func composeSection(p *page, g *Guidance, section guidance.Section, tests ...Test) {
	lines := those(g.Lines, func(l GuideLine) bool { return l.Section == string(section) })
	if len(lines)+len(tests) > 0 {
		p.heading(3, sectionTitles[section])
	}
	for _, l := range lines {
		switch {
		case l.Goes != "":
			p.item(capital(l.Goes), l.Says)
		case l.Not != "":
			p.item("Say", l.Says)
			p.sub("Do not say", l.Not)
		default:
			p.item("", l.Says)
		}
		behind(p, "Follows from", l.From, l.Source)
	}
	for _, t := range tests {
		composeTest(p, &t)
	}
}

func composeOrdersBeside(p *page, g *Guidance) {
	if len(g.Orders) == 0 && g.Uncovered == "" {
		return
	}
	p.heading(3, "Orders in place, beside what happened")
	if g.Uncovered != "" {
		p.say(g.Uncovered)
	}
	for _, o := range g.Orders {
		p.item(capital(o.Order), o.Says)
		for _, c := range o.Conditions {
			p.sub("Condition", c)
		}
		for _, i := range o.Incidents {
			p.sub("Beside it", i)
		}
	}
}

func composeRoutes(p *page, g *Guidance) {
	if len(g.Routes) == 0 {
		return
	}
	p.heading(3, "Where to turn: check before use")
	p.say("Numbers and hours change. The dates say when they were last compared with what is published; nobody has rung them to check.")
	for _, rt := range g.Routes {
		p.item(rt.Name, joined(". ", cmp.Or(rt.Number, "no number is verified; look it up"), rt.Detail))
		p.sub("Area and for whom", joined("; ", rt.Area, rt.Audience))
		if strings.HasPrefix(rt.ID, localID) {
			continue // the force answers for its own numbers
		}
		checked := "never; look it up before use"
		switch {
		case rt.Verified != "" && rt.Stale:
			checked = Readable(rt.Verified) + ", which is too long ago; look it up before use"
		case rt.Verified != "":
			checked = Readable(rt.Verified) + "; check before use"
		}
		p.sub("Verified on", checked)
		behind(p, "Follows from", rt.From, rt.Source)
	}
}

// composeCited lists the sources, with all references to one work together.
func composeCited(p *page, g *Guidance) {
	p.heading(3, "Sources of this guidance")
	var done []Cited
	for _, c := range g.Cited {
		c.Short, c.Where = "", ""
		if slices.Contains(done, c) {
			continue
		}
		done = append(done, c)
		var where []string
		for _, other := range g.Cited {
			if c.Short, c.Where = other.Short, other.Where; other == c && !slices.Contains(where, other.Where) {
				where = append(where, other.Where)
			}
		}
		p.item(c.Title, strings.Join(where, "; ")+" ("+word("mark", c.Mark)+"; checked on "+Readable(c.Checked)+").")
	}
}
