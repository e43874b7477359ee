package assessmentfile

import (
	"encoding/binary"
	"slices"
)

// keys are the keys of an object, in the usual order, so that the next one can be
// guessed before it is looked up. They can also be the allowed words of a value.
type keys struct {
	names []string
	texts []*quoted
	table []*quoted // by hash, each the first of those with the same hash
}

// newKeys returns the keys of an object, each with its colon.
func newKeys(names ...string) *keys { return newTexts(names, `":`) }

// newWords returns words, each with the quote after it.
func newWords[T ~string](words ...T) *keys {
	names := make([]string, len(words))
	for k, w := range words {
		names[k] = string(w)
	}
	return newTexts(names, `"`)
}

func newTexts(names []string, end string) *keys {
	size := 4
	for size < 3*len(names) {
		size *= 2
	}
	ks := &keys{names: names, table: make([]*quoted, size)}
	for k, name := range names {
		q := newQuoted(name, end, k)
		first := &ks.table[ks.hash(q.first)]
		q.same, *first = *first, q
		ks.texts = append(ks.texts, q)
	}
	return ks
}

// hash returns a place in the table for the first eight bytes of a text. It uses the
// three after the quote, spread over the table by a large odd number. A word of a single
// letter has only two, and then space or a comma, so find does not find it: its reader is
// not sure, or reads it as it reads anything else.
func (ks *keys) hash(start uint64) int {
	three := uint32(start) >> 8
	return int(three*0x9e3779b1>>16) & (len(ks.table) - 1)
}

// find returns the text that is at i, or nil if it is none of them.
func (ks *keys) find(b []byte, i int) *quoted {
	next := eight(b, i)
	for q := ks.table[ks.hash(next)]; q != nil; q = q.same {
		if q.begins(next) && q.ends(b, i) {
			return q
		}
	}
	return nil
}

// quoted is a key or word as it is in a file, such as "case": with its quotes and colon.
// Its first eight bytes are compared together, and so are its last eight.
type quoted struct {
	first, mask uint64 // the mask has the bytes that it is not too short for
	last        uint64 // if it is longer
	text        string
	name        string // without its quotes
	index       int
	same        *quoted // another with the same hash
}

func newQuoted(name, end string, index int) *quoted {
	text := `"` + name + end
	q := &quoted{text: text, name: name, index: index}
	var b, mask [8]byte
	for i := range min(len(text), 8) {
		b[i], mask[i] = text[i], 0xff
	}
	q.first, q.mask = eight(b[:], 0), eight(mask[:], 0)
	if n := len(text); n > 8 {
		q.last = eight([]byte(text), n-8)
	}
	return q
}

// begins reports whether q begins like the eight bytes that are next.
func (q *quoted) begins(next uint64) bool { return next&q.mask == q.first }

// ends reports whether q is at i, where its first eight bytes are: so are its last eight,
// and whatever is between them.
func (q *quoted) ends(b []byte, i int) bool {
	n := len(q.text)
	if n <= 8 {
		return true
	}
	return n <= len(b)-i && eight(b, i+n-8) == q.last && (n <= 16 || string(b[i+8:i+n-8]) == q.text[8:n-8])
}

// eight returns the eight bytes at i, the first in the lowest. Slicing at both ends costs
// less than at one.
func eight(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i : i+8]) }

// key reads a key and its colon, and returns its index and the place after it. The
// index is -1 if there is no such key. It first tries the one that is usually next.
func (s *scanner) key(i int, of *keys, next int) (k, after int) {
	if next < len(of.texts) {
		if q := of.texts[next]; q.begins(eight(s.b, i)) && q.ends(s.b, i) {
			return next, i + len(q.text)
		}
	}
	if q := of.find(s.b, i); q != nil {
		return q.index, i + len(q.text)
	}
	return s.spacedKey(i, of)
}

// spacedKey reads a key with space before it, or before its colon.
func (s *scanner) spacedKey(i int, of *keys) (k, after int) {
	i = s.begin(i)
	if q := of.find(s.b, i); q != nil {
		return q.index, i + len(q.text)
	}
	name, i := s.bare(i)
	k = slices.Index(of.names, string(name))
	if i < 0 || k < 0 {
		return -1, wrong
	}
	if i = s.next(i, ':'); i < 0 {
		return -1, wrong
	}
	return k, i
}
