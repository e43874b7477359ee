package timeline

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"
)

// base is the first incident-day of most tests: 2024-10-04, an ordinary day.
const base = 20000

// pointsOn returns a message with severity 1 on each of the days, counted from base.
func pointsOn(days ...int) []Point {
	points := make([]Point, len(days))
	for i, d := range days {
		points[i] = Point{Day: base + d, Severity: 1}
	}
	return points
}

// shown reports whether got, rounded to four significant digits, is want. "" is
// NaN.
func shown(got float64, want string) bool {
	if want == "" {
		return math.IsNaN(got)
	}
	w, err := strconv.ParseFloat(want, 64)
	if err != nil {
		panic(err)
	}
	g, _ := strconv.ParseFloat(strconv.FormatFloat(got, 'g', 4, 64), 64)
	return g == w
}

// vector is one row of inputs and expected values in the specification, with the
// numbers as printed there; "" if there is none.
type vector struct {
	id       string
	days     []int
	assessed int
	prompted bool
	away     []Span // from the first incident

	n, t                                    int
	s, u, exact, simulated, normal, cv, lrp string
	third                                   int
	beta                                    string
	finding                                 Finding
	test                                    string
}

var clustered9 = []int{0, 1, 60, 61, 62, 118, 119, 120, 121, 122, 123}

