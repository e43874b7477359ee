package assess

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess/timeline"
)

// EntryList reaches the entries of a list in an assessment.
type EntryList interface {
	Len(a *Assessment) int
	Entry(a *Assessment, i int) any // owner of the entry's facts, from 0
	Add(a *Assessment)              // adds an empty entry at the end
	Remove(a *Assessment, i int)    // makes a new list without entry i
	Share(to, from *Assessment)     // makes to use the list of from
	// Filler returns an entry to fill, a function that empties it, and one that adds
	// a copy of it to the list. It is for a reader that reads one assessment after
	// another into a: it uses the memory of the last list again.
	Filler(a *Assessment) (entry any, empty, add func())
}

type listOf[T any] struct{ at func(*Assessment) *[]T }

func (l listOf[T]) Len(a *Assessment) int          { return len(*l.at(a)) }
func (l listOf[T]) Entry(a *Assessment, i int) any { return &(*l.at(a))[i] }
func (l listOf[T]) Share(to, from *Assessment)     { *l.at(to) = *l.at(from) }

func (l listOf[T]) Add(a *Assessment) {
	var none T
	*l.at(a) = append(*l.at(a), none)
}

func (l listOf[T]) Remove(a *Assessment, i int) {
	list := *l.at(a)
	*l.at(a) = slices.Concat(list[:i], list[i+1:])
}

func (l listOf[T]) Filler(a *Assessment) (entry any, empty, add func()) {
	list, e := l.at(a), new(T)
	var memory []T
	return e, func() { *e = *new(T) }, func() {
		if *list == nil {
			*list = memory[:0]
		}
		*list = append(*list, *e)
		memory = *list
	}
}

// theOverride is a list of one override or none.
type theOverride struct{}

func (theOverride) Len(a *Assessment) int {
	if a.Override == nil {
		return 0
	}
	return 1
}

func (theOverride) Entry(a *Assessment, _ int) any { return a.Override }
func (theOverride) Add(a *Assessment)              { a.Override = &Override{} }
func (theOverride) Remove(a *Assessment, _ int)    { a.Override = nil }
func (theOverride) Share(to, from *Assessment)     { to.Override = from.Override }

func (theOverride) Filler(a *Assessment) (entry any, empty, add func()) {
	e := new(Override)
	return e, func() { *e = Override{} }, func() { a.Override = e }
}

// row makes a fact of an owner of type O. get and parse turn its value into text
// and back.
func row[O, T any](path, label string, kind FactKind, at func(*O) *T, get func(T) string, parse func(string) (T, error)) CaseFact {
	return CaseFact{
		Path: path, Label: label, Kind: kind,
		Get: func(owner any) string { return get(*at(owner.(*O))) },
		Set: func(owner any, text string) (err error) {
			var v T
			if text != "" {
				v, err = parse(text)
			}
			if err == nil {
				*at(owner.(*O)) = v
			}
			return err
		},
	}
}

func text[O any, T ~string](path, label string, at func(*O) *T) CaseFact {
	f := CaseFact{
		Path: path, Label: label, Kind: TextFact, Longest: LongestText,
		Get: func(owner any) string { return string(*at(owner.(*O))) }, // conditions call it for every record
		Set: func(owner any, text string) error { *at(owner.(*O)) = T(text); return nil },
	}
	if _, account := any(T("")).(Account); account {
		f.Longest = LongestAccount
	}
	return f
}

func oneOf[O any, T interface {
	~string
	Vocabulary() Vocabulary
}](path, label string, at func(*O) *T) CaseFact {
	f := text(path, label, at)
	f.Kind, f.Longest, f.Vocabulary = WordFact, 0, T("").Vocabulary()
	return f
}

func day[O any](path, label string, at func(*O) *Date) CaseFact {
	return row(path, label, DayFact, at, Date.String, ParseDate)
}

func instant[O any](path, label string, at func(*O) *Instant) CaseFact {
	return row(path, label, TimeFact, at, Instant.String, ParseInstant)
}

func when[O any](path, label string, at func(*O) *timeline.When) CaseFact {
	return row(path, label, WhenFact, at, timeline.When.String, timeline.ParseWhen)
}

// whole makes a fact that is a whole number; 0 is none.
func whole[O any, T interface {
	~int
	Range() (lowest, highest int)
}](path, label string, at func(*O) *T) CaseFact {
	lowest, highest := T(0).Range()
	return row(path, label, GradeFact, at, func(v T) string {
		if v == 0 {
			return ""
		}
		return strconv.Itoa(int(v))
	}, func(s string) (T, error) {
		n, ok := WholeNumber(s)
		if !ok || n < lowest || n > highest {
			return 0, fmt.Errorf("not one of these numbers; write %d to %d", lowest, highest)
		}
		return T(n), nil
	})
}

func texts[O any](path, label string, at func(*O) *[]string) CaseFact {
	f := row(path, label, TextsFact, at, func(v []string) string { return strings.Join(v, "; ") }, nil)
	f.Set = func(owner any, text string) error {
		now := at(owner.(*O))
		*now = split(text, *now)
		return nil
	}
	return f
}

func days[O any](path, label string, at func(*O) *[]Date) CaseFact {
	return row(path, label, DaysFact, at, func(v []Date) string {
		return strings.Join(each(v, (*Date).String), "; ")
	}, func(s string) (out []Date, err error) {
		for text := range strings.SplitSeq(s, ";") {
			d, err := ParseDate(strings.TrimSpace(text))
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
		return out, nil
	})
}

// split returns the texts between the semicolons. Those of before that are still at the
// beginning or the end of text stay as they are, with their blanks and semicolons.
func split(text string, before []string) (out []string) {
	for len(before) > 0 && text != "" {
		rest, ok := strings.CutPrefix(text, before[0])
		if !ok || rest != "" && rest[0] != ';' {
			break
		}
		out, before = append(out, before[0]), before[1:]
		text = strings.TrimPrefix(strings.TrimPrefix(rest, ";"), " ")
	}
	var last []string
	for len(before) > 0 && text != "" {
		rest, ok := strings.CutSuffix(text, before[len(before)-1])
		if !ok || rest != "" && !strings.HasSuffix(rest, ";") && !strings.HasSuffix(rest, "; ") {
			break
		}
		last, before = append(last, before[len(before)-1]), before[:len(before)-1]
		text = strings.TrimSuffix(strings.TrimSuffix(rest, " "), ";")
	}
	for v := range strings.SplitSeq(text, ";") {
		if !blank(v) {
			out = append(out, strings.TrimSpace(v))
		}
	}
	slices.Reverse(last)
	return append(out, last...)
}

func list[T any](path, label string, at func(*Assessment) *[]T, entries ...CaseFact) CaseFact {
	return CaseFact{Path: path, Label: label, Kind: ListFact, List: listOf[T]{at}, Entries: entries}
}

func (f CaseFact) scored() CaseFact            { f.Scored = true; return f }
func (f CaseFact) recurring() CaseFact         { f.Recurs = true; return f }
func (f CaseFact) before(word string) CaseFact { f.Before = word; return f }
func (f CaseFact) private() CaseFact           { f.Private = true; return f }
func (f CaseFact) sensitive() CaseFact         { f.Sensitive = true; return f }
func (f CaseFact) asked(name string) CaseFact  { f.Condition = name; return f }
func (f CaseFact) named(name string) CaseFact  { f.Condition, f.Named = name, true; return f }
