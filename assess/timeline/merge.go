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

// Merged is one timeline made of several sources. In = Out + Joined: every incident
// is an entry or was joined to one.
type Merged struct {
	Entries         []Entry // in order of time (Compare), then as they came in
	In, Out, Joined int

	// Possible lists groups of entries, by their places in Entries, that may be one
	// incident recorded more than once. See the function Possible.
	Possible [][]int
}

// Merge joins incidents. Two are one if their reference and area are the same and not
// blank: the later source then fills the fields that the earlier left empty. If a
// field contradicts, both are kept, and both name the field. Incidents without a
// reference that may be the same are marked as Possible and never dropped.
//
// The sources must be in order of time, the oldest first. Merge does not change
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

// record is a force's reference for an incident, without letter case and spaces at
// the ends. Two incidents with the same record are one.
type record struct{ reference, area string }

func recordOf(inc *Incident) (r record, known bool) {
	r = record{word(inc.Reference), word(inc.Area)}
	return r, r.reference != "" && r.area != ""
}

// sameRecord reports whether two incidents have the same reference from the same
// force.
func (i *Incident) sameRecord(j *Incident) bool {
	r, known := recordOf(i)
	other, _ := recordOf(j)
	return known && r == other
}

// take joins inc to the first entry of the same record that it agrees with, or adds
// an entry.
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

// facts lists the fields, besides the date, in which two records of one incident can
// contradict each other. "" contradicts nothing.
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

// agree reports whether two records contradict each other in no field.
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

// known returns whether the incident was reported, with "" for "unknown".
func known(r Reported) string {
	if r == "unknown" {
		return ""
	}
	return string(r)
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
// keeps both notes.
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
// with the same reference and area: at, kind, channel, reported, recorded_as, breach,
// severity, in this order. Incidents that do not differ are not in the map.
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

// markDifferences adds the differences of the incidents of one record to differs.
// same holds their places.
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

// Possible returns groups of two or more incidents, by their places, that may be one
// recorded more than once: they have the same day, kind and area, and at least one
// has no reference. Groups are in the order of their first incident.
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
