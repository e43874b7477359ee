package conversation

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// The answers to a step that asks for a list.
const (
	AddEntry = "add"
	NoMore   = "none"
)

// serviceView is the form that is not about a list: there is one view of a
// support service, and its fields are overwritten.
const serviceView = "service-view"

// Field is one thing to fill in of an entry in a list, or of a support service's
// view. Every field may be left empty, except the first.
type Field struct {
	ID, Prompt string
	Options    []Option                // nil: free text
	Recorded   string                  // what is recorded, as Set would take it; "" if nothing is
	Set        func(text string) error // the error says what to write instead, and quotes nothing
}

// forms lists the facts that are asked for of each entry, by the step that asks
// for the list.
var forms = map[string][]struct{ path, prompt string }{
	"incidents": {
		{"incidents[].kind", "What kind of thing was it?"},
		{"incidents[].at", "When? About then is enough: 2026-10-01, 1 October, yesterday, 3 days ago; for a month 2026-10 or last month; yesterday 21:30 for a time."},
		{"incidents[].channel", "How did it reach you?"},
		{"incidents[].area", "In which police force area?"},
		{"incidents[].reported", "Was it reported to the police?"},
		{"incidents[].recorded_as", "What was it recorded as?"},
		{"incidents[].reference", "That force's reference?"},
		{"incidents[].breach", "Was it near, or in breach of, an order, bail or a warning?"},
		{"incidents[].note", "Anything else about it?"},
	},
	"orders": {
		{"orders[].kind", "What kind of order?"},
		{"orders[].from", "From which day? (2026-05-01)"},
		{"orders[].to", "Until which day? Leave it empty if it has no end."},
		{"orders[].conditions", "Its conditions, with a semicolon between."},
		{"orders[].note", "Anything else about it?"},
	},
	"triggers": {
		{"triggers[].kind", "What is it?"},
		{"triggers[].on", "On which day? (2026-12-01)"},
	},
	"absences": {
		{"absences[].from", "From which day? (2026-06-01)"},
		{"absences[].to", "Until which day? Leave it empty if it still goes on."},
		{"absences[].reason", "Where was the other person?"},
	},
	"decisions": {
		{"decisions[].about", "What is it about?"},
		{"decisions[].decision", "What was decided?"},
		{"decisions[].reason", "Why, or why not?"},
		{"decisions[].by", "Who decided? A reference, not a name."},
	},
	"advice": {
		{"advice_given[]", "What was advised? One thing, in a line."},
	},
	"actions": {
		{"actions[].what", "What was promised?"},
		{"actions[].owner", "Who will do it? A reference, not a name."},
		{"actions[].due", "By which day? (2026-11-21)"},
		{"actions[].done", "On which day was it done? Leave it empty if it is not done yet."},
	},
	serviceView: {
		{"service_view.level", "How high does the service put the risk?"},
		{"service_view.by", "Which service? Not a person's name."},
		{"service_view.note", "Why does it think so?"},
	},
}

// listOf returns the list that a step asks for, or nil.
func listOf(step string) *assess.CaseFact {
	if q := questionOf(step); q != nil && q.fact != nil && q.fact.List != nil {
		return q.fact
	}
	return nil
}

// Form returns the fields of a new entry in the list of that step ("incidents",
// "orders" and so on), or nil. The entry is made at once and each field is part of
// it as soon as it is set, so that saving after each loses nothing.
func (s *Sitting) Form(step string) []Field {
	f := listOf(step)
	if f == nil {
		return s.fields(step, func() any { return s.A })
	}
	f.List.Add(s.A)
	return s.entryFields(step, f, f.List.Len(s.A)-1)
}

// Discard removes the last entry of a list: its form was left before the first
// field.
func (s *Sitting) Discard(step string) {
	if f := listOf(step); f != nil {
		f.List.Remove(s.A, f.List.Len(s.A)-1)
	}
}

// Edit returns the fields of entry i of a list, from 0, with what is recorded in
// each, or nil if there is no such entry. Setting a field changes the entry at
// once; setting it to "" empties it, which the first field refuses.
func (s *Sitting) Edit(step string, i int) []Field {
	f := s.listWith(step, i)
	if f == nil {
		return nil
	}
	fields := s.entryFields(step, f, i)
	first := fields[0].Set
	fields[0].Set = func(v string) error {
		if strings.TrimSpace(v) == "" {
			return errors.New("this one is needed; remove the entry if there was none")
		}
		return first(v)
	}
	return fields
}

// Remove removes entry i of a list, from 0. It reports whether there is such an
// entry.
func (s *Sitting) Remove(step string, i int) bool {
	f := s.listWith(step, i)
	if f != nil {
		f.List.Remove(s.A, i)
	}
	return f != nil
}

// listWith returns the list that a step asks for if it has an entry i, or nil.
func (s *Sitting) listWith(step string, i int) *assess.CaseFact {
	f := listOf(step)
	if f == nil || i < 0 || i >= f.List.Len(s.A) {
		return nil
	}
	return f
}

