package timeline

import (
	"encoding/binary"
	"flag"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// equal compares field by field. NaN equals NaN, and nil does not equal empty.
func equal(a, b any) bool {
	return cmp.Equal(a, b, cmpopts.EquateNaNs(), cmp.AllowUnexported(Frequency{}, Severity{}))
}

// check tries a property on the same random values every time, and writes no file.
// -rapid.seed tries others.
func check(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	if flag.Lookup("rapid.seed").Value.String() == "0" {
		for name, value := range map[string]string{"rapid.seed": "1", "rapid.nofailfile": "true"} {
			if err := flag.Set(name, value); err != nil {
				t.Fatal(err)
			}
		}
	}
	rapid.Check(t, property)
}

// drawn is a random timeline with its window.
type drawn struct {
	points []Point
	window Window
}

// draw returns a timeline of up to 40 incidents in up to 200 days. It is often
// sparse enough to be tested, and periods often touch incidents.
func draw(t *rapid.T) drawn {
	length := rapid.IntRange(0, 200).Draw(t, "length")
	points := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Point {
		return Point{
			Day:      base + rapid.IntRange(0, length).Draw(t, "day"),
			Severity: rapid.IntRange(1, 5).Draw(t, "severity"),
			Kind:     rapid.IntRange(1, 6).Draw(t, "kind"),
			InPerson: rapid.Bool().Draw(t, "in person"),
		}
	}), 0, 40).Draw(t, "points")
	away := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Span {
		from := base + rapid.IntRange(-20, length+20).Draw(t, "from")
		return Span{from, from + rapid.IntRange(-2, 30).Draw(t, "days")}
	}), 0, 4).Draw(t, "away")
	return drawn{points, Window{
		Assessed: base + length + rapid.IntRange(-3, 40).Draw(t, "wait"),
		Prompted: rapid.Bool().Draw(t, "prompted"),
		Recent:   28,
		Excluded: away,
	}}
}

// plainly returns what the specification says about d, worked out day by day and
// slowly: an oracle for everything except the tail probabilities.
func plainly(d drawn) (f Findings) {
	highest := map[int]int{}
	for _, p := range d.points {
		highest[p.Day] = max(highest[p.Day], p.Severity)
	}
	var days []int
	for day := range highest {
		days = append(days, day)
	}
	slices.Sort(days)
	f.Days = len(days)
	if len(days) == 0 {
		f.Step, f.Methods, f.Approach = TooFew, TooFew, TooFew
		return f
	}

	away := map[int]bool{}
	for _, s := range d.window.Excluded {
		inside := slices.ContainsFunc(days, func(day int) bool { return s.From < day && day < s.To })
		if inside {
			f.Cancelled = append(f.Cancelled, s)
			continue
		}
		for day := s.From; day <= s.To; day++ {
			if highest[day] == 0 {
				away[day] = true
			}
		}
	}
	clock := map[int]int{days[0]: 0}
	end := max(d.window.Assessed, days[len(days)-1])
	for day := days[0] + 1; day <= end; day++ {
		clock[day] = clock[day-1]
		if !away[day] {
			clock[day]++
		}
	}

	last := days[len(days)-1]
	interior := days[1:]
	f.Frequency.T = clock[end]
	if d.window.Prompted || clock[end] == clock[last] {
		f.Frequency.T = clock[last]
		if len(interior) > 0 {
			interior = interior[:len(interior)-1]
		}
	}
	f.Frequency.N = len(interior)
	f.Frequency.s = 0
	for _, day := range interior {
		f.Frequency.s += float64(clock[day]) / float64(f.Frequency.T)
		if float64(clock[day]) > 2*float64(f.Frequency.T)/3+1e-9 {
			f.Frequency.LastThird++
		}
	}
	mean, squares := float64(clock[last])/float64(len(days)-1), 0.0
	for i, day := range days[1:] {
		squares += math.Pow(float64(clock[day]-clock[days[i]])-mean, 2)
	}
	f.Frequency.cv = math.Sqrt(squares/float64(len(days)-2)) / mean

	tops := make([]int, len(days))
	for i, day := range days {
		tops[i] = highest[day]
	}
	f.Severity.s = pairs(tops)

	sorted := slices.Clone(d.points)
	slices.SortFunc(sorted, func(p, q Point) int { return p.Day - q.Day })
	f.Step, f.Methods, f.Approach = NoClearTrend, NoClearTrend, NoClearTrend
	before, lately, kinds, new := 0, 0, map[int]bool{}, 0
	for _, p := range sorted {
		if d.window.Assessed-p.Day >= 28 {
			before = max(before, p.Severity)
		} else {
			lately = max(lately, p.Severity)
			if !kinds[p.Kind] {
				new++
			}
		}
		kinds[p.Kind] = true
	}
	switch {
	case before == 0:
		f.Step = TooFew
	case lately-before >= 2:
		f.Step = Rising
	}
	switch {
	case d.window.Assessed-27-days[0] < 14:
		f.Methods = TooFew
	case new >= 2:
		f.Methods = Rising
	}
	met := slices.IndexFunc(sorted, func(p Point) bool { return p.InPerson })
	switch {
	case len(sorted) < 3:
		f.Approach = TooFew
	case met < 0 || d.window.Assessed-sorted[met].Day >= 28:
	default:
		remote := 0
		for _, p := range sorted {
			if !p.InPerson && p.Day < sorted[met].Day {
				remote++
			}
		}
		if remote >= 2 {
			f.Approach = Rising
		}
	}
	return f
}

