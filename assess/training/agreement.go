package training

import (
	"cmp"
	"fmt"
	"maps"
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
	nominalScale = "nominal"
	ordinalScale = "ordinal"
)

// Rated is one assessment by one person, with the questionnaires that it is
// scored by.
type Rated struct {
	Set assess.Instruments
	A   *assess.Assessment
}

// caseOf returns what identifies the case: a practice case, or a reference.
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
// the same assessor. Of several by one person on one case the latest counts. One
// that names no assessor counts as another person's. Open answers are missing
// data: they are left out and counted, and never count as no. An answer that an
// incident shows counts as yes where it is open.
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
	for _, in := range g.instruments() {
		out.add(g, in)
	}
	return out
}

// add measures the questions of one instrument.
func (out *Agreement) add(g *group, in *assess.Instrument) {
	together := measuring(in.ID, in.Title+", all questions together", nominalScale, noYes)
	for i := range in.Items {
		if in.Items[i].Type != assess.YesNo {
			continue
		}
		m := g.item(in, i)
		together.add(m)
		if done := m.measure(); done.Answers+done.Open > 0 {
			out.Items = append(out.Items, done)
		}
	}
	if done := together.measure(); done.Answers > 0 {
		out.Together = append(out.Together, done)
	}
}

// instruments returns the newest questionnaire of each id by which any assessment
// was scored: those used as stalking, then those used as DASH.
func (g *group) instruments() (all []*assess.Instrument) {
	for _, of := range []func(*assess.Instruments) *assess.Instrument{
		func(set *assess.Instruments) *assess.Instrument { return set.Stalking },
		func(set *assess.Instruments) *assess.Instrument { return set.Dash },
	} {
		newest := map[string]*assess.Instrument{}
		for _, c := range g.cells {
			in := of(&c.rated.Set)
			if old := newest[in.ID]; old == nil || assess.CompareVersions(in.Version, old.Version) > 0 {
				newest[in.ID] = in
			}
		}
		for _, id := range slices.Sorted(maps.Keys(newest)) {
			all = append(all, newest[id])
		}
	}
	return all
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
	{"act_now", "send help at once", noYes, func(c *cell) string { return standings(&c.result)[0].level }},
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
	answers map[string][]counted // by instrument
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
		c := &cell{rated: r, result: assess.Score(r.Set, r.A), answers: map[string][]counted{}}
		for _, in := range r.Set.All() {
			c.answers[in.ID] = answers(&r.Set, in, r.A)
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
		"Open answers (not known, would not say, not asked) are missing data: they are left out and counted, and never count as no.",
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

// measured is a table while it is filled, a row at a time: only what the
// coefficients need of a row is kept.
type measured struct {
	what, topic, scale string
	words              []string // the categories
	units              []tally
	raters             map[int]bool // columns with a rating
	times              []int        // how often each category was chosen
	open               int
}

func measuring(what, topic, scale string, words []string) measured {
	return measured{what: what, topic: topic, scale: scale, words: words, raters: map[int]bool{}, times: make([]int, len(words))}
}

// row takes one row.
func (m *measured) row(row []int) {
	m.units = append(m.units, ratings{len(m.words), [][]int{row}}.tallies()...)
	for k, c := range row {
		if c >= 0 {
			m.raters[k] = true
			m.times[c]++
		}
	}
}

// add takes the rows of another table with the same categories.
func (m *measured) add(other measured) {
	m.units = append(m.units, other.units...)
	m.open += other.open
	for k := range other.raters {
		m.raters[k] = true
	}
	for c, n := range other.times {
		m.times[c] += n
	}
}

// table fills a row for each case and a column for each assessor.
func (g *group) table(m measured, of func(*cell) (word string, open bool)) measured {
	row := make([]int, len(g.assessors))
	for _, one := range g.cases {
		for k, who := range g.assessors {
			row[k] = missing
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
		m.row(row)
	}
	return m
}

func (g *group) level(l levelScale) Measure {
	scale := ordinalScale
	if len(l.words) < 3 {
		scale = nominalScale
	}
	m := g.table(measuring(l.what, l.topic, scale, l.words), func(c *cell) (string, bool) { return l.of(c), false })
	return m.measure()
}

func (g *group) item(in *assess.Instrument, i int) measured {
	it := &in.Items[i]
	return g.table(measuring(in.Prefix()+it.ID, it.Topic, nominalScale, noYes), func(c *cell) (string, bool) {
		own := c.rated.Set.Find(in.ID) // perhaps of another version
		if own == nil {
			return "", false
		}
		k, ok := own.Item(it.ID)
		if !ok {
			return "", false
		}
		is := c.answers[in.ID][k]
		asked := in.UsedAs != assess.UseDash || c.result.Dash.Applicability == "applicable"
		return string(is.answer), is.answer.Open() && is.applies && asked
	})
}

// noYes are the categories of a question.
var noYes = []string{"no", "yes"}

// measure works the table out.
func (m *measured) measure() Measure {
	out := Measure{What: m.what, Topic: m.topic, Scale: m.scale, Units: compared(m.units), Raters: len(m.raters), Open: m.open, Came: []Count{}}
	for c, n := range m.times {
		if n > 0 {
			out.Came = append(out.Came, Count{m.words[c], n})
			out.Answers += n
		}
	}
	sortCounts(out.Came)
	of := []coefficient{percent, cohen, fleiss, alphaNominal, ac1}
	if m.scale == ordinalScale {
		of = []coefficient{percent, cohen, fleiss, alphaOrdinal, ac2}
	}
	e := estimates(m.units, len(m.words), of...)
	out.Percent, out.Cohen, out.Fleiss, out.Alpha, out.AC = e[0], e[1], e[2], e[3], e[4]
	if out.Units < 2 { // one unit cannot be corrected for chance
		absent := Estimate{none, none, none}
		out.Cohen, out.Fleiss, out.Alpha, out.AC = absent, absent, absent, absent
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
