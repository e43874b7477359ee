package compare

import (
	"slices"
	"strings"

	"stalkrisk/assess"
)

// shownElsewhere are the facts whose changes are not listed: a Point has them,
// the time is a change of its own kind, and actions are Promises.
var shownElsewhere = []string{"id", "status", "stage", "previous", "training", "assessor.reference", "assessor.role", "assessed_at", "actions"}

// lastBeforeAnswers is the fact after which an assessment file has the answers.
const lastBeforeAnswers = "first_account"

// factChange returns the change of a fact that has one value, if it changed.
func factChange(f *assess.CaseFact, b, a *assess.Assessment) []Change {
	was, is := f.Get(b), f.Get(a)
	if was == is {
		return nil
	}
	return []Change{{
		Kind: FactChange, Path: f.Path, Topic: f.Label, Before: was, After: is,
		apply: func(s *Side) { _ = f.Set(s.A, is) }, // it was read from a fact of the same kind
	}}
}

// listChange returns the entries that only one of two lists has, as one change.
// The override, of which there is one or none, is shown as it was and is.
func listChange(f *assess.CaseFact, b, a *assess.Assessment) []Change {
	was, is := described(f, b), described(f, a)
	gone, added := without(was, is), without(is, was)
	if len(gone)+len(added) == 0 {
		return nil
	}
	c := Change{Kind: ListChange, Path: f.Path, Topic: f.Label, Gone: gone, New: added, apply: func(s *Side) { f.List.Share(s.A, a) }}
	if f.Path == "override" {
		c.Kind, c.Gone, c.New = OverrideChange, nil, nil
		c.Before, c.After = strings.Join(gone, ""), strings.Join(added, "")
	}
	return []Change{c}
}

// described writes each entry of a list on a line.
func described(f *assess.CaseFact, a *assess.Assessment) []string {
	out := make([]string, f.List.Len(a))
	for i := range out {
		out[i] = describe(f.Entries, f.List.Entry(a, i))
	}
	return out
}

// describe joins what there is of an entry, in the words of the file: what kind
// of thing it is first, then the rest in file order.
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
