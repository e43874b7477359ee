package assess_test

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// published is a result as documented for other people's programs: these keys, in
// this order, for as long as the format is /1.
const published = `{"format":"stalkrisk.result/1","id":"01JDEXAMPLE","case":"NP-2026-00123","assessed_at":"2026-11-20T14:03:00Z","act_now":false,
 "overall":{"level":"high","computed":"high","established":"high","could_reach":"high","provisional":false},
 "baseline":{"level":"high","established":"high","could_reach":"high","provisional":false,"because":[{"rule":"red-flag","items":["intrusion"]}]},
 "escalation":{"level":"rising","established":"rising","could_reach":"imminent","provisional":false,"because":[{"rule":"timeline-frequency","items":[]}]},
 "red_flags":["intrusion"],"carried":["approach"],"contradictions":[],"proposed":["more-serious"],
 "completeness":{"answered":21,"applicable":33},
 "ask_next":["weapon","specific-threat"],"settled":false,"review_by":"2026-11-21T14:03:00Z",
 "dash":{"applicability":"applicable","yes":9,"no":15,"open":3,"could_reach":12,"line":14,"line_yes":8,"line_could_reach":11,"grade":"medium","proposed":["q08"]},
 "not_in_dash":["covert-watching","intrusion"],
 "timeline":{"incidents":12,"dated":11,"days":9,"areas":3,"labels":5,"breaches":2,
   "frequency":{"finding":"rising","test":"exact","n":7,"u":2.008,"p":0.02148,"beta":2.377},"severity":{"finding":"rising","test":"normal","n":9,"p":0.031},
   "step":{"finding":"no_clear_trend"},"methods":{"finding":"no_clear_trend"},"approach":{"finding":"rising"}},
 "others":{},"override":null,"problems":0,"warnings":[],
 "instruments":[{"id":"stalking","version":"1.0.0","sha256":"…"},{"id":"dash","version":"1.0.0","sha256":"…"}],
 "tool":{"name":"stalkrisk","version":"0.1.0"},
 "recognition":{"value":"stalking","because":["persistence","told-no"]},"band":3,"act_now_because":[],"earlier_act_now":"","welfare_now":false,
 "status":"complete","stage":"full","training":"","role":"call_handler","previous":"","linked":[],"relationship":"former_partner","area":"Northshire","suspect_area":"Southshire","jurisdiction":"england_wales",
 "referral":{"offered":"yes","accepted":"unknown"},"decisions":{"recording":"","spo":"considered","interim_spo":""},"help":"asked"}`

// keysOf lists the keys of a JSON text with their paths, in order; a list's
// items have one path.
func keysOf(t *testing.T, text string) (keys []string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	var walk func(path string) error
	walk = func(path string) error {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('{'):
			for d.More() {
				key, err := d.Token()
				if err != nil {
					return err
				}
				at := path + "." + key.(string)
				if !slices.Contains(keys, at) {
					keys = append(keys, at)
				}
				if err := walk(at); err != nil {
					return err
				}
			}
			_, err = d.Token()
		case json.Delim('['):
			for d.More() {
				if err := walk(path + "[]"); err != nil {
					return err
				}
			}
			_, err = d.Token()
		}
		return err
	}
	if err := walk(""); err != nil && err != io.EOF {
		t.Fatal(err)
	}
	return keys
}

func TestResultHasThePublishedKeysInOrder(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	give(a, assess.Yes, "intrusion", "more-often")
	got, want := keysOf(t, asJSON(t, assess.Score(set, a))), keysOf(t, published)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s\nother people's programs rely on these keys: a new one goes where the contract puts it, a changed one raises the format's number", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var back assess.Result
	if err := json.Unmarshal([]byte(published), &back); err != nil {
		t.Fatal(err)
	}
	var left, right any
	if err := json.Unmarshal([]byte(asJSON(t, back)), &left); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(published), &right); err != nil {
		t.Fatal(err)
	}
	if asJSON(t, left) != asJSON(t, right) {
		t.Errorf("the published result read and written again:\n%s\n%s", asJSON(t, left), asJSON(t, right))
	}
}

// An empty list is [] and a missing level is "", never null: programs rely on it.
// Only the numbers of a finding and the override may be null.
func TestResultOfNothing(t *testing.T) {
	set := assesstest.Set()
	a := &assess.Assessment{AssessedAt: assesstest.Instant(assesstest.AssessedAt)}
	text := asJSON(t, assess.Score(set, a))
	rest := text
	for _, may := range []string{`"u":null`, `"p":null`, `"beta":null`, `"override":null`} {
		rest = strings.ReplaceAll(rest, may, "")
	}
	if strings.Contains(rest, "null") {
		t.Errorf("null in %s", rest)
	}
	if want := `"overall":{"level":"moderate","computed":"moderate","established":"low","could_reach":"high","provisional":true}`; !strings.Contains(text, want) {
		t.Errorf("got %s, want %s in it", text, want)
	}
}

