package assess

// kindTable holds the kinds of incident as scoring uses them, in little memory, because one
// is looked up for every incident. They are by the last five bits of their first letter: few
// begin with the same, and those mostly differ in length, so that one comparison finds a kind.
type kindTable [32][]kindUse

// kindUse is what scoring uses of a kind of incident.
type kindUse struct {
	id              string
	place           int
	severity        int
	inPerson        bool
	inPersonAs      *kindUse // the kind that it counts as if it was in person; nil if it stays the same
	recent, earlier Set      // the items that a recent incident shows, and an earlier one
}

// newKindTable returns the table of some kinds.
func newKindTable(kinds []IncidentKind) (t kindTable) {
	for i := range kinds {
		k := &kinds[i]
		at := t.alike(k.ID)
		*at = append(*at, kindUse{id: k.ID, place: i, severity: k.Severity, inPerson: k.InPerson, recent: k.items(true), earlier: k.items(false)})
	}
	for i := range kinds {
		if as := kinds[i].InPersonAs; as >= 0 {
			t.find(kinds[i].ID).inPersonAs = t.find(kinds[as].ID)
		}
	}
	return t
}

// alike returns the kinds that begin as an id does.
func (t *kindTable) alike(id string) *[]kindUse {
	if id == "" {
		return &t[0] // in a file that is refused
	}
	return &t[id[0]%32]
}

// find returns the kind with that id, or nil.
func (t *kindTable) find(id string) *kindUse {
	kinds := *t.alike(id)
	for i := range kinds {
		if kinds[i].id == id {
			return &kinds[i]
		}
	}
	return nil
}