var vectors = []vector{
	{"T1", []int{0, 14, 30, 41, 48, 53, 57, 59}, 60, false, nil,
		7, 60, "5.033", "2.008", "0.02148", "0.02159", "0.02234", "0.6310", "",
		5, "2.377", Rising, ExactTest},
	{"T2", []int{0, 14, 30, 41, 48, 53, 57, 59}, 59, true, nil,
		6, 59, "4.119", "1.582", "0.05768", "0.05704", "0.05682", "0.6310", "",
		4, "2.123", NoClearTrend, ExactTest},
	{"T3", []int{0, 40, 55, 66, 70}, 75, false, nil,
		4, 75, "3.080", "1.871", "0.02985", "0.02962", "0.03070", "0.8956", "",
		3, "3.522", Rising, ExactTest},
	{"T4", []int{0, 10, 24, 31, 47, 60}, 60, true, nil,
		4, 60, "1.867", "-0.2309", "0.5881", "0.5875", "0.5913", "0.2946", "",
		1, "1.107", NoClearTrend, ExactTest},
	{"T5", []int{0, 22, 41, 55, 63, 74, 80, 89, 93, 99, 104, 108, 113, 117, 121, 124, 128, 131, 134, 137, 139}, 141, false, nil,
		20, 141, "13.99", "3.087", "0.0008362", "0.0008150", "0.001010", "0.7970", "",
		12, "2.271", Rising, ExactTest},
	{"T6", []int{0, 12, 27, 33, 46, 52, 61, 64, 73, 80, 84, 91, 95, 99, 106, 109, 113, 118, 121, 125, 128, 130, 133}, 133, true, nil,
		21, 133, "13.29", "2.106", "0.01729", "0.01744", "0.01761", "0.5920", "",
		11, "1.692", Rising, NormalTest},
	{"T7", []int{0, 9, 22, 30, 41, 52, 59, 71, 80}, 88, false, nil,
		8, 88, "4.136", "0.1670", "0.4349", "0.4323", "0.4337", "0.2070", "",
		3, "1.187", NoClearTrend, ExactTest},
	{"T8", []int{0, 2, 5, 9, 16, 24, 39, 58}, 90, false, nil,
		7, 90, "1.700", "-2.357", "0.9920", "0.9919", "0.9908", "0.7750", "",
		0, "0.5254", Falling, ExactTest},
	{"T9", clustered9, 123, true, nil,
		9, 123, "6.374", "2.164", "0.01440", "0.01436", "0.01524", "1.938", "0.1320",
		5, "1.278", NoClearTrend, LewisRobinsonTest},
	{"T10", []int{0, 60, 61, 95, 96, 97, 98, 118, 119, 120, 121, 122}, 122, true, nil,
		10, 122, "8.074", "3.367", "0.0001925", "0.0002100", "0.0003798", "1.760", "0.02787",
		8, "4.125", Rising, LewisRobinsonTest},
	{"T11", []int{0, 1, 2, 40, 41, 42, 43, 95, 96, 97, 98, 99}, 99, true, nil,
		10, 99, "5.606", "0.6639", "0.2561", "0.2559", "0.2534", "2.008", "0.3705",
		4, "0.8279", NoClearTrend, LewisRobinsonTest},
	{"T12", []int{0, 14, 28, 38, 78, 86, 91, 95, 98}, 100, false, []Span{{40, 69}},
		8, 70, "5.400", "1.715", "0.04328", "0.04337", "0.04321", "0.5031", "",
		5, "2.011", Rising, ExactTest},
	{"T13", []int{0, 14, 28, 38, 78, 86, 91, 95, 98}, 100, false, nil,
		8, 100, "5.280", "1.568", "0.05916", "0.05874", "0.05848", "0.9784", "",
		5, "1.677", NoClearTrend, ExactTest},
	{"T14", []int{0, 10, 19, 27, 125, 133, 140, 149, 157}, 160, false, []Span{{30, 119}},
		8, 70, "4.429", "0.5249", "0.3030", "0.3030", "0.2998", "0.1094", "",
		3, "1.348", NoClearTrend, ExactTest},
	{"T15", []int{0, 10, 19, 27, 75, 125, 133, 140, 149, 157}, 160, false, []Span{{30, 119}},
		9, 160, "5.219", "0.8299", "0.2064", "0.2055", "0.2033", "1.027", "",
		5, "1.112", NoClearTrend, ExactTest},
	{"T16", []int{0, 17, 19, 28, 37, 43, 52, 61}, 70, false, nil,
		7, 70, "3.671", "0.2245", "0.4131", "0.4139", "0.4112", "0.5162", "",
		2, "1.347", NoClearTrend, ExactTest},
	{"T17", []int{0, 20, 33, 41, 44}, 44, true, nil,
		3, 44, "2.136", "", "", "", "", "", "",
		2, "", TooFew, ""},
	{"T18", []int{0, 15, 30, 40, 52, 60, 66}, 100, false, []Span{{67, 100}},
		5, 66, "2.985", "0.7511", "0.2320", "0.2313", "0.2263", "0.3353", "",
		2, "1.611", NoClearTrend, ExactTest},
	{"T19", []int{0, 15, 30, 40, 52, 60, 66}, 100, false, []Span{{66, 100}},
		5, 66, "2.985", "0.7511", "0.2320", "0.2303", "0.2263", "0.3353", "",
		2, "1.611", NoClearTrend, ExactTest},
}

// analyse returns the findings of the row.
func (v vector) analyse(a *Analyser) Findings {
	var away []Span
	for _, s := range v.away {
		away = append(away, Span{base + s.From, base + s.To})
	}
	return a.Analyse(pointsOn(v.days...), Window{
		Assessed: base + v.assessed, Prompted: v.prompted, Recent: 28, Excluded: away,
	})
}

