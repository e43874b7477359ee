package training

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"
)

const na = missing

// tableOf is a table of ratings: a row for each unit, a column for each rater, and
// in it a category, counted from 0, or missing.
type tableOf struct {
	Categories int
	Units      [][]int
}

func (r tableOf) tallies() (out []tally) {
	for _, row := range r.Units {
		out = append(out, tallied(row, r.Categories))
	}
	return out
}

// over returns a function that applies a coefficient to a table.
func over(c coefficient) func(tableOf) float64 {
	return func(r tableOf) float64 { return c(r.tallies(), r.Categories) }
}

var (
	Percent      = over(percent)
	CohenKappa   = over(cohen)
	FleissKappa  = over(fleiss)
	AC1          = over(ac1)
	AC2          = over(ac2)
	AlphaNominal = over(alphaNominal)
	AlphaOrdinal = over(alphaOrdinal)
)

// columns returns a table of the ratings of each rater, unit by unit, in categories
// counted from 1; 0 is missing.
func columns(categories int, raters ...[]int) tableOf {
	r := tableOf{Categories: categories}
	for u := range raters[0] {
		row := make([]int, len(raters))
		for k := range raters {
			row[k] = raters[k][u] - 1
		}
		r.Units = append(r.Units, row)
	}
	return r
}

// crossed returns a table of two raters from how often each pair of categories
// occurred.
func crossed(table ...[]int) tableOf {
	r := tableOf{Categories: len(table)}
	for a, row := range table {
		for b, n := range row {
			for range n {
				r.Units = append(r.Units, []int{a, b})
			}
		}
	}
	return r
}

// spread returns a table from how many raters chose each category of each unit.
func spread(categories int, units ...[]int) tableOf {
	r := tableOf{Categories: categories}
	for _, of := range units {
		var row []int
		for c, n := range of {
			for range n {
				row = append(row, c)
			}
		}
		r.Units = append(r.Units, row)
	}
	return r
}

