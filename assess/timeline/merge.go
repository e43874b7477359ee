package timeline

import (
	"cmp"
	"slices"
	"strings"

	"stalkrisk/assess/fold"
)

// Source is a list of incidents from one place: a force's records, an
// assessment, a caller.
type Source struct {
	Name      string // of the file; shown beside its incidents
	Incidents []Incident
}

// Entry is an incident of a merged timeline.
type Entry struct {
	Incident
	First   int      // place of the first source that has it, from 0
	Place   int      // among the entries, source after source, from 0
	From    []string // names of its sources, in the order given
	Differs []string // fields in which another record of the same reference and area differs
}

// Merged is one timeline made of several sources. In = Out + Joined + Already: every
// incident is an entry, was joined to one, or was there already.
type Merged struct {
	Entries                  []Entry // in order of time (Compare), then as they came in
	In, Out, Joined, Already int

	// Possible lists groups of entries, by their places in Entries, that may be one
	// incident recorded more than once. See the function Possible.
	Possible [][]int
}

// Merge joins incidents of several sources. Two of different sources are one if their
// reference and force are the same and known: the later then fills the fields that the
// earlier left empty. If a field contradicts, both are kept, and both name the field.
// Two of one source are never joined, because one crime number often covers several
// incidents. What else may be one is marked as Possible and never dropped.
//
// The sources must be in order of time, the oldest first. Merge does not change
// them.
func Merge(forces fold.Forces, sources []Source) Merged {
	m := merger{forces: forces, records: map[record][]int{}}
	return m.merge(sources)
}

// Import joins incidents as Merge does, to be kept with those of the first source. An
// incident of a later source that is already there, the same in everything after
// folding, is not added again and is counted as Already. So is one of a diary, which
// has no kind, that somebody has since given a kind and more. Each incident that is
// there stands for one of the later source, so that two that are alike stay two.
func Import(forces fold.Forces, sources []Source) Merged {
	m := merger{forces: forces, records: map[record][]int{}, again: true}
	return m.merge(sources)
}

// merger makes one timeline of several sources.
type merger struct {
	Merged
	forces  fold.Forces
	again   bool             // look for incidents that are already there
	folded  []folded         // of each entry
	records map[record][]int // places of entries, by what they are a record of
	last    []int            // the last source, from 1, that each entry was met in
}

func (m *merger) merge(sources []Source) Merged {
	for k := range sources {
		m.In += len(sources[k].Incidents)
		m.source(&sources[k], k+1)
	}
	m.Out = len(m.Entries)
	m.Joined = m.In - m.Out - m.Already
	slices.SortStableFunc(m.Entries, func(a, b Entry) int { return Compare(&a.Incident, &b.Incident) })
	whole := make([]Incident, len(m.Entries))
	for i := range m.Entries {
		whole[i] = m.Entries[i].Incident
	}
	for i, fields := range Differences(m.forces, whole) {
		m.Entries[i].Differs = fields
	}
	m.Possible = Possible(m.forces, whole)
	return m.Merged
}

// source takes the incidents of a source. It first finds all that are already there, so
// that none of them is filled from another.
func (m *merger) source(s *Source, number int) {
	there, told := map[folded][]int{}, map[string][]folded{} // what is told by its note, in order
	if m.again {
		for i, f := range m.folded {
			there[f] = append(there[f], i)
			told[f.note] = append(told[f.note], f)
		}
	}
	var rest []int
	for i := range s.Incidents {
		f := foldedOf(m.forces, &s.Incidents[i])
		g, found := f, len(there[f]) > 0
		if !found && f.ofDiary() {
			k := slices.IndexFunc(told[f.note], func(g folded) bool { return f.filledIn(g) && len(there[g]) > 0 })
			if found = k >= 0; found {
				g = told[f.note][k]
			}
		}
		if found {
			same := there[g]
			there[g] = same[1:]
			m.met(same[0], s.Name, number)
			m.Already++
			continue
		}
		rest = append(rest, i)
	}
	for _, i := range rest {
		m.take(&s.Incidents[i], s.Name, number)
	}
}

// take joins an incident to the first entry of the same record that it agrees with and
// that this source has not met, or adds an entry.
func (m *merger) take(inc *Incident, name string, number int) {
	f := foldedOf(m.forces, inc)
	r, known := f.record()
	for _, i := range m.records[r] {
		e := &m.Entries[i]
		if e.First == number-1 {
			break // this and all after it are of this source
		}
		if m.last[i] == number || contradict(e.At, inc.At) || !m.folded[i].agrees(&f) {
			continue
		}
		fill(&e.Incident, inc)
		m.folded[i] = foldedOf(m.forces, &e.Incident)
		m.met(i, name, number)
		return
	}
	if known {
		m.records[r] = append(m.records[r], len(m.Entries))
	}
	m.Entries = append(m.Entries, Entry{Incident: *inc, First: number - 1, Place: len(m.Entries), From: []string{name}})
	m.folded, m.last = append(m.folded, f), append(m.last, number)
}

