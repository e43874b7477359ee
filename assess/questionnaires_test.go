package assess_test

import (
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

func TestCompareVersions(t *testing.T) {
	order := []string{"0.9.9", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "1.10.0", "2.0.0", "10.0.0"}
	for i, a := range order {
		for k, b := range order {
			want := 0
			switch {
			case i < k:
				want = -1
			case i > k:
				want = 1
			}
			if got := assess.CompareVersions(a, b); got != want {
				t.Errorf("%s and %s: got %d, want %d", a, b, got, want)
			}
		}
	}
	if assess.CompareVersions("1.0", "1.0.0") != -1 {
		t.Error("a shorter version does not come first")
	}
}

func TestQuestionnairesFor(t *testing.T) {
	newer, lap := *assesstest.Questionnaires().Find("stalking", "1.0.0"), *assesstest.Questionnaires().Find("stalking", "1.0.0")
	newer.Version, lap.ID, lap.UsedAs = "1.10.0", "lap", ""
	middle, ours := newer, newer
	middle.Version, ours.ID = "1.9.0", "ours"
	s := assess.NewQuestionnaires(append(assesstest.Questionnaires().Versions, &newer, &lap, &middle, &ours)...)
	responses := assess.Responses{{Instrument: "lap"}}
	tests := []struct {
		name      string
		versions  map[string]string
		responses assess.Responses
		want      string // id@version, of all
		problem   string // path and part of the message
	}{
		{"the newest where none is named", nil, nil, "stalking@1.10.0 dash@1.0.0", ""},
		{"the one that is named", map[string]string{"stalking": "1.0.0", "dash": "1.0.0"}, nil, "stalking@1.0.0 dash@1.0.0", ""},
		{"an empty name is none", map[string]string{"stalking": ""}, nil, "stalking@1.10.0 dash@1.0.0", ""},
		{"a version that is not loaded", map[string]string{"stalking": "99.0.0"}, nil, "stalking@1.10.0 dash@1.0.0", "instruments.stalking: that version is not loaded; scored with 1.10.0"},
		{"another instrument by its answers", nil, responses, "stalking@1.10.0 dash@1.0.0 lap@1.0.0", ""},
		{"another instrument by its name", map[string]string{"lap": "1.0.0"}, nil, "stalking@1.10.0 dash@1.0.0 lap@1.0.0", ""},
		{"a version of another that is not loaded", map[string]string{"lap": "2.0.0"}, nil, "stalking@1.10.0 dash@1.0.0 lap@1.0.0", "instruments.lap: that version is not loaded; scored with 1.0.0"},
		{"a force's own, used as stalking, where it is named", map[string]string{"ours": "1.10.0"}, nil, "ours@1.10.0 dash@1.0.0 stalking@1.10.0", ""},
		{"a version of a force's own that is not loaded", map[string]string{"ours": "2.0.0"}, nil, "ours@1.10.0 dash@1.0.0 stalking@1.10.0", "instruments.ours: that version is not loaded; scored with 1.10.0"},
		{"the first by id where two are named for one use", map[string]string{"stalking": "1.0.0", "ours": "1.10.0"}, nil, "ours@1.10.0 dash@1.0.0 stalking@1.0.0", ""},
		{"an instrument that is not loaded", map[string]string{"sash": "1.0.0"}, nil, "stalking@1.10.0 dash@1.0.0", "instruments.sash: no questionnaire with that id is loaded"},
	}
	var scorer assess.Scorer
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := assesstest.Answered(assesstest.Set(), assess.No)
			a.Versions = tt.versions
			a.Responses = append(a.Responses, tt.responses...)
			set, problems := s.For(a, assess.Tool{})
			var got []string
			for _, in := range set.All() {
				got = append(got, in.ID+"@"+in.Version)
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			switch {
			case tt.problem == "" && len(problems) > 0, tt.problem != "" && len(problems) != 1:
				t.Errorf("problems: %v", problems)
			case tt.problem != "" && (!strings.HasPrefix(problems[0].String(), tt.problem) || problems[0].Code != "unknown-version"):
				t.Errorf("got %q, want %q", problems[0], tt.problem)
			}
			r := assess.Score(set, a)
			if len(r.Instruments) != len(set.All()) || (len(r.Others) == 1) != (strings.Count(tt.want, " ") == 2) {
				t.Errorf("the result names %+v and others %+v", r.Instruments, r.Others)
			}
			if _, again := scorer.Assess(s, a, assess.Tool{}, nil); len(again.Result.Others) != len(r.Others) {
				t.Errorf("after another assessment: others %+v", again.Result.Others)
			}
		})
	}
	if got := strings.Join(s.IDs(), " "); got != "dash lap ours stalking" {
		t.Errorf("ids: %s", got)
	}
	if s.Newest("sash") != nil || s.Find("stalking", "3.0.0") != nil {
		t.Error("found a questionnaire that does not exist")
	}
}
