package questionnairefile

import (
	"strings"
	"testing"

	"stalkrisk/assess"
)

const casesHead = "format: stalkrisk.cases/1\ninstrument: lap\nversion: 1.0.0\ncases:\n"

// run returns the differences of one case of a questionnaire.
func run(t *testing.T, in *assess.Instrument, wanted string) string {
	t.Helper()
	name := in.ID + "/1.0.0.cases.yaml"
	head := strings.Replace(casesHead, "lap", in.ID, 1)
	cases, problems := LoadCases(name, []byte(head+"  - name: one\n"+wanted), in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return strings.Join(cases[0].Run(small(t), in), "\n")
}

// The author of a case reads these: the key, the expected value and the value found.
func TestDifferencesInWords(t *testing.T) {
	stalking, lap := small(t).Newest("stalking"), fixtures(t).Newest("lap")
	da := fixtures(t).Newest("danger-assessment")
	for _, tt := range []struct {
		name         string
		in           *assess.Instrument
		wanted, said string
	}{
		{"no difference", lap, `    expect: {results: {screen: not-in}}`, ""},
		{"a level in short form", stalking, `    {unlisted: "no", expect: {results: {overall: high}}}`,
			"results.overall.level: expected high, found low"},
		{"a level in long form: only the value that differs", stalking, `    {unlisted: "no", expect: {results: {overall: {level: low, could_reach: high}}}}`,
			"results.overall.could_reach: expected high, found low"},
		{"a total", da, `    expect: {results: {danger: {total: 3}}}`,
			"results.danger.total: expected 3, found 0"},
		{"a list", stalking, `    {unlisted: "no", responses: {intrusion: "yes"}, expect: {red_flags: [intrusion, threats-children]}}`,
			"red_flags: expected [intrusion, threats-children], found [intrusion]"},
		{"an empty list", stalking, `    {unlisted: "no", responses: {intrusion: "yes"}, expect: {red_flags: []}}`,
			"red_flags: expected [], found [intrusion]"},
		{"a list where the order is wrong", stalking, `    {unlisted: "no", responses: {weapon: unknown, intrusion: unknown}, expect: {ask_next: [intrusion, weapon]}}`,
			"ask_next: expected [intrusion, weapon], found [weapon, intrusion, how-often]"},
		{"an empty value", stalking, `    {unlisted: "no", expect: {ask_first: weapon}}`,
			"ask_first: expected weapon, found nothing"},
		{"true and false", stalking, `    {unlisted: "no", expect: {act_now: true, settled: false}}`,
			"act_now: expected true, found false\nsettled: expected false, found true"},
		{"a key that is misspelt", stalking, `    {unlisted: "no", expect: {red_flag: []}}`,
			"red_flag: this questionnaire has no such result"},
		{"a result that the questionnaire does not have", lap, `    expect: {results: {scren: in}}`,
			"results.scren: this questionnaire has no such result"},
		{"a number", stalking, `    {unlisted: "no", case: {relationship: stranger}, expect: {completeness: {answered: 30, applicable: 30}}}`,
			"completeness.answered: expected 30, found 12\ncompleteness.applicable: expected 30, found 13"},
		{"keys instead of a word", stalking, `    {unlisted: "no", expect: {ask_first: {a: b}}}`,
			"ask_first: expected keys with values, found nothing"},
		{"a word instead of keys", stalking, `    {unlisted: "no", expect: high}`,
			"level: this questionnaire has no such result"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wanted := tt.wanted
			if inner, ok := strings.CutPrefix(wanted, "    {"); ok { // as flow, for short
				wanted = flowed(strings.TrimSuffix(inner, "}"))
			}
			if got := run(t, tt.in, wanted+"\n"); got != tt.said {
				t.Errorf("got\n%s\nwant\n%s", got, tt.said)
			}
		})
	}
}

// flowed puts each key of a flow mapping on a line of its own.
func flowed(s string) string {
	depth, from := 0, 0
	var lines []string
	for i, r := range s + "," {
		switch {
		case r == '{' || r == '[':
			depth++
		case r == '}' || r == ']':
			depth--
		case r == ',' && depth == 0:
			lines = append(lines, "    "+strings.TrimSpace(s[from:i]))
			from = i + 1
		}
	}
	return strings.Join(lines, "\n")
}

func TestBadCasesAreRefused(t *testing.T) {
	lap := fixtures(t).Newest("lap")
	good := casesHead + "  - {name: one, expect: {act_now: false}}\n"
	for _, tt := range []struct{ name, file, text, code, said string }{
		{"cases of another questionnaire", "lap/1.0.0.cases.yaml", strings.Replace(good, "lap", "dash", 1), CodePath, "another questionnaire"},
		{"cases of another version", "lap/1.0.0.cases.yaml", strings.Replace(good, "1.0.0", "1.0.1", 1), CodePath, "another questionnaire"},
		{"a copied file in another place", "lap/1.1.0.cases.yaml", good, CodePath, "in the wrong place"},
		{"another format", "lap/1.0.0.cases.yaml", strings.Replace(good, "cases/1", "cases/2", 1), CodeUnknownFormat, "write stalkrisk.cases/1"},
		{"no cases", "lap/1.0.0.cases.yaml", strings.Replace(casesHead, "cases:\n", "cases: []\n", 1), codeMissing, "write at least one"},
		{"two cases with the same name", "lap/1.0.0.cases.yaml", good + "  - {name: one, expect: {act_now: false}}\n", codeRepeatedID, "give each its own"},
		{"a case without a name", "lap/1.0.0.cases.yaml", casesHead + "  - {expect: {act_now: false}}\n", codeMissing, "the case's name"},
		{"a case that expects nothing", "lap/1.0.0.cases.yaml", casesHead + "  - {name: one}\n", codeMissing, "expects nothing"},
		{"a case with an empty expect", "lap/1.0.0.cases.yaml", casesHead + "  - {name: one, expect: {}}\n", codeMissing, "expects nothing"},
		{"an invalid answer for the rest", "lap/1.0.0.cases.yaml", casesHead + "  - {name: one, unlisted: nein, expect: {act_now: false}}\n", codeUnknownRef, "no such answer"},
		{"a key that an assessment does not have", "lap/1.0.0.cases.yaml", casesHead + "  - {name: one, respones: {}, expect: {act_now: false}}\n", "unknown-key", `did you mean "responses"?`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cases, problems := LoadCases(tt.file, []byte(tt.text), lap)
			if cases != nil || len(problems) == 0 {
				t.Fatal("not refused")
			}
			if p := problems[0]; p.Code != tt.code || !strings.Contains(p.Message, tt.said) || p.Line < 1 {
				t.Errorf("got  %s %s\nwant %s … %s", p.Code, p, tt.code, tt.said)
			}
		})
	}
}
