package assess

import (
	"slices"

	"stalkrisk/assess/timeline"
)

// FindingKind is one finding of the timeline. To add one, work it out in package
// timeline, add a field to TimelineResult, and add to the table and to the two functions
// below it.
type FindingKind struct {
	Name   string // in rules, proposals and results
	About  string // in words
	Rising string // the words of a report when it is rising, if it does not raise
	Raises bool   // a rule or a condition may use it; the others only propose
}

var findingKinds = [...]FindingKind{
	{"frequency", "how often, by the incidents", "", true},
	{"severity", "how serious, by the incidents", "", true},
	{"step", "severity of the last four weeks", "the worst of the last four weeks is two or more steps above all before. Check whether it is getting more serious", false},
	{"methods", "kinds of behaviour", "two or more kinds are new in the last four weeks. Check for new methods", false},
	{"approach", "coming close in person", "the first time in person is in the last four weeks. Check for a move to face to face", false},
}

// findings holds the value of each finding, in the order of findingKinds.
type findings [len(findingKinds)]string

// read sets the values to those of a timeline.
func (to *findings) read(f *timeline.Findings) {
	*to = findings{string(f.Frequency.Finding), string(f.Severity.Finding), string(f.Step), string(f.Methods), string(f.Approach)}
}

// findings returns where a result has each finding, in the order of findingKinds.
func (t *TimelineResult) findings() [len(findingKinds)]*string {
	return [...]*string{&t.Frequency.Finding, &t.Severity.Finding, &t.Step.Finding, &t.Methods.Finding, &t.Approach.Finding}
}

// FindingKinds returns the findings in the order of reports.
func FindingKinds() []FindingKind { return findingKinds[:] }

// FindingNames returns the names of the findings; with raising, only of those that
// may raise a level.
func FindingNames(raising bool) (names []string) {
	for i := range findingKinds {
		if findingKinds[i].Raises || !raising {
			names = append(names, findingKinds[i].Name)
		}
	}
	return names
}

// Of returns the finding in a result.
func (k *FindingKind) Of(t *TimelineResult) string { return *t.findings()[findingPlace(k.Name)] }

// findingPlace returns the place of the finding with that name, or -1.
func findingPlace(name string) int {
	return slices.IndexFunc(findingKinds[:], func(k FindingKind) bool { return k.Name == name })
}
