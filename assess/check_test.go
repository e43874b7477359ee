package assess_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestCheck(t *testing.T) {
	set := assesstest.Set()
	yes := assess.Response{Answer: assess.Yes}
	const secret = "Jane Roe, 4 High St"
	tests := []struct {
		name string
		edit func(a *assess.Assessment)
		want []string // code: path: message
	}{
		{"nothing is wrong", func(*assess.Assessment) {}, nil},
		{
			"a misspelt item", func(a *assess.Assessment) { a.Responses.Set("stalking", "aproach", yes) },
			[]string{`unknown-item: responses.stalking: no such item: number 15 here; did you mean "approach"?`},
		},
		{
			"an item like no other", func(a *assess.Assessment) { a.Responses.Set("stalking", "zzzzzzzzz", yes) },
			[]string{"unknown-item: responses.stalking: no such item: number 15 here; `stalkrisk questionnaire show stalking` lists the ids"},
		},
		{
			"an item that may be a name is not repeated", func(a *assess.Assessment) { a.Responses.Set("dash", "q01", yes); a.Responses.Set("dash", secret, yes) },
			[]string{"unknown-item: responses.dash: no such item: number 2 here; `stalkrisk questionnaire show dash` lists the ids"},
		},
		{
			"another questionnaire's item", func(a *assess.Assessment) { a.Responses.Set("dash", "q28", yes) },
			[]string{`unknown-item: responses.dash: no such item: number 1 here; ` + "`stalkrisk questionnaire show dash` lists the ids"},
		},
		{
			"a misspelt instrument", func(a *assess.Assessment) { a.Responses.Set("stalkin", "fear", yes) },
			[]string{`unknown-instrument: responses: no such instrument: number 2 here; did you mean "stalking"?`},
		},
		{
			"an instrument not to be repeated", func(a *assess.Assessment) { a.Responses.Set(secret, "fear", yes) },
			[]string{"unknown-instrument: responses: no such instrument: number 2 here; `stalkrisk questionnaire list` lists the ids"},
		},
		{
			"a word that is not an answer", func(a *assess.Assessment) { give(a, secret, "fear") },
			[]string{"unknown-answer: responses.stalking.fear: no such answer; write yes, no, unknown, declined or not_asked"},
		},
		{
			"a corrected answer that was none", func(a *assess.Assessment) {
				a.Responses.Set("stalking", "fear", assess.Response{Answer: assess.No, Was: []assess.Was{{Answer: assess.Yes}, {Answer: secret}}})
			},
			[]string{"unknown-answer: responses.stalking.fear.was[1].answer: no such answer; write yes, no, unknown, declined or not_asked"},
		},
		{
			"an incident with no kind", func(a *assess.Assessment) { a.Incidents = []assess.Incident{{}} },
			[]string{"kind-missing: incidents[0]: an incident needs a kind; write one of those that `stalkrisk questionnaire show stalking` lists, or \"other\""},
		},
		{
			"kinds that are none", func(a *assess.Assessment) {
				a.Incidents = []assess.Incident{{Kind: "visit"}, {Kind: "loitring"}, {Kind: secret}, {Kind: "Flowers"}}
			},
			[]string{
				`unknown-kind: incidents[1].kind: no such kind: number 2 here; did you mean "loitering"?`,
				"unknown-kind: incidents[2].kind: no such kind: number 3 here; `stalkrisk questionnaire show stalking` lists the ids",
				`unknown-kind: incidents[3].kind: no such kind: number 4 here; did you mean "gift"?`,
			},
		},
		{
			"incidents after the assessment", func(a *assess.Assessment) {
				a.Incidents = []assess.Incident{
					{Kind: "visit", At: assesstest.When("2026-11-20")}, {Kind: "visit", At: assesstest.When("2026-11-21")}, {Kind: "visit", At: assesstest.When("2026-11")},
					{Kind: "visit", At: assesstest.When("2026-12")}, {Kind: "visit", At: assesstest.When("2026-11-20T14:03:00Z")}, {Kind: "loitring", At: assesstest.When("2026-11-20T14:03:01Z")},
				}
			},
			[]string{
				"after-assessment: incidents[1].at: the incident is dated after the assessment; correct its date, or assess again",
				"after-assessment: incidents[3].at: the incident is dated after the assessment; correct its date, or assess again",
				`unknown-kind: incidents[5].kind: no such kind: number 6 here; did you mean "loitering"?`,
				"after-assessment: incidents[5].at: the incident is dated after the assessment; correct its date, or assess again",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(set, assess.No)
			tt.edit(a)
			var got []string
			for _, p := range assess.Check(set, a) {
				got = append(got, p.Code+": "+p.String())
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(tt.want, "\n  "))
			}
			if strings.Contains(strings.Join(got, " "), "Jane") {
				t.Error("a message repeats what may be case content")
			}
			// A problem never hides a danger.
			give(a, assess.Yes, "weapon")
			if r := assess.Score(set, a); r.Overall.Computed != "high" {
				t.Errorf("with a weapon: %+v", r.Overall)
			}
		})
	}
}

// Assess collects and counts the problems from the reader, Check and the override.
func TestAssessGathersProblems(t *testing.T) {
	a := assesstest.Answered(assesstest.Set(), assess.No)
	a.Versions = map[string]string{"dash": "9.0.0"}
	a.Responses.Set("stalking", "aproach", assess.Response{Answer: assess.Yes})
	a.Override = &assess.Override{From: "low", Level: "high"}
	found := []assess.Problem{{Code: "unknown-key", Line: 7, Column: 3, Path: "case", Message: "invented"}}
	_, s := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{}, found)
	var codes []string
	for _, p := range s.Problems {
		codes = append(codes, p.Code)
	}
	if got := strings.Join(codes, " "); got != "unknown-key unknown-version unknown-item bad-override" || s.Result.Problems != 4 {
		t.Errorf("got %s, counted %d", got, s.Result.Problems)
	}
	if got := s.Problems[0].String(); got != "7:3: case: invented" {
		t.Errorf("got %q", got)
	}
	if b, _ := json.Marshal(found[0]); string(b) != `{"code":"unknown-key","path":"case","message":"invented"}` {
		t.Errorf("got %s", b)
	}
}