func TestAgainstOracle(t *testing.T) {
	var a Analyser // one for all: what it read before must not matter
	check(t, func(t *rapid.T) {
		d := draw(t)
		got := a.Analyse(d.points, d.window)
		want := plainly(d)

		g, w := got.Frequency, want.Frequency
		if got.Days != want.Days || g.N != w.N || g.T != w.T || g.LastThird != w.LastThird {
			t.Fatalf("got %+v, want %+v", got, want)
		}
		if !equal(got.Cancelled, want.Cancelled) {
			t.Fatalf("cancelled %v, want %v", got.Cancelled, want.Cancelled)
		}
		if got.Step != want.Step || got.Methods != want.Methods || got.Approach != want.Approach {
			t.Fatalf("got %s, %s, %s, want %s, %s, %s", got.Step, got.Methods, got.Approach, want.Step, want.Methods, want.Approach)
		}
		if got.Days >= 4 && got.Severity.s != want.Severity.s {
			t.Fatalf("severity S %d, want %d", got.Severity.s, want.Severity.s)
		}
		if g.N > 0 && math.Abs(g.s-w.s) > 1e-9 {
			t.Fatalf("S %v, want %v", g.s, w.s)
		}
		if g.N >= 4 && math.Abs(g.cv-w.cv) > 1e-9 {
			t.Fatalf("CV %v, want %v", g.cv, w.cv)
		}
		if g.N >= 4 && g.N <= exactDays {
			exact, _ := irwinHallRational(int(math.Round(w.s*float64(w.T))), w.T, g.N).Float64()
			if math.Abs(g.exactP-exact) > 1e-12 {
				t.Fatalf("exact p %v, want %v", g.exactP, exact)
			}
		}
		if err := sane(got, d.points); err != "" {
			t.Fatalf("%s: %+v", err, got)
		}
	})
}

