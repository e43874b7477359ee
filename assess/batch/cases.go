package batch

import (
	"hash/maphash"
	"slices"
	"strings"

	"stalkrisk/assess"
)

// sighting is how an assessment is recognised if it comes again: hashes of its id and
// of its case, 0 if it has none. Different people practise with one case, and linked
// assessments are of several suspects, so neither has a hash of its case. Hashes keep a
// large run small.
type sighting struct{ id, group uint64 }

var seed = maphash.MakeSeed()

func sightingOf(a *assess.Assessment) sighting {
	var s sighting
	if id := strings.TrimSpace(a.ID); id != "" {
		s.id = maphash.String(seed, id)
	}
	if key := assess.CaseKey(a); key != "" && a.Training == "" && len(a.Case.Linked) == 0 {
		s.group = maphash.String(seed, key)
	}
	return s
}

// repeated returns how many different values, apart from 0, occur more than once. It
// sorts all.
func repeated(all []uint64) (n int) {
	slices.Sort(all)
	for i := 1; i < len(all); i++ {
		if all[i] != 0 && all[i] == all[i-1] && (i == 1 || all[i-2] != all[i]) {
			n++
		}
	}
	return n
}
