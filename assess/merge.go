package assess

import (
	"slices"
	"strings"

	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// TimelineSource is one source of a timeline: an assessment, or incidents alone as
// an assessment without a time.
type TimelineSource struct {
	Name string // of the source, shown beside its incidents
	A    *Assessment
}

// References returns the different case references of the sources, in their order. A
// source without a reference can belong to any case. Each placeholder, such as "N/A",
// is a case of its own: nobody knows which.
func References(sources []TimelineSource) (out []string) {
	for _, s := range sources {
		ref := strings.TrimSpace(s.A.Case.Reference)
		known := func(r string) bool { return OneCase(r, ref) }
		if ref != "" && !slices.ContainsFunc(out, known) {
			out = append(out, ref)
		}
	}
	return out
}

// OneCase reports whether two references are of one case: they are the same after
// folding, and identify a case. A placeholder does not.
func OneCase(a, b string) bool {
	ref := fold.Reference(a)
	return ref != "" && ref == fold.Reference(b)
}

// SameCase reports whether two assessments may be of one case: their references are
// the same, or one of them has none yet, and so it is with the suspect's.
func SameCase(a, b *Assessment) bool {
	x, y := a.Case.Reference, b.Case.Reference
	return SameSuspect(a, b) && (blank(x) || blank(y) || OneCase(x, y))
}

// SameSuspect reports whether two assessments may be about one suspect: the suspect's
// references are the same, or one of them identifies nobody.
func SameSuspect(a, b *Assessment) bool {
	x, y := fold.Reference(a.Case.SuspectReference), fold.Reference(b.Case.SuspectReference)
	return x == "" || y == "" || x == y
}

// CaseKey returns what the assessments of one case have in common: the references of
// the case and of the suspect. It is "" if the case has no reference that identifies it.
func CaseKey(a *Assessment) string { return string(AppendCaseKey(nil, a)) }

// AppendCaseKey appends what CaseKey returns: the two references, with a 0 between them.
func AppendCaseKey(b []byte, a *Assessment) []byte {
	from := len(b)
	if b = fold.AppendReference(b, a.Case.Reference); len(b) == from {
		return b
	}
	return fold.AppendReference(append(b, 0), a.Case.SuspectReference)
}

// Together returns what a timeline of several sources about one case needs besides the
// incidents: the absences, and the case, time, prompt and questionnaires of the latest
// assessment. Two absences that begin on the same day for the same reason are one, with
// the later end. Nothing that is passed in changes.
func Together(sources []TimelineSource) Assessment {
	whole := Assessment{Format: AssessmentFormat}
	byTime := func(a, b TimelineSource) int { return a.A.AssessedAt.Time().Compare(b.A.AssessedAt.Time()) }
	for _, s := range slices.SortedStableFunc(slices.Values(sources), byTime) {
		whole.later(s.A)
	}
	return whole
}

// Join sets the incidents of a timeline to those of the sources, in order of time. The
// sources are joined in the order given: a later one fills what an earlier one left
// empty, and may contradict it. merge is timeline.Merge, or timeline.Import if the
// incidents will be kept with those of the first source.
func (a *Assessment) Join(forces fold.Forces, sources []TimelineSource, merge func(fold.Forces, []timeline.Source) timeline.Merged) timeline.Merged {
	var lists []timeline.Source
	for _, s := range sources {
		lists = append(lists, timeline.Source{Name: s.Name, Incidents: s.A.Incidents})
	}
	merged := merge(forces, lists)
	a.Incidents = nil
	for i := range merged.Entries {
		a.Incidents = append(a.Incidents, merged.Entries[i].Incident)
	}
	return merged
}

// later updates a from a later assessment.
func (a *Assessment) later(b *Assessment) {
	for _, ab := range b.Absences {
		a.absent(ab)
	}
	if !blank(b.Case.Reference) {
		a.Case = b.Case
	}
	if b.Training != "" {
		a.Training = b.Training
	}
	if !b.AssessedAt.IsZero() {
		a.AssessedAt, a.Prompted, a.Versions = b.AssessedAt, b.Prompted, b.Versions
	}
}

// TakeMerged replaces the incidents of the assessment with those of a timeline. The
// assessment must have been the first source. Its own incidents stay in place, with
// what was filled in, and the others follow in order of time.
func (a *Assessment) TakeMerged(m *timeline.Merged) {
	own := slices.Clone(m.Entries)
	slices.SortFunc(own, func(x, y timeline.Entry) int { return x.Place - y.Place })
	a.Incidents = make([]Incident, 0, len(own))
	for i := range own {
		if own[i].First == 0 {
			a.Incidents = append(a.Incidents, own[i].Incident)
		}
	}
	for i := range m.Entries {
		if m.Entries[i].First > 0 {
			a.Incidents = append(a.Incidents, m.Entries[i].Incident)
		}
	}
}

// absent adds an absence, or updates the end of the same one if it is known.
func (a *Assessment) absent(ab Absence) {
	for i := range a.Absences {
		was := &a.Absences[i]
		if was.From.Day() != ab.From.Day() || was.Reason != ab.Reason {
			continue
		}
		if !ab.To.IsZero() {
			was.To = ab.To
		}
		return
	}
	a.Absences = append(a.Absences, ab)
}