// sane returns how f contradicts itself, or "".
func sane(f Findings, points []Point) string {
	g := f.Frequency
	tested := g.N >= 4
	governing := map[string]float64{ExactTest: g.exactP, NormalTest: g.normalP, LewisRobinsonTest: g.lrP, "": math.NaN()}[g.Test]
	want := NoClearTrend
	switch {
	case !tested:
		want = TooFew
	case 2*g.N > g.T:
		want = TooDense
	case g.P <= 0.05:
		want = Rising
	case 1-g.P <= 0.05:
		want = Falling
	}
	switch {
	case g.Finding != want:
		return "the finding does not follow from p"
	case !equal(g.P, governing):
		return "P is not the governing test's"
	case tested && !(g.P >= 0 && g.P <= 1 && g.normalP >= 0 && g.normalP <= 1):
		return "a p is outside 0 to 1"
	case tested && !(g.Beta > 0 && g.s >= 0 && g.s <= float64(g.N)):
		return "beta or S is out of range"
	case tested && (g.cv > 1.2) != (g.Test == LewisRobinsonTest):
		return "Lewis-Robinson does not go with CV"
	case tested && g.cv <= 1.2 && (g.N <= 20) != (g.Test == ExactTest):
		return "exact does not go with N"
	case g.N < 0 || g.N > f.Days || f.Days > len(points):
		return "the counts do not fit"
	case f.Severity.Finding == Falling || f.Severity.Finding == TooDense:
		return "severity may not say so"
	case f.Severity.N != f.Days || (f.Severity.Finding == TooFew) != (f.Days < 4):
		return "severity does not count all incident-days"
	case f.Days >= 4 && !(f.Severity.P >= 0 && f.Severity.P <= 1 && (f.Severity.P <= 0.05) == (f.Severity.Finding == Rising)):
		return "severity does not follow from p"
	case len(points) > 0 && math.IsNaN(g.PerWeek) != (g.T == 0):
		return "PerWeek does not fit"
	}
	for _, finding := range []Finding{f.Step, f.Methods, f.Approach} {
		if finding != Rising && finding != NoClearTrend && finding != TooFew {
			return "a change may not say so"
		}
	}
	return ""
}

// TestProperties checks the properties of section 9 of the specification, and that
// the input does not change. "Unknown gives the same as yes" and "undated changes
// nothing" need no check: a Window and a Point cannot express unknown and undated.
func TestProperties(t *testing.T) {
	var a Analyser
	check(t, func(t *rapid.T) {
		d := draw(t)
		points, away := slices.Clone(d.points), slices.Clone(d.window.Excluded)
		want := a.Analyse(d.points, d.window)
		if !equal(points, d.points) || !equal(away, d.window.Excluded) {
			t.Fatal("the input was changed")
		}
		var fresh Analyser
		if got := fresh.Analyse(d.points, d.window); !equal(got, want) {
			t.Fatalf("a used analyser finds %+v, a new one %+v", got, want)
		}

		// The order of the incidents does not matter.
		points = rapid.Permutation(points).Draw(t, "order")
		if got := a.Analyse(points, d.window); !equal(got, want) {
			t.Fatalf("in another order it finds %+v, not %+v", got, want)
		}

		// Nor does the order of the periods; given twice, they count once.
		w := d.window
		w.Excluded = append(rapid.Permutation(away).Draw(t, "order of periods"), away...)
		got := a.Analyse(points, w)
		got.Cancelled = want.Cancelled
		if !equal(got, want) {
			t.Fatalf("with the periods in another order, twice, it finds %+v, not %+v", got, want)
		}

		// Moving every date by the same number of days changes nothing.
		by := rapid.IntRange(-40000, 40000).Draw(t, "days moved")
		moved := slices.Clone(points)
		for i := range moved {
			moved[i].Day += by
		}
		w = d.window
		w.Assessed += by
		w.Excluded = slices.Clone(away)
		for i := range w.Excluded {
			w.Excluded[i].From += by
			w.Excluded[i].To += by
		}
		got = a.Analyse(moved, w)
		for i := range got.Cancelled {
			got.Cancelled[i].From -= by
			got.Cancelled[i].To -= by
		}
		if !equal(got, want) {
			t.Fatalf("%d days later it is %+v, not %+v", by, got, want)
		}

		// A second incident on an incident-day that is no graver changes neither
		// test. Only the number of incidents per week rises.
		if len(points) > 0 {
			again := rapid.SampledFrom(points).Draw(t, "again")
			again.Severity = 1
			got = a.Analyse(append(points, again), d.window)
			if g := got.Frequency.PerWeek; g <= want.Frequency.PerWeek {
				t.Fatalf("one more incident and PerWeek goes from %v to %v", want.Frequency.PerWeek, g)
			}
			got.Frequency.PerWeek = want.Frequency.PerWeek
			if !equal(got.Frequency, want.Frequency) || !equal(got.Severity, want.Severity) || got.Days != want.Days {
				t.Fatalf("with a second incident on a day it finds %+v, not %+v", got, want)
			}
		}
	})
}

