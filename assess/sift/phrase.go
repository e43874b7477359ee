package sift

import "strings"

// How a phrase is written, in the file of rules:
//
//	follow*            the word and its simple inflections: follows, followed, following
//	home|house         one word or the other
//	<them>             a word of the list "them"; <number> is every number in digits
//	sat .. outside     up to three other words may stand in between
//
// Words are lower case without apostrophes ("didnt"), and hyphens divide words
// ("ex partner"). A word of six letters or more is also found with one slip: a letter
// missing, doubled or swapped with the next. A word of the list "joined" is also found
// in two parts ("door step").

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
	gap bool // up to gap other words may stand before it
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
