package guidance

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// Condition is a nested "any of" or "all of" over answers, facts and incidents.
//
// A file has exactly one of Yes, Item, Case, Contact, Recorded, Result, Incidents,
// Orders, Triggers, Named, All and Any. The loader checks every name and word and
// turns the condition into one of Item or Fact with Is, Incidents, Orders,
// Triggers, All, or Any.
type Condition struct {
	Yes       []string    `json:"yes"`      // items, one of which must be yes: "approach", "dash.q12"
	Item      string      `json:"item"`     // with Is; once loaded, without its questionnaire
	Noted     bool        `json:"noted"`    // the item's note must not be empty
	NotedAs   string      `json:"noted_as"` // the item's note must have a line with this name before a colon
	Case      string      `json:"case"`     // with Is, like the next three
	Contact   string      `json:"contact"`
	Recorded  string      `json:"recorded"`
	Result    string      `json:"result"`
	Is        []string    `json:"is"`
	Incidents *Incidents  `json:"incidents"`
	Orders    []string    `json:"orders"`   // kinds of order, one of which must be recorded; or AnyKind
	Triggers  []string    `json:"triggers"` // kinds of trigger, one of which must be recorded; or AnyKind
	Named     string      `json:"named"`    // the id of a Named condition
	All       []Condition `json:"all"`
	Any       []Condition `json:"any"`

	Instrument string `json:"-"` // of Item: stalking, dash, or the id of another questionnaire
	Group      string `json:"-"` // of Fact
	Fact       string `json:"-"`
}

// Named is a condition that other conditions use by its id.
type Named struct {
	ID   string    `json:"id"`
	When Condition `json:"when"`
}

// AnyKind stands for every kind of order or trigger.
const AnyKind = "any"

// From is one answer, fact or list of incidents that a line follows from.
type From struct {
	Kind      string // item, case, contact, recorded, result, incidents, order, trigger
	ID        string // "stalking.approach", "case.relationship", "order"
	Topic     string // of an item, otherwise ""
	Answer    string // the answer or word; "" for incidents
	Carried   bool   // an incident shows it
	Incidents []int  // places in the assessment's list
}

// holds reports whether the condition is true.
func (c *Condition) holds(v *View) bool {
	switch {
	case c.All != nil:
		for i := range c.All {
			if !c.All[i].holds(v) {
				return false
			}
		}
		return true
	case c.Any != nil:
		for i := range c.Any {
			if c.Any[i].holds(v) {
				return true
			}
		}
		return false
	}
	return c.leaf(v)
}

// from returns what a condition that is true follows from: every true leaf, in order,
// each once. Most conditions are false, and to know that takes a fraction of this.
func (c *Condition) from(v *View) (out []From) {
	parts := c.All
	if parts == nil {
		parts = c.Any
	}
	if parts == nil {
		return c.recorded(v)
	}
	for i := range parts {
		if parts[i].holds(v) {
			out = join(out, parts[i].from(v))
		}
	}
	return out
}

// leaf reports whether one leaf is true.
func (c *Condition) leaf(v *View) bool {
	switch {
	case c.Incidents != nil:
		return c.Incidents.enough(v, c.Incidents.match(v))
	case c.Orders != nil:
		return len(v.orders(c.Orders)) > 0
	case c.Triggers != nil:
		return len(v.triggers(c.Triggers)) > 0
	case c.Fact != "":
		return slices.ContainsFunc(v.fact(c.Group, c.Fact), func(w string) bool { return contains(c.Is, w) || c.names(v, w) })
	}
	in, i := v.itemAt(c.Instrument, c.Item)
	if i < 0 {
		return false
	}
	is := v.states[in.ID][i]
	if !is.Applies || !slices.Contains(c.Is, string(is.Answer)) {
		return false
	}
	return !c.Noted && c.NotedAs == "" || c.isNoted(v.note(in, c.Item))
}

