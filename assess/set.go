package assess

import "math/bits"

// MaxItems is the most items that one instrument may have.
const MaxItems = 2 * half

// Set is a set of an instrument's items, by their place in the file. Scoring works
// with sets because they need no extra memory and a rule then reads as people say
// it: "how many of the serious items are yes".
//
// It has two fields and no array, because Go keeps the fields of a small structure in
// registers and an array in memory. Scoring takes a quarter longer with an array.
type Set struct{ low, high uint64 } // the items below half, and the others

// half is the number of items in a field of a set.
const half = 64

// everything is the set of all possible items.
var everything = Set{^uint64(0), ^uint64(0)}

// Has reports whether item i is in the set.
func (s Set) Has(i int) bool {
	// One of the two shifts leaves nothing: that by 64 or more, or that by a number below
	// 0, which uint turns into a very large one.
	return (s.low>>uint(i)|s.high>>uint(i-half))&1 != 0
}

// Add puts item i into the set.
func (s *Set) Add(i int) { *s = s.or(only(i)) }

// remove takes item i out of the set.
func (s *Set) remove(i int) { *s = s.without(only(i)) }

// only returns the set of one item. One of its shifts leaves nothing, as in Has.
func only(i int) Set { return Set{1 << uint(i), 1 << uint(i-half)} }

// and returns the items that are in both sets.
func (s Set) and(t Set) Set { return Set{s.low & t.low, s.high & t.high} }

// or returns the items that are in either set.
func (s Set) or(t Set) Set { return Set{s.low | t.low, s.high | t.high} }

// without returns the items that are in s and not in t.
func (s Set) without(t Set) Set { return Set{s.low &^ t.low, s.high &^ t.high} }

// Len returns the number of items.
func (s Set) Len() int { return bits.OnesCount64(s.low) + bits.OnesCount64(s.high) }

// Empty reports whether the set has no items.
func (s Set) Empty() bool { return s.low|s.high == 0 }

// All yields the items in file order.
func (s Set) All(yield func(int) bool) {
	for from, word := range [...]uint64{s.low, s.high} {
		for ; word != 0; word &= word - 1 {
			if !yield(from*half + bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}
