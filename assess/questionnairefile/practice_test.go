package questionnairefile

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/training"
)

const practiceBase = "testdata/practice/the-bins.yaml"

const practicePlace = "practice/the-bins/1.0.0.yaml"

// edited returns the base with an edit applied: each run of lines that begin with "-"
// is replaced by the "+" lines after it.
func edited(t testing.TB, edit string) []byte {
	t.Helper()
	base := string(read(t, practiceBase))
	lines := strings.Split(strings.TrimSuffix(string(read(t, edit)), "\n"), "\n")
	for i := 0; i < len(lines); {
		var was, is strings.Builder
		for ; i < len(lines) && strings.HasPrefix(lines[i], "-"); i++ {
			was.WriteString(lines[i][1:] + "\n")
		}
		for ; i < len(lines) && strings.HasPrefix(lines[i], "+"); i++ {
			is.WriteString(lines[i][1:] + "\n")
		}
		if strings.Count(base, was.String()) != 1 || was.Len() == 0 {
			t.Fatalf("%s: these lines stand %d times in the base:\n%s", edit, strings.Count(base, was.String()), was.String())
		}
		base = strings.Replace(base, was.String(), is.String(), 1)
	}
	return []byte(base)
}

func practiceEdits(t testing.TB) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/practice/invalid/*.edit")
	if err != nil || len(names) == 0 {
		t.Fatal("no edits", err)
	}
	return names
}

// Each edit introduces a fault. The messages for its author are in a file beside it.
func TestInvalidPracticeCasesAreRefusedWithReasons(t *testing.T) {
	shelf := small(t)
	for _, name := range practiceEdits(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".edit"), func(t *testing.T) {
			p, problems := LoadPractice(practicePlace, edited(t, name), shelf)
			if p != nil || len(problems) == 0 {
				t.Fatal("it was not refused")
			}
			var said strings.Builder
			for _, fault := range problems {
				if fault.Line < 1 || strings.HasSuffix(fault.Message, ".") || strings.Contains(fault.Message, "%!") {
					t.Errorf("no place, or not in the style of a message: %s", fault)
				}
				said.WriteString(fault.Code + " " + fault.String() + "\n")
			}
			wanted := strings.TrimSuffix(name, ".edit") + ".want"
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(wanted, []byte(said.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want := string(read(t, wanted)); said.String() != want {
				t.Errorf("got\n%swant (%s; UPDATE=1 rewrites it)\n%s", said.String(), wanted, want)
			}
		})
	}
}

func TestAPracticeCaseIsReadCompletely(t *testing.T) {
	p, problems := LoadPractice(practicePlace, read(t, practiceBase), small(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	m := &p.Model
	if m.Training != "the-bins" || m.Case.Reference != "PRACTICE-THE-BINS" || m.Draft() || m.Versions["stalking"] != "1.0.0" || m.FirstAccount != p.Account {
		t.Errorf("the model assessment is %+v", m)
	}
	r, ok := m.Responses.Of("stalking", "fear")
	if !ok || r.Answer != assess.No || r.Note != "Of her? I'm annoyed." {
		t.Errorf("fear: %+v", r)
	}
	answer, ok := p.Answer("stalking", "how-often")
	if !ok || answer.Answer != assess.Unknown || answer.Why == "" || len(p.Checks) != 2 || len(p.More) != 2 || len(p.SHA256) != 64 {
		t.Errorf("how-often: %+v; %d checks, %d topics, %q", answer, len(p.Checks), len(p.More), p.SHA256)
	}
	if _, applies := p.Answer("stalking", "threats-children"); applies {
		t.Error("a question about children applies where there are none")
	}
	if _, open := p.Answer("stalking", "trigger-event"); open {
		t.Error("a question that the case leaves open has a model answer")
	}
	// It can be saved and read back as an assessment.
	again := assessmentfile.One(assessmentfile.Read("m.yaml", assessmentfile.Encode("m.yaml", m)))
	if !again.Scorable || len(again.Problems) > 0 {
		t.Errorf("the model assessment cannot be read again: %v", again.Problems)
	}
}

func TestModelAnswersWithAnotherResult(t *testing.T) {
	shelf := small(t)
	b := bytes.Replace(read(t, practiceBase), []byte("expect: {overall: low, baseline: low, escalation: stable, act_now: false}"),
		[]byte("expect: {overall: high, baseline: moderate, escalation: rising, act_now: true, dash_yes: 3, dash_line: below}"), 1)
	p, problems := LoadPractice(practicePlace, b, shelf)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	set, _ := shelf.For(&p.Model, assess.Tool{})
	want := `act_now: expected true, found false; it would be as expected if near-now (now no) were yes
overall: expected high, found low (from baseline low and escalation stable); it would be as expected if intrusion (now no) were yes, or specific-threat (now no) were yes, or weapon (now no) were yes, or near-now (now no) were yes
baseline: expected moderate, found low; it would be as expected if approach (now no) were yes, or threats (now no) were yes, or fear (now no) were yes
escalation: expected rising, found stable; it would be as expected if more-often (now no) were yes
dash_yes and dash_line: in expect, but DASH is not asked in this case; remove them there`
	if got := strings.Join(p.Differences(set), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLoadAllPracticeReportsBadCasesAndKeepsGoodOnes(t *testing.T) {
	good := read(t, practiceBase)
	next := bytes.Replace(good, []byte("version: 1.0.0"), []byte("version: 1.10.0"), 1)
	fsys := fstest.MapFS{
		"practice/the-bins/1.0.0.yaml":  {Data: good},
		"practice/the-bins/1.10.0.yaml": {Data: next},
		"practice/another/1.0.0.yaml":   {Data: good},
		"practice/notes.yaml":           {Data: []byte("not looked at")},
	}
	cases, err := LoadAllPractice(fsys, small(t))
	if err == nil || !strings.Contains(err.Error(), "practice/another/1.0.0.yaml:") || strings.Contains(err.Error(), "notes") {
		t.Errorf("got %v", err)
	}
	if len(cases) != 2 || cases.Newest("the-bins").Version != "1.10.0" || cases.Newest("another") != nil || strings.Join(cases.IDs(), " ") != "the-bins" {
		t.Errorf("got %v", cases.IDs())
	}
}

// smallPractice is a valid practice case, as short as can be.
const smallPractice = `{"format":"stalkrisk.practice/1","id":"the-bins","version":"1.0.0","title":"T","invented":"invented","drawn_from":"d","difficulty":"easy","minutes":5,"learn":["l"],"assessment":{"case":{"relationship":"neighbour"}},
"account":"a","otherwise":"o","more":[{"about":"a","says":"s"}],"checks":[{"look":"l","holds":"h","bears_on":["fear"]}],"stalking":{"fear":{"answer":"no","why":"w"}},"expect":{"overall":"low","baseline":"low","escalation":"stable","act_now":false}}`

// FuzzLoadPractice checks that a practice case is either refused with reasons, or can
// be played, scored and marked.
func FuzzLoadPractice(f *testing.F) {
	shelf := small(f)
	if _, problems := LoadPractice(practicePlace, []byte(smallPractice), shelf); len(problems) > 0 {
		f.Fatal(problems)
	}
	addChanges(f, smallPractice, `"case":{`, `"contact":{"safe_to_talk":"no"},"incidents":[{"at":"2026-11-01","kind":"visit"}],"case":{`, `"case":{`, `"case":{"children":3,`, `"neighbour"`, `"former_partner"`, `"neighbour"`, `"former_partner","victim_under_18":"yes"`,
		`{"answer":"no","why":"w"}`, `{"answer":"declined","says":"s"}`, `"fear"`, `"no-such"`, `["fear"]`, `["q27"]`, `"low","baseline"`, `"high","dash_yes":2,"baseline"`, `"stalking":`, `"dash":{"q01":{"answer":"yes","why":"w"}},"stalking":`, `"minutes":5`, `"minutes":"5"`)
	f.Fuzz(func(t *testing.T, at, cut uint16, text string) {
		p, problems := LoadPractice(practicePlace, changed(smallPractice, at, cut, text), shelf)
		if (p == nil) == (len(problems) == 0) {
			t.Fatalf("case %v and problems %v: it must be one or the other", p, problems)
		}
		if p == nil {
			return
		}
		set, _ := shelf.For(&p.Model, assess.Tool{})
		if m := training.Mark(p, set, &p.Model); m.Same != m.Items {
			t.Fatalf("%d of %d model answers are the model's", m.Same, m.Items)
		}
		if problems := assess.Check(set, &p.Model); len(problems) > 0 {
			t.Fatalf("the model assessment has faults: %v", problems)
		}
	})
}
