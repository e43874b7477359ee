package assess

import (
	"slices"
	"strings"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/late"
)

// Taken is what became of an entry from elsewhere.
type Taken int

// What became of it.
const (
	Added   Taken = iota // it is new
	Filled               // it was there, and now has more
	There                // it was there, with all of it
	Differs              // it was there, and says something else: nothing changed
)

// Take adds an action, order, update or outcome from elsewhere, such as a row of a table,
// unless it is there. What the one that is there leaves empty is filled in; what it says is
// never replaced, except that it continued by a later outcome. If the two differ, field is the name
// of the first that does.
func (a *Assessment) Take(entry any) (became Taken, field string) {
	switch e := entry.(type) {
	case *Action:
		return take("actions", &a.Actions, e, func(x *Action) bool {
			return same("actions", x, e, "what", "owner", "to", "agency", "due")
		})
	case *Order:
		return take("orders", &a.Orders, e, func(x *Order) bool {
			if fold.Reference(x.ID) != "" && fold.Reference(e.ID) != "" {
				return same("orders", x, e, "id")
			}
			return e.Kind != "" && !e.From.IsZero() && same("orders", x, e, "kind", "from")
		})
	case *Update:
		return take("updates", &a.Updates, e, func(x *Update) bool { return same("updates", x, e, "to", "on", "by", "what") })
	case *Outcome:
		return a.takeOutcome(*e)
	}
	return There, ""
}

func take[T any](path string, list *[]T, e *T, is func(*T) bool) (became Taken, field string) {
	i := slices.IndexFunc(*list, func(x T) bool { return is(&x) })
	if i < 0 {
		*list = append(slices.Clip(*list), *e)
		return Added, ""
	}
	was := (*list)[i]
	if became, field = fill(FactAt(path).Entries, &was, e); became == Filled {
		*list = slices.Clone(*list)
		(*list)[i] = was
	}
	return became, field
}

// same reports whether two entries of a list say the same in those fields.
func same(path string, x, y any, fields ...string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool {
		f := FactAt(path + "[]." + field)
		return fold.Text(f.Get(x)) != fold.Text(f.Get(y))
	})
}

// fill fills what an entry leaves empty from another one. Nothing changes if they differ.
func fill(facts []CaseFact, into, from any) (became Taken, field string) {
	became = There
	for i := range facts {
		f := &facts[i]
		if x, y := f.Get(into), f.Get(from); x != "" && y != "" && !f.several() && fold.Text(x) != fold.Text(y) {
			_, field, _ = strings.Cut(f.Path, "[].")
			return Differs, field
		}
	}
	for i := range facts {
		f := &facts[i]
		switch x, y := f.Get(into), f.Get(from); {
		case y == "" || f.several() && holdsAll(x, y):
		case x == "":
			f.Set(into, y) // which was read from an entry
			became = Filled
		case f.several():
			f.Set(into, x+f.between()+missing(x, y, f.between()))
			became = Filled
		}
	}
	return became, field
}

// several reports whether a fact of an entry holds what two sources say, one after the
// other: a list, or a note.
func (f *CaseFact) several() bool {
	return f.Kind == TextsFact || f.Kind == DaysFact || strings.HasSuffix(f.Path, ".note")
}

func (f *CaseFact) between() string {
	if f.Kind == TextFact {
		return "\n"
	}
	return "; "
}

// parts returns the elements of a list of texts or days, or the lines of a note.
func parts(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '\n' })
}

// missing returns the parts of y that x does not have.
func missing(x, y, between string) string {
	var out []string
	for _, p := range parts(y) {
		if !holdsAll(x, p) {
			out = append(out, strings.TrimSpace(p))
		}
	}
	return strings.Join(out, between)
}

// holdsAll reports whether x has every part of y.
func holdsAll(x, y string) bool {
	for _, p := range parts(y) {
		if !blank(p) && !slices.ContainsFunc(parts(x), func(have string) bool { return fold.Text(have) == fold.Text(p) }) {
			return false
		}
	}
	return true
}

// ongoing is the only outcome that a later one replaces: what was harm stays harm.
const ongoing OutcomeValue = "continued"

// takeOutcome takes an outcome. That it continued, read again, changes nothing.
func (a *Assessment) takeOutcome(e Outcome) (became Taken, field string) {
	was := &a.Outcome
	switch {
	case was.Value == "" || was.Value == "unknown" && e.Value != "unknown":
		*was = e
		return Added, ""
	case e.Value == was.Value && (e.On.IsZero() || was.On.IsZero() || e.On.Day() == was.On.Day()):
		return fill(outcomeFacts.Get(), was, &e)
	case was.Value == ongoing && e.On.Day() > was.On.Day():
		*was = e
		return Added, ""
	case e.Value == ongoing && e.On.Day() < was.On.Day():
		return There, ""
	case e.Value == was.Value:
		return Differs, "on"
	}
	return Differs, "value"
}

// outcomeFacts returns the facts of an outcome as those of an entry.
var outcomeFacts = late.Value[[]CaseFact]{Make: func() (out []CaseFact) {
	for _, name := range []string{"value", "on", "note"} {
		f := *FactAt("outcome." + name)
		get, set := f.Get, f.Set
		at := func(owner any) *Assessment { return &Assessment{Outcome: *owner.(*Outcome)} }
		f.Get = func(owner any) string { return get(at(owner)) }
		f.Set = func(owner any, text string) error {
			a := at(owner)
			err := set(a, text)
			*owner.(*Outcome) = a.Outcome
			return err
		}
		out = append(out, f)
	}
	return out
}}
