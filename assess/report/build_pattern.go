package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// pattern puts all incidents together, whatever each was recorded as.
func (b *builder) pattern() Pattern {
	found := b.set.Stalking.Findings(b.a)
	p := Pattern{Incidents: []Incident{}, Findings: []string{}}
	incidents := b.ordered()
	for i := range incidents {
		p.Incidents = append(p.Incidents, b.incident(i+1, &incidents[i]))
	}
	for i, fields := range timeline.Differences(b.set.Forces, incidents) {
		p.Incidents[i].Differs = fields
	}
	p.Possible = each(timeline.Possible(b.set.Forces, incidents), func(places []int) []int {
		return each(places, func(i int) int { return i + 1 })
	})
	p.Figures = b.figures(p.Incidents, &found)
	p.Counts = b.counted(&p)
	if len(p.Incidents) > 0 {
		p.Findings = b.findings(&p.Figures)
	}
	return p
}

// ordered returns the incidents in the order of timeline.Compare. It fills b.numbers,
// so that sentences can refer to incidents by number.
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
	kind, _ := in.Kind(inc.Kind)
	out := recordedIncident(number, cmp.Or(kind.Label, inc.Kind, "kind not given"), inc)
	out.Severity, out.After, out.Differs = in.SeverityOf(inc), inc.At.After(b.a.AssessedAt.Time()), []string{}
	out.Carries = topics(in, in.CarriedBy(b.a, inc))
	out.Means = in.Timeline.Severities[strconv.Itoa(out.Severity)]
	return out
}

// recordedIncident returns only what was recorded of an incident, and nothing worked
// out from an instrument or other incidents.
func recordedIncident(number int, label string, inc *assess.Incident) Incident {
	return Incident{
		Number: number, At: inc.At.String(), Kind: inc.Kind, Label: label, Severity: int(inc.Severity), OwnSeverity: inc.Severity > 0,
		Channel: string(inc.Channel), Area: inc.Area, Place: inc.Place, Reference: inc.Reference, Reported: string(inc.Reported),
		RecordedAs: inc.RecordedAs, Breach: string(inc.Breach), Order: inc.Order, Felt: inc.Felt, Witness: inc.Witness, Kept: inc.Kept, Note: inc.Note,
	}
}

// findings returns a sentence or two for each test, claiming no more than it shows.
func (b *builder) findings(f *Figures) []string {
	out := []string{frequencySays(&b.r.Timeline.Frequency, f), severitySays(&b.r.Timeline.Severity)}
	for _, kind := range assess.FindingKinds() {
		if kind.Raises {
			continue // described above
		}
		name := capital(kind.About) + ": "
		switch timeline.Finding(kind.Of(&b.r.Timeline)) {
		case timeline.Rising:
			out = append(out, name+kind.Rising+"; chance alone often looks like this, so a person decides.")
		case timeline.TooFew:
			out = append(out, name+tooFewSays)
		default:
			out = append(out, name+"no clear change. "+noEvidence)
		}
	}
	return append(out, "Recent incidents are better remembered than old ones, so a rise may be partly memory. Ask what came before the first of these, and look in the other forces' records.")
}

// Sentences that findings share. None of them says that the risk is low.
const (
	noEvidence = "That is not evidence that nothing is escalating: with few incidents a real rise is often missed."
	tooFewSays = "too few dated incidents to say anything. " + noEvidence
	raises     = "This raises escalation to at least rising."
)

func frequencySays(r *assess.FrequencyResult, f *Figures) string {
	const name = "How often: "
	counted := numbers(r.N, r.P)
	share := fmt.Sprintf("%d of the %s counted %s in the last third of the time.", f.LastThird, count(r.N, "day", "days"), plural(f.LastThird, "falls", "fall"))
	switch timeline.Finding(r.Finding) {
	case timeline.Rising:
		return joined(" ", name+"the dates point to incidents coming closer together "+counted+".", share, chance("a steady rate", r.P), raises)
	case timeline.Falling:
		return joined(" ", name+"fewer recorded: check for a change of method "+counted+".", share, "Quiet is not safety; it may also be that less was told.")
	case timeline.TooDense:
		return joined(" ", name+"there are incidents on so many days that the test can hardly speak "+counted+".", fmt.Sprintf("It is happening very often: about %.1f incidents a week.", float64(f.PerWeek)))
	case timeline.NoClearTrend:
		return joined(" ", name+"no clear trend "+counted+".", share, noEvidence)
	}
	return name + tooFewSays
}

func severitySays(s *assess.SeverityResult) string {
	const name = "How serious: "
	switch timeline.Finding(s.Finding) {
	case timeline.Rising:
		return joined(" ", name+"the incidents point to acts becoming more severe "+numbers(s.N, s.P)+".", chance("incidents in no order", s.P), raises)
	case timeline.NoClearTrend:
		return name + "no clear trend " + numbers(s.N, s.P) + ". " + noEvidence
	}
	return name + tooFewSays
}

func numbers(n int, p assess.Number) string {
	return fmt.Sprintf("(%s counted, p = %s)", count(n, "day", "days"), p)
}

// chance explains a p-value in words.
func chance(without string, p assess.Number) string {
	hundred := math.Round(float64(p) * 100)
	often := fmt.Sprintf("about %d times in 100", int(hundred))
	switch {
	case hundred < 1:
		often = "less than once in 100 times"
	case hundred < 2:
		often = "about once in 100 times"
	}
	return capital(without) + " would look like this " + often + "; memory and reporting can do it too."
}
