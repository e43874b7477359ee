package audit

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
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

// solvable reports whether there is a solution within bounds. It looks first near one that
// is known. tries is how often it may branch.
func (s *system) solvable(low, high, near []int, tries *int) bool {
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
	at := min(max(near[open], low[open]), high[open])
	for _, part := range [][2]int{{at, at}, {low[open], at - 1}, {at + 1, high[open]}} {
		if part[0] > part[1] {
			continue
		}
		l, h := slices.Clone(low), slices.Clone(high)
		if l[open], h[open] = part[0], part[1]; s.solvable(l, h, near, tries) {
			return true
		}
	}
	return false
}

// pinned reports whether a number can have only one value. It looks for another solution
// close to what is true first, then further away.
func (s *system) pinned(v int, truth []int) bool {
	return !s.another(v, truth, 2, 400) && !s.another(v, truth, 9, 40_000)
}

// another reports whether there is a solution in which a number is one more or one less,
// and every number at most so far from what is true.
func (s *system) another(v int, truth []int, away, tries int) bool {
	for _, other := range []int{truth[v] + 1, truth[v] - 1} {
		low, high := make([]int, len(truth)), make([]int, len(truth))
		for i, n := range truth {
			low[i], high[i] = max(0, n-away), n+away
		}
		low[v], high[v] = other, other
		left := tries
		if other >= 0 && s.solvable(low, high, truth, &left) {
			return true
		}
	}
	return false
}

// world is made-up cases: groups by dimension, and answers by figure.
type world struct {
	groups  []map[Dimension]string
	answers []map[string]string
	open    [][]openness // of each question
}

// attacked are the figures that the tests solve: each kind of them, with one below it.
var attacked = []string{"level", "baseline", "moderate_could_rise", "recognition", "referral_offered", "referral_accepted", "recording", "recording_reason"}

func specOf(id string) *figure {
	return &figures[slices.IndexFunc(figures, func(f figure) bool { return f.id == id })]
}

// alsoRecognised reports whether a figure is also about the recognised cases alone.
func (f *figure) alsoRecognised() bool {
	return f.split || f.below != "" && specOf(f.below).alsoRecognised()
}

// about reports whether a figure is about a case.
func (w *world) about(f *figure, i int) bool {
	return f.below == "" || slices.Contains(f.of, w.answers[i][f.below]) && w.about(specOf(f.below), i)
}

// The questions of the made-up cases: the second does not apply to a few of them.
var asking = &assess.Instrument{ID: "stalking", Items: []assess.Item{{ID: "q1"}, {ID: "q2"}}}

var (
	worldAreas  = []string{"Northshire", "Southshire", "Eastshire", "Westshire"}
	worldMonths = []string{"2026-01", "2026-02", "2026-04"}
)

func newWorld(r *rand.Rand, n int) *world {
	w := &world{}
	skewed := func(words []string) string { return words[min(r.IntN(len(words)), r.IntN(len(words)+1))] }
	for range n {
		w.groups = append(w.groups, map[Dimension]string{ByArea: worldAreas[min(r.IntN(4), r.IntN(4), r.IntN(4))], ByMonth: worldMonths[min(r.IntN(3), r.IntN(3))]})
		said := map[string]string{}
		for i := range figures {
			values := []string{}
			for _, a := range figures[i].answers {
				values = append(values, a.value)
			}
			said[figures[i].id] = skewed(values[:min(3, len(values))])
		}
		w.answers = append(w.answers, said)
		w.open = append(w.open, []openness{openness(1 + r.IntN(4)), openness(min(r.IntN(8), int(answered)))})
	}
	return w
}

func (w *world) audit(small int) Audit {
	var all []*Record
	for i := range w.groups {
		at, _ := time.Parse("2006-01-02", w.groups[i][ByMonth]+"-10")
		r := &Record{Version: cases.Version{Key: fmt.Sprint("NP-", i), At: at}, area: w.groups[i][ByArea], said: make([]string, len(figures)), questions: []asked{{asking, w.open[i]}}}
		for k := range figures {
			r.said[k] = w.answers[i][figures[k].id]
		}
		all = append(all, r)
	}
	return Count(all, Options{By: []Dimension{ByArea, ByMonth}, Small: small})
}

