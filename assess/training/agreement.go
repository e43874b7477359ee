package training

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/fold"
)

// AgreementFormat is the format id of an agreement.
const AgreementFormat = "stalkrisk.agreement/1"

// Agreement is how far people agree who assessed the same cases. None of its lists is
// nil. It does not name any assessor.
type Agreement struct {
	Format    string    `json:"format"`
	Cases     int       `json:"cases"`
	Assessors int       `json:"assessors"`
	Files     int       `json:"files"` // used: one for each case and assessor
	Levels    []Measure `json:"levels"`
	Together  []Measure `json:"together"` // all questions of a questionnaire in one table
	Items     []Measure `json:"items"`    // each question that anyone answered; units are cases
	Notes     []string  `json:"notes"`
}

// Measure is how far people agree on one thing. A unit is a case, or, in the measure
// of all questions together, one question of one case.
type Measure struct {
	What    string   `json:"what"` // "overall", "approach", "dash.q01", "stalking"
	Topic   string   `json:"topic"`
	Scale   string   `json:"scale"`   // nominal or ordinal
	Units   int      `json:"units"`   // with two or more answers
	Raters  int      `json:"raters"`  // people who gave an answer
	Answers int      `json:"answers"` // yes or no, or a level
	Open    int      `json:"open"`    // open although it applies; left out as missing
	Came    []Count  `json:"came"`    // the most frequent first
	Percent Estimate `json:"percent"` // of pairs, from 0 to 1
	// Kappa and alpha have a value and never an interval.
	Cohen  Estimate `json:"cohen_kappa"`
	Fleiss Estimate `json:"fleiss_kappa"`
	Alpha  Estimate `json:"krippendorff_alpha"` // nominal or ordinal, by the scale
	AC     Estimate `json:"gwet_ac"`            // AC1, or AC2 on an ordinal scale
	// Of a question, with an open answer as a third answer beside yes and no.
	OpenPercent Estimate `json:"percent_with_open"`
	OpenAC      Estimate `json:"gwet_ac_with_open"`
	Model       Estimate `json:"with_model"` // the share of answers that are the model's, open ones among them
	Reading     string   `json:"reading"`
}

// The scales.
const (
	nominalScale = "nominal"
	ordinalScale = "ordinal"
)

// Rated is one person's assessment, with the questionnaires to score it with, and the
// practice case that it is of; nil if it is of none.
type Rated struct {
	Set  assess.Instruments
	A    *assess.Assessment
	Case *PracticeCase
}

// caseOf returns what identifies the case: the practice case, or the reference after
// folding. It is "" if nothing does.
func (r *Rated) caseOf() string {
	reference := fold.Reference(r.A.Case.Reference)
	switch {
	case r.A.Training != "":
		return "training " + r.A.Training
	case reference == "":
		return ""
	}
	return "case " + reference
}

// when returns when the case was assessed, or really practised.
func (r *Rated) when() time.Time {
	if last, _ := r.A.LastPractised(); !last.IsZero() {
		return last
	}
	return r.A.AssessedAt.Time()
}

// Agree measures how far people agree on the same cases: on every level, on every
// question of the two questionnaires, and on all questions together.
//
// Two assessments are of the same case if they name the same practice case, or, if
// they name none, the same reference. They are by the same person if they name the
// same assessor. References are compared after folding. If one person assessed a case
// several times, the latest counts. An assessment without an assessor, or with a
// placeholder such as "N/A", counts as another person's, and one without a case as of
// another case. Open answers are missing
// data: they are left out and counted, and never count as no. An open answer counts
// as yes if an incident shows it.
func Agree(all []Rated) Agreement {
	g := grouped(all)
	out := Agreement{
		Format: AgreementFormat, Cases: len(g.cases), Assessors: len(g.assessors), Files: len(g.cells),
		Levels: []Measure{}, Together: []Measure{}, Items: []Measure{}, Notes: g.notes(len(all)),
	}
	if len(all) == 0 {
		return out
	}
	for _, l := range levelScales() {
		t := newTable(l.what, l.topic, l.words)
		g.fill(func(c *cell) judged {
			model := ""
			if c.model != nil {
				model = l.of(&c.model.result)
			}
			return judged{word: l.of(&c.result), model: model}
		}, t)
		out.Levels = append(out.Levels, t.measure())
	}
	for _, in := range g.instruments() {
		out.add(g, in)
	}
	return out
}

