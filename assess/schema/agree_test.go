package schema

import (
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/strictfile"
)

const opening = `"format":"stalkrisk.assessment/1","assessed_at":"2026-11-20T14:03:00Z"`

// with returns a minimal valid assessment with keys added.
func with(more string) string {
	return `{` + opening + `,"case":{"reference":"NP-1"},` + more + `}`
}

func at(time string) string {
	return `{"format":"stalkrisk.assessment/1","assessed_at":"` + time + `","case":{"reference":"NP-1"}}`
}

func long(n int) string { return strings.Repeat("é", n) }

// Schema and reader must agree on whether each of these is valid.
func TestSchemaAndReaderAgree(t *testing.T) {
	s := compiled(t, "assessment")
	for _, c := range []struct {
		name, doc string
		good      bool
	}{
		{"the least that there can be", at("2026-11-20T14:03:00Z"), true},
		{"a list", `[]`, false},
		{"text", `"assessment"`, false},
		{"nothing in it", `{}`, false},
		{"no format", `{"assessed_at":"2026-11-20T14:03:00Z","case":{"reference":"NP-1"}}`, false},
		{"another format", `{"format":"stalkrisk.result/1","assessed_at":"2026-11-20T14:03:00Z","case":{"reference":"NP-1"}}`, false},
		{"no time", `{"format":"stalkrisk.assessment/1","case":{"reference":"NP-1"}}`, false},
		{"no time in a draft", `{"format":"stalkrisk.assessment/1","status":"draft"}`, false},
		{"no case", `{` + opening + `}`, false},
		{"no case in a draft", `{` + opening + `,"status":"draft"}`, true},
		{"no reference", `{` + opening + `,"case":{}}`, false},
		{"no reference, said to be complete", `{` + opening + `,"status":"complete","case":{"children":"yes"}}`, false},
		{"an empty reference", `{` + opening + `,"case":{"reference":""}}`, false},
		{"a blank reference", `{` + opening + `,"case":{"reference":" \t\n"}}`, false},
		{"an empty reference in a draft", `{` + opening + `,"status":"draft","case":{"reference":""}}`, true},
		{"a case that is text", `{` + opening + `,"case":"NP-1"}`, false},
		{"an unknown key", with(`"notes":""`), false},
		{"an unknown key within", with(`"contact":{"safe":"yes"}`), false},
		{"a key in capitals", with(`"Caller":"victim"`), false},
		{"null", with(`"caller":null`), false},
		{"null in a list", with(`"incidents":[null]`), false},
		{"null for an override", with(`"override":null`), false},
		{"an unknown word", with(`"caller":"neighbour"`), false},
		{"a word in capitals", with(`"caller":"Victim"`), false},
		{"an empty word", with(`"caller":""`), false},
		{"words and times that may be empty", with(`"contact":{"mode":"","heard":"","back":""},"own_life":"","read_back":{"at":"","agreed":""},"help":[{"asked":""}],"outcome":{"value":"","on":""}`), true},
		{"an empty word elsewhere", with(`"contact":{"ended":""}`), false},
		{"a word of the wrong field", with(`"contact":{"heard":"unknown"}`), false},
		{"a day in place of a time", with(`"help":[{"asked":"2026-11-20"}]`), false},
		{"a month among days", with(`"orders":[{"check_on":["2026-12-01","2026-12"]}]`), false},
		{"an empty text", with(`"previous":""`), true},
		{"true for yes", with(`"prompted_by_incident":true`), false},
		{"true for an answer", with(`"responses":{"stalking":{"weapon":true}}`), false},
		{"a number for text", with(`"id":17`), false},
		{"a number for an answer", with(`"responses":{"stalking":{"weapon":1}}`), false},
		{"an answer in the short form", with(`"responses":{"stalking":{"weapon":"yes"}}`), true},
		{"an answer in the long form", with(`"responses":{"dash":{"q02":{"answer":"yes","note":"n","source":"seen","at":"2026-11-20T14:03:00Z","was":[{"answer":"no"}]}}}`), true},
		{"a long form that says nothing", with(`"responses":{"stalking":{"weapon":{}}}`), true},
		{"a long form with an unknown key", with(`"responses":{"stalking":{"weapon":{"answr":"yes"}}}`), false},
		{"a long form with an unknown source", with(`"responses":{"stalking":{"weapon":{"answer":"yes","source":"me"}}}`), false},
		{"a long form with an empty time", with(`"responses":{"stalking":{"weapon":{"answer":"yes","at":""}}}`), true},
		{"an earlier answer that is bare", with(`"responses":{"stalking":{"weapon":{"answer":"yes","was":["no"]}}}`), false},
		{"a list of answers", with(`"responses":{"stalking":{"weapon":["yes"]}}`), false},
		{"a list of items", with(`"responses":{"stalking":["weapon"]}`), false},
		{"answers with no instrument", with(`"responses":{"weapon":"yes"}`), false},
		{"no answers at all", with(`"responses":{}`), true},
		{"an object for a list", with(`"incidents":{}`), false},
		{"an empty list", with(`"incidents":[]`), true},
		{"severity 0", with(`"incidents":[{"kind":"visit","severity":0}]`), false},
		{"severity 1", with(`"incidents":[{"kind":"visit","severity":1}]`), true},
		{"severity 5", with(`"incidents":[{"kind":"visit","severity":5}]`), true},
		{"severity 6", with(`"incidents":[{"kind":"visit","severity":6}]`), false},
		{"severity in between", with(`"incidents":[{"kind":"visit","severity":3.5}]`), false},
		{"severity as text", with(`"incidents":[{"kind":"visit","severity":"3"}]`), false},
		{"an incident in a month", with(`"incidents":[{"at":"2026-10"}]`), true},
		{"an incident at no time", with(`"incidents":[{"at":""}]`), true},
		{"an incident in a year", with(`"incidents":[{"at":"2026"}]`), false},
		{"an incident in month 13", with(`"incidents":[{"at":"2026-13"}]`), false},
		{"an incident with half a time", with(`"incidents":[{"at":"2026-10-01T21:30"}]`), false},
		{"a day", with(`"triggers":[{"kind":"hearing","on":"2026-12-01"}]`), true},
		{"an empty day", with(`"triggers":[{"kind":"hearing","on":""}]`), true},
		{"a month for a day", with(`"triggers":[{"kind":"hearing","on":"2026-12"}]`), false},
		{"a time for a day", with(`"triggers":[{"kind":"hearing","on":"2026-12-01T00:00:00Z"}]`), false},
		{"a day in the year 0", with(`"triggers":[{"kind":"hearing","on":"0000-12-01"}]`), false},
		{"day 32", with(`"triggers":[{"kind":"hearing","on":"2026-12-32"}]`), false},
		{"a day the other way round", with(`"triggers":[{"kind":"hearing","on":"01/12/2026"}]`), false},
		{"a time in the year 0", at("0000-01-01T00:00:00Z"), true},
		{"a time with a fraction and an offset", at("2026-11-20T14:03:00.123456789+23:59"), true},
		{"a time with ten decimals", at("2026-11-20T14:03:00.1234567891Z"), false},
		{"a time with a dot alone", at("2026-11-20T14:03:00.Z"), false},
		{"a time with a comma", at("2026-11-20T14:03:00,5Z"), false},
		{"a time with no offset", at("2026-11-20T14:03:00"), false},
		{"a time with an offset of a day", at("2026-11-20T14:03:00+24:00"), false},
		{"a time with a small t", at("2026-11-20t14:03:00Z"), false},
		{"a time with a space", at("2026-11-20 14:03:00Z"), false},
		{"a time with one digit", at("2026-11-20T4:03:00Z"), false},
		{"hour 24", at("2026-11-20T24:00:00Z"), false},
		{"a leap second", at("2026-11-20T23:59:60Z"), false},
		{"an empty time", at(""), false},
		{"a time with a line feed", at(`2026-11-20T14:03:00Z\n`), false},
		{"an absence with no beginning", with(`"absences":[{"to":"2026-07-15"}]`), false},
		{"an absence with an empty beginning", with(`"absences":[{"from":""}]`), false},
		{"an absence with no end", with(`"absences":[{"from":"2026-06-01"}]`), true},
		{"a note of 10,000 characters", with(`"previous":"` + long(10_000) + `"`), true},
		{"a note of 10,001 characters", with(`"previous":"` + long(10_001) + `"`), false},
		{"a condition of 10,001 characters", with(`"orders":[{"conditions":["` + long(10_001) + `"]}]`), false},
		{"a version of 10,001 characters", with(`"instruments":{"dash":"` + long(10_001) + `"}`), false},
		{"an account of 100,000 characters", with(`"first_account":"` + long(assess.LongestAccount) + `"`), true},
		{"an account of 100,001 characters", with(`"first_account":"` + long(assess.LongestAccount+1) + `"`), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := assessmentfile.ReadJSON([]byte(c.doc))
			if good := len(r.Problems) == 0; good != c.good {
				t.Errorf("the reader: good is %t, want %t: %v", good, c.good, r.Problems)
			}
			if err := refused(t, s, []byte(c.doc)); (err == nil) != c.good {
				t.Errorf("the schema: good is %t, want %t: %v", err == nil, c.good, err)
			}
		})
	}
}

