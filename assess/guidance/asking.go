package guidance

import (
	"cmp"
	"slices"

	"stalkrisk/assess"
)

// ToSay is a line that the answers call for and that has words to say while the
// questions are asked.
type ToSay struct {
	Line string // its id
	Asking
	From []From // what it follows from
}

// SayWhileAsking returns the lines to say to the caller, in the order in which to say
// them: first those that cannot wait, then by rank.
func SayWhileAsking(guides []*Guide, v *View) (out []ToSay) {
	for _, g := range guides {
		for i := range g.Lines {
			l := &g.Lines[i]
			if l.Asking == nil {
				continue
			}
			if l.When.holds(v) {
				out = append(out, ToSay{l.ID, *l.Asking, l.When.from(v)})
			}
		}
	}
	waits := func(t ToSay) int { return map[bool]int{false: 0, true: 1}[t.Haste == ""] }
	slices.SortStableFunc(out, func(x, y ToSay) int { return cmp.Or(cmp.Compare(waits(x), waits(y)), cmp.Compare(x.Rank, y.Rank)) })
	return out
}

// SupportRoutes returns the services to name where support is asked about: those for
// everybody, and those whose condition holds.
func SupportRoutes(guides []*Guide, v *View) (out []Route) {
	for _, g := range guides {
		for i := range g.Routes {
			rt := &g.Routes[i]
			called := rt.Support == always
			if rt.Support == ifCalled {
				called = rt.When.holds(v)
			}
			if called {
				out = append(out, *rt)
			}
		}
	}
	return out
}

// SupportForAll returns the services to name to anybody, whatever happened and wherever
// they live.
func SupportForAll(all Guides) (out []Route) {
	for _, id := range all.IDs() {
		g := all.Newest(id)
		for _, rt := range g.Routes {
			if rt.Support == always && g.Area == "" && len(g.Jurisdictions) > 1 && rt.Number != "" {
				out = append(out, rt)
			}
		}
	}
	return out
}

// CrisisRoutes returns the services for somebody who thinks of ending their life: those
// that a yes to that alone calls for in a case, whatever else was answered.
func CrisisRoutes(guides []*Guide, set assess.Instruments, a *assess.Assessment) (out []Route) {
	calm := assess.Assessment{Case: a.Case}
	crisis := assess.Assessment{Case: a.Case, OwnLife: assess.OwnLife(assess.FactYes)}
	holds := func(a *assess.Assessment, rt *Route) bool {
		r := assess.Score(set, a)
		return rt.When.holds(NewView(&set, a, &r))
	}
	for _, g := range guides {
		for i := range g.Routes {
			if rt := &g.Routes[i]; holds(&crisis, rt) && !holds(&calm, rt) {
				out = append(out, *rt)
			}
		}
	}
	return out
}