// isNoted reports whether the note of an item says what the condition asks for.
func (c *Condition) isNoted(note string) bool {
	return (note != "" || !c.Noted) && (c.NotedAs == "" || hasLine(note, c.NotedAs))
}

// recorded returns what was recorded for a leaf, true or not.
func (c *Condition) recorded(v *View) []From {
	switch {
	case c.Incidents != nil:
		return []From{{Kind: "incidents", ID: "incidents", Incidents: c.Incidents.match(v)}}
	case c.Orders != nil:
		return v.orders(c.Orders)
	case c.Triggers != nil:
		return v.triggers(c.Triggers)
	case c.Fact != "":
		return factFrom(c.Group, c.Fact, v.fact(c.Group, c.Fact))
	}
	_, from := v.item(c.Instrument, c.Item)
	return []From{from}
}

// hasLine reports whether a note has a line with that name that says something, as
// the conversation writes the parts of the note on the effects.
func hasLine(note, name string) bool {
	for line := range strings.Lines(note) {
		if said, ok := strings.CutPrefix(line, name+": "); ok && strings.TrimSpace(said) != "" {
			return true
		}
	}
	return false
}

// names reports whether a condition about the area of a person names this one.
func (c *Condition) names(v *View, area string) bool {
	return strings.HasSuffix(c.Fact, "_area") && slices.ContainsFunc(c.Is, func(is string) bool { return sameArea(v.set.Forces, is, area) })
}

// contains reports whether a word is in a list, as same compares words: people type
// areas in different letter case.
func contains(words []string, w string) bool {
	return slices.ContainsFunc(words, func(o string) bool { return same(o, w) })
}

func factFrom(group, fact string, words []string) (out []From) {
	for _, w := range words {
		out = append(out, From{Kind: group, ID: group + "." + fact, Answer: w})
	}
	return out
}

// join adds the entries of more that are not in out yet. It merges incidents.
func join(out, more []From) []From {
	for _, f := range more {
		i := slices.IndexFunc(out, func(o From) bool { return o.Kind == f.Kind && o.ID == f.ID && o.Answer == f.Answer })
		switch {
		case i < 0:
			f.Incidents = slices.Clone(f.Incidents)
			out = append(out, f)
		case f.Kind == "incidents":
			all := append(out[i].Incidents, f.Incidents...)
			slices.Sort(all)
			out[i].Incidents = slices.Compact(all)
		}
	}
	return out
}

// asked returns what was recorded for the leaves of the conditions, and whether one
// of them was never asked. Incidents, orders and dates count as never asked if none
// is recorded.
func asked(v *View, conditions ...*Condition) (recorded []From, never bool) {
	for _, c := range conditions {
		for leaf := range c.Leaves {
			from, one := leaf.neverAsked(v)
			recorded, never = join(recorded, from), never || one
		}
	}
	return recorded, never
}

func (c *Condition) neverAsked(v *View) ([]From, bool) {
	switch {
	case c.Incidents != nil:
		return nil, len(v.a.Incidents) == 0
	case c.Orders != nil:
		return nil, len(v.a.Orders) == 0
	case c.Triggers != nil:
		return nil, len(v.a.Triggers) == 0
	case c.Group == groupResult:
		return nil, false // worked out, not asked
	case c.Fact != "":
		words := v.fact(c.Group, c.Fact)
		return factFrom(c.Group, c.Fact, words), slices.Contains(words, assess.Absent)
	}
	is, from := v.item(c.Instrument, c.Item)
	if !is.Applies {
		return nil, false
	}
	return []From{from}, is.Answer == assess.NotAsked
}

// Leaves yields every single condition, in order. A nil condition has none.
func (c *Condition) Leaves(yield func(*Condition) bool) {
	switch {
	case c == nil:
		return
	case c.All == nil && c.Any == nil:
		yield(c)
		return
	}
	for _, parts := range [][]Condition{c.All, c.Any} {
		for i := range parts { // a copy of each would cost more than the rest
			for leaf := range parts[i].Leaves {
				if !yield(leaf) {
					return
				}
			}
		}
	}
}
