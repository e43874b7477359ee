package training_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/training"
)

// anyone draws an assessment of a case, as anybody might leave it.
func anyone(t *rapid.T, k kit, p *training.PracticeCase, who string) *assess.Assessment {
	a := k.learner(p, who)
	words := append(assess.Answers(), "", "maybe")
	for _, m := range p.Answers {
		if rapid.IntRange(0, 2).Draw(t, "change") == 0 {
			a.Responses.Set(m.Instrument, m.Item, assess.Response{Answer: assess.Answer(rapid.SampledFrom(words).Draw(t, m.Item))})
		}
	}
	a.Responses.Set("stalking", "no-such-item", assess.Response{Answer: assess.Yes})
	a.Incidents = a.Incidents[:rapid.IntRange(0, len(a.Incidents)).Draw(t, "incidents")]
	a.Case.Relationship = assess.Relationship(rapid.SampledFrom(append(assess.Relationship("").Words(), "")).Draw(t, "relationship"))
	return a
}

// Whatever was answered, every question is marked once, the counts add up, and every
// change of a level starts at the learner's level.
func TestMarkingOfAnybody(t *testing.T) {
	k := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(k.cases).Draw(t, "case")
		m := k.mark(p, anyone(t, k, p, "T1"))
		if len(m.Answers) != m.Items || m.Items != len(p.Answers) || m.Same+len(m.Differences()) != m.Items {
			t.Fatalf("%d answers, %d items, %d the same, %d differ", len(m.Answers), m.Items, m.Same, len(m.Differences()))
		}
		var yours []string
		for _, l := range m.Levels {
			yours = append(yours, l.Result+l.Yours)
		}
		for _, im := range m.Answers {
			if !slices.Contains(training.Verdict("").Words(), string(im.Verdict)) {
				t.Fatalf("%s: verdict %q", im.Name, im.Verdict)
			}
			open := assess.Answer(im.Yours).Open()
			if open && (im.Verdict == training.Missed || im.Verdict == training.GuessedNo) {
				t.Fatalf("%s: open, and marked as a no", im.Name)
			}
			if im.Verdict == training.Same && len(im.ByItself)+len(im.PutRight) > 0 {
				t.Fatalf("%s: the same, and moves a level", im.Name)
			}
			for _, move := range im.PutRight {
				if move.From == move.To || !slices.Contains(yours, move.Result+move.From) {
					t.Fatalf("%s: %+v, where the levels are %v", im.Name, move, yours)
				}
			}
			if unasked := im.Verdict == training.NeverAsked; unasked != slices.Contains(m.NeverAsked, im.Name) {
				t.Fatalf("%s: never asked is %v, and the list disagrees", im.Name, unasked)
			}
		}
	})
}

// Whatever was answered, the figures of an agreement are in range and do not depend
// on the order of the files.
func TestAgreementOfAnybody(t *testing.T) {
	k := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		var rated, turned []training.Rated
		for _, id := range []string{"the-fence", "the-bins"} {
			p := k.cases.Newest(id)
			for _, who := range []string{"A", "B", "C"} {
				rated = append(rated, training.Rated{Set: k.set(p), A: anyone(t, k, p, who)})
			}
		}
		turned = slices.Clone(rated)
		slices.Reverse(turned)
		one, other := training.Agree(rated), training.Agree(turned)
		if len(one.Items) != len(other.Items) {
			t.Fatalf("%d and %d questions", len(one.Items), len(other.Items))
		}
		for i, m := range one.Items {
			if p := m.Percent.Value; p < 0 || p > 1 {
				t.Fatalf("%s: agreement %v", m.What, p)
			}
			if n := other.Items[i]; n.Reading != m.Reading || n.Open != m.Open || n.Answers != m.Answers {
				t.Fatalf("%s depends on the order of the files:\n%+v\n%+v", m.What, m, n)
			}
			if m.Answers+m.Open > 6 || m.Units > 2 {
				t.Fatalf("%s: %+v of six assessments of two cases", m.What, m)
			}
		}
	})
}
