package assess_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/timeline"
)

// In the small questionnaire the marks are persistence, fear and threats; approach is
// beside one of them, and intrusion may be stalking.
func TestRecognition(t *testing.T) {
	set := assesstest.Set()
	twice := []assess.Incident{{Kind: "message", At: assesstest.When("2026-11-01")}, {Kind: "message", At: assesstest.When("2026-11-03")}}
	for _, tt := range []struct {
		name, yes, unknown string
		more               assess.Fact
		incidents          []assess.Incident
		want               string
	}{
		{name: "nothing", more: "no", want: "not_shown"},
		{name: "one mark, and the others are no", yes: "fear", more: "no", want: "not_shown"},
		{name: "one mark, and another is open", yes: "fear", unknown: "threats", more: "no", want: "possible fear"},
		{name: "one mark, and nobody asked whether it was more than once", yes: "fear", want: "possible fear"},
		{name: "one mark, and nobody knows whether it was more than once", yes: "fear", more: "unknown", want: "possible fear"},
		{name: "two marks", yes: "persistence fear", more: "no", want: "stalking persistence fear"},
		{name: "two marks, and what is beside them does not matter", yes: "persistence fear approach", more: "no", want: "stalking persistence fear"},
		{name: "all three marks", yes: "persistence threats fear", more: "no", want: "stalking persistence threats fear"},
		{name: "one mark with an item beside it", yes: "approach fear", more: "no", want: "stalking approach fear"},
		{name: "an item beside no mark", yes: "approach", more: "no", want: "not_shown"},
		{name: "more than once is a mark", yes: "fear", more: "yes", want: "stalking fear more_than_once"},
		{name: "more than once and going on for long are one mark", yes: "persistence", more: "yes", want: "not_shown"},
		{name: "two incidents are a mark", yes: "fear", more: "no", incidents: twice, want: "stalking fear incidents"},
		{name: "one incident is not", yes: "fear", more: "no", incidents: twice[:1], want: "not_shown"},
		{name: "one recorded twice is not", yes: "fear", more: "no", incidents: []assess.Incident{twice[0], twice[0]}, want: "not_shown"},
		{name: "an incident after the assessment is not counted", yes: "fear", more: "no", incidents: []assess.Incident{twice[0], {Kind: "visit", At: assesstest.When("2026-11-21")}}, want: "not_shown"},
		{name: "incidents without a day count", yes: "fear", more: "no", incidents: []assess.Incident{twice[0], {Kind: "visit"}}, want: "stalking fear incidents"},
		{name: "what may be stalking", yes: "intrusion", more: "no", want: "possible intrusion"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			give(a, assess.Unknown, strings.Fields(tt.unknown)...)
			a.MoreThanOnce, a.Incidents = tt.more, tt.incidents
			r := assess.Score(set, a).Recognition
			if got := strings.Join(append([]string{string(r.Value)}, r.Because...), " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Another yes, another incident or hearing that it was more than once never takes the
// recognition back.
func TestRecognitionNeverGoesDown(t *testing.T) {
	set := assesstest.Set()
	values := []string{"not_shown", "possible", "stalking"}
	at := func(a *assess.Assessment) int {
		return slices.Index(values, string(assess.Score(set, a).Recognition.Value))
	}
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		for _, it := range set.Stalking.Items {
			no, open, yes := at(change(a, "stalking", it.ID, assess.No)), at(change(a, "stalking", it.ID, assess.Unknown)), at(change(a, "stalking", it.ID, assess.Yes))
			if open < no || yes < open {
				t.Fatalf("%s: %s with no, %s with not known, %s with yes", it.ID, values[no], values[open], values[yes])
			}
		}
		b := *a
		b.Incidents = append(slices.Clone(a.Incidents), assesstest.Incident(c, set.Stalking, a))
		if at(&b) < at(a) {
			t.Fatalf("%s became %s with one more incident", values[at(a)], values[at(&b)])
		}
		b.MoreThanOnce = assess.FactNo
		m := b
		m.MoreThanOnce = assess.FactYes
		if at(&m) < at(&b) {
			t.Fatalf("%s became %s when it was more than once", values[at(&b)], values[at(&m)])
		}
	})
}

func TestBreachesThree(t *testing.T) {
	set := assesstest.Set()
	for _, tt := range []struct {
		name, incidents string // date/breach
		want            string
	}{
		{"three on three dates", "2026-01-01/near 2026-02-01/yes 2026-03-01/near", "high breaches-three:persistence"},
		{"three on two dates", "2026-01-01/near 2026-01-01/yes 2026-03-01/near", "high breaches-three:persistence"},
		{"three on one date", "2026-01-01/near 2026-01-01/yes 2026-01-01/near", "low "},
		{"three without a day count as one date", "/near 2026-01/yes 2026-02/near", "low "},
		{"one day and two without a day are two dates", "2026-01-01/near 2026-02/yes /near", "high breaches-three:persistence"},
		{"two are not enough", "2026-01-01/near 2026-02-01/yes 2026-03-01/no", "low "},
		{"one after the assessment does not count", "2026-01-01/near 2026-02-01/yes 2026-12-01/yes", "low "},
		{"one later on the day of the assessment takes no date away", "2026-11-20T20:00:00Z/yes 2026-11-20T09:00:00Z/near 2026-03-01/near 2026-03-01/yes", "high breaches-three:persistence"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			for _, word := range strings.Fields(tt.incidents) {
				at, breach, _ := strings.Cut(word, "/")
				a.Incidents = append(a.Incidents, assess.Incident{Kind: "message", At: assesstest.When(at), Breach: timeline.Breach(breach)})
			}
			r := assess.Score(set, a)
			if got := r.Baseline.Level + " " + reasons(r.Baseline); got != tt.want || r.Baseline.CouldReach != r.Baseline.Level {
				t.Errorf("got %q that could reach %s, want %q", got, r.Baseline.CouldReach, tt.want)
			}
		})
	}
}

func TestBands(t *testing.T) {
	set := assesstest.Set()
	for _, tt := range []struct {
		name, yes, unknown, trigger string
		contact                     assess.Contact
		override                    *assess.Override
		want                        int
	}{
		{name: "act now", contact: assess.Contact{Ended: assess.Unsafe}, want: 1},
		{name: "another imminent sign", yes: "weapon", want: 2},
		{name: "a red flag with what brings it forward", yes: "threats-children", want: 3},
		{name: "a red flag with a trigger ahead", yes: "intrusion", trigger: "2026-12-04", want: 3},
		{name: "a red flag with a trigger just past", yes: "intrusion", trigger: "2026-11-06", want: 3},
		{name: "a red flag with a trigger too far ahead", yes: "intrusion", trigger: "2026-12-05", want: 5},
		{name: "high without a red flag, and rising", yes: "approach threats fear more-often", want: 4},
		{name: "a red flag, and rising", yes: "intrusion more-often", want: 4},
		{name: "another red flag", yes: "intrusion", want: 5},
		{name: "high for another reason", yes: "approach threats fear", want: 6},
		{name: "an open imminent sign is not a rise", yes: "approach threats fear", unknown: "weapon", want: 6},
		{name: "high because a person says so", override: &assess.Override{From: "low", Level: "high", Reason: "r", By: "S77"}, want: 6},
		{name: "moderate", yes: "fear", want: 7},
		{name: "moderate because much is open", unknown: "weapon", want: 7},
		{name: "low", want: 8},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			give(a, assess.Unknown, strings.Fields(tt.unknown)...)
			if tt.trigger != "" {
				a.Triggers = []assess.Trigger{{On: assesstest.Date(tt.trigger)}}
			}
			a.Contact, a.Override = tt.contact, tt.override
			if got := assess.Score(set, a).Band; got != tt.want {
				t.Errorf("got band %d, want %d", got, tt.want)
			}
		})
	}
}

