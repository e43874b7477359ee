package compare

import "stalkrisk/assess"

// Stepwise returns the result after all changes of a comparison are applied one by
// one.
func Stepwise(before, after Side) assess.Result {
	for _, c := range changes(before, after) {
		if c.apply != nil {
			before = before.with(&c)
		}
	}
	return assess.Score(before.Set, before.A)
}
