package audit

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"stalkrisk/assess/fold"
)

// Options say what to count.
type Options struct {
	By     []Dimension
	Small  int // no count from 1 to Small-1 is shown
	Now    time.Time
	Forces fold.Forces // other names of police forces
	Unread int         // records that could not be read
	Sifted int         // drafts of the sift that nobody has read, left out by whoever reads
}

// Audit is the figures of a force.
type Audit struct {
	Options
	Drafts   int  // left out
	Practice int  // records of practice cases, left out
	Older    int  // assessments of a case that has a newer one, left out
	TooFew   bool // cases to show any figure
	Figures  []Figure
}

// Count counts finished assessments of real cases, each case by its newest one.
func Count(all []*Record, o Options) Audit {
	out := Audit{Options: o}
	var finished []*Record
	for _, r := range all {
		switch {
		case r.practice:
			out.Practice++
		case r.draft:
			out.Drafts++
		default:
			finished = append(finished, r)
		}
	}
	units := unitsOf(finished, o.Now)
	out.Older = len(finished) - len(units)
	if out.TooFew = (counts{len(units)}).tooSmall(o.Small); out.TooFew {
		return out
	}
	c := &counter{Options: o, units: units}
	for _, by := range o.By {
		c.groupings = append(c.groupings, groupingOf(by, units, &o))
	}
	c.cases()
	for i := range figures {
		c.count(&figures[i], func(u *unit) string {
			if over := figures[i].over; over != nil {
				return over(u)
			}
			return u.newest().said[i]
		})
	}
	c.levelsBefore()
	c.questions()
	for _, t := range c.tables {
		if !t.hidden {
			out.Figures = append(out.Figures, c.figure(t))
		}
	}
	return out
}

// counter makes the figures of cases.
type counter struct {
	Options
	units     []*unit
	groupings []grouping
	tables    []*table // those that a figure is below come before it
}

// table is a figure with the answer of each case, and what is joined.
type table struct {
	*figure
	id, title  string
	item, part string
	whose      string
	hidden     bool     // not a figure that is shown
	shown      bool     // its cases are a count that may be shown
	above      *table   // whose rows it begins with
	alike      []*table // in which the same answers, groups or both are joined
	said       []int8   // the place of each case's answer; -1 if the figure is not about it
	columns    [][]int
	rows       [][][]int // by grouping

	recognised, others *table // the same figure of some of its cases
}

func (c *counter) newTable(f *figure, above *table) *table {
	return &table{figure: f, id: f.id, title: f.title, above: above, shown: true, said: slices.Repeat([]int8{-1}, len(c.units)), whose: "cases"}
}

// find returns the table of a figure; nil if it was not counted.
func (c *counter) find(id string) *table {
	i := slices.IndexFunc(c.tables, func(t *table) bool { return t.id == id })
	if i < 0 {
		return nil
	}
	return c.tables[i]
}

// cases adds the figure of how many cases there are.
func (c *counter) cases() {
	all := figure{id: "cases", title: "Cases counted", answers: []answer{{value: "counted", label: "cases"}}}
	c.count(&all, func(*unit) string { return "counted" })
}

// count adds a figure, and if it is split the same figure of the cases that are recognised
// as stalking. The others follow from the two, so they are joined alike.
func (c *counter) count(f *figure, of func(*unit) string) {
	above := c.find(f.below)
	t := c.newTable(f, above)
	c.fill(t, of)
	switch {
	case f.split:
		recognition := c.find(recognitionFigure)
		these, shown := recognition.these(&figure{of: []string{stalking}, widen: true})
		c.split(t, recognition, recognition, shown, recognition.whoseAre(these), func(i int) bool { return slices.Contains(these, int(recognition.said[i])) })
	case above != nil && above.recognised != nil:
		r := above.recognised
		these, shown := r.these(f)
		c.split(t, r, above.others, shown, r.whoseAre(these)+", and "+strings.TrimPrefix(r.whose, "cases "), func(i int) bool { return r.said[i] >= 0 })
	default:
		c.add(t)
	}
}

// fill puts the answer of each case into a table.
func (c *counter) fill(t *table, of func(*unit) string) {
	about := func(int) bool { return true }
	if t.above != nil {
		var these []int
		these, t.shown = t.above.these(t.figure)
		t.whose = t.above.whoseAre(these)
		about = func(i int) bool { return slices.Contains(these, int(t.above.said[i])) }
	}
	for i, u := range c.units {
		if t.shown && about(i) {
			t.said[i] = int8(t.place(of(u)))
		}
	}
}

