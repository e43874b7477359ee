package assess_test

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestOverride(t *testing.T) {
	set := assesstest.Set()
	const (
		low      = "persistence"
		moderate = "persistence approach fear"
		serious  = "approach fear threats" // high, with every red flag and imminent sign "no"
	)
	tests := []struct {
		name          string
		yes, unknown  string
		override      assess.Override
		level         string
		void          bool
		fault         string // key: part of the message; several by " | "
		warnings      string
		computed      string
		cannotBeLower bool
	}{
		{name: "up one step", yes: low, override: assess.Override{From: "low", Level: "moderate", Reason: "r", By: "S77"}, level: "moderate", computed: "low"},
		{name: "up two steps", yes: low, override: assess.Override{From: "low", Level: "high", Reason: "r", By: "S77"}, level: "high", computed: "low"},
		{name: "up without a name is valid, with a warning", yes: low, override: assess.Override{From: "low", Level: "high", Reason: "r", By: " "}, level: "high", computed: "low", warnings: "override-unsigned"},
		{name: "up stays up when the computed level has risen further", yes: serious, override: assess.Override{From: "low", Level: "moderate", Reason: "r", By: "S77"}, level: "high", computed: "high"},
		{name: "up stays up when the computed level has fallen", yes: low, override: assess.Override{From: "moderate", Level: "high", Reason: "r", By: "S77"}, level: "high", computed: "low"},
		{name: "down one step with a second person", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "moderate", computed: "high"},
		{name: "down from moderate", yes: moderate, override: assess.Override{From: "moderate", Level: "low", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "low", computed: "moderate"},
		{name: "down is void once the computed level is lower", yes: moderate, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "moderate", computed: "moderate", void: true, warnings: "override-void"},
		{name: "down is void once the computed level is higher", yes: serious, override: assess.Override{From: "moderate", Level: "low", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "high", computed: "high", void: true, warnings: "override-void"},
		{name: "down is refused with a red flag", yes: serious + " intrusion", override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "high", computed: "high", void: true, fault: "level: yes or unanswered: intrusion;", cannotBeLower: true},
		{name: "down is refused with an open imminent sign", yes: serious, unknown: "weapon near-now", override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "high", computed: "high", void: true, fault: "level: yes or unanswered: weapon, near-now;", cannotBeLower: true},
		{name: "down from a provisional moderate is refused", yes: low, unknown: "intrusion", override: assess.Override{From: "moderate", Level: "low", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "moderate", computed: "moderate", void: true, fault: "level: yes or unanswered: intrusion;", cannotBeLower: true},
		{name: "down two steps", yes: serious, override: assess.Override{From: "high", Level: "low", Reason: "r", By: "S77", SecondPerson: "S80"}, level: "high", computed: "high", void: true, fault: "level: one step only"},
		{name: "down alone", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77"}, level: "high", computed: "high", void: true, fault: "second_person: needs a second person"},
		{name: "down with a placeholder for the second person", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: "n/a"}, level: "high", computed: "high", void: true, fault: "second_person: needs a second person"},
		{name: "down by a placeholder", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "TBC", SecondPerson: "S80"}, level: "high", computed: "high", void: true, fault: "by: must say who made it"},
		{name: "down by one person twice", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: "S77"}, level: "high", computed: "high", void: true, fault: "second_person: made the override"},
		{name: "down by one person written in two ways", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", By: "S77", SecondPerson: " s77"}, level: "high", computed: "high", void: true, fault: "second_person: made the override"},
		{name: "down by nobody", yes: serious, override: assess.Override{From: "high", Level: "moderate", Reason: "r", SecondPerson: "S80"}, level: "high", computed: "high", void: true, fault: "by: who made it"},
		{name: "no reason", yes: low, override: assess.Override{From: "low", Level: "high", Reason: " \n", By: "S77"}, level: "low", computed: "low", void: true, fault: "reason: needs a reason"},
		{name: "no from", yes: low, override: assess.Override{Level: "high", Reason: "r", By: "S77"}, level: "low", computed: "low", void: true, fault: "from: is missing"},
		{name: "no level", yes: serious, override: assess.Override{From: "high", Reason: "r"}, level: "high", computed: "high", void: true, fault: "level: is missing"},
		{name: "the same level", yes: serious, override: assess.Override{From: "high", Level: "high", Reason: "r", By: "S77"}, level: "high", computed: "high", void: true, fault: "level: choose another"},
		{name: "everything at once", yes: serious, override: assess.Override{From: "high", Level: "low"}, level: "high", computed: "high", void: true, fault: "reason: needs a reason | level: one step only | by: who made it"},
		{name: "nothing in it", yes: low, override: assess.Override{}, level: "low", computed: "low", void: true, fault: "from: is missing | level: is missing | reason: needs a reason"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			give(a, assess.Unknown, strings.Fields(tt.unknown)...)
			a.Override = &tt.override
			r := assess.Score(set, a)
			if r.Overall.Level != tt.level || r.Overall.Computed != tt.computed {
				t.Errorf("got %+v, want %s from %s", r.Overall, tt.level, tt.computed)
			}
			if r.Override == nil || r.Override.Void != tt.void || r.Override.Level != string(tt.override.Level) {
				t.Errorf("override: got %+v, want void %v", r.Override, tt.void)
			}
			if got := strings.Join(r.Warnings, " "); got != tt.warnings {
				t.Errorf("warnings: got %q, want %q", got, tt.warnings)
			}
			var faults []string
			if tt.fault != "" {
				faults = strings.Split(tt.fault, " | ")
			}
			if len(r.OverrideFault) != len(faults) || r.Problems != len(faults) {
				t.Fatalf("got %v, want %q", r.OverrideFault, faults)
			}
			for i, p := range r.OverrideFault {
				key, part, _ := strings.Cut(faults[i], ": ")
				if p.Code != "bad-override" || p.Path != "override."+key || !strings.Contains(p.Message, part) {
					t.Errorf("got %s %q, want %q", p.Code, p, faults[i])
				}
			}
			lower, why := assess.OtherLevels(set, a, false)
			if tt.computed != "low" && (len(lower) == 0) != tt.cannotBeLower || (len(lower) == 0) != (why != "") {
				t.Errorf("lower levels: got %q, %q", lower, why)
			}
		})
	}
}

// An override cannot hide a later yes.
func TestOverrideNeverHidesARise(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	give(a, assess.Yes, "approach", "fear")
	a.Override = &assess.Override{From: "moderate", Level: "low", Reason: "r", By: "S77", SecondPerson: "S80"}
	for _, it := range set.Stalking.Items {
		b := change(a, "stalking", it.ID, assess.Yes)
		r := assess.Score(set, b)
		grave := slices.Contains(redFlagItems, it.ID) || slices.Contains(imminentItems, it.ID)
		if grave && r.Overall.Level != "high" {
			t.Errorf("%s: reported %s", it.ID, r.Overall.Level)
		}
		if r.Overall.Computed != "moderate" && r.Overall.Level != r.Overall.Computed {
			t.Errorf("%s: reported %s, computed %s", it.ID, r.Overall.Level, r.Overall.Computed)
		}
	}
}

func TestOtherLevelsAreThoseThatTheRulesAllow(t *testing.T) {
	t.Parallel()
	set := assesstest.Set()
	for _, c := range []struct {
		name   string
		yes    []string
		rest   assess.Answer
		higher bool
		want   string
		why    string
	}{
		{"up from low, by any number of steps", nil, assess.No, true, "moderate high", ""},
		{"there is no level below low", nil, assess.No, false, "", "LOW is the lowest level."},
		{"there is no level above high", []string{"intrusion"}, assess.No, true, "", "HIGH is the highest level."},
		{"down by one step", []string{"approach"}, assess.No, false, "low", ""},
		{"not down while a danger is open", []string{"approach"}, assess.Unknown, false, "", "Refused: the level cannot be lowered"},
	} {
		a := assesstest.Answered(set, c.rest)
		for _, id := range c.yes {
			a.Responses.Set("stalking", id, assess.Response{Answer: assess.Yes})
		}
		levels, why := assess.OtherLevels(set, a, c.higher)
		if got := strings.Join(levels, " "); got != c.want || !strings.HasPrefix(why, c.why) || (why == "") != (c.why == "") {
			t.Errorf("%s: got %q, %q", c.name, got, why)
		}
	}
}