func (s *Sitting) entryFields(step string, f *assess.CaseFact, i int) []Field {
	return s.fields(step, func() any { return f.List.Entry(s.A, i) })
}

// fields returns the fields of a form. owner returns what its facts belong to.
func (s *Sitting) fields(step string, owner func() any) []Field {
	var out []Field
	for _, asked := range forms[step] {
		f := assess.FactAt(asked.path)
		field := Field{
			ID: step, Prompt: asked.prompt, Options: options(f.Vocabulary), Recorded: f.Get(owner()),
			Set: func(v string) error { return f.Set(owner(), v) },
		}
		if dot := strings.LastIndexByte(f.Path, '.'); dot >= 0 {
			field.ID = f.Path[dot+1:]
		}
		switch f.Path {
		case "incidents[].kind":
			for k, kind := range s.Set.Stalking.Timeline.Kinds {
				field.Options = append(field.Options, Option{strconv.Itoa(k + 1), kind.ID, kind.Label})
			}
		case "incidents[].at":
			field.Set = func(v string) error { return s.setWhen(&owner().(*assess.Incident).At, v) }
		case "decisions[].about":
			field.Options = s.mayDecide(field.Options)
		}
		switch list, end, _ := strings.Cut(f.Path, "."); end {
		case "from":
			field.Set = span(f, assess.FactAt(list+".to"), owner)
		case "to":
			field.Set = span(f, assess.FactAt(list+".from"), owner)
		}
		out = append(out, field)
	}
	return out
}

// setWhen reads a time as people say it, which may not be in the future.
func (s *Sitting) setWhen(at *timeline.When, v string) error {
	w, err := timeline.ParseAbout(v, s.Now)
	switch {
	case err != nil:
		return err
	case w.After(s.Now):
		return errors.New("that is later than now; give the day on which it happened")
	}
	*at = w
	return nil
}

// mayDecide removes the orders that do not exist: Scotland has no stalking
// protection order.
func (s *Sitting) mayDecide(about []Option) []Option {
	if s.A.Case.Jurisdiction != "scotland" {
		return about
	}
	return slices.DeleteFunc(about, func(o Option) bool { return o.Value == "spo" || o.Value == "interim_spo" })
}

// span returns the setter of one end of a time, which may not end before it
// begins. other is the other end.
func span(f, other *assess.CaseFact, owner func() any) func(string) error {
	return func(v string) error {
		d, err := assess.ParseDate(v)
		if err != nil {
			return err
		}
		o, _ := assess.ParseDate(other.Get(owner())) // it was set as a day
		switch both := !d.IsZero() && !o.IsZero(); {
		case both && f.Before == "from" && d.Day() > o.Day():
			return errors.New("that is after it ended; change the end first")
		case both && f.Before == "to" && d.Day() < o.Day():
			return errors.New("that is before it began; give the day on which it ended")
		}
		return f.Set(owner(), v)
	}
}

// Entries describes the entries of a list, each in one line, in the order in
// which they are stored: entry 0, 1 and so on of Edit and Remove. It is nil if
// the list is empty or does not exist.
func (s *Sitting) Entries(step string) []string {
	f := listOf(step)
	if f == nil {
		return nil
	}
	var out []string
	for i := range f.List.Len(s.A) {
		if inc, ok := f.List.Entry(s.A, i).(*assess.Incident); ok {
			out = append(out, s.incidentLine(inc))
		} else {
			out = append(out, entryLine(f.Entries, f.List.Entry(s.A, i)))
		}
	}
	return out
}

// incidentLine describes an incident: when, what, how, where, what it was
// recorded as, and whether it was a breach.
func (s *Sitting) incidentLine(inc *assess.Incident) string {
	what := inc.Kind
	if kind, known := s.Set.Stalking.Kind(inc.Kind); known {
		what = kind.Label
	}
	when := inc.At.String()
	if when == "" {
		when = "no date"
	}
	var more []string
	if inc.RecordedAs != "" {
		more = append(more, "recorded as "+inc.RecordedAs)
	}
	if inc.Reported == "no" {
		more = append(more, "not reported")
	}
	switch inc.Breach {
	case timeline.NearBreach:
		more = append(more, "near a breach")
	case timeline.FullBreach:
		more = append(more, "breach")
	}
	return inWords(append([]string{when, what, inc.Channel.Vocabulary().Label(string(inc.Channel)), inc.Area, inc.Reference}, append(more, inc.Note)...)...)
}

// entryLine describes an entry: when, then the rest in file order. A list of
// texts is long, and is shown with the entry's fields.
func entryLine(facts []assess.CaseFact, entry any) string {
	var days, rest []string
	open := false
	for i := range facts {
		f := &facts[i]
		v := f.Get(entry)
		switch {
		case f.Before == "from":
			days, open = append(days, v), true
		case f.Before == "to" && v != "":
			days, open = append(days, "to "+v), false
		case v == "" || f.Kind == assess.TextsFact:
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

// inWords joins what is there, on one line.
func inWords(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}
