package timeline

import (
	"cmp"
	"slices"
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
	From     []string // names of its sources, in the order given
	Possible []int    // places of entries that may be the same incident; shown, never dropped
	Differs  []string // fields in which another record of the same reference and area differs
}

// Merged is one timeline out of several sources, and its reckoning: what went
// in is what came out and what was joined (In = Out + Joined).
type Merged struct {
	Entries         []Entry // in order of time: dated first, then undated
	In, Out, Joined int
}

// Merge joins incidents. Two are one where reference and area are the same and
// neither is blank; the fields of the later source then fill what the earlier
// left empty. Where a field contradicts, both are kept, and each says in what.
// Incidents without a reference that fall on the same day, in the same area and
// of the same kind may be the same: they are marked, and nothing is dropped.
//
// Sources are given in order of time, the oldest first. Merge changes none of
// them.
func Merge(sources []Source) Merged {
	var m Merged
	for _, s := range sources {
		for _, inc := range s.Incidents {
			m.In++
			if !m.join(inc, s.Name) {
				m.Entries = append(m.Entries, Entry{Incident: inc, From: []string{s.Name}})
			}
		}
	}
	m.Out = len(m.Entries)
	m.Joined = m.In - m.Out
	slices.SortStableFunc(m.Entries, func(a, b Entry) int { return Compare(&a.Incident, &b.Incident) })
	m.markDifferences()
	m.markPossible()
	return m
}

// join fills the entry that inc is another record of; false if there is none
// that it agrees with.
func (m *Merged) join(inc Incident, from string) bool {
	if word(inc.Reference) == "" || word(inc.Area) == "" {
		return false
	}
	for i := range m.Entries {
		e := &m.Entries[i]
		if !e.sameRecord(&inc) || len(contradictions(&e.Incident, &inc)) > 0 {
			continue
		}
		fill(&e.Incident, &inc)
		if !slices.Contains(e.From, from) {
			e.From = append(e.From, from)
		}
		return true
	}
	return false
}

// sameRecord says whether two incidents have the same reference of the same
// force.
func (i *Incident) sameRecord(j *Incident) bool {
	return word(i.Reference) != "" && word(i.Area) != "" && word(i.Reference) == word(j.Reference) && word(i.Area) == word(j.Area)
}

func word(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// contradictions lists the fields that both incidents have and in which they
// differ. A time on a day does not contradict that day, nor a day its month.
func contradictions(a, b *Incident) []string {
	var out []string
	differ := func(field, x, y string) {
		if x != "" && y != "" && word(x) != word(y) {
			out = append(out, field)
		}
	}
	if !a.At.IsZero() && !b.At.IsZero() && !a.At.covers(b.At) && !b.At.covers(a.At) {
		out = append(out, "at")
	}
	differ("kind", a.Kind, b.Kind)
	differ("channel", string(a.Channel), string(b.Channel))
	differ("reported", known(a.Reported), known(b.Reported))
	differ("recorded_as", a.RecordedAs, b.RecordedAs)
	differ("breach", string(a.Breach), string(b.Breach))
	if a.Severity != 0 && b.Severity != 0 && a.Severity != b.Severity {
		out = append(out, "severity")
	}
	return out
}

// known gives what was said of reporting; "unknown" says nothing.
func known(r Reported) string {
	if r == "unknown" {
		return ""
	}
	return string(r)
}

// covers says whether v is the same date as w, or says more exactly what w says.
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
// mean, then by time of day, then by where they stood; undated ones last.
func Compare(a, b *Incident) int {
	x, dated := a.At.Begins()
	y, alsoDated := b.At.Begins()
	switch {
	case dated != alsoDated && dated:
		return -1
	case dated != alsoDated:
		return 1
	case x != y:
		return cmp.Compare(x, y)
	}
	s, timed := a.At.Instant()
	t, alsoTimed := b.At.Instant()
	if timed && alsoTimed {
		return s.Compare(t)
	}
	return 0
}

// markDifferences says of records with the same reference and area that were
// both kept in what they differ.
func (m *Merged) markDifferences() {
	for i := range m.Entries {
		if word(m.Entries[i].Reference) == "" {
			continue
		}
		for k := range m.Entries {
			if i == k || !m.Entries[i].sameRecord(&m.Entries[k].Incident) {
				continue
			}
			for _, field := range contradictions(&m.Entries[i].Incident, &m.Entries[k].Incident) {
				if !slices.Contains(m.Entries[i].Differs, field) {
					m.Entries[i].Differs = append(m.Entries[i].Differs, field)
				}
			}
		}
	}
}

// markPossible marks what may be one incident told twice. Entries are in order
// of time, so that only those of one day are compared.
func (m *Merged) markPossible() {
	for i := range m.Entries {
		d, known := m.Entries[i].At.Day()
		if !known {
			continue
		}
		for k := i + 1; k < len(m.Entries); k++ {
			if other, _ := m.Entries[k].At.Day(); other != d {
				break
			}
			if possible(&m.Entries[i].Incident, &m.Entries[k].Incident) {
				m.Entries[i].Possible = append(m.Entries[i].Possible, k)
				m.Entries[k].Possible = append(m.Entries[k].Possible, i)
			}
		}
	}
}

// possible says whether two incidents of one day may be the same: the same kind
// and area, and not two references.
func possible(a, b *Incident) bool {
	return a.Kind == b.Kind && word(a.Area) == word(b.Area) && (word(a.Reference) == "" || word(b.Reference) == "")
}
