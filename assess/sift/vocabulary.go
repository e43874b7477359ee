package sift

import (
	"slices"
	"strings"
)

// vocabulary knows every word of the rules, and which sets of words each is in.
type vocabulary struct {
	lists map[string][]string
	sets  map[string]int // number of each set, by how it is written
	of    map[string][]int
	exact map[string]bool // words as written, which are never a slip of another

	numbers []int // sets that every number is in
}

func newVocabulary(r *Rules) *vocabulary {
	v := &vocabulary{lists: map[string][]string{}, sets: map[string]int{}, of: map[string][]int{}, exact: map[string]bool{}}
	for _, l := range r.Lists {
		v.lists[l.ID] = l.Words
	}
	return v
}

// phrase compiles a phrase. The loader has checked it.
func (v *vocabulary) phrase(text string, of int) phrase {
	p := phrase{of: of}
	gap := false
	for _, w := range strings.Fields(text) {
		if w == ".." {
			gap = true
			continue
		}
		p.parts = append(p.parts, part{v.set(w), gap})
		gap = false
	}
	return p
}

// set returns the number of a set of words.
func (v *vocabulary) set(written string) int {
	n, known := v.sets[written]
	if known {
		return n
	}
	n = len(v.sets)
	v.sets[written] = n
	for _, alternative := range strings.Split(written, "|") {
		words := []string{alternative}
		if id, list := ListName(alternative); list {
			words = v.lists[id]
			if id == NumberList {
				v.numbers = append(v.numbers, n)
			}
		}
		for _, w := range words {
			for _, form := range formsOf(w) {
				v.exact[form] = true
				v.put(form, n)
			}
		}
	}
	return n
}

// formsOf returns a word, with its inflections if it is written with a star.
func formsOf(w string) []string {
	if stem, all := strings.CutSuffix(w, "*"); all {
		return inflected(stem)
	}
	return []string{w}
}

// put puts a word into a set.
func (v *vocabulary) put(word string, set int) {
	if sets := v.of[word]; !slices.Contains(sets, set) {
		v.of[word] = append(sets, set)
	}
}

// NumberList is the list of all numbers in digits.
const NumberList = "number"

// ListName returns the id of the list that "<id>" names.
func ListName(w string) (id string, list bool) {
	id, open := strings.CutPrefix(w, "<")
	id, closed := strings.CutSuffix(id, ">")
	return id, open && closed
}

// addSlips adds the slips of every word, except those that are words themselves.
func (v *vocabulary) addSlips(not []string) {
	refused := map[string]bool{}
	for _, w := range not {
		refused[w] = true
	}
	for w := range v.exact {
		for _, s := range slips(w) {
			if v.exact[s] || refused[s] {
				continue
			}
			for _, n := range v.of[w] {
				v.put(s, n)
			}
		}
	}
}

// halves returns the sets of the two parts of words that are also written as two, and
// what they are together.
func (v *vocabulary) halves(joined []string) (all []half) {
	for _, written := range joined {
		first, second, _ := strings.Cut(written, " ")
		for _, w := range formsOf(second) {
			if v.exact[first+w] {
				all = append(all, half{v.set(first), v.set(w), first + w})
			}
		}
	}
	return all
}

// half is a word that is also written as two.
type half struct {
	first, second int // sets that have one word each
	together      string
}

// class is what a word is to the rules: words that are in the same sets have one class.
// It is 0 for a word that no rule knows.
type class uint16

// classes knows the class of every word.
type classes struct {
	exact  dictionary // words as they are written
	slips  dictionary // and mistyped, which is looked at last: there are many more
	number class      // of a number in digits
	in     [][]uint64 // the sets of each class, one bit each
}

// dictionary has the classes of words. One of up to eight letters is found by its
// letters as one number, which takes a third of the time of a string, and most words of
// a log are short.
type dictionary struct {
	short map[uint64]class
	long  map[string]class
}

func newDictionary() dictionary {
	return dictionary{short: map[uint64]class{}, long: map[string]class{}}
}

func (d dictionary) put(w string, one class) {
	if len(w) <= 8 {
		d.short[packed([]byte(w))] = one
	} else {
		d.long[w] = one
	}
}

func (d dictionary) get(w []byte) class {
	if len(w) <= 8 {
		return d.short[packed(w)]
	}
	return d.long[string(w)]
}

// packed returns up to eight bytes as one number.
func packed(w []byte) (n uint64) {
	for _, c := range w {
		n = n<<8 | uint64(c)
	}
	return n
}

// shortestSlip is the fewest bytes of a mistyped word: one of six letters, without one.
const shortestSlip = 5

// of returns the class of a word in small letters.
func (c *classes) of(w []byte) class {
	one := c.exact.get(w)
	if one == 0 && len(w) >= shortestSlip {
		one = c.slips.get(w)
	}
	return one
}

// classes returns the classes of all words.
func (v *vocabulary) classes() *classes {
	c := &classes{exact: newDictionary(), slips: newDictionary(), in: make([][]uint64, 1)}
	known := map[string]class{}
	classOf := func(sets []int) class {
		slices.Sort(sets)
		in := make([]uint64, len(v.sets)/64+1)
		key := make([]byte, 0, 2*len(sets))
		for _, n := range sets {
			in[n/64] |= 1 << (n % 64)
			key = append(key, byte(n), byte(n>>8))
		}
		one, found := known[string(key)]
		if !found {
			one = class(len(c.in))
			known[string(key)] = one
			c.in = append(c.in, in)
		}
		return one
	}
	for w, sets := range v.of {
		if v.exact[w] {
			c.exact.put(w, classOf(sets))
		} else {
			c.slips.put(w, classOf(sets))
		}
	}
	c.number = classOf(v.numbers)
	return c
}

// has reports whether the words of a class are in a set.
func (c *classes) has(one class, set int) bool {
	return one != 0 && c.in[one][set/64]&(1<<(set%64)) != 0
}

// with returns the classes whose words are in a set.
func (c *classes) with(set int) (all []class) {
	for one := range c.in {
		if c.has(class(one), set) {
			all = append(all, class(one))
		}
	}
	return all
}
