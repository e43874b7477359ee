package compare

import "stalkrisk/assess"

// Stepwise returns the result at which the changes of a comparison arrive when
// they are made one by one.
func Stepwise(before, after Side) assess.Result {
	for _, c := range changes(before, after) {
		if c.apply != nil {
			before = before.with(&c)
		}
	}
	return assess.Score(before.Set, before.A)
}
