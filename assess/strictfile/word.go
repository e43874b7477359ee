package strictfile

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// manyWords is how many words a message lists; of more it names three.
const manyWords = 12

func (d *Decoder) word(p *plan, n *Node, v reflect.Value) {
	if n.Kind == Bool && slices.Contains(p.words, "yes") {
		d.Report(n, CodeBoolAnswer, `true and false are not answers; write "yes" or "no"`)
		return
	}
	if n.Kind != String && !(n.Kind == Number && n.bare) {
		d.is(n, String, oneOf(p.words))
		return
	}
	if !p.known[n.Text] {
		d.Report(n, CodeUnknownWord, unknownWord(n.Text, p.words))
		return
	}
	v.SetString(n.Text)
}

// unknownWord returns the message for a word that is not allowed. The word is quoted
// only if it is a misspelling of a known one: anything else may be somebody's name.
func unknownWord(word string, words []string) string {
	if near := Nearest(word, words); near != "" && quotable(word) {
		return strconv.Quote(word) + " is not an allowed value; did you mean " + strconv.Quote(near) + "?"
	}
	return "not an allowed value; write " + oneOf(words)
}

// oneOf lists words as in a sentence.
func oneOf(words []string) string {
	if len(words) > manyWords {
		return "one of the words in the manual, such as " + strings.Join(words[:3], ", ")
	}
	if len(words) == 1 {
		return words[0]
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
