package audit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/cases"
)

// An attacker who has every printed number, and knows which areas and months there are,
// sets up all equations that follow, in whole numbers that are not negative. The tests
// solve them: no count from 1 to Small-1 may have only one solution.

// system is equations over whole numbers, none of which is negative.
type system struct {
	vars  map[string]int
	sums  [][]int // the sum of these…
	minus [][]int // …less the sum of these…
	is    []int   // …is this
}

func (s *system) at(figure, by, group, answer string) int {
	key := strings.Join([]string{figure, by, group, answer}, "|")
	if _, known := s.vars[key]; !known {
		s.vars[key] = len(s.vars)
	}
	return s.vars[key]
}

func (s *system) equation(plus, minus []int, is int) {
	s.sums, s.minus, s.is = append(s.sums, plus), append(s.minus, minus), append(s.is, is)
}

// narrowed narrows the bounds of each number by each equation until nothing changes. It
// returns false if no number is left for one of them.
func (s *system) narrowed(low, high []int) bool {
	for changed := true; changed; {
		changed = false
		for e := range s.is {
			least, most := -s.is[e], -s.is[e] // of the equation
			for _, v := range s.sums[e] {
				least, most = least+low[v], most+high[v]
			}
			for _, v := range s.minus[e] {
				least, most = least-high[v], most-low[v]
			}
			if least > 0 || most < 0 {
				return false
			}
			for _, v := range s.sums[e] {
				if h := low[v] - least; h < high[v] {
					high[v], changed = h, true
				}
				if l := high[v] - most; l > low[v] {
					low[v], changed = l, true
				}
				if low[v] > high[v] {
					return false
				}
			}
			for _, v := range s.minus[e] {
				if h := low[v] + most; h < high[v] {
					high[v], changed = h, true
				}
				if l := high[v] + least; l > low[v] {
					low[v], changed = l, true
				}
				if low[v] > high[v] {
					return false
				}
			}
		}
	}
	return true
}

// solvable reports whether there is a solution within bounds. tries is how often it may
// branch.
func (s *system) solvable(low, high []int, tries *int) bool {
	low, high = slices.Clone(low), slices.Clone(high)
	if *tries--; *tries < 0 || !s.narrowed(low, high) {
		return false
	}
	open := -1
	for v := range low {
		if low[v] < high[v] && (open < 0 || high[v]-low[v] < high[open]-low[open]) {
			open = v
		}
	}
	if open < 0 {
		return true
	}
	middle := (low[open] + high[open]) / 2
	was := high[open]
	high[open] = middle
	if s.solvable(low, high, tries) {
		return true
	}
	low[open], high[open] = middle+1, was
	return s.solvable(low, high, tries)
}

// pinned reports whether a number can have only one value.
func (s *system) pinned(v, value, most int) bool {
	for _, other := range [][2]int{{0, value - 1}, {value + 1, most}} {
		low, high := make([]int, len(s.vars)), slices.Repeat([]int{most}, len(s.vars))
		low[v], high[v] = other[0], other[1]
		tries := 3000
		if other[0] <= other[1] && s.solvable(low, high, &tries) {
			return false
		}
	}
	return true
}

// world is made-up cases: groups by dimension, and answers by figure.
type world struct {
	groups  []map[Dimension]string
	answers []map[string]string
}

// attacked are the figures that the tests solve: each has another below it.
var attacked = []string{"level", "moderate_could_rise", "recognition", "referral_offered", "referral_accepted", "recording", "recording_reason"}

func specOf(id string) *figure {
	return &figures[slices.IndexFunc(figures, func(f figure) bool { return f.id == id })]
}

// about reports whether a figure is about a case.
func (w *world) about(f *figure, i int) bool {
	if f.below == "" {
		return true
	}
	return slices.Contains(f.of, w.answers[i][f.below]) && w.about(specOf(f.below), i)
}

func newWorld(r *rand.Rand, n int) *world {
	w := &world{}
	skewed := func(words []string) string { return words[min(r.IntN(len(words)), r.IntN(len(words)+1))] }
	for range n {
		w.groups = append(w.groups, map[Dimension]string{
			ByArea: skewed([]string{"Northshire", "Southshire", "Eastshire"}), ByMonth: []string{"2026-01", "2026-02", "2026-04"}[r.IntN(3)],
		})
		said := map[string]string{}
		for i := range figures {
			values := []string{}
			for _, a := range figures[i].answers {
				values = append(values, a.value)
			}
			said[figures[i].id] = skewed(values[:min(3, len(values))])
		}
		w.answers = append(w.answers, said)
	}
	return w
}

func (w *world) audit(small int) Audit {
	var all []*Record
	for i := range w.groups {
		at, _ := time.Parse("2006-01-02", w.groups[i][ByMonth]+"-10")
		r := &Record{Version: cases.Version{Key: fmt.Sprint("NP-", i), At: at}, area: w.groups[i][ByArea], said: make([]string, len(figures))}
		for k := range figures {
			r.said[k] = w.answers[i][figures[k].id]
		}
		all = append(all, r)
	}
	return Count(all, Options{By: []Dimension{ByArea, ByMonth}, Small: small})
}

