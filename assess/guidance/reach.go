package guidance

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// Reach is which single conditions of a guide were true in some case and which
// were false in some. It is for the worked cases of a guide: a condition that is
// never true, or never false, decides nothing. The zero value has seen no case.
type Reach struct {
	names     []string
	yes, none map[string]bool // names true in some case; false in some
}

// Add works out every single condition of a guide for one more case.
func (r *Reach) Add(g *Guide, set assess.Instruments, a *assess.Assessment, result *assess.Result) {
	*r = Reach{yes: r.yes, none: r.none}
	if r.yes == nil {
		r.yes, r.none = map[string]bool{}, map[string]bool{}
	}
	v := newView(&set, a, result)
	look := func(where string, c *Condition) {
		n := 0
		c.leaves(func(leaf *Condition) {
			n++
			name := fmt.Sprintf("%s, single condition %d", where, n)
			r.names = append(r.names, name)
			if ok, _ := leaf.holds(v); ok {
				r.yes[name] = true
			} else {
				r.none[name] = true
			}
		})
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

// leaves calls f for every single condition, in order. A nil condition has none.
func (c *Condition) leaves(f func(*Condition)) {
	if c == nil {
		return
	}
	if c.All == nil && c.Any == nil {
		f(c)
	}
	for _, part := range slices.Concat(c.All, c.Any) {
		part.leaves(f)
	}
}

// Missed lists the conditions that were true in no case, or false in none.
func (r *Reach) Missed() (out []string) {
	for _, name := range r.names {
		if !r.yes[name] {
			out = append(out, name+": true in no case; write one")
		}
		if !r.none[name] {
			out = append(out, name+": false in no case; write one")
		}
	}
	return out
}