// TestVectors checks the rows T1 to T19 of the specification, to every printed digit.
func TestVectors(t *testing.T) {
	for _, v := range vectors {
		t.Run(v.id, func(t *testing.T) {
			f := v.analyse(new(Analyser)).Frequency
			exact := v.exact
			if v.test == NormalTest {
				exact = "" // printed for reference only; see TestIrwinHallAgainstRationals
			}
			governing := map[string]string{ExactTest: v.exact, NormalTest: v.normal, LewisRobinsonTest: v.lrp, "": ""}[v.test]
			for _, c := range []struct {
				name string
				got  float64
				want string
			}{
				{"s", f.s, v.s}, {"U", f.U, v.u}, {"P", f.P, governing}, {"exactP", f.exactP, exact},
				{"normalP", f.normalP, v.normal}, {"cv", f.cv, v.cv}, {"lrP", f.lrP, v.lrp}, {"Beta", f.Beta, v.beta},
			} {
				if !shown(c.got, c.want) {
					t.Errorf("%s is %.6g, want %q", c.name, c.got, c.want)
				}
			}
			if f.N != v.n || f.T != v.t || f.LastThird != v.third {
				t.Errorf("N, T, LastThird are %d, %d, %d, want %d, %d, %d", f.N, f.T, f.LastThird, v.n, v.t, v.third)
			}
			if f.Finding != v.finding || f.Test != v.test {
				t.Errorf("finding is %s by %q, want %s by %q", f.Finding, f.Test, v.finding, v.test)
			}
			// The simulated p of the specification: within 2.4 standard errors.
			if v.simulated != "" {
				p := f.exactP
				if math.IsNaN(p) {
					p, _ = irwinHallRational(v.sum(), v.t, v.n).Float64()
				}
				simulated, _ := strconv.ParseFloat(v.simulated, 64)
				if d := math.Abs(simulated - p); d > 2.45*math.Sqrt(p*(1-p)/200000) {
					t.Errorf("exact p %.5g is %.2g from the simulated %s", p, d, v.simulated)
				}
			}
		})
	}
}

// sum returns the sum of the interior clock values of T6, which has no excluded period
// and leaves out its last day.
func (v vector) sum() int {
	sum := 0
	for _, d := range v.days[1 : len(v.days)-1] {
		sum += d
	}
	return sum
}

func TestT8LowerP(t *testing.T) {
	f := vectors[7].analyse(new(Analyser)).Frequency
	if got := 1 - f.P; !shown(got, "0.008027") {
		t.Errorf("lower p of T8 is %.6g, want 0.008027", got)
	}
}

// TestT16CalendarDates reads T16 from its dates, which have repeats and a leap day.
func TestT16CalendarDates(t *testing.T) {
	on := func(s string) int {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return int(d.Unix() / 86400)
	}
	var points []Point
	for _, s := range []string{
		"2024-02-10", "2024-02-10", "2024-02-27", "2024-02-29", "2024-03-09", "2024-03-18",
		"2024-03-18", "2024-03-18", "2024-03-24", "2024-04-02", "2024-04-11",
	} {
		points = append(points, Point{Day: on(s), Severity: 1})
	}
	var a Analyser
	got := a.Analyse(points, Window{Assessed: on("2024-04-20"), Recent: 28})
	want := vectors[15].analyse(new(Analyser))
	if len(points) != 11 || got.Days != 8 {
		t.Errorf("%d incidents on %d days, want 11 on 8", len(points), got.Days)
	}
	if !shown(got.Frequency.PerWeek, "1.100") { // 11 incidents in 70 days
		t.Errorf("PerWeek is %v, want 1.1", got.Frequency.PerWeek)
	}
	got.Frequency.PerWeek = want.Frequency.PerWeek
	if !equal(got.Frequency, want.Frequency) {
		t.Errorf("got %+v, want %+v", got.Frequency, want.Frequency)
	}
}

func TestPromptedEdges(t *testing.T) {
	var a Analyser
	days := pointsOn(0, 10, 20, 30, 40, 50)
	for _, c := range []struct {
		name     string
		assessed int
		prompted bool
		away     []Span
		n, t     int
	}{
		{"the day after the last incident, not prompted", 51, false, nil, 5, 51},
		{"the day after the last incident, prompted", 51, true, nil, 4, 50},
		{"the latest incident on the day of the assessment", 50, false, nil, 4, 50},
		{"an incident dated a day later by its own offset", 49, false, nil, 4, 50},
		{"no clock time after the last incident", 60, false, []Span{{51, 60}}, 4, 50},
		{"one day of clock time after the last incident", 60, false, []Span{{52, 60}}, 5, 51},
		{"two periods that leave no time between them", 60, false, []Span{{56, 70}, {51, 57}}, 4, 50},
	} {
		away := make([]Span, len(c.away))
		for i, s := range c.away {
			away[i] = Span{base + s.From, base + s.To}
		}
		f := a.Analyse(days, Window{Assessed: base + c.assessed, Prompted: c.prompted, Recent: 28, Excluded: away}).Frequency
		if f.N != c.n || f.T != c.t {
			t.Errorf("%s: N, T are %d, %d, want %d, %d", c.name, f.N, f.T, c.n, c.t)
		}
	}
}

