package conversation

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// What a step that gathers a list is answered.
const (
	AddEntry = "add"
	NoMore   = "none"
)

// Field is one thing to fill in of an entry in a list: an incident, an order, a
// trigger or an absence. Every field may be left empty but the first.
type Field struct {
	ID, Prompt string
	Options    []Option                // nil: free text
	Set        func(text string) error // the error says what to write instead, and quotes nothing
}

// Form gives the fields of a new entry in the list of that id ("incidents",
// "orders", "triggers", "absences", and what is written down at the end), or nil. The entry comes into being with its
// first field and each further field is part of it at once, so that saving after
// each loses nothing.
func (s *Sitting) Form(list string) []Field {
	switch list {
	case "incidents":
		s.A.Incidents = append(s.A.Incidents, assess.Incident{})
		return s.incidentForm(len(s.A.Incidents) - 1)
	case "orders":
		s.A.Orders = append(s.A.Orders, assess.Order{})
		return s.orderForm(len(s.A.Orders) - 1)
	case "triggers":
		s.A.Triggers = append(s.A.Triggers, assess.Trigger{})
		return s.triggerForm(len(s.A.Triggers) - 1)
	case "absences":
		s.A.Absences = append(s.A.Absences, assess.Absence{})
		return s.absenceForm(len(s.A.Absences) - 1)
	}
	return s.endForm(list)
}

// Discard takes the last entry of a list away: the form was left before its
// first field.
func (s *Sitting) Discard(list string) {
	switch list {
	case "incidents":
		s.A.Incidents = dropLast(s.A.Incidents)
	case "orders":
		s.A.Orders = dropLast(s.A.Orders)
	case "triggers":
		s.A.Triggers = dropLast(s.A.Triggers)
	case "absences":
		s.A.Absences = dropLast(s.A.Absences)
	default:
		s.discardEnd(list)
	}
}

func dropLast[T any](list []T) []T { return slices.Clip(list[:len(list)-1]) }

var nearBreach = []Option{{"n", "no", "no"}, {"c", "near", "close to it, and no breach"}, {"y", "yes", "yes, in breach"}}

// orderKinds are the orders as people call them; a test holds that none is
// forgotten.
var orderKinds = []Option{
	{"1", "spo", "stalking protection order"}, {"2", "interim_spo", "interim stalking protection order"},
	{"3", "non_molestation_order", "non-molestation order"}, {"4", "restraining_order", "restraining order"},
	{"5", "non_harassment_order", "non-harassment order"}, {"6", "injunction", "injunction"},
	{"7", "dapo", "domestic abuse protection order"}, {"8", "bail", "bail condition"},
	{"9", "licence", "licence condition"}, {"10", "warning", "police warning"}, {"11", "other", "another"},
}

func (s *Sitting) incidentForm(i int) []Field {
	in := func() *assess.Incident { return &s.A.Incidents[i] }
	var kinds []Option
	for k, kind := range s.Set.Stalking.Timeline.Kinds {
		kinds = append(kinds, Option{strconv.Itoa(k + 1), kind.ID, kind.Label})
	}
	return []Field{
		{"kind", "What kind of thing was it?", kinds, func(v string) error { in().Kind = v; return nil }},
		{"at", "When? About then is enough: 2026-10-01, 1 October, yesterday, 3 days ago; for a month 2026-10 or last month; yesterday 21:30 for a time.", nil, func(v string) (err error) {
			w, err := timeline.ParseAbout(v, s.Now)
			if err == nil && w.After(s.Now) {
				return errors.New("that is later than now; give the day on which it happened")
			}
			if err == nil {
				in().At = w
			}
			return err
		}},
		{"channel", "How did it reach you?", wordOptions(timeline.Channel("").Words()), func(v string) error { in().Channel = timeline.Channel(v); return nil }},
		{"area", "In which police force area?", nil, func(v string) error { in().Area = v; return nil }},
		{"reported", "Was it reported to the police?", yesNoUnknown, func(v string) error { in().Reported = timeline.Reported(v); return nil }},
		{"recorded_as", "What was it recorded as?", nil, func(v string) error { in().RecordedAs = v; return nil }},
		{"reference", "That force's reference?", nil, func(v string) error { in().Reference = v; return nil }},
		{"breach", "Was it near, or in breach of, an order, bail or a warning?", nearBreach, func(v string) error { in().Breach = timeline.Breach(v); return nil }},
		{"note", "Anything else about it?", nil, func(v string) error { in().Note = v; return nil }},
	}
}

func (s *Sitting) orderForm(i int) []Field {
	o := func() *assess.Order { return &s.A.Orders[i] }
	from, to := span(func() *assess.Date { return &o().From }, func() *assess.Date { return &o().To })
	return []Field{
		{"kind", "What kind of order?", orderKinds, func(v string) error { o().Kind = assess.OrderKind(v); return nil }},
		{"from", "From which day? (2026-05-01)", nil, from},
		{"to", "Until which day? Leave it empty if it has no end.", nil, to},
		{"conditions", "Its conditions, with a semicolon between.", nil, func(v string) error {
			o().Conditions = nil
			for _, c := range strings.Split(v, ";") {
				if strings.TrimSpace(c) != "" {
					o().Conditions = append(o().Conditions, strings.TrimSpace(c))
				}
			}
			return nil
		}},
		{"note", "Anything else about it?", nil, func(v string) error { o().Note = v; return nil }},
	}
}

func (s *Sitting) triggerForm(i int) []Field {
	t := func() *assess.Trigger { return &s.A.Triggers[i] }
	return []Field{
		{"kind", "What is it?", wordOptions(assess.TriggerKind("").Words()), func(v string) error { t().Kind = assess.TriggerKind(v); return nil }},
		{"on", "On which day? (2026-12-01)", nil, setDate(func() *assess.Date { return &t().On })},
	}
}

func (s *Sitting) absenceForm(i int) []Field {
	ab := func() *assess.Absence { return &s.A.Absences[i] }
	from, to := span(func() *assess.Date { return &ab().From }, func() *assess.Date { return &ab().To })
	return []Field{
		{"from", "From which day? (2026-06-01)", nil, from},
		{"to", "Until which day? Leave it empty if it still goes on.", nil, to},
		{"reason", "Where was the other person?", wordOptions(assess.AbsenceReason("").Words()), func(v string) error { ab().Reason = assess.AbsenceReason(v); return nil }},
	}
}

// span sets the two ends of a time, which may not end before it begins.
func span(from, to func() *assess.Date) (setFrom, setTo func(string) error) {
	setFrom = func(v string) error {
		d, err := assess.ParseDate(v)
		switch {
		case err != nil:
			return err
		case !d.IsZero() && !to().IsZero() && d.Day() > to().Day():
			return errors.New("that is after it ended; change the end first")
		}
		*from() = d
		return nil
	}
	setTo = func(v string) error {
		d, err := assess.ParseDate(v)
		switch {
		case err != nil:
			return err
		case !d.IsZero() && d.Day() < from().Day():
			return errors.New("that is before it began; give the day on which it ended")
		}
		*to() = d
		return nil
	}
	return setFrom, setTo
}

func setDate(at func() *assess.Date) func(string) error {
	return func(v string) error {
		d, err := assess.ParseDate(v)
		if err == nil {
			*at() = d
		}
		return err
	}
}

// wordOptions numbers the words of a type.
func wordOptions(words []string) []Option {
	var out []Option
	for k, w := range words {
		out = append(out, Option{strconv.Itoa(k + 1), w, strings.ReplaceAll(w, "_", " ")})
	}
	return out
}
