package assess_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// Every row is a short invented case. Levels are written as
// "established/reported/could reach", with a "?" after a provisional one.
func TestVignettes(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		name                           string
		rest                           assess.Answer // of the items not listed; "" is no
		yes, unknown                   string
		baseline, escalation, overall  string
		redFlags, contradictions, acts string
	}{
		{name: "core items alone are low", yes: "persistence life-changed", baseline: "low/low/low", escalation: "stable/stable/stable", overall: "low/low/low"},
		{name: "two serious items are moderate", yes: "persistence approach fear", baseline: "moderate/moderate/moderate", escalation: "stable/stable/stable", overall: "moderate/moderate/moderate"},
		{name: "three serious items are high", yes: "approach fear threats", baseline: "high/high/high", escalation: "stable/stable/stable", overall: "high/high/high"},
		{name: "moderate and rising is high", yes: "fear more-often trigger-event", baseline: "moderate/moderate/moderate", escalation: "rising/rising/rising", overall: "high/high/high"},
		{name: "low and rising is moderate", yes: "persistence more-often", baseline: "low/low/low", escalation: "rising/rising/rising", overall: "moderate/moderate/moderate"},
		{name: "low and imminent is high", yes: "persistence specific-threat", baseline: "low/low/low", escalation: "imminent/imminent/imminent", overall: "high/high/high"},
		{
			name: "entry, a grave threat and a weapon are high, and help is sent", yes: "persistence intrusion threats threats-grave fear weapon",
			baseline: "high/high/high", escalation: "imminent/imminent/imminent", overall: "high/high/high",
			redFlags: "intrusion threats-grave", acts: "weapon-with-warning",
		},
		{
			name: "two open serious items cannot reach high and raise nothing", unknown: "approach fear",
			baseline: "low/low/moderate", escalation: "stable/stable/stable", overall: "low/low/moderate",
		},
		{
			name: "three open serious items raise low for now", yes: "persistence", unknown: "approach threats fear",
			baseline: "low/moderate/high?", escalation: "stable/stable/stable", overall: "low/moderate/high?",
		},
		{
			name: "an open imminent sign raises low for now", unknown: "weapon",
			baseline: "low/low/low", escalation: "stable/rising/imminent?", overall: "low/moderate/high?",
		},
		{
			name: "a grave threat counts where threats are answered no", yes: "threats-grave",
			baseline: "high/high/high", escalation: "stable/stable/stable", overall: "high/high/high", redFlags: "threats-grave", contradictions: "threats",
		},
		{name: "no throughout is low", baseline: "low/low/low", escalation: "stable/stable/stable", overall: "low/low/low"},
		{name: "unknown throughout is moderate for now", rest: assess.Unknown, baseline: "low/moderate/high?", escalation: "stable/rising/imminent?", overall: "low/moderate/high?"},
		{name: "nothing asked is moderate for now", rest: assess.NotAsked, baseline: "low/moderate/high?", escalation: "stable/rising/imminent?", overall: "low/moderate/high?"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rest := tt.rest
			if rest == "" {
				rest = assess.No
			}
			a := assesstest.Answered(set, rest)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			give(a, assess.Unknown, strings.Fields(tt.unknown)...)
			r := assess.Score(set, a)
			wants := [][2]string{
				{shown(r.Baseline), tt.baseline}, {shown(r.Escalation), tt.escalation},
				{shown(assess.Level{Established: r.Overall.Established, Level: r.Overall.Level, CouldReach: r.Overall.CouldReach, Provisional: r.Overall.Provisional}), tt.overall},
				{strings.Join(r.RedFlags, " "), tt.redFlags}, {strings.Join(r.Contradicted, " "), tt.contradictions}, {strings.Join(r.ActNowBecause, " "), tt.acts},
			}
			for i, w := range wants {
				if w[0] != w[1] {
					t.Errorf("%s: got %q, want %q", [...]string{"baseline", "escalation", "overall", "red flags", "contradictions", "act now"}[i], w[0], w[1])
				}
			}
			if r.ActNow != (tt.acts != "") {
				t.Errorf("act_now is %v", r.ActNow)
			}
			if open := rest != assess.No || tt.unknown != ""; r.Settled == open {
				t.Errorf("settled is %v with open answers %v", r.Settled, open)
			}
		})
	}
}

