package conversation

import (
	"errors"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// The entries of a list that are there already: shown, changed, removed. A new
// one is made by Form.

// Entries describes the entries of a list, each in one line, in the order in
// which they are stored: what Edit and Remove call entry 0, 1 and so on. It is
// nil for a list that is empty or of no such id.
func (s *Sitting) Entries(list string) []string {
	var out []string
	switch list {
	case "incidents":
		for i := range s.A.Incidents {
			out = append(out, s.incidentLine(&s.A.Incidents[i]))
		}
	case "orders":
		for _, o := range s.A.Orders {
			out = append(out, inWords(fromTo(o.From, o.To), spoken(o.Kind), o.Note))
		}
	case "triggers":
		for _, t := range s.A.Triggers {
			out = append(out, inWords(t.On.String(), spoken(t.Kind)))
		}
	case "absences":
		for _, ab := range s.A.Absences {
			out = append(out, inWords(fromTo(ab.From, ab.To), spoken(ab.Reason)))
		}
	case "decisions":
		for _, d := range s.A.Decisions {
			out = append(out, inWords(spoken(d.About), spoken(d.Decision), d.Reason, by(d.By)))
		}
	case "advice":
		for _, advice := range s.A.AdviceGiven {
			out = append(out, inWords(advice))
		}
	case "actions":
		for _, act := range s.A.Actions {
			out = append(out, actionLine(&act))
		}
	}
	return out
}

// incidentLine says when, what, how, where, what it was recorded as, and how it
// stood to an order.
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
	return inWords(append([]string{when, what, spoken(inc.Channel), inc.Area, inc.Reference}, append(more, inc.Note)...)...)
}

// actionLine says what was promised, by whom, by when, and whether it was done.
func actionLine(act *assess.Action) string {
	due, done := "", ""
	if !act.Due.IsZero() {
		due = "due " + act.Due.String()
	}
	if !act.Done.IsZero() {
		done = "done " + act.Done.String()
	}
	return inWords(act.What, by(act.Owner), due, done)
}

func by(who string) string {
	if strings.TrimSpace(who) == "" {
		return ""
	}
	return "by " + who
}

func fromTo(from, to assess.Date) string {
	if to.IsZero() {
		return strings.TrimSpace(from.String() + " on")
	}
	return from.String() + " to " + to.String()
}

// spoken writes a word as it is said.
func spoken[T ~string](word T) string { return strings.ReplaceAll(string(word), "_", " ") }

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

// Filled is a field of an entry that is there already.
type Filled struct {
	Field
	Recorded string // what stands in it, as Set would take it; "" if nothing
}

// Edit gives the fields of entry i of a list, from 0, with what is recorded in
// each, or nil if there is no such entry. Setting a field changes the entry at
// once; setting it to "" empties it, which the first field refuses.
func (s *Sitting) Edit(list string, i int) []Filled {
	if i < 0 || i >= len(s.Entries(list)) {
		return nil
	}
	var fields []Field
	var recorded []string // of each, in the order of the form
	switch list {
	case "incidents":
		in := &s.A.Incidents[i]
		fields = s.incidentForm(i)
		recorded = []string{in.Kind, in.At.String(), string(in.Channel), in.Area, string(in.Reported), in.RecordedAs, in.Reference, string(in.Breach), in.Note}
	case "orders":
		o := &s.A.Orders[i]
		fields = s.orderForm(i)
		recorded = []string{string(o.Kind), o.From.String(), o.To.String(), strings.Join(o.Conditions, "; "), o.Note}
	case "triggers":
		t := &s.A.Triggers[i]
		fields = s.triggerForm(i)
		recorded = []string{string(t.Kind), t.On.String()}
	case "absences":
		ab := &s.A.Absences[i]
		fields = s.absenceForm(i)
		recorded = []string{ab.From.String(), ab.To.String(), string(ab.Reason)}
	case "decisions":
		d := &s.A.Decisions[i]
		fields = s.decisionForm(i)
		recorded = []string{string(d.About), string(d.Decision), d.Reason, d.By}
	case "advice":
		fields = s.adviceForm(i)
		recorded = []string{s.A.AdviceGiven[i]}
	case "actions":
		act := &s.A.Actions[i]
		fields = s.actionForm(i)
		recorded = []string{act.What, act.Owner, act.Due.String(), act.Done.String()}
	}
	out := make([]Filled, len(fields))
	for k, f := range fields {
		out[k] = Filled{f, recorded[k]}
	}
	first := out[0].Set
	out[0].Set = func(v string) error {
		if strings.TrimSpace(v) == "" {
			return errors.New("this one is needed; remove the entry if there was none")
		}
		return first(v)
	}
	return out
}

// Remove takes entry i of a list away, from 0; false if there is no such entry.
func (s *Sitting) Remove(list string, i int) bool {
	if i < 0 || i >= len(s.Entries(list)) {
		return false
	}
	switch list {
	case "incidents":
		s.A.Incidents = dropAt(s.A.Incidents, i)
	case "orders":
		s.A.Orders = dropAt(s.A.Orders, i)
	case "triggers":
		s.A.Triggers = dropAt(s.A.Triggers, i)
	case "absences":
		s.A.Absences = dropAt(s.A.Absences, i)
	case "decisions":
		s.A.Decisions = dropAt(s.A.Decisions, i)
	case "advice":
		s.A.AdviceGiven = dropAt(s.A.AdviceGiven, i)
	case "actions":
		s.A.Actions = dropAt(s.A.Actions, i)
	}
	return true
}

// dropAt gives the list less entry i; the one given is not changed.
func dropAt[T any](list []T, i int) []T {
	return slices.Concat(list[:i], list[i+1:])
}