// met notes that a source has an entry.
func (m *merger) met(i int, name string, number int) {
	m.last[i] = number
	if e := &m.Entries[i]; !slices.Contains(e.From, name) {
		e.From = append(e.From, name)
	}
}

// contradict reports whether two dates cannot be of one incident. A time does not
// contradict its own day, nor a day its own month, nor a time the same moment in
// another offset.
func contradict(a, b When) bool {
	if a.IsZero() || b.IsZero() || a.covers(b) || b.covers(a) {
		return false
	}
	s, timed := a.Instant()
	t, alsoTimed := b.Instant()
	return !timed || !alsoTimed || !s.Equal(t)
}

// covers reports whether v is the same date as w, or a more exact date within it.
func (w When) covers(v When) bool {
	return strings.HasPrefix(v.text, w.text)
}

// fill fills the empty fields of a from b. It takes the more exact of two dates and
// keeps both of two free texts.
func fill(a, b *Incident) {
	if a.At.IsZero() || a.At.covers(b.At) && !b.At.IsZero() {
		a.At = b.At
	}
	a.Kind = cmp.Or(a.Kind, b.Kind)
	a.Channel = cmp.Or(a.Channel, b.Channel)
	if known(a.Reported) == "" {
		a.Reported = cmp.Or(b.Reported, a.Reported)
	}
	a.RecordedAs = cmp.Or(a.RecordedAs, b.RecordedAs)
	a.Breach = cmp.Or(a.Breach, b.Breach)
	a.Order = cmp.Or(a.Order, b.Order)
	a.Condition = both(a.Condition, b.Condition)
	a.Severity = cmp.Or(a.Severity, b.Severity)
	a.Place = both(a.Place, b.Place)
	a.Felt, a.Witness, a.Kept = both(a.Felt, b.Felt), both(a.Witness, b.Witness), both(a.Kept, b.Kept)
	a.Note = both(a.Note, b.Note)
}

// both returns two free texts on lines of their own, or one if it holds the other.
func both(a, b string) string {
	switch {
	case strings.TrimSpace(a) == "":
		return b
	case strings.TrimSpace(b) == "" || strings.Contains(fold.Text(a), fold.Text(b)):
		return a
	}
	return a + "\n" + b
}

// Compare orders incidents for display: by the first day that the date may mean, on
// the same day those without a time first, then by time. Undated ones come last. It
// returns -1, 0 or 1.
func Compare(a, b *Incident) int {
	x, y := a.At, b.At
	return cmp.Or(last(x.IsZero(), y.IsZero()), cmp.Compare(x.day, y.day), last(x.kind == instant, y.kind == instant), x.instant.Compare(y.instant))
}

// last orders what is so after what is not.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Differences returns, by place, the fields in which an incident differs from another
// with the same reference and force: at, kind, channel, reported, recorded_as, breach,
// order, severity, in this order. Incidents that do not differ are not in the map.
func Differences(forces fold.Forces, incidents []Incident) map[int][]string {
	all := make([]folded, len(incidents))
	records := map[record][]int{}
	for i := range incidents {
		all[i] = foldedOf(forces, &incidents[i])
		if r, known := all[i].record(); known {
			records[r] = append(records[r], i)
		}
	}
	differs := map[int][]string{}
	for _, same := range records {
		if len(same) > 1 {
			markDifferences(incidents, all, same, differs)
		}
	}
	return differs
}

// markDifferences adds the differences of the incidents of one record to differs.
// same holds their places.
func markDifferences(incidents []Incident, all []folded, same []int, differs map[int][]string) {
	var dates []When // each once: thousands of incidents may have one reference
	met := map[string]bool{}
	for _, i := range same {
		if at := incidents[i].At; !met[at.text] {
			met[at.text] = true
			dates = append(dates, at)
		}
	}
	for _, i := range same {
		at := incidents[i].At
		if slices.ContainsFunc(dates, func(other When) bool { return contradict(at, other) }) {
			differs[i] = append(differs[i], "at")
		}
	}
	for _, f := range facts {
		values := map[string]bool{}
		for _, i := range same {
			values[f.of(&all[i])] = true
		}
		delete(values, "")
		for _, i := range same {
			if len(values) > 1 && f.of(&all[i]) != "" {
				differs[i] = append(differs[i], f.name)
			}
		}
	}
}
