package assessmentfile

import "stalkrisk/assess"

// The same few texts of some facts come in many records, such as the names of forces. A
// reader remembers those that it has read. The next time, it finds one as it finds an
// allowed word: its bytes are equal to those of a text that was checked, so it needs no
// check and no more memory.

// longestRecurring is the most bytes of a text that is remembered.
const longestRecurring = 64

// recurs reports whether the texts of a fact are remembered. Facts share them, so a fact
// must allow texts of every size that is remembered.
func recurs(fact *assess.CaseFact) bool {
	return fact != nil && fact.Recurs && fact.Longest >= longestRecurring
}

// newRecurring returns a memory without texts. Each place of the table has a text of its
// own, and a spare one so many places after it.
func newRecurring() *keys {
	ks := &keys{texts: make([]quoted, 2*recurringPlaces), start: ^uint64(0)}
	ks.sized(recurringPlaces)
	for k := range ks.table {
		ks.texts[k], ks.texts[k+recurringPlaces], ks.table[k].place = neverFound, neverFound, uint16(k)
	}
	return ks
}

const recurringPlaces = 512

// remember returns the text that is at i and has size bytes with its quotes. It must be
// valid and have no escapes. The eight bytes at i decide its place. Of a shorter text some of
// them come after it, so it may be kept in more than one place. Two texts can have the same, as those of two forces may that begin alike; a third replaces the second.
func (ks *keys) remember(b []byte, i, size int) string {
	if size-2 > longestRecurring {
		return string(b[i+1 : i+size-1])
	}
	w := sixteenAt(b, i)
	n := &ks.table[ks.hash(w.first)]
	q, spare := &ks.texts[n.place], &ks.texts[n.place+recurringPlaces]
	for _, q := range []*quoted{q, spare} {
		if q.is(w) || q.size > 16 && q.isLong(b[i:]) {
			return q.name
		}
	}
	if q.size > 0 {
		q = spare
	} else {
		n.size = uint16(size)
	}
	text := string(b[i : i+size])
	*q = newQuoted(text, text[1:size-1])
	return q.name
}
