package assess

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// InWords returns the overall level for people: "Moderate so far. Could be high.", "HIGH.",
// or "Not enough answers yet." before anything about danger is answered. Of a screen it
// returns what was recognised.
func (r *Result) InWords() string {
	o, word := &r.Overall, capital(LevelWord(r.Overall.Level))
	switch {
	case r.Stage == Screen:
		return r.screened() + "."
	case r.Override != nil && !r.Override.Void && o.Level == o.Computed:
		return word + ", set by a person. The rules agree."
	case r.Override != nil && !r.Override.Void:
		return word + ", set by a person. By the rules it is " + LevelWord(o.Computed) + "."
	case o.Provisional && !r.DangerAsked:
		return notEnough
	case o.CouldReach != o.Level:
		return word + " so far. Could be " + o.CouldReach + "."
	}
	return word + "."
}

// notEnough is said in place of a level that nothing about danger has gone into.
const notEnough = "Not enough answers yet."

// screened returns what a screen has found. It asks too little to give a level.
func (r *Result) screened() string { return cmp.Or(r.Recognition.Says, "No level yet") }

// RecentInWords returns escalation for people: what the last four weeks show; "" of a
// screen.
func (r *Result) RecentInWords() string {
	switch e := &r.Escalation; {
	case r.Stage == Screen:
		return ""
	case e.Established == "imminent":
		return "IMMINENT danger signs"
	case e.Established == "rising":
		return "getting worse"
	case e.Established == "stable" && e.Provisional:
		return "not known yet"
	case e.Established == "stable" && e.CouldReach != e.Established:
		return "no recent worsening found so far"
	case e.Established == "stable":
		return "no recent worsening found"
	default:
		return LevelWord(e.Level)
	}
}

// capital returns a word of a questionnaire with a capital first letter.
func capital(word string) string {
	return strings.ToUpper(word[:min(1, len(word))]) + word[min(1, len(word)):]
}

// Named returns what a yes says in a few words: "a weapon".
func (it *Item) Named() string { return cmp.Or(it.Fact, it.Topic) }

// Facts returns the items with these ids as facts in a few words, in the same order.
func (in *Instrument) Facts(ids []string) (facts []string) {
	for _, id := range ids {
		if i, ok := in.Item(id); ok {
			facts = append(facts, in.Items[i].Named())
		}
	}
	return facts
}

// Made returns the facts that made the levels, those of escalation first, each once.
func (in *Instrument) Made(r *Result) (facts []string) {
	var ids []string
	for _, l := range []*Level{&r.Escalation, &r.Baseline} {
		for _, reason := range l.Because {
			for _, id := range reason.Items {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
			if len(reason.Items) == 0 {
				facts = append(facts, in.Says(reason))
			}
		}
	}
	return append(in.Facts(ids), facts...)
}

// WhyActNow returns why help must be sent, as clauses. Rules about several answers are
// one clause that names only what is true: "there is a weapon and a specific threat".
func (in *Instrument) WhyActNow(a *Assessment, r *Result) (clauses []string) {
	var named Set
	for i := range in.ActNow {
		rule := &in.ActNow[i]
		if !slices.Contains(r.ActNowBecause, rule.ID) {
			continue
		}
		var items Set
		rule.When.items(&items)
		if rule.When.asksFact() || items.Len() < 2 {
			clauses = append(clauses, rule.Says)
			continue
		}
		named = named.or(items)
	}
	if facts := in.urgent(named, a, r); len(facts) > 0 {
		clauses = append(clauses, "there is "+commas(facts))
	}
	return clauses
}

// mostFacts is the most facts that a reason to act now names. Somebody reads it while a
// frightened person is talking.
const mostFacts = 4

// urgent returns the items of a set that are yes as facts: signs of imminent danger first,
// then red flags, then the rest. Whether the person is near has a clause of its own.
func (in *Instrument) urgent(of Set, a *Assessment, r *Result) (facts []string) {
	var is Set
	for i := range of.All {
		it := &in.Items[i]
		if answer, _ := a.Responses.Of(in.ID, it.ID); (answer.Answer == Yes || slices.Contains(r.Carried, it.ID)) && it.UsedAs != UseNearNow {
			is.Add(i)
		}
	}
	first, second := is.and(in.imminent), is.and(in.redFlags)
	for _, these := range []Set{first, second, is.without(first).without(second)} {
		for i := range these.All {
			facts = append(facts, in.Items[i].Named())
		}
	}
	if n := len(facts) - mostFacts; n > 0 {
		facts = append(facts[:mostFacts], strconv.Itoa(n)+" more")
	}
	return facts
}

// commas joins texts with commas, and the last with "and".
func commas(texts []string) string {
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " and " + texts[last]
}

// asksFact reports whether a condition asks about the case or the contact.
func (c *Condition) asksFact() bool {
	asks := func(c Condition) bool { return c.asksFact() }
	return c.Fact != nil || slices.ContainsFunc(c.All, asks) || slices.ContainsFunc(c.Any, asks)
}