// TestMirror checks that a prompted timeline read backwards has the opposite p, so
// that the test finds rises and falls equally well.
func TestMirror(t *testing.T) {
	var a Analyser
	check(t, func(t *rapid.T) {
		d := draw(t)
		d.window.Prompted, d.window.Excluded = true, nil
		backwards := slices.Clone(d.points)
		for i := range backwards {
			backwards[i].Day = 2*base - backwards[i].Day
		}
		f, g := a.Analyse(d.points, d.window).Frequency, a.Analyse(backwards, Window{Assessed: base, Prompted: true}).Frequency
		if f.N < 4 {
			return
		}
		if f.N != g.N || f.T != g.T || f.Test != g.Test || math.Abs(f.P+g.P-1) > 1e-12 || math.Abs(f.U+g.U) > 1e-12 {
			t.Fatalf("%+v read backwards is %+v", f, g)
		}
	})
}

// FuzzAnalyse checks that no numbers make the analysis panic or hang. Each point is
// 25 bytes of data: eight each for day, severity and kind, and one for whether it was
// in person. With small, days are those of real dates, and the findings must not
// contradict themselves.
func FuzzAnalyse(f *testing.F) {
	seed := func(days ...int) []byte {
		var data []byte
		for i, d := range days {
			data = binary.LittleEndian.AppendUint64(data, uint64(d))
			data = binary.LittleEndian.AppendUint64(data, uint64(i%7))
			data = binary.LittleEndian.AppendUint64(data, uint64(i%3))
			data = append(data, byte(i%2))
		}
		return data
	}
	f.Add([]byte(nil), 0, true, 28, 0, 0, true)
	f.Add(seed(0), 0, false, 28, 0, 0, true)
	f.Add(seed(vectors[0].days...), 60, false, 28, 20, 25, true)
	f.Add(seed(vectors[5].days...), 133, true, 28, -5, 5, true)
	f.Add(seed(vectors[14].days...), 160, false, 0, 30, math.MaxInt, true)
	f.Add(seed(0, 1, 2, 3, 4, 5, 6, 7), 8, false, -1, 9, 2, true)
	f.Add(seed(math.MinInt, -1, 0, 1, math.MaxInt), math.MaxInt, true, math.MaxInt, math.MinInt, math.MaxInt, false)
	f.Add(seed(math.MaxInt, math.MinInt, math.MaxInt/2, 5, 6, 7), math.MinInt, false, math.MinInt, math.MaxInt, math.MinInt, false)
	f.Fuzz(func(t *testing.T, data []byte, assessed int, prompted bool, recent, from, to int, small bool) {
		const years = 3_000_000 // days of about 8000 years
		var points []Point
		for ; len(data) >= 25; data = data[25:] {
			points = append(points, Point{
				Day:      int(binary.LittleEndian.Uint64(data)),
				Severity: int(binary.LittleEndian.Uint64(data[8:])),
				Kind:     int(binary.LittleEndian.Uint64(data[16:])),
				InPerson: data[24]&1 == 1,
			})
		}
		if small {
			assessed %= years
			for i := range points {
				points[i].Day %= years
			}
		}
		var a Analyser
		found := a.Analyse(points, Window{
			Assessed: assessed, Prompted: prompted, Recent: recent,
			Excluded: []Span{{from, to}, {to, from}, {from, from}},
		})
		if small {
			if err := sane(found, points); err != "" {
				t.Errorf("%s: %+v", err, found)
			}
		}
	})
}

