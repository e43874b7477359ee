package assess_test

import (
	"cmp"
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stalkrisk/assess"
)

// readByHand lists the keys that are not facts: the name of the format, the versions
// of the questionnaires, and the answers.
var readByHand = []string{"format", "instruments", "responses"}

// entryTexts lists the lists of which each entry is a text and not an object.
var entryTexts = []string{"advice_given", "case.linked"}

// leavesOf returns the paths of the leaves below a type, as CaseFacts has them.
func leavesOf(t reflect.Type, path string) (out []string) {
	switch {
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()), t.Kind() == reflect.String, t.Kind() == reflect.Int:
		return []string{path}
	case t == reflect.TypeFor[[]assess.Date](), t == reflect.TypeFor[[]string]() && !slices.Contains(entryTexts, path):
		return []string{path}
	case t.Kind() == reflect.Pointer:
		return append([]string{path}, leavesOf(t.Elem(), path)...)
	case t.Kind() == reflect.Slice:
		return append([]string{path}, leavesOf(t.Elem(), path+"[]")...)
	case t.Kind() != reflect.Struct:
		return []string{path + " is of a kind that no fact is: " + t.String()}
	}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		if path == "" && slices.Contains(readByHand, name) {
			continue
		}
		out = append(out, leavesOf(t.Field(i).Type, strings.TrimPrefix(path+"."+name, "."))...)
	}
	return out
}

func TestEveryLeafOfAnAssessmentIsOneFactInFileOrder(t *testing.T) {
	var got []string
	for _, f := range assess.CaseFacts() {
		got = append(got, f.Path)
		for _, e := range f.Entries {
			got = append(got, e.Path)
		}
	}
	if want := leavesOf(reflect.TypeFor[assess.Assessment](), ""); !slices.Equal(got, want) {
		t.Errorf("the table has\n%q\nand the type\n%q", got, want)
	}
}

// sample returns a valid value for a fact.
func sample(f *assess.CaseFact) string {
	switch f.Kind {
	case assess.WordFact:
		return f.Vocabulary[len(f.Vocabulary)-1].Value
	case assess.DayFact, assess.WhenFact:
		return "2026-11-20"
	case assess.TimeFact:
		return "2026-11-20T14:03:00Z"
	case assess.GradeFact:
		return "3"
	case assess.DaysFact:
		return "2026-11-20; 2026-12-01"
	case assess.TextsFact:
		return "one; two"
	}
	return "text of " + f.Path
}

func TestAFactIsReadFromWhereItIsWritten(t *testing.T) {
	each := func(f *assess.CaseFact, owner func() any) {
		value := sample(f)
		to := owner()
		if err := f.Set(to, value); err != nil || f.Get(to) != value {
			t.Errorf("%s: %q comes back as %q, %v", f.Path, value, f.Get(to), err)
		}
		if at := strings.Split(strings.TrimSuffix(f.Path, "[]"), "."); !strings.Contains(asJSON(t, to), `"`+at[len(at)-1]+`":`) && !slices.Contains(entryTexts, strings.TrimSuffix(f.Path, "[]")) {
			t.Errorf("%s is written elsewhere: %s", f.Path, asJSON(t, to))
		}
		if err := f.Set(to, ""); err != nil || f.Get(to) != "" {
			t.Errorf("%s: is not emptied: %q, %v", f.Path, f.Get(to), err)
		}
		if f.Label == "" {
			t.Errorf("%s has no label", f.Path)
		}
		keys := map[string]bool{}
		for k, w := range f.Vocabulary {
			key := cmp.Or(w.Key, strconv.Itoa(k+1))
			if w.Label == "" || keys[key] {
				t.Errorf("%s: the word %q has no label, or its key %s is taken", f.Path, w.Value, key)
			}
			keys[key] = true
		}
		if f.Kind == assess.DayFact || f.Kind == assess.TimeFact || f.Kind == assess.WhenFact || f.Kind == assess.DaysFact || f.Kind == assess.GradeFact {
			if f.Set(to, value) != nil || f.Set(to, "nonsense") == nil || f.Get(to) != value {
				t.Errorf("%s: an invalid value is not refused", f.Path)
			}
		}
	}
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		if f.List == nil {
			each(f, func() any { return new(assess.Assessment) })
			continue
		}
		var a assess.Assessment
		f.List.Add(&a)
		if f.List.Len(&a) != 1 {
			t.Fatalf("%s: nothing is added", f.Path)
		}
		for k := range f.Entries {
			each(&f.Entries[k], func() any { return f.List.Entry(&a, 0) })
		}
		var b assess.Assessment
		f.List.Share(&b, &a)
		f.List.Remove(&a, 0)
		if f.List.Len(&a) != 0 || f.List.Len(&b) != 1 {
			t.Errorf("%s: after sharing and removing %d and %d entries are left", f.Path, f.List.Len(&a), f.List.Len(&b))
		}
	}
}

func TestEveryFactIsFoundByItsPathAndByItsCondition(t *testing.T) {
	seen := map[string]bool{}
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		group, key, _ := strings.Cut(f.Condition, ".")
		if assess.FactAt(f.Path) != f || f.Condition != "" && assess.FactIn(group, key) != f || f.Condition != "" && seen[f.Condition] {
			t.Errorf("%s is not found, or another is", f.Path)
		}
		seen[f.Condition] = true
		for k := range f.Entries {
			if e := &f.Entries[k]; assess.FactAt(e.Path) != e || !strings.HasPrefix(e.Path, f.Path) {
				t.Errorf("%s is not found", e.Path)
			}
		}
	}
	if assess.FactAt("case.shoe_size") != nil || assess.FactIn("case", "shoe_size") != nil {
		t.Error("an unknown fact is found")
	}
}
