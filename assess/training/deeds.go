package training

import (
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// Deed is something that should be done in a case besides asking, and how the record
// shows that it was.
type Deed struct {
	Kind DeedKind `json:"kind"`
	What string   `json:"what"` // in words: "the tracker stays where it is"
	// Record has, by the path of a fact ("referral.offered", "decisions[].about"), the
	// values of which one must be recorded: a word, or words of a text, or [Given]. Several
	// paths of one list must hold for the same entry. The note on an answer is
	// "responses.stalking.threats.note".
	Record map[string][]string `json:"record"`
	From   assess.Stage        `json:"from"` // the first stage that leaves time for it; "" is first contact
	Why    string              `json:"why"`
}

// Given stands for any value.
const Given = "given"

// DeedKind is what kind of thing is done.
type DeedKind string

// The kinds of deed.
const (
	Advised  DeedKind = "advised"
	Recorded DeedKind = "recorded"
	Offered  DeedKind = "offered"
	Promised DeedKind = "promised"
	Decided  DeedKind = "decided"
)

// Words returns the kinds of deed.
func (DeedKind) Words() []string {
	return []string{string(Advised), string(Recorded), string(Offered), string(Promised), string(Decided)}
}

// from returns the first stage that leaves time for the deed.
func (d *Deed) from() assess.Stage {
	if d.From == "" {
		return assess.FirstContact
	}
	return d.From
}

// Is reports whether an assessment shows that the deed was done.
func (d *Deed) Is(a *assess.Assessment) bool {
	byList := map[string][]string{}
	for path := range d.Record {
		switch list, _, inList := strings.Cut(path, "[]"); {
		case inList:
			byList[list] = append(byList[list], path)
		case !d.holds(path, a, a):
			return false
		}
	}
	for list, paths := range byList {
		if !d.inEntry(a, assess.FactAt(list), paths) {
			return false
		}
	}
	return true
}

// inEntry reports whether one entry of a list has everything at those paths.
func (d *Deed) inEntry(a *assess.Assessment, list *assess.CaseFact, paths []string) bool {
	for i := range list.List.Len(a) {
		owner := list.List.Entry(a, i)
		if !slices.ContainsFunc(paths, func(path string) bool { return !d.holds(path, a, owner) }) {
			return true
		}
	}
	return false
}

// holds reports whether one of the values of a path is recorded. owner has the fact.
func (d *Deed) holds(path string, a *assess.Assessment, owner any) bool {
	value, isWord := "", false
	switch f := assess.FactAt(path); {
	case f == nil:
		instrument, item, _ := NoteAt(path)
		r, _ := a.Responses.Of(instrument, item)
		value = r.Note
	case f.List != nil:
		return f.List.Len(a) > 0
	default:
		value, isWord = f.Get(owner), f.Kind == assess.WordFact
	}
	return slices.ContainsFunc(d.Record[path], func(want string) bool {
		switch {
		case want == Given:
			return strings.TrimSpace(value) != ""
		case isWord:
			return value == want
		}
		return strings.Contains(fold.Text(value), fold.Text(want))
	})
}

// NoteAt returns the question whose note a path of a deed names, and whether it is one.
func NoteAt(path string) (instrument, item string, ok bool) {
	parts := strings.Split(path, ".")
	if len(parts) != 4 || parts[0] != "responses" || parts[3] != "note" {
		return "", "", false
	}
	return parts[1], parts[2], true
}

// DeedMark is whether a deed was done.
type DeedMark struct {
	Kind DeedKind `json:"kind"`
	What string   `json:"what"`
	Done bool     `json:"done"`
	Why  string   `json:"why"`
}

// deeds marks what was done.
func (m *marker) deeds() []DeedMark {
	out := []DeedMark{}
	for i := range m.p.Done {
		d := &m.p.Done[i]
		out = append(out, DeedMark{d.Kind, d.What, d.Is(m.a), d.Why})
	}
	return out
}
