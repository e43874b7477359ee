package timeline

import (
	"math"
	"testing"
)

func TestSeverity(t *testing.T) {
	for _, c := range []struct {
		name    string
		tops    []int
		finding Finding
		test    string
		s       int
		p       string
	}{
		{"none", nil, TooFew, "", 0, ""},
		{"three", []int{1, 2, 3}, TooFew, "", 0, ""},
		{"four without ties, each graver than the last", []int{1, 2, 3, 4}, Rising, ExactTest, 6, "0.04167"},
		{"four without ties, one pair short", []int{1, 2, 5, 3}, NoClearTrend, ExactTest, 4, "0.1667"},
		{"four without ties, each less grave than the last, which is never falling", []int{5, 4, 2, 1}, NoClearTrend, ExactTest, -6, "1"},
		{"five without ties, each graver than the last", []int{1, 2, 3, 4, 5}, Rising, ExactTest, 10, "0.008333"},
		{"five without ties, the least S that rises", []int{2, 1, 3, 4, 5}, Rising, ExactTest, 8, "0.04167"},
		{"five without ties, the greatest S that does not", []int{2, 1, 4, 3, 5}, NoClearTrend, ExactTest, 6, "0.1167"},
		{"all equal: no variance", []int{3, 3, 3, 3}, NoClearTrend, NormalTest, 0, "1"},
		// By hand: 8 pairs up, none down, 2 tied. V = (5·4·15 - 2·(2·1·9))/18 =
		// 264/18 = 14.667, root 3.830; z = 7/3.830 = 1.828.
		{"ties, S above 0", []int{1, 1, 2, 2, 3}, Rising, NormalTest, 8, "0.03379"},
		// By hand: 2 up, 2 down; z = 0.
		{"ties, S of 0", []int{2, 1, 1, 2}, NoClearTrend, NormalTest, 0, "0.5"},
		// By hand: 1 up, 7 down, 2 tied pairs: S -6, V as above, z = -5/3.830 = -1.306.
		{"ties, S below 0", []int{3, 2, 3, 1, 1}, NoClearTrend, NormalTest, -6, "0.9042"},
		// By hand: V = (6·5·17 - 2·1·9 - 3·2·11)/18 = 426/18 = 23.667, root 4.865;
		// z = 8/4.865 = 1.6445, and 1.6449 is needed.
		{"ties, just above 0.05", []int{1, 2, 1, 2, 2, 3}, NoClearTrend, NormalTest, 9, "0.05004"},
		// By hand: V = (6·5·17 - 2·(3·2·11))/18 = 378/18 = 21; z = 8/4.583 = 1.746.
		{"ties, three and three", []int{1, 1, 1, 2, 2, 2}, Rising, NormalTest, 9, "0.04043"},
		{"ties, one grave day at the end", []int{1, 1, 1, 1, 1, 1, 5}, NoClearTrend, NormalTest, 6, "0.1056"},
		{"ties, eight days", []int{1, 1, 2, 1, 3, 3, 4, 3}, Rising, NormalTest, 18, "0.01280"},
		{"ties, ten days", []int{1, 2, 2, 3, 1, 4, 3, 5, 4, 5}, Rising, NormalTest, 30, "0.004057"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got Severity
			got.test(c.tops)
			if got.Finding != c.finding || got.Test != c.test || got.N != len(c.tops) || got.s != c.s || !shown(got.P, c.p) {
				t.Errorf("%v: got %+v, want %s by %q, S %d, p %s", c.tops, got, c.finding, c.test, c.s, c.p)
			}
		})
	}
}

// TestSeverityOfDays checks that the test uses the highest severity of every
// incident-day, and not the clock.
func TestSeverityOfDays(t *testing.T) {
	var a Analyser
	points := []Point{
		{Day: base + 30, Severity: 4},
		{Day: base, Severity: 1},
		{Day: base + 10, Severity: 2}, {Day: base + 10, Severity: 1}, // 2
		{Day: base + 20, Severity: 1}, {Day: base + 20, Severity: 3}, // 3
	}
	w := Window{Assessed: base + 30, Prompted: true, Recent: 28, Excluded: []Span{{base + 11, base + 15}}}
	got := a.Analyse(points, w).Severity
	if got.Finding != Rising || got.Test != ExactTest || got.N != 4 || got.s != 6 {
		t.Errorf("got %+v, want a rise over four days", got)
	}
}

// TestSeverityOutOfRange checks that a severity outside 1 to 5 counts as the nearer
// end.
func TestSeverityOutOfRange(t *testing.T) {
	var a Analyser
	wild := []int{math.MinInt, 0, 3, 6, math.MaxInt}
	tame := []int{1, 1, 3, 5, 5}
	var p, q []Point
	for i := range wild {
		p = append(p, Point{Day: base + i, Severity: wild[i]})
		q = append(q, Point{Day: base + i, Severity: tame[i]})
	}
	w := Window{Assessed: base + 9, Recent: 3}
	if got, want := a.Analyse(p, w), a.Analyse(q, w); !equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
