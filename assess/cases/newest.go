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
	Linked, Draft     bool
	At                time.Time
}

// VersionOf returns the version of an assessment.
func VersionOf(a *assess.Assessment) Version {
	v := Version{strings.Clone(assess.CaseKey(a)), strings.Clone(a.ID), strings.Clone(a.Previous), len(a.Case.Linked) > 0, a.Draft(), a.AssessedAt.Time()}
	if a.Training != "" {
		v.Key = "" // different people practise with one case
	}
	return v
}

// Superseded marks the assessments of which there is a newer one of the same case. A
// case is one reference and one suspect. Assessments that are linked are of several
// suspects, so only one that names another as its previous one replaces it; and what
// that one replaced. Nor does anybody know whether an assessment without the suspect's
// reference is of the suspect that another one names, unless that one says so.
func Superseded(all []Version) []bool {
	groups, byID := map[string][]int{}, map[string]int{}
	for i := range all {
		if v := &all[i]; v.Key != "" {
			groups[v.Key] = append(groups[v.Key], i)
			if v.ID != "" {
				byID[v.named(v.ID)] = i
			}
		}
	}
	old := make([]bool, len(all))
	for i := range all {
		if k, found := byID[all[i].named(all[i].Previous)]; found && all[i].follows(&all[k]) {
			old[k] = true
		}
	}
	for _, group := range groups {
		if slices.ContainsFunc(group, func(i int) bool { return all[i].Linked }) {
			continue
		}
		newest := slices.MaxFunc(group, func(i, k int) int { return cmp.Or(all[i].At.Compare(all[k].At), cmp.Compare(i, k)) })
		for _, i := range group {
			old[i] = old[i] || i != newest
		}
	}
	return old
}

// Histories returns the cases of assessments: for each assessment that no newer one of
// its case replaces, the places of those before it, the earliest first, and its own
// last. Before an assessment that is linked to others are those that it goes on with.
func Histories(all []Version) (out [][]int) {
	keys, references := map[string][]int{}, map[string][]int{}
	for i := range all {
		if v := &all[i]; v.Key != "" {
			keys[v.Key], references[v.Reference()] = append(keys[v.Key], i), append(references[v.Reference()], i)
		}
	}
	for i, old := range Superseded(all) {
		if old {
			continue
		}
		same := keys[all[i].Key]
		if slices.ContainsFunc(same, func(k int) bool { return all[k].Linked }) {
			same = nil
		}
		history := chain(all, references[all[i].Reference()], i)
		for _, k := range same {
			for _, before := range chain(all, references[all[i].Reference()], k) {
				if !slices.Contains(history, before) {
					history = append(history, before)
				}
			}
		}
		slices.SortStableFunc(history, func(a, b int) int { return cmp.Or(all[a].At.Compare(all[b].At), cmp.Compare(a, b)) })
		out = append(out, history)
	}
	return out
}

// Current returns the places of the assessments that say how their cases are: the newest
// of each case. A draft replaces the assessment that it goes on with, and no other: what
// was promised in a finished one is still due while somebody has another draft open.
func Current(all []Version) (out []int) {
	aside := beside(all)
	var rest []Version
	var places []int
	for i := range all {
		if !aside[i] {
			rest, places = append(rest, all[i]), append(places, i)
		}
	}
	for i, old := range Superseded(rest) {
		if !old {
			out = append(out, places[i])
		}
	}
	return out
}

// beside marks the drafts that were begun beside a finished assessment of their case, and
// go on with none.
func beside(all []Version) []bool {
	finished, ids := map[string]bool{}, map[string]bool{}
	for i := range all {
		v := &all[i]
		finished[v.Key] = finished[v.Key] || !v.Draft
		ids[v.named(v.ID)] = true
	}
	out := make([]bool, len(all))
	for i := range all {
		v := &all[i]
		out[i] = v.Key != "" && v.Draft && finished[v.Key] && (v.Previous == "" || !ids[v.named(v.Previous)])
	}
	return out
}

// chain returns an assessment of a group and all that it goes on with, by what each names
// as its previous one.
func chain(all []Version, group []int, i int) []int {
	out := []int{i}
	for {
		k := slices.IndexFunc(group, func(k int) bool { return all[k].ID == all[i].Previous && all[i].follows(&all[k]) })
		if all[i].Previous == "" || k < 0 {
			return out
		}
		i = group[k]
		out = append(out, i)
	}
}

// Reference returns the reference of the case, folded; "" if nothing replaces it.
func (v *Version) Reference() string {
	reference, _, _ := strings.Cut(v.Key, "\x00")
	return reference
}

// named returns what tells the assessment with that id of the case from all others.
func (v *Version) named(id string) string { return v.Reference() + "\x00" + id }

// follows reports whether an assessment, which names w as its previous one, replaces it:
// it is later, and no other suspect is known.
func (v *Version) follows(w *Version) bool {
	unknown := v.Reference() + "\x00"
	return v.Key != "" && v.At.After(w.At) && (v.Key == w.Key || v.Key == unknown || w.Key == unknown)
}
