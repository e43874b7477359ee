package strictfile

import (
	"cmp"
	"slices"

	"stalkrisk/assess"
)

// reporter collects problems while a tree is built or decoded.
type reporter struct {
	assess.Faults
	trail trail
}

// fault adds a problem at the current place in the tree.
func (r *reporter) fault(line, column int, code, message string) {
	if r.Full() { // a problem that is only counted needs no path
		r.Add(assess.Problem{})
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
