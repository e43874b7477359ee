package timeline

import (
	"math"
	"testing"
)

// clockOf returns the clock values of days and of the assessment, and the cancelled
// periods, all in days from the first incident.
func clockOf(days []int, assessed int, away []Span) (clock []int, end int, cancelled []Span) {
	var a Analyser
	a.readDays(pointsOn(days...))
	w := Window{Assessed: base + assessed, Recent: 28}
	for _, s := range away {
		w.Excluded = append(w.Excluded, Span{base + s.From, base + s.To})
	}
	end, gone := a.wind(&w)
	for _, s := range gone {
		cancelled = append(cancelled, Span{s.From - base, s.To - base})
	}
	return a.clock, end, cancelled
}

func TestClock(t *testing.T) {
	const never = math.MaxInt - base // the end of an absence that has not ended
	days := []int{0, 10, 20, 30, 40}
	for _, c := range []struct {
		name      string
		away      []Span
		clock     []int
		end       int // of day 50
		cancelled []Span
	}{
		{"no period", nil, []int{0, 10, 20, 30, 40}, 50, nil},
		{"a period between two incidents", []Span{{12, 15}}, []int{0, 10, 16, 26, 36}, 46, nil},
		{"one day", []Span{{15, 15}}, []int{0, 10, 19, 29, 39}, 49, nil},
		{"every day between two incidents", []Span{{11, 19}}, []int{0, 10, 11, 21, 31}, 41, nil},
		{"arrested on the day of an incident", []Span{{10, 15}}, []int{0, 10, 15, 25, 35}, 45, nil},
		{"an incident on the day of release", []Span{{12, 20}}, []int{0, 10, 12, 22, 32}, 42, nil},
		{"both", []Span{{10, 20}}, []int{0, 10, 11, 21, 31}, 41, nil},
		{"one day, and an incident on it", []Span{{20, 20}}, []int{0, 10, 20, 30, 40}, 50, nil},
		{"two days, and an incident on the first", []Span{{20, 21}}, []int{0, 10, 20, 29, 39}, 49, nil},
		{"two days, and an incident on the last", []Span{{19, 20}}, []int{0, 10, 19, 29, 39}, 49, nil},
		{"an incident strictly inside", []Span{{19, 21}}, []int{0, 10, 20, 30, 40}, 50, []Span{{19, 21}}},
		{"incidents on an end and inside", []Span{{10, 25}}, []int{0, 10, 20, 30, 40}, 50, []Span{{10, 25}}},
		{"incidents on both ends and inside", []Span{{10, 30}}, []int{0, 10, 20, 30, 40}, 50, []Span{{10, 30}}},
		{"the first incident inside", []Span{{-5, 5}}, []int{0, 10, 20, 30, 40}, 50, []Span{{-5, 5}}},
		{"the first incident on the day of release", []Span{{-5, 0}}, []int{0, 10, 20, 30, 40}, 50, nil},
		{"the first incident on the day of arrest", []Span{{0, 5}}, []int{0, 5, 15, 25, 35}, 45, nil},
		{"before the first incident", []Span{{-9, -1}}, []int{0, 10, 20, 30, 40}, 50, nil},
		{"after the assessment", []Span{{51, 90}}, []int{0, 10, 20, 30, 40}, 50, nil},
		{"across the assessment", []Span{{46, 90}}, []int{0, 10, 20, 30, 40}, 45, nil},
		{"still going on", []Span{{46, never}}, []int{0, 10, 20, 30, 40}, 45, nil},
		{"still going on, with an incident in it", []Span{{31, never}}, []int{0, 10, 20, 30, 40}, 50, []Span{{31, never}}},
		{"for ever", []Span{{math.MinInt + 1, never}}, []int{0, 10, 20, 30, 40}, 50, []Span{{math.MinInt + 1, never}}},
		{"the last day is the assessment's", []Span{{41, 50}}, []int{0, 10, 20, 30, 40}, 40, nil},
		{"the end before the beginning", []Span{{15, 12}}, []int{0, 10, 20, 30, 40}, 50, nil},
		{"the end before the beginning, on two incidents", []Span{{20, 10}}, []int{0, 10, 20, 30, 40}, 50, nil},
		{"two that overlap", []Span{{14, 18}, {12, 15}}, []int{0, 10, 13, 23, 33}, 43, nil},
		{"one within another", []Span{{12, 18}, {13, 14}}, []int{0, 10, 13, 23, 33}, 43, nil},
		{"the same twice", []Span{{12, 15}, {12, 15}}, []int{0, 10, 16, 26, 36}, 46, nil},
		{"two that touch", []Span{{12, 13}, {14, 15}}, []int{0, 10, 16, 26, 36}, 46, nil},
		{"cancelled first, then subtracted once", []Span{{15, 22}, {12, 16}}, []int{0, 10, 15, 25, 35}, 45, []Span{{15, 22}}},
		{"released and arrested on the day of one incident", []Span{{12, 20}, {20, 28}}, []int{0, 10, 12, 14, 24}, 34, nil},
		{"two cancelled, in the order given", []Span{{35, 45}, {15, 25}, {12, 13}}, []int{0, 10, 18, 28, 38}, 48, []Span{{35, 45}, {15, 25}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			clock, end, cancelled := clockOf(days, 50, c.away)
			if !equal(clock, c.clock) || end != c.end || !equal(cancelled, c.cancelled) {
				t.Errorf("got %v, %d, cancelled %v, want %v, %d, %v", clock, end, cancelled, c.clock, c.end, c.cancelled)
			}
		})
	}
}

// TestClockPastTheAssessment checks that an incident dated two days after the
// assessment, in its own offset, extends the clock.
func TestClockPastTheAssessment(t *testing.T) {
	clock, end, _ := clockOf([]int{0, 10, 20}, 18, []Span{{19, 19}})
	if want := []int{0, 10, 19}; !equal(clock, want) || end != 19 {
		t.Errorf("got %v, %d, want %v, 19", clock, end, want)
	}
}

// TestClockOfTheVectors checks the clock values in the specification.
func TestClockOfTheVectors(t *testing.T) {
	for _, c := range []struct {
		id    int
		clock []int
	}{
		{12, []int{0, 14, 28, 38, 48, 56, 61, 65, 68}},
		{14, []int{0, 10, 19, 27, 35, 43, 50, 59, 67}},
		{18, []int{0, 15, 30, 40, 52, 60, 66}},
		{19, []int{0, 15, 30, 40, 52, 60, 66}},
	} {
		v := vectors[c.id-1]
		if clock, _, _ := clockOf(v.days, v.assessed, v.away); !equal(clock, c.clock) {
			t.Errorf("%s: clock %v, want %v", v.id, clock, c.clock)
		}
	}
	for _, v := range vectors {
		var want []Span
		if v.id == "T15" {
			want = []Span{{base + 30, base + 119}}
		}
		if got := v.analyse(new(Analyser)).Cancelled; !equal(got, want) {
			t.Errorf("%s: cancelled %v, want %v", v.id, got, want)
		}
	}
}

// TestCancelledIsTheCallers checks that a later analysis does not overwrite Cancelled.
func TestCancelledIsTheCallers(t *testing.T) {
	var a Analyser
	points := pointsOn(0, 10, 20)
	w := Window{Assessed: base + 30, Excluded: []Span{{base + 5, base + 15}}}
	got := a.Analyse(points, w).Cancelled
	w.Excluded[0] = Span{base + 15, base + 25}
	a.Analyse(points, w)
	if want := []Span{{base + 5, base + 15}}; !equal(got, want) {
		t.Errorf("a later analysis changed Cancelled to %v", got)
	}
}
