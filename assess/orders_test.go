package assess_test

import (
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestAnOrderKnowsWhenItWasDecidedOn(t *testing.T) {
	on := assesstest.Date
	spo := func(word assess.DecisionWord, day string) assess.Decision {
		return assess.Decision{About: "spo", Decision: word, On: on(day)}
	}
	order := assess.Order{Kind: "spo", From: on("2026-05-20")}
	for name, tt := range map[string]struct {
		decisions []assess.Decision
		want      string
	}{
		"the first that led to it":      {[]assess.Decision{spo("applied_for", "2026-05-10"), spo("considered", "2026-05-01")}, "2026-05-01"},
		"after it was dropped":          {[]assess.Decision{spo("considered", "2026-03-01"), spo("not_pursued", "2026-04-01"), spo("applied_for", "2026-05-10")}, "2026-05-10"},
		"that it was made says nothing": {[]assess.Decision{spo("made", "2026-05-20")}, ""},
		"a later one is of another":     {[]assess.Decision{spo("considered", "2026-06-01")}, ""},
		"one about something else":      {[]assess.Decision{{About: "recording", Decision: "stalking", On: on("2026-05-01")}}, ""},
		"one without a day":             {[]assess.Decision{{About: "spo", Decision: "considered"}}, ""},
	} {
		a := assess.Assessment{Decisions: tt.decisions}
		if got := a.Decided(&order); got.String() != tt.want {
			t.Errorf("%s: %s, want %s", name, got.String(), tt.want)
		}
	}
}

func TestAnApplicationIsOpenUntilItIsKnownWhatBecameOfIt(t *testing.T) {
	on := assesstest.Date
	applied := assess.Decision{About: "spo", Decision: "applied_for", On: on("2026-05-10")}
	for name, tt := range map[string]struct {
		a    assess.Assessment
		want bool
	}{
		"nothing is recorded":    {assess.Assessment{Decisions: []assess.Decision{applied}}, true},
		"an older order":         {assess.Assessment{Decisions: []assess.Decision{applied}, Orders: []assess.Order{{Kind: "spo", From: on("2025-01-01")}}}, true},
		"an order of that time":  {assess.Assessment{Decisions: []assess.Decision{applied}, Orders: []assess.Order{{Kind: "interim_spo", From: on("2026-05-12")}}}, false},
		"it was dropped":         {assess.Assessment{Decisions: []assess.Decision{applied, {About: "spo", Decision: "not_pursued"}}}, false},
		"it was only considered": {assess.Assessment{Decisions: []assess.Decision{{About: "spo", Decision: "considered", On: on("2026-05-10")}}}, false},
	} {
		if day, got := tt.a.AppliedFor(); got != tt.want || got && day.String() != "2026-05-10" {
			t.Errorf("%s: %v %s", name, got, day.String())
		}
	}
}
