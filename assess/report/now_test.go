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
		"no help recorded": {func(a *assess.Assessment) {}, []string{"HELP: NOT ASKED FOR. Send it now."}, []string{"NOT YET THERE", "WELFARE", "RESTRICTED", "EARLIER ACT NOW"}},
		"help asked for": {func(a *assess.Assessment) { a.Help = []assess.Help{{Asked: at, Reference: "LOG-771"}} },
			[]string{"HELP: asked 14:05, NOT YET THERE (LOG-771)"}, []string{"NOT ASKED FOR"}},
		"help on the way": {func(a *assess.Assessment) { a.Help = []assess.Help{{Asked: at, Assigned: at}} },
			[]string{"HELP: on the way 14:05, NOT YET THERE"}, nil},
		"help there": {func(a *assess.Assessment) { a.Help = []assess.Help{{Asked: at, Assigned: at, Arrived: at}} },
			[]string{"HELP: there 14:05"}, []string{"NOT YET THERE", "NOT ASKED FOR"}},
		"an earlier act_now": {func(a *assess.Assessment) {
			a.EarlierActNow = []assess.EarlierActNow{{ID: "A1", At: at, Because: []string{"near-now", "gone-rule"}}, {ID: "A0"}}
		}, []string{"EARLIER ACT NOW, not dealt with: 20 November 2026, 14:05: ", "EARLIER ACT NOW, not dealt with: No time recorded."}, nil},
		"an earlier act_now that was dealt with": {func(a *assess.Assessment) {
			a.EarlierActNow = []assess.EarlierActNow{{ID: "A1", At: at, DealtWith: assess.DealtWith{By: "S77", At: at}}}
		}, nil, []string{"EARLIER ACT NOW"}},
		"thoughts of ending their life, now":     {func(a *assess.Assessment) { a.OwnLife = "now" }, []string{"WELFARE NOW"}, nil},
		"thoughts of ending their life, not now": {func(a *assess.Assessment) { a.OwnLife = "yes" }, nil, []string{"WELFARE NOW"}},
		"a suspect in the police":                {func(a *assess.Assessment) { a.Case.SuspectAccess = "yes" }, []string{"RESTRICTED"}, nil},
		"perhaps a suspect in the police":        {func(a *assess.Assessment) { a.Case.SuspectAccess = "unknown" }, nil, []string{"RESTRICTED"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := assesstest.Answered(assesstest.Set(), assess.No)
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
			tt.change(a)
			page := strings.Join(strings.Fields(string(writtenAs(t, "text", built(t, a, nil), Show{}))), " ")
			top, _, found := strings.Cut(page, "Level and why")
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
