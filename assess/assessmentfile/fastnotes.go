package assessmentfile

import "stalkrisk/assess/timeline"

// Most notes of incidents change nothing in a result: scoring reads them only in
// timeline.Several. They are most of what a record needs memory for. So a reader remembers where they are, and keeps those that matter when
// it has read all incidents.

// noteAt is where the note of an incident is in the record.
type noteAt struct {
	incident int // its place
	from, to int
	escaped  bool
}

// note reads the note of an incident that has not yet been added to the others.
func (r *FastReader) note(i int, f *field) int {
	from, to, escaped, ok := r.scanner.text(i)
	if !ok || to-from > int(f.longest) {
		return wrong
	}
	r.notes = append(r.notes, noteAt{len(r.prepared.Incidents), from, to, escaped})
	return to + 1
}

// keepNotes keeps the notes that matter.
func (r *FastReader) keepNotes() {
	for _, n := range r.notes {
		if timeline.NoteMatters(r.prepared.Incidents, n.incident) {
			r.prepared.Incidents[n.incident].Note = r.keep(r.b[n.from:n.to], n.escaped)
		}
	}
}
