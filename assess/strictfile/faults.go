package strictfile

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// maxProblems is how many problems of one document are listed. A file of other data
// could otherwise have one for each of its million keys.
const maxProblems = 1000

// Faults collects the problems of a file, and lists the first 1,000.
type Faults struct {
	problems []assess.Problem
	more     int // not listed
}

// full reports whether no more will be listed, so that no message is needed.
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
		Code: CodeMoreProblems, Line: last.Line, Column: last.Column,
		Message: fmt.Sprintf("and %d more problems; correct these first", f.more),
	})
}

// reporter collects the problems of values on the way through a tree.
type reporter struct {
	Faults
	trail trail
}

// fault adds a problem with the value at the trail.
func (r *reporter) fault(line, column int, code, message string) {
	if r.full() {
		r.more++
		return
	}
	r.Add(assess.Problem{Code: code, Path: r.trail.String(), Message: message, Line: line, Column: column})
}

// Sort puts problems into file order; those at the same place keep theirs.
func Sort(problems []assess.Problem) {
	slices.SortStableFunc(problems, func(a, b assess.Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
