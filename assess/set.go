package assess

import "math/bits"

// MaxItems is the most items that one instrument may have.
const MaxItems = 128

// Set is a set of an instrument's items, by their place in the file. Scoring works
// with sets because they need no extra memory and a rule then reads as people say
// it: "how many of the serious items are yes".
type Set [MaxItems / 64]uint64

// everything is the set of all possible items.
var everything = Set{^uint64(0), ^uint64(0)}

// Has reports whether item i is in the set.
func (s Set) Has(i int) bool { return s[i/64]>>(i%64)&1 != 0 }

// Add puts item i into the set.
func (s *Set) Add(i int) { s[i/64] |= 1 << (i % 64) }

// remove takes item i out of the set.
func (s *Set) remove(i int) { s[i/64] &^= 1 << (i % 64) }

// and returns the items that are in both sets.
func (s Set) and(t Set) Set { return Set{s[0] & t[0], s[1] & t[1]} }

// or returns the items that are in either set.
func (s Set) or(t Set) Set { return Set{s[0] | t[0], s[1] | t[1]} }

// without returns the items that are in s and not in t.
func (s Set) without(t Set) Set { return Set{s[0] &^ t[0], s[1] &^ t[1]} }

// Len returns the number of items.
func (s Set) Len() int { return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) }

// Empty reports whether the set has no items.
func (s Set) Empty() bool { return s == Set{} }

// All yields the items in file order.
func (s Set) All(yield func(int) bool) {
	for w, word := range s {
		for ; word != 0; word &= word - 1 {
			if !yield(w*64 + bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}
