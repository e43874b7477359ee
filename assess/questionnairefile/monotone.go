package questionnairefile

import (
	"fmt"
	"slices"

	"stalkrisk/assess"
)

// Why more "yes" answers never lower a level.
//
// Say that an answer rises when it goes from no to open (unknown, declined, not
// asked), from open to yes, or from no to yes. For every kind of rule that a
// file can hold, a rising answer never lowers a level; a file for which that
// cannot be shown is refused. Kind by kind:
//
//  1. Applicability. A condition is built of leaves by "all" and "any", which
//     never turn a truer leaf into a falser whole: there is no "not". A leaf
//     over the case does not depend on answers. A leaf over a yes/no item must
//     hold for yes if it holds for an open answer, and for all five if it holds
//     for no (risesWithYes), so a rising answer never makes it false. A
//     follow-up asks only that one of its parents applies and is not answered
//     no: an "any" of such leaves. Answers of an item that does not apply meet no leaf, and by the same
//     argument, in file order, an item never ceases to apply by a rising answer;
//     so the set of items whose yes counts only grows.
//  2. any_of and count_of. They hold when at least so many of a set are yes;
//     there is no "at most". A growing set of yes only makes them hold. A result
//     has the highest level that any of its rules reaches, so one more rule that
//     holds never lowers it.
//  3. finding. It does not depend on answers; and only its being "rising" counts,
//     towards a level that is at least the lowest.
//  4. matrix. Its cells never fall along a row or down a column, which is
//     checked, and its two results do not fall, by 2 to 5.
//  5. sum. Points are whole numbers from 0 (points): a yes gives the item's, a
//     no gives 0, an open answer gives 0 in established and the item's most in
//     could_reach. So the total does not fall when an answer rises, except that
//     in could_reach it stays where open becomes yes. Bands have levels that
//     rise with the total and leave no gap (bands). With refuse there is no
//     level, and none to be lowered, while an answer is missing. With prorate
//     the answered items stand for the missing: s points from a of n items
//     become s·n/a. If every item gives at most m, then s ≤ a·m, and answering a
//     missing one yes gives (s+m)·n/(a+1) ≥ s·n/a; taking a no away gives
//     s·n/(a-1) ≥ s·n/a; but only if all items give the same m (prorated):
//     otherwise a yes to a light item could thin a heavy one out. An item that
//     comes to apply adds to both sides and could thin them too, so prorated
//     items may have no condition. Rounding keeps the order.
//  6. Lift. An established lowest level is reported higher while could_reach is
//     high. Going from no to open may bring the lift, which raises. Going from
//     open to yes never takes it away without raising what is established to at
//     least the lifted level only if nothing lies between: so a lift goes from
//     the lowest level to the next (lift). could_reach itself does not fall, by
//     1 to 5, and open to yes leaves it where it is.
//  7. needs_reason. A yes without its reason counts as not asked, which is not
//     less than a no; a condition that holds for another open answer must hold
//     for that one too (leaf).
//
//  8. incidents. It does not depend on answers, so it holds in established and
//     could_reach alike. One more incident adds one to the number that counts, or
//     none, and a date or none; and both numbers need only be large enough. What an
//     incident carries only turns answers into yes.
//  9. recognition. Only stalking can raise. It holds when two of three marks do, or
//     one with an item beside it; each holds when any of its items is yes, and an
//     item is in one mark alone; so it holds for more yes, and for more incidents.
// 10. yes_to, in act_now. It holds when at least so many of a set are yes, like
//     count_of.
//
// Choice items have no yes; their options may have any points from 0, and a
// condition may speak of any of them. By which an item applies, though, must
// hold while the choice is open too (leaf): could_reach cannot try each option
// in turn, and would otherwise leave the item out.

// risesWithYes reports whether a leaf that holds for these answers of a yes/no
// item still holds when the answer rises.
func risesWithYes(is []string) bool {
	has := func(a assess.Answer) bool { return slices.Contains(is, string(a)) }
	open := has(assess.Unknown) || has(assess.Declined) || has(assess.NotAsked)
	if open && !has(assess.Yes) {
		return false
	}
	return !has(assess.No) || has(assess.Unknown) && has(assess.Declined) && has(assess.NotAsked) && has(assess.Yes)
}

// mostPoints is the most points that one answer can have.
const mostPoints = 1000

func (c *compiler) points(path string, points map[string]int) {
	for scale, n := range points {
		at := c.root.Find(path + "." + scale)
		if n < 0 {
			c.faultAt(at, path, codeMayLower, "points below 0 could lower a level; write 0 or more")
		}
		if n > mostPoints {
			c.faultAt(at, path, codeBadItem, fmt.Sprintf("an answer can have at most %d points; write fewer", mostPoints))
		}
	}
}

// lift checks that a lift goes from the lowest level to the next.
func (c *compiler) lift(path string, r *assess.ResultSpec) {
	l := r.Lift
	from, to := c.level(path+".from", l.From, r.Levels), c.level(path+".to", l.To, r.Levels)
	l.While = c.level(path+".while_could_reach", l.WhileCouldReach, r.Levels)
	if from != 0 || to != 1 || l.While < to {
		c.fault(path, codeMayLower, "a lift goes from the lowest level to the next, while a level at least as high could be reached; otherwise a yes could lower what is reported")
	}
}