func TestFewestDays(t *testing.T) {
	var a Analyser
	for _, c := range []struct {
		days     []int
		prompted bool
		n        int
		tested   bool
	}{
		{nil, true, 0, false},
		{nil, false, 0, false},
		{[]int{0}, true, 0, false}, // m - 2 would be negative
		{[]int{0}, false, 0, false},
		{[]int{0, 9}, true, 0, false},
		{[]int{0, 9}, false, 1, false},
		{[]int{0, 9, 20, 33}, false, 3, false},
		{[]int{0, 9, 20, 33, 41}, true, 3, false},
		{[]int{0, 9, 20, 33, 41}, false, 4, true},
		{[]int{0, 9, 20, 33, 41, 50}, true, 4, true},
	} {
		f := a.Analyse(pointsOn(c.days...), Window{Assessed: base + 60, Prompted: c.prompted, Recent: 28}).Frequency
		if f.N != c.n || (f.Finding != TooFew) != c.tested || (f.Test != "") != c.tested {
			t.Errorf("%v prompted %v: N %d, %s by %q", c.days, c.prompted, f.N, f.Finding, f.Test)
		}
		for _, x := range []float64{f.U, f.P, f.Beta, f.exactP, f.normalP, f.cv} {
			if math.IsNaN(x) == c.tested {
				t.Errorf("%v prompted %v: a number is %v in %+v", c.days, c.prompted, x, f)
			}
		}
		if math.IsNaN(f.s) != (c.n == 0) {
			t.Errorf("%v prompted %v: S is %v", c.days, c.prompted, f.s)
		}
	}
}

func TestTooDense(t *testing.T) {
	var a Analyser
	five, closer := []int{0, 2, 4, 6, 8, 9}, []int{0, 2, 4, 6, 7, 8}
	for _, c := range []struct {
		name     string
		days     []int
		assessed int
		away     []Span
		dense    bool
	}{
		{"five interior days of ten are half, not more", five, 10, nil, false},
		{"five interior days of nine", closer, 9, nil, true},
		{"five interior days of ten on the clock", five, 30, []Span{{11, 40}}, false},
		{"five interior days of nine on the clock", closer, 30, []Span{{10, 30}}, true},
	} {
		away := make([]Span, len(c.away))
		for i, s := range c.away {
			away[i] = Span{base + s.From, base + s.To}
		}
		f := a.Analyse(pointsOn(c.days...), Window{Assessed: base + c.assessed, Recent: 28, Excluded: away}).Frequency
		if (f.Finding == TooDense) != c.dense {
			t.Errorf("%s: %s with N %d, T %d", c.name, f.Finding, f.N, f.T)
		}
		if math.IsNaN(f.U) || math.IsNaN(f.P) || math.IsNaN(f.Beta) || f.Test != ExactTest {
			t.Errorf("%s: the numbers are not kept: %+v", c.name, f)
		}
	}

	// Too dense, whatever p is: eleven interior days of twenty, all of them late.
	late := a.Analyse(pointsOn(0, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19), Window{Assessed: base + 20, Recent: 28}).Frequency
	if late.Finding != TooDense || late.exactP > significance {
		t.Errorf("a dense rise is %s with exact p %v", late.Finding, late.exactP)
	}
	// Too few comes before too dense.
	few := a.Analyse(pointsOn(0, 1, 2, 3), Window{Assessed: base + 4, Recent: 28}).Frequency
	if few.Finding != TooFew {
		t.Errorf("three interior days of four are %s", few.Finding)
	}
}

