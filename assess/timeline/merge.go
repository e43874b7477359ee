package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Source is a list of incidents from one place: a force's records, an
// assessment, a caller.
type Source struct {
	Name      string // of the file; shown beside what came from it
	Incidents []Incident
}

// Entry is an incident of a merged timeline.
type Entry struct {
	Incident
	First   int      // place of the source in which it came first, from 0
	Place   int      // among the entries as they came in, from 0: source after source
	From    []string // names of its sources, in the order given
	Differs []string // fields in which another record of the same reference and area differs
}

// Merged is one timeline made of several sources. In = Out + Joined: every incident
// that went in came out or was joined to another.
type Merged struct {
	Entries         []Entry // in order of time (Compare), then as they came in
	In, Out, Joined int

	// Possible lists groups of entries, by their places in Entries, that may be
	// one incident recorded more than once (the function Possible). Nothing is
	// dropped for it.
	Possible [][]int
}

// Merge joins incidents. Two are one where reference and area are the same and
// neither is blank; the fields of the later source then fill what the earlier
// left empty. Where a field contradicts, both are kept, and each names the field.
// What may be the same without a reference to show it is marked, and nothing is
// dropped.
//
// Sources are given in order of time, the oldest first. Merge changes none of
// them.
func Merge(sources []Source) Merged {
	var m Merged
	records := map[record][]int{}
	for k, s := range sources {
		for i := range s.Incidents {
			m.In++
			m.take(&s.Incidents[i], k, s.Name, records)
		}
	}
	m.Out = len(m.Entries)
	m.Joined = m.In - m.Out
	slices.SortStableFunc(m.Entries, func(a, b Entry) int { return Compare(&a.Incident, &b.Incident) })
	whole := make([]Incident, len(m.Entries))
	for i := range m.Entries {
		whole[i] = m.Entries[i].Incident
	}
	for i, fields := range Differences(whole) {
		m.Entries[i].Differs = fields
	}
	m.Possible = Possible(whole)
	return m
}

// record is what makes two incidents one: a reference, and the force whose it
// is, letter case and space around them aside.
type record struct{ reference, area string }

func recordOf(inc *Incident) (r record, known bool) {
	r = record{word(inc.Reference), word(inc.Area)}
	return r, r.reference != "" && r.area != ""
}

// sameRecord reports whether two incidents have the same reference of the same
// force.
func (i *Incident) sameRecord(j *Incident) bool {
	r, known := recordOf(i)
	other, _ := recordOf(j)
	return known && r == other
}

// take joins inc to the first entry of the same record that it agrees with, or
// adds it.
func (m *Merged) take(inc *Incident, source int, from string, records map[record][]int) {
	r, known := recordOf(inc)
	for _, i := range records[r] {
		e := &m.Entries[i]
		if !agree(&e.Incident, inc) {
			continue
		}
		fill(&e.Incident, inc)
		if !slices.Contains(e.From, from) {
			e.From = append(e.From, from)
		}
		return
	}
	if known {
		records[r] = append(records[r], len(m.Entries))
	}
	m.Entries = append(m.Entries, Entry{Incident: *inc, First: source, Place: len(m.Entries), From: []string{from}})
}

func word(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// facts are the fields in which two records of one incident can contradict each
// other, besides the date. "" contradicts nothing.
var facts = []struct {
	name string
	of   func(*Incident) string
}{
	{"kind", func(i *Incident) string { return i.Kind }},
	{"channel", func(i *Incident) string { return string(i.Channel) }},
	{"reported", func(i *Incident) string { return known(i.Reported) }},
	{"recorded_as", func(i *Incident) string { return word(i.RecordedAs) }},
	{"breach", func(i *Incident) string { return string(i.Breach) }},
	{"severity", func(i *Incident) string {
		if i.Severity == 0 {
			return ""
		}
		return strconv.Itoa(int(i.Severity))
	}},
}

// agree reports whether no field that both have contradicts.
func agree(a, b *Incident) bool {
	if contradict(a.At, b.At) {
		return false
	}
	for _, f := range facts {
		if x, y := f.of(a), f.of(b); x != y && x != "" && y != "" {
			return false
		}
	}
	return true
}

// known returns whether the incident was reported; "" for "unknown".
func known(r Reported) string {
	if r == "unknown" {
		return ""
	}
	return string(r)
}

// contradict reports whether two dates cannot be of one incident. A time on a day
// does not contradict that day, nor a day its month, nor one moment itself in
// another offset.
func contradict(a, b When) bool {
	if a.IsZero() || b.IsZero() || a.covers(b) || b.covers(a) {
		return false
	}
	s, timed := a.Instant()
	t, alsoTimed := b.Instant()
	return !timed || !alsoTimed || !s.Equal(t)
}

// covers reports whether v is the same date as w, or the same more exactly.
func (w When) covers(v When) bool {
	return strings.HasPrefix(v.text, w.text)
}

// fill takes from b what a leaves empty, and of two dates the more exact. Notes
// are both kept.
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
	a.Severity = cmp.Or(a.Severity, b.Severity)
	switch {
	case strings.TrimSpace(a.Note) == "":
		a.Note = b.Note
	case strings.TrimSpace(b.Note) != "" && !strings.Contains(a.Note, b.Note):
		a.Note += "\n" + b.Note
	}
}

// Compare orders incidents for display: by the first day that the date may
// mean, on one day those without a time first, then by time; undated ones last.
// It returns 0 for two that come equal.
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

// Differences returns, for each of the incidents that differ from another of the
// same reference and area, by its place, the fields in which they do: at, kind,
// channel, reported, recorded_as, breach, severity, in this order.
func Differences(incidents []Incident) map[int][]string {
	records := map[record][]int{}
	for i := range incidents {
		if r, known := recordOf(&incidents[i]); known {
			records[r] = append(records[r], i)
		}
	}
	differs := map[int][]string{}
	for _, same := range records {
		if len(same) > 1 {
			markDifferences(incidents, same, differs)
		}
	}
	return differs
}

// markDifferences does it for the incidents of one record, whose places are
// given.
func markDifferences(incidents []Incident, same []int, differs map[int][]string) {
	for _, i := range same {
		at := incidents[i].At
		if slices.ContainsFunc(same, func(k int) bool { return contradict(at, incidents[k].At) }) {
			differs[i] = append(differs[i], "at")
		}
	}
	for _, f := range facts {
		values := map[string]bool{}
		for _, i := range same {
			values[f.of(&incidents[i])] = true
		}
		delete(values, "")
		for _, i := range same {
			if len(values) > 1 && f.of(&incidents[i]) != "" {
				differs[i] = append(differs[i], f.name)
			}
		}
	}
}

// Possible lists groups of two or more incidents, by their places, that may be
// one recorded more than once: the same day, kind and area, and at least one of them
// without a reference. Groups are in the order of their first incident.
func Possible(incidents []Incident) (out [][]int) {
	type alike struct {
		day        int
		kind, area string
	}
	groups := map[alike][]int{}
	for i := range incidents {
		inc := &incidents[i]
		if day, dated := inc.At.Day(); dated {
			key := alike{day, inc.Kind, word(inc.Area)}
			groups[key] = append(groups[key], i)
		}
	}
	for _, group := range groups {
		loose := slices.ContainsFunc(group, func(i int) bool { return word(incidents[i].Reference) == "" })
		if len(group) > 1 && loose {
			out = append(out, group)
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return out
}
