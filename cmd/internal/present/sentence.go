package present

import (
	"regexp"

	"stalkrisk/assess/late"
)

// sentenceEnd matches the end of a sentence, and the blank after it.
var sentenceEnd = late.Value[*regexp.Regexp]{Make: func() *regexp.Regexp { return regexp.MustCompile(`[.?!…]["”’)]*\s+`) }}

// SentenceEnds returns where each sentence of a text ends.
func SentenceEnds(text string) (ends []int) {
	for _, at := range sentenceEnd.Get().FindAllStringIndex(text, -1) {
		ends = append(ends, at[1])
	}
	return append(ends, len(text))
}

// FirstSentence returns the first sentence of a text.
func FirstSentence(text string) string { return text[:SentenceEnds(text)[0]] }
