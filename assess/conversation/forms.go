package conversation

import (
	"errors"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// The answers to a step that asks for a list.
const (
	AddEntry = "add"
	NoMore   = "none"
)

// OutcomeForm is the form of what became of it, which is not for a list either.
const OutcomeForm = "outcome"

// serviceView is a form that is not for a list: there is one view of a
// support service, and filling the form in again overwrites it.
const serviceView = "service-view"

// Field is one field of an entry in a list, or of a support service's view.
type Field struct {
	ID, Prompt string
	Must       bool                     // it cannot be left empty
	Later      bool                     // asked only of somebody who wants to say more
	Options    []Option                 // nil: free text
	Recorded   string                   // the recorded value in the form that Set reads; "" if none
	Set        func(text string) error  // the error says what to write instead, and quotes nothing
	At         string                   // the place of the field: "incidents[2].at"
	Typed      string                   // what was typed here and is not recorded; "" if nothing
	InWords    func(text string) string // the date that Set reads, in full; "" if there is none; nil if the field is not a date

	// Of a field whose options are found by everyday words: Find returns those that the
	// words find, the best first, and Otherwise is the one for what fits no other, if its
	// Value is not "". Said records an option and, as the entry's note, the words that
	// found it if it alone does not say what happened.
	Find      func(words string) []Option
	Otherwise Option
	Said      func(value, words string) error
}

// MayBegin reports whether somebody who has typed text into the field may be writing a
// date.
func (f *Field) MayBegin(text string) bool { return f.InWords != nil && timeline.MayBegin(text) }

// listOf returns the list that a step asks for, or nil.
func listOf(step string) *assess.CaseFact {
	if q := questionOf(step); q != nil && q.fact != nil && q.fact.List != nil {
		return q.fact
	}
	return nil
}

// Form adds an entry to the list of that step ("incidents", "orders" and so on) and
// returns its fields, or nil if there is no such form. A field is in the entry as
// soon as it is set, so saving after each loses nothing.
func (s *Sitting) Form(step string) []Field {
	f := listOf(step)
	if f == nil {
		return s.fields(step, "", func() any { return s.A })
	}
	f.List.Add(s.A)
	s.nameOrders()
	return s.entryFields(step, f, f.List.Len(s.A)-1)
}

// Discard removes the last entry of a list, after somebody left its form before the
// first field.
func (s *Sitting) Discard(step string) {
	if f := listOf(step); f != nil {
		last := f.List.Len(s.A) - 1
		f.List.Remove(s.A, last)
		s.moveUp(f, last)
	}
}

// Edit returns the fields of entry i of a list, from 0, with their recorded values,
// or nil if there is no such entry. Setting a field changes the entry at once, and
// "" empties the field. A field that cannot be left empty refuses "".
func (s *Sitting) Edit(step string, i int) []Field {
	f := s.listWith(step, i)
	if f == nil || s.withholdsEntry(f, i) {
		return nil
	}
	fields := s.entryFields(step, f, i)
	for k := range fields {
		if set := fields[k].Set; fields[k].Must {
			fields[k].Set = func(v string) error {
				if strings.TrimSpace(v) == "" {
					return errors.New("this cannot be empty; remove the entry if you do not need it")
				}
				return set(v)
			}
		}
	}
	return fields
}

// Remove removes entry i of a list, from 0, and reports whether there was one.
func (s *Sitting) Remove(step string, i int) bool {
	f := s.listWith(step, i)
	if f != nil {
		f.List.Remove(s.A, i)
		s.moveUp(f, i)
	}
	return f != nil
}

// listWith returns the list that a step asks for, or nil if it has no entry i.
func (s *Sitting) listWith(step string, i int) *assess.CaseFact {
	f := listOf(step)
	if f == nil || i < 0 || i >= f.List.Len(s.A) {
		return nil
	}
	return f
}

func (s *Sitting) entryFields(step string, f *assess.CaseFact, i int) []Field {
	return s.fields(step, place(f, i), func() any { return f.List.Entry(s.A, i) })
}

// must returns the path of the field of a form that cannot be left empty: what
// happened, or else the first. Of help none is: somebody may arrive whom nobody asked for.
func must(step string) string {
	switch step {
	case incidentsForm:
		return "incidents[].kind"
	case HelpStep:
		return ""
	}
	return forms.Get()[step][0].path
}

// dated makes a field of a date or a time read what people write.
func (s *Sitting) dated(field *Field, f *assess.CaseFact, owner func() any) {
	switch f.Kind {
	case assess.DaysFact:
		field.Set = func(v string) error { return s.setDays(f, owner(), v) }
	case assess.DayFact, assess.WhenFact:
		field.Set = func(v string) error { return s.setDate(f, owner, v) }
		field.InWords = func(v string) string {
			w, _ := s.date(f, v)
			return w.InWords(s.Now.Location())
		}
	case assess.TimeFact:
		field.Recorded = s.clock(field.Recorded)
		field.Set = func(v string) error { return s.setTime(f, owner(), v) }
		field.InWords = s.timeInWords
	}
}

// fields returns the fields of a form. entry is the place of the entry, and owner
// returns the owner of its facts.
func (s *Sitting) fields(step, entry string, owner func() any) []Field {
	var out []Field
	aloud := func(prompt string) string { return prompt }
	if q := questionOf(step); q != nil && !q.silent {
		aloud = s.aloud
	}
	for _, asked := range forms.Get()[step] {
		if (asked.path == "incidents[].order" || asked.path == "incidents[].condition") && len(s.A.Orders) == 0 {
			continue
		}
		f := assess.FactAt(asked.path)
		field := Field{
			ID: step, Prompt: aloud(asked.prompt), Options: options(f.Vocabulary), Recorded: f.Get(owner()),
			Set: func(v string) error { return f.Set(owner(), v) },
		}
		if dot := strings.LastIndexByte(f.Path, '.'); dot >= 0 {
			field.ID = f.Path[dot+1:]
		}
		field.At = f.Path
		if _, end, ok := strings.Cut(f.Path, "[]"); ok {
			field.At = entry + end
		}
		if field.Typed = s.Kept(field.At); field.Typed == field.Recorded {
			field.Typed = ""
		}
		field.Must = f.Path == must(step)
		switch f.Path {
		case "elsewhere[].instrument":
			field.pickOrName(instruments)
		case "decisions[].about":
			field.Options = s.mayDecide(field.Options)
		case "decisions[].decision":
			field.Set = func(v string) error { return decide(owner().(*assess.Decision), assess.DecisionWord(v)) }
		}
		s.dated(&field, f, owner)
		if step == incidentsForm {
			s.incidentField(&field, f, func() *assess.Incident { return owner().(*assess.Incident) })
		}
		out = append(out, field)
	}
	return out
}

// instruments are the assessments that others complete most often; any other is named.
var instruments = []Option{
	{"1", "DARA", "DARA, first response"}, {"2", "SASH", "SASH, stalking"}, {"3", "S-DASH", "S-DASH"}, {"4", "DASH", "DASH, by somebody else"}, {"5", "other", "another: type its name"},
}

// pickOrName makes a field take one of these options, found by a word of it, or a name of
// their own for the last.
func (f *Field) pickOrName(all []Option) {
	set := f.Set
	f.Options, f.Otherwise = all, all[len(all)-1]
	f.Find = func(words string) (out []Option) {
		words = strings.ToLower(strings.TrimSpace(words))
		for _, o := range all {
			switch {
			case strings.ToLower(o.Value) == words:
				return []Option{o}
			case strings.Contains(strings.ToLower(o.Label), words):
				out = append(out, o)
			}
		}
		return out
	}
	f.Said = func(value, words string) error {
		if value == f.Otherwise.Value {
			return set(strings.TrimSpace(words))
		}
		return set(value)
	}
}

// coming are the days that are usually still to come when they are asked for.
var coming = []string{"orders[].to", "orders[].check_on", "triggers[].on", "actions[].due", "evidence[].goes"}

// date reads a date as people say it. Where a day is asked for, it refuses a month
// and keeps the day of a time, and where an incident happened, the future.
func (s *Sitting) date(f *assess.CaseFact, v string) (timeline.When, error) {
	w, err := timeline.ParseAbout(v, s.Now, timeline.Tense(slices.Contains(coming, f.Path)))
	_, day := w.Day()
	at, timed := w.Instant()
	switch {
	case err != nil:
		return timeline.When{}, err
	case f.Kind == assess.WhenFact && w.After(s.Now) && !slices.Contains(coming, f.Path):
		return timeline.When{}, errors.New("that is in the future; give the day it happened")
	case f.Kind == assess.DayFact && !day && !w.IsZero():
		return timeline.When{}, errors.New("that is a month; give the day, or leave it empty")
	case f.Kind == assess.DayFact && timed: // the day of that time; it is read back in full
		return timeline.ParseWhen(at.In(s.Now.Location()).Format("2006-01-02"))
	}
	return w, nil
}

// setDate records a date. It refuses a period that ends before it begins.
func (s *Sitting) setDate(f *assess.CaseFact, owner func() any, v string) error {
	w, err := s.date(f, v)
	if err != nil {
		return err
	}
	list, _, _ := strings.Cut(f.Path, ".")
	if other := map[string]string{"from": "to", "to": "from"}[f.Before]; other != "" && !w.IsZero() {
		end, _ := timeline.ParseWhen(assess.FactAt(list + "." + other).Get(owner()))
		a, _ := w.Day()
		b, _ := end.Day()
		switch {
		case end.IsZero():
		case other == "to" && a > b:
			return errors.New("that is after it ended; change the end first")
		case other == "from" && a < b:
			return errors.New("that is before it began; give the day it ended")
		}
	}
	return f.Set(owner(), w.String())
}

// setDays records several days, each as people say it, with semicolons between them.
func (s *Sitting) setDays(f *assess.CaseFact, owner any, v string) error {
	one := *f
	one.Kind = assess.DayFact
	var days []string
	for part := range strings.SplitSeq(v, ";") {
		w, err := s.date(&one, strings.TrimSpace(part))
		if err != nil {
			return err
		}
		if !w.IsZero() {
			days = append(days, w.String())
		}
	}
	return f.Set(owner, strings.Join(days, "; "))
}

// decide records a decision. It refuses one that is not about the same thing.
func decide(d *assess.Decision, word assess.DecisionWord) error {
	now := *d
	if now.Decision = word; !now.Fits() {
		var may []string
		for _, w := range d.About.Decisions() {
			may = append(may, w.Label)
		}
		return errors.New("that is not a decision about this; choose " + strings.Join(may, ", "))
	}
	*d = now
	return nil
}

// mayDecide removes the orders that the jurisdiction does not have: Scotland has no
// stalking protection order.
func (s *Sitting) mayDecide(about []Option) []Option {
	if s.A.Case.Jurisdiction != "scotland" {
		return about
	}
	return slices.DeleteFunc(about, func(o Option) bool { return o.Value == "spo" || o.Value == "interim_spo" })
}

// Entries returns a line for each entry of a list, in stored order: entries 0, 1
// and so on of Edit and Remove. It is nil if the list is empty or does not exist.
func (s *Sitting) Entries(step string) []string {
	f := listOf(step)
	if f == nil {
		return nil
	}
	var out []string
	for i := range f.List.Len(s.A) {
		if s.withholdsEntry(f, i) {
			out = append(out, "in the file; not for this caller")
		} else if inc, ok := f.List.Entry(s.A, i).(*assess.Incident); ok {
			out = append(out, s.incidentLine(inc))
		} else {
			out = append(out, s.entryLine(f.Entries, f.List.Entry(s.A, i)))
		}
	}
	return out
}

// entryLine returns an entry on one line: when, then the rest in file order. It
// leaves out lists of texts, which are long; the entry's fields show them.
func (s *Sitting) entryLine(facts []assess.CaseFact, entry any) string {
	var days, rest []string
	open := false
	for i := range facts {
		f := &facts[i]
		v := f.Get(entry)
		if f.Kind == assess.DayFact || f.Kind == assess.DaysFact {
			v = daysInWords(v)
		}
		if f.Kind == assess.TimeFact {
			v = s.clock(v)
		}
		switch {
		case f.Before == "from":
			days, open = append(days, v), true
		case f.Before == "to" && v != "":
			days, open = append(days, "to "+v), false
		case v == "" || f.Kind == assess.TextsFact || strings.HasSuffix(f.Path, "[].id"):
		case f.Kind == assess.DayFact && f.Before == "":
			days = append(days, v)
		default:
			rest = append(rest, strings.TrimSpace(f.Before+" "+f.Say(v)))
		}
	}
	if open {
		days = append(days, "on")
	}
	return inWords(append([]string{strings.Join(days, " ")}, rest...)...)
}

// daysInWords returns days, with semicolons between, as people say them.
func daysInWords(v string) string {
	days := strings.Split(v, ";")
	for i, d := range days {
		if w, err := timeline.ParseWhen(strings.TrimSpace(d)); err == nil {
			days[i] = w.InWords(nil)
		}
	}
	return strings.Join(days, " and ")
}

// inWords joins the parts that are not blank with commas, on one line.
func inWords(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}