// attack returns the equations that follow from what is printed.
func (w *world) attack(a Audit) *system {
	s := &system{vars: map[string]int{}}
	possible := map[Dimension][]string{ByArea: {"Eastshire", "Northshire", "Southshire"}, ByMonth: {"2026-01", "2026-02", "2026-03", "2026-04"}}
	named := func(by Dimension, groups []string) (out []string) { // in a row of these groups
		for _, g := range groups {
			if g != allOthers {
				out = append(out, g)
				continue
			}
			for _, other := range possible[by] {
				if !slices.ContainsFunc(a.Figures[0].breakdown(by).Rows, func(r Row) bool { return slices.Contains(r.Groups, other) }) {
					out = append(out, other)
				}
			}
		}
		return out
	}
	for _, f := range a.Figures {
		if f.ID == "cases" || !slices.Contains(attacked, f.ID) || !f.Shown {
			continue
		}
		for _, b := range f.By {
			row := func(r Row, groups []string) {
				for k, n := range r.N {
					var vars []int
					for _, g := range groups {
						for _, v := range f.Answers[k].Values {
							vars = append(vars, s.at(f.ID, string(b.By), g, v))
						}
					}
					s.equation(vars, nil, n)
				}
			}
			row(f.Whole, possible[b.By])
			for _, r := range b.Rows {
				row(r, named(b.By, r.Groups))
			}
		}
	}
	for _, id := range attacked { // what is known without a printed number
		f := specOf(id)
		for by, groups := range possible {
			for _, g := range groups {
				var mine, above []int
				for _, v := range f.answers {
					mine = append(mine, s.at(id, string(by), g, v.value))
				}
				for _, v := range f.of {
					above = append(above, s.at(f.below, string(by), g, v))
				}
				if f.below != "" && !w.widened(a, id) {
					s.equation(mine, above, 0)
				}
				if f.below == "" {
					for _, r := range a.Figures[0].breakdown(by).Rows {
						if slices.Equal(named(by, r.Groups), []string{g}) {
							s.equation(mine, nil, r.Of)
						}
					}
				}
			}
		}
		for _, v := range f.answers { // the whole is one, by whatever it is grouped
			var areas, months []int
			for _, g := range possible[ByArea] {
				areas = append(areas, s.at(id, string(ByArea), g, v.value))
			}
			for _, g := range possible[ByMonth] {
				months = append(months, s.at(id, string(ByMonth), g, v.value))
			}
			s.equation(areas, months, 0)
		}
	}
	return s
}

// widened reports whether a figure is about more than it says in the list of figures.
func (w *world) widened(a Audit, id string) bool {
	f := specOf(id)
	if !f.widen {
		return f.below != "" && w.widened(a, f.below)
	}
	for _, shown := range a.Figures {
		if shown.ID == f.below {
			return !slices.ContainsFunc(shown.Answers, func(x Answer) bool { return slices.Equal(x.Values, f.of) })
		}
	}
	return true
}

func (f *Figure) breakdown(by Dimension) *Breakdown {
	return &f.By[slices.IndexFunc(f.By, func(b Breakdown) bool { return b.By == by })]
}

func TestNoSmallCountCanBeWorkedOut(t *testing.T) {
	attacks := 0
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		small := 3 + r.IntN(3)
		w := newWorld(r, 20+r.IntN(80))
		a := w.audit(small)
		s := w.attack(a)
		for _, id := range attacked {
			f := specOf(id)
			if w.widened(a, id) {
				continue
			}
			for _, by := range []Dimension{ByArea, ByMonth} {
				n := map[[2]string]int{}
				for i := range w.groups {
					if w.about(f, i) {
						n[[2]string{w.groups[i][by], w.answers[i][id]}]++
					}
				}
				for cell, value := range n {
					if value >= small {
						continue
					}
					attacks++
					if v := s.at(id, string(by), cell[0], cell[1]); s.pinned(v, value, len(w.groups)) {
						t.Errorf("seed %d: %s by %s: a count of %d can be worked out", seed, id, by, value)
					}
				}
			}
		}
	}
	if attacks < 300 {
		t.Errorf("only %d small counts were attacked", attacks)
	}
}

func TestNoPrintedCountIsSmallAndEachRowAddsUp(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		small := 1 + r.IntN(8)
		a := newWorld(r, r.IntN(120)).audit(small)
		for _, f := range a.Figures {
			for _, b := range append(f.By, Breakdown{Rows: []Row{f.Whole}}) {
				all := make(counts, len(f.Answers))
				for _, row := range b.Rows {
					if counts(row.N).tooSmall(small) || (counts{row.Of}).tooSmall(small) || counts(row.N).total() != row.Of {
						t.Errorf("seed %d: %s by %s: %v of %d, and small is %d", seed, f.ID, b.By, row.N, row.Of, small)
					}
					all = sum([]counts{all, row.N}, []int{0, 1})
				}
				if f.Shown && len(b.Rows) > 0 && !slices.Equal(all, f.Whole.N) {
					t.Errorf("seed %d: %s by %s: the rows add up to %v, and the whole is %v", seed, f.ID, b.By, all, f.Whole.N)
				}
			}
		}
	}
}
