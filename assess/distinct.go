package assess

import "strings"

// distinct counts how many different texts there are in a list, after folding, for one
// assessment after another. Few texts recur in many files, so it remembers what was
// written and gives each folded text a number; then counting neither folds nor sorts.
type distinct struct {
	fold    func(string) string
	written map[string]int // by text as written: the number of its folded text; 0 if that is blank
	folded  map[string]int // the same by folded text; numbers begin at 1
	counted []int          // by number: the list in which the text was last counted
	list    int
	last    string // the text before in the same list
}

// start begins a list.
func (d *distinct) start() {
	const most = 1000 // texts to remember, whatever is read
	if d.written == nil || len(d.written) > most {
		d.written, d.folded, d.counted = map[string]int{}, map[string]int{}, []int{0}
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
	n, known := d.written[s]
	if !known {
		n = d.number(s)
	}
	if n == 0 || d.counted[n] == d.list {
		return 0
	}
	d.counted[n] = d.list
	return 1
}

// number remembers a text that was not written before.
func (d *distinct) number(s string) (n int) {
	if folded := d.fold(s); folded != "" {
		if n = d.folded[folded]; n == 0 {
			n = len(d.counted)
			d.folded[strings.Clone(folded)], d.counted = n, append(d.counted, 0)
		}
	}
	d.written[strings.Clone(s)] = n
	return n
}
