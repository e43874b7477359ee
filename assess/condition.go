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

// sameFact reports whether both conditions ask for the same of one fact; they may be nil.
func (c *Condition) sameFact(d *Condition) bool {
	return c != nil && d != nil && c.Fact != nil && c.Fact == d.Fact && slices.Equal(c.Is, d.Is)
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