// TestClusteredAbove checks that gaps which vary by exactly 1.2 are not
// clustered, and that gaps which vary by a little more are.
func TestClusteredAbove(t *testing.T) {
	var a Analyser
	at := func(gaps ...int) Frequency {
		days := []int{0}
		for _, g := range gaps {
			days = append(days, days[len(days)-1]+g)
		}
		return a.Analyse(pointsOn(days...), Window{Assessed: base + 1000, Recent: 28}).Frequency
	}
	// Try every such set of four in a range, because a single one might happen to
	// round well.
	tried := 0
	for b := 1; b < 40; b++ {
		for c := b; c < 40; c++ {
			for d := c; d < 300; d++ {
				gaps := []int{b, b, c, d}
				sum, squares := 2*b+c+d, 2*b*b+c*c+d*d
				if 25*4*(4*squares-sum*sum) != 36*3*sum*sum { // CV² = 36/25
					continue
				}
				tried++
				if f := at(gaps...); f.cv != 1.2 || f.Test != ExactTest {
					t.Errorf("gaps %v vary by %v and are tested by %s", gaps, f.cv, f.Test)
				}
				gaps[3]++
				if f := at(gaps...); f.cv <= 1.2 || f.Test != LewisRobinsonTest {
					t.Errorf("gaps %v vary by %v and are tested by %s", gaps, f.cv, f.Test)
				}
			}
		}
	}
	if tried == 0 {
		t.Error("no gaps that vary by exactly 1.2 were tried")
	}
}

// TestEqualGaps checks that equal gaps, whose variation is 0, cause no division by 0.
func TestEqualGaps(t *testing.T) {
	var a Analyser
	f := a.Analyse(pointsOn(0, 10, 20, 30, 40, 50), Window{Assessed: base + 60, Recent: 28}).Frequency
	if f.cv != 0 || !math.IsNaN(f.lrP) || f.Test != ExactTest || f.U != 0 || f.P != 0.5 || f.Finding != NoClearTrend {
		t.Errorf("with equal gaps it finds %+v", f)
	}
}

func TestPairsThatDifferInOneThing(t *testing.T) {
	for _, c := range []struct {
		id      int
		finding Finding
		p       string
	}{
		{1, Rising, "0.02148"}, {2, NoClearTrend, "0.05768"},
		{12, Rising, "0.04328"}, {13, NoClearTrend, "0.05916"},
		{9, NoClearTrend, "0.1320"},
	} {
		f := vectors[c.id-1].analyse(new(Analyser)).Frequency
		if f.Finding != c.finding || !shown(f.P, c.p) {
			t.Errorf("T%d is %s with p %.4g, want %s with %s", c.id, f.Finding, f.P, c.finding, c.p)
		}
	}
}

func TestMedianGaps(t *testing.T) {
	var a Analyser
	for _, c := range []struct {
		days        []int
		early, late string
	}{
		{vectors[0].days, "14", "4"},       // T1
		{vectors[16].days, "16.5", "5.5"},  // T17
		{[]int{0, 7, 19}, "7", "12"},       // two gaps
		{[]int{0, 7, 107, 119}, "7", "12"}, // the middle one left out
		{[]int{0, 7}, "", ""},
		{[]int{0}, "", ""},
		{nil, "", ""},
	} {
		a.Analyse(pointsOn(c.days...), Window{Assessed: base + 200, Recent: 28})
		if early, recent := a.Gaps(); !shown(early, c.early) || !shown(recent, c.late) {
			t.Errorf("%v: gaps %v and %v, want %s and %s", c.days, early, recent, c.early, c.late)
		}
	}
	// On the clock: T12 without its thirty days of custody.
	vectors[11].analyse(&a) // gaps 14 14 10 10 8 5 4 3
	if early, recent := a.Gaps(); early != 12 || recent != 4.5 {
		t.Errorf("T12: gaps %v and %v, want 12 and 4.5", early, recent)
	}
}

