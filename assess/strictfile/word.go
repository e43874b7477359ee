package strictfile

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// manyWords is from how many words on they are not all listed in a message.
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

// unknownWord says what may be written instead of a word. The word is quoted
// only where it is a misspelling of a known one: anything else may be somebody's
// name.
func unknownWord(word string, words []string) string {
	if near := Nearest(word, words); near != "" && sayable(word) {
		return strconv.Quote(word) + " is not an allowed value; did you mean " + strconv.Quote(near) + "?"
	}
	return "not an allowed value; write " + oneOf(words)
}

// oneOf lists words as a sentence does.
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