var possible = map[Dimension][]string{ByArea: worldAreas, ByMonth: {"2026-01", "2026-02", "2026-03", "2026-04"}}

// attacker is what is printed, and the equations that follow from it.
type attacker struct {
	system
	Audit
	recognised []string // the answers whose cases are counted as recognised
}

func attack(a Audit) *attacker {
	s := &attacker{system{vars: map[string]int{}}, a, nil}
	for _, f := range a.Figures {
		if f.ID == "recognition" {
			k := slices.IndexFunc(f.Answers, func(x Answer) bool { return slices.Contains(x.Values, stalking) })
			s.recognised = f.Answers[k].Values
		}
	}
	for _, f := range a.Figures {
		if s.attacks(f.ID) && f.Shown {
			s.printed(&f)
		}
	}
	for _, id := range attacked {
		s.known(specOf(id))
	}
	for _, item := range []string{"stalking.q1", "stalking.q2"} {
		for by, groups := range possible {
			for _, g := range groups {
				s.allCases(by, g, s.row("question "+item, by, g, openings))
			}
		}
	}
	return s
}

// row returns the numbers of one group in a figure.
func (s *attacker) row(id string, by Dimension, group string, answers []answer) (out []int) {
	for _, v := range answers {
		out = append(out, s.at(id, string(by), group, v.value))
	}
	return out
}

// groupsOf returns the groups that a printed row counts: all others are those that have no
// row of their own.
func (s *attacker) groupsOf(by Dimension, groups []string) (out []string) {
	for _, g := range groups {
		if g != allOthers {
			out = append(out, g)
			continue
		}
		for _, other := range possible[by] {
			if !slices.ContainsFunc(s.Figures[0].breakdown(by).Rows, func(r Row) bool { return slices.Contains(r.Groups, other) }) {
				out = append(out, other)
			}
		}
	}
	return out
}

// printed adds the numbers of a figure.
func (s *attacker) printed(f *Figure) {
	id := strings.TrimSpace(f.ID + " " + f.Item)
	for _, b := range f.By {
		row := func(r Row, groups []string) {
			for k, n := range r.N {
				var vars []int
				for _, g := range groups {
					for _, v := range f.Answers[k].Values {
						vars = append(vars, s.at(id, string(b.By), g, v))
					}
				}
				s.equation(vars, nil, n)
			}
		}
		row(f.Whole, possible[b.By])
		for _, r := range b.Rows {
			row(r, s.groupsOf(b.By, r.Groups))
		}
	}
}

// allCases adds that the numbers of a group are together its cases, if they are printed.
func (s *attacker) allCases(by Dimension, group string, vars []int) {
	for _, r := range s.Figures[0].breakdown(by).Rows {
		if slices.Equal(s.groupsOf(by, r.Groups), []string{group}) {
			s.equation(vars, nil, r.Of)
		}
	}
}

// known adds what follows without a printed number: a figure below another is about its
// cases, the recognised and the others are all, and the whole is one, by whatever it is
// grouped.
func (s *attacker) known(f *figure) {
	kinds := []string{""}
	if f.alsoRecognised() {
		kinds = []string{"", "_recognised", "_others"}
	}
	for by, groups := range possible {
		for _, g := range groups {
			for _, kind := range kinds {
				mine := s.row(f.id+kind, by, g, f.answers)
				var above []int
				for _, v := range f.of {
					above = append(above, s.at(f.below+kind, string(by), g, v))
				}
				switch {
				case f.below != "":
					s.equation(mine, above, 0)
				case kind == "":
					s.allCases(by, g, mine)
				case kind == "_recognised":
					for _, v := range s.recognised {
						above = append(above, s.at("recognition", string(by), g, v))
					}
					s.equation(mine, above, 0)
				}
			}
			for _, v := range f.answers {
				if len(kinds) > 1 {
					s.equation([]int{s.at(f.id+"_recognised", string(by), g, v.value), s.at(f.id+"_others", string(by), g, v.value)}, []int{s.at(f.id, string(by), g, v.value)}, 0)
				}
			}
		}
	}
	for _, kind := range kinds {
		for _, v := range f.answers {
			var areas, months []int
			for _, g := range possible[ByArea] {
				areas = append(areas, s.at(f.id+kind, string(ByArea), g, v.value))
			}
			for _, g := range possible[ByMonth] {
				months = append(months, s.at(f.id+kind, string(ByMonth), g, v.value))
			}
			s.equation(areas, months, 0)
		}
	}
}

