package assessmentfile

import "encoding/binary"

// keys are the keys of an object, in the usual order, so that the next one can be
// guessed before it is looked up. They can also be the allowed words of a value.
type keys struct {
	names []string
	texts []quoted
	heads []uint8 // by hash: 1 + the first of the texts with that hash, or 0
	after []uint8 // by text: 1 + the next one with the same hash, or 0
}

func newKeys(names ...string) *keys {
	size := 2
	for size < 2*len(names) {
		size *= 2
	}
	ks := &keys{names: names, heads: make([]uint8, size), after: make([]uint8, len(names))}
	for k, name := range names { // of at most assess.MaxItems, or words of a fact
		q := newQuoted(name)
		head := &ks.heads[ks.hash(q.start)]
		ks.texts, ks.after[k], *head = append(ks.texts, q), *head, uint8(k+1)
	}
	return ks
}

// hash returns a place in heads for the beginning of a text.
func (ks *keys) hash(start uint64) int {
	return int(start*0x9e3779b97f4a7c15>>40) & (len(ks.heads) - 1)
}

// quoted is a key or word as it is in a file, such as "case" with its quotes. It is
// compared eight bytes at a time.
type quoted struct {
	start, mask uint64 // its first eight bytes; fewer, by the mask, if it is shorter
	end         uint64 // its last eight bytes, if it is longer than that
	text        string
}

func newQuoted(name string) quoted {
	q := quoted{text: `"` + name + `"`}
	var b, mask [8]byte
	for i := range min(len(q.text), 8) {
		b[i], mask[i] = q.text[i], 0xff
	}
	q.start, q.mask = binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(mask[:])
	if n := len(q.text); n > 8 {
		q.end = binary.LittleEndian.Uint64([]byte(q.text[n-8:]))
	}
	return q
}

// begins reports whether the next eight bytes are the first eight of q.
func (q *quoted) begins(next uint64) bool { return next&q.mask == q.start }

// ends reports whether q is at i in b. The caller has checked its first eight bytes.
func (q *quoted) ends(b []byte, i int) bool {
	n := len(q.text)
	if n <= 8 {
		return true
	}
	return len(b)-i >= n && binary.LittleEndian.Uint64(b[i+n-8:]) == q.end && (n <= 16 || string(b[i+8:i+n-8]) == q.text[8:n-8])
}

// key reads a key and its colon, and returns its index and the place after it. The
// index is -1 if there is no such key. It first tries the one that is usually next.
func (s *scanner) key(i int, of *keys, next int) (k, after int) {
	if next < len(of.texts) {
		if q := &of.texts[next]; q.begins(s.word(i)) && q.ends(s.b, i) && s.b[i+len(q.text)] == ':' {
			return next, i + len(q.text) + 1
		}
	}
	k, i = s.oneOf(i, of)
	if k < 0 {
		return k, i
	}
	if i = s.next(i, ':'); i < 0 {
		return -1, i
	}
	return k, i
}

// oneOf reads one of the texts, and returns its index and the place after it. The
// index is -1 if it is none of them.
//
// It looks up the first eight bytes: up to the quote that ends the text, or all of
// them if that comes later.
func (s *scanner) oneOf(i int, of *keys) (k, after int) {
	i = s.begin(i)
	here := s.word(i)
	quote := here ^ ones*'"' | 0xff // 0 in the byte of a quote; the first byte is skipped
	mark := (quote - ones) &^ quote & highs
	here &= mark ^ (mark - 1) // keeps what is up to the lowest mark
	for k := int(of.heads[of.hash(here)]) - 1; k >= 0; k = int(of.after[k]) - 1 {
		if q := &of.texts[k]; q.start == here && q.ends(s.b, i) {
			return k, i + len(q.text)
		}
	}
	return -1, wrong
}
