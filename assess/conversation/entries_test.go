package conversation_test

import (
	"slices"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

var lists = []string{"incidents", "orders", "triggers", "absences", "decisions", "advice", "actions"}

// listed returns a sitting with entries in every list.
func listed(t *testing.T) conversation.Sitting {
	t.Helper()
	return conversation.Sitting{Set: assesstest.Set(), Now: assesstest.Instant(assesstest.AssessedAt).Time(), A: &assess.Assessment{
		AssessedAt: assesstest.Instant(assesstest.AssessedAt),
		Incidents: []assess.Incident{
			{At: assesstest.When("2026-10-01"), Kind: "loitering", Channel: "in_person", Area: "Eastshire", Reference: "ES/1234", Reported: "no", RecordedAs: "harassment", Breach: "near", Severity: 3, Place: "the gate", Order: "o1", Condition: "no contact", Felt: "sick", Witness: "a friend", Kept: "a picture", Note: "by the gate\n  for an hour, a_b"},
			{Kind: "made_up"},
		},
		Orders:   []assess.Order{{ID: "o1", Kind: "non_molestation_order", From: assesstest.Date("2026-05-01"), To: assesstest.Date("2027-05-01"), Conditions: []string{"no contact", "100 m"}, Force: "Eastshire", Manager: "M1", Contact: "desk 4", Served: assesstest.Date("2026-05-02"), CheckOn: []assess.Date{assesstest.Date("2026-12-01")}, Checked: []assess.Date{assesstest.Date("2026-11-02")}, Note: "by hand"}},
		Triggers: []assess.Trigger{{Kind: "new_partner", On: assesstest.Date("2026-12-01")}},
		Absences: []assess.Absence{{From: assesstest.Date("2026-06-01"), Reason: "custody"}},

		Decisions:   []assess.Decision{{About: "interim_spo", Decision: "applied_for", Reason: "she fears for her life", By: "S77", On: assesstest.Date("2026-11-20")}},
		AdviceGiven: []string{"keep every message"},
		Actions:     []assess.Action{{What: "ring back", Owner: "S1", To: "victim", Agency: "council", Due: assesstest.Date("2026-11-21"), Done: assesstest.Date("2026-11-20")}, {What: "camera"}},
	}}
}

func TestEntriesAreDescribedInOneLine(t *testing.T) {
	s := listed(t)
	for list, want := range map[string][]string{
		"incidents": {
			"Thursday 1 October 2026, waiting nearby, in person, the gate, Eastshire, ES/1234, recorded as harassment, not reported, near a breach, by the gate for an hour, a_b",
			"no date, made_up",
		},
		"orders":   {"Friday 1 May 2026 to Saturday 1 May 2027, non-molestation order, managed by Eastshire, manager M1, desk 4, served Saturday 2 May 2026, check on Tuesday 1 December 2026, checked Monday 2 November 2026, by hand"},
		"triggers": {"Tuesday 1 December 2026, a new partner"},
		"absences": {"Monday 1 June 2026 on, in custody"},
		"nothing":  nil,

		"decisions": {"interim stalking protection order, applied for, she fears for her life, by S77, on Friday 20 November 2026"},
		"advice":    {"keep every message"},
		"actions":   {"ring back, by S1, promised to victim, agency council, due Saturday 21 November 2026, done Friday 20 November 2026", "camera"},
	} {
		if got := s.Entries(list); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", list, got, want)
		}
	}
}

// Every field shows its recorded value as a person could type it: setting it to that
// value changes nothing. Setting it to "" empties it, unless it must have one.
func TestAFieldShowsWhatItTakes(t *testing.T) {
	for _, list := range lists {
		s := listed(t)
		before := asJSON(t, s.A)
		for k, f := range s.Edit(list, 0) {
			if f.Recorded == "" && !(list == "absences" && f.ID == "to") {
				t.Errorf("%s %s: nothing is shown", list, f.ID)
			}
			if err := f.Set(f.Recorded); err != nil || asJSON(t, s.A) != before {
				t.Errorf("%s %s: %v, or it changes something", list, f.ID, err)
			}
			if f.Must {
				if f.Set("") == nil || asJSON(t, s.A) != before {
					t.Errorf("%s %s can be emptied", list, f.ID)
				}
				continue
			}
			if err := f.Set(""); err != nil || s.Edit(list, 0)[k].Recorded != "" {
				t.Errorf("%s %s cannot be emptied: %v", list, f.ID, err)
			}
			f.Set(f.Recorded)
		}
		if asJSON(t, s.A) != before {
			t.Errorf("%s: not as before", list)
		}
	}
}

func TestRemoveTakesOneAwayAndNoOther(t *testing.T) {
	for _, list := range lists {
		s := listed(t)
		n := len(s.Entries(list))
		if s.Remove(list, -1) || s.Remove(list, n) || len(s.Entries(list)) != n || s.Edit(list, n) != nil || s.Edit(list, -1) != nil {
			t.Errorf("%s: there is an entry beyond the last", list)
		}
		last := s.Entries(list)[n-1]
		shared := s.A.Incidents
		if !s.Remove(list, 0) || len(s.Entries(list)) != n-1 || n > 1 && s.Entries(list)[n-2] != last {
			t.Errorf("%s: %q left", list, s.Entries(list))
		}
		if shared[0].Kind != "loitering" || shared[1].Kind != "made_up" {
			t.Errorf("%s: a list that was handed out has changed", list)
		}
	}
	s := listed(t)
	if s.Remove("nothing", 0) {
		t.Error("an entry was removed from a list that does not exist")
	}
}

// The conditions to choose from are those of the order that the incident names.
func TestAnIncidentNamesTheConditionThatItBreaks(t *testing.T) {
	s := listed(t)
	s.A.Orders = []assess.Order{{ID: "o1", Kind: "spo", Conditions: []string{"no contact", "not near her home"}}, {Kind: "bail", Conditions: []string{"live at one place"}}}
	conditions := func() (out []string) {
		for _, f := range s.Edit("incidents", 0) {
			if f.ID == "condition" {
				for _, o := range f.Options {
					out = append(out, o.Label)
				}
			}
		}
		return out
	}
	if got := conditions(); !slices.Equal(got, []string{"no contact", "not near her home"}) {
		t.Errorf("%q", got)
	}
	s.A.Incidents[0].Order = ""
	if got := conditions(); len(got) != 3 {
		t.Errorf("of no order in particular: %q", got)
	}
	prior := s.A.Clone()
	s.Prior = &prior // and nobody has confirmed who calls
	if fields := s.Edit("incidents", 0); fields != nil && len(conditions()) > 0 {
		t.Errorf("shown to a caller who is not confirmed: %q", conditions())
	}
	s.A.Incidents = append(s.A.Incidents, assess.Incident{Kind: "loitering"})
	for _, f := range s.Edit("incidents", len(s.A.Incidents)-1) {
		if f.ID == "condition" && len(f.Options) > 0 {
			t.Errorf("shown for a new incident to a caller who is not confirmed: %+v", f.Options)
		}
	}
	s.Prior = nil
	s.A.Orders = nil
	for _, f := range s.Edit("incidents", 0) {
		if f.ID == "condition" || f.ID == "order" {
			t.Errorf("without an order %s is asked", f.ID)
		}
	}
}
