package assess

import (
	"slices"

	"stalkrisk/assess/timeline"
)

// FindingKind is one finding of the timeline. A new one is worked out in package
// timeline, declared here, and has a field in TimelineResult.
type FindingKind struct {
	Name   string // in rules, proposals and results
	About  string // in words
	Rising string // what a report says where a finding that does not raise is rising
	Raises bool   // a rule or a condition may use it; the others only propose

	read func(*timeline.Findings) timeline.Finding
	in   func(*TimelineResult) *string
}

var findingKinds = [...]FindingKind{
	{
		Name: "frequency", About: "how often, by the incidents", Raises: true,
		read: func(f *timeline.Findings) timeline.Finding { return f.Frequency.Finding },
		in:   func(t *TimelineResult) *string { return &t.Frequency.Finding },
	},
	{
		Name: "severity", About: "how serious, by the incidents", Raises: true,
		read: func(f *timeline.Findings) timeline.Finding { return f.Severity.Finding },
		in:   func(t *TimelineResult) *string { return &t.Severity.Finding },
	},
	{
		Name: "step", About: "severity of the last four weeks",
		Rising: "the worst of the last four weeks is two or more steps above all before. Check whether it is getting more serious",
		read:   func(f *timeline.Findings) timeline.Finding { return f.Step },
		in:     func(t *TimelineResult) *string { return &t.Step.Finding },
	},
	{
		Name: "methods", About: "kinds of behaviour",
		Rising: "two or more kinds are new in the last four weeks. Check for new methods",
		read:   func(f *timeline.Findings) timeline.Finding { return f.Methods },
		in:     func(t *TimelineResult) *string { return &t.Methods.Finding },
	},
	{
		Name: "approach", About: "coming close in person",
		Rising: "the first time in person is in the last four weeks. Check for a move to face to face",
		read:   func(f *timeline.Findings) timeline.Finding { return f.Approach },
		in:     func(t *TimelineResult) *string { return &t.Approach.Finding },
	},
}

// FindingKinds returns the findings, in the order in which they are reported.
func FindingKinds() []FindingKind { return findingKinds[:] }

// FindingNames returns the names of the findings, or of those that may raise.
func FindingNames(raising bool) (names []string) {
	for i := range findingKinds {
		if findingKinds[i].Raises || !raising {
			names = append(names, findingKinds[i].Name)
		}
	}
	return names
}

// Of returns what a result says of the finding.
func (k *FindingKind) Of(t *TimelineResult) string { return *k.in(t) }

// findings holds what the timeline found, in the order of findingKinds.
type findings [len(findingKinds)]string

// findingPlace returns the place of the finding of that name, or -1.
func findingPlace(name string) int {
	return slices.IndexFunc(findingKinds[:], func(k FindingKind) bool { return k.Name == name })
}
