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

// Histories returns the cases of assessments: for each assessment that no newer one of
// its case replaces, the places of those before it, the earliest first, and its own
// last. Before an assessment that is linked to others are those that it goes on with.
func Histories(all []Version) (out [][]int) {
	groups := map[string][]int{}
	for i := range all {
		groups[all[i].Key] = append(groups[all[i].Key], i)
	}
	for i, old := range Superseded(all) {
		switch group := groups[all[i].Key]; {
		case old:
		case all[i].Key == "":
			out = append(out, []int{i})
		case slices.ContainsFunc(group, func(k int) bool { return all[k].Linked }):
			out = append(out, chain(all, group, i))
		default:
			out = append(out, slices.SortedStableFunc(slices.Values(group), func(a, b int) int { return all[a].At.Compare(all[b].At) }))
		}
	}
	return out
}

// chain returns an assessment of a group after all that it goes on with.
func chain(all []Version, group []int, i int) []int {
	out := []int{i}
	for {
		k := slices.IndexFunc(group, func(k int) bool { return all[k].ID == all[i].Previous && !slices.Contains(out, k) })
		if all[i].Previous == "" || k < 0 {
			slices.Reverse(out)
			return out
		}
		i = group[k]
		out = append(out, i)
	}
}