// An act_now of an earlier assessment that nobody has dealt with is shown, and brings
// the review forward.
func TestEarlierActNow(t *testing.T) {
	set := assesstest.Set()
	open := assess.EarlierActNow{ID: "A", At: assesstest.Instant(assesstest.AssessedAt), Because: []string{"near-now"}}
	done := open
	done.DealtWith = assess.DealtWith{By: "S77", At: open.At, How: "seen"}
	half := open
	half.DealtWith.By = "S77"
	for _, tt := range []struct {
		earlier      []assess.EarlierActNow
		want, review string
	}{
		{nil, "", "2026-12-04T14:03:00Z"},
		{[]assess.EarlierActNow{done}, "dealt_with", "2026-12-04T14:03:00Z"},
		{[]assess.EarlierActNow{done, open}, "open", "2026-11-21T14:03:00Z"},
		{[]assess.EarlierActNow{open, done}, "open", "2026-11-21T14:03:00Z"},
		{[]assess.EarlierActNow{half}, "open", "2026-11-21T14:03:00Z"},
	} {
		a := assesstest.Answered(set, assess.No)
		a.EarlierActNow = tt.earlier
		if r := assess.Score(set, a); r.EarlierActNow != tt.want || r.ReviewBy != tt.review || r.ActNow || r.Band != 8 {
			t.Errorf("%+v: got %q, %s, act_now %v, band %d", tt.earlier, r.EarlierActNow, r.ReviewBy, r.ActNow, r.Band)
		}
	}
}

// A later band is never reviewed sooner, and none of them is reached by a yes less.
func TestAYesNeverPutsACaseBack(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		a.Override = nil
		for _, it := range set.Stalking.Items {
			no, yes := assess.Score(set, change(a, "stalking", it.ID, assess.No)), assess.Score(set, change(a, "stalking", it.ID, assess.Yes))
			if yes.Band > no.Band || yes.ReviewBy > no.ReviewBy {
				t.Fatalf("%s: band %d and review by %s with no, band %d and %s with yes", it.ID, no.Band, no.ReviewBy, yes.Band, yes.ReviewBy)
			}
		}
	})
}
