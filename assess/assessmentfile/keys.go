package assessmentfile

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// keys are the keys of an object, in the usual order, so that the next one can be
// guessed before it is looked up. They can also be values that a field often has. Those of
// newRecurring have no text that is never found, so find and key are not for them.
type keys struct {
	start uint64 // which bits of the first eight bytes make a hash: those that every text has
	shift uint8
	table []slot   // by hash
	texts []quoted // in the usual order, and then one that is never found, so that there is always a next one
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
	ks := &keys{texts: make([]quoted, len(names)+1), start: ^uint64(0)}
	for k, name := range names {
		q := newQuoted(`"`+name+end, name)
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

// index returns the index of a name, or -1 if there is none.
func (ks *keys) index(name string) int {
	last := len(ks.texts) - 1
	return slices.IndexFunc(ks.texts[:last], func(q quoted) bool { return q.name == name })
}

// hash returns a place in the table for the first eight bytes of a text. A large odd
// number brings all bits to the highest ones.
func (ks *keys) hash(first uint64) int {
	return int((first & ks.start) * 0x9e3779b97f4a7c15 >> (ks.shift & 63))
}

// likely returns the slot of the text that most likely begins with these bytes. The
// caller must compare the text. If it is another, one with the same hash may still be right.
func (ks *keys) likely(w sixteen) slot { return ks.table[ks.hash(w.first)] }

// find returns the index of the text that is at i, where w is, and the place after it. The
// index is -1 if it is none of them.
func (ks *keys) find(b []byte, i int, w sixteen) (k, after int) {
	for k = int(ks.likely(w).place); k < len(ks.texts)-1; {
		q := &ks.texts[k]
		if q.is(w) || q.size > 16 && q.isLong(b[i:]) {
			return k, i + int(q.size)
		}
		k = int(q.same)
	}
	return -1, wrong
}

// sixteen is sixteen bytes as two numbers, the first byte in the lowest bits.
type sixteen struct{ first, second uint64 }

// sixteenAt returns the bytes at i. So many must be there.
func sixteenAt(b []byte, i int) sixteen {
	w := (*[16]byte)(b[i : i+16]) // one check for both
	return sixteen{binary.LittleEndian.Uint64(w[:]), binary.LittleEndian.Uint64(w[8:])}
}

// spaced reports whether the bytes begin with space (or with what is wrong in JSON).
func (w sixteen) spaced() bool { return byte(w.first) <= ' ' }

// pastSpace returns the place after space, and the bytes there. Most programs that write
// space write one.
//
//go:noinline
func (s *scanner) pastSpace(i int) (int, sixteen) {
	if s.b[i] == ' ' {
		i++
	}
	i = s.begin(i)
	return i, sixteenAt(s.b, i)
}

// quoted is a key or word as it is in a file, such as "case": with its quotes and colon.
// All bytes of one that has at most sixteen are compared together, because a processor
// takes longer to guess wrong than to compare more. Few have more.
type quoted struct {
	first        uint64 // the first eight bytes, moved up by others
	second, mask uint64 // the eight bytes after them, and the bits of them that count
	name         string // without quotes and colon
	size         uint16 // with them, in bytes
	same         uint16 // the place in texts of another with the same hash
	others       uint8  // how many of the first 64 bits do not count, because the text is shorter
}

// neverFound is equal to nothing: its mask leaves no bit of the second eight bytes, and it
// wants one. A long text has the same mask, so that only isLong finds it.
var neverFound = quoted{second: 1}

func newQuoted(text, name string) quoted {
	q := quoted{name: name, size: uint16(len(text))}
	var b [16]byte
	copy(b[:], text)
	w := sixteenAt(b[:], 0)
	q.first = w.first
	switch n := len(text); {
	case n > 16:
		q.second = neverFound.second
	case n >= 8:
		q.second, q.mask = w.second, ^uint64(0)>>(128-8*n)
	default:
		q.others = uint8(64 - 8*n)
		q.first <<= q.others
	}
	return q
}

// is reports whether bytes begin with q, which has at most sixteen. Bytes after q do not
// count: the shift drops them from the first eight, and the mask from the eight after those.
func (q *quoted) is(w sixteen) bool {
	start, end := w.first<<(q.others&63)^q.first, w.second&q.mask^q.second
	return start|end == 0
}

// isLong reports whether b begins with q, of any size.
func (q *quoted) isLong(b []byte) bool {
	end := len(q.name) + 1
	return int(q.size) <= len(b) && b[0] == '"' && string(b[1:end]) == q.name && b[end] == '"' &&
		(end+1 == int(q.size) || b[end+1] == ':')
}

// eight returns the eight bytes at i, the first in the lowest. Slicing at both ends costs
// less than at one.
func eight(b []byte, i int) uint64 { return binary.LittleEndian.Uint64(b[i : i+8]) }

// key reads a key and its colon, and returns its index and the place after it. The
// index is -1 if there is no such key. It first tries the one after the one that the
// caller has tried, because the values that are most often left out are single ones.
func (s *scanner) key(i int, of *keys, tried int) (k, after int) {
	w := sixteenAt(s.b, i)
	if next := tried + 1; next < len(of.texts) {
		if q := &of.texts[next]; q.is(w) {
			return next, i + int(q.size)
		}
	}
	if k, after = of.find(s.b, i, w); k >= 0 {
		return k, after
	}
	return s.spacedKey(i, of)
}

// spacedKey reads a key with space before its colon.
func (s *scanner) spacedKey(i int, of *keys) (k, after int) {
	name, i := s.bare(i)
	if i < 0 {
		return -1, wrong
	}
	if i = s.next(i, ':'); i < 0 {
		return -1, wrong
	}
	return of.index(string(name)), i
}
