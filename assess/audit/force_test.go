package audit_test

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/audit"
)

func auditOf(f *assesstest.Force, small int) audit.Audit {
	var all []*audit.Record
	for _, a := range f.Assessments {
		set, scored := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{}, nil)
		all = append(all, audit.Of(set, a, &scored.Result))
	}
	return audit.Count(all, audit.Options{By: []audit.Dimension{audit.ByArea, audit.ByMonth, audit.ByRelationship}, Small: small, Now: f.Now})
}

// of returns the planted count of several groups and answers together.
func of(f *assesstest.Force, figure string, l *audit.Line) (n int) {
	figure = strings.TrimSuffix(figure, "_recognised")
	groups := l.Groups
	if l.By == "" {
		groups = []string{""}
	}
	for _, g := range groups {
		for _, v := range l.Values {
			n += f.Figures[assesstest.Figure{Name: figure, By: l.By, Group: spelt(g), Answer: v}]
		}
	}
	return n
}

// spelt returns an area as it is planted: a third of the cases write it in another way.
func spelt(area string) string {
	for _, name := range assesstest.Areas {
		if strings.EqualFold(area, name) {
			return name
		}
	}
	return area
}

// planted are figures of planted cases alone, which are those recognised as stalking.
var planted = []string{"referral_offered_recognised", "referral_accepted_recognised", "recording_recognised", "recording_reason_recognised", "spo_recognised", "override_reason"}

func TestTheFiguresOfAForceAreExactlyWhatIsPlanted(t *testing.T) {
	f := assesstest.NewForce(2000)
	for _, small := range []int{1, 5, 12} {
		a := auditOf(f, small)
		seen := map[string]int{}
		for _, l := range a.Lines() {
			if !slices.Contains(planted, l.Figure) {
				continue
			}
			if l.N == nil {
				t.Errorf("small %d: %s is not shown", small, l.Figure)
				continue
			}
			seen[l.Figure] += *l.N
			if want := of(f, l.Figure, &l); *l.N != want {
				t.Errorf("small %d: %s %s %v %v: %d, want %d", small, l.Figure, l.By, l.Groups, l.Values, *l.N, want)
			}
		}
		for _, figure := range planted {
			total := 0
			for p, n := range f.Figures {
				if p.Name == strings.TrimSuffix(figure, "_recognised") {
					total += n
				}
			}
			if seen[figure] != total {
				t.Errorf("small %d: %s counts %d in all, want %d", small, figure, seen[figure], total)
			}
		}
	}
}

// What else is planted is only in some cases of the force, and the others have none of it.
func TestOutcomesOverridesAndLevelsBeforeAreExactlyWhatIsPlanted(t *testing.T) {
	f := assesstest.NewForce(2000)
	a := auditOf(f, 1)
	for _, l := range a.Lines() {
		if l.By != "" {
			continue
		}
		figure, values := l.Figure, strings.Join(l.Values, " ")
		switch figure + " " + values {
		case "recognition stalking", "override in_force", "override no_effect", "outcome death", "outcome no_further_contact":
			if want := of(f, figure, &l); *l.N != want || want == 0 {
				t.Errorf("%s %s: %d, want %d", figure, values, *l.N, want)
			}
		case "level_before low":
			outcome := map[string]string{"cases with a death": "death", "cases with no further contact": "no_further_contact"}[l.About]
			if want := of(f, "level_before "+outcome, &l); *l.N != want || outcome != "" && want == 0 {
				t.Errorf("%s %s: %d, want %d", figure, l.About, *l.N, want)
			}
		}
	}
	if a.Practice == 0 || a.Drafts == 0 || a.Older == 0 {
		t.Errorf("left out: %d practice records, %d drafts, %d older ones", a.Practice, a.Drafts, a.Older)
	}
	if cases := a.Figures[0].Whole.Of; cases+a.Practice+a.Drafts+a.Older != len(f.Assessments) {
		t.Errorf("%d cases and %d left out of %d", cases, a.Practice+a.Drafts+a.Older, len(f.Assessments))
	}
}
