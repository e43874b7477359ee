package assess

import (
	"slices"
	"strings"

	"stalkrisk/assess/timeline"
)

// TimelineSource is what one source adds to a timeline: an assessment, or
// incidents alone, as an assessment without a time.
type TimelineSource struct {
	Name string // of the source, shown beside what came from it
	A    *Assessment
}

// References lists the different case references of the sources, in their order.
// A source without a reference belongs to any case.
func References(sources []TimelineSource) (out []string) {
	for _, s := range sources {
		if ref := strings.TrimSpace(s.A.Case.Reference); ref != "" && !slices.Contains(out, ref) {
			out = append(out, ref)
		}
	}
	return out
}

// SameCase reports whether two assessments may be of one case: they may while
// either has no reference yet.
func SameCase(a, b *Assessment) bool {
	x, y := fold(a.Case.Reference), fold(b.Case.Reference)
	return x == "" || y == "" || x == y
}

// MergeTimelines joins what several sources say of one case, in the order given:
// a later one fills what an earlier one left empty, and may contradict it.
//
// The assessment that it returns has only what a timeline rests on: the incidents
// in order of time, the absences, and the case, time, prompt and questionnaires
// of the latest assessment. Of two absences that begin on one day for one reason,
// the later is kept. Nothing given is changed.
func MergeTimelines(sources []TimelineSource) (Assessment, timeline.Merged) {
	var lists []timeline.Source
	for _, s := range sources {
		lists = append(lists, timeline.Source{Name: s.Name, Incidents: s.A.Incidents})
	}
	whole := Assessment{Format: AssessmentFormat}
	byTime := func(a, b TimelineSource) int { return a.A.AssessedAt.Time().Compare(b.A.AssessedAt.Time()) }
	for _, s := range slices.SortedStableFunc(slices.Values(sources), byTime) {
		whole.later(s.A)
	}
	merged := timeline.Merge(lists)
	for i := range merged.Entries {
		whole.Incidents = append(whole.Incidents, merged.Entries[i].Incident)
	}
	return whole, merged
}

// later takes over what a later assessment says.
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

// TakeMerged puts the incidents of a timeline, of which this assessment was the
// first source, into it: its own stay in place, with what was filled in, and the
// others follow in order of time.
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

// absent adds an absence, in place of an earlier account of the same one.
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
