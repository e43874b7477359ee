package sift

// index finds phrases in words. Phrases are found by their first word; for those that
// have more, two tables say which classes may come second, so that most words of a
// text are passed by after a look at the words behind them.
type index struct {
	single [][]int    // by class: owners of phrases of one word
	longer [][]phrase // by class of the first word: the other phrases
	next   []classSet // by class of the first word: the classes that may come straight after it
	behind []classSet // and those that may come after a few other words
}

// classSet is a set of classes.
type classSet []uint64

func (b classSet) has(c class) bool { return b != nil && b[c/64]&(1<<(c%64)) != 0 }

func newIndex(all []phrase, c *classes) *index {
	n := len(c.in)
	x := &index{single: make([][]int, n), longer: make([][]phrase, n), next: make([]classSet, n), behind: make([]classSet, n)}
	with := map[int][]class{}
	classesWith := func(set int) []class {
		if with[set] == nil {
			with[set] = c.with(set)
		}
		return with[set]
	}
	put := func(to *classSet, class class) {
		if *to == nil {
			*to = make(classSet, n/64+1)
		}
		(*to)[class/64] |= 1 << (class % 64)
	}
	for _, p := range all {
		for _, first := range classesWith(p.parts[0].set) {
			if len(p.parts) == 1 {
				x.single[first] = append(x.single[first], p.of)
				continue
			}
			x.longer[first] = append(x.longer[first], p)
			for _, second := range classesWith(p.parts[1].set) {
				put(&x.next[first], second)
				if p.parts[1].gap {
					put(&x.behind[first], second)
				}
			}
		}
	}
	return x
}

// goesOn reports whether a phrase that begins at word i may go on in the words behind it.
func (x *index) goesOn(words []word, i int) bool {
	first := words[i].class
	for k := i + 1; k <= i+1+gap && k < len(words) && words[k].stop != sentence; k++ {
		if x.behind[first].has(words[k].class) || k == i+1 && x.next[first].has(words[k].class) {
			return true
		}
	}
	return false
}

// end returns the index of the word after a phrase whose parts go on at word i, or -1.
// A phrase never goes over the end of a sentence.
func (c *classes) end(words []word, parts []part, i int) int {
	if len(parts) == 0 {
		return i
	}
	last := i
	if parts[0].gap {
		last += gap
	}
	for k := i; k <= last && k < len(words) && words[k].stop != sentence; k++ {
		if c.has(words[k].class, parts[0].set) {
			if end := c.end(words, parts[1:], k+1); end >= 0 {
				return end
			}
		}
	}
	return -1
}

// matcher knows the phrases of the rules. It does not change, and many readers use it.
type matcher struct {
	all    *classes
	asides *index // phrases that make others no sign
	signs  *index
	joins  [][]join // by class of the second part
	within int      // how many words a negation reaches
	topics int
}

// join is a word in two parts, by the set of the first.
type join struct {
	first    int
	together class
}

// kinds of phrase that are no sign themselves, each in its own range of phrase.of.
const (
	negates = iota
	neverNegates
	aboutOthers
)

func newMatcher(r *Rules) *matcher {
	v := newVocabulary(r)
	compile := func(all []phrase, words []string, of int) []phrase {
		for _, w := range words {
			all = append(all, v.phrase(w, of))
		}
		return all
	}
	var asides, signs []phrase
	asides = compile(asides, r.Negation.Words, negates)
	asides = compile(asides, r.Negation.Never, neverNegates)
	asides = compile(asides, r.Negation.Others, aboutOthers)
	for i, t := range r.Topics {
		signs = compile(signs, t.Words, i)
	}
	for i, e := range r.Everyday {
		signs = compile(signs, e.Words, len(r.Topics)+i)
	}
	v.addSlips(r.NotSlips)
	halves := v.halves(r.Joined)
	all := v.classes()
	m := &matcher{all: all, asides: newIndex(asides, all), signs: newIndex(signs, all), joins: make([][]join, len(all.in)), within: r.Negation.Within, topics: len(r.Topics)}
	for _, h := range halves {
		for _, second := range all.with(h.second) {
			m.joins[second] = append(m.joins[second], join{h.first, all.of([]byte(h.together))})
		}
	}
	return m
}

// Reader finds signs in texts. It uses its memory again, so each goroutine needs its own.
type Reader struct {
	*matcher
	quote  bool
	words  []word
	low    []byte
	away   []bool // whether each word is under a negation or about somebody else
	not    []int  // the words after a negation
	others []int  // words of phrases about somebody else
}

// Reading is what was found in a text.
type Reading struct {
	marks
	quotes []quote
}

// Read returns what is found in a text, and the first words of each topic if they are
// wanted.
func (r *Reader) Read(text string) (found Reading) {
	r.read(text)
	r.putAway()
	for i := range r.words {
		first := r.words[i].class
		if first == 0 || r.away[i] {
			continue
		}
		for _, of := range r.signs.single[first] {
			r.found(&found, text, of, i, i+1)
		}
		if r.signs.longer[first] == nil || !r.signs.goesOn(r.words, i) {
			continue
		}
		for k := range r.signs.longer[first] {
			p := &r.signs.longer[first][k]
			if found.has(p.of, r.topics) {
				continue
			}
			if end := r.all.end(r.words, p.parts[1:], i+1); end >= 0 {
				r.found(&found, text, p.of, i, end)
			}
		}
	}
	return found
}

// found adds what a phrase is of, if it is not there yet.
func (r *Reader) found(all *Reading, text string, of, from, to int) {
	if all.has(of, r.topics) {
		return
	}
	if of >= r.topics {
		all.everyday |= 1 << (of - r.topics)
		return
	}
	all.topics |= 1 << of
	if r.quote {
		all.quotes = append(all.quotes, quote{of, around(text, int(r.words[from].from), int(r.words[to-1].to))})
	}
}

// putAway marks the words that are under a negation or about somebody else.
func (r *Reader) putAway() {
	r.away = append(r.away[:0], make([]bool, len(r.words))...)
	r.findAsides()
	for _, n := range r.not {
		for k := n; k < min(n+r.within, len(r.words)) && r.words[k].stop == none; k++ {
			r.away[k] = true
		}
	}
	for _, i := range r.others {
		r.wholeSentence(i)
	}
}

// findAsides finds the phrases that negate, and those about somebody else.
func (r *Reader) findAsides() {
	r.not, r.others = r.not[:0], r.others[:0]
	until := 0 // words before this one belong to a phrase that only looks like a negation
	for i := range r.words {
		first := r.words[i].class
		if first == 0 {
			continue
		}
		from := len(r.not)
		aside := func(of, end int) {
			switch of {
			case negates:
				r.not = append(r.not, end)
			case neverNegates:
				until = max(until, end)
			case aboutOthers:
				r.others = append(r.others, i)
			}
		}
		for _, of := range r.asides.single[first] {
			aside(of, i+1)
		}
		if r.asides.longer[first] != nil && r.asides.goesOn(r.words, i) {
			for _, p := range r.asides.longer[first] {
				if end := r.all.end(r.words, p.parts[1:], i+1); end >= 0 {
					aside(p.of, end)
				}
			}
		}
		if i < until {
			r.not = r.not[:from]
		}
	}
}

// wholeSentence marks the sentence of a word.
func (r *Reader) wholeSentence(i int) {
	from := i
	for from > 0 && r.words[from].stop != sentence {
		from--
	}
	for k := from; k < len(r.words) && (k == from || r.words[k].stop != sentence); k++ {
		r.away[k] = true
	}
}