func shown(l assess.Level) string {
	s := l.Established + "/" + l.Level + "/" + l.CouldReach
	if l.Provisional {
		s += "?"
	}
	return s
}

// Every level has its reasons: all the rules that reach it.
func TestReasons(t *testing.T) {
	set := assesstest.Set()
	tests := []struct{ name, yes, baseline, escalation string }{
		{"nothing", "", "", ""},
		{"one serious item", "fear", "serious-one:fear", ""},
		{"four items of any class", "persistence life-changed fear approach", "serious-one:approach,fear recognised:persistence,fear any-four:persistence,approach,fear,life-changed", ""},
		{"only rules of the level reached", "intrusion fear", "red-flag:intrusion", ""},
		{"both ways to high", "intrusion approach threats fear", "red-flag:intrusion serious-three:approach,threats,fear", ""},
		{"two ways to rising", "more-often trigger-event", "", "rising-sign:more-often amplifiers:trigger-event"},
		{"imminent", "weapon more-often", "", "imminent-sign:weapon"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			r := assess.Score(set, a)
			if got := reasons(r.Baseline); got != tt.baseline {
				t.Errorf("baseline: got %q, want %q", got, tt.baseline)
			}
			if got := reasons(r.Escalation); got != tt.escalation {
				t.Errorf("escalation: got %q, want %q", got, tt.escalation)
			}
		})
	}
}

func reasons(l assess.Level) string {
	var out []string
	for _, b := range l.Because {
		out = append(out, b.Rule+":"+strings.Join(b.Items, ","))
	}
	return strings.Join(out, " ")
}

func TestActNow(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		name, yes, unknown string
		contact            assess.Contact
		want               string
	}{
		{name: "nothing"},
		{name: "near now", yes: "near-now", want: "near-now"},
		{name: "a weapon alone is not enough", yes: "weapon"},
		{name: "a weapon with a specific threat", yes: "weapon specific-threat", want: "weapon-with-warning"},
		{name: "a weapon with a grave threat", yes: "weapon threats-grave", want: "weapon-with-warning"},
		{name: "not safe to talk", contact: assess.Contact{SafeToTalk: "no"}, want: "not-safe-to-talk"},
		{name: "ended unsafe", contact: assess.Contact{Ended: assess.Unsafe}, want: "ended-unsafe"},
		{name: "dropped when near-now was answered no", contact: assess.Contact{Ended: assess.Dropped}},
		{name: "dropped with near-now open", unknown: "near-now", contact: assess.Contact{Ended: assess.Dropped}, want: "dropped-with-danger-open"},
		{name: "dropped with near-now yes", yes: "near-now", contact: assess.Contact{Ended: assess.Dropped}, want: "near-now dropped-with-danger-open"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			give(a, assess.Yes, strings.Fields(tt.yes)...)
			give(a, assess.Unknown, strings.Fields(tt.unknown)...)
			a.Contact = tt.contact
			r := assess.Score(set, a)
			if got := strings.Join(r.ActNowBecause, " "); got != tt.want || r.ActNow != (tt.want != "") {
				t.Errorf("got %q (%v), want %q", got, r.ActNow, tt.want)
			}
		})
	}
}

// The most decisive questions are asked first.
func TestAskNext(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	give(a, assess.Yes, "threats-grave", "persistence", "life-changed")
	give(a, assess.Unknown, "weapon", "near-now", "intrusion", "fear", "approach", "trigger-event")
	give(a, assess.Declined, "specific-threat")
	r := assess.Score(set, a)
	// near-now would send help, and so would a weapon together with a grave threat.
	// intrusion is a red flag. trigger-event alone raises escalation. Overall is
	// already high, so the rest need not be asked.
	want := []string{"near-now", "weapon", "intrusion", "trigger-event"}
	if !slices.Equal(r.AskNext, want) {
		t.Errorf("got %q, want %q", r.AskNext, want)
	}
	if r.Settled {
		t.Error("settled with imminent signs open")
	}

	a = assesstest.Answered(set, assess.No)
	give(a, assess.Unknown, "approach", "life-changed", "fear", "how-often")
	r = assess.Score(set, a)
	want = []string{"approach", "fear", "how-often", "life-changed"}
	if !slices.Equal(r.AskNext, want) {
		t.Errorf("while overall can rise: got %q, want %q", r.AskNext, want)
	}
}

