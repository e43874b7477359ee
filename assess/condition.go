package assess

import "slices"

// Condition is a nested "any of" or "all of" over answers and facts. It has no
// "not", and the loader refuses a leaf by which a yes could make it false, so a
// yes can only ever make a condition true.
//
// One of the fields is set: Item, Case or Contact with Is; All; or Any.
type Condition struct {
	Item    int    // place of the item, -1 if the leaf is about something else
	Case    string // key under "case"
	Contact string // key under "contact"
	Is      []string
	All     []Condition
	Any     []Condition
}

// Absent is the value that a fact has in a condition when nobody gave it.
const Absent = "absent"

// ConditionFacts lists the keys of a case, and of the contact, that a condition
// may ask about, with the words that each may be (and Absent).
func ConditionFacts() (cases, contact map[string][]string) {
	fact := Fact("").Words()
	return map[string][]string{
			"relationship": Relationship("").Words(), "jurisdiction": Jurisdiction("").Words(), "suspects": Suspects("").Words(),
			"online_only": fact, "children": fact, "victim_under_18": fact, "suspect_under_18": fact, "mental_health_need": fact,
		}, map[string][]string{
			"safe_to_talk": fact, "ended": Ended("").Words(),
		}
}

// Fact gives a key of the case as a condition reads it: Absent where nobody gave
// it.
func (c *Case) Fact(key string) string {
	var v string
	switch key {
	case "relationship":
		v = string(c.Relationship)
	case "jurisdiction":
		v = string(c.Jurisdiction)
	case "suspects":
		v = string(c.Suspects)
	case "online_only":
		v = string(c.OnlineOnly)
	case "children":
		v = string(c.Children)
	case "victim_under_18":
		v = string(c.VictimUnder18)
	case "suspect_under_18":
		v = string(c.SuspectUnder18)
	case "mental_health_need":
		v = string(c.MentalHealthNeed)
	}
	if v == "" {
		return Absent
	}
	return v
}

// fact gives a key of the contact as a condition reads it.
func (c *Contact) fact(key string) string {
	var v string
	switch key {
	case "safe_to_talk":
		v = string(c.SafeToTalk)
	case "ended":
		v = string(c.Ended)
	}
	if v == "" {
		return Absent
	}
	return v
}

// items adds the items that the condition speaks of; c may be nil.
func (c *Condition) items(to *Set) {
	switch {
	case c == nil:
	case c.All != nil:
		for i := range c.All {
			c.All[i].items(to)
		}
	case c.Any != nil:
		for i := range c.Any {
			c.Any[i].items(to)
		}
	case c.Case == "" && c.Contact == "" && c.Item >= 0: // not so in a file that is refused
		to.Add(c.Item)
	}
}

// holds works the condition out. applies holds the items known to apply so far:
// an answer to an item that does not apply meets nothing.
func (c *Condition) holds(s *sheet, applies Set, of *Case, contact *Contact) bool {
	switch {
	case c.All != nil:
		for i := range c.All {
			if !c.All[i].holds(s, applies, of, contact) {
				return false
			}
		}
		return true
	case c.Any != nil:
		for i := range c.Any {
			if c.Any[i].holds(s, applies, of, contact) {
				return true
			}
		}
		return false
	case c.Case != "":
		return slices.Contains(c.Is, of.Fact(c.Case))
	case c.Contact != "":
		return contact != nil && slices.Contains(c.Is, contact.fact(c.Contact))
	}
	return applies.Has(c.Item) && s.answerIs(c.Item, c.Is)
}
