package assess_test

import (
	"slices"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// A day on which nobody checked an order stays until somebody records a check.
func TestWhatACaseWaitsFor(t *testing.T) {
	on := assesstest.Date
	a := &assess.Assessment{
		Actions:  []assess.Action{{Due: on("2026-11-01")}, {Due: on("2026-11-02"), Done: on("2026-11-02")}, {What: "no day"}},
		Orders:   []assess.Order{{To: on("2026-11-20"), CheckOn: []assess.Date{on("2026-10-01"), on("2026-11-01")}, Checked: []assess.Date{on("2026-10-02"), on("2026-09-01")}}},
		Triggers: []assess.Trigger{{On: on("2026-11-30")}, {}},
	}
	now := on("2026-11-10")
	today := now.Day()
	type is struct {
		kind        assess.DeadlineKind
		on          string
		late, ahead bool
	}
	var got []is
	for _, d := range a.Deadlines() {
		got = append(got, is{d.Kind, d.On.String(), d.Late(today), d.Ahead(today, assess.SoonDays)})
	}
	want := []is{
		{assess.PromiseDue, "2026-11-01", true, false},
		{assess.OrderEnds, "2026-11-20", false, true},
		{assess.OrderCheck, "2026-11-01", true, false},
		{assess.TriggerComes, "2026-11-30", false, false},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}
