package questionnairefile

import (
	"fmt"

	"stalkrisk/assess/fold"
)

// longestWords is the most characters of one entry of everyday words.
const longestWords = 40

// everyday checks the everyday words by which people find an item or a kind.
func (c *compiler) everyday(at string, words []string) {
	seen := map[string]bool{}
	for k, w := range words {
		where, folded := fmt.Sprintf("%s[%d]", at, k), fold.Text(w)
		switch {
		case fold.Near(w) == "":
			c.fault(where, codeMissing, "this has no letters; write a word, or remove it")
		case len([]rune(w)) > longestWords:
			c.fault(where, codeTooMany, "more than %d characters; write a word or a few", longestWords)
		case seen[folded]:
			c.fault(where, codeRepeatedID, "this is written twice; remove one")
		}
		seen[folded] = true
	}
}
