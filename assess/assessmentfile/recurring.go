package assessmentfile

// The same few texts of some facts come in many records, such as the names of forces. A
// reader remembers those that it has read, so that it finds one like an allowed word the
// next time: it is certainly a valid text, and needs no more memory.

// longestRecurring is the most bytes of a text that is remembered. No limit of characters
// refuses one.
const longestRecurring = 64

// newRecurring returns texts of which none is known yet.
func newRecurring() *keys {
	const most = 512
	ks := &keys{names: make([]string, most), texts: make([]quoted, most), start: ^uint64(0)}
	ks.sized(most)
	for k := range ks.table {
		ks.texts[k], ks.table[k].place = neverFound, uint16(k)
	}
	return ks
}

// remember returns the text that has size bytes at i with its quotes. It must be valid
// and have no escapes. Each text has one place, by its first eight bytes: it drives out
// another that has the same.
func (ks *keys) remember(b []byte, i, size int) string {
	if size-2 > longestRecurring {
		return string(b[i+1 : i+size-1])
	}
	n := &ks.table[ks.hash(eight(b, i))]
	if q := &ks.texts[n.place]; !q.at(b, i) {
		text := string(b[i : i+size])
		n.size, *q, ks.names[n.place] = uint16(size), newQuoted(text), text[1:size-1]
	}
	return ks.names[n.place]
}
