package sift

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word of a text.
type word struct {
	*form         // nil for a word that no rule knows
	from, to int  // in the text
	stop     stop // what comes before it
}

// longestNumber is the most characters of a number that counts something: "20x", "400".
const longestNumber = 4

// stop is what comes before a word. Phrases go over commas and not over the end of a
// sentence; a negation ends at either.
type stop uint8

const (
	none stop = iota
	comma
	sentence
)

// matcher finds phrases in a text. It uses its memory again.
type matcher struct {
	forms  map[string]*form
	number *form
	starts [][]phrase // by the set of their first word
	words  []word
	low    []byte
	away   []bool // whether each word is under a negation
}

// kinds of phrase, each in its own range of phrase.of.
const (
	negates = -1 - iota
	neverNegates
	aboutOthers
)

func newMatcher(r *Rules) *matcher {
	m, v := &matcher{}, newVocabulary(r)
	var all []phrase
	add := func(words []string, of int) {
		for _, w := range words {
			all = append(all, v.phrase(w, of))
		}
	}
	add(r.Negation.Words, negates)
	add(r.Negation.Never, neverNegates)
	add(r.Negation.Others, aboutOthers)
	for i, t := range r.Topics {
		add(t.Words, i)
	}
	for i, e := range r.Everyday {
		add(e.Words, len(r.Topics)+i)
	}
	v.addSlips(r.NotSlips)
	m.starts = make([][]phrase, len(v.sets))
	for _, p := range all {
		first := p.parts[0].set
		m.starts[first] = append(m.starts[first], p)
	}
	m.forms, m.number = v.forms(m.starts)
	return m
}

// read divides a text into words. Letters are made lower case and apostrophes left out.
func (m *matcher) read(text string) {
	m.words, m.low = m.words[:0], m.low[:0]
	before, from, low := sentence, -1, 0
	end := func(at int) {
		if from < 0 {
			return
		}
		w := m.low[low:]
		form := m.forms[string(w)]
		if form == nil && w[0] >= '0' && w[0] <= '9' && len(w) <= longestNumber {
			form = m.number
		}
		m.words = append(m.words, word{form: form, from: from, to: at, stop: before})
		low, from, before = len(m.low), -1, none
	}
	for i, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if from < 0 {
				from = i
			}
			m.low = utf8.AppendRune(m.low, unicode.ToLower(r))
		case r == '\'' || r == '’' || r == '‘':
		case r == '&':
			end(i)
			m.words = append(m.words, word{form: m.forms["and"], from: i, to: i + 1, stop: before})
			before = none
		default:
			end(i)
			before = max(before, stopOf(r))
		}
	}
	end(len(text))
}

func stopOf(r rune) stop {
	switch {
	case strings.ContainsRune(".;!?\n\r", r):
		return sentence
	case strings.ContainsRune(",:()\"“”–—", r):
		return comma
	}
	return none
}

// end returns the index of the word after a phrase whose parts go on at word i, or -1.
// A phrase never goes over the end of a sentence.
func (m *matcher) end(parts []part, i int) int {
	if len(parts) == 0 {
		return i
	}
	last := i
	if parts[0].gap {
		last += gap
	}
	for k := i; k <= last && k < len(m.words) && m.words[k].stop != sentence; k++ {
		if m.words[k].has(parts[0].set) {
			if end := m.end(parts[1:], k+1); end >= 0 {
				return end
			}
		}
	}
	return -1
}

// each calls f for every phrase in the text, with its first word and the one after it.
func (m *matcher) each(f func(of, from, to int)) {
	for i := range m.words {
		if m.words[i].form == nil {
			continue
		}
		for _, set := range m.words[i].starts {
			for k := range m.starts[set] {
				p := &m.starts[set][k]
				if end := m.end(p.parts[1:], i+1); end >= 0 {
					f(p.of, i, end)
				}
			}
		}
	}
}

// found is a phrase that was found: what it is of, and where it is in the text.
type found struct{ of, from, to int }

// find appends the phrases in a text, without those that are under a negation or about
// somebody else.
func (m *matcher) find(text string, within int, into []found) []found {
	m.read(text)
	first := len(into)
	m.away = append(m.away[:0], make([]bool, len(m.words))...)
	var not, never, others [][2]int
	m.each(func(of, from, to int) {
		switch of {
		case negates:
			not = append(not, [2]int{from, to})
		case neverNegates:
			never = append(never, [2]int{from, to})
		case aboutOthers:
			others = append(others, [2]int{from, to})
		default:
			into = append(into, found{of, from, to})
		}
	})
	for _, n := range not {
		if slices.ContainsFunc(never, func(v [2]int) bool { return v[0] <= n[0] && n[0] < v[1] }) {
			continue
		}
		for k := n[1]; k < min(n[1]+within, len(m.words)) && m.words[k].stop == none; k++ {
			m.away[k] = true
		}
	}
	for _, o := range others {
		m.wholeSentence(o[0])
	}
	kept := into[:first]
	for _, f := range into[first:] {
		if !m.away[f.from] {
			kept = append(kept, found{f.of, m.words[f.from].from, m.words[f.to-1].to})
		}
	}
	return kept
}

// wholeSentence marks the sentence of a word.
func (m *matcher) wholeSentence(i int) {
	from := i
	for from > 0 && m.words[from].stop != sentence {
		from--
	}
	for k := from; k < len(m.words) && (k == from || m.words[k].stop != sentence); k++ {
		m.away[k] = true
	}
}
