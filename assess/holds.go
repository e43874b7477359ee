package assess

import "slices"

// test is a Condition as scoring uses it. A dozen are tested for every assessment, so it
// takes little memory.
type test struct {
	kind    testKind
	atLeast int32 // of counted: how many of the items
	of      Set   // of counted: the items; of answered: the item
	parts   []test
	leaf    *leafTest
}

// testKind is what a test tests.
type testKind uint8

const (
	counted  testKind = iota // that so many of some items are yes; most conditions are of this kind
	together                 // that all parts hold
	either                   // that one of the parts holds
	recorded                 // a fact of the case or the contact
	answered                 // that an item has one of some answers, and not only yes
)

// leafTest is the words for which a test of a fact or an answer holds.
type leafTest struct {
	is     []string
	absent bool // it holds for a fact that was not recorded, as most of them are not
	get    func(owner any) string
}

// testOf returns a condition as scoring uses it; nil if there is none.
func testOf(c *Condition) *test {
	if c == nil {
		return nil
	}
	t := c.test()
	return &t
}

// test returns the condition as scoring uses it.
func (c *Condition) test() test {
	parts := func(of []Condition) (out []test) {
		for i := range of {
			out = append(out, of[i].test())
		}
		return out
	}
	switch {
	case c.YesTo != nil:
		return test{kind: counted, of: c.Of, atLeast: int32(c.AtLeast)}
	case c.All != nil:
		return test{kind: together, parts: parts(c.All)}
	case c.Any != nil:
		return test{kind: either, parts: parts(c.Any)}
	}
	leaf := &leafTest{is: c.Is, absent: slices.Contains(c.Is, Absent)}
	if c.Fact != nil {
		leaf.get = c.Fact.Get
		return test{kind: recorded, leaf: leaf}
	}
	if len(c.Is) == 1 && c.Is[0] == string(Yes) {
		return test{kind: counted, of: only(c.Item), atLeast: 1}
	}
	return test{kind: answered, of: only(c.Item), leaf: leaf}
}

// known is what is known of the answers when conditions are tested.
type known struct {
	answers  *answers
	applies  Set // an item that does not apply meets no condition
	counting Set // those of them that are yes
}

// holds reports whether the condition is true.
func (t *test) holds(k *known, a *Assessment) bool {
	holds, _ := t.reached(k, a)
	return holds
}

// reached reports whether the condition is true. If it is not, by has the open items that
// apply whose yes alone would make it true, as long as no other item then begins to
// apply; other items in it mean nothing.
//
// One pass finds them all: of several conditions that must hold together, an item has
// to make each true that is not true yet, and a count needs to be one short.
func (t *test) reached(k *known, a *Assessment) (holds bool, by Set) {
	switch t.kind {
	case counted:
		missing := int(t.atLeast) - k.counting.and(t.of).Len()
		if missing == 1 {
			by = t.of
		}
		return missing <= 0, by
	case together:
		holds, by = true, everything
		for i := range t.parts {
			one, its := t.parts[i].reached(k, a)
			if one {
				continue
			}
			if holds, by = false, by.and(its); by.Empty() {
				break // whatever the rest are
			}
		}
		return holds, by
	case either:
		for i := range t.parts {
			one, its := t.parts[i].reached(k, a)
			if one {
				return true, by
			}
			by = by.or(its)
		}
		return false, by
	case recorded:
		value := t.leaf.get(a)
		if value == "" {
			return t.leaf.absent, by
		}
		return slices.Contains(t.leaf.is, value), by
	}
	if slices.Contains(t.leaf.is, string(Yes)) {
		by = t.of
	}
	for i := range t.of.and(k.applies).All { // the one item, if it applies
		holds = slices.Contains(t.leaf.is, string(k.answers.answer(i)))
	}
	return holds, by
}
