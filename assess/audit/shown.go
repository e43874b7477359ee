package audit

import "strings"

// Figure is one table: how often each answer was given, over all and in groups.
type Figure struct {
	ID      string
	Item    string // the question, or the outcome that the levels are before
	Part    string // of a question: the title of its questionnaire
	Title   string
	Of      string // which cases it is about
	Shown   bool   // false if its cases are too few, or would give away a small count
	Answers []Answer
	Whole   Row
	By      []Breakdown
}

// Answer is one answer of a figure, or several that are counted together.
type Answer struct {
	Values []string
	Label  string
}

// Breakdown is a figure by one dimension.
type Breakdown struct {
	By   Dimension
	Rows []Row
}

// Row is the counts of some cases: N of each answer, of Of cases.
type Row struct {
	Groups []string
	Label  string
	Of     int
	N      []int
}

// figure returns a table as it is shown.
func (c *counter) figure(t *table) Figure {
	f := Figure{ID: t.id, Item: t.item, Part: t.part, Title: t.title, Of: t.whose, Shown: t.shown}
	if !t.shown {
		return f
	}
	for _, places := range t.columns {
		var a Answer
		var labels []string
		for _, p := range places {
			a.Values, labels = append(a.Values, t.answers[p].value), append(labels, t.answers[p].label)
		}
		a.Label = strings.Join(labels, " or ")
		f.Answers = append(f.Answers, a)
	}
	everybody := grouping{groups: make([]group, 1), of: make([]int, len(c.units))}
	f.Whole = everybody.row([]int{0}, c.byGroup(t, &everybody))
	for g, rows := range c.rowsOf(t) {
		by, of := &c.groupings[g], c.byGroup(t, &c.groupings[g])
		b := Breakdown{By: by.by}
		for _, groups := range rows {
			b.Rows = append(b.Rows, by.row(groups, of))
		}
		f.By = append(f.By, b)
	}
	return f
}

// row returns the counts of groups together.
func (g *grouping) row(groups []int, of []counts) Row {
	r := Row{N: sum(of, groups), Label: g.groups[groups[0]].label}
	r.Of = counts(r.N).total()
	var labels []string
	for _, i := range groups {
		r.Groups, labels = append(r.Groups, g.groups[i].values...), append(labels, g.groups[i].label)
	}
	switch {
	case len(groups) == 1:
	case g.by == ByMonth:
		r.Label = r.Groups[0] + " to " + r.Groups[len(r.Groups)-1]
	default:
		r.Label = strings.Join(labels, ", ")
	}
	return r
}
