package present

import (
	"regexp"
	"sync"
)

// sentenceEnd matches the end of a sentence, and the blank after it.
var sentenceEnd = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[.?!…]["”’)]*\s+`) })

// SentenceEnds returns where each sentence of a text ends.
func SentenceEnds(text string) (ends []int) {
	for _, at := range sentenceEnd().FindAllStringIndex(text, -1) {
		ends = append(ends, at[1])
	}
	return append(ends, len(text))
}

// FirstSentence returns the first sentence of a text.
func FirstSentence(text string) string { return text[:SentenceEnds(text)[0]] }
