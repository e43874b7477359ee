package assessmentfile

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// keys are the keys of an object, in the usual order, so that the next one can be
// guessed before it is looked up. They can also be values that a field often has.
type keys struct {
	names []string
	texts []quoted // in the same order, and then one that is never found, so that there is always a next one
	table []slot   // by hash
	start uint64   // which bits of the first eight bytes make a hash: those that every text has
	shift uint8
}

// slot has the place in texts of the first text with a hash, and its size, so that a
// reader knows where the next value begins before it has looked at the text.
type slot struct{ place, size uint16 }

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
	none := uint16(len(names))
	ks := &keys{names: names, texts: make([]quoted, len(names)+1), start: ^uint64(0)}
	for k, name := range names {
		q := newQuoted(`"` + name + end)
		ks.texts[k] = q
		ks.start = min(ks.start, ^uint64(0)>>q.others)
	}
	ks.texts[none] = neverFound
	ks.sized(3 * len(names))
	for h := range ks.table {
		ks.table[h].place = none
	}
	for k := range names {
		q := &ks.texts[k]
		first := &ks.table[ks.hash(q.first>>q.others)]
		q.same, *first = first.place, slot{uint16(k), q.size}
	}
	return ks
}

// sized makes the table, with at least n places.
func (ks *keys) sized(n int) {
	size := 4
	for size < n {
		size *= 2
	}
	ks.table, ks.shift = make([]slot, size), uint8(64-bits.TrailingZeros(uint(size)))
}

// hash returns a place in the table for the first eight bytes of a text. A large odd
// number brings all bits to the highest ones.
func (ks *keys) hash(first uint64) int {
	return int((first & ks.start) * 0x9e3779b97f4a7c15 >> (ks.shift & 63))
}

// likely returns the slot of the text that is most likely at i. The caller must compare the
// text. If it is not at i, another with the same hash may be.
func (ks *keys) likely(b []byte, i int) slot { return ks.table[ks.hash(eight(b, i))] }

// find returns the index of the text that is at i, and the place after it. The index is
// -1 if it is none of them.
func (ks *keys) find(b []byte, i int) (k, after int) {
	for k = int(ks.likely(b, i).place); k < len(ks.names); {
		q := &ks.texts[k]
		if q.at(b, i) {
			return k, i + int(q.size)
		}
		k = int(q.same)
	}
	return -1, wrong
}

// quoted is a key or word as it is in a file, such as "case": with its quotes and colon.
// Its first sixteen bytes are compared together, whatever its size, because a processor
// takes longer to guess wrong than to compare more.
type quoted struct {
	first        uint64 // the first eight bytes, moved up by others
	second, mask uint64 // the eight bytes after them, and the bits of them that count
	rest         string // what is beyond sixteen bytes
	size         uint16 // in bytes
	same         uint16 // the place in texts of another with the same hash
	others       uint8  // how many of the first 64 bits do not count, because the text is shorter
}

// neverFound is never equal: its mask leaves no bit of the second eight bytes, and it wants one.
var neverFound = quoted{second: 1}

func newQuoted(text string) quoted {
	q := quoted{size: uint16(len(text))}
	var b [16]byte
	copy(b[:], text)
	q.first, q.second = eight(b[:], 0), eight(b[:], 8)
	switch n := len(text); {
	case n < 8:
		q.others = uint8(64 - 8*n)
		q.first <<= q.others
	case n < 16:
		q.mask = 1<<(8*n-64) - 1
	default:
		q.mask, q.rest = ^uint64(0), text[16:]
	}
	return q
}

// at reports whether q is at i. Bytes after q do not count: the shift drops them from the
// first eight, and the mask from the eight after those. Sixteen bytes from i must be there.
func (q *quoted) at(b []byte, i int) bool {
	w := b[i : i+16]
	start := binary.LittleEndian.Uint64(w)<<(q.others&63) ^ q.first
	after := binary.LittleEndian.Uint64(w[8:])&q.mask ^ q.second
	return start|after == 0 && (q.rest == "" || q.ends(b, i+16))
}

// ends reports whether the rest of q is at i.
func (q *quoted) ends(b []byte, i int) bool {
	return len(q.rest) <= len(b)-i && string(b[i:i+len(q.rest)]) == q.rest
}

// eight returns the eight bytes at i, the first in the lowest. Slicing at both ends costs
// less than at one.
func eight(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i : i+8]) }

// key reads a key and its colon, and returns its index and the place after it. The
// index is -1 if there is no such key. It first tries the one that is usually next.
func (s *scanner) key(i int, of *keys, next int) (k, after int) {
	if q := &of.texts[next]; q.at(s.b, i) {
		return next, i + int(q.size)
	}
	return s.anyKey(i, of)
}

// anyKey reads a key that was not guessed.
func (s *scanner) anyKey(i int, of *keys) (k, after int) {
	if k, after = of.find(s.b, i); k >= 0 {
		return k, after
	}
	return s.spacedKey(i, of)
}

// spacedKey reads a key with space before it, or before its colon.
func (s *scanner) spacedKey(i int, of *keys) (k, after int) {
	i = s.begin(i)
	if k, after = of.find(s.b, i); k >= 0 {
		return k, after
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
