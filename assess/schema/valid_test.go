package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/assess/strictfile"
)

func read(tb testing.TB, name string) []byte {
	tb.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// files returns the files that match. There must be at least one.
func files(tb testing.TB, pattern string) []string {
	tb.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		tb.Fatalf("nothing matches %s (%v)", pattern, err)
	}
	return names
}

// scored returns the questionnaires, and an assessment's scores by them.
func scored(tb testing.TB, a *assess.Assessment, found []assess.Problem) (assess.Instruments, assess.Scored) {
	tb.Helper()
	return assess.Assess(assesstest.Questionnaires(), a, assess.Tool{Name: "stalkrisk", Version: "test"}, found)
}

// result returns the line that `stalkrisk score` writes for an assessment.
func result(tb testing.TB, a *assess.Assessment, found []assess.Problem) []byte {
	tb.Helper()
	_, sc := scored(tb, a, found)
	b, err := json.Marshal(sc.Result)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// page returns the JSON report of an assessment.
func page(tb testing.TB, a *assess.Assessment, found []assess.Problem) []byte {
	tb.Helper()
	set, sc := scored(tb, a, found)
	var out bytes.Buffer
	if err := report.Write(&out, "json", report.Build(set, assesstest.Guides(), a, sc, assess.Instant{}), 0); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func TestValidExamplesHold(t *testing.T) {
	for _, name := range files(t, "../assessmentfile/testdata/valid/*") {
		t.Run(filepath.Base(name), func(t *testing.T) {
			b := read(t, name)
			if filepath.Ext(name) == ".json" { // as it stands
				accept(t, "assessment", b)
			}
			for _, r := range assessmentfile.Read(name, b) {
				if r.Problems != nil {
					t.Fatal(r.Problems)
				}
				accept(t, "assessment", assessmentfile.Encode("a.json", &r.Assessment))
			}
		})
	}
}

func TestProblemsOfInvalidExamplesHold(t *testing.T) {
	for _, r := range examples(t) {
		line := assess.ProblemLine{Format: assess.ProblemFormat, Input: "night.yaml", Scored: r.Scorable, Problems: r.Problems}
		b, err := json.Marshal(line)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Problems) > 0 {
			accept(t, "problem", b)
		}
	}
}

func TestResultsHold(t *testing.T) {
	for _, r := range scorable(t) {
		accept(t, "result", result(t, &r.Assessment, r.Problems))
	}
}

func TestReportsHold(t *testing.T) {
	for _, r := range scorable(t) {
		accept(t, "report", page(t, &r.Assessment, r.Problems))
	}
}

// examples returns the valid and invalid assessments of the reader's own tests.
func examples(tb testing.TB) (all []assessmentfile.Record) {
	tb.Helper()
	for _, pattern := range []string{"valid/*.yaml", "invalid/*.yaml", "invalid/*.json"} {
		for _, name := range files(tb, "../assessmentfile/testdata/"+pattern) {
			all = append(all, assessmentfile.Read(name, read(tb, name))...)
		}
	}
	return all
}

// rising is an assessment whose incidents become more frequent and more severe.
const rising = `format: stalkrisk.assessment/1
case: {reference: MADE-UP-1}
assessed_at: 2026-11-20T14:03:00Z
responses: {stalking: {approach: "yes"}}
incidents:
  - {at: 2026-05-04, kind: message}
  - {at: 2026-06-20, kind: gift}
  - {at: 2026-08-01, kind: online_post}
  - {at: 2026-09-02, kind: loitering}
  - {at: 2026-09-24, kind: visit}
  - {at: 2026-10-08, kind: following}
  - {at: 2026-10-19, kind: third_party_contact}
  - {at: 2026-10-29, kind: visit}
  - {at: 2026-11-06, kind: damage}
  - {at: 2026-11-13, kind: visit}
  - {at: 2026-11-18, kind: threat}
`

// scorable returns the examples that can be scored, valid or not, the worked cases of the
// small questionnaires, and one with enough incidents for the timeline's tests.
func scorable(tb testing.TB) (all []assessmentfile.Record) {
	tb.Helper()
	for _, r := range examples(tb) {
		if r.Scorable {
			all = append(all, r)
		}
	}
	for _, in := range assesstest.Questionnaires().Versions {
		name := in.ID + "/" + in.Version + ".cases.yaml"
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			tb.Fatal(err)
		}
		cases, problems := questionnairefile.LoadCases(name, b, in)
		if problems != nil {
			tb.Fatal(problems)
		}
		for _, c := range cases {
			all = append(all, assessmentfile.Record{Assessment: c.Assessment})
		}
	}
	all = append(all, assessmentfile.Read("rising.yaml", []byte(rising))...)
	if len(all) < 30 {
		tb.Fatalf("only %d assessments can be scored", len(all))
	}
	return all
}

