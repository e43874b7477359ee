package sift

import (
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess/late"
)

// word is a word of a text.
type word struct {
	class    class
	stop     stop // what stands before it
	from, to int32
}

// stop is what stands before a word. Phrases go over commas and not over the end of a
// sentence; a negation ends at either.
type stop uint8

const (
	none stop = iota
	comma
	sentence
)

// kind is what a character of a text is.
type kind uint8

const (
	blank  kind = iota // and everything that has no other kind
	letter             // or digit
	apostrophe
	ampersand
	commaMark
	sentenceMark
	long // the first byte of a character that is not ASCII
)

// kinds are those of the bytes of a text. Most of a log is ASCII, which needs no more
// than this table.
var kinds = late.Value[*[256]kind]{Make: func() *[256]kind {
	var k [256]kind
	for c := range k {
		switch {
		case c >= utf8.RuneSelf:
			k[c] = long
		default:
			k[c] = kindOf(rune(c))
		}
	}
	return &k
}}

func kindOf(r rune) kind {
	switch r {
	case '\'', '’', '‘':
		return apostrophe
	case '&':
		return ampersand
	case '.', ';', '!', '?', '\n', '\r':
		return sentenceMark
	case ',', ':', '(', ')', '"', '“', '”', '–', '—':
		return commaMark
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return letter
	}
	return blank
}

// longestNumber is the most characters of a number that counts something: "20x", "400".
const longestNumber = 4

// read divides a text into words. Letters are made lower case and apostrophes left out.
func (r *Reader) read(text string) {
	r.words, r.low = r.words[:0], r.low[:0]
	kinds := kinds.Get()
	before, from := sentence, -1
	for i := 0; i < len(text); i++ {
		c := text[i]
		k := kinds[c]
		size := 1
		var char rune
		if k == long {
			char, size = utf8.DecodeRuneInString(text[i:])
			k = kindOf(char)
		}
		switch {
		case k == letter:
			if from < 0 {
				from = i
			}
			if size == 1 && c < utf8.RuneSelf {
				if 'A' <= c && c <= 'Z' {
					c += 'a' - 'A'
				}
				r.low = append(r.low, c)
			} else {
				r.low = utf8.AppendRune(r.low, unicode.ToLower(char))
			}
		case k == apostrophe: // it ends no word: "didn't"
		default:
			if from >= 0 {
				r.word(text, from, i, before)
				from, before = -1, none
			}
			switch k {
			case ampersand:
				r.words = append(r.words, word{r.all.of([]byte("and")), before, int32(i), int32(i + 1)})
				before = none
			case commaMark:
				before = max(before, comma)
			case sentenceMark:
				before = sentence
			}
		}
		i += size - 1
	}
	if from >= 0 {
		r.word(text, from, len(text), before)
	}
}

// word adds a word, whose letters are in r.low.
func (r *Reader) word(text string, from, to int, before stop) {
	one := r.all.of(r.low)
	if one == 0 && counts(text, from, to) {
		one = r.all.number
	}
	r.low = r.low[:0]
	if n := len(r.words); before == none && n > 0 && r.joins[one] != nil {
		last := &r.words[n-1]
		for _, j := range r.joins[one] {
			if r.all.has(last.class, j.first) {
				last.class, last.to = j.together, int32(to)
				return
			}
		}
	}
	r.words = append(r.words, word{one, before, int32(from), int32(to)})
}

// counts reports whether a word is a number that counts something: "400" or "20x", and
// not a part of a date, a time, a sum of money or a reference, nor a year.
func counts(text string, from, to int) bool {
	w := text[from:to]
	if len(w) > longestNumber || w[0] < '1' || w[0] > '9' {
		return false
	}
	if len(w) == 4 && (w[:2] == "19" || w[:2] == "20") {
		return false
	}
	if to < len(text) && (text[to] == ':' || text[to] == '/') {
		return false
	}
	if from == 0 {
		return true
	}
	switch text[from-1] {
	case '-', '/', ':', '.', '#', 0xA3: // 0xA3 ends £
		return false
	}
	return true
}
