package training

import (
	"cmp"
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// AgreementFormat is the format that an agreement names.
const AgreementFormat = "stalkrisk.agreement/1"

// Agreement is how far assessors agree who assessed the same cases. No list in
// it is nil. It names no assessor.
type Agreement struct {
	Format    string    `json:"format"`
	Cases     int       `json:"cases"`
	Assessors int       `json:"assessors"`
	Files     int       `json:"files"` // that count: one for each case and assessor
	Levels    []Measure `json:"levels"`
	Together  []Measure `json:"together"` // all questions of an instrument in one table
	Items     []Measure `json:"items"`    // each question that was answered by anyone; units are cases
	Notes     []string  `json:"notes"`
}

// Measure is how far people agree on one thing. Units are cases; of all
// questions together, a unit is one question of one case.
type Measure struct {
	What    string   `json:"what"` // "overall", "approach", "dash.q01", "stalking"
	Topic   string   `json:"topic"`
	Scale   string   `json:"scale"`   // nominal or ordinal
	Units   int      `json:"units"`   // with two answers or more
	Raters  int      `json:"raters"`  // who gave any answer
	Answers int      `json:"answers"` // yes or no, or a level
	Open    int      `json:"open"`    // asked for and open, left out as missing
	Came    []Count  `json:"came"`    // the most frequent first
	Percent Estimate `json:"percent"` // of pairs, from 0 to 1
	Cohen   Estimate `json:"cohen_kappa"`
	Fleiss  Estimate `json:"fleiss_kappa"`
	Alpha   Estimate `json:"krippendorff_alpha"` // nominal or ordinal, by the scale
	AC      Estimate `json:"gwet_ac"`            // AC1, or AC2 on an ordinal scale
	Reading string   `json:"reading"`
}

// The scales.
const (
	Nominal = "nominal"
	Ordinal = "ordinal"
)

// Rated is one assessment by one person, with the questionnaires that it is
// scored by.
type Rated struct {
	Set assess.Instruments
	A   *assess.Assessment
}

// caseOf gives what is one case: a practice case, or a reference.
func (r *Rated) caseOf() string {
	if r.A.Training != "" {
		return "training " + r.A.Training
	}
	return "case " + r.A.Case.Reference
}

// Agree measures how far the assessors of the same cases agree: for every level,
// every question of the two questionnaires, and all questions together.
//
// Two assessments are of the same case if they name the same practice case, or,
// being of none, the same reference; they are by the same person if they name
// the same assessor. Of one person's on one case the latest counts. One that
// names no assessor is taken to be by a person of its own. Open answers are
// missing data: left out, counted, and never taken for no. An answer that an
// incident shows counts as yes.
func Agree(all []Rated) Agreement {
	g := grouped(all)
	out := Agreement{
		Format: AgreementFormat, Cases: len(g.cases), Assessors: len(g.assessors), Files: g.files,
		Levels: []Measure{}, Together: []Measure{}, Items: []Measure{}, Notes: g.notes(len(all)),
	}
	if len(all) == 0 {
		return out
	}
	for _, l := range levelScales {
		out.Levels = append(out.Levels, g.level(l))
	}
	for _, id := range []string{assess.StalkingID, assess.DashID} {
		out.add(g, id)
	}
	return out
}

// add measures the questions of one instrument.
func (out *Agreement) add(g *group, id string) {
	in := g.newest(id)
	if in == nil {
		return
	}
	together := measured{what: id, topic: in.Title + ", all questions together", words: []string{"no", "yes"}, scale: Nominal}
	for i := range in.Items {
		if in.Items[i].Type != assess.YesNo {
			continue
		}
		m := g.item(id, in.Items[i].ID, in.Items[i].Topic)
		together.rows = append(together.rows, m.rows...)
		together.open += m.open
		if done := m.measure(); done.Answers+done.Open > 0 {
			out.Items = append(out.Items, done)
		}
	}
	if done := together.measure(); done.Answers > 0 {
		out.Together = append(out.Together, done)
	}
}

// newest gives the newest questionnaire of that id by which any was scored.
func (g *group) newest(id string) (newest *assess.Instrument) {
	for _, c := range g.cells {
		for _, in := range c.rated.Set.All() {
			if in.ID == id && (newest == nil || assess.CompareVersions(in.Version, newest.Version) > 0) {
				newest = in
			}
		}
	}
	return newest
}

// levelScale is a result with its levels, lowest first.
type levelScale struct {
	what, topic string
	words       []string
	of          func(*cell) string
}

var levelScales = []levelScale{
	{"overall", "overall level, as reported", []string{"low", "moderate", "high"}, func(c *cell) string { return c.result.Overall.Level }},
	{"baseline", "baseline", []string{"low", "moderate", "high"}, func(c *cell) string { return c.result.Baseline.Level }},
	{"escalation", "escalation", []string{"stable", "rising", "imminent"}, func(c *cell) string { return c.result.Escalation.Level }},
	{"act_now", "send help at once", []string{"no", "yes"}, func(c *cell) string { return standings(&c.result)[0].level }},
	{"dash_grade", "the assessor's own DASH grade", []string{"standard", "medium", "high"}, func(c *cell) string { return c.result.Dash.Grade }},
}

// group is the assessments by case and assessor.
type group struct {
	cases, assessors []string
	cells            map[[2]string]*cell
	files            int
	nameless         int
}

// cell is one person's assessment of one case, scored.
type cell struct {
	rated   Rated
	result  assess.Result
	applies map[string][]string // items by instrument
}

func grouped(all []Rated) *group {
	g := &group{cells: map[[2]string]*cell{}}
	for i, r := range all {
		who := "by " + r.A.Assessor.Reference
		if r.A.Assessor.Reference == "" {
			g.nameless++
			who = fmt.Sprintf("file %06d", i)
		}
		key := [2]string{r.caseOf(), who}
		if old := g.cells[key]; old != nil && old.rated.A.AssessedAt.Time().After(r.A.AssessedAt.Time()) {
			continue
		}
		c := &cell{rated: r, result: assess.Score(r.Set, r.A), applies: map[string][]string{}}
		for _, in := range r.Set.All() {
			c.applies[in.ID] = assess.Applies(in, r.A)
		}
		if c.result.Dash.Applicability != "applicable" {
			delete(c.applies, assess.DashID)
		}
		g.cells[key] = c
	}
	for key := range g.cells {
		g.cases, g.assessors = append(g.cases, key[0]), append(g.assessors, key[1])
	}
	slices.Sort(g.cases)
	slices.Sort(g.assessors)
	g.cases, g.assessors = slices.Compact(g.cases), slices.Compact(g.assessors)
	g.files = len(g.cells)
	return g
}

func (g *group) notes(files int) []string {
	out := []string{
		"Open answers (not known, would not say, not asked) are missing data: they are left out, counted, and never taken for a no.",
	}
	say := func(when bool, format string, args ...any) {
		if when {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	say(g.nameless > 0, "%s no assessor, and each was taken to be by a person of its own.", namesName(g.nameless))
	say(files > g.files, "%d of the %d assessments were followed by a later one of the same case by the same person, which counts in their place.", files-g.files, files)
	say(len(g.cases) == 1, "All are of one case, so a single question or level has no figure that is corrected for chance: that takes several cases.")
	say(len(g.cases) > 0, "The answers to the questions of one case hang together, so the interval of all questions together is narrower than it should be.")
	say(len(g.assessors) < 2, "There is one assessor, and nothing to compare.")
	return out
}

func namesName(n int) string {
	if n == 1 {
		return "1 assessment names"
	}
	return fmt.Sprintf("%d assessments name", n)
}

// measured is a table while it is filled.
type measured struct {
	what, topic, scale string
	words              []string // the categories
	rows               [][]int
	open               int
}

// table fills a row for each case and a column for each assessor.
func (g *group) table(m measured, of func(*cell) (word string, open bool)) measured {
	for _, one := range g.cases {
		row := make([]int, len(g.assessors))
		for k, who := range g.assessors {
			row[k] = Missing
			c := g.cells[[2]string{one, who}]
			if c == nil {
				continue
			}
			word, open := of(c)
			row[k] = slices.Index(m.words, word)
			if open {
				m.open++
			}
		}
		m.rows = append(m.rows, row)
	}
	return m
}

func (g *group) level(l levelScale) Measure {
	scale := Ordinal
	if len(l.words) < 3 {
		scale = Nominal
	}
	m := g.table(measured{what: l.what, topic: l.topic, scale: scale, words: l.words}, func(c *cell) (string, bool) { return l.of(c), false })
	return m.measure()
}

func (g *group) item(instrument, item, topic string) measured {
	m := measured{what: questionName(instrument, item), topic: topic, scale: Nominal, words: []string{"no", "yes"}}
	return g.table(m, func(c *cell) (string, bool) {
		answer, _ := counted(c.rated.A, &c.result, instrument, item)
		return string(answer), answer.Open() && slices.Contains(c.applies[instrument], item)
	})
}

// measure works the table out.
func (m measured) measure() Measure {
	r := Ratings{len(m.words), m.rows}
	units := r.tallies()
	out := Measure{What: m.what, Topic: m.topic, Scale: m.scale, Units: compared(units), Open: m.open}
	var came []string
	raters := map[int]bool{}
	for _, row := range m.rows {
		for k, c := range row {
			if c >= 0 {
				raters[k] = true
				came = append(came, m.words[c])
			}
		}
	}
	out.Raters, out.Answers, out.Came = len(raters), len(came), counts(came)
	of := func(c coefficient) Estimate { return estimate(units, r.Categories, c) }
	out.Percent, out.Fleiss, out.Alpha, out.AC = of(percent), of(fleiss), of(alphaNominal), of(ac1)
	out.Cohen = of(cohen)
	if m.scale == Ordinal {
		out.Alpha, out.AC = of(alphaOrdinal), of(ac2)
	}
	if out.Units < 2 { // one unit says nothing of chance
		none := estimate(nil, r.Categories, percent)
		out.Cohen, out.Fleiss, out.Alpha, out.AC = none, none, none, none
	}
	out.Reading = out.read()
	return out
}

// Worst lists the questions on which people agree least, by observed agreement;
// those that nobody can be compared on are left out.
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
