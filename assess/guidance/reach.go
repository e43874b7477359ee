package guidance

import (
	"fmt"

	"stalkrisk/assess"
)

// Reach records which single conditions of a guide were true in some worked case,
// and which were false in some. A condition that is never true, or never false, is
// not tested by the cases. The zero value is ready for use.
type Reach struct {
	names     []string
	yes, none map[string]bool // the names that were true in some case, and false in some
}

// Add works out every single condition of a guide for one more case.
func (r *Reach) Add(g *Guide, set assess.Instruments, a *assess.Assessment, result *assess.Result) {
	*r = Reach{yes: r.yes, none: r.none}
	if r.yes == nil {
		r.yes, r.none = map[string]bool{}, map[string]bool{}
	}
	v := NewView(&set, a, result)
	look := func(where string, c *Condition) {
		n := 0
		for leaf := range c.Leaves {
			n++
			name := fmt.Sprintf("%s, single condition %d", where, n)
			r.names = append(r.names, name)
			if leaf.holds(v) {
				r.yes[name] = true
			} else {
				r.none[name] = true
			}
		}
	}
	for _, t := range g.Tests {
		look(t.ID+".when", &t.When)
		for _, e := range t.Elements {
			look(t.ID+"."+e.ID+".met", e.Met)
			look(t.ID+"."+e.ID+".indicated", e.Indicated)
		}
	}
	for _, l := range g.Lines {
		look(l.ID+".when", &l.When)
	}
	for _, rt := range g.Routes {
		look(rt.ID+".when", &rt.When)
	}
}

// Missed returns a message for each condition that was true in no case, or false in
// none.
func (r *Reach) Missed() (out []string) {
	for _, name := range r.names {
		if !r.yes[name] {
			out = append(out, name+": not true in any case; add a case where it is")
		}
		if !r.none[name] {
			out = append(out, name+": not false in any case; add a case where it is")
		}
	}
	return out
}
