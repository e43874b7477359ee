package assess

import (
	"slices"
	"strings"

	"stalkrisk/assess/timeline"
)

// Told is what one source brings to a timeline: an assessment, or incidents
// alone, which are an assessment without a time.
type TimelineSource struct {
	Name string // of the source, shown beside what came from it
	A    *Assessment
}

// References lists the different case references of the sources, as first met.
// One that is blank belongs to any case.
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

// ByTime puts sources in order: incidents alone first, as given, then
// assessments from the oldest on.
func ByTime(sources []TimelineSource) []TimelineSource {
	sources = slices.Clone(sources)
	slices.SortStableFunc(sources, func(a, b TimelineSource) int { return a.A.AssessedAt.Time().Compare(b.A.AssessedAt.Time()) })
	return sources
}

// Together joins what several sources tell of one case, in the order given: a
// later one fills what an earlier left empty, and contradicts it where it does.
//
// The assessment that it gives has what a timeline rests on and nothing else:
// the incidents in order of time, the absences, and the case, time, prompt and
// questionnaires of the latest assessment. Of two absences that begin on one day
// for one reason, the later told is taken. Nothing given is changed.
func MergeTimelines(sources []TimelineSource) (Assessment, timeline.Merged) {
	var lists []timeline.Source
	for _, s := range sources {
		lists = append(lists, timeline.Source{Name: s.Name, Incidents: s.A.Incidents})
	}
	whole := Assessment{Format: AssessmentFormat}
	for _, s := range ByTime(sources) {
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

// Take puts the incidents of a timeline, of which this assessment was the first
// source, into it: its own stay where they were, with what was filled in, and
// the others follow in order of time.
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

// absent takes in an absence, in place of what was told of it before.
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