// Incidents show answers, some of them only inside or before the last 28 days.
func TestCarried(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		incident assess.Incident
		want     string
	}{
		{assess.Incident{Kind: "threat", At: assesstest.When(day(1))}, "threats"},
		{assess.Incident{Kind: "grave_threat", At: assesstest.When(day(1))}, "threats threats-grave trigger-event"},
		{assess.Incident{Kind: "weapon", At: assesstest.When(day(0))}, "weapon"},
		{assess.Incident{Kind: "weapon", At: assesstest.When(day(27))}, "weapon"},
		{assess.Incident{Kind: "weapon", At: assesstest.When(day(28))}, "threats-grave"},
		{assess.Incident{Kind: "weapon", At: assesstest.When("2026-11")}, "threats-grave"},
		{assess.Incident{Kind: "weapon"}, "threats-grave"},
		{assess.Incident{Kind: "weapon", At: assesstest.When(day(-1))}, ""},
		{assess.Incident{Kind: "intrusion"}, "intrusion"},
		{assess.Incident{Kind: "following"}, "approach"},
		{assess.Incident{Kind: "loitering"}, "approach"},
		{assess.Incident{Kind: "visit"}, "approach"},
		{assess.Incident{Kind: "gift"}, ""},
		{assess.Incident{Kind: "gift", Channel: "in_person"}, "approach"},
		{assess.Incident{Kind: "message"}, ""},
		{assess.Incident{Kind: "intrusion", At: assesstest.When(day(27))}, "intrusion trigger-event"},
		{assess.Incident{Kind: "message", Breach: "near"}, "persistence"},
		{assess.Incident{Kind: "message", Breach: "yes", At: assesstest.When(day(28))}, "persistence"},
		{assess.Incident{Kind: "message", Breach: "yes", At: assesstest.When(day(27))}, "persistence more-often"},
		{assess.Incident{Kind: "message", Breach: "no", At: assesstest.When(day(27))}, ""},
		{assess.Incident{Kind: "no_such_kind", Breach: "near"}, "persistence"},
	}
	for _, tt := range tests {
		in := tt.incident
		t.Run(fmt.Sprint(in.Kind, " ", in.At, " ", in.Channel, " ", in.Breach), func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			a.Incidents = []assess.Incident{in}
			r := assess.Score(set, a)
			if got := strings.Join(r.Carried, " "); got != tt.want {
				t.Errorf("carried: got %q, want %q", got, tt.want)
			}
			if got := strings.Join(set.Stalking.CarriedBy(a, &in), " "); got != tt.want {
				t.Errorf("CarriedBy: got %q, want %q", got, tt.want)
			}
			// The stored no is contradicted and does not count. A grave threat that an
			// incident shows contradicts "no threats" too.
			contradicted := tt.want
			if contradicted == "threats-grave" {
				contradicted = "threats threats-grave"
			}
			if got := strings.Join(r.Contradicted, " "); got != contradicted {
				t.Errorf("contradictions: got %q, want %q", got, contradicted)
			}
			if r.Completeness.Answered != r.Completeness.Applicable {
				t.Errorf("completeness: got %+v, want all", r.Completeness)
			}
		})
	}
}

// A yes to a red flag counts even if its condition does not hold. Any other answer to
// it does not count.
func TestInapplicable(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Case.Children = assess.FactNo
	before := assess.Score(set, a)
	give(a, assess.Unknown, "threats-children")
	if r := assess.Score(set, a); r.Completeness != before.Completeness || len(r.AskNext) > 0 || r.Overall != before.Overall {
		t.Errorf("an open answer to an inapplicable item counts: %s", asJSON(t, r))
	}
	give(a, assess.Yes, "threats-children")
	r := assess.Score(set, a)
	if !slices.Equal(r.RedFlags, []string{"threats-children"}) || r.Baseline.Level != "high" {
		t.Errorf("got red flags %q and baseline %s, want threats-children and high", r.RedFlags, r.Baseline.Level)
	}
	if r.Completeness.Applicable != before.Completeness.Applicable+1 {
		t.Errorf("got %d applicable, want one more than %d", r.Completeness.Applicable, before.Completeness.Applicable)
	}
}