func TestExamplesOfTheContractHold(t *testing.T) {
	for _, name := range []string{"result", "problem"} {
		accept(t, name, read(t, "testdata/"+name+".json"))
	}
}

// The shipped questionnaires, and the reader's own examples with sums and choices.
func TestQuestionnairesHold(t *testing.T) {
	n := 0
	for _, name := range append(files(t, "../../questionnaires/*/*.yaml"), files(t, "../questionnairefile/testdata/valid/*/*.yaml")...) {
		root := strictfile.ParseYAML(read(t, name))[0].Root
		if f := root.Field("format"); f == nil || f.Text != questionnairefile.Format {
			continue // worked cases, guidance
		}
		n++
		accept(t, "questionnaire", strictfile.AppendJSON(nil, root))
	}
	if n < 4 {
		t.Errorf("only %d questionnaires were looked at", n)
	}
}

// A translation that is read is one that the schema takes, and the other way round where a
// schema can tell.
func TestTranslationsHold(t *testing.T) {
	in := assesstest.Set().Stalking
	of := assesstest.Translation(in)
	file := func() []byte {
		return strictfile.AppendJSON(nil, strictfile.ParseYAML(questionnairefile.WriteTranslation(in, of))[0].Root)
	}
	accept(t, "translation", file())
	of.Test = false
	if refused(t, compiled(t, "translation"), file()) == nil {
		t.Error("the schema takes a translation that nobody has reviewed")
	}
}

func TestWhatIsDrawnHolds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		for range 3 {
			a := drawn(rt)
			b := assessmentfile.AppendJSON(nil, a)
			if r := assessmentfile.ReadJSON(b); r.Problems != nil {
				rt.Fatalf("the reader refuses what was drawn: %v\n%s", r.Problems, b)
			}
			if err := refused(t, compiled(t, "assessment"), b); err != nil {
				rt.Fatalf("%v\n%s", err, b)
			}
			b = result(t, a, nil)
			if err := refused(t, compiled(t, "result"), b); err != nil {
				rt.Fatalf("%v\n%s", err, b)
			}
		}
	})
}

func TestReportsOfWhatIsDrawnHold(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := page(t, drawn(rt), nil)
		if err := refused(t, compiled(t, "report"), b); err != nil {
			rt.Fatalf("%v\n%s", err, b)
		}
	})
}

// A result must have exactly the keys that are written.
func TestKeysOfAResultAreAllWanted(t *testing.T) {
	var whole map[string]any
	if err := json.Unmarshal(read(t, "testdata/result.json"), &whole); err != nil {
		t.Fatal(err)
	}
	s := compiled(t, "result")
	for k, v := range whole {
		delete(whole, k)
		if s.Validate(whole) == nil {
			t.Errorf("a result without %s holds", k)
		}
		whole[k] = v
	}
	whole["notes"] = "one more"
	if s.Validate(whole) == nil {
		t.Error("a result with an unknown key holds")
	}
}