// DASH is shown beside the level, and its answers move no level of ours.
func TestDashBeside(t *testing.T) {
	set := assesstest.Set()
	tests := []struct {
		relationship assess.Relationship
		asked        assess.DashAsked
		want         string
	}{
		{"former_partner", "", "applicable"}, {"current_partner", "auto", "applicable"}, {"family", "", "applicable"},
		{"other", "", "unknown"}, {"unknown_person", "", "unknown"}, {"unknown", "", "unknown"}, {"", "", "unknown"},
		{"stranger", "", "not_applicable"}, {"colleague", "", "not_applicable"}, {"stranger", "always", "applicable"}, {"former_partner", "never", "not_applicable"},
	}
	for _, tt := range tests {
		a := assesstest.Answered(set, assess.No)
		a.Case.Relationship, a.DashAsked = tt.relationship, tt.asked
		give(a, assess.Yes, "fear", "persistence")
		before := assess.Score(set, a)
		if before.Dash.Applicability != tt.want || assess.DashApplicability(set, a) != tt.want {
			t.Errorf("%q, %q: got %s, want %s", tt.relationship, tt.asked, before.Dash.Applicability, tt.want)
		}
		proposed, gap := "q02 q08", "persistence"
		if tt.want == "not_applicable" {
			proposed, gap = "", "persistence fear"
		}
		if got := strings.Join(before.Dash.Proposed, " "); got != proposed {
			t.Errorf("%q: proposed %q, want %q", tt.relationship, got, proposed)
		}
		if got := strings.Join(before.NotInDash, " "); got != gap {
			t.Errorf("%q: not in DASH %q, want %q", tt.relationship, got, gap)
		}
		for _, it := range set.Dash.Items {
			a.Responses.Set("dash", it.ID, assess.Response{Answer: assess.Yes})
		}
		after := assess.Score(set, a)
		if after.Overall != before.Overall || asJSON(t, after.Baseline) != asJSON(t, before.Baseline) || asJSON(t, after.Escalation) != asJSON(t, before.Escalation) {
			t.Errorf("%q: DASH's answers moved a level", tt.relationship)
		}
		if d := after.Dash; d.Yes != len(set.Dash.Items) || d.Line != 4 || d.LineYes != 6 || len(d.Proposed) > 0 {
			t.Errorf("%q: %+v", tt.relationship, d)
		}
		if got := strings.Join(after.Proposed, " "); got != "threats-grave threats-children" {
			t.Errorf("%q: DASH proposes %q", tt.relationship, got)
		}
	}
}

// There is a warning if DASH says that there is stalking and nobody asked about it.
func TestWarnsOfStalkingNotAssessed(t *testing.T) {
	set := assesstest.Set()
	a := &assess.Assessment{AssessedAt: assesstest.Instant(assesstest.AssessedAt)}
	a.Responses.Set("dash", "q08", assess.Response{Answer: assess.Yes})
	if r := assess.Score(set, a); !slices.Equal(r.Warnings, []string{"stalking-not-assessed"}) {
		t.Errorf("warnings: %q", r.Warnings)
	}
	give(a, assess.No, "fear")
	if r := assess.Score(set, a); len(r.Warnings) > 0 {
		t.Errorf("warnings: %q", r.Warnings)
	}
	for _, answer := range []assess.Answer{assess.No, assess.Unknown, assess.NotAsked} {
		b := &assess.Assessment{AssessedAt: a.AssessedAt}
		b.Responses.Set("dash", "q08", assess.Response{Answer: answer})
		if r := assess.Score(set, b); len(r.Warnings) > 0 {
			t.Errorf("DASH says %s: %q", answer, r.Warnings)
		}
	}
	dash := *set.Dash // one that has no question about stalking
	dash.Items = slices.Clone(dash.Items)
	topic, _ := dash.Used(assess.UseStalkingTopic)
	dash.Items[topic].UsedAs = ""
	dash.Index()
	set.Dash = &dash
	b := &assess.Assessment{AssessedAt: a.AssessedAt}
	for _, it := range dash.Items {
		b.Responses.Set("dash", it.ID, assess.Response{Answer: assess.Yes})
	}
	if r := assess.Score(set, b); len(r.Warnings) > 0 {
		t.Errorf("DASH does not ask about stalking: %q", r.Warnings)
	}
	for _, code := range []string{"override-void", "override-unsigned", "stalking-not-assessed", "absence-not-subtracted"} {
		if assess.WarningSays(code) == "" {
			t.Errorf("the warning %s has no text", code)
		}
	}
}

// An item that is open or no can have a proposal. Once it is yes there is nothing to
// confirm.
func TestAProposalIsListedUntilYes(t *testing.T) {
	set := assesstest.Set()
	for answer, want := range map[assess.Answer]string{assess.No: "threats-children", assess.Unknown: "threats-children", assess.Declined: "threats-children", assess.NotAsked: "threats-children", assess.Yes: ""} {
		a := assesstest.Answered(set, assess.No)
		give(a, answer, "threats-children")
		before := assess.Score(set, a)
		a.Responses.Set("dash", "q12", assess.Response{Answer: assess.Yes})
		r := assess.Score(set, a)
		if got := strings.Join(r.Proposed, " "); got != want {
			t.Errorf("%s: proposed %q, want %q", answer, got, want)
		}
		if r.Overall != before.Overall {
			t.Errorf("%s: a proposal counts: %+v", answer, r.Overall)
		}
	}
}

// Unless somebody said no, an incident prompted the assessment. Its day is then the
// end of the window and not a sign of higher frequency.
func TestPromptedCountsAsYesUnlessNo(t *testing.T) {
	set := assesstest.Set()
	score := func(prompted assess.Fact) string {
		a := assesstest.Answered(set, assess.No)
		a.Prompted = prompted
		for _, n := range []int{100, 80, 60, 40, 20, 10, 2} {
			a.Incidents = append(a.Incidents, assess.Incident{Kind: "message", At: assesstest.When(day(n))})
		}
		return asJSON(t, assess.Score(set, a).Timeline.Frequency)
	}
	yes := score(assess.FactYes)
	if score("") != yes || score(assess.FactUnknown) != yes {
		t.Errorf("absent %s, unknown %s, want %s", score(""), score(assess.FactUnknown), yes)
	}
	if score(assess.FactNo) == yes {
		t.Errorf("no makes no difference: %s", yes)
	}
}
