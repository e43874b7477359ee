package training

import (
	"cmp"
	"strconv"
	"strings"

	"stalkrisk/assess"
)

// markedFact is a fact that is marked.
type markedFact struct {
	path           string
	screen, unless bool
}

// markedFacts are the facts that are marked. Those that a screen does not ask are not
// marked there, and those of a contact that did not end as usual only where the model
// has one.
var markedFacts = []markedFact{
	{path: "case.relationship"}, {path: "case.children"}, {path: "contact.safe_to_talk", screen: true},
	{path: "contact.mode", screen: true, unless: true}, {path: "contact.ended", unless: true}, {path: "contact.heard", unless: true},
	{path: "case.suspect_access", unless: true}, {path: "more_than_once", screen: true, unless: true},
}

// toMark returns the facts that are marked in this case and stage.
func (m *marker) toMark() (out []markedFact) {
	for _, of := range markedFacts {
		model := assess.FactAt(of.path).Get(&m.p.Model)
		usual := model == "" || model == "finished" || model == "open"
		if (m.p.Model.Stage != assess.Screen || of.screen) && (!of.unless || !usual) {
			out = append(out, of)
		}
	}
	return out
}

// factsMarked returns how many facts are marked, the number of incidents among them.
func (m *marker) factsMarked() int {
	n := len(m.toMark())
	if m.p.Model.Stage != assess.Screen {
		n++
	}
	return n
}

// facts returns the facts of the case that the learner recorded differently, and how
// that changed the levels.
func (m *marker) facts() []FactMark {
	out := []FactMark{}
	screen := m.p.Model.Stage == assess.Screen
	add := func(fact, yours, models string, put func(*assess.Assessment)) {
		if yours != models {
			changed := *m.a
			put(&changed)
			out = append(out, FactMark{fact, yours, models, m.moves(&m.yours, &changed)})
		}
	}
	for _, of := range m.toMark() {
		f := assess.FactAt(of.path)
		model := f.Get(&m.p.Model)
		add(of.path[strings.LastIndexByte(of.path, '.')+1:], cmp.Or(f.Get(m.a), "unknown"), cmp.Or(model, "unknown"), func(a *assess.Assessment) { _ = f.Set(a, model) })
	}
	if !screen {
		a, model := m.a, &m.p.Model
		add("incidents", strconv.Itoa(len(a.Incidents)), strconv.Itoa(len(model.Incidents)), func(a *assess.Assessment) { a.Incidents, a.Absences = model.Incidents, model.Absences })
	}
	return out
}

// notLooked returns what was not looked up in any sitting.
func notLooked(a *assess.Assessment) []string {
	if len(a.Sittings) == 0 {
		return []string{}
	}
	return append([]string{}, a.Sittings[len(a.Sittings)-1].Never...)
}
