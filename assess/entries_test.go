package assess_test

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestHelpIsAsFarAsTheFurthestOfAll(t *testing.T) {
	at := assesstest.Instant(assesstest.AssessedAt)
	asked, assigned, arrived := assess.Help{Asked: at}, assess.Help{Asked: at, Assigned: at}, assess.Help{Asked: at, Arrived: at}
	for name, tt := range map[string]struct {
		help []assess.Help
		want string
	}{
		"none":                               {nil, ""},
		"a reference without a time":         {[]assess.Help{{Reference: "LOG-771"}}, ""},
		"asked":                              {[]assess.Help{asked}, "asked"},
		"assigned, although asked has none":  {[]assess.Help{{Assigned: at}}, "assigned"},
		"assigned, then asked again":         {[]assess.Help{assigned, asked}, "assigned"},
		"asked, then another is on the way":  {[]assess.Help{asked, assigned}, "assigned"},
		"there, with another that was asked": {[]assess.Help{arrived, asked}, "arrived"},
	} {
		t.Run(name, func(t *testing.T) {
			a := assesstest.Answered(assesstest.Set(), assess.No)
			a.Help = tt.help
			if got := assess.Score(assesstest.Set(), a).Help; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// An act_now of an earlier assessment stays open until a person and a time say that it
// was dealt with.
func TestAnEarlierActNowIsOpenUntilSomebodyDealtWithIt(t *testing.T) {
	at := assesstest.Instant(assesstest.AssessedAt)
	for name, tt := range map[string]struct {
		with assess.DealtWith
		open bool
	}{
		"nothing":            {assess.DealtWith{}, true},
		"only how":           {assess.DealtWith{How: "she rang back"}, true},
		"nobody":             {assess.DealtWith{By: " ", At: at, How: "she rang back"}, true},
		"no time":            {assess.DealtWith{By: "S77", How: "she rang back"}, true},
		"a person and when":  {assess.DealtWith{By: "S77", At: at}, false},
		"all three recorded": {assess.DealtWith{By: "S77", At: at, How: "spoken to alone"}, false},
	} {
		if e := (assess.EarlierActNow{ID: "A1", DealtWith: tt.with}); e.Open() != tt.open {
			t.Errorf("%s: open is %v", name, e.Open())
		}
	}
}

func TestEverybodyWhoAskedIsKept(t *testing.T) {
	first, second := assess.Assessor{Reference: "H1", Role: "call_handler"}, assess.Assessor{Reference: "S7", Role: "officer"}
	at := assesstest.Instant(assesstest.AssessedAt)
	who := func(a *assess.Assessment) string {
		var out []string
		for _, h := range a.Handlers {
			out = append(out, h.Reference+" "+h.From.String())
		}
		return strings.Join(out, ", ")
	}
	var a assess.Assessment
	a.TakeOver(first, at)
	a.TakeOver(first, at)
	a.TakeOver(second, at)
	a.TakeOver(first, at)
	if got, want := who(&a), "H1 "+at.String()+", S7 "+at.String()+", H1 "+at.String(); got != want || a.Assessor != first {
		t.Errorf("%q, want %q", got, want)
	}
	old := assess.Assessment{Assessor: first} // a file without handlers
	old.TakeOver(second, at)
	if got, want := who(&old), "H1 , S7 "+at.String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// How a case is recorded has words of its own. A decision in other words is a problem
// and does not count.
func TestADecisionIsInTheWordsOfItsSubject(t *testing.T) {
	set := assesstest.Set()
	for _, tt := range []struct {
		about assess.DecisionAbout
		word  assess.DecisionWord
		fits  bool
	}{
		{"recording", "stalking", true}, {"recording", "other_offence", true}, {"recording", "not_recorded", true}, {"recording", "", true},
		{"recording", "made", false}, {"recording", "not_pursued", false},
		{"spo", "made", true}, {"spo", "considered", true}, {"spo", "stalking", false}, {"interim_spo", "not_recorded", false},
		{"other", "applied_for", true}, {"other", "stalking", false}, {"", "stalking", true}, {"", "made", true},
	} {
		a := assesstest.Answered(set, assess.No)
		a.Decisions = []assess.Decision{{About: "recording", Decision: "other_offence"}, {About: "spo", Decision: "considered"}, {About: tt.about, Decision: tt.word}}
		problems := assess.Check(set, a)
		if found := slices.ContainsFunc(problems, func(p assess.Problem) bool { return p.Path == "decisions[2].decision" }); found == tt.fits {
			t.Errorf("%s %s: problems %v", tt.about, tt.word, problems)
		}
		got := assess.Score(set, a).Decisions
		if !tt.fits && (got.Recording != "other_offence" || got.SPO != "considered" || got.InterimSPO != "") {
			t.Errorf("%s %s counts: %+v", tt.about, tt.word, got)
		}
	}
}
