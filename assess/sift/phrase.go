package sift

import (
	"slices"
	"strings"
)

// How a phrase is written, in the file of rules:
//
//	follow*            the word and its simple inflections: follows, followed, following
//	home|house         one word or the other
//	<them>             a word of the list "them"; <number> is every number in digits
//	sat .. outside     up to three other words may stand in between
//
// Words are lower case without apostrophes ("didnt"), and hyphens divide words
// ("ex partner"). A word of six letters or more is also found with one slip: a letter
// missing, doubled or swapped with the next.

// gap is the most words that ".." stands for.
const gap = 3

// phrase is a compiled phrase.
type phrase struct {
	parts []part
	of    int // what it is a phrase of: an index, by its owner
}

// part is one word of a phrase: a set of words, by its number in the vocabulary.
type part struct {
	set int
	gap bool // other words may stand before it
}

// inflected returns a word with its simple inflections.
func inflected(w string) []string {
	out := []string{w, w + "s", w + "ed", w + "ing"}
	last := w[len(w)-1]
	switch {
	case last == 'e':
		out = append(out, w+"d", w[:len(w)-1]+"ing")
	case last == 'y':
		out = append(out, w[:len(w)-1]+"ies", w[:len(w)-1]+"ied")
	case strings.IndexByte("bdgklmnprt", last) >= 0:
		out = append(out, w+string(last)+"ed", w+string(last)+"ing")
	}
	if strings.HasSuffix(w, "h") || strings.HasSuffix(w, "s") || strings.HasSuffix(w, "x") {
		out = append(out, w+"es")
	}
	return out
}

// slips returns how a word of six letters or more is often mistyped: a letter missing,
// doubled, or swapped with the next. The first letter is right.
func slips(w string) (out []string) {
	if len(w) < 6 {
		return nil
	}
	for i := 1; i < len(w); i++ {
		out = append(out, w[:i]+w[i+1:], w[:i]+w[i:i+1]+w[i:])
		if i+1 < len(w) {
			out = append(out, w[:i]+w[i+1:i+2]+w[i:i+1]+w[i+2:])
		}
	}
	return out
}

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

// form is a form of a word: the sets that it is in, and of those the ones that a phrase
// begins with.
type form struct {
	in     []uint64 // one bit for each set
	starts []int
}

// has reports whether the form is in a set. A word that no rule knows is nil.
func (f *form) has(set int) bool { return f != nil && f.in[set/64]&(1<<(set%64)) != 0 }

// forms returns every form of every word. starts says which sets begin a phrase.
func (v *vocabulary) forms(starts [][]phrase) (of map[string]*form, number *form) {
	made := func(sets []int) *form {
		f := &form{in: make([]uint64, len(v.sets)/64+1)}
		for _, n := range sets {
			f.in[n/64] |= 1 << (n % 64)
			if len(starts[n]) > 0 && !slices.Contains(f.starts, n) {
				f.starts = append(f.starts, n)
			}
		}
		return f
	}
	of = map[string]*form{}
	for w, sets := range v.of {
		of[w] = made(sets)
	}
	return of, made(v.numbers)
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
			forms := []string{w}
			if stem, all := strings.CutSuffix(w, "*"); all {
				forms = inflected(stem)
			}
			for _, form := range forms {
				v.exact[form] = true
				v.of[form] = append(v.of[form], n)
			}
		}
	}
	return n
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
				if !slices.Contains(v.of[s], n) {
					v.of[s] = append(v.of[s], n)
				}
			}
		}
	}
}
