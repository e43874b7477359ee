package guidance

import (
	"cmp"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// Called is what the answers call for, from all guides.
type Called struct {
	Lines  []CalledLine // by section; evidence by how soon it may be lost; otherwise guide and file order
	Tests  []CalledTest // guide and file order
	Routes []CalledRoute
	Orders []OrderBeside // the assessment's orders, in its order
	// Uncovered holds the places of incidents that are marked as near or in breach
	// while no recorded order was in force: an order is missing, or its dates are
	// wrong.
	Uncovered []int
}

// Cited is a source, with the id of the guide that names it.
type Cited struct {
	Source
	Guide string
}

// CalledLine is a line whose condition holds, with its places filled in.
type CalledLine struct {
	Line
	Guide string
	From  []From // what it follows from; never empty
	Cited []Cited
}

// CalledTest is a test whose condition holds.
type CalledTest struct {
	Test
	Guide    string
	From     []From
	Elements []CalledElement
	Cited    []Cited
}

// Status is how far the recorded answers show an element.
type Status string

// The statuses.
const (
	Met       Status = "met"       // the answers cover the element, which still needs evidence
	Indicated Status = "indicated" // an answer points to it
	Missing   Status = "missing"   // the questions about it were asked, and nothing shows it
	NotAsked  Status = "not_asked" // a question about it was never asked
)

// Words lists the statuses.
func (Status) Words() []string { return []string{"met", "indicated", "missing", "not_asked"} }

// CalledElement is an element with its status and the answers that show it. For
// missing and not asked, From holds what was recorded instead.
type CalledElement struct {
	Element
	Status Status
	From   []From
	Cited  []Cited
}

// CalledRoute is a route whose condition holds. Stale means that nobody checked it
// within the days that the guide allows.
type CalledRoute struct {
	Route
	Guide string
	From  []From
	Stale bool
	Cited []Cited
}

// OrderBeside is an order with the incidents that happened while it was in force.
type OrderBeside struct {
	Order     assess.Order
	Incidents []int // places of incidents in its time, and of undated ones near or in breach; file order
	Breaches  int   // number of them near or in breach
}

// Follow returns what the guides, chosen by For, say about an assessment. r must be
// the result of scoring a by set. Nothing that is passed in changes, and the same
// input always has the same output.
func Follow(guides []*Guide, set assess.Instruments, a *assess.Assessment, r *assess.Result) Called {
	v := NewView(&set, a, r)
	var out Called
	for _, g := range guides {
		for i := range g.Lines {
			if g.Lines[i].When.holds(v) {
				out.Lines = append(out.Lines, v.line(g, &g.Lines[i]))
			}
		}
		for i := range g.Tests {
			if g.Tests[i].When.holds(v) {
				out.Tests = append(out.Tests, v.test(g, &g.Tests[i]))
			}
		}
		for i := range g.Routes {
			if g.Routes[i].When.holds(v) {
				rt := g.Routes[i]
				out.Routes = append(out.Routes, CalledRoute{rt, g.ID, rt.When.from(v), stale(g, &rt, a), g.cited(rt.Source)})
			}
		}
	}
	sections := Section("").Words()
	slices.SortStableFunc(out.Lines, func(x, y CalledLine) int {
		return cmp.Or(cmp.Compare(slices.Index(sections, string(x.Section)), slices.Index(sections, string(y.Section))), cmp.Compare(x.Hours, y.Hours))
	})
	for _, o := range a.Orders {
		out.Orders = append(out.Orders, beside(a, o))
	}
	out.Uncovered = uncovered(a, out.Orders)
	return out
}

// CalledFor returns which lines and routes Follow would return, by guide and id.
func CalledFor(guides []*Guide, set assess.Instruments, a *assess.Assessment, r *assess.Result) map[string]bool {
	v := NewView(&set, a, r)
	out := map[string]bool{}
	for _, g := range guides {
		for i := range g.Lines {
			out[g.ID+"/"+g.Lines[i].ID] = g.Lines[i].When.holds(v)
		}
		for i := range g.Routes {
			out[g.ID+"/"+g.Routes[i].ID] = g.Routes[i].When.holds(v)
		}
	}
	return out
}

// uncovered returns the places of the breaches for which no order is recorded.
func uncovered(a *assess.Assessment, orders []OrderBeside) (out []int) {
	for i := range a.Incidents {
		inc := &a.Incidents[i]
		covers := func(o OrderBeside) bool { return slices.Contains(o.Incidents, i) }
		if inc.Breach.Any() && !inc.At.After(a.AssessedAt.Time()) && !slices.ContainsFunc(orders, covers) {
			out = append(out, i)
		}
	}
	return out
}

func (v *View) line(g *Guide, l *Line) CalledLine {
	out := CalledLine{*l, g.ID, l.When.from(v), g.cited(l.Source)}
	out.Says, out.Not, out.Brief = v.fill(l.Says), v.fill(l.Not), v.fill(l.Brief)
	return out
}

func (g *Guide) cited(ids []string) (out []Cited) {
	for _, id := range ids {
		out = append(out, Cited{g.source(id), g.ID})
	}
	return out
}

func (v *View) test(g *Guide, t *Test) CalledTest {
	out := CalledTest{Test: *t, Guide: g.ID, From: t.When.from(v), Cited: g.cited(t.Source)}
	for i := range t.Elements {
		e := v.element(&t.Elements[i])
		if t.Kind == Acts && e.Status != Met && e.Status != Indicated {
			continue
		}
		e.Cited = g.cited(e.Source)
		out.Elements = append(out.Elements, e)
	}
	return out
}

// element returns one element with its status.
func (v *View) element(e *Element) CalledElement {
	out := CalledElement{Element: *e}
	for _, try := range []struct {
		when *Condition
		is   Status
	}{{e.Met, Met}, {e.Indicated, Indicated}} {
		if try.when == nil {
			continue
		}
		if try.when.holds(v) {
			out.Status, out.From = try.is, try.when.from(v)
			return out
		}
	}
	recorded, never := asked(v, e.Met, e.Indicated)
	out.Status, out.From = Missing, recorded
	if never || e.Met == nil && e.Indicated == nil {
		out.Status = NotAsked
	}
	return out
}

// stale reports whether nobody checked a route within the days before the assessment
// that its guide allows.
func stale(g *Guide, rt *Route, a *assess.Assessment) bool {
	return rt.VerifiedOn.IsZero() || timeline.DayOf(a.AssessedAt.Time())-rt.VerifiedOn.Day() > g.StaleDays
}

// beside returns an order with the incidents in its time, and those that name it. A
// breach that names another order is not of this one.
func beside(a *assess.Assessment, o assess.Order) OrderBeside {
	out := OrderBeside{Order: o, Incidents: []int{}}
	for i := range a.Incidents {
		inc := &a.Incidents[i]
		day, known := inc.At.Day()
		inForce := known && (o.From.IsZero() || o.From.Day() <= day) && (o.To.IsZero() || day <= o.To.Day())
		this, another := names(inc, &o), slices.ContainsFunc(a.Orders, func(other assess.Order) bool { return names(inc, &other) })
		if inc.At.After(a.AssessedAt.Time()) || inc.Breach.Any() && another && !this || !inForce && !(inc.Breach.Any() && (!known || this)) {
			continue
		}
		out.Incidents = append(out.Incidents, i)
		if inc.Breach.Any() {
			out.Breaches++
		}
	}
	return out
}

// names reports whether an incident names an order as the one that it breaks.
func names(inc *assess.Incident, o *assess.Order) bool {
	id := fold.Text(inc.Order)
	return id != "" && id == fold.Text(o.ID)
}
