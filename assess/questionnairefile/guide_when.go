package questionnairefile

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/timeline"
)

// conditions reads the named conditions. Each can use only the ones before it.
func (c *guideCompiler) conditions() {
	c.uniqueIDs("conditions", len(c.g.Conditions), func(i int) string { return c.g.Conditions[i].ID })
	for i := range c.g.Conditions {
		at := fmt.Sprintf("conditions[%d]", i)
		c.when(at+".when", &c.g.Conditions[i].When)
		c.named++
	}
}

// mostLeaves is the most single conditions in one condition, including those of the
// conditions that it names. Otherwise named conditions that each name another twice
// would grow without limit.
const mostLeaves = 1000

// when checks a condition, and puts what it comes to in its place.
func (c *guideCompiler) when(path string, w *guidance.Condition) {
	*w = c.oneOf(path, w)
	n := 0
	for range w.Leaves {
		if n++; n > mostLeaves {
			c.fault(path, codeTooMany, "with the conditions that it names this has more than %d single conditions; split it", mostLeaves)
			*w = never
			return
		}
	}
}

// never replaces a condition that is refused.
var never = guidance.Condition{Any: []guidance.Condition{}}

// oneOf reads the one kind of condition that is written.
func (c *guideCompiler) oneOf(path string, w *guidance.Condition) guidance.Condition {
	if !wellFormed(w) {
		c.fault(path, codeBadCondition, "a condition is one of yes, incidents, orders, triggers, named, all or any; or of item (and perhaps noted or noted_as), case, contact, recorded or result, with is; write exactly one")
		return never
	}
	switch {
	case len(w.Yes) > 0:
		return c.anyYes(path+".yes", w.Yes)
	case w.Item != "":
		return c.item(path, w)
	case w.Incidents != nil:
		return c.incidents(path+".incidents", w.Incidents)
	case len(w.Orders) > 0:
		return guidance.Condition{Orders: c.words(path+".orders", "kind of order", w.Orders, append(assess.OrderKind("").Words(), guidance.AnyKind))}
	case len(w.Triggers) > 0:
		return guidance.Condition{Triggers: c.words(path+".triggers", "kind of date", w.Triggers, append(assess.TriggerKind("").Words(), guidance.AnyKind))}
	case w.Named != "":
		return c.namedCondition(path+".named", w.Named)
	case len(w.All) > 0:
		return guidance.Condition{All: c.several(path+".all", w.All)}
	case len(w.Any) > 0:
		return guidance.Condition{Any: c.several(path+".any", w.Any)}
	}
	return c.fact(path, w)
}

// wellFormed reports whether exactly one kind of condition is written, with what it
// needs.
func wellFormed(w *guidance.Condition) bool {
	asks := howMany(w.Item != "", w.Case != "", w.Contact != "", w.Recorded != "", w.Result != "")
	others := howMany(len(w.Yes) > 0, w.Incidents != nil, len(w.Orders) > 0, len(w.Triggers) > 0, w.Named != "", len(w.All) > 0, len(w.Any) > 0)
	return asks+others == 1 && (asks == 1) == (len(w.Is) > 0) && (w.Item != "" || !w.Noted && w.NotedAs == "")
}

func (c *guideCompiler) several(path string, list []guidance.Condition) []guidance.Condition {
	for k := range list {
		c.when(fmt.Sprintf("%s[%d]", path, k), &list[k])
	}
	return list
}

// namedCondition returns a named condition that has been read.
func (c *guideCompiler) namedCondition(path, id string) guidance.Condition {
	known := c.g.Conditions[:c.named]
	c.namedUsed[id] = true
	k := slices.IndexFunc(known, func(n guidance.Named) bool { return n.ID == id })
	if k < 0 {
		c.unknown(path, "condition", id, each(known, func(n guidance.Named) string { return n.ID }))
		return never
	}
	return c.g.Conditions[k].When
}

