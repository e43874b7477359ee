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
// own.
func newRecurring() *keys {
	const most = 512
	ks := &keys{texts: make([]quoted, most), start: ^uint64(0)}
	ks.sized(most)
	for k := range ks.table {
		ks.texts[k], ks.table[k].place = neverFound, uint16(k)
	}
	return ks
}

// remember returns the text that is at i and has size bytes with its quotes. It must be
// valid and have no escapes. Its first eight bytes decide its place, where it replaces
// any other text.
func (ks *keys) remember(b []byte, i, size int) string {
	if size-2 > longestRecurring {
		return string(b[i+1 : i+size-1])
	}
	n := &ks.table[ks.hash(eight(b, i))]
	q := &ks.texts[n.place]
	if !q.is(sixteenAt(b, i)) && !(q.size > 16 && q.isLong(b[i:])) {
		text := string(b[i : i+size])
		n.size, *q = uint16(size), newQuoted(text, text[1:size-1])
	}
	return q.name
}
