package compare

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// shownElsewhere lists the facts that have no FactChange: a Point has them, the time
// has its own kind of change, and actions are Promises.
var shownElsewhere = []string{"id", "status", "stage", "previous", "training", "assessor.reference", "assessor.role", "assessed_at", "actions"}

// lastBeforeAnswers is the last fact before the answers in an assessment file.
const lastBeforeAnswers = "first_account"

// factChange returns the change of a fact with a single value, or nil if it is the
// same.
func factChange(f *assess.CaseFact, b, a *assess.Assessment) []Change {
	was, is := f.Get(b), f.Get(a)
	if was == is {
		return nil
	}
	var apply func(*Side)
	if f.InScore() {
		after := is
		apply = func(s *Side) { _ = f.Set(s.A, after) } // it was read from a fact of the same kind
	}
	if f.Private {
		was, is = hidden(was, "recorded"), hidden(is, cmp.Or(hidden(was, "changed"), "recorded"))
	}
	return []Change{{Kind: FactChange, Path: f.Path, Topic: f.Label, Before: was, After: is, apply: apply}}
}

// hidden returns what to say of a value that is for the page of the case alone; "" if
// there is none.
func hidden(value, say string) string {
	if value == "" {
		return ""
	}
	return say
}

// listChange returns one change with the entries that only one of two lists has, or
// nil if there are none. The change of an override has Before and After instead.
func listChange(f *assess.CaseFact, b, a *assess.Assessment) []Change {
	was, is := described(f, b), described(f, a)
	gone, added := without(was, is), without(is, was)
	if len(gone)+len(added) == 0 {
		return nil
	}
	c := Change{Kind: ListChange, Path: f.Path, Topic: f.Label, Gone: gone, New: added}
	if f.InScore() {
		c.apply = func(s *Side) { f.List.Share(s.A, a) }
	}
	if f.Path == "override" {
		c.Kind, c.Gone, c.New = OverrideChange, nil, nil
		c.Before, c.After = strings.Join(gone, ""), strings.Join(added, "")
	}
	return []Change{c}
}

// described returns a line for each entry of a list.
func described(f *assess.CaseFact, a *assess.Assessment) []string {
	out := make([]string, f.List.Len(a))
	for i := range out {
		out[i] = describe(f.Entries, f.List.Entry(a, i))
	}
	return out
}

// describe returns the recorded values of an entry on one line, in the words of the
// file: its kind first, then the rest in file order.
func describe(facts []assess.CaseFact, entry any) string {
	var kind, rest []string
	for i := range facts {
		f := &facts[i]
		v := f.Get(entry)
		switch {
		case strings.TrimSpace(v) == "":
		case f.Kind == assess.WordFact && f.Before == "":
			kind = append(kind, strings.ReplaceAll(v, "_", " "))
		default:
			rest = append(rest, strings.TrimLeft(f.Before+" ", " ")+v)
		}
	}
	return strings.Join(slices.Concat(kind, rest), "; ")
}
