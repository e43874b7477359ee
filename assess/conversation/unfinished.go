package conversation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
)

// What was typed in a form and is not recorded yet is kept in the file with the place
// that it belongs to, such as "incidents[2].at" or "override.reason", and so is the
// place of an entry whose form was not finished. Both are offered when the draft is
// opened again.

// overrideForm is the place of what was typed to set another level.
const overrideForm = "override"

// entryNames says what an entry of each list is.
var entryNames = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"incidents": "an incident", "orders": "an order", "triggers": "a date", "absences": "an absence", "decisions": "a decision",
		"advice": "advice", "actions": "a promise", "elsewhere": "another assessment", "accounts": "a number or account", "evidence": "evidence", "updates": "an update",
	}
}}

// Begun is a form that somebody began and did not finish.
type Begun struct {
	At    string // its place: "incidents[2]", "override"
	Step  string // the step that asks for it
	Entry int    // of a list, from 0
	Says  string // what it is, and what is recorded or typed in it
}

// under reports whether a place is that of a form or of one of its fields.
func under(place, form string) bool {
	return place == form || strings.HasPrefix(place, form+".")
}

// Kept returns the text that is kept for a place; "" if there is none.
func (s *Sitting) Kept(place string) string {
	for _, u := range s.A.Unfinished {
		if u.At == place {
			return u.Text
		}
	}
	return ""
}

// Keep keeps text for a place, or that an entry was begun there if text is empty.
func (s *Sitting) Keep(place, text string) {
	i := slices.IndexFunc(s.A.Unfinished, func(u assess.Unfinished) bool { return u.At == place })
	if i < 0 {
		s.A.Unfinished = append(slices.Clone(s.A.Unfinished), assess.Unfinished{At: place, Text: text})
		return
	}
	s.A.Unfinished[i].Text = text
}

// Drop forgets what is kept for a form or field, and reports whether there was any.
func (s *Sitting) Drop(form string) bool {
	before := len(s.A.Unfinished)
	s.A.Unfinished = slices.DeleteFunc(slices.Clone(s.A.Unfinished), func(u assess.Unfinished) bool { return under(u.At, form) })
	return len(s.A.Unfinished) < before
}

// place returns the place of entry i of a list.
func place(list *assess.CaseFact, i int) string { return fmt.Sprintf("%s[%d]", list.Path, i) }

// moveUp forgets what is kept for entry i of a list, and moves what is kept for the
// entries after it, which is now one place further up.
func (s *Sitting) moveUp(list *assess.CaseFact, i int) {
	s.Drop(place(list, i))
	for k := range s.A.Unfinished {
		u := &s.A.Unfinished[k]
		rest, ok := strings.CutPrefix(u.At, list.Path+"[")
		n, end, _ := strings.Cut(rest, "]")
		if at, err := strconv.Atoi(n); ok && err == nil && at > i {
			u.At = place(list, at-1) + end
		}
	}
}

// Begun returns the forms that were begun and not finished, as far as they still exist.
func (s *Sitting) Begun() (out []Begun) {
	for _, u := range s.A.Unfinished {
		form, _, _ := strings.Cut(u.At, ".")
		if slices.ContainsFunc(out, func(b Begun) bool { return b.At == form }) {
			continue
		}
		if form == overrideForm {
			says := inWords(strings.ToUpper(s.Kept(overrideForm+".level")), s.Kept(overrideForm+".reason"))
			out = append(out, Begun{At: form, Step: "judgement", Says: "to set another level: " + says})
			continue
		}
		path, rest, _ := strings.Cut(form, "[")
		n, err := strconv.Atoi(strings.TrimSuffix(rest, "]"))
		for step := range forms.Get() {
			f := listOf(step)
			if f == nil || f.Path != path || err != nil || n < 0 || n >= f.List.Len(s.A) {
				continue
			}
			says := cmp.Or(s.Entries(step)[n], "nothing recorded yet")
			if typed := s.typedIn(form); typed != "" && !s.withholdsEntry(f, n) {
				says += "; typed and not recorded: " + typed
			}
			out = append(out, Begun{At: form, Step: step, Entry: n, Says: entryNames.Get()[step] + ": " + says})
		}
	}
	return out
}

// typedIn returns what is kept for the fields of a form.
func (s *Sitting) typedIn(form string) string {
	var out []string
	for _, u := range s.A.Unfinished {
		if u.At != form && under(u.At, form) {
			out = append(out, u.Text)
		}
	}
	return inWords(out...)
}

// DropEmpty removes entries of lists in which nothing is recorded and for which nothing is
// kept: somebody began them, and the program ended before a first field was written.
func (s *Sitting) DropEmpty() {
	for step := range forms.Get() {
		f := listOf(step)
		if f == nil {
			continue
		}
		for i := f.List.Len(s.A) - 1; i >= 0; i-- {
			if s.isEmpty(f, i) {
				f.List.Remove(s.A, i)
				s.moveUp(f, i)
			}
		}
	}
}

// isEmpty reports whether nothing but its id is recorded in entry i of a list, and nothing
// is kept for it.
func (s *Sitting) isEmpty(f *assess.CaseFact, i int) bool {
	entry, form := f.List.Entry(s.A, i), place(f, i)
	recorded := slices.ContainsFunc(f.Entries, func(of assess.CaseFact) bool {
		return !strings.HasSuffix(of.Path, "[].id") && of.Get(entry) != ""
	})
	return !recorded && !slices.ContainsFunc(s.A.Unfinished, func(u assess.Unfinished) bool { return u.At != form && under(u.At, form) })
}