// truth returns what each number is.
func (w *world) truth(s *attacker) []int {
	n := map[int]int{}
	for i := range w.groups {
		for by, g := range w.groups[i] {
			for _, id := range attacked {
				f := specOf(id)
				if !w.about(f, i) {
					continue
				}
				n[s.at(id, string(by), g, w.answers[i][id])]++
				if f.alsoRecognised() {
					kind := "_others"
					if slices.Contains(s.recognised, w.answers[i]["recognition"]) {
						kind = "_recognised"
					}
					n[s.at(id+kind, string(by), g, w.answers[i][id])]++
				}
			}
			for q, item := range []string{"stalking.q1", "stalking.q2"} {
				n[s.at("question "+item, string(by), g, openings[openingPlace[w.open[i][q]]].value)]++
			}
		}
	}
	out := make([]int, len(s.vars))
	for v, value := range n {
		out[v] = value
	}
	return out
}

// attacks reports whether a number is of a figure that is attacked.
func (s *attacker) attacks(key string) bool {
	id, _, _ := strings.Cut(key, "|")
	return strings.HasPrefix(id, "question") || slices.Contains(attacked, strings.TrimSuffix(strings.TrimSuffix(id, "_recognised"), "_others"))
}

func (f *Figure) breakdown(by Dimension) *Breakdown {
	return &f.By[slices.IndexFunc(f.By, func(b Breakdown) bool { return b.By == by })]
}

func TestNoSmallCountCanBeWorkedOut(t *testing.T) {
	attacks := 0
	for seed := range uint64(18) {
		r := rand.New(rand.NewPCG(seed, 1))
		small := 3 + r.IntN(3)
		w := newWorld(r, 20+r.IntN(60)+int(seed%3)*90)
		s := attack(w.audit(small))
		truth := w.truth(s)
		if !s.narrowed(slices.Clone(truth), slices.Clone(truth)) {
			t.Fatalf("seed %d: the equations do not hold for what is true", seed)
		}
		for _, key := range slices.Sorted(maps.Keys(s.vars)) {
			v := s.vars[key]
			if truth[v] == 0 || truth[v] >= small || !s.attacks(key) || r.IntN(4) > 0 { // a sample, since each takes its time
				continue
			}
			if attacks++; s.pinned(v, truth) {
				t.Errorf("seed %d: %s: a count of %d can be worked out", seed, key, truth[v])
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

// What is printed of all cases and of the recognised ones gives the others by subtraction,
// row by row.
func TestTheDifferenceOfAllAndTheRecognisedIsNeverSmall(t *testing.T) {
	compared := 0
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 3))
		small := 3 + r.IntN(3)
		a := newWorld(r, 40+r.IntN(200)).audit(small)
		for _, all := range a.Figures {
			for _, some := range a.Figures {
				if some.ID != all.ID+"_recognised" || !some.Shown {
					continue
				}
				for i, b := range append(all.By, Breakdown{Rows: []Row{all.Whole}}) {
					rows := []Row{some.Whole}
					if i < len(some.By) {
						rows = some.By[i].Rows
					}
					for k, row := range b.Rows {
						if k >= len(rows) || !slices.Equal(row.Groups, rows[k].Groups) {
							t.Errorf("seed %d: %s by %s: the rows differ", seed, all.ID, b.By)
							break
						}
						for n := range row.N {
							if compared++; (counts{row.N[n] - rows[k].N[n]}).tooSmall(small) {
								t.Errorf("seed %d: %s by %s: %d others", seed, all.ID, b.By, row.N[n]-rows[k].N[n])
							}
						}
					}
				}
			}
		}
	}
	if compared < 1000 {
		t.Errorf("only %d counts were compared", compared)
	}
}
