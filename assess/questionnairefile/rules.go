package questionnairefile

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

func (c *compiler) rules() {
	l := c.in
	if len(l.Rules) > assess.MaxRules {
		c.fault("rules", codeTooMany, "%d rules, but at most %d can be read", len(l.Rules), assess.MaxRules)
		l.Rules = l.Rules[:assess.MaxRules]
	}
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
	if r.Incidents != nil {
		c.incidentsCount(at+".incidents", r.Incidents)
	}
	if r.Recognised != "" {
		c.recognised(at+".recognition", r.Recognised)
	}
	if howMany(r.AnyOf != nil, r.CountOf != nil, r.Incidents != nil, r.Recognised != "", r.Finding != "") != 1 {
		c.fault(at, codeBadRule, "a rule is one of any_of, count_of with at_least, incidents, recognition, or finding; write exactly one")
	}
}

// incidentsCount checks a rule that counts incidents.
func (c *compiler) incidentsCount(at string, n *assess.IncidentsCount) {
	if !c.has("timeline") {
		c.fault(at, codeBadRule, "this file has no timeline, so the rule can never apply; remove it or add a timeline")
	}
	if len(n.Breach) == 0 {
		c.fault(at+".breach", codeMissing, "no degree of breach is named; write near, yes or both")
	}
	for k, b := range n.Breach {
		path := fmt.Sprintf("%s.breach[%d]", at, k)
		switch {
		case !b.Any():
			c.fault(path, codeUnknownRef, "not a breach that can count; write near or yes")
		case slices.Contains(n.Breach[:k], b):
			c.fault(path, codeRepeatedID, "this degree is there already; write it once")
		case b == timeline.NearBreach && !slices.Contains(n.Breach, timeline.FullBreach):
			c.fault(at+".breach", codeMayLower, "a breach would count for less than a near one; write yes too")
		}
	}
	if n.AtLeast < 1 {
		c.fault(at+".at_least", codeBadRule, "at_least must be 1 or more; correct it")
	}
	if n.Dates < 1 || n.AtLeast > 0 && n.Dates > n.AtLeast {
		c.fault(at+".dates", codeBadRule, "dates must be from 1 to at_least: there are never more dates than incidents; correct it")
	}
}

// recognised checks a rule that needs a recognition.
func (c *compiler) recognised(at string, value assess.Recognised) {
	if value != assess.RecognisedStalking {
		c.fault(at, codeBadRule, "a rule can only need stalking; any other value also depends on open answers")
	}
	if c.in.Recognition == nil {
		c.fault(at, codeMissing, "this file does not say how stalking is recognised; write recognition")
	}
}

// shownByBreaches sets the items that a rule of incidents names as its reason: those
// that each breach shows, whatever its date.
func (c *compiler) shownByBreaches() {
	for i := range c.in.Rules {
		if r := &c.in.Rules[i]; r.Incidents != nil {
			r.Of = c.in.Timeline.Breach.Always
			if r.Of.Empty() {
				c.fault(fmt.Sprintf("rules[%d].incidents", i), codeMissing, "a breach shows no item, so the rule would have no reason to name; write timeline.breach.carries")
			}
		}
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
