package guidance

import (
	"fmt"

	"stalkrisk/assess"
)

// Reach is which single conditions of a guide were true in some case and which
// were false in some. It is for the worked cases of a guide: a condition that is
// never true, or never false, decides nothing.
type Reach struct {
	names      []string
	yes, never map[string]bool // names true in some case; false in some
}

// Reached works out every single condition of a guide for one assessment.
func Reached(g *Guide, set assess.Instruments, a *assess.Assessment, r *assess.Result) Reach {
	v := newView(&set, a, r)
	out := Reach{yes: map[string]bool{}, never: map[string]bool{}}
	look := func(where string, c *Condition) {
		n := 0
		c.leaves(func(leaf *Condition) {
			n++
			name := fmt.Sprintf("%s, single condition %d", where, n)
			out.names = append(out.names, name)
			if ok, _ := leaf.holds(v); ok {
				out.yes[name] = true
			} else {
				out.never[name] = true
			}
		})
	}
	for i := range g.Tests {
		t := &g.Tests[i]
		look(t.ID+".when", &t.When)
		for k := range t.Elements {
			e := &t.Elements[k]
			if e.Met != nil {
				look(t.ID+"."+e.ID+".met", e.Met)
			}
			if e.Indicated != nil {
				look(t.ID+"."+e.ID+".indicated", e.Indicated)
			}
		}
	}
	for i := range g.Lines {
		look(g.Lines[i].ID+".when", &g.Lines[i].When)
	}
	for i := range g.Routes {
		look(g.Routes[i].ID+".when", &g.Routes[i].When)
	}
	return out
}

// leaves calls f for every single condition, in order.
func (c *Condition) leaves(f func(*Condition)) {
	for i := range c.All {
		c.All[i].leaves(f)
	}
	for i := range c.Any {
		c.Any[i].leaves(f)
	}
	if c.All == nil && c.Any == nil {
		f(c)
	}
}

// Add adds what another case reached.
func (r *Reach) Add(more Reach) {
	if r.yes == nil {
		*r = Reach{yes: map[string]bool{}, never: map[string]bool{}}
	}
	if len(r.names) == 0 {
		r.names = more.names
	}
	for name := range more.yes {
		r.yes[name] = true
	}
	for name := range more.never {
		r.never[name] = true
	}
}

// Missed lists the conditions that were true in no case, or false in none.
func (r *Reach) Missed() (out []string) {
	for _, name := range r.names {
		if !r.yes[name] {
			out = append(out, name+": true in no case; write one")
		}
		if !r.never[name] {
			out = append(out, name+": false in no case; write one")
		}
	}
	return out
}