// The schema cannot refuse these, or only with difficulty. If it refuses one some day,
// move it to the table above.
func TestTheReaderRefusesMore(t *testing.T) {
	s := compiled(t, "assessment")
	for name, doc := range map[string]string{
		"30 February":                     with(`"triggers":[{"kind":"hearing","on":"2026-02-30"}]`),
		"30 February as a time":           at("2026-02-30T00:00:00Z"),
		"an absence that ends first":      with(`"absences":[{"from":"2026-07-15","to":"2026-06-01"}]`),
		"a reference of a no-break space": `{` + opening + `,"case":{"reference":"\u00a0"}}`,
		"half a character":                with(`"previous":"\ud800"`),
	} {
		t.Run(name, func(t *testing.T) {
			if r := assessmentfile.ReadJSON([]byte(doc)); len(r.Problems) == 0 {
				t.Error("the reader accepts it")
			}
			if err := refused(t, s, []byte(doc)); err != nil {
				t.Errorf("the schema refuses it: %v", err)
			}
		})
	}
	// A key given twice is already merged when a schema sees the document.
	if r := assessmentfile.ReadJSON([]byte(with(`"id":"a","id":"b"`))); len(r.Problems) == 0 {
		t.Error("the reader takes a key that is given twice")
	}
	// assess.Check refuses an unknown item. The schema refuses only an id that no item
	// could have.
	if err := refused(t, s, []byte(with(`"responses":{"stalking":{"no-such-item":"yes"}}`))); err != nil {
		t.Error(err)
	}
	if refused(t, s, []byte(with(`"responses":{"stalking":{"No such item":"yes"}}`))) == nil {
		t.Error("the schema takes what can be no id")
	}
}

// The reader must refuse every questionnaire that the schema refuses. These are those of
// the reader's own examples that a schema can detect.
func TestBadQuestionnairesAreRefusedByBoth(t *testing.T) {
	s := compiled(t, "questionnaire")
	for _, name := range []string{
		"a-list-for-text", "a-sixth-severity", "act-now-that-says-nothing", "act-now-without-when", "all-of-nothing",
		"bad-id", "blank-purpose", "condition-of-two-kinds", "condition-without-is", "id-with-capitals",
		"option-named-as-an-answer", "option-with-capitals", "points-below-nought", "proposal-of-a-missing-finding",
		"review-after-no-time", "rule-of-a-finding-that-cannot-raise", "too-many-points",
	} {
		t.Run(name, func(t *testing.T) {
			b := read(t, "../questionnairefile/testdata/invalid/"+name+".yaml")
			if in, _ := questionnairefile.Load("", b); in != nil {
				t.Error("the reader accepts it")
			}
			if refused(t, s, strictfile.AppendJSON(nil, strictfile.ParseYAML(b)[0].Root)) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}
