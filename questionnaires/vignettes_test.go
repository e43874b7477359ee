package questionnaires

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// shippedSet returns the shipped questionnaires for an assessment that names none.
func shippedSet(t *testing.T) assess.Instruments {
	t.Helper()
	set, _ := shipped(t).For(&assess.Assessment{}, assess.Tool{})
	return set
}

// The table of vignettes of the design. Answers that are not listed are no.
func TestVignettesOfTheDesign(t *testing.T) {
	set := shippedSet(t)
	breaches := []assess.Incident{}
	for _, at := range []string{"2026-06-01", "2026-07-01", "2026-08-01"} {
		breaches = append(breaches, assess.Incident{At: assesstest.When(at), Kind: "message", Breach: "near"})
	}
	for _, tt := range []struct {
		yes, unknown, relationship, rest string
		incidents                        []assess.Incident
		baseline, escalation, overall    string // reported, with ? if provisional
		actNow                           bool
	}{
		{yes: "persistence intensity fixation", baseline: "moderate", escalation: "stable", overall: "moderate"},
		{yes: "persistence", baseline: "low", escalation: "stable", overall: "low"},
		{yes: "told-no", baseline: "low", escalation: "stable", overall: "low"},
		{yes: "persistence told-no", baseline: "moderate", escalation: "stable", overall: "moderate"},
		{yes: "persistence", incidents: breaches, baseline: "high", escalation: "stable", overall: "high"},
		{yes: "firearm", baseline: "high", escalation: "stable", overall: "high"},
		{yes: "despair-talk", baseline: "moderate", escalation: "stable", overall: "moderate"},
		{yes: "violence recent-harm", baseline: "high", escalation: "rising", overall: "high"},
		{yes: "weapon", unknown: "threats-grave", baseline: "moderate?", escalation: "imminent", overall: "high"},
		{yes: "expects-harm preparation", baseline: "low", escalation: "imminent", overall: "high", actNow: true},
		{relationship: "former_partner", yes: "past-abuse forced-sex", baseline: "high", escalation: "stable", overall: "high"},
		{yes: "persistence approach fear", baseline: "moderate", escalation: "stable", overall: "moderate"},
		{yes: "persistence intensity covert-watching fixation damage others-targeted", baseline: "moderate", escalation: "stable", overall: "moderate"},
		{yes: "persistence intensity covert-watching fixation damage others-targeted more-often trigger-event", baseline: "moderate", escalation: "rising", overall: "high"},
		{yes: "persistence intrusion threats threats-grave fear weapon", baseline: "high", escalation: "imminent", overall: "high", actNow: true},
		{relationship: "former_partner", yes: "persistence intensity approach fear past-abuse refusal-to-accept leverage", baseline: "high", escalation: "stable", overall: "high"},
		{yes: "persistence", unknown: "fixation damage others-targeted history", baseline: "low", escalation: "stable", overall: "low"},
		{yes: "persistence", unknown: "approach damage history", baseline: "moderate?", escalation: "stable", overall: "moderate?"},
		{unknown: "weapon", baseline: "low", escalation: "rising?", overall: "moderate?"},
		{yes: "persistence intensity fixation silence", baseline: "moderate", escalation: "rising", overall: "high"},
		{yes: "told-no silence", baseline: "low", escalation: "rising", overall: "moderate"},
		{yes: "persistence intensity last-resort", baseline: "moderate", escalation: "imminent", overall: "high"},
		{yes: "persistence approach covert-watching undeterred", baseline: "high", escalation: "stable", overall: "high"},
		{yes: "trigger-event destabilised", baseline: "low", escalation: "rising", overall: "moderate"},
		{relationship: "current_partner", yes: "strangulation", baseline: "high", escalation: "stable", overall: "high"},
		{yes: "threats-grave", baseline: "high", escalation: "stable", overall: "high"},
		{baseline: "low", escalation: "stable", overall: "low"},
		{rest: "unknown", baseline: "moderate?", escalation: "rising?", overall: "moderate?"},
		{rest: "not_asked", baseline: "moderate?", escalation: "rising?", overall: "moderate?"},
	} {
		rest := assess.No
		if tt.rest != "" {
			rest = assess.Answer(tt.rest)
		}
		a := assesstest.Answered(set, rest)
		if tt.relationship != "" {
			a.Case.Relationship = assess.Relationship(tt.relationship)
		}
		for _, id := range strings.Fields(tt.yes) {
			a.Responses.Set("stalking", id, assess.Response{Answer: assess.Yes})
		}
		for _, id := range strings.Fields(tt.unknown) {
			a.Responses.Set("stalking", id, assess.Response{Answer: assess.Unknown})
		}
		a.Incidents = tt.incidents
		r := assess.Score(set, a)
		said := func(level string, provisional bool) string {
			if provisional {
				level += "?"
			}
			return level
		}
		got := [...]string{said(r.Baseline.Level, r.Baseline.Provisional), said(r.Escalation.Level, r.Escalation.Provisional), said(r.Overall.Level, r.Overall.Provisional)}
		if want := [...]string{tt.baseline, tt.escalation, tt.overall}; got != want || r.ActNow != tt.actNow {
			t.Errorf("%s, unknown %s, %s: got %v and act_now %v by %v, want %v and %v", tt.yes, tt.unknown, tt.rest, got, r.ActNow, r.ActNowBecause, want, tt.actNow)
		}
		if tt.yes == "threats-grave" && !slices.Contains(r.Contradicted, "threats") {
			t.Errorf("threats-grave without threats: contradictions %v", r.Contradicted)
		}
	}
}

