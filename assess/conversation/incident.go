package conversation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// incidentsForm is the step that asks for incidents.
const incidentsForm = "incidents"

// firstFields is how many fields of an incident are always asked: when, what and where.
const firstFields = 3

// otherKind is the kind of an incident that fits no other, or of which only the date is
// known yet.
const otherKind = "other"

// incidentField completes a field of an incident's form.
func (s *Sitting) incidentField(field *Field, f *assess.CaseFact, incident func() *assess.Incident) {
	field.Later = slices.IndexFunc(forms.Get()[incidentsForm], func(e formField) bool { return e.path == f.Path }) >= firstFields
	switch f.Path {
	case "incidents[].kind":
		field.Options, field.Find = s.kinds(), s.findKinds
		if i := slices.IndexFunc(field.Options, func(o Option) bool { return o.Value == otherKind }); i >= 0 {
			field.Otherwise = field.Options[i]
		}
		field.Said = func(value, words string) error {
			inc := incident()
			inc.Kind = value
			if words = strings.TrimSpace(words); value == otherKind || len(wantedWords(words)) > 1 {
				inc.Note = joined(inc.Note, words)
			}
			return nil
		}
		return
	case "incidents[].order":
		ids := s.orderIDs()
		for i, line := range s.Entries("orders") {
			field.Options = append(field.Options, Option{strconv.Itoa(i + 1), ids[i], line})
		}
	case "incidents[].condition":
		for i, condition := range s.conditionsOf(incident()) {
			field.Options = append(field.Options, Option{strconv.Itoa(i + 1), condition, condition})
		}
	}
	set := field.Set
	field.Set = func(v string) error {
		s.nameKind(incident())
		if f.Path == "incidents[].order" && v != "" {
			s.nameOrders()
		}
		return set(v)
	}
}

// joined adds a line to a note, unless it is there already.
func joined(note, line string) string {
	switch {
	case note == "":
		return line
	case slices.Contains(strings.Split(note, "\n"), line):
		return note
	}
	return note + "\n" + line
}

// kinds returns the kinds of incident, each with its number.
func (s *Sitting) kinds() (out []Option) {
	for k, kind := range s.Set.Stalking.Timeline.Kinds {
		out = append(out, Option{strconv.Itoa(k + 1), kind.ID, kind.Label})
	}
	return out
}

// findKinds returns the kinds that everyday words find, the best first.
func (s *Sitting) findKinds(words string) (out []Option) {
	all := s.kinds()
	texts := make([]Findable, len(all))
	for k, kind := range s.Set.Stalking.Timeline.Kinds {
		texts[k] = Findable{Words: kind.Words, Topic: kind.Label + " " + strings.ReplaceAll(kind.ID, "_", " ")}
	}
	for _, k := range Search(words, texts) {
		out = append(out, all[k])
	}
	return out
}

// nameKind sets the kind for what fits no other where an incident has none, if the
// questionnaire has it: a file must not hold an incident without a kind.
func (s *Sitting) nameKind(inc *assess.Incident) {
	if _, known := s.Set.Stalking.Kind(otherKind); known && inc.Kind == "" {
		inc.Kind = otherKind
	}
}

// orderIDs returns the id of each order: its own, or one that no other has, by which an
// incident can name it.
func (s *Sitting) orderIDs() []string {
	ids := make([]string, len(s.A.Orders))
	for i, o := range s.A.Orders {
		ids[i] = o.ID
	}
	for i := range ids {
		for n := 1; ids[i] == ""; n++ {
			if id := fmt.Sprintf("o%d", n); !slices.Contains(ids, id) {
				ids[i] = id
			}
		}
	}
	return ids
}

// conditionsOf returns the conditions that an incident may break: those of the order that
// it names, or of all if it names none. Those that are withheld may say where somebody
// lives.
func (s *Sitting) conditionsOf(inc *assess.Incident) (out []string) {
	ids := s.orderIDs()
	for i := range s.A.Orders {
		if inc.Order != "" && inc.Order != ids[i] || s.withholdsEntry(assess.FactAt("orders"), i) {
			continue
		}
		for _, c := range s.A.Orders[i].Conditions {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// nameOrders sets the id of each order.
func (s *Sitting) nameOrders() {
	for i, id := range s.orderIDs() {
		s.A.Orders[i].ID = id
	}
}

// incidentLine returns an incident on one line: when, what, how, where, what it was
// recorded as, and whether it was a breach.
func (s *Sitting) incidentLine(inc *assess.Incident) string {
	what := inc.Kind
	if kind, known := s.Set.Stalking.Kind(inc.Kind); known {
		what = kind.Label
	}
	when := cmp.Or(inc.At.InWords(s.Now.Location()), "no date")
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
	return inWords(append([]string{when, what, inc.Channel.Vocabulary().Label(string(inc.Channel)), inc.Place, inc.Area, inc.Reference}, append(more, inc.Note)...)...)
}
