package assess

import "slices"

// Condition is a nested "any of" or "all of" over answers and facts. It has no
// "not", and the loader refuses a leaf that a yes could make false, so a yes can
// only make a condition true.
//
// A file has ItemID, Case or Contact with Is, or All, or Any, or YesTo. The loader
// turns the first three into Item or Fact, and YesTo into Of.
type Condition struct {
	ItemID  string      `json:"item"`
	Case    string      `json:"case"`
	Contact string      `json:"contact"`
	Is      []string    `json:"is"`
	All     []Condition `json:"all"`
	Any     []Condition `json:"any"`
	YesTo   *Selector   `json:"yes_to"`   // at least AtLeast of these items are yes
	AtLeast int         `json:"at_least"` // of YesTo; once loaded, 1 if the file does not say

	Item int       `json:"-"` // place of the item; -1 if the leaf is about something else
	Fact *CaseFact `json:"-"` // of the case or the contact
	Of   Set       `json:"-"` // the items of YesTo
}

// Absent is the value in a condition of a fact that was not recorded.
const Absent = "absent"

// items adds the items that the condition asks about; c may be nil.
func (c *Condition) items(to *Set) {
	switch {
	case c == nil:
	case c.YesTo != nil:
		*to = to.or(c.Of)
	case c.All != nil:
		for i := range c.All {
			c.All[i].items(to)
		}
	case c.Any != nil:
		for i := range c.Any {
			c.Any[i].items(to)
		}
	case c.Fact == nil && c.Item >= 0: // in a refused file a leaf may be about nothing
		to.Add(c.Item)
	}
}

// AsksCase reports whether the condition asks about the case or the contact; c may be
// nil.
func (c *Condition) AsksCase() bool {
	if c == nil {
		return false
	}
	asks := func(c Condition) bool { return c.AsksCase() }
	return c.Fact != nil || slices.ContainsFunc(c.All, asks) || slices.ContainsFunc(c.Any, asks)
}

// holds reports whether the condition is true of an assessment and its answers.
// applies holds the items known to apply so far: an item that does not apply
// meets no condition.
func (c *Condition) holds(s *answers, applies Set, a *Assessment) bool {
	holds, _ := c.reached(s, applies, a)
	return holds
}

// reached reports whether the condition is true, as holds does. If it is not, by has
// the open items that apply whose yes alone would make it true, as long as no other
// item then begins to apply; other items in it mean nothing.
//
// One pass finds them all: of several conditions that must hold together, an item has
// to make each true that is not true yet, and a count needs to be one short.
func (c *Condition) reached(s *answers, applies Set, a *Assessment) (holds bool, by Set) {
	switch {
	case c.YesTo != nil:
		missing := c.AtLeast - s.yes.and(applies).and(c.Of).Len()
		if missing == 1 {
			by = c.Of
		}
		return missing <= 0, by
	case c.All != nil:
		holds, by = true, everything
		for i := range c.All {
			one, its := c.All[i].reached(s, applies, a)
			if one {
				continue
			}
			if holds, by = false, by.and(its); by.Empty() {
				break // whatever the rest are
			}
		}
		return holds, by
	case c.Any != nil:
		for i := range c.Any {
			one, its := c.Any[i].reached(s, applies, a)
			if one {
				return true, by
			}
			by = by.or(its)
		}
		return false, by
	case c.Fact != nil:
		v := c.Fact.Get(a)
		if v == "" {
			v = Absent
		}
		return slices.Contains(c.Is, v), by
	}
	if slices.Contains(c.Is, string(Yes)) {
		by.Add(c.Item)
	}
	return applies.Has(c.Item) && slices.Contains(c.Is, string(s.answer(c.Item))), by
}