// matrix checks that the matrix has every cell, and that its levels never fall.
func (c *compiler) matrix(path string, i int) {
	m := c.in.Results[i].Matrix
	m.Rows = c.place(path+".rows", "result before this one", m.RowsOf, c.resultIDs[:i])
	m.Columns = c.place(path+".columns", "result before this one", m.ColumnsOf, c.resultIDs[:i])
	if m.Rows < 0 || m.Columns < 0 {
		return
	}
	rows, columns := c.in.Results[m.Rows].Levels, c.in.Results[m.Columns].Levels
	for _, row := range rows {
		at := path + ".cells." + row
		if len(m.Named[row]) != len(columns) {
			c.fault(at, codeBadRule, "row %q needs a level for each of the %d levels of %q; write them", row, len(columns), m.ColumnsOf)
			return
		}
		var out []int
		for k, cell := range m.Named[row] {
			out = append(out, c.level(fmt.Sprintf("%s[%d]", at, k), cell, c.in.Results[i].Levels))
		}
		m.Cells = append(m.Cells, out)
	}
	for row := range m.Named {
		if !slices.Contains(rows, row) {
			c.unknown(path+".cells."+row, "row", row, rows)
		}
	}
	c.rises(path, m)
}

func (c *compiler) rises(path string, m *assess.Matrix) {
	for r := range m.Cells {
		for k := range m.Cells[r] {
			if k > 0 && m.Cells[r][k] < m.Cells[r][k-1] || r > 0 && m.Cells[r][k] < m.Cells[r-1][k] {
				c.fault(path+".cells", codeMayLower, "the level falls along a row or down a column, so a yes could lower it; make it rise or stay")
				return
			}
		}
	}
}

// sum checks that the items and bands of a sum are consistent.
func (c *compiler) sum(at string, r *assess.ResultSpec) {
	s := r.Sum
	c.text(at+".sum.missing", string(s.Missing), "what the sum does about a missing answer (missing)")
	low, high := 0, 0
	for i := range c.in.Items {
		it := &c.in.Items[i]
		least, most, on := pointsOf(it, s.Scale)
		if !on {
			continue
		}
		s.Items.Add(i)
		c.used[it.ID] = true
		high += most
		if it.Type == assess.Choice && s.Missing == assess.Refuse && it.AppliesWhen == nil && it.Parents.Empty() {
			low += least // a choice that always applies must be answered, and every option may have points
		}
	}
	if s.Items.Empty() {
		c.fault(at+".sum.points", codeBadRule, "no item has points on this scale; give some, or remove the sum")
		return
	}
	if s.Missing == assess.Prorate {
		c.prorated(at, s)
	} else if s.UpTo != 0 {
		c.fault(at+".sum.up_to", codeBadRule, "up_to belongs to prorate; remove it")
	}
	c.bands(at, r, low, high)
}

// pointsOf returns the least and the most points that an item can add to a scale, and
// whether it has points on that scale.
func pointsOf(it *assess.Item, scale string) (least, most int, on bool) {
	if it.Type == assess.YesNo {
		most, on = it.Points[scale]
		return 0, most, on
	}
	least = mostPoints
	for _, o := range it.Options {
		n, given := o.Points[scale]
		on = on || given
		least, most = min(least, n), max(most, n)
	}
	return least, most, on
}

// prorated checks what makes prorating safe; see 5 above.
func (c *compiler) prorated(at string, s *assess.Sum) {
	first := -1
	for i := range s.Items.All {
		it := &c.in.Items[i]
		if it.AppliesWhen != nil || !it.Parents.Empty() {
			c.fault(at+".sum", codeMayLower, "item %q has a condition, and a prorated sum could fall when the item starts to apply; use bounds or refuse", it.ID)
		}
		_, most, _ := pointsOf(it, s.Scale)
		if first < 0 {
			first = most
		} else if most != first {
			c.fault(at+".sum", codeMayLower, "the items of a prorated sum must all give the same most points, or a yes could lower it; item %q does not; use bounds or refuse", it.ID)
			break
		}
	}
	if n := s.Items.Len(); s.UpTo < 1 || s.UpTo >= n {
		c.fault(at+".sum.up_to", codeBadRule, "up_to must be from 1 to %d: how many answers may be missing", n-1)
	}
}

// bands checks that every total that can be reached has one band, and that the
// levels rise with the total.
func (c *compiler) bands(at string, r *assess.ResultSpec, low, high int) {
	next := low
	for k := range r.Bands {
		b := &r.Bands[k]
		path := fmt.Sprintf("%s.bands[%d]", at, k)
		b.Place = c.level(path+".level", b.Level, r.Levels)
		switch {
		case k == 0 && b.From > low, k > 0 && b.From > next:
			c.fault(path+".from", codeBands, "no band covers the totals from %d to %d; start this one at %d", next, b.From-1, next)
		case k > 0 && b.From < next:
			c.fault(path+".from", codeBands, "this band overlaps the one before it; start it at %d", next)
		}
		if b.To < b.From {
			c.fault(path+".to", codeBands, "the band ends before it starts; correct from and to")
		}
		if k > 0 && b.Place <= r.Bands[k-1].Place {
			c.fault(path+".level", codeMayLower, "the levels must rise with the total, or a yes could lower one; put the bands in order")
		}
		next = b.To + 1
	}
	if next <= high {
		c.fault(at+".bands", codeBands, "no band covers the totals from %d to %d, which can be reached; end the last one at %d or later", next, high, high)
	}
}
