package audit

import (
	"cmp"
	"slices"

	"stalkrisk/assess"
)

// question is a question of a questionnaire, whatever its version.
type question struct{ instrument, item string }

// wording is how a question is called: its topic, and the title of its questionnaire.
type wording struct{ topic, part string }

// The figure of each question is below one that only says whether it applies.
var (
	applies  = figure{id: "question_applies", answers: yesNo}
	openings = []answer{
		{value: "answered", label: "answered"}, {value: "unknown", label: "not known"}, {value: "declined", label: "did not want to say"},
		{value: "not_asked", label: "not asked"}, {value: "not_applicable", label: "does not apply"},
	}
)

// openingPlace is the place of each openness among the openings.
var openingPlace = [...]int8{notApplicable: 4, answered: 0, unknown: 1, declined: 2, notAsked: 3}

// questions adds a figure for each question that was in a questionnaire of a case: those
// of the newest versions in their order, then those that only older versions had.
func (c *counter) questions() {
	var order []question
	called := map[question]wording{}
	places := map[question]int{}
	byItem := map[*assess.Instrument][]int{} // the place in order of each item
	for _, in := range c.instruments() {
		for i := range in.Items {
			q := question{in.ID, in.Items[i].ID}
			if _, seen := places[q]; !seen {
				places[q] = len(order)
				order, called[q] = append(order, q), wording{in.Items[i].Topic, in.Title}
			}
			byItem[in] = append(byItem[in], places[q])
		}
	}
	open := make([][]openness, len(order)) // by question, of each case
	for i := range open {
		open[i] = make([]openness, len(c.units))
	}
	for u := range c.units {
		for _, a := range c.units[u].newest().questions {
			for item, is := range a.open {
				open[byItem[a.in][item]][u] = is
			}
		}
	}
	for i, q := range order {
		c.question(q, called[q], open[i])
	}
}

// question adds the figure of one question.
func (c *counter) question(q question, called wording, open []openness) {
	above := c.newTable(&applies, nil)
	above.hidden = true
	for i, is := range open {
		if above.said[i] = 0; is == notApplicable {
			above.said[i] = 1
		}
	}
	c.add(above)
	f := &figure{id: "question", title: called.topic, of: []string{"yes"}, widen: true, answers: openings[:4]}
	t := c.newTable(f, above)
	t.item, t.part, t.whose = q.instrument+"."+q.item, called.part, "cases in which it applies"
	these, shown := above.these(f)
	if t.shown = shown; len(these) > 1 { // too few of one kind, so both are counted
		f.answers, t.whose = openings, "cases"
	}
	for i, is := range open {
		if is != notApplicable || len(these) > 1 {
			t.said[i] = openingPlace[is]
		}
	}
	c.add(t)
}

// instruments returns the questionnaires of the cases, the newest version of each first.
func (c *counter) instruments() (out []*assess.Instrument) {
	seen := map[*assess.Instrument]bool{}
	for _, u := range c.units {
		for _, a := range u.newest().questions {
			if !seen[a.in] {
				seen[a.in], out = true, append(out, a.in)
			}
		}
	}
	all := []*assess.Instrument(assess.NewVersions(out...))
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b *assess.Instrument) int {
		return cmp.Or(cmp.Compare(useOf(a), useOf(b)), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// useOf returns the place of a questionnaire's use: stalking, DASH, then others.
func useOf(in *assess.Instrument) int {
	if k := slices.Index(in.UsedAs.Words(), string(in.UsedAs)); k >= 0 {
		return k
	}
	return len(in.UsedAs.Words())
}
