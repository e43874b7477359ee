package conversation

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/late"
)

// Findable is something that can be found by everyday words.
type Findable struct {
	Words               []string // everyday words, each of them a way to find it
	Topic, Prompt, Help string
}

// Search returns the places of what the words find, the best first; all of them if
// there are no words. A word found in Words counts most, then one in Topic, in Prompt
// and in Help; the same word counts more than another form of it, and that more
// than a longer word that begins with it. A word that is found nowhere is taken for a
// misspelling. Of several words each may be found, and most of them must be.
func Search(words string, all []Findable) []int {
	wanted := wantedWords(words)
	found := make([]int, len(all))
	for i := range all {
		found[i] = i
	}
	if len(wanted) == 0 {
		return found
	}
	fields := make([]texts, len(all))
	for i, f := range all {
		fields[i] = texts{wordsIn(strings.Join(f.Words, " ")), wordsIn(f.Topic), wordsIn(f.Prompt), wordsIn(f.Help)}
	}
	scores, hits := make([]int, len(all)), make([]int, len(all))
	for _, w := range wanted {
		here := scoresOf(fields, func(text []string) int { return likeness(w, text) })
		if slices.Max(append(here, 0)) == 0 {
			here = scoresOf(fields, func(text []string) int { return misspelt(w, text) })
		}
		for i, n := range here {
			scores[i] += n
			if n > 0 {
				hits[i]++
			}
		}
	}
	best := slices.Max(append(scores, 0))
	found = slices.DeleteFunc(found, func(i int) bool {
		return hits[i] == 0 || hits[i] < len(wanted) && 2*scores[i] < best
	})
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	return found
}

// texts are the words of the four texts by which something is found.
type texts [4][]string

// weights says how much a word counts in each of the texts.
var weights = [4]int{100, 95, 10, 1}

// scoresOf returns what a word counts in each of fields, by the text where it counts
// most.
func scoresOf(fields []texts, likeness func(text []string) int) []int {
	out := make([]int, len(fields))
	for i := range fields {
		for k, weight := range weights {
			out[i] = max(out[i], likeness(fields[i][k])*weight)
		}
	}
	return out
}

// likeness returns 4 if a field has the word, 3 for another form of it, 2 for a longer
// word that begins with it, and otherwise 0.
func likeness(word string, field []string) (n int) {
	for _, f := range field {
		switch {
		case f == word:
			return 4
		case stem(f) == stem(word):
			n = max(n, 3)
		case strings.HasPrefix(f, word):
			n = max(n, 2)
		}
	}
	return n
}

// shortestMisspelt is the fewest letters of a word that may be misspelt: of shorter ones
// too many are alike.
const shortestMisspelt = 4

func misspelt(word string, field []string) int {
	if len([]rune(word)) >= shortestMisspelt && assess.Nearest(word, field) != "" {
		return 1
	}
	return 0
}

// wordsIn returns the words of a text, folded for comparing: in small letters without
// accents, hyphens and apostrophes, and without the 's of possession.
func wordsIn(text string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(text, "’", "'"), between) {
		w = strings.TrimSuffix(fold.Text(w), "'s")
		if w = fold.Near(w); w != "" {
			out = append(out, w)
		}
	}
	return out
}

// between reports whether a character is between words.
func between(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '-'
}

// little are words that say nothing about what is looked for.
var little = late.Value[[]string]{Make: func() []string {
	return strings.Fields(`a an the and or of to in on at by with for from my me i he she they him her his hers them their it its we our us you your
	is was were be been has had have did do does that this there here s hes shes theyre im ive`)
}}

// wantedWords returns the words to look for: those that say something or, if there are
// none, all of them.
func wantedWords(text string) []string {
	all := wordsIn(text)
	some := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(little.Get(), w) })
	if len(some) == 0 {
		return all
	}
	return some
}

// stem returns a word without the endings of English: stalks, stalked and stalking have
// the same stem, and so have choke and choking, stab and stabbed, baby and babies.
func stem(w string) string {
	const shortest = 3
	for _, end := range []string{"ing", "ied", "ies", "ed", "es", "s"} {
		rest, ok := strings.CutSuffix(w, end)
		if !ok || len(rest) < shortest && (end != "s" || len(rest) < 2) || end == "s" && strings.HasSuffix(rest, "s") {
			continue
		}
		if end[0] == 'i' && end != "ing" {
			rest += "y"
		}
		w = rest
		break
	}
	if n := len(w); n > shortest && w[n-1] == w[n-2] {
		w = w[:n-1]
	}
	if len(w) > shortest {
		w = strings.TrimSuffix(w, "e")
	}
	return w
}
