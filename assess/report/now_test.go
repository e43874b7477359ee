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

// Pressure to the neck in the last days, or trouble since, needs a doctor: page and note
// say so before anything about the case. What was long ago and left nothing behind does
// not.
func TestPressureToTheNeckNeedsMedicalHelp(t *testing.T) {
	t.Parallel()
	for note, want := range map[string]string{
		"In the last few days: yes\nTrouble breathing or swallowing: no\nPassed out: yes": "pressure to the neck in the last few days; passed out",
		"Trouble breathing or swallowing: yes":                                            "trouble breathing or swallowing since",
		"In the last few days: no\nTrouble breathing or swallowing: no\nPassed out: yes":  "",
		"He pushed me once": "",
	} {
		a := assessment(t, "call-knife").Assessment
		a.Responses.Set("stalking", "strangulation", assess.Response{Answer: assess.Yes, Note: note})
		r := shippedReport(&a).Report
		page := flat(string(writtenAs(t, "text", r, Show{})))
		top, _, _ := strings.Cut(page, "Overdue or due soon")
		log := Note(r)
		if want == "" {
			if strings.Contains(page, "MEDICAL") || strings.Contains(log, "MEDICAL") {
				t.Errorf("%q: medical help in\n%s\n%s", note, page, log)
			}
			continue
		}
		if !strings.Contains(top, "MEDICAL HELP (sensitive): "+want+".") || !strings.Contains(log, "MEDICAL HELP NEEDED: "+strings.ReplaceAll(want, ";", ",")) {
			t.Errorf("%q: no %q in\n%s\n%s", note, want, page, log)
		}
		if bare := string(writtenAs(t, "text", r, Show{NoSensitive: true})); strings.Contains(bare, want) {
			t.Errorf("%q is on the page without what is sensitive", want)
		}
	}
}

// Page and note begin with the language wanted. Of several signs of danger now, the suspect
// nearby comes first, and the page says what nobody asked about weapons.
func TestTheTopNamesLanguageAndWhoIsNear(t *testing.T) {
	t.Parallel()
	a := assessment(t, "call-knife").Assessment
	a.Contact.Language = "Polish"
	a.Responses.Set("stalking", "preparation", assess.Response{Answer: assess.Yes})
	r := shippedReport(&a).Report
	page, log := flat(string(writtenAs(t, "text", r, Show{}))), Note(r)
	top, _, _ := strings.Cut(page, "Act now")
	if !strings.Contains(top, "LANGUAGE: Polish; NO INTERPRETER RECORDED") {
		t.Errorf("no language before\n%s", page)
	}
	head, _, _ := strings.Cut(log, "Ref ")
	if !strings.Contains(head, "LANGUAGE: Polish; NO INTERPRETER RECORDED") {
		t.Errorf("no language at the head of %s", log)
	}
	for _, want := range []string{"ACT NOW: This person nearby now;", "Not answered: access to a gun?", "hard of hearing"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
}
