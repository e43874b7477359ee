package questionnairefile

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
	"stalkrisk/assess/sift"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/timeline"
)

// SiftCasesFormat is the format id of the worked cases of rules for the sift.
const SiftCasesFormat = "stalkrisk.sift-cases/1"

// SiftCase is a test of rules for the sift: invented reports of one group, and what must
// and must not be found in them.
type SiftCase struct {
	Name    string       `json:"name"`
	Reports []siftReport `json:"reports"`
	Listed  bool         `json:"listed"`
	Has     []string     `json:"has,omitempty"`     // signs and notes that must be found
	Without []string     `json:"without,omitempty"` // and those that must not be
	Line    int          `json:"-"`                 // in its file
}

// siftReport is a report of a case. Absent fields are those of most cases.
type siftReport struct {
	At      timeline.When `json:"at,omitzero"`
	Area    string        `json:"area,omitempty"`
	As      string        `json:"recorded_as,omitempty"`
	Victim  string        `json:"victim,omitempty"`
	Suspect string        `json:"suspect,omitempty"`
	Text    string        `json:"text"`
}

// LoadSiftCases reads the worked cases of rules, or returns every problem.
func LoadSiftCases(name string, b []byte, r *sift.Rules) ([]SiftCase, []assess.Problem) {
	want := casesOf{Format: SiftCasesFormat, Instrument: r.ID, Version: r.Version}
	known := slices.Concat(
		each(r.Patterns, func(p sift.Pattern) string { return p.ID }),
		each(r.Topics, func(t sift.Topic) string { return t.ID }),
		each(r.Everyday, func(e sift.Everyday) string { return sift.NotePrefix + e.ID }),
	)
	return loadCases(name, b, want, func(c *compiler, at string, n *strictfile.Node) SiftCase {
		one := SiftCase{Line: n.Line}
		for _, p := range strictfile.Decode(n, &one) {
			p.Path = at + "." + p.Path
			c.problems = append(c.problems, p)
		}
		c.text(at+".name", one.Name, "what the case shows (name)")
		if len(one.Reports) == 0 {
			c.fault(at+".reports", codeMissing, "there are no reports; write at least one")
		}
		c.words(at+".has", "sign", one.Has, known)
		c.words(at+".without", "sign", one.Without, known)
		return one
	})
}

// Run sifts the reports of a case and returns how what is found differs from what is
// expected.
func (sc *SiftCase) Run(r *sift.Rules) (differences []string) {
	s := sift.New(r, sift.Options{})
	for i, one := range sc.Reports {
		s.Add(&sift.Report{
			Reference: fmt.Sprintf("R%d", i+1), At: one.At, Area: one.Area, RecordedAs: one.As,
			Victim: cmp.Or(one.Victim, "V1"), Suspect: one.Suspect, Text: one.Text,
		})
	}
	groups := slices.Collect(s.Groups(true))
	if len(groups) != 1 {
		return []string{fmt.Sprintf("the reports are %d groups; write those of one", len(groups))}
	}
	g := groups[0]
	found := each(g.Signs, func(f sift.FoundSign) string { return f.ID })
	if g.Listed() != sc.Listed {
		differences = append(differences, fmt.Sprintf("listed is %v, want %v (strength %d: %v)", g.Listed(), sc.Listed, g.Strength, found))
	}
	for _, id := range sc.Has {
		if !slices.Contains(found, id) {
			differences = append(differences, fmt.Sprintf("%s is not found, only %v", id, found))
		}
	}
	for _, id := range sc.Without {
		if slices.Contains(found, id) {
			differences = append(differences, id+" is found, and must not be")
		}
	}
	return differences
}
