package timeline

import (
	"slices"
	"unicode/utf8"

	"stalkrisk/assess/fold"
)

// Possible returns groups of two or more incidents, by their places, that may be one
// recorded more than once, so that a person can look:
//
//   - they have the same reference and force, or forces spelt almost alike
//   - they have the same day, kind and force, and at least one has no reference, or
//     their references are spelt almost alike
//   - they have the same force and note, and the same day as far as it is known
//   - they are the same in everything but the date, and at least half have none
//
// Groups are in the order of their first incident.
func Possible(forces fold.Forces, incidents []Incident) (out [][]int) {
	p := possible{incidents: incidents, group: make([]int, len(incidents))}
	foldedAs := knownBy
	undated := slices.ContainsFunc(incidents, func(i Incident) bool { return i.At.IsZero() })
	if undated {
		foldedAs = foldedOf // to compare all of it but the date
	}
	for i := range incidents {
		p.group[i] = i
		f := foldedAs(forces, &incidents[i])
		p.all, p.near = append(p.all, f), append(p.near, f.near())
	}
	by(p.all, p.sameRecord, p.join)
	by(p.all, p.sameOccasion, p.joinLoose)
	by(p.all, p.sameNote, func(places []int) {
		if p.all[places[0]].says() { // and so do they all
			p.joinUndated(places)
		}
	})
	if undated {
		by(p.all, p.sameButDate, func(places []int) {
			if 2*p.undated(places) >= len(places) {
				p.join(places)
			}
		})
	}
	groups := map[int][]int{}
	for i := range incidents {
		first := p.first(i)
		groups[first] = append(groups[first], i)
	}
	for i := range incidents {
		if g := groups[i]; len(g) > 1 {
			out = append(out, g)
		}
	}
	return out
}

// Several reports whether there are two or more incidents, with those that Possible
// finds counted as one.
func Several(forces fold.Forces, incidents []Incident) bool {
	if len(incidents) < 2 {
		return false
	}
	if surelySeveral(incidents) {
		return true
	}
	n := len(incidents)
	for _, group := range Possible(forces, incidents) {
		n -= len(group) - 1
	}
	return n > 1
}

// mostCompared is the most incidents of which each is compared with all others.
const mostCompared = 50

// surelySeveral answers for most files what Several asks, without memory: it is true
// if the first incident and those that may be one with it, directly or through others,
// are not all there are. It gives up if those are many.
func surelySeveral(incidents []Incident) bool {
	var memory [mostCompared]int
	queue := append(memory[:0], 0)
	for n := 0; n < len(queue); n++ {
		for k := range incidents {
			if slices.Contains(queue, k) || !mayBeOne(&incidents[queue[n]], &incidents[k]) {
				continue
			}
			if len(queue) == len(memory) {
				return false
			}
			queue = append(queue, k)
		}
	}
	return len(queue) < len(incidents)
}

// mayBeOne reports whether Possible may join two incidents other than through a third. It
// never returns false for two that it joins.
func mayBeOne(a, b *Incident) bool {
	if maybeAlike(a.Reference, b.Reference) {
		return true
	}
	if onTwoDays(a, b) {
		return false // only the same reference makes them one
	}
	if maybeAlike(a.Note, b.Note) {
		return true
	}
	_, dated := a.At.Day()
	_, datedToo := b.At.Day()
	return (dated && datedToo || a.At.IsZero() || b.At.IsZero()) && (a.Kind == b.Kind || fold.Text(a.Kind) == fold.Text(b.Kind))
}

// onTwoDays reports whether two incidents are certainly on different days.
func onTwoDays(a, b *Incident) bool {
	x, dated := a.At.Day()
	y, datedToo := b.At.Day()
	return dated && datedToo && x != y
}

// NoteMatters reports whether the note of incident i can change what Several returns. It
// cannot if every other incident is certainly on another day. (It says that it can if there
// are so many that comparing each with each takes long.)
func NoteMatters(incidents []Incident, i int) bool {
	if len(incidents) > mostCompared {
		return true
	}
	for k := range incidents {
		if k != i && !onTwoDays(&incidents[i], &incidents[k]) {
			return true
		}
	}
	return false
}