// split adds a table, the same of the cases that are recognised, and of the others.
func (c *counter) split(t, aboveRecognised, aboveOthers *table, shown bool, whose string, recognised func(int) bool) {
	t.recognised, t.others = c.newTable(t.figure, aboveRecognised), c.newTable(t.figure, aboveOthers)
	r, o := t.recognised, t.others
	r.id, r.title, r.whose, r.shown = t.id+"_recognised", t.title+", if recognised as stalking", whose, shown
	o.id, o.hidden, o.shown = t.id+"_others", true, shown
	for i, said := range t.said {
		if recognised(i) {
			r.said[i] = said
		} else {
			o.said[i] = said
		}
	}
	// The figure of all cases comes first: if it would say less, it is shown alone.
	if !shown || len(c.columnsOf(t, r, o)) < len(c.columnsOf(t)) {
		r.shown = false
		c.add(t)
		c.add(r)
		return
	}
	t.above = aboveRecognised // so that all three begin with the same rows
	c.add(t, r, o)
}

// add joins the answers of tables that are too few in one of them, and adds the tables.
func (c *counter) add(tables ...*table) {
	columns := c.columnsOf(tables...)
	for _, t := range tables {
		t.columns, t.alike = columns, tables
		if t.like == "" {
			continue
		}
		t.alike = slices.DeleteFunc(slices.Clone(c.tables), func(other *table) bool { return other.like != t.like })
		t.alike = append(t.alike, t)
		for _, other := range t.alike {
			other.alike = t.alike
		}
	}
	c.tables = append(c.tables, tables...)
}

// columnsOf returns which answers are counted together, so that none is too few in one of
// the tables.
func (c *counter) columnsOf(tables ...*table) [][]int {
	whole := make([]counts, len(tables[0].answers))
	for k := range whole {
		whole[k] = make(counts, len(tables))
	}
	for n, t := range tables {
		for _, k := range t.said {
			if k >= 0 {
				whole[k][n]++
			}
		}
	}
	return joinAnswers(whole, c.Small)
}

// these returns the places of the answers whose cases a figure below t is about, and
// whether they are a count that is shown.
func (t *table) these(f *figure) (out []int, shown bool) {
	wanted := func(k int) bool { return slices.Contains(f.of, t.answers[k].value) }
	shown = t.shown
	for _, column := range t.columns {
		if !slices.ContainsFunc(column, wanted) {
			continue
		}
		for _, k := range column {
			if f.widen || wanted(k) {
				out = append(out, k)
			} else {
				shown = false
			}
		}
	}
	return out, shown
}

// whoseAre returns what the cases with these answers are called.
func (t *table) whoseAre(these []int) string {
	var names []string
	for _, k := range these {
		names = append(names, cmp.Or(t.answers[k].cases, "with "+t.answers[k].label))
	}
	return "cases " + strings.Join(names, " or ")
}

// levelsBefore adds the levels before each outcome that is shown by itself, or before
// those that are counted together.
func (c *counter) levelsBefore() {
	t := c.find("outcome")
	for _, column := range t.columns {
		var of, called []string
		for _, k := range column {
			a := t.answers[k]
			of, called = append(of, a.value), append(called, a.label)
		}
		if slices.Contains(of, "unknown") || slices.Contains(of, notRecorded) {
			continue
		}
		f := levelBefore(of, strings.Join(called, " or "))
		c.count(&f, (*unit).levelBefore)
		c.tables[len(c.tables)-1].item = strings.Join(of, ";")
	}
}

// rowsOf joins the groups of a table in which a count is too small. It begins with the
// rows of the table above, and joins the same rows in tables that follow from each other.
func (c *counter) rowsOf(t *table) [][][]int {
	if t.rows == nil {
		rows := [][][]int{}
		for g := range c.groupings {
			rows = append(rows, c.joinedRows(g, t.above, t.alike))
		}
		for _, other := range t.alike {
			other.rows = rows
		}
	}
	return t.rows
}

// joinedRows joins the groups of one dimension.
func (c *counter) joinedRows(g int, above *table, alike []*table) [][]int {
	grouping := &c.groupings[g]
	start := make([][]int, len(grouping.groups))
	for i := range start {
		start[i] = []int{i}
	}
	if above != nil {
		start = c.rowsOf(above)[g]
	}
	rows := make([]counts, len(start))
	for _, t := range alike {
		of := c.byGroup(t, grouping)
		for i, groups := range start {
			rows[i] = append(rows[i], sum(of, groups)...)
		}
	}
	join := together
	if grouping.by == ByMonth {
		join = inTurn
	}
	var out [][]int
	for _, joined := range join(rows, c.Small) {
		var groups []int
		for _, i := range joined {
			groups = append(groups, start[i]...)
		}
		slices.Sort(groups)
		out = append(out, groups)
	}
	return out
}

// byGroup returns the counts of each group, in the columns of the table.
func (c *counter) byGroup(t *table, g *grouping) []counts {
	column := make([]int, len(t.answers))
	for k, places := range t.columns {
		for _, p := range places {
			column[p] = k
		}
	}
	out := make([]counts, len(g.groups))
	for i := range out {
		out[i] = make(counts, len(t.columns))
	}
	for i, said := range t.said {
		if said >= 0 {
			out[g.of[i]][column[said]]++
		}
	}
	return out
}
