package questionnairefile

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
)

func (c *compiler) rules() {
	l := c.l
	c.uniqueIDs("rules", len(l.Rules), func(i int) string { return l.Rules[i].ID })
	for i := range l.Rules {
		c.rule(i)
	}
}

func (c *compiler) rule(i int) {
	r := &c.l.Rules[i]
	at := fmt.Sprintf("rules[%d]", i)
	out := assess.Rule{ID: r.ID, Result: slices.Index(c.resultIDs, r.Result), Says: r.Says}
	c.text(at+".says", r.Says, "what the rule says in a report (says)")
	if out.Result < 0 {
		c.unknown(at+".result", "result", r.Result, c.resultIDs)
		out.Result = 0
	} else {
		spec := &c.in.Results[out.Result]
		out.Level = c.level(at+".level", r.Level, spec.Levels)
		if out.Level == 0 && slices.Contains(spec.Levels, r.Level) {
			c.fault(at+".level", codeBadRule, "a result has its lowest level without any rule; name a higher one")
		}
	}
	out.Finding, out.Of, out.AtLeast = c.ruleKind(at, r)
	c.in.Rules = append(c.in.Rules, out)
}

// ruleKind reads the one kind that a rule is of.
func (c *compiler) ruleKind(at string, r *ruleOf) (finding string, of assess.Set, atLeast int) {
	kinds := 0
	if r.AnyOf != nil {
		kinds++
		of, atLeast = c.selector(at+".any_of", r.AnyOf), 1
	}
	if r.CountOf != nil {
		kinds++
		of, atLeast = c.selector(at+".count_of", r.CountOf), r.AtLeast
		if n := of.Len(); n > 0 && (atLeast < 1 || atLeast > n) {
			c.fault(at, codeBadRule, "at_least must be from 1 to %d, the number of items that the rule counts; correct it", n)
		}
	} else if r.AtLeast != 0 {
		c.fault(at+".at_least", codeBadRule, "at_least belongs to count_of; remove it")
	}
	if r.Finding != "" {
		kinds++
		finding = r.Finding
		if raising := assess.FindingNames(true); !slices.Contains(raising, finding) {
			c.unknown(at+".finding", "finding that may raise", finding, raising)
		}
		if c.l.Timeline == nil {
			c.fault(at+".finding", codeBadRule, "this file has no timeline, so the rule can never apply; remove it or add a timeline")
		}
	}
	if kinds != 1 {
		c.fault(at, codeBadRule, "a rule is one of any_of, count_of with at_least, or finding; write exactly one")
	}
	return finding, of, atLeast
}

// selector returns the items that a rule counts. Only a yes/no item can be yes.
func (c *compiler) selector(path string, s *selectorOf) (of assess.Set) {
	if howMany(s.Class != "", s.Role != "", s.Part != "", len(s.Items) > 0) != 1 {
		c.fault(path, codeBadRule, "name the items by exactly one of class, role, part or items")
		return of
	}
	if s.Part != "" {
		c.member(path+".part", "part", s.Part, c.partIDs)
	}
	for k, id := range s.Items {
		if !slices.Contains(c.itemIDs, id) {
			c.unknown(fmt.Sprintf("%s.items[%d]", path, k), "item", id, c.itemIDs)
		}
	}
	for i := range c.in.Items {
		it := &c.in.Items[i]
		byName := slices.Contains(s.Items, it.ID)
		if byName || s.names(it) {
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

// names reports whether the selector takes an item by its class, role or part.
func (s *selectorOf) names(it *assess.Item) bool {
	return s.Class != "" && it.Class == s.Class || s.Role != "" && it.Role == s.Role || s.Part != "" && it.Part == s.Part
}
