package timeline

import (
	"strings"
	"time"
)

// MayBegin reports whether somebody who has typed text may be writing a date that
// ParseAbout reads. It looks at the first word only.
func MayBegin(text string) bool {
	word, _, whole := strings.Cut(strings.ToLower(text), " ")
	switch {
	case word == "":
		return text == ""
	case word[0] >= '0' && word[0] <= '9':
		return true
	}
	for _, first := range firstWords() {
		if word == first || !whole && strings.HasPrefix(first, word) {
			return true
		}
	}
	return false
}

// firstWords returns the words with which a date may begin.
func firstWords() []string {
	out := strings.Fields(`today tonight tomorrow yesterday last this next in day half quarter noon midday not unknown don't dont no do
		about around roughly approximately approx circa probably maybe perhaps on the at during sometime some early late mid middle
		beginning start end just earlier a an one two three four five six seven eight nine ten eleven twelve morning evening night sept`)
	for d := time.Sunday; d <= time.Saturday; d++ {
		out = append(out, strings.ToLower(d.String()), strings.ToLower(d.String())[:3])
	}
	for m := time.January; m <= time.December; m++ {
		out = append(out, strings.ToLower(m.String()), strings.ToLower(m.String())[:3])
	}
	return out
}