// The shipped questions have follow-ups with several parents, and a red flag that
// carries another answer. A rising answer, or one more incident, lowers nothing.
func TestNoAnswerAndNoIncidentLowersTheShippedLevels(t *testing.T) {
	set := shippedSet(t)
	ranks := map[string]int{"low": 0, "stable": 0, "moderate": 1, "rising": 1, "high": 2, "imminent": 2}
	values := assess.Recognised("").Words()
	slices.Reverse(values) // not_shown, possible, stalking
	falls := func(before, after assess.Result, findings bool) string {
		levels := [][2]string{
			{before.Baseline.Level, after.Baseline.Level}, {before.Baseline.Established, after.Baseline.Established}, {before.Baseline.CouldReach, after.Baseline.CouldReach},
			{before.Overall.Computed, after.Overall.Computed}, {before.Overall.Established, after.Overall.Established}, {before.Overall.CouldReach, after.Overall.CouldReach},
			{before.Escalation.Level, after.Escalation.Level}, {before.Escalation.Established, after.Escalation.Established}, {before.Escalation.CouldReach, after.Escalation.CouldReach},
		}
		if !findings { // a finding of the timeline may come and go with new dates: escalation and what follows from it are tested without findings
			levels = levels[:3]
		}
		for _, l := range levels {
			if ranks[l[1]] < ranks[l[0]] {
				return l[0] + " became " + l[1]
			}
		}
		if slices.Index(values, string(after.Recognition.Value)) < slices.Index(values, string(before.Recognition.Value)) {
			return "recognition fell"
		}
		if before.ActNow && !after.ActNow {
			return "act_now fell"
		}
		return ""
	}
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		with := func(id string, answer assess.Answer) assess.Result {
			b := *a
			b.Responses = nil
			for _, s := range a.Responses {
				s.Items = slices.Clone(s.Items)
				b.Responses = append(b.Responses, s)
			}
			b.Responses.Set("stalking", id, assess.Response{Answer: answer})
			return assess.Score(set, &b)
		}
		for _, it := range set.Stalking.Items {
			no, open, yes := with(it.ID, assess.No), with(it.ID, assess.Unknown), with(it.ID, assess.Yes)
			for _, fell := range []string{falls(no, open, true), falls(open, yes, true), falls(no, yes, true)} {
				if fell != "" {
					t.Fatalf("%s: %s", it.ID, fell)
				}
			}
		}
		more := *a
		more.Incidents = append(slices.Clone(a.Incidents), assesstest.Incident(c, set.Stalking, a))
		if fell := falls(assess.Score(set, a), assess.Score(set, &more), false); fell != "" {
			t.Fatalf("one more incident: %s", fell)
		}
	})
}

// What is read aloud is short, and asks one thing.
func TestQuestionsAreShort(t *testing.T) {
	for _, in := range shipped(t).Versions {
		for _, it := range in.Items {
			for _, part := range []struct {
				name, text string
				most       int
			}{{"prompt", it.Prompt, 25}, {"help", it.Help, 40}, {"why", it.Why, 40}} {
				if n := len(strings.Fields(part.text)); n > part.most {
					t.Errorf("%s %s: the %s has %d words, and may have %d", in.ID, it.ID, part.name, n, part.most)
				}
			}
			if n := strings.Count(it.Prompt, "?"); n != 1 {
				t.Errorf("%s %s: the prompt asks %d questions", in.ID, it.ID, n)
			}
		}
	}
}