// maybeAlike reports whether two references or notes may be almost alike. It returns false
// only if one of them is empty, or if they differ in a letter or digit before anything
// beyond ASCII, which fold.Near may read as another letter.
func maybeAlike(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	for i, k := 0, 0; ; {
		var x, y byte // the next letter or digit of each; 0 at the end
		for ; i < len(a) && x == 0; i++ {
			x = letter(a[i])
		}
		for ; k < len(b) && y == 0; k++ {
			y = letter(b[k])
		}
		if x >= utf8.RuneSelf || y >= utf8.RuneSelf || x == 0 && y == 0 {
			return true
		}
		if x != y {
			return false
		}
	}
}

// letter returns a letter as a small one; a digit and a byte beyond ASCII as it is; and 0
// for all others.
func letter(c byte) byte {
	switch {
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c >= utf8.RuneSelf:
		return c
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	}
	return 0
}

type possible struct {
	incidents []Incident
	all       []folded
	near      []string // the area of each, as it is compared where a person decides
	group     []int    // an earlier incident of the same group, or the incident itself
}

// first returns the first incident of the group that i is in.
func (p *possible) first(i int) int {
	for p.group[i] != i {
		p.group[i] = p.group[p.group[i]]
		i = p.group[i]
	}
	return i
}

// join puts incidents into one group.
func (p *possible) join(places []int) {
	for _, i := range places[min(1, len(places)):] {
		a, b := p.first(places[0]), p.first(i)
		p.group[max(a, b)] = min(a, b)
	}
}

// by calls found for all incidents of one key; ok is false for an incident without.
func by[K comparable](all []folded, key func(i int) (key K, ok bool), found func(places []int)) {
	alike := map[K][]int{}
	for i := range all {
		if k, ok := key(i); ok {
			alike[k] = append(alike[k], i)
		}
	}
	for _, places := range alike {
		if len(places) > 1 {
			found(places)
		}
	}
}

func (p *possible) sameRecord(i int) (record, bool) {
	r, known := p.all[i].record()
	r.area = p.near[i]
	return r, known
}

// occasion is what two records of one incident have in common without a reference.
type occasion struct {
	day        int
	kind, area string
}

func (p *possible) sameOccasion(i int) (occasion, bool) {
	d, dated := p.incidents[i].At.Day()
	return occasion{d, p.all[i].kind, p.near[i]}, dated
}

// joinLoose puts incidents into one group if one of them has no reference. Otherwise
// only those may be one whose references are almost alike.
func (p *possible) joinLoose(places []int) {
	near := map[string][]int{}
	for _, i := range places {
		r := p.all[i].reference
		if r == "" {
			p.join(places)
			return
		}
		near[fold.Near(r)] = append(near[fold.Near(r)], i)
	}
	for _, alike := range near {
		p.join(alike)
	}
}

func (p *possible) sameNote(i int) ([2]string, bool) {
	note := p.all[i].note
	return [2]string{p.near[i], note}, note != ""
}

// joinUndated puts incidents into one group if one of them has no date, and otherwise
// those of one day, and those of the month that one of them is dated to.
func (p *possible) joinUndated(places []int) {
	days, months := map[int][]int{}, map[string][]int{}
	for _, i := range places {
		at := p.incidents[i].At
		d, dated := at.Day()
		switch {
		case at.IsZero():
			p.join(places)
			return
		case dated:
			days[d] = append(days[d], i)
		default:
			months[at.month()] = append(months[at.month()], i)
		}
	}
	for _, i := range places {
		if m := p.incidents[i].At.month(); months[m] != nil {
			months[m] = append(months[m], i)
		}
	}
	for _, d := range days {
		p.join(d)
	}
	for _, m := range months {
		p.join(m)
	}
}

func (p *possible) sameButDate(i int) (folded, bool) {
	f := p.all[i]
	f.at = ""
	return f, f.reference == ""
}

// undated returns how many of the incidents have no date.
func (p *possible) undated(places []int) (n int) {
	for _, i := range places {
		if p.incidents[i].At.IsZero() {
			n++
		}
	}
	return n
}
