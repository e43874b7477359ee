package timeline

import "testing"

// assessed is the day of the assessment in these tests. ago counts back from it, so 27
// days ago is the earliest recent day and 28 is not recent.
const assessed = base

func ago(days, severity, kind int, inPerson bool) Point {
	return Point{Day: assessed - days, Severity: severity, Kind: kind, InPerson: inPerson}
}

// remote returns a message that number of days before the assessment.
func remote(days int) Point { return ago(days, 1, 1, false) }

// near returns a visit that number of days before the assessment.
func near(days int) Point { return ago(days, 3, 2, true) }

var lately = Window{Assessed: assessed, Prompted: true, Recent: 28}

func TestStep(t *testing.T) {
	grave := func(days, severity int) Point { return ago(days, severity, 1, false) }
	for _, c := range []struct {
		name   string
		points []Point
		want   Finding
	}{
		{"none", nil, TooFew},
		{"nothing earlier", []Point{grave(0, 5), grave(27, 1)}, TooFew},
		{"nothing recent", []Point{grave(28, 1), grave(90, 5)}, NoClearTrend},
		{"two above", []Point{grave(60, 1), grave(3, 3)}, Rising},
		{"one above", []Point{grave(60, 1), grave(3, 2)}, NoClearTrend},
		{"equal", []Point{grave(60, 3), grave(3, 3)}, NoClearTrend},
		{"below, which is never falling", []Point{grave(60, 5), grave(3, 1)}, NoClearTrend},
		{"from 3 to 5", []Point{grave(60, 3), grave(3, 5)}, Rising},
		{"from 4 to 5", []Point{grave(60, 4), grave(3, 5)}, NoClearTrend},
		{"two above most, but not everything, earlier", []Point{grave(60, 1), grave(300, 2), grave(3, 3)}, NoClearTrend},
		{"the highest recent one counts", []Point{grave(60, 1), grave(5, 3), grave(3, 1)}, Rising},
		{"on the day of the assessment", []Point{grave(60, 1), grave(0, 3)}, Rising},
		{"27 days ago", []Point{grave(60, 1), grave(27, 3)}, Rising},
		{"28 days ago", []Point{grave(60, 1), grave(28, 3)}, NoClearTrend},
		{"earlier is 28 days ago", []Point{grave(28, 1), grave(27, 3)}, Rising},
		{"earlier is 27 days ago", []Point{grave(27, 1), grave(26, 3)}, TooFew},
		{"dated a day later by its own offset", []Point{grave(60, 1), grave(-1, 3)}, Rising},
	} {
		var a Analyser
		if got := a.Analyse(c.points, lately).Step; got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestMethods(t *testing.T) {
	of := func(days, kind int) Point { return ago(days, 1, kind, false) }
	for _, c := range []struct {
		name   string
		points []Point
		want   Finding
	}{
		{"none", nil, TooFew},
		{"two new kinds", []Point{of(60, 1), of(5, 2), of(3, 3)}, Rising},
		{"two new kinds on one day", []Point{of(60, 1), of(3, 2), of(3, 3)}, Rising},
		{"three new kinds", []Point{of(60, 1), of(5, 2), of(4, 7), of(3, 3)}, Rising},
		{"one new kind", []Point{of(60, 1), of(5, 2), of(3, 1)}, NoClearTrend},
		{"one new kind twice", []Point{of(60, 1), of(5, 2), of(3, 2)}, NoClearTrend},
		{"two kinds, one seen earlier", []Point{of(60, 2), of(50, 1), of(5, 2), of(3, 3)}, NoClearTrend},
		{"nothing recent", []Point{of(60, 1), of(40, 2), of(28, 3)}, NoClearTrend},
		{"first seen 27 days ago", []Point{of(60, 1), of(27, 2), of(27, 3)}, Rising},
		{"one of them first seen 28 days ago", []Point{of(60, 1), of(28, 2), of(27, 3), of(5, 2)}, NoClearTrend},
		{"14 days of history: 41 to 28 days ago", []Point{of(41, 1), of(5, 2), of(3, 3)}, Rising},
		{"13 days of history: 40 to 28 days ago", []Point{of(40, 1), of(5, 2), of(3, 3)}, TooFew},
		{"14 days of history and nothing new", []Point{of(41, 1), of(5, 1)}, NoClearTrend},
		{"no history", []Point{of(27, 1), of(5, 2), of(3, 3)}, TooFew},
		{"kinds are any integers", []Point{of(60, 0), of(5, -7), of(3, 1<<40)}, Rising},
		{"kinds in falling order", []Point{of(3, 1), of(5, 2), of(60, 9)}, Rising},
	} {
		var a Analyser
		if got := a.Analyse(c.points, lately).Methods; got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestApproach(t *testing.T) {
	for _, c := range []struct {
		name   string
		points []Point
		want   Finding
	}{
		{"none", nil, TooFew},
		{"two incidents", []Point{remote(60), near(3)}, TooFew},
		{"two remote ones, then in person", []Point{remote(60), remote(50), near(3)}, Rising},
		{"all of them recent", []Point{remote(9), remote(8), near(3)}, Rising},
		{"two remote ones on one day", []Point{remote(60), remote(60), near(3)}, Rising},
		{"one remote one before, one after", []Point{remote(60), near(5), remote(3)}, NoClearTrend},
		{"one remote one before, one on the same day", []Point{remote(60), remote(3), near(3)}, NoClearTrend},
		{"never in person", []Point{remote(60), remote(50), remote(3)}, NoClearTrend},
		{"always in person", []Point{near(60), near(50), near(3)}, NoClearTrend},
		{"in person before", []Point{near(90), remote(60), remote(50), near(3)}, NoClearTrend},
		{"27 days ago", []Point{remote(60), remote(50), near(27)}, Rising},
		{"28 days ago", []Point{remote(60), remote(50), near(28)}, NoClearTrend},
		{"28 days ago and again", []Point{remote(60), remote(50), near(28), near(3)}, NoClearTrend},
		{"on the day of the assessment", []Point{remote(60), remote(50), near(0)}, Rising},
		{"dated a day later by its own offset", []Point{remote(60), remote(50), near(-1)}, Rising},
		{"several in person, all recent", []Point{remote(60), remote(50), near(5), near(3)}, Rising},
	} {
		var a Analyser
		if got := a.Analyse(c.points, lately).Approach; got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestChangesUseTheCalendar checks that custody, which stops the clock, does not move
// the recent days.
func TestChangesUseTheCalendar(t *testing.T) {
	var a Analyser
	points := []Point{ago(60, 1, 1, false), ago(50, 1, 1, false), ago(28, 4, 2, true), ago(28, 4, 3, true)}
	w := lately
	w.Excluded = []Span{{assessed - 20, assessed - 1}}
	if f := a.Analyse(points, w); f.Step != NoClearTrend || f.Methods != NoClearTrend || f.Approach != NoClearTrend {
		t.Errorf("28 days ago counts as recent: %s, %s, %s", f.Step, f.Methods, f.Approach)
	}
}

// TestNoRecentDays checks that with Recent 0 no day is recent, not even today.
func TestNoRecentDays(t *testing.T) {
	var a Analyser
	w := lately
	w.Recent = 0
	f := a.Analyse([]Point{remote(60), remote(50), ago(0, 5, 5, true), ago(0, 5, 6, true)}, w)
	if f.Step != NoClearTrend || f.Methods != NoClearTrend || f.Approach != NoClearTrend {
		t.Errorf("something is recent: %s, %s, %s", f.Step, f.Methods, f.Approach)
	}
}
