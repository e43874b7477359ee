package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

// pattern puts all incidents together, whatever each was recorded as.
func (b *builder) pattern() Pattern {
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
	p.Figures = b.figures(p.Incidents)
	p.Areas, p.Alike = b.areas()
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
		RecordedAs: inc.RecordedAs, Breach: string(inc.Breach), Order: inc.Order, Condition: inc.Condition, Felt: inc.Felt, Witness: inc.Witness, Kept: inc.Kept, Note: inc.Note,
	}
}

// findings returns a sentence or two for each test that found something, and one for
// those that did not, claiming no more than they show.
func (b *builder) findings(f *Figures) []string {
	var out, unclear []string
	add := func(name, says string) {
		if says == "" {
			unclear = append(unclear, name)
			return
		}
		out = append(out, capital(name)+": "+says)
	}
	add("how often", frequencySays(&b.r.Timeline.Frequency, f))
	add("how serious", severitySays(&b.r.Timeline.Severity))
	for _, kind := range assess.FindingKinds() {
		switch {
		case kind.Raises: // described above
		case timeline.Finding(kind.Of(&b.r.Timeline)) == timeline.Rising:
			add(kind.About, kind.Rising+"; chance alone often looks like this, so a person decides.")
		default:
			add(kind.About, "")
		}
	}
	if len(unclear) > 0 {
		out = append(out, "No clear trend, or too few dated incidents: "+strings.Join(unclear, "; ")+". That does not mean the risk is stable.")
	}
	return append(out, "Ask what came before the first of these, and look in other forces' records.")
}

// Sentences that findings share.
const (
	remembered = "Clearer memory of recent weeks, or more reporting, can look the same."
	raises     = "This alone raises escalation to rising."
)

// frequencySays returns what the dates show, or "" if that is nothing clear.
func frequencySays(r *assess.FrequencyResult, f *Figures) string {
	share := fmt.Sprintf("%d of the %s counted %s in the last third of the time.", f.LastThird, count(r.N, "day", "days"), plural(f.LastThird, "falls", "fall"))
	switch timeline.Finding(r.Finding) {
	case timeline.Rising:
		return joined(" ", "closer together than chance would explain.", share, remembered, raises)
	case timeline.Falling:
		return joined(" ", "fewer recorded: check for a change of method.", share, "Fewer reports do not mean that the risk is lower.")
	case timeline.TooDense:
		return fmt.Sprintf("on too many days to test for a trend: about %.1f incidents a week.", float64(f.PerWeek))
	}
	return ""
}

// severitySays returns what the severities show, or "" if that is nothing clear.
func severitySays(s *assess.SeverityResult) string {
	if timeline.Finding(s.Finding) == timeline.Rising {
		return joined(" ", "acts become more severe than chance would explain.", remembered, raises)
	}
	return ""
}

// areas returns the police areas of the incidents, each once under its names in the
// settings, and those that may be one area spelt in two ways.
func (b *builder) areas() (areas, alike []string) {
	_, tallies, _ := tallied(each(b.a.Incidents, func(inc assess.Incident) Incident { return Incident{Area: inc.Area} }), b.set.Forces)
	areas, alike = each(tallies, func(t tally) string { return t.name }), []string{}
	for i, area := range areas {
		other := func(k int) bool { return k != i && mayBeOne(b.set.Forces.Name(area), b.set.Forces.Name(areas[k])) }
		for k := range areas {
			if other(k) {
				alike = append(alike, area)
				break
			}
		}
	}
	return areas, alike
}

// mayBeOne reports whether two names of forces differ only in spaces and punctuation, or
// one only has more words after it, as Constabulary.
func mayBeOne(a, b string) bool {
	const enough = 5 // letters
	a, b = fold.Near(a), fold.Near(b)
	return len(a) >= enough && len(b) >= enough && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}