// anyYes returns the most common condition: any of these items is yes.
func (c *guideCompiler) anyYes(path string, ids []string) guidance.Condition {
	var all []guidance.Condition
	for k, id := range ids {
		one := guidance.Condition{Is: []string{string(assess.Yes)}}
		one.Instrument, one.Item, _ = c.place(fmt.Sprintf("%s[%d]", path, k), id)
		all = append(all, one)
	}
	if len(all) == 1 {
		return all[0]
	}
	return guidance.Condition{Any: all}
}

// place reads an item id: a plain id for a stalking question, "dash.q12" for one of
// DASH, and any other after the id of its questionnaire. It returns the questionnaire
// that has the item, or nil if there is a fault.
func (c *guideCompiler) place(path, id string) (name, item string, in *assess.Instrument) {
	name, item, other := strings.Cut(id, ".")
	if !other {
		name, item = string(assess.UseStalking), id
	}
	usable := c.loaded.UsedAs(assess.InstrumentUse(name))
	if len(usable) == 0 {
		if in := c.loaded.Newest(name); in != nil {
			usable = []*assess.Instrument{in}
		} else {
			c.unknown(path, "questionnaire", name, c.loaded.IDs())
			return name, item, nil
		}
	}
	var known []string
	for _, in := range usable {
		if _, ok := in.Item(item); ok {
			return name, item, in
		}
		known = append(known, itemIDs(in)...)
	}
	c.unknown(path, "item", item, known)
	return name, item, nil
}

func (c *guideCompiler) item(path string, w *guidance.Condition) guidance.Condition {
	out := guidance.Condition{Is: w.Is, Noted: w.Noted, NotedAs: w.NotedAs}
	var in *assess.Instrument
	out.Instrument, out.Item, in = c.place(path+".item", w.Item)
	if in == nil {
		return out
	}
	i, _ := in.Item(out.Item)
	c.words(path+".is", "answer", w.Is, answersTo(&in.Items[i]))
	return out
}

// fact reads a leaf about a fact and holds that it can be what is asked.
func (c *guideCompiler) fact(path string, w *guidance.Condition) guidance.Condition {
	out := guidance.Condition{Is: w.Is}
	for _, of := range []struct{ group, name string }{{"case", w.Case}, {"contact", w.Contact}, {"recorded", w.Recorded}, {"result", w.Result}} {
		if of.name != "" {
			out.Group, out.Fact = of.group, of.name
		}
	}
	fact := guidance.FactIn(out.Group, out.Fact)
	if fact == nil {
		var known []string
		for _, f := range guidance.Facts() {
			if f.Group == out.Group {
				known = append(known, f.Key)
			}
		}
		slices.Sort(known)
		c.unknown(path+"."+out.Group, "fact", out.Fact, known)
		return out
	}
	if fact.Words != nil {
		c.words(path+".is", "value", w.Is, append(fact.Words.Values(), assess.Absent))
	}
	return out
}

func (c *guideCompiler) incidents(path string, w *guidance.Incidents) guidance.Condition {
	if c.kinds == nil {
		for _, in := range c.loaded.UsedAs(assess.UseStalking) {
			c.kinds = append(c.kinds, each(in.Timeline.Kinds, func(k assess.IncidentKind) string { return k.ID })...)
		}
	}
	for _, n := range []struct {
		key string
		n   int
	}{{"within_days", w.WithinDays}, {"at_least", w.AtLeast}, {"areas", w.Areas}, {"days", w.Days}} {
		if n.n < 0 || n.n > 3660 {
			c.fault(path+"."+n.key, codeBadRule, "the number must be from 1 to 3660; correct it")
		}
	}
	c.words(path+".kinds", "kind", w.Kinds, c.kinds)
	c.words(path+".channels", "channel", w.Channels, append(timeline.Channel("").Words(), assess.Absent))
	c.words(path+".breach", "word", w.Breach, timeline.Breach("").Words())
	c.words(path+".reported", "word", w.Reported, timeline.Reported("").Words())
	return guidance.Condition{Incidents: w}
}