// TestNoAllocations checks that repeated analyses allocate nothing.
func TestNoAllocations(t *testing.T) {
	var a Analyser
	r := rand.New(rand.NewPCG(1, 2))
	points := steady(r, 40)
	w := Window{
		Assessed: base + 200, Recent: 28,
		Excluded: []Span{{base + 201, base + 230}, {base - 30, base}, {base + 190, base + 300}},
	}
	if got := testing.AllocsPerRun(100, func() { a.Analyse(points, w) }); got != 0 {
		t.Errorf("one analysis allocates %v times", got)
	}
	if got := testing.AllocsPerRun(100, func() { a.Analyse(points[:5], w); a.Analyse(nil, w) }); got != 0 {
		t.Errorf("a short analysis allocates %v times", got)
	}
}

// kinds of the steady series: how frequent, how grave, and whether in person. They
// roughly follow the questionnaire's list. Most are messages.
var kinds = []struct {
	share    float64
	severity int
	inPerson bool
}{
	{0.30, 1, false}, {0.10, 1, false}, {0.05, 1, false}, // message, online_contact, other
	{0.08, 2, false}, {0.04, 2, false}, {0.08, 2, false}, // online_post, information_gathering, third_party_contact
	{0.10, 3, true}, {0.07, 3, true}, {0.05, 3, true}, // loitering, following, visit
	{0.03, 4, true}, {0.07, 4, false}, // damage, threat
	{0.02, 5, false}, {0.01, 5, true}, // grave_threat, assault
}

// steady returns incidents on random days of 200, in a series that does not change:
// each kind is as likely at the end as at the beginning.
func steady(r *rand.Rand, incidents int) []Point {
	points := make([]Point, incidents)
	for i := range points {
		points[i] = ofSomeKind(r)
		points[i].Day = base + r.IntN(200)
	}
	return points
}

// ofSomeKind returns an incident of a random kind.
func ofSomeKind(r *rand.Rand) Point {
	draw, kind := r.Float64(), 0
	for kind < len(kinds)-1 && draw >= kinds[kind].share {
		draw -= kinds[kind].share
		kind++
	}
	return Point{Severity: kinds[kind].severity, Kind: kind, InPerson: kinds[kind].inPerson}
}

// alarms counts the findings that fire on steady series.
type alarms struct {
	frequency, falling, severity, raises, step, methods, approach, proposes float64
}

// count analyses one steady series of the given number of incidents, prompted
// (assessed on the day of the last incident) or not (on the 200th day).
func (c *alarms) count(a *Analyser, r *rand.Rand, incidents int, prompted bool) {
	points := steady(r, incidents)
	w := Window{Assessed: base + 200, Recent: 28}
	if prompted {
		w.Prompted, w.Assessed = true, 0
		for _, p := range points {
			w.Assessed = max(w.Assessed, p.Day)
		}
	}
	c.read(a, points, w)
}

// countClustered analyses one prompted series that comes in clusters, at the same rate
// from beginning to end.
func (c *alarms) countClustered(a *Analyser, r *rand.Rand, incidents int) {
	points, w := clusters(r, incidents-2, 0.5)
	for i := range points {
		day := points[i].Day
		points[i] = ofSomeKind(r)
		points[i].Day = day
	}
	c.read(a, points, w)
}

