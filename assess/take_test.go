package assess_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestAnEntryFromElsewhereIsTakenOnceAndReplacesNothing(t *testing.T) {
	day := assesstest.Date
	spo := assess.Order{ID: "SPO-77", Kind: "spo", From: day("2026-05-01"), Conditions: []string{"not to go near her home"}, CheckOn: []assess.Date{day("2026-12-01")}, Note: "agreed"}
	was := func() assess.Assessment {
		return assess.Assessment{
			Actions: []assess.Action{{What: "Ring her back", Owner: "PC5", To: "victim", Due: day("2026-11-10")}},
			Orders:  []assess.Order{spo}, Updates: []assess.Update{{To: "victim", On: day("2026-11-02"), By: "PC5", What: "arrested"}},
			Outcome: assess.Outcome{Value: "continued", On: day("2026-11-02")},
		}
	}
	tests := map[string]struct {
		entry any
		want  assess.Taken
		field string
		into  func(a *assess.Assessment) // what it does
	}{
		"the same promise":       {&assess.Action{What: "ring  her back", Owner: "pc5", To: "Victim", Due: day("2026-11-10")}, assess.There, "", nil},
		"a promise that is done": {&assess.Action{What: "Ring her back", Owner: "PC5", To: "victim", Due: day("2026-11-10"), Done: day("2026-11-09")}, assess.Filled, "", func(a *assess.Assessment) { a.Actions[0].Done = day("2026-11-09") }},
		"a promise by another day": {&assess.Action{What: "Ring her back", Owner: "PC5", To: "victim", Due: day("2026-11-12")}, assess.Added, "", func(a *assess.Assessment) {
			a.Actions = append(a.Actions, assess.Action{What: "Ring her back", Owner: "PC5", To: "victim", Due: day("2026-11-12")})
		}},
		"the same order":               {&assess.Order{ID: "spo-77"}, assess.There, "", nil},
		"an order served":              {&assess.Order{ID: "SPO-77", Served: day("2026-05-02"), Manager: "M7"}, assess.Filled, "", func(a *assess.Assessment) { a.Orders[0].Served, a.Orders[0].Manager = day("2026-05-02"), "M7" }},
		"an order by its kind and day": {&assess.Order{Kind: "spo", From: day("2026-05-01"), To: day("2027-05-01")}, assess.Filled, "", func(a *assess.Assessment) { a.Orders[0].To = day("2027-05-01") }},
		"more conditions and days": {&assess.Order{ID: "SPO-77", Conditions: []string{"Not to go near her home", "no contact"}, CheckOn: []assess.Date{day("2026-12-01"), day("2027-01-01")}, Note: "agreed"}, assess.Filled, "", func(a *assess.Assessment) {
			a.Orders[0].Conditions = []string{"not to go near her home", "no contact"}
			a.Orders[0].CheckOn = []assess.Date{day("2026-12-01"), day("2027-01-01")}
		}},
		"an order that differs": {&assess.Order{ID: "SPO-77", Kind: "dapo", Served: day("2026-05-02")}, assess.Differs, "kind", nil},
		"another order": {&assess.Order{ID: "SPO-78", Kind: "spo", From: day("2026-05-01")}, assess.Added, "", func(a *assess.Assessment) {
			a.Orders = append(a.Orders, assess.Order{ID: "SPO-78", Kind: "spo", From: day("2026-05-01")})
		}},
		"the same update": {&assess.Update{To: "victim", On: day("2026-11-02"), By: "PC5", What: "Arrested"}, assess.There, "", nil},
		"another update": {&assess.Update{To: "victim", On: day("2026-11-03"), By: "PC5"}, assess.Added, "", func(a *assess.Assessment) {
			a.Updates = append(a.Updates, assess.Update{To: "victim", On: day("2026-11-03"), By: "PC5"})
		}},
		"the same outcome with a note":  {&assess.Outcome{Value: "continued", Note: "n"}, assess.Filled, "", func(a *assess.Assessment) { a.Outcome.Note = "n" }},
		"an outcome after it continued": {&assess.Outcome{Value: "serious_harm", On: day("2026-11-20")}, assess.Added, "", func(a *assess.Assessment) { a.Outcome = assess.Outcome{Value: "serious_harm", On: day("2026-11-20")} }},
		"that it continued before":      {&assess.Outcome{Value: "continued", On: day("2026-10-01")}, assess.There, "", nil},
		"an outcome without a day":      {&assess.Outcome{Value: "no_further_contact"}, assess.Differs, "value", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a, want := was(), was()
			if tt.into != nil {
				tt.into(&want)
			}
			got, field := a.Take(tt.entry)
			if got != tt.want || field != tt.field {
				t.Errorf("became %v, field %q; want %v, %q", got, field, tt.want, tt.field)
			}
			if diff := cmp.Diff(want.Clone(), a.Clone(), cmp.Comparer(func(x, y assess.Date) bool { return x.String() == y.String() }), cmp.Comparer(func(x, y assess.Instant) bool { return x.String() == y.String() })); diff != "" {
				t.Error(diff)
			}
			if again, _ := a.Take(tt.entry); tt.want != assess.Differs && again != assess.There {
				t.Errorf("taken again: %v", again)
			}
		})
	}
}

// What was harm stays harm.
func TestAnOutcomeOfHarmIsNotReplaced(t *testing.T) {
	a := assess.Assessment{Outcome: assess.Outcome{Value: "serious_harm", On: assesstest.Date("2026-11-02")}}
	if became, field := a.Take(&assess.Outcome{Value: "no_further_contact", On: assesstest.Date("2026-11-20")}); became != assess.Differs || field != "value" || a.Outcome.Value != "serious_harm" {
		t.Errorf("became %v, %q: %s", became, field, a.Outcome.Value)
	}
}