// add measures the questions of one questionnaire.
func (out *Agreement) add(g *group, in *assess.Instrument) {
	together := newTable(in.ID, in.Title+", all questions together", noYes)
	for i := range in.Items {
		it := &in.Items[i]
		if it.Type != assess.YesNo {
			continue
		}
		one := newTable(in.Prefix()+it.ID, it.Topic, noYes)
		g.fill(func(c *cell) judged { return c.judged(in, it.ID) }, one, together)
		if done := one.measure(); done.Answers+done.Open > 0 {
			out.Items = append(out.Items, done)
		}
	}
	if done := together.measure(); done.Answers > 0 {
		out.Together = append(out.Together, done)
	}
}

// instruments returns the newest version of each questionnaire that any assessment
// was scored with: those used as stalking, then those used as DASH.
func (g *group) instruments() (all []*assess.Instrument) {
	var stalking, dash []*assess.Instrument
	for _, c := range g.cells {
		stalking, dash = append(stalking, c.rated.Set.Stalking), append(dash, c.rated.Set.Dash)
	}
	for _, used := range []assess.Versions[*assess.Instrument]{assess.NewVersions(stalking...), assess.NewVersions(dash...)} {
		for _, id := range used.IDs() {
			all = append(all, used.Newest(id))
		}
	}
	return all
}

// levelScale is a result and its levels, lowest first.
type levelScale struct {
	what, topic string
	words       []string
	of          func(*assess.Result) string
}

func levelScales() []levelScale {
	return []levelScale{
		{"overall", "overall level, as reported", []string{"low", "moderate", "high"}, level(func(r *assess.Result) string { return r.Overall.Level })},
		{"baseline", "baseline", []string{"low", "moderate", "high"}, level(func(r *assess.Result) string { return r.Baseline.Level })},
		{"escalation", "escalation", []string{"stable", "rising", "imminent"}, level(func(r *assess.Result) string { return r.Escalation.Level })},
		{"act_now", "send help at once", noYes, func(r *assess.Result) string { return standings(r)[0].level }},
		{"recognition", "whether it is recognised as stalking", []string{"not_shown", "possible", "stalking"}, func(r *assess.Result) string { return string(r.Recognition.Value) }},
		{"dash_grade", "the assessor's own DASH grade", []string{"standard", "medium", "high"}, func(r *assess.Result) string { return r.Dash.Grade }},
	}
}

// level returns the level of a result, or "" of a screen, which gives none.
func level(of func(*assess.Result) string) func(*assess.Result) string {
	return func(r *assess.Result) string {
		if r.Stage == assess.Screen {
			return ""
		}
		return of(r)
	}
}

// group holds the assessments by case and assessor.
type group struct {
	cases, assessors []string
	cells            map[[2]string]*cell
	nameless         int
	caseless         int
	near             int // references that differ only in spaces and punctuation
}

// cell is one person's assessment of one case, scored.
type cell struct {
	rated   Rated
	result  assess.Result
	answers map[string]map[string]counted // by instrument and item
	model   *modelOf                      // nil if the case has none
}

// modelOf is the model of a practice case in a stage.
type modelOf struct {
	of     *PracticeCase
	result assess.Result
}

// judged is what one person made of one thing.
type judged struct {
	word  string // one of the categories, or none of them
	open  bool   // it applies, and is open
	model string // what the model has: a category, openWord, or "" if nothing
}