func (c *alarms) read(a *Analyser, points []Point, w Window) {
	f := a.Analyse(points, w)
	one := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	c.frequency += one(f.Frequency.Finding == Rising)
	c.falling += one(f.Frequency.Finding == Falling)
	c.severity += one(f.Severity.Finding == Rising)
	c.raises += one(f.Frequency.Finding == Rising || f.Severity.Finding == Rising)
	c.step += one(f.Step == Rising)
	c.methods += one(f.Methods == Rising)
	c.approach += one(f.Approach == Rising)
	c.proposes += one(f.Step == Rising || f.Methods == Rising || f.Approach == Rising)
}

// TestFalseAlarms checks that Frequency and Severity raise on at most ten steady
// series in a hundred.
func TestFalseAlarms(t *testing.T) {
	const draws = 4000
	for _, incidents := range []int{4, 5, 6, 8, 10, 12, 20, 40} {
		for _, prompted := range []bool{false, true} {
			var a Analyser
			var c alarms
			r := rand.New(rand.NewPCG(28, uint64(incidents)))
			for range draws {
				c.count(&a, r, incidents, prompted)
			}
			if rate := 100 * c.raises / draws; rate > 10 {
				t.Errorf("%d incidents, prompted %v: %.1f %% of steady series raise (frequency %.1f %%, severity %.1f %%)",
					incidents, prompted, rate, 100*c.frequency/draws, 100*c.severity/draws)
			}
		}
	}
}

// BenchmarkFalseAlarms reports in percent how often each finding fires on steady
// series, spread evenly or in clusters. %raises is Frequency or Severity, at most ten
// if incidents are spread evenly. The time includes making the series. To run it: go
// test -run=^$ -bench=FalseAlarms ./assess/timeline
func BenchmarkFalseAlarms(b *testing.B) {
	for _, c := range []struct {
		name      string
		incidents int
		prompted  bool
		clustered bool
	}{
		{"incidents=4", 4, false, false}, {"incidents=6", 6, false, false}, {"incidents=8", 8, false, false}, {"incidents=12", 12, false, false},
		{"incidents=20", 20, false, false}, {"incidents=40", 40, false, false},
		{"incidents=6/prompted", 6, true, false}, {"incidents=12/prompted", 12, true, false}, {"incidents=20/prompted", 20, true, false},
		{"incidents=8/clustered", 8, true, true}, {"incidents=14/clustered", 14, true, true}, {"incidents=22/clustered", 22, true, true},
	} {
		b.Run(c.name, func(b *testing.B) {
			var a Analyser
			var fired alarms
			r := rand.New(rand.NewPCG(28, 28))
			for range b.N {
				if c.clustered {
					fired.countClustered(&a, r, c.incidents)
				} else {
					fired.count(&a, r, c.incidents, c.prompted)
				}
			}
			percent := 100 / float64(b.N)
			b.ReportMetric(fired.frequency*percent, "%frequency")
			b.ReportMetric(fired.falling*percent, "%falling")
			b.ReportMetric(fired.severity*percent, "%severity")
			b.ReportMetric(fired.raises*percent, "%raises")
			b.ReportMetric(fired.step*percent, "%step")
			b.ReportMetric(fired.methods*percent, "%methods")
			b.ReportMetric(fired.approach*percent, "%approach")
			b.ReportMetric(fired.proposes*percent, "%proposes")
		})
	}
}

// BenchmarkAnalyse times the analysis alone.
func BenchmarkAnalyse(b *testing.B) {
	for _, c := range []struct {
		name      string
		incidents int
	}{{"incidents=8", 8}, {"incidents=20", 20}, {"incidents=40", 40}} {
		b.Run(c.name, func(b *testing.B) {
			var a Analyser
			points := steady(rand.New(rand.NewPCG(1, 1)), c.incidents)
			w := Window{Assessed: base + 210, Recent: 28, Excluded: []Span{{base + 201, base + 205}}}
			b.ReportAllocs()
			for b.Loop() {
				a.Analyse(points, w)
			}
		})
	}
}