// TestCriticalValues checks the table of section 7: the exact p crosses 0.05 at S, to
// the fourth decimal and in both directions.
func TestCriticalValues(t *testing.T) {
	table := []float64{
		2.9534, 3.5654, 4.1663, 4.7592, 5.3457, 5.9270, 6.5039, 7.0771, 7.6470,
		8.2140, 8.7786, 9.3409, 9.9011, 10.4595, 11.0162, 11.5714, 12.1251,
	}
	const half = 0.5e-4
	for i, s := range table {
		n := i + 4
		if p := irwinHallUpper(s+half, n); p > significance {
			t.Errorf("n %d: S just above %v gives p %v", n, s, p)
		}
		if p := irwinHallUpper(s-half, n); p <= significance {
			t.Errorf("n %d: S just below %v gives p %v", n, s, p)
		}
		if p := irwinHallUpper(float64(n)-s-half, n); 1-p > significance {
			t.Errorf("n %d: S just below n - %v gives lower p %v", n, s, 1-p)
		}
		if p := irwinHallUpper(float64(n)-s+half, n); 1-p <= significance {
			t.Errorf("n %d: S just above n - %v gives lower p %v", n, s, 1-p)
		}
	}
}

// series returns incident-days in a window of scale days for the simulations of
// section 8. With beta 1 the rate is steady.
func series(r *rand.Rand, n, scale int, beta float64, prompted bool) ([]Point, Window) {
	points := []Point{{Day: 0, Severity: 1}}
	for range n {
		x := math.Pow(r.Float64(), 1/beta)
		points = append(points, Point{Day: 1 + int(x*float64(scale-1)), Severity: 1})
	}
	if prompted {
		points = append(points, Point{Day: scale, Severity: 1})
	}
	return points, Window{Assessed: scale, Prompted: prompted, Recent: 28}
}

// clusters returns n interior incident-days with gamma gaps, ended by the
// incident that prompted the assessment.
func clusters(r *rand.Rand, n int, shape float64) ([]Point, Window) {
	const unit = 1e6 // so fine that the day hardly rounds the clock
	points := []Point{{Day: 0, Severity: 1}}
	at := 0
	for range n + 1 {
		at += 1 + int(unit*gamma(r, shape))
		points = append(points, Point{Day: at, Severity: 1})
	}
	return points, Window{Assessed: at, Prompted: true, Recent: 28}
}

// gamma draws from the gamma distribution of the given shape, below 1, and
// scale 1 (Ahrens and Dieter 1974, Computing 12, 223-246, algorithm GS).
func gamma(r *rand.Rand, shape float64) float64 {
	b := (math.E + shape) / math.E
	for {
		p := b * r.Float64()
		if p <= 1 {
			if x := math.Pow(p, 1/shape); r.ExpFloat64() >= x {
				return x
			}
			continue
		}
		x := -math.Log((b - p) / shape)
		if r.Float64() <= math.Pow(x, shape-1) {
			return x
		}
	}
}

