package assess

// Stands says where the items of one instrument stand in an assessment, for
// those who say what follows from the answers: what incidents carry is in it,
// and what does not apply is known as such.
type Stands struct{ st *standing }

// StandsOf works out where the items of in stand. Nothing given is changed.
func StandsOf(in *Instrument, a *Assessment) Stands { return Stands{standingOf(in, a)} }

// Of gives the answer to item i that counts, and whether the item applies. A
// yes that an incident carries is a yes, whatever was stored. Where the item
// does not apply the answer is NotAsked; it is never "".
func (s Stands) Of(i int) (answer Answer, applies bool) {
	st := s.st
	if !st.applies.Has(i) {
		return NotAsked, false
	}
	switch told := st.sheet.told[i]; {
	case st.sheet.yes.Has(i):
		return Yes, true
	case st.sheet.no.Has(i):
		return No, true
	case told != "":
		return told, true
	}
	return NotAsked, true
}

// Carried says whether an incident shows item i.
func (s Stands) Carried(i int) bool { return s.st.carried.Has(i) }