// openWord is the third answer, beside yes and no.
const openWord = "open"

// judged returns what the person of a cell answered to a question, and what the model has.
func (c *cell) judged(in *assess.Instrument, item string) judged {
	is := c.answers[in.ID][item] // none in a version without the item
	asked := in.UsedAs != assess.UseDash || c.result.Dash.Applicability == "applicable" && c.result.Stage == assess.Full
	j := judged{word: string(is.answer), open: is.answer.Open() && is.applies && asked}
	if c.model == nil {
		return j
	}
	if m, ok := c.model.of.Answer(in.ID, item); ok {
		if j.model = string(m.Answer); m.Answer.Open() {
			j.model = openWord
		}
	}
	return j
}

// newCell scores an assessment, and the model of its case in the same stage.
func newCell(r Rated) *cell {
	c := &cell{rated: r, result: assess.Score(r.Set, r.A), answers: answers(&r.Set, r.A)}
	if r.Case != nil {
		at := r.Case.At(r.A.Stage, r.Set)
		c.model = &modelOf{at, assess.Score(r.Set, &at.Model)}
	}
	return c
}

func grouped(all []Rated) *group {
	g := &group{cells: map[[2]string]*cell{}}
	var references, people []string
	for i, r := range all {
		own := fmt.Sprintf("file %06d", i)
		of, who := r.caseOf(), fold.Reference(r.A.Assessor.Reference)
		references, people = append(references, of), append(people, who)
		if of == "" {
			g.caseless++
			of = own
		}
		if who == "" {
			g.nameless++
			who = own
		} else {
			who = "by " + who
		}
		key := [2]string{of, who}
		if old := g.cells[key]; old != nil && old.rated.when().After(r.when()) {
			continue
		}
		g.cells[key] = newCell(r)
	}
	g.near = fold.CountNear(references) + fold.CountNear(people)
	for key := range g.cells {
		g.cases, g.assessors = append(g.cases, key[0]), append(g.assessors, key[1])
	}
	slices.Sort(g.cases)
	slices.Sort(g.assessors)
	g.cases, g.assessors = slices.Compact(g.cases), slices.Compact(g.assessors)
	return g
}

func (g *group) notes(files int) []string {
	later := files - len(g.cells)
	out := lines{"Open answers (not known, would not say, not asked) are missing data: they are left out and counted, and never count as no."}
	out.add(g.nameless > 0, "%s no assessor, and each was taken to be by a person of its own.", plural(g.nameless, "assessment names", "assessments name"))
	out.add(g.caseless > 0, "%s no case, and each was taken to be of a case of its own.", plural(g.caseless, "assessment names", "assessments name"))
	out.add(g.near > 0, "%d references of cases or assessors differ only in spaces and punctuation, and count as different. Check how they are written.", g.near)
	out.add(later > 0, "%d of the %d assessments were followed by a later one of the same case by the same person, which counts in their place.", later, files)
	out.add(len(g.cases) == 1, "All are of one case, so a single question or level has no figure that is corrected for chance: that takes several cases.")
	enough := len(g.cases) >= fewestCases && len(g.assessors) >= fewestRated
	out.add(!enough && len(g.cases) > 0, "No range is given for any figure: that takes %d people and %d cases or more.", fewestRated, fewestCases)
	out.add(enough, "A figure has no range if fewer than %d cases have two answers, or if all cases are alike.", fewestCases)
	out.add(len(g.assessors) < 2, "There is one assessor, and nothing to compare.")
	return out
}

// Worst returns the questions on which people agree least, up to most of them, the
// worst first. Questions without two answers to compare are left out.
func (a *Agreement) Worst(most int) []Measure {
	var out []Measure
	for _, m := range a.Items {
		if m.Units > 0 && m.Percent.Value < 1 {
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Measure) int { return cmp.Compare(a.Percent.Value, b.Percent.Value) })
	return out[:min(most, len(out))]
}
