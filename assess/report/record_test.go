package report

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/timeline"
)

// The page knows the record: for each recorded fact, what disappears, what appears, and
// what comes first.
func TestThePageKnowsTheRecord(t *testing.T) {
	on := assesstest.Date
	when := func(s string) timeline.When {
		at, _ := timeline.ParseWhen(s)
		return at
	}
	breach := func(day string) assess.Incident {
		return assess.Incident{At: when(day), Kind: "visit", Breach: "yes"}
	}
	for name, tt := range map[string]struct {
		change              func(*assess.Assessment)
		gone, appears, none []string // gone is there without the fact
		first               string   // the first heading
	}{
		"recorded as stalking": {func(a *assess.Assessment) {
			a.Decisions = []assess.Decision{{About: "recording", Decision: "stalking"}}
		}, []string{"Record it as stalking, or write down why not"}, nil, nil, ""},
		"recorded as another offence": {func(a *assess.Assessment) {
			a.Decisions = []assess.Decision{{About: "recording", Decision: "other_offence"}}
		}, []string{"Record it as stalking, or write down why not"}, []string{"It is not recorded as stalking"}, nil, ""},
		"support accepted": {func(a *assess.Assessment) { a.Referral = assess.Referral{Offered: "yes", Accepted: "yes"} },
			[]string{"Offer an independent"}, []string{"Support is accepted"}, nil, ""},
		"support declined": {func(a *assess.Assessment) { a.Referral = assess.Referral{Offered: "yes", Accepted: "no"} },
			[]string{"Offer an independent"}, []string{"Support was declined"}, nil, ""},
		"an order considered": {func(a *assess.Assessment) { a.Decisions = []assess.Decision{{About: "spo", Decision: "considered"}} },
			[]string{"Consider which protective order"}, []string{"decide now whether to apply"}, nil, ""},
		"an order applied for": {func(a *assess.Assessment) { a.Decisions = []assess.Decision{{About: "spo", Decision: "applied_for"}} },
			[]string{"Consider which protective order"}, []string{"find out when it is heard"}, nil, ""},
		"an order in force": {func(a *assess.Assessment) {
			a.Orders = []assess.Order{{Kind: "spo", To: on("2027-03-03"), Manager: "S. Manager", Contact: "ext. 41", CheckOn: []assess.Date{on("2027-01-04")}, Served: on("2026-03-04")}}
		}, []string{"Consider which protective order"}, []string{"Stalking protection order in force to 3 March 2027, S. Manager, ext. 41: next check 4 January 2027"}, nil, ""},
		"an order that nobody served": {func(a *assess.Assessment) {
			a.Orders = []assess.Order{{ID: "SPO-77", Kind: "spo", To: on("2027-03-03"), Manager: "M7"}}
		}, nil, []string{"Stalking protection order SPO-77 in force to 3 March 2027, not recorded as served, M7"}, nil, ""},
		"an order that has ended": {func(a *assess.Assessment) { a.Orders = []assess.Order{{Kind: "spo", To: on("2026-10-01")}} },
			nil, []string{"Stalking protection order ended on", "Consider which protective order"}, []string{"in force"}, ""},
		"an order that nobody checked": {func(a *assess.Assessment) {
			a.Orders = []assess.Order{{Kind: "spo", CheckOn: []assess.Date{on("2026-11-02")}}}
		}, nil, []string{"NOT CHECKED: Stalking protection order: check it on Monday 2 November"}, nil, "Overdue or due soon"},
		"an order that was checked": {func(a *assess.Assessment) {
			a.Orders = []assess.Order{{Kind: "spo", CheckOn: []assess.Date{on("2026-11-02")}, Checked: []assess.Date{on("2026-11-02")}}}
		}, nil, []string{"Stalking protection order in force"}, []string{"NOT CHECKED"}, ""},
		"an order that ends soon":      {func(a *assess.Assessment) { a.Orders = []assess.Order{{Kind: "bail", To: on("2026-11-30")}} }, nil, []string{"Bail conditions ends on Monday 30 November"}, nil, "Overdue or due soon"},
		"a trigger within a fortnight": {func(a *assess.Assessment) { a.Triggers = []assess.Trigger{{Kind: "hearing", On: on("2026-12-01")}} }, nil, []string{"A hearing: Tuesday 1 December"}, nil, "Overdue or due soon"},
		"a promise that is late": {func(a *assess.Assessment) {
			a.Actions = []assess.Action{{What: "ring back", To: "victim", Owner: "S77", Due: on("2026-11-01")}}
		}, []string{"Nothing promised to the victim yet"}, []string{"OVERDUE: promised to the victim, S77"}, nil, "Overdue or due soon"},
		"a promise that was kept": {func(a *assess.Assessment) {
			a.Actions = []assess.Action{{What: "ring back", To: "victim", Due: on("2026-11-01"), Done: on("2026-11-01")}}
		}, nil, nil, []string{"OVERDUE"}, ""},
		"an earlier act now":      {func(a *assess.Assessment) { a.EarlierActNow = []assess.EarlierActNow{{ID: "A1"}} }, nil, []string{"EARLIER ACT NOW, not dealt with"}, nil, "Overdue or due soon"},
		"the supervisor was told": {func(a *assess.Assessment) { a.Updates = []assess.Update{{To: "Supervisor"}} }, []string{"Tell the supervisor"}, nil, nil, ""},
		"help asked for": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
			a.Help = []assess.Help{{Asked: a.AssessedAt, Reference: "LOG-771"}}
		}, []string{"No immediate danger identified yet"}, []string{"HELP: asked 14:03, NOT YET THERE (LOG-771)"}, []string{"NOT ASKED FOR", "Send it now"}, "Act now"},
		"a call that was cut off":      {func(a *assess.Assessment) { a.Contact.Ended = "dropped" }, nil, []string{"CUT OFF: nobody is recorded as having spoken to them since"}, nil, ""},
		"somebody spoke to them again": {func(a *assess.Assessment) { a.Contact.Ended, a.Contact.Back = "dropped", a.AssessedAt }, nil, []string{"Spoken to again: 14:03"}, []string{"CUT OFF"}, ""},
		"evidence that is soon lost": {func(a *assess.Assessment) {
			a.Evidence = []assess.Exhibit{{What: "knife", Goes: when("2026-11-20T15:00:00Z")}}
		}, nil, []string{"Take; nobody touches or deletes: knife, gone by 15:00"}, nil, ""},
		"evidence that may be lost by now": {func(a *assess.Assessment) { a.Evidence = []assess.Exhibit{{What: "knife", Goes: when("2026-11-19")}} }, nil, []string{"knife, MAY BE GONE since Thu 19 Nov"}, nil, ""},
		"what dispatch was told": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes, Note: "Where exactly: flat 3\nVehicle: blue van\nI can hear him."})
		}, nil, []string{"NEAR, or coming. “I can hear him”", "Where exactly (sensitive): “flat 3”", "Vehicle (sensitive): “blue van”"}, []string{"“Where exactly", "This person nearby now “"}, ""},
		"all evidence taken":         {func(a *assess.Assessment) { a.Evidence = []assess.Exhibit{{What: "knife", Taken: on("2026-11-01")}} }, []string{"Secure evidence"}, nil, []string{"Do not touch"}, ""},
		"safe ways are known":        {func(a *assess.Assessment) { a.Contact.SafeTimes = "by text" }, []string{"SAFE CONTACT NOT ASKED"}, []string{"by text"}, nil, ""},
		"what the suspect can reach": {func(a *assess.Assessment) { a.Reach.Keys, a.Reach.Work, a.Reach.Address = "yes", "yes", "no" }, nil, []string{"The suspect has: keys, work or school"}, []string{"has: address"}, ""},
		"the suspect in custody":     {func(a *assess.Assessment) { a.Absences = []assess.Absence{{From: on("2026-11-01"), Reason: "custody"}} }, []string{"not near when asked"}, []string{"Suspect now: in custody when recorded"}, nil, ""},
		"out of custody again": {func(a *assess.Assessment) {
			a.Absences = []assess.Absence{{From: on("2026-10-01"), To: on("2026-11-01"), Reason: "custody"}}
		}, nil, []string{"not near when asked"}, []string{"in custody"}, ""},
		"near, though custody is recorded": {func(a *assess.Assessment) {
			a.Absences = []assess.Absence{{From: on("2026-11-01"), Reason: "custody"}}
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
		}, nil, []string{"Suspect now: NEAR, or coming. Recorded as in custody when recorded: CHECK"}, nil, "Act now"},
		"abroad is not custody": {func(a *assess.Assessment) {
			a.Absences = []assess.Absence{{From: on("2026-11-01"), To: on("2026-12-10"), Reason: "abroad"}}
		}, []string{"not near when asked"}, []string{"Suspect now: abroad until Thursday 10 December, as recorded"}, []string{"in custody"}, ""},
		"nobody knows about weapons": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.Unknown})
		}, nil, []string{"Not answered: a weapon carried or shown?"}, nil, ""},
		"they cannot talk freely": {func(a *assess.Assessment) { a.Contact.Mode = "cover" }, nil, []string{"Could not speak freely: they speak as if to somebody else"}, nil, ""},
		"a date of no kind": {func(a *assess.Assessment) { a.Triggers = []assess.Trigger{{Kind: "other", On: on("2026-12-01")}} },
			nil, []string{"A date that could make things worse: Tuesday 1 December"}, []string{"Other:"}, "Overdue or due soon"},
		"each accuses the other": {func(a *assess.Assessment) {
			a.Decisions = []assess.Decision{{About: "other", Decision: "considered", Reason: conversation.EachAccuses}}
		}, nil, []string{"Each accuses the other: both accounts are recorded, and a specialist decides"}, nil, ""},
		"hurt": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes, Note: "Hurt or unable to breathe: yes\nWeapon: an axe"})
			a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.Yes})
		}, nil, []string{"MEDICAL HELP (sensitive): hurt or unable to breathe.", "WEAPON (sensitive): “an axe”"}, []string{"“yes”", "WEAPON: A weapon"}, "Act now"},
		"not hurt": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes, Note: "Hurt or unable to breathe: no"})
		}, nil, nil, []string{"MEDICAL HELP"}, "Act now"},
		"a suspect whom nobody knows":    {func(a *assess.Assessment) { a.Case.Relationship = "unknown_person" }, []string{"Today: Consider which protective order"}, []string{"Suspect: nobody knows who it is"}, nil, ""},
		"a suspect in other cases":       {func(a *assess.Assessment) { a.Case.SuspectReference = "S-0417" }, nil, []string{"Suspect: friend or acquaintance, S-0417", "Other victims: look for S-0417 in other cases: stalkrisk due FOLDER"}, nil, ""},
		"several suspects in one file":   {func(a *assess.Assessment) { a.Case.Suspects = "several" }, nil, []string{"Other suspects: more than one. Only one is assessed here"}, nil, ""},
		"other suspects":                 {func(a *assess.Assessment) { a.Case.Linked = []string{"B1", "B2"} }, nil, []string{"Other suspects: 2 linked assessments"}, nil, ""},
		"several suspects, and one file": {func(a *assess.Assessment) { a.Case.Suspects = "several" }, nil, []string{"Other suspects: more than one. Only one is assessed here"}, nil, ""},
		"an override that no longer applies": {func(a *assess.Assessment) {
			a.Override = &assess.Override{From: "moderate", Level: "low", By: "S77", Reason: "calm"}
		}, nil, []string{"Override not used: from MODERATE to LOW, set by S77. Decide again"}, nil, ""},
		"a suspect who can read records": {func(a *assess.Assessment) { a.Case.SuspectAccess = "yes" }, nil, []string{"RESTRICTED: Restrict who can see this"}, nil, ""},
		"numbers and accounts":           {func(a *assess.Assessment) { a.Accounts = []assess.UsedAccount{{Kind: "phone", Handle: "ends 417"}} }, nil, []string{"Uses: ends 417"}, nil, ""},
		"levels that others gave": {func(a *assess.Assessment) {
			a.ServiceView.Level, a.Elsewhere = "high", []assess.Elsewhere{{Instrument: "SASH", Level: "moderate"}}
		}, nil, []string{"Others say: a support service high; SASH moderate"}, nil, ""},
		"read back and corrected":       {func(a *assess.Assessment) { a.ReadBack.Agreed = "corrected" }, nil, []string{"Read back: the victim corrected it"}, nil, ""},
		"a death":                       {func(a *assess.Assessment) { a.Outcome = assess.Outcome{Value: "death", On: on("2026-11-19")} }, nil, []string{"RECORDED SINCE: a death, Thursday 19 November"}, nil, ""},
		"an outcome that is unknown":    {func(a *assess.Assessment) { a.Outcome.Value = "unknown" }, nil, nil, []string{"RECORDED SINCE"}, ""},
		"thoughts of ending their life": {func(a *assess.Assessment) { a.OwnLife = "yes" }, nil, []string{"Welfare (sensitive): Has thought of ending their life"}, []string{"WELFARE NOW"}, ""},
		"ending their life now":         {func(a *assess.Assessment) { a.OwnLife = "now" }, nil, []string{"WELFARE NOW (sensitive)"}, nil, ""},
		"would not speak of their life": {func(a *assess.Assessment) { a.OwnLife = "declined" }, nil, nil, []string{"ending their life"}, ""},
		"not safe to talk": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
			a.Contact.SafeToTalk = "no"
		}, nil, []string{"not safe to talk"}, nil, "Act now"},
		"help that has arrived": {func(a *assess.Assessment) {
			a.Responses.Set("stalking", "near-now", assess.Response{Answer: assess.Yes})
			a.Help = []assess.Help{{Asked: a.AssessedAt, Arrived: a.AssessedAt}}
		}, nil, []string{"HELP: there 14:03"}, []string{"NOT YET THERE", "NOT ASKED FOR"}, "Act now"},
		"an earlier act now that was dealt with": {func(a *assess.Assessment) {
			a.EarlierActNow = []assess.EarlierActNow{{ID: "A1", DealtWith: assess.DealtWith{By: "S77", At: a.AssessedAt}}}
		}, nil, nil, []string{"EARLIER ACT NOW"}, ""},
		"who assesses is a supervisor":   {func(a *assess.Assessment) { a.Assessor.Role = "supervisor" }, []string{"Tell the supervisor"}, []string{"Start the multi-agency route"}, nil, ""},
		"needs and dogs":                 {func(a *assess.Assessment) { a.Contact.Needs = "two dogs; no marked car" }, []string{"Ask before you go: dogs there? Is a visible visit safe?"}, []string{"Needs (sensitive): two dogs; no marked car"}, nil, ""},
		"a partner they live with":       {func(a *assess.Assessment) { a.Case.Relationship = "current_partner" }, []string{"Ask before you go"}, []string{"Visible visit: may not be safe"}, nil, ""},
		"English needs no line":          {func(a *assess.Assessment) { a.Contact.Language = "English" }, nil, nil, []string{"Language"}, ""},
		"an interpreter":                 {func(a *assess.Assessment) { a.Contact.Interpreter = "by video" }, nil, []string{"LANGUAGE: interpreter: by video"}, nil, ""},
		"an interpreter who is missing":  {func(a *assess.Assessment) { a.Contact.Language, a.Contact.Interpreter = "Polish", "No" }, nil, []string{"LANGUAGE: Polish; NO INTERPRETER RECORDED"}, nil, ""},
		"a language without interpreter": {func(a *assess.Assessment) { a.Contact.Language = "Polish" }, nil, []string{"LANGUAGE: Polish; NO INTERPRETER RECORDED"}, nil, ""},
		"recorded, and recognised": {func(a *assess.Assessment) {
			for _, id := range []string{"told-no", "persistence", "fixation", "intensity"} {
				a.Responses.Set("stalking", id, assess.Response{Answer: assess.Yes})
			}
			a.Decisions = []assess.Decision{{About: "recording", Decision: "stalking"}}
		}, nil, nil, []string{"reat and record", "record it as stalking"}, ""},
		"an incident of no kind": {func(a *assess.Assessment) {
			a.Incidents = []assess.Incident{{At: when("2026-11-19"), Kind: "other", Channel: "post", Area: "Eastshire", Note: "a bird in a box"}}
		}, nil, []string{"Last: Thursday 19 November, by post, Eastshire", "What happened: “a bird in a box”"}, []string{"something else"}, ""},
		"a month before the first day": {func(a *assess.Assessment) {
			a.Incidents = []assess.Incident{{At: when("2026-11-19"), Kind: "visit"}, {At: when("2026-08"), Kind: "visit"}, {At: when("2026-11"), Kind: "gift"}}
		}, nil, []string{"3 incidents, August 2026 to Thu 19 Nov", "Last: Thursday 19 November"}, nil, ""},
		"three breaches, one of a kind": {func(a *assess.Assessment) {
			a.Incidents = []assess.Incident{breach("2026-11-01"), breach("2026-11-02"), breach("2026-11-03")}
		}, nil, []string{"3 breaches, near misses counted: treat them as one course of conduct"}, []string{"Incidents 1, 2, 3 broke"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			record := func(change func(*assess.Assessment)) (text string, heads []string) {
				a := assesstest.Answered(assesstest.Set(), assess.No)
				a.Case.Jurisdiction = "scotland" // no guidance is loaded for it
				a.Responses.Set("stalking", "threats-grave", assess.Response{Answer: assess.Yes})
				change(a)
				r := built(t, a, nil)
				v := View{Report: r}
				return flat(string(writtenAs(t, "text", r, Show{}))), headings(v.compose())
			}
			without, _ := record(func(*assess.Assessment) {})
			page, heads := record(tt.change)
			for _, w := range tt.gone {
				if !strings.Contains(without, w) || strings.Contains(page, w) {
					t.Errorf("%q is not there without the fact, or there with it:\n%s", w, page)
				}
			}
			for _, w := range tt.appears {
				if !strings.Contains(page, w) {
					t.Errorf("no %q in\n%s", w, page)
				}
			}
			for _, w := range append(tt.none, "before the contact ends", "Before the contact ends") {
				if strings.Contains(page, w) {
					t.Errorf("%q in\n%s", w, page)
				}
			}
			if tt.first != "" && heads[0] != tt.first {
				t.Errorf("first %q, not %q", heads[0], tt.first)
			}
		})
	}
}

// What a control room does is told to the control room, not to the officer at the door.
func TestAnOfficerIsNotToldWhatTheControlRoomDoes(t *testing.T) {
	for role, told := range map[assess.Role]bool{"call_handler": true, "officer": false} {
		a := assesstest.Answered(assesstest.Set(), assess.Yes)
		a.Assessor.Role, a.Stage = role, assess.Full
		r := built(t, a, nil)
		if got := slices.ContainsFunc(r.Guidance.Steps, func(s Step) bool { return s.Who == controlRoom }); got != told {
			t.Errorf("%s: told what the control room does: %v", role, got)
		}
		if page := flat(string(written(t, "text", r))); strings.Contains(strings.ToLower(page), controlRoom) {
			t.Errorf("%s: the control room is on the page of the officer", role)
		}
	}
}
