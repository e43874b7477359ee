package report

import (
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// pattern lays the incidents side by side, whatever each was recorded as.
func (b *builder) pattern() Pattern {
	found := b.set.Stalking.Findings(b.a)
	p := Pattern{Incidents: []Incident{}, Possible: [][]int{}, Findings: []string{}}
	incidents := b.ordered()
	for i := range incidents {
		p.Incidents = append(p.Incidents, b.incident(i+1, &incidents[i]))
	}
	for i, fields := range timeline.Differences(incidents) {
		p.Incidents[i].Differs = fields
	}
	for _, group := range timeline.Possible(incidents) {
		numbers := make([]int, len(group))
		for k, i := range group {
			numbers[k] = i + 1
		}
		p.Possible = append(p.Possible, numbers)
	}
	p.Figures = b.figures(p.Incidents, &found)
	p.Counts = b.counted(&p)
	if len(p.Incidents) > 0 {
		p.Findings = b.findings(&p.Figures)
	}
	return p
}

// ordered returns the incidents in their order. It notes the number of each, by
// its place in the assessment, for sentences that name it.
func (b *builder) ordered() (out []assess.Incident) {
	places := make([]int, len(b.a.Incidents))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int { return timeline.Compare(&b.a.Incidents[i], &b.a.Incidents[j]) })
	b.numbers = make([]int, len(places))
	for k, i := range places {
		b.numbers[i] = k + 1
		out = append(out, b.a.Incidents[i])
	}
	return out
}

func (b *builder) incident(number int, inc *assess.Incident) Incident {
	in := b.set.Stalking
	severity := in.SeverityOf(inc)
	out := Incident{
		Number: number, At: inc.At.String(), Kind: inc.Kind, Label: inc.Kind,
		Severity: severity, OwnSeverity: inc.Severity > 0,
		Carries: topics(in, in.CarriedBy(b.a, inc)), After: inc.At.After(b.a.AssessedAt.Time()),
		Channel: string(inc.Channel), Area: inc.Area, Reference: inc.Reference, Reported: string(inc.Reported),
		RecordedAs: inc.RecordedAs, Breach: string(inc.Breach), Note: inc.Note, Differs: []string{},
	}
	if kind, ok := in.Kind(inc.Kind); ok {
		out.Label = kind.Label
	}
	if inc.Kind == "" {
		out.Label = "kind not given"
	}
	if severity >= 1 && severity <= len(in.Timeline.Severities) {
		out.Means = in.Timeline.Severities[severity-1]
	}
	return out
}
