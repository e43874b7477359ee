package compare

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// ChangeKind is what kind of thing changed.
type ChangeKind string

// The kinds of change.
const (
	QuestionnaireChange ChangeKind = "questionnaire" // another version, or added or removed
	TimeChange          ChangeKind = "time"          // of the assessment; every window is counted from it
	AnswerChange        ChangeKind = "answer"
	FactChange          ChangeKind = "fact"
	IncidentChange      ChangeKind = "incident"
	incidentsChange     ChangeKind = "incidents" // all of them together, if there are very many
	ListChange          ChangeKind = "list"      // orders, dates to watch and the like
	OverrideChange      ChangeKind = "override"
)

// Change is one difference between two assessments.
type Change struct {
	Kind   ChangeKind `json:"kind"`
	Path   string     `json:"path"`   // in the later file; in the earlier file for an incident that was removed
	Topic  string     `json:"topic"`  // a few words for a reader
	Before string     `json:"before"` // as recorded; "" if nothing was
	After  string     `json:"after"`
	Note   string     `json:"note"`           // of an answer, where the note changed
	Gone   []string   `json:"gone,omitempty"` // of a list: entries that only the earlier one has
	New    []string   `json:"new,omitempty"`  // of a list: entries that only the later one has
	// Was and Incident are an incident as it was and as it is: Was is nil if it is
	// new, and Incident if it was removed.
	Was      *assess.Incident `json:"was,omitempty"`
	Incident *assess.Incident `json:"incident,omitempty"`
	Moved    []Move           `json:"moved"` // levels and bounds, on top of the changes before it
	Alone    []Move           `json:"alone"` // by itself

	apply func(*Side) // nil where no result uses it, or it is scored as part of another change
}

// frame reports whether a change affects how all answers are read.
func (c *Change) frame() bool { return c.Kind == QuestionnaireChange || c.Kind == TimeChange }

// effects applies the changes one by one, scores after each, and fills in what each
// moved.
func effects(before Side, all []Change) []Change {
	now := before
	was := now.result()
	first, base := was, now // the earlier assessment with the later questionnaires and time
	for i := range all {
		c := &all[i]
		c.Moved, c.Alone = []Move{}, []Move{}
		if c.apply == nil {
			continue
		}
		if !c.frame() {
			r := base.with(c).result()
			c.Alone = moves(levelLeaf, &first, &r)
		}
		now = now.with(c)
		is := now.result()
		c.Moved = moves(levelLeaf, &was, &is)
		was = is
		if c.frame() {
			c.Alone = c.Moved
			base, first = now, is
		}
	}
	return all
}

// with returns a copy of the side with a change applied.
func (s Side) with(c *Change) Side {
	next := s.copied()
	c.apply(&next)
	return next
}

// copied returns a copy of the side with its own incidents and responses, because
// changes and tries write to them.
func (s Side) copied() Side {
	a := *s.A
	a.Incidents = slices.Clone(a.Incidents)
	a.Responses = slices.Clone(a.Responses)
	for i := range a.Responses {
		a.Responses[i].Items = slices.Clone(a.Responses[i].Items)
	}
	s.A = &a
	return s
}

// changes returns the differences: the questionnaires and the time, then the rest in
// the order of an assessment file.
func changes(before, after Side) []Change {
	all := append([]Change{}, questionnaireChanges(before, after)...)
	all = append(all, timeChange(before.A, after.A)...)
	for i := range assess.CaseFacts() {
		f := &assess.CaseFacts()[i]
		switch {
		case slices.Contains(shownElsewhere, f.Path):
		case f.Path == "incidents":
			all = append(all, incidentChanges(before, after)...)
		case f.List != nil:
			all = append(all, listChange(f, before.A, after.A)...)
		default:
			all = append(all, factChange(f, before.A, after.A)...)
		}
		if f.Path == lastBeforeAnswers {
			all = append(all, answerChanges(before, after)...)
		}
	}
	return slices.Clip(all)
}

// questionnaireChanges returns a change for each questionnaire that differs in
// version or bytes, or that only one side uses.
func questionnaireChanges(before, after Side) []Change {
	var out []Change
	add := func(id string, was, is *assess.Instrument, apply func(*Side)) {
		c := Change{Kind: QuestionnaireChange, Path: "instruments." + id, Topic: id, apply: apply}
		if was != nil {
			c.Before = was.Version
		}
		if is != nil {
			c.After = is.Version
		}
		if was != nil && is != nil && was.ID != is.ID {
			c.Before, c.After = was.ID+" "+was.Version, is.ID+" "+is.Version
		}
		if was == nil || is == nil || was.Ref() != is.Ref() {
			out = append(out, c)
		}
	}
	add(after.Set.Stalking.ID, before.Set.Stalking, after.Set.Stalking, func(s *Side) { s.Set.Stalking = after.Set.Stalking })
	add(after.Set.Dash.ID, before.Set.Dash, after.Set.Dash, func(s *Side) { s.Set.Dash = after.Set.Dash })
	others := func(s *Side) { s.Set.Others = after.Set.Others }
	for _, in := range before.Set.Others {
		add(in.ID, in, after.Set.Find(in.ID), others)
	}
	for _, in := range after.Set.Others {
		if before.Set.Find(in.ID) == nil {
			add(in.ID, nil, in, others)
		}
	}
	return out
}

