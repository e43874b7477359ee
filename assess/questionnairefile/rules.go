package questionnairefile

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
)

func (c *compiler) rules() {
	l := c.in
	c.uniqueIDs("rules", len(l.Rules), func(i int) string { return l.Rules[i].ID })
	for i := range l.Rules {
		c.rule(i)
	}
}

func (c *compiler) rule(i int) {
	r := &c.in.Rules[i]
	at := fmt.Sprintf("rules[%d]", i)
	c.text(at+".says", r.Says, "what the rule says in a report (says)")
	if r.Result = c.place(at+".result", "result", r.ResultID, c.resultIDs); r.Result < 0 {
		r.Result = 0
	} else {
		levels := c.in.Results[r.Result].Levels
		r.Level = c.level(at+".level", r.Reaches, levels)
		if r.Level == 0 && slices.Contains(levels, r.Reaches) {
			c.fault(at+".level", codeBadRule, "a result has its lowest level without any rule; name a higher one")
		}
	}
	c.ruleKind(at, r)
}

// ruleKind reads the one kind of rule that is written.
func (c *compiler) ruleKind(at string, r *assess.Rule) {
	if r.CountOf != nil {
		r.Of = c.selector(at+".count_of", r.CountOf)
		if n := r.Of.Len(); n > 0 && (r.AtLeast < 1 || r.AtLeast > n) {
			c.fault(at, codeBadRule, "at_least must be from 1 to %d, the number of items that the rule counts; correct it", n)
		}
	} else if r.AtLeast != 0 {
		c.fault(at+".at_least", codeBadRule, "at_least belongs to count_of; remove it")
	}
	if r.AnyOf != nil {
		r.Of, r.AtLeast = c.selector(at+".any_of", r.AnyOf), 1
	}
	if r.Finding != "" {
		if raising := assess.FindingNames(true); !slices.Contains(raising, r.Finding) {
			c.unknown(at+".finding", "finding that may raise", r.Finding, raising)
		}
		if !c.has("timeline") {
			c.fault(at+".finding", codeBadRule, "this file has no timeline, so the rule can never apply; remove it or add a timeline")
		}
	}
	if howMany(r.AnyOf != nil, r.CountOf != nil, r.Finding != "") != 1 {
		c.fault(at, codeBadRule, "a rule is one of any_of, count_of with at_least, or finding; write exactly one")
	}
}

// selector returns the items that a rule counts. Only a yes/no item can be yes.
func (c *compiler) selector(path string, s *assess.Selector) (of assess.Set) {
	if howMany(s.Class != "", s.Role != "", s.Part != "", len(s.Items) > 0) != 1 {
		c.fault(path, codeBadRule, "name the items by exactly one of class, role, part or items")
		return of
	}
	if s.Part != "" {
		c.member(path+".part", "part", s.Part, c.partIDs)
	}
	c.words(path+".items", "item", s.Items, c.itemIDs)
	for i := range c.in.Items {
		it := &c.in.Items[i]
		byName := slices.Contains(s.Items, it.ID)
		if byName || named(s, it) {
			if it.Type == assess.YesNo {
				of.Add(i)
				c.used[it.ID] = true
			} else if byName {
				c.fault(path, codeBadRule, "item %q is a choice and cannot be yes; give its options points and use a sum", it.ID)
			}
		}
	}
	if of.Empty() {
		c.fault(path, codeBadRule, "this names no yes/no item, so the rule can never apply; name one")
	}
	return of
}

// named reports whether the selector includes an item by its class, role or part.
func named(s *assess.Selector, it *assess.Item) bool {
	return s.Class != "" && it.Class == s.Class || s.Role != "" && it.Role == s.Role || s.Part != "" && it.Part == s.Part
}
