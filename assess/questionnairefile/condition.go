package questionnairefile

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// everyItem lets a condition name any item, because the condition does not belong to
// one.
const everyItem = assess.MaxItems

// condition checks a condition that may use the items before item i, and resolves its
// names.
func (c *compiler) condition(path string, w *assess.Condition, i int) {
	w.Item = -1
	kinds := howMany(w.ItemID != "", w.Case != "", w.Contact != "", len(w.All) > 0, len(w.Any) > 0, w.YesTo != nil)
	leaf := w.ItemID != "" || w.Case != "" || w.Contact != ""
	if kinds != 1 || leaf != (len(w.Is) > 0) {
		c.fault(path, codeBadCondition, "a condition is one of item, case or contact, with is; or all; or any; or yes_to; write exactly one")
		return
	}
	for k := range w.All {
		c.condition(fmt.Sprintf("%s.all[%d]", path, k), &w.All[k], i)
	}
	for k := range w.Any {
		c.condition(fmt.Sprintf("%s.any[%d]", path, k), &w.Any[k], i)
	}
	if w.AtLeast != 0 && w.YesTo == nil {
		c.fault(path+".at_least", codeBadCondition, "at_least belongs to yes_to; remove it")
	}
	switch {
	case w.YesTo != nil:
		c.yesTo(path, w, i)
	case w.ItemID != "":
		w.Item = c.earlier(path+".item", w.ItemID, i)
		if w.Item >= 0 {
			c.used[w.ItemID] = true
			c.leaf(path, w, &c.in.Items[w.Item], i != everyItem)
		}
	case w.Case != "":
		w.Fact = c.fact(path, "case", w.Case, w.Is)
	case w.Contact != "":
		w.Fact = c.fact(path, "contact", w.Contact, w.Is)
	}
}

// yesTo resolves a condition that counts items that are yes. More of them never make it
// false.
func (c *compiler) yesTo(path string, w *assess.Condition, i int) {
	w.Of = c.selector(path+".yes_to", w.YesTo)
	for k := range w.Of.All {
		if k >= i {
			c.earlier(path+".yes_to", c.in.Items[k].ID, i)
		}
	}
	n := w.Of.Len()
	switch {
	case w.AtLeast == 0:
		w.AtLeast = 1
	case w.AtLeast < 0 || n > 0 && w.AtLeast > n:
		c.fault(path+".at_least", codeBadCondition, "at_least must be from 1 to %d, the number of items; correct it", n)
	}
}

// howMany returns how many of these are true.
func howMany(are ...bool) (n int) {
	for _, is := range are {
		if is {
			n++
		}
	}
	return n
}

// fact returns the fact of a group with that key, and checks that it can have these
// values. A questionnaire can use only facts that are words.
func (c *compiler) fact(path, group, key string, is []string) *assess.CaseFact {
	f := assess.FactIn(group, key)
	if f == nil || f.Kind != assess.WordFact {
		var known []string
		for _, f := range assess.CaseFacts() {
			if of, key, _ := strings.Cut(f.Condition, "."); of == group && f.Kind == assess.WordFact {
				known = append(known, key)
			}
		}
		slices.Sort(known)
		c.unknown(path+"."+group, "fact", key, known)
		return nil
	}
	c.words(path+".is", "value", is, append(f.Vocabulary.Values(), assess.Absent))
	return f
}

// leaf checks that an item can be answered so, and that a yes to it, or leaving
// it open instead of no, keeps the condition true.
func (c *compiler) leaf(path string, w *assess.Condition, it *assess.Item, removes bool) {
	c.words(path+".is", "answer", w.Is, answersTo(it))
	if it.NeedsReason && !slices.Contains(w.Is, string(assess.NotAsked)) && slices.ContainsFunc(w.Is, func(a string) bool { return assess.Answer(a).Open() }) {
		c.fault(path+".is", codeYesRemoves, "a yes to %q without its reason counts as not asked; a list with unknown or declined needs not_asked too", it.ID)
	}
	if it.Type == assess.Choice && removes && !holdsOpen(w.Is) {
		c.fault(path+".is", codeYesRemoves, "while %q is unanswered the item would not apply and would be missing from what could be reached; add unknown, declined and not_asked", it.ID)
	}
	if it.Type != assess.YesNo || risesWithYes(w.Is) {
		return
	}
	what := "help could be withheld"
	if removes {
		what = "the item could stop applying"
	}
	c.fault(path+".is", codeYesRemoves, "with a yes to %q %s; a list with no needs all five answers, and one with unknown, declined or not_asked needs yes", it.ID, what)
}

// answersTo returns the answers that an item can have.
func answersTo(it *assess.Item) []string {
	words := assess.Answers()
	if it.Type == assess.Choice {
		words = slices.Clone(words[2:])
		for _, o := range it.Options {
			words = append(words, o.Value)
		}
	}
	return words
}

// holdsOpen reports whether a leaf with these answers holds for all three open
// answers.
func holdsOpen(is []string) bool {
	return slices.Contains(is, string(assess.Unknown)) && slices.Contains(is, string(assess.Declined)) && slices.Contains(is, string(assess.NotAsked))
}

// speaksOfContact reports whether a condition uses a fact of the contact.
func speaksOfContact(w *assess.Condition) bool {
	speaks := func(w assess.Condition) bool { return speaksOfContact(&w) }
	return w.Contact != "" || slices.ContainsFunc(w.All, speaks) || slices.ContainsFunc(w.Any, speaks)
}
