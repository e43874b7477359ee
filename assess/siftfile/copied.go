package siftfile

import (
	"fmt"
	"strings"
	"unicode"

	"stalkrisk/assess/sift"
)

// shortestSentence is the fewest words of a sentence that is more than a turn of phrase.
const shortestSentence = 4

// longName is the fewest letters of the first word of a place that is taken for a name
// and not for a word such as Market.
const longName = 7

// Copied returns what a file of rules has of logs that it was tried on: how many
// references, pseudonyms and names of places, and how many whole sentences. Rules that
// hold such words find those logs and no others. It repeats nothing of the logs.
func Copied(rules string, logs []*sift.Report) (found []string) {
	text := " " + strings.Join(wordsOf(rules), " ") + " "
	count := func(what string, all map[string]bool) {
		n := 0
		for words := range all {
			if strings.Contains(text, " "+words+" ") {
				n++
			}
		}
		if n > 0 {
			found = append(found, fmt.Sprintf("%s in the rules: %d", what, n))
		}
	}
	references, people, places, sentences := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	put := func(to map[string]bool, s string) {
		if words := wordsOf(s); len(words) > 0 {
			to[strings.Join(words, " ")] = true
		}
	}
	for _, r := range logs {
		put(references, r.Reference)
		put(people, r.Victim)
		put(people, r.Suspect)
		if strings.ContainsFunc(r.Place, unicode.IsUpper) { // and not "home address"
			put(places, r.Place)
			if first, _, _ := strings.Cut(r.Place, " "); len(first) >= longName && first[0] < 'a' && first != r.Area {
				put(places, first)
			}
		}
		for _, s := range strings.FieldsFunc(r.Text, func(r rune) bool { return strings.ContainsRune(".!?;\n", r) }) {
			if len(wordsOf(s)) >= shortestSentence {
				put(sentences, s)
			}
		}
	}
	count("references", references)
	count("pseudonyms", people)
	count("names of places", places)
	count("whole sentences", sentences)
	return found
}

// wordsOf returns the words of a text in small letters.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
