package training

import (
	"math"
	"slices"

	"stalkrisk/assess"
)

// table is a measure and its ratings.
type table struct {
	Measure
	words  []string // the categories
	two    ratings
	three  ratings      // of a question: with open answers as a third
	models ratings      // 1 where the answer is the model's, and 0 where it is not
	raters map[int]bool // columns with a rating
	times  []int        // how often each category was chosen
}

func newTable(what, topic string, words []string) *table {
	t := table{Measure: Measure{What: what, Topic: topic, Scale: nominalScale, Came: []Count{}}, words: words, raters: map[int]bool{}, times: make([]int, len(words))}
	if len(words) > 2 {
		t.Scale = ordinalScale
	}
	t.two.categories, t.three.categories, t.models.categories = len(words), len(words)+1, 2
	return &t
}

// fill adds a row for each case, with a column for each assessor, to tables of the
// same categories.
func (g *group) fill(of func(*cell) judged, tables ...*table) {
	row := make([]judged, len(g.assessors))
	for i, one := range g.cases {
		for k, who := range g.assessors {
			row[k] = judged{}
			if c := g.cells[[2]string{one, who}]; c != nil {
				row[k] = of(c)
			}
		}
		for _, t := range tables {
			t.add(i, row)
		}
	}
}

func (t *table) add(of int, row []judged) {
	two, three, models := make([]int, len(row)), make([]int, len(row)), make([]int, len(row))
	for k, j := range row {
		two[k] = slices.Index(t.words, j.word)
		three[k], models[k] = two[k], missing
		if j.open {
			t.Open++
			three[k] = len(t.words)
		}
		if given := two[k] >= 0 || j.open; given && j.model != "" {
			models[k] = 0
			if j.model == j.word || j.open && j.model == openWord {
				models[k] = 1
			}
		}
		if c := two[k]; c >= 0 {
			t.raters[k] = true
			t.times[c]++
		}
	}
	t.two.add(of, two)
	t.three.add(of, three)
	t.models.add(of, models)
}

// noYes are the categories of a yes/no question.
var noYes = []string{"no", "yes"}

// measure calculates the measure of the table.
func (t *table) measure() Measure {
	units := t.two.tallies(-1)
	t.Units, t.Raters = compared(units), len(t.raters)
	for c, n := range t.times {
		if n > 0 {
			t.Came = append(t.Came, Count{t.words[c], n})
			t.Answers += n
		}
	}
	sortCounts(t.Came)
	ac, alpha := ac1, alphaNominal
	if t.Scale == ordinalScale {
		ac, alpha = ac2, alphaOrdinal
	}
	e := estimates(&t.two, percent, ac)
	t.Percent, t.AC = e[0], e[1]
	t.Cohen, t.Fleiss, t.Alpha = alone(cohen, units, t.words), alone(fleiss, units, t.words), alone(alpha, units, t.words)
	absent := Estimate{none(), none(), none()}
	if t.Units < 2 { // one unit cannot be corrected for chance
		t.Cohen, t.Fleiss, t.Alpha, t.AC = absent, absent, absent, absent
	}
	t.OpenPercent, t.OpenAC = absent, absent
	if t.Scale == nominalScale && t.Open > 0 {
		e := estimates(&t.three, percent, ac1)
		t.OpenPercent, t.OpenAC = e[0], e[1]
	}
	t.Model = withModel(&t.models)
	t.Reading = t.read()
	if cases, people := t.two.enough(); cases >= fewestCases && people >= fewestRated && math.IsNaN(float64(t.Percent.Low)) {
		t.Reading += " There is no range, because the cases are all alike."
	}
	return t.Measure
}

// alone returns a coefficient without an interval. Kappa and alpha have none: where nearly
// everyone gives the same answer, an interval for them held the true figure 68 to 90 times
// in 100 (BenchmarkCoverage).
func alone(c coefficient, units []tally, words []string) Estimate {
	return Estimate{assess.Number(c(units, len(words))), none(), none()}
}