// Four observers, twelve units, with missing data: Krippendorff (2011),
// "Computing Krippendorff's Alpha-Reliability", example C. The same ratings are
// cac.raw4raters of the R package irrCAC (Gwet 2019).
var fourObservers = columns(5,
	[]int{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
	[]int{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
	[]int{0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
	[]int{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0},
)

// Six psychiatrists, thirty patients, five diagnoses: Fleiss (1971),
// Psychological Bulletin 76, 378-382, table 1.
var psychiatrists = spread(5,
	[]int{0, 0, 0, 6, 0}, []int{0, 3, 0, 0, 3}, []int{0, 1, 4, 0, 1}, []int{0, 0, 0, 0, 6}, []int{0, 3, 0, 3, 0},
	[]int{2, 0, 4, 0, 0}, []int{0, 0, 4, 0, 2}, []int{2, 0, 3, 1, 0}, []int{2, 0, 0, 4, 0}, []int{0, 0, 0, 0, 6},
	[]int{1, 0, 0, 5, 0}, []int{1, 1, 0, 4, 0}, []int{0, 3, 3, 0, 0}, []int{1, 0, 0, 5, 0}, []int{0, 2, 0, 3, 1},
	[]int{0, 0, 5, 0, 1}, []int{3, 0, 0, 1, 2}, []int{5, 1, 0, 0, 0}, []int{0, 2, 0, 4, 0}, []int{1, 0, 2, 0, 3},
	[]int{0, 0, 0, 0, 6}, []int{0, 1, 0, 5, 0}, []int{0, 2, 0, 1, 3}, []int{2, 0, 0, 4, 0}, []int{1, 0, 0, 4, 1},
	[]int{0, 5, 0, 1, 0}, []int{4, 0, 0, 0, 2}, []int{0, 2, 0, 4, 0}, []int{1, 0, 5, 0, 0}, []int{0, 0, 0, 0, 6},
)

// Two abstractors, a hundred records, three categories: cont3x3abstractors of
// irrCAC, from Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition.
var abstractors = crossed([]int{13, 0, 0}, []int{0, 20, 7}, []int{0, 4, 56})

func TestPublishedExamples(t *testing.T) {
	for _, tt := range []struct {
		of, where string
		of_       float64
		digits    int
		want      float64
	}{
		// Cohen (1968), Psychological Bulletin 70, 213-220, table 1 (as in the
		// documentation of cohen.kappa in the R package psych): 200 patients.
		{"Cohen's kappa", "Cohen 1968, table 1", CohenKappa(crossed([]int{88, 14, 18}, []int{10, 40, 10}, []int{2, 6, 12})), 3, 0.492},
		// Feinstein and Cicchetti (1990), Journal of Clinical Epidemiology 43,
		// 543-549; as in Gerstman, Epidemiology Kept Simple, table 10.6: the same
		// agreement, and a kappa half as large.
		{"percent agreement", "Feinstein and Cicchetti 1990, first table", Percent(crossed([]int{40, 9}, []int{6, 45})), 2, 0.85},
		{"Cohen's kappa", "Feinstein and Cicchetti 1990, first table", CohenKappa(crossed([]int{40, 9}, []int{6, 45})), 2, 0.70},
		{"percent agreement", "Feinstein and Cicchetti 1990, second table", Percent(crossed([]int{80, 10}, []int{5, 5})), 2, 0.85},
		{"Cohen's kappa", "Feinstein and Cicchetti 1990, second table", CohenKappa(crossed([]int{80, 10}, []int{5, 5})), 2, 0.32},
		// Gwet (2008), British Journal of Mathematical and Statistical Psychology 61,
		// 29-48: 125 people, nearly all positive. Kappa is below zero, and AC1 is
		// high.
		{"percent agreement", "Gwet 2008", Percent(crossed([]int{118, 5}, []int{2, 0})), 3, 0.944},
		{"Cohen's kappa", "Gwet 2008", CohenKappa(crossed([]int{118, 5}, []int{2, 0})), 4, -0.0234},
		{"Scott's pi, which Fleiss' kappa is for two raters", "Gwet 2008", FleissKappa(crossed([]int{118, 5}, []int{2, 0})), 4, -0.0288},
		{"AC1", "Gwet 2008", AC1(crossed([]int{118, 5}, []int{2, 0})), 4, 0.9408},
		// Vignette "Calculating Chance-corrected Agreement Coefficients" of irrCAC.
		{"percent agreement", "Gwet, irrCAC, cont3x3abstractors", Percent(abstractors), 2, 0.89},
		{"Cohen's kappa", "Gwet, irrCAC, cont3x3abstractors", CohenKappa(abstractors), 7, 0.7964094},
		{"Scott's pi", "Gwet, irrCAC, cont3x3abstractors", FleissKappa(abstractors), 7, 0.7962397},
		{"AC1", "Gwet, irrCAC, cont3x3abstractors", AC1(abstractors), 7, 0.8493305},
		{"Krippendorff's alpha", "Gwet, irrCAC, cont3x3abstractors", AlphaNominal(abstractors), 7, 0.7972585},
		// Fleiss (1971), pages 380-381.
		{"percent agreement", "Fleiss 1971", Percent(psychiatrists), 3, 0.556},
		{"Fleiss' kappa", "Fleiss 1971", FleissKappa(psychiatrists), 3, 0.430},
		// Krippendorff (2011): examples A (binary, two observers) and C.
		{"alpha, binary", "Krippendorff 2011, example A", AlphaNominal(columns(2, []int{1, 2, 1, 1, 1, 1, 1, 1, 2, 1}, []int{2, 2, 2, 1, 1, 2, 1, 1, 1, 1})), 3, 0.095},
		{"alpha, nominal", "Krippendorff 2011, example C", AlphaNominal(fourObservers), 3, 0.743},
		{"alpha, ordinal", "Krippendorff 2011, example C", AlphaOrdinal(fourObservers), 3, 0.815},
		// The same ratings in irrCAC, with missing data.
		{"percent agreement", "Gwet, irrCAC, cac.raw4raters", Percent(fourObservers), 7, 0.8181818},
		{"Fleiss' kappa", "Gwet, irrCAC, cac.raw4raters", FleissKappa(fourObservers), 5, 0.76117},
		{"AC1", "Gwet, irrCAC, cac.raw4raters", AC1(fourObservers), 5, 0.77544},
		{"AC2, quadratic weights", "Gwet, irrCAC, cac.raw4raters", gwet(fourObservers.tallies(), 5, quadratic(5)), 3, 0.914},
	} {
		t.Run(tt.of+", "+tt.where, func(t *testing.T) {
			if got, want := fmt.Sprintf("%.*f", tt.digits, tt.of_), fmt.Sprintf("%.*f", tt.digits, tt.want); got != want {
				t.Errorf("got %s (%v), published %s", got, tt.of_, want)
			}
		})
	}
}

// quadratic returns the weights of the published AC2 for cac.raw4raters.
func quadratic(categories int) weights {
	return func(k, l int) float64 {
		x := float64(k-l) / float64(categories-1)
		return 1 - x*x
	}
}

// The ordinal weights of three and of four categories: the first as printed in
// the vignette "Weighted Chance-corrected Agreement Coefficients" of irrCAC
// (Gwet 2019), the second by hand from the formula.
func TestOrdinalWeights(t *testing.T) {
	for _, want := range [][][]float64{
		{{1, 0.6666667, 0}, {0.6666667, 1, 0.6666667}, {0, 0.6666667, 1}},
		{{1, 5.0 / 6, 0.5, 0}, {5.0 / 6, 1, 5.0 / 6, 0.5}, {0.5, 5.0 / 6, 1, 5.0 / 6}, {0, 0.5, 5.0 / 6, 1}},
	} {
		got := ordinal(len(want))
		for k := range want {
			for l := range want[k] {
				if math.Abs(got(k, l)-want[k][l]) > 1e-7 {
					t.Errorf("%d categories, %d and %d: got %v, want %v", len(want), k, l, got(k, l), want[k][l])
				}
			}
		}
	}
}

// AC2 by hand: three units, two raters, three levels. Weighted agreement is
// (1 + 2/3 + 1)/3; the shares are 1/2, 1/6, 1/3, so the sum of p(1-p) is 11/18;
// the weights add up to 3 + 4*(2/3) = 17/3; pe = (17/3)/6 * 11/18.
func TestAC2ByHand(t *testing.T) {
	r := tableOf{3, [][]int{{0, 0}, {0, 1}, {2, 2}}}
	pa, pe := (1+2.0/3+1)/3, 17.0/3/6*11/18
	if got, want := AC2(r), (pa-pe)/(1-pe); math.Abs(got-want) > 1e-12 {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWhichCoefficientsHaveAValue(t *testing.T) {
	for _, tt := range []struct {
		name                               string
		r                                  tableOf
		percent, kappa, fleiss, alpha, ac1 bool // have a value
	}{
		{"no ratings", tableOf{Categories: 2}, false, false, false, false, false},
		{"one rater", tableOf{2, [][]int{{0}, {1}, {0}}}, false, false, false, false, false},
		{"all missing", tableOf{2, [][]int{{na, na}, {na, na}}}, false, false, false, false, false},
		{"never two at once", tableOf{2, [][]int{{0, na}, {na, 1}}}, false, false, false, false, false},
		{"the same category throughout", tableOf{2, [][]int{{0, 0}, {0, 0}}}, true, false, false, false, true},
		{"three raters have no Cohen's kappa", tableOf{2, [][]int{{0, 0, 1}, {1, 1, 1}}}, true, false, true, true, true},
		{"two raters who differ everywhere", tableOf{2, [][]int{{0, 1}, {1, 0}}}, true, true, true, true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for name, c := range map[string]struct {
				got  float64
				want bool
			}{
				"percent": {Percent(tt.r), tt.percent}, "Cohen": {CohenKappa(tt.r), tt.kappa}, "Fleiss": {FleissKappa(tt.r), tt.fleiss},
				"alpha": {AlphaNominal(tt.r), tt.alpha}, "ordinal alpha": {AlphaOrdinal(tt.r), tt.alpha},
				"AC1": {AC1(tt.r), tt.ac1}, "AC2": {AC2(tt.r), tt.ac1},
			} {
				if has := !math.IsNaN(c.got) && !math.IsInf(c.got, 0); has != c.want {
					t.Errorf("%s is %v", name, c.got)
				}
			}
		})
	}
}

// These hold for any ratings.
func TestCoefficientsOfAnyRatings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		categories := rapid.IntRange(2, 4).Draw(t, "categories")
		raters := rapid.IntRange(1, 5).Draw(t, "raters")
		row := rapid.SliceOfN(rapid.IntRange(missing, categories-1), raters, raters)
		r := tableOf{categories, rapid.SliceOfN(row, 0, 12).Draw(t, "units")}
		turned := tableOf{categories, nil} // raters in reverse order
		for _, u := range r.Units {
			back := make([]int, raters)
			for k := range u {
				back[raters-1-k] = u[k]
			}
			turned.Units = append(turned.Units, back)
		}
		perfect := Percent(r) == 1
		for name, c := range map[string]func(tableOf) float64{"percent": Percent, "Cohen": CohenKappa, "Fleiss": FleissKappa, "alpha": AlphaNominal, "ordinal": AlphaOrdinal, "AC1": AC1, "AC2": AC2} {
			v, w := c(r), c(turned)
			if math.IsNaN(v) != math.IsNaN(w) || math.Abs(v-w) > 1e-9 {
				t.Fatalf("%s depends on the order of the raters: %v and %v", name, v, w)
			}
			bounded := name == "percent" || name == "Cohen" || name == "AC1"
			if v > 1+1e-9 || v < -1-1e-9 && bounded {
				t.Fatalf("%s is %v", name, v)
			}
			if perfect && !math.IsNaN(v) && math.Abs(v-1) > 1e-9 {
				t.Fatalf("all agree, and %s is %v", name, v)
			}
		}
	})
}

// rated returns a table as ratings of one question of as many cases.
func (r tableOf) rated() *ratings {
	out := &ratings{categories: r.Categories}
	for i, row := range r.Units {
		out.add(i, row)
	}
	return out
}

func TestIntervals(t *testing.T) {
	units := psychiatrists
	e := estimates(units.rated(), fleiss)[0]
	if !(e.Low < e.Value && e.Value < e.High) {
		t.Errorf("the interval %v to %v does not hold %v", e.Low, e.High, e.Value)
	}
	if again := estimates(units.rated(), fleiss)[0]; again != e {
		t.Errorf("the same ratings have two intervals: %v and %v", e, again)
	}
	if few := estimates(tableOf{units.Categories, units.Units[:5]}.rated(), fleiss)[0]; !math.IsNaN(float64(few.Low)) {
		t.Errorf("five cases have an interval: %v", few)
	}
	two := tableOf{2, [][]int{{0, 0}, {0, 1}, {0, 0}, {1, 1}, {0, 1}, {1, 1}, {1, 1}}}
	if few := estimates(two.rated(), percent)[0]; !math.IsNaN(float64(few.Low)) {
		t.Errorf("two people have an interval: %v", few)
	}
	same := []int{0, 0, 0, 0}
	alike := tableOf{2, [][]int{same, same, same, same, same, {1, 1, 1, 1}}}
	if e := estimates(alike.rated(), ac1)[0]; e.Value != 1 || !math.IsNaN(float64(e.Low)) {
		t.Errorf("an interval although all agree: %v", e)
	}
	for freedom, want := range map[int]float64{5: 2.5706, 9: 2.2622, 30: 2.0423} {
		if got := student(freedom); math.Abs(got-want) > 0.01 {
			t.Errorf("Student's t of %d: %v, want %v", freedom, got, want)
		}
	}
}

// The first numbers of SplitMix64 from the seed 1234567, from its authors' C code.
func TestGenerator(t *testing.T) {
	g := generator(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := g.next(); got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
}