func timeChange(b, a *assess.Assessment) []Change {
	if b.AssessedAt.String() == a.AssessedAt.String() {
		return nil
	}
	return []Change{{
		Kind: TimeChange, Path: "assessed_at", Topic: "when it was assessed", Before: b.AssessedAt.String(), After: a.AssessedAt.String(),
		apply: func(s *Side) { s.A.AssessedAt = a.AssessedAt },
	}}
}

// answerChanges returns the changes of answers and notes: by questionnaire, in the
// order of its items, then those that are in no questionnaire.
func answerChanges(before, after Side) []Change {
	var out []Change
	var done []string
	for _, id := range slices.Concat(after.Set.IDs(), before.Set.IDs(), instrumentsOf(after.A), instrumentsOf(before.A)) {
		if slices.Contains(done, id) {
			continue
		}
		done = append(done, id)
		out = append(out, answerChangesIn(id, before, after)...)
	}
	return out
}

func instrumentsOf(a *assess.Assessment) (ids []string) {
	for _, s := range a.Responses {
		ids = append(ids, s.Instrument)
	}
	return ids
}

func answerChangesIn(instrument string, before, after Side) []Change {
	var out []Change
	done := make(map[string]bool)
	was, is := before.Set.Find(instrument), after.Set.Find(instrument)
	for _, item := range slices.Concat(itemIDs(is), itemIDs(was), itemsOf(after.A, instrument), itemsOf(before.A, instrument)) {
		if done[item] {
			continue
		}
		done[item] = true
		x, _ := before.A.Responses.Of(instrument, item)
		y, _ := after.A.Responses.Of(instrument, item)
		if x.Answer.OrNotAsked() == y.Answer.OrNotAsked() && x.Note == y.Note {
			continue
		}
		c := Change{
			Kind: AnswerChange, Path: "responses." + instrument + "." + item, Topic: cmp.Or(named(is, item).Topic, named(was, item).Topic, item),
			Before: string(x.Answer.OrNotAsked()), After: string(y.Answer.OrNotAsked()),
			apply: func(s *Side) { s.A.Responses.Set(instrument, item, y) },
		}
		if x.Note != y.Note {
			c.Note = y.Note
		}
		out = append(out, c)
	}
	return out
}

func itemsOf(a *assess.Assessment, instrument string) (ids []string) {
	for _, s := range a.Responses {
		for k := 0; k < len(s.Items) && s.Instrument == instrument; k++ {
			ids = append(ids, s.Items[k].Item)
		}
	}
	return ids
}

// itemIDs returns the ids of a questionnaire's items in file order; in may be nil.
func itemIDs(in *assess.Instrument) (ids []string) {
	for i := 0; in != nil && i < len(in.Items); i++ {
		ids = append(ids, in.Items[i].ID)
	}
	return ids
}

// oneByOne is the most changed incidents that are scored one by one. Each one needs
// two readings of the whole timeline.
const oneByOne = 200

// incidentChanges returns a change for each incident that is new, changed or gone.
func incidentChanges(before, after Side) []Change {
	b, a := before.A, after.A
	to := timeline.Match(after.Set.Forces, b.Incidents, a.Incidents)
	var out []Change
	kept := make([]bool, len(b.Incidents))
	for i, k := range to {
		now := a.Incidents[i]
		c := Change{Kind: IncidentChange, Path: fmt.Sprintf("incidents[%d]", i), Topic: kindLabel(after.Set.Stalking, now.Kind), Incident: &now}
		if k >= 0 {
			kept[k] = true
			was := b.Incidents[k]
			c.Was = &was
			if was.Same(&now) {
				continue
			}
		}
		out = append(out, c)
	}
	for k, still := range kept {
		if was := b.Incidents[k]; !still {
			out = append(out, Change{Kind: IncidentChange, Path: fmt.Sprintf("incidents[%d]", k), Topic: kindLabel(before.Set.Stalking, was.Kind), Was: &was})
		}
	}
	if len(out) > oneByOne {
		return append([]Change{{
			Kind: incidentsChange, Path: "incidents", Topic: "the incidents that are new, changed or gone, together",
			Before: fmt.Sprint(len(b.Incidents)), After: fmt.Sprint(len(a.Incidents)),
			apply: func(s *Side) { s.A.Incidents = a.Incidents },
		}}, out...)
	}
	for i := range out {
		c := &out[i]
		c.apply = func(s *Side) { s.A.Incidents = exchanged(s.A.Incidents, c.Was, c.Incident) }
	}
	return out
}

// exchanged returns a list of incidents without was and with is; either may be nil.
func exchanged(list []assess.Incident, was, is *assess.Incident) []assess.Incident {
	if was != nil {
		k := slices.IndexFunc(list, func(i assess.Incident) bool { return i.Same(was) })
		list = slices.Delete(list, k, k+1)
	}
	if is != nil {
		list = append(list, *is)
	}
	return list
}

// kindLabel returns the label of a kind of incident, or its id if the kind is
// unknown.
func kindLabel(in *assess.Instrument, id string) string {
	if kind, ok := in.Kind(id); ok {
		return kind.Label
	}
	return id
}

// without returns the entries of list that are not in other. An entry that is in
// other once is left out once.
func without(list, other []string) (out []string) {
	other = slices.Clone(other)
	for _, s := range list {
		if k := slices.Index(other, s); k >= 0 {
			other = slices.Delete(other, k, k+1)
		} else {
			out = append(out, s)
		}
	}
	return out
}
