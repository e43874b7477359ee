package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

// pattern lays the incidents side by side, whatever each was recorded as.
func (b *builder) pattern() Pattern {
	p := Pattern{Incidents: []Incident{}, Findings: b.findings()}
	for _, inc := range inOrder(b.a.Incidents) {
		p.Incidents = append(p.Incidents, b.incident(len(p.Incidents)+1, &inc))
	}
	p.Counts = b.counted(p.Incidents)
	return p
}

// inOrder gives the incidents by the first day that their date may mean, a month
// or day without a time before a time on that day, and those with no date last;
// otherwise in file order.
func inOrder(incidents []assess.Incident) []assess.Incident {
	type place struct {
		undated bool
		day     int
		at      int64 // 0 where no time is given
	}
	of := func(inc *assess.Incident) place {
		day, dated := inc.At.Begins()
		p := place{undated: !dated, day: day}
		if t, timed := inc.At.Instant(); timed {
			p.at = t.Unix()
		}
		return p
	}
	out := slices.Clone(incidents)
	slices.SortStableFunc(out, func(x, y assess.Incident) int {
		p, q := of(&x), of(&y)
		if p.undated != q.undated {
			if q.undated {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(p.day, q.day), compareTimes(p.at, q.at))
	})
	return out
}

func compareTimes(a, b int64) int {
	if (a == 0) != (b == 0) { // a time before 1970 is still a time
		if a == 0 {
			return -1
		}
		return 1
	}
	return cmp.Compare(a, b)
}

func (b *builder) incident(number int, inc *assess.Incident) Incident {
	in := b.set.Stalking
	severity := in.SeverityOf(inc)
	out := Incident{
		Number: number, At: inc.At.String(), Kind: inc.Kind, Label: inc.Kind,
		Severity: severity, OwnSeverity: inc.Severity > 0,
		Carries: topics(in, in.CarriedBy(b.a, inc)), After: inc.At.After(b.a.AssessedAt.Time()),
		Channel: string(inc.Channel), Area: inc.Area, Reference: inc.Reference, Reported: string(inc.Reported),
		RecordedAs: inc.RecordedAs, Breach: string(inc.Breach), Note: inc.Note,
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

// counted says what the incidents add up to.
func (b *builder) counted(incidents []Incident) []string {
	t := &b.r.Timeline
	if t.Incidents == 0 {
		return []string{"No incident is recorded. That does not mean that none happened."}
	}
	var labels, areas, kinds []string
	unreported, unknown := 0, 0
	for _, inc := range incidents {
		labels, areas, kinds = with(labels, inc.RecordedAs), with(areas, inc.Area), with(kinds, inc.Kind)
		switch inc.Reported {
		case "no":
			unreported++
		case "yes":
		default:
			unknown++
		}
	}
	out := []string{fmt.Sprintf("%s recorded; %d dated to the day, on %s.", count(t.Incidents, "incident is", "incidents are"), t.Dated, count(t.Days, "day", "different days"))}
	out = append(out, fmt.Sprintf("%s of behaviour.", capital(count(len(kinds), "kind", "different kinds"))))
	if t.Areas > 0 {
		out = append(out, fmt.Sprintf("In %s: %s.", count(t.Areas, "police area", "police areas"), strings.Join(areas, "; ")))
	}
	if t.Labels > 0 {
		out = append(out, fmt.Sprintf("Recorded under %s: %s.", count(t.Labels, "name", "different names"), strings.Join(labels, "; ")))
	}
	out = append(out, fmt.Sprintf("Never told to the police: %d. Not known whether the police were told: %d.", unreported, unknown))
	if t.Breaches > 0 {
		out = append(out, fmt.Sprintf("%s or nearly broke an order, bail condition or warning. Near misses count.", count(t.Breaches, "incident broke", "incidents broke")))
	}
	if t.Incidents >= 2 {
		out = append(out, "Two or more incidents may be the beginning of a course of conduct, whatever each was recorded as. Look at them together.")
	}
	return out
}

// with adds what is not blank and not there yet, letter case aside.
func with(list []string, s string) []string {
	s = strings.TrimSpace(s)
	same := func(o string) bool { return strings.EqualFold(o, s) }
	if s == "" || slices.ContainsFunc(list, same) {
		return list
	}
	return append(list, s)
}

// findings puts the tests into words that claim no more than they can.
func (b *builder) findings() []string {
	t := &b.r.Timeline
	return []string{
		frequencySays(&t.Frequency),
		severitySays(&t.Severity),
		comparisonSays("Severity of the last four weeks", t.Step.Finding,
			"the worst of the last four weeks is two or more steps above all before. Check whether it is getting more serious"),
		comparisonSays("Kinds of behaviour", t.Methods.Finding,
			"two or more kinds are new in the last four weeks. Check for new methods"),
		comparisonSays("Coming close in person", t.Approach.Finding,
			"the first time in person is in the last four weeks. Check for a move to face to face"),
	}
}

// Sentences that every finding needs: none of them is a comfort.
const (
	noEvidence = "That is not evidence that nothing is escalating: with few incidents a real rise is often missed."
	tooFewSays = "too few dated incidents to say anything. " + noEvidence
)

func frequencySays(f *assess.FrequencyResult) string {
	const name = "How often: "
	switch timeline.Finding(f.Finding) {
	case timeline.Rising:
		return name + "the dates point to incidents coming closer together " + numbers(f.N, f.P) + ". " + chance(f.P)
	case timeline.Falling:
		return name + "fewer recorded: check for a change of method " + numbers(f.N, f.P) + ". Quiet is not safety; it may also be that less was told."
	case timeline.TooDense:
		return name + "there are incidents on so many days that the test can hardly speak " + numbers(f.N, f.P) + ". It is happening very often. Incidents per week can be worked out later."
	case timeline.NoClearTrend:
		return name + "no clear trend " + numbers(f.N, f.P) + ". " + noEvidence
	}
	return name + tooFewSays
}

func severitySays(s *assess.SeverityResult) string {
	const name = "How serious: "
	switch timeline.Finding(s.Finding) {
	case timeline.Rising:
		return name + "the incidents point to acts becoming more severe " + numbers(s.N, s.P) + ". " + chance(s.P)
	case timeline.NoClearTrend:
		return name + "no clear trend " + numbers(s.N, s.P) + ". " + noEvidence
	}
	return name + tooFewSays
}

// comparisonSays is for the three comparisons that only propose.
func comparisonSays(name, finding, rising string) string {
	switch timeline.Finding(finding) {
	case timeline.Rising:
		return name + ": " + rising + "; chance alone often looks like this, so a person decides."
	case timeline.TooFew:
		return name + ": " + tooFewSays
	}
	return name + ": no clear change. " + noEvidence
}

func numbers(n int, p assess.Number) string {
	return fmt.Sprintf("(%s counted, p = %s)", count(n, "day", "days"), p)
}

// chance says a p value without overclaiming.
func chance(p assess.Number) string {
	hundred := math.Round(float64(p) * 100)
	often := fmt.Sprintf("about %d times in 100", int(hundred))
	switch {
	case hundred < 1:
		often = "less than once in 100 times"
	case hundred < 2:
		often = "about once in 100 times"
	}
	return "A steady rate would look like this " + often + "; memory and reporting can do it too."
}
