package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
)

func TestAnotherInstrumentStandsBeside(t *testing.T) {
	rec := assessment(t, "rich")
	other := *assesstest.Questionnaires().Newest("stalking")
	other.ID, other.Title = "local", "Local questions"
	other.Index()
	rec.Assessment.Responses = append(rec.Assessment.Responses, assess.InstrumentResponses{
		Instrument: "local", Items: []assess.ItemResponse{{Item: "weapon", Response: assess.Response{Answer: assess.Yes, Note: "seen on camera"}}},
	})
	books := assess.NewQuestionnaires(append(assesstest.Questionnaires().Versions, &other)...)
	set, scored := assess.Assess(books, &rec.Assessment, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}, nil)
	r := Build(set, assesstest.Guides(), &rec.Assessment, scored, assess.Instant{})
	md := string(written(t, "markdown", r))
	for _, want := range []string{"## Other instruments", "## Answers: Local questions", "seen on camera", "Local questions, Escalation: imminent"} {
		if !strings.Contains(md, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	again, problems := Read(written(t, "json", r))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if string(written(t, "markdown", again)) != md {
		t.Error("the saved report differs")
	}
}

func TestBuildChangesNothing(t *testing.T) {
	rec := assessment(t, "rich")
	set, scored := assess.Assess(assesstest.Questionnaires(), &rec.Assessment, assess.Tool{}, rec.Problems)
	before := assessmentfile.AppendJSON(nil, &rec.Assessment)
	result, _ := json.Marshal(scored.Result)
	Build(set, assesstest.Guides(), &rec.Assessment, scored, assess.Instant{})
	again, _ := json.Marshal(scored.Result)
	if !bytes.Equal(before, assessmentfile.AppendJSON(nil, &rec.Assessment)) || !bytes.Equal(result, again) {
		t.Error("the assessment or the result has changed")
	}
}
