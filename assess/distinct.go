package assess

import "strings"

// distinct counts how many different texts there are in a list, after folding, for one
// assessment after another. Few texts recur in many files, so it remembers what was
// written and gives each folded text a number; then counting neither folds nor sorts.
type distinct struct {
	fold    func(string) string
	written [256][]writtenText // by length and ends, as in number
	known   int                // how many there are
	folded  map[string]int     // numbers by folded text; they begin at 1
	counted []int              // by number: the list in which the text was last counted
	list    int
	last    string // the text before in the same list
}

// writtenText is a text as it was written.
type writtenText struct {
	text   string
	number int // of its folded text; 0 if that is blank
}

// start begins a list.
func (d *distinct) start() {
	const most = 500 // texts to remember, whatever is read
	if d.folded == nil || d.known > most {
		*d = distinct{fold: d.fold, folded: map[string]int{}, counted: []int{0}}
	}
	d.list++
	d.last = ""
}

// add returns 1 for a text of the list that is not blank and not equal to one before,
// and 0 otherwise.
func (d *distinct) add(s string) int {
	if s == d.last {
		return 0 // as with most, or blank
	}
	d.last = s
	n := d.number(s)
	if n == 0 || d.counted[n] == d.list {
		return 0
	}
	d.counted[n] = d.list
	return 1
}

// number returns the number of a text. Texts of one length with the same ends are next to
// each other, which is nearly always one; to find it so takes a third of what a map does.
func (d *distinct) number(s string) (n int) {
	if s == "" {
		return 0
	}
	alike := &d.written[byte(len(s))*8+s[0]+s[len(s)-1]]
	for i := range *alike {
		if w := &(*alike)[i]; w.text == s {
			return w.number
		}
	}
	if folded := d.fold(s); folded != "" {
		if n = d.folded[folded]; n == 0 {
			n = len(d.counted)
			d.folded[strings.Clone(folded)], d.counted = n, append(d.counted, 0)
		}
	}
	*alike = append(*alike, writtenText{strings.Clone(s), n})
	d.known++
	return n
}
