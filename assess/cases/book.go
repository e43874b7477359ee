package cases

import (
	"cmp"
	"maps"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// Book holds the records of many assessments. The zero Book is empty.
type Book struct {
	Forces fold.Forces // other names of police forces
	Counts

	groups  map[string][]*Record // by the reference of the case
	nowhere []*Record            // those of which nobody knows the case
}

// Counts says what a Book holds and what it leaves out.
type Counts struct {
	Assessments int // read, without those left out
	Practice    int // records of practice cases, left out
	Sifted      int // drafts of the sift that nobody has read, left out by whoever reads
	Unread      int // records and files that could not be read, so that nothing of them is known
}

// Add adds a record.
func (b *Book) Add(r *Record) {
	if r.practice {
		b.Practice++
		return
	}
	b.Assessments++
	if r.Key == "" {
		b.nowhere = append(b.nowhere, r)
		return
	}
	if b.groups == nil {
		b.groups = map[string][]*Record{}
	}
	of := r.Version.Reference()
	b.groups[of] = append(b.groups[of], r)
}

// known is a case: its newest assessment and those before.
type known struct {
	*Record
	past   []*Record // the others, and drafts
	drafts []*Record // those of them that were begun beside the newest, and left open

	oneOfSeveral bool // its reference is of other cases too, each about another suspect
}

// cases returns the cases, in the order of their references.
func (b *Book) cases() (out []*known) {
	for _, of := range slices.Sorted(maps.Keys(b.groups)) {
		out = append(out, casesOf(b.groups[of])...)
	}
	for _, r := range b.nowhere {
		out = append(out, &known{Record: r})
	}
	return out
}

// casesOf returns the cases of one reference: one for each suspect, or more if
// assessments are linked.
func casesOf(group []*Record) (out []*known) {
	versions := make([]Version, len(group))
	for i, r := range group {
		versions[i] = r.Version
	}
	aside := beside(versions)
	var all, drafts []*Record
	for i, r := range group {
		if aside[i] {
			drafts = append(drafts, r)
			continue
		}
		versions[len(all)] = r.Version
		all = append(all, r)
	}
	versions = versions[:len(all)]
	for _, history := range Histories(versions) {
		k := &known{}
		for _, i := range history {
			k.Record, k.past = all[i], append(k.past, all[i])
		}
		k.past = k.past[:len(k.past)-1]
		out = append(out, k)
	}
	for _, k := range out {
		k.oneOfSeveral = len(out) > 1
	}
	for _, r := range drafts {
		k := out[max(0, slices.IndexFunc(out, func(k *known) bool {
			return k.Key == r.Key || slices.ContainsFunc(k.past, func(p *Record) bool { return p.Key == r.Key })
		}))]
		k.drafts, k.past = append(k.drafts, r), append(k.past, r)
	}
	return out
}

// person returns the suspect's reference, of the newest assessment that has one; "" if
// none has.
func (k *known) person() string {
	if k.suspect != "" {
		return k.suspect
	}
	history := k.history()
	for i := len(history) - 1; i >= 0; i-- {
		if history[i].suspect != "" {
			return history[i].suspect
		}
	}
	return ""
}

// before returns the assessments that the newest one goes on with, by what each names as
// its previous one.
func (k *known) before(all []*Record) (out []*Record) {
	for id := k.Previous; id != ""; {
		i := slices.IndexFunc(all, func(r *Record) bool { return r.ID == id && r != k.Record && !slices.Contains(out, r) })
		if i < 0 {
			return out
		}
		out, id = append(out, all[i]), all[i].Previous
	}
	return out
}

// history returns all assessments of the case, the earliest first.
func (k *known) history() []*Record {
	return slices.SortedStableFunc(slices.Values(append(slices.Clone(k.past), k.Record)), func(a, b *Record) int { return a.At.Compare(b.At) })
}

// ever reports whether something is so in any assessment of the case.
func (k *known) ever(is func(*Record) bool) bool {
	return is(k.Record) || slices.ContainsFunc(k.past, is)
}

// told returns the last day on which the victim was told something.
func (k *known) lastTold() (last assess.Date) {
	for _, r := range k.history() {
		if r.told.Day() > last.Day() {
			last = r.told
		}
	}
	return last
}

// allBreaches returns the breaches that any assessment of the case knows, each once. An
// assessment that the newest goes on with has nothing to add: what it knew was carried,
// or corrected.
func (k *known) allBreaches() (out []breach) {
	carried := k.before(k.past)
	for _, r := range append([]*Record{k.Record}, k.past...) {
		if slices.Contains(carried, r) {
			continue
		}
		for _, one := range r.breaches {
			if !slices.ContainsFunc(out, one.same) {
				out = append(out, one)
			}
		}
	}
	return out
}

// same reports whether two breaches are one incident.
func (x breach) same(y breach) bool {
	if ref := fold.Reference(x.reference); ref != "" && fold.Text(x.area) == fold.Text(y.area) {
		return ref == fold.Reference(y.reference)
	}
	return x == y
}

// suspects returns the cases of each suspect with a reference that are about more than
// one case reference, in the order of cases.
func suspects(all []*known) (out [][]*known) {
	by := map[string][]*known{}
	var keys []string
	for _, k := range all {
		if key := fold.Reference(k.person()); key != "" {
			if by[key] == nil {
				keys = append(keys, key)
			}
			by[key] = append(by[key], k)
		}
	}
	for _, key := range keys {
		if len(references(by[key])) > 1 {
			out = append(out, by[key])
		}
	}
	return out
}

// references returns the different references of cases.
func references(of []*known) (out []string) {
	for _, k := range of {
		if !slices.ContainsFunc(out, func(have string) bool { return assess.OneCase(have, k.reference) || have == k.reference }) {
			out = append(out, cmp.Or(k.reference, k.ID))
		}
	}
	return out
}
