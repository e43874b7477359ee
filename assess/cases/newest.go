package cases

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
)

// Version is what tells the assessments of one case apart.
type Version struct {
	Key, ID, Previous string // Key is assess.CaseKey; "" if nothing replaces the assessment
	Linked            bool
	At                time.Time
}

// VersionOf returns the version of an assessment.
func VersionOf(a *assess.Assessment) Version {
	v := Version{strings.Clone(assess.CaseKey(a)), strings.Clone(a.ID), strings.Clone(a.Previous), len(a.Case.Linked) > 0, a.AssessedAt.Time()}
	if a.Training != "" {
		v.Key = "" // different people practise with one case
	}
	return v
}

// Superseded marks the assessments of which there is a newer one of the same case. A
// case is one reference and one suspect. Assessments that are linked are of several
// suspects, so only one that names another as its previous one replaces it; and what
// that one replaced.
func Superseded(all []Version) []bool {
	groups, byID := map[string][]int{}, map[string]int{}
	for i := range all {
		if v := &all[i]; v.Key != "" {
			groups[v.Key] = append(groups[v.Key], i)
			if v.ID != "" {
				byID[v.Key+"\x00"+v.ID] = i
			}
		}
	}
	old := make([]bool, len(all))
	for _, group := range groups {
		if slices.ContainsFunc(group, func(i int) bool { return all[i].Linked }) {
			for _, i := range group {
				if k, found := byID[all[i].Key+"\x00"+all[i].Previous]; found && all[i].At.After(all[k].At) {
					old[k] = true
				}
			}
			continue
		}
		newest := slices.MaxFunc(group, func(i, k int) int { return cmp.Or(all[i].At.Compare(all[k].At), cmp.Compare(i, k)) })
		for _, i := range group {
			old[i] = i != newest
		}
	}
	return old
}
