package report

import (
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// What somebody must do before anything else is at the top of the page.
func TestTheTopOfThePageSaysWhatIsStillOpen(t *testing.T) {
	at := assesstest.Instant("2026-11-20T14:05:00Z")
	for name, tt := range map[string]struct {
		change     func(*assess.Assessment)
		want, none []string
	}{
		"no help recorded": {func(a *assess.Assessment) {}, []string{"HELP: none is recorded."}, []string{"nobody is with them", "WELFARE", "RESTRICTED", "EARLIER ACT NOW"}},
		"help asked for": {func(a *assess.Assessment) { a.Help = []assess.Help{{Asked: at, Reference: "LOG-771"}} },
			[]string{"HELP: asked for, and nobody is with them yet.", "Help: asked for 20 November 2026, 14:05 (UTC); LOG-771"}, []string{"none is recorded"}},
		"help on the way": {func(a *assess.Assessment) { a.Help = []assess.Help{{Asked: at, Assigned: at}} },
			[]string{"nobody is with them yet", "on the way 20 November 2026"}, nil},
		"help there": {func(a *assess.Assessment) { a.Help = []assess.Help{{Asked: at, Assigned: at, Arrived: at}} },
			[]string{"; there 20 November 2026, 14:05 (UTC)"}, []string{"nobody is with them yet", "none is recorded"}},
		"an earlier act_now": {func(a *assess.Assessment) {
			a.EarlierActNow = []assess.EarlierActNow{{ID: "A1", At: at, Because: []string{"near-now", "gone-rule"}}, {ID: "A0"}}
		}, []string{"EARLIER ACT NOW, NOT DEALT WITH", "- 20 November 2026, 14:05 (UTC): ", "; gone-rule.", "- No time recorded."}, nil},
		"an earlier act_now that was dealt with": {func(a *assess.Assessment) {
			a.EarlierActNow = []assess.EarlierActNow{{ID: "A1", At: at, DealtWith: assess.DealtWith{By: "S77", At: at}}}
		}, nil, []string{"EARLIER ACT NOW, NOT"}},
		"thoughts of ending their life, now":     {func(a *assess.Assessment) { a.OwnLife = "now" }, []string{"WELFARE NOW"}, nil},
		"thoughts of ending their life, not now": {func(a *assess.Assessment) { a.OwnLife = "yes" }, nil, []string{"WELFARE NOW"}},
		"a suspect in the police":                {func(a *assess.Assessment) { a.Case.SuspectAccess = "yes" }, []string{"RESTRICTED"}, nil},
		"perhaps a suspect in the police":        {func(a *assess.Assessment) { a.Case.SuspectAccess = "unknown" }, nil, []string{"RESTRICTED"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := assesstest.Answered(assesstest.Set(), assess.No)
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
			tt.change(a)
			page := strings.Join(strings.Fields(string(written(t, "text", built(t, a, nil)))), " ")
			top, _, found := strings.Cut(page, "Level ")
			if !found {
				t.Fatal("no levels on the page")
			}
			for _, w := range tt.want {
				if !strings.Contains(top, w) {
					t.Errorf("no %q in\n%s", w, top)
				}
			}
			for _, w := range tt.none {
				if strings.Contains(top, w) {
					t.Errorf("%q in\n%s", w, top)
				}
			}
		})
	}
}

// A promise to the victim comes before what agencies do among themselves, whatever the
// order in the file.
func TestPromisesToTheVictimComeFirst(t *testing.T) {
	a := assesstest.Answered(assesstest.Set(), assess.No)
	a.Actions = []assess.Action{{What: "see the neighbours", Owner: "S80"}, {What: "ring back", To: "Victim", Due: assesstest.Date("2026-11-19")}}
	page := string(written(t, "text", built(t, a, nil)))
	first, second := strings.Index(page, "Promised to the victim, OVERDUE: ring back"), strings.Index(page, "What was promised: see the neighbours")
	if first < 0 || second < first {
		t.Errorf("at %d and %d of\n%s", first, second, page)
	}
}