// TestWhatTheTestsCanDo checks the table of section 8 by simulation: the size of the
// exact test and of the whole procedure on steady and clustered series, and their
// power.
func TestWhatTheTestsCanDo(t *testing.T) {
	const scale = 1_000_000 // days so fine that time is continuous
	sizes := []int{4, 6, 8, 12, 20}
	one := func(v ...float64) (r [][2]float64) {
		for _, x := range v {
			r = append(r, [2]float64{x, x})
		}
		return r
	}
	gammas := func(shape float64) func(*rand.Rand, int, bool) ([]Point, Window) {
		return func(r *rand.Rand, n int, _ bool) ([]Point, Window) { return clusters(r, n, shape) }
	}
	growing := func(beta float64) func(*rand.Rand, int, bool) ([]Point, Window) {
		return func(r *rand.Rand, n int, prompted bool) ([]Point, Window) {
			return series(r, n, scale, beta, prompted)
		}
	}
	for _, c := range []struct {
		name         string
		draw         func(*rand.Rand, int, bool) ([]Point, Window)
		prompts      []bool
		exact, whole [][2]float64 // percent, lowest and highest, by size
	}{
		{"steady", growing(1), []bool{false, true},
			[][2]float64{{4.9, 4.9}, {5.0, 5.0}, {4.9, 5.1}, {4.7, 5.1}, {4.9, 5.2}},
			[][2]float64{{3.3, 4.0}, {3.7, 4.0}, {3.8, 3.9}, {3.8, 4.2}, {4.2, 4.4}}},
		{"clustered, shape 0.5", gammas(0.5), []bool{true},
			one(11.0, 11.4, 11.6, 11.8, 11.5), one(5.3, 5.9, 6.0, 6.0, 5.6)},
		{"clustered, shape 0.3", gammas(0.3), []bool{true},
			one(15.5, 16.5, 17.1, 17.1, 17.7), one(5.5, 6.1, 6.2, 5.7, 5.6)},
		{"rate growing like t", growing(2), []bool{false, true},
			[][2]float64{{29, 29}, {40, 41}, {50, 51}, {68, 68}, {87, 87}},
			[][2]float64{{18, 23}, {31, 33}, {41, 42}, {59, 59}, {81, 81}}},
		{"rate growing like t²", growing(3), []bool{false},
			one(58, 76, 88, 97, 99.9), one(45, 63, 75, 89, 98)},
	} {
		for i, n := range sizes {
			for _, prompted := range c.prompts {
				const draws = 4000
				r := rand.New(rand.NewPCG(8, uint64(n)))
				var a Analyser
				exact, whole := 0, 0
				for range draws {
					f := a.Analyse(c.draw(r, n, prompted)).Frequency
					if f.exactP <= significance {
						exact++
					}
					if f.Finding == Rising {
						whole++
					}
				}
				for _, part := range []struct {
					name  string
					count int
					want  [2]float64
				}{{"exact", exact, c.exact[i]}, {"procedure", whole, c.whole[i]}} {
					got := 100 * float64(part.count) / draws
					// Four standard errors and the rounding of the table.
					slack := 0.5 + 4*100*math.Sqrt(max(got, 1)/100*(1-min(got, 99)/100)/draws)
					if got < part.want[0]-slack || got > part.want[1]+slack {
						t.Errorf("%s, n %d, prompted %v: %s %.1f %%, want %v %%", c.name, n, prompted, part.name, got, part.want)
					}
				}
			}
		}
	}
}

// TestWholeDaysMakeTheTestCautious checks the rates of section 8 on steady daily
// series, in which two incident-days cannot be the same day.
func TestWholeDaysMakeTheTestCautious(t *testing.T) {
	for _, c := range []struct {
		n, days int
		want    float64
	}{{7, 60, 3.6}, {12, 60, 3.1}, {20, 60, 2.1}, {12, 30, 1.2}} {
		const draws = 10000
		r := rand.New(rand.NewPCG(9, uint64(c.n)))
		var a Analyser
		rising := 0
		for range draws {
			points := []Point{{Day: 0, Severity: 1}, {Day: c.days, Severity: 1}}
			for _, d := range r.Perm(c.days - 1)[:c.n] {
				points = append(points, Point{Day: d + 1, Severity: 1})
			}
			f := a.Analyse(points, Window{Assessed: c.days, Prompted: true, Recent: 28}).Frequency
			if f.N != c.n {
				t.Fatalf("N is %d, want %d", f.N, c.n)
			}
			if f.exactP <= significance {
				rising++
			}
		}
		got := 100 * float64(rising) / draws
		if math.Abs(got-c.want) > 0.8 {
			t.Errorf("%d days in %d: exact test fires on %.2f %%, want about %.1f %%", c.n, c.days, got, c.want)
		}
	}
}
