package timeline

import (
	"time"

	"stalkrisk/assess/fold"
)

// Match returns, for each incident of a later list, its place in an earlier list, or
// -1 if it is new. Each place of the earlier list is used once.
//
// Match first pairs incidents that are the same in everything, then those with the
// same reference and force, then those of the same kind and date unless each has a
// reference of its own. Ties are settled by the order of the lists.
func Match(forces fold.Forces, earlier, later []Incident) []int {
	to := make([]int, len(later))
	free := make(map[Incident][]int) // places in earlier that are not taken, by incident
	for k := range earlier {
		key := earlier[k].written()
		free[key] = append(free[key], k)
	}
	taken := make([]bool, len(earlier))
	for i := range later {
		to[i] = -1
		if places := free[later[i].written()]; len(places) > 0 {
			to[i], taken[places[0]] = places[0], true
			free[later[i].written()] = places[1:]
		}
	}
	was, is := make([]folded, len(earlier)), make([]folded, len(later))
	for k := range earlier {
		was[k] = foldedOf(forces, &earlier[k])
	}
	for i := range later {
		is[i] = foldedOf(forces, &later[i])
	}
	for _, same := range []func(a, b *folded) bool{(*folded).sameRecord, (*folded).sameOccasion} {
		for i := range later {
			for k := 0; k < len(earlier) && to[i] < 0; k++ {
				if !taken[k] && same(&was[k], &is[i]) {
					to[i], taken[k] = k, true
				}
			}
		}
	}
	return to
}

// Same reports whether two incidents are the same in everything that was written.
func (i *Incident) Same(j *Incident) bool { return i.written() == j.written() }

// written returns the incident without the parsed time, so that == compares two
// incidents by what was written: equal times may differ in memory.
func (i Incident) written() Incident {
	i.At.instant = time.Time{}
	return i
}

// sameRecord reports whether two incidents have the same reference from the same
// force.
func (f *folded) sameRecord(g *folded) bool {
	r, known := f.record()
	other, _ := g.record()
	return known && r == other
}

// sameOccasion reports whether two incidents have the same kind and date, and do not
// both have a reference.
func (f *folded) sameOccasion(g *folded) bool {
	return f.kind == g.kind && f.at != "" && f.at == g.at && (f.reference == "" || g.reference == "")
}
