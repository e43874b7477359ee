package strictfile

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// maxProblems is the most problems listed for one document. A file of unrelated data
// could otherwise have one for each of a million keys.
const maxProblems = 1000

// Faults collects the problems of a file and keeps the first 1,000.
type Faults struct {
	problems []assess.Problem
	more     int // problems not kept
}

// full reports whether further problems will only be counted, so that they need no
// message.
func (f *Faults) full() bool { return len(f.problems) >= maxProblems }

// count returns the number of problems so far.
func (f *Faults) count() int { return len(f.problems) + f.more }

// Add adds a problem.
func (f *Faults) Add(p assess.Problem) {
	if f.full() {
		f.more++
		return
	}
	f.problems = append(f.problems, p)
}

// All returns the problems in the order in which they were added; nil if there are none.
func (f *Faults) All() []assess.Problem {
	if f.more == 0 {
		return f.problems
	}
	last := f.problems[len(f.problems)-1]
	return append(f.problems, assess.Problem{
		Code: codeMoreProblems, Line: last.Line, Column: last.Column,
		Message: fmt.Sprintf("and %d more problems; correct these first", f.more),
	})
}

// reporter collects problems while a tree is built or decoded.
type reporter struct {
	Faults
	trail trail
}

// fault adds a problem at the current place in the tree.
func (r *reporter) fault(line, column int, code, message string) {
	if r.full() {
		r.more++
		return
	}
	r.Add(assess.Problem{Code: code, Path: r.trail.String(), Message: message, Line: line, Column: column})
}

// Sort sorts problems into file order. Problems at the same place keep their order.
func Sort(problems []assess.Problem) {
	slices.SortStableFunc(problems, func(a, b assess.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
