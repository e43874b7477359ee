package batch

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"
	"time"

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

// version is what --latest needs to know about a result that is held.
type version struct {
	key, id, previous string // key is assess.CaseKey; "" if nothing replaces the assessment
	linked            bool
	at                time.Time
}

func versionOf(a *assess.Assessment) version {
	v := version{strings.Clone(assess.CaseKey(a)), strings.Clone(a.ID), strings.Clone(a.Previous), len(a.Case.Linked) > 0, a.AssessedAt.Time()}
	if a.Training != "" {
		v.key = "" // different people practise with one case
	}
	return v
}

// superseded marks the assessments of which there is a newer one of the same case. A
// case is one reference and one suspect. Assessments that are linked are of several
// suspects, so only one that names another as its previous one replaces it; and what
// that one replaced.
func superseded(all []version) []bool {
	groups, byID := map[string][]int{}, map[string]int{}
	for i := range all {
		if v := &all[i]; v.key != "" {
			groups[v.key] = append(groups[v.key], i)
			if v.id != "" {
				byID[v.key+"\x00"+v.id] = i
			}
		}
	}
	old := make([]bool, len(all))
	for _, group := range groups {
		if slices.ContainsFunc(group, func(i int) bool { return all[i].linked }) {
			for _, i := range group {
				if k, found := byID[all[i].key+"\x00"+all[i].previous]; found && all[i].at.After(all[k].at) {
					old[k] = true
				}
			}
			continue
		}
		newest := slices.MaxFunc(group, func(i, k int) int { return cmp.Or(all[i].at.Compare(all[k].at), cmp.Compare(i, k)) })
		for _, i := range group {
			old[i] = i != newest
		}
	}
	return old
}
