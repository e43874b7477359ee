package audit

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// Dimension is by what cases are grouped.
type Dimension string

// The dimensions. There is none for the person who asked, and there must never be one:
// the figures are about a force.
const (
	ByArea         Dimension = "area"
	ByRelationship Dimension = "relationship"
	ByRole         Dimension = "role"
	ByMonth        Dimension = "month"
)

// Words lists the dimensions.
func (Dimension) Words() []string {
	return []string{string(ByArea), string(ByRelationship), string(ByRole), string(ByMonth)}
}

// The values of groups that no case is written with.
const (
	allOthers = "all_others"
	noGroup   = notRecorded
)

// group is some cases that are always counted together.
type group struct {
	values []string
	label  string
}

// grouping puts cases into groups by one dimension. Each has enough cases.
type grouping struct {
	by     Dimension
	groups []group
	of     []int // the group of each case
}

// groupingOf returns the groups of cases.
func groupingOf(by Dimension, units []*unit, o *Options) grouping {
	keys := make([]string, len(units))
	cases := map[string]int{}
	for i, u := range units {
		keys[i] = u.newest().key(by, o.Forces)
		cases[keys[i]]++
	}
	order := slices.Sorted(maps.Keys(cases))
	if words := by.values(); words != nil {
		slices.SortFunc(order, func(a, b string) int { return cmp.Compare(slices.Index(words, a), slices.Index(words, b)) })
	}
	rows := make([]counts, len(order))
	for i, key := range order {
		rows[i] = counts{cases[key]}
	}
	join := together
	if by == ByMonth {
		join = inTurn
	}
	g := grouping{by: by, of: make([]int, len(units))}
	place := map[string]int{}
	labels := by.labels(units, keys, o.Forces)
	for n, joined := range join(rows, o.Small) {
		var one group
		for _, r := range joined {
			place[order[r]] = n
			one.values = append(one.values, labels[order[r]].values...)
			one.label = labels[order[r]].label
		}
		if len(joined) > 1 {
			one = by.joined(one.values)
		}
		g.groups = append(g.groups, one)
	}
	for i, key := range keys {
		g.of[i] = place[key]
	}
	return g
}

// joined returns the group of several that have too few cases each. Their names would
// say that somebody is there, so only months are named.
func (by Dimension) joined(values []string) group {
	if by == ByMonth {
		return group{values, values[0] + " to " + values[len(values)-1]}
	}
	return group{[]string{allOthers}, "all others"}
}

// key returns what a case is grouped by.
func (r *Record) key(by Dimension, forces fold.Forces) string {
	switch by {
	case ByArea:
		return forces.Name(r.area)
	case ByRelationship:
		return r.relationship
	case ByRole:
		return r.role
	}
	return r.At.Format("2006-01")
}

// values returns the words of a dimension in their order; nil if it has no list.
func (by Dimension) values() []string {
	switch by {
	case ByRelationship:
		return assess.Relationship("").Words()
	case ByRole:
		return append(assess.Role("").Words(), "")
	}
	return nil
}

// labels returns the group of each key.
func (by Dimension) labels(units []*unit, keys []string, forces fold.Forces) map[string]group {
	spelt := map[string]map[string]int{}
	out := map[string]group{}
	for i, key := range keys {
		if by == ByArea {
			if spelt[key] == nil {
				spelt[key] = map[string]int{}
			}
			spelt[key][units[i].newest().area]++
		}
		out[key] = group{[]string{key}, key}
	}
	for key := range out {
		label := key
		switch by {
		case ByArea:
			label = cmp.Or(forces.Written(key), commonest(spelt[key]))
		case ByRelationship:
			label = assess.Relationship("").Vocabulary().Label(key)
		case ByRole:
			label = assess.Role("").Vocabulary().Label(key)
		}
		value := key
		if by == ByArea {
			value = label
		}
		out[key] = group{[]string{value}, label}
		if key == "" {
			out[key] = group{[]string{noGroup}, "not recorded"}
		}
	}
	return out
}

// commonest returns the spelling that most cases have.
func commonest(spelt map[string]int) string {
	return slices.MinFunc(slices.Collect(maps.Keys(spelt)), func(a, b string) int {
		return cmp.Or(cmp.Compare(spelt[b], spelt[a]), strings.Compare(a, b))
	})
}
