package questionnairefile

import (
	"hash/crc32"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	_ "stalkrisk/assess/assesstest/quickfuzz"
)

// smallQuestionnaire is a valid file with one of everything, as short as can be. It is
// in JSON, which is YAML too and is read faster.
const smallQuestionnaire = `{"format":"stalkrisk.questionnaire/1","id":"a","version":"1.0.0","title":"A","purpose":"p","misuse":"m","evidence_status":"none","wording":"own","licence":"l","language":"en-GB",
"evidence":[{"id":"e","strength":"practice","finding":"f","citation":"c"}],"parts":[{"id":"p","title":"P"}],"themes":[{"id":"t","title":"T"}],
"items":[{"id":"i","type":"yes_no","part":"p","class":"serious","theme":"t","topic":"i","prompt":"i","source":["e"],"points":{"n":2}},
{"id":"j","type":"choice","part":"p","theme":"t","topic":"j","prompt":"j","source":["e"],"options":[{"value":"x","label":"X"},{"value":"y","label":"Y","points":{"n":3}}],"applies_when":{"item":"i","is":["yes","unknown","declined","not_asked"]}}],
"sections":[{"id":"s","title":"S","items":["i","j"]}],
"results":[{"id":"r","title":"R","levels":["low","high"],"lift":{"from":"low","to":"high","while_could_reach":"high"}},{"id":"n","title":"N","levels":["less","more"],"sum":{"points":"n","missing":"bounds"},"bands":[{"level":"less","from":0,"to":2},{"level":"more","from":3,"to":5}]}],
"rules":[{"id":"u","result":"r","any_of":{"class":"serious"},"level":"high","says":"s"}],"act_now":[{"id":"w","when":{"item":"i","is":["yes"]},"says":"s"}]}`

// changed returns a file as a fuzzer makes it: from a place on, so many bytes are
// replaced by a text. The inputs of the fuzzer are then a few bytes long, while the
// file stays close to a valid one. The fuzzer spends up to a minute shortening each new
// input of several kilobytes.
func changed(file string, at, cut uint16, text string) []byte {
	from := min(int(at), len(file))
	return []byte(file[:from] + text + file[min(from+int(cut), len(file)):])
}

// addChanges adds a seed for each pair of texts, of which the second replaces the
// first, and one of plain YAML.
func addChanges(f *testing.F, file string, pairs ...string) {
	f.Helper()
	for i := 0; i < len(pairs); i += 2 {
		at := strings.Index(file, pairs[i])
		if at < 0 {
			f.Fatalf("%s is not in the file", pairs[i])
		}
		f.Add(uint16(at), uint16(len(pairs[i])), pairs[i+1])
	}
	f.Add(uint16(0), uint16(len(file)), "a: [b, {c: d}]\n---\ne: &f !g h\n")
}

// FuzzLoad checks that a file is either refused with reasons, or loaded as an
// instrument that can be scored and in which rising answers never lower a level.
func FuzzLoad(f *testing.F) {
	shelf := small(f)
	if _, problems := Load("", []byte(smallQuestionnaire)); len(problems) > 0 {
		f.Fatal(problems)
	}
	addChanges(f, smallQuestionnaire, `"id":"a"`, `"id":"stalking"`, `"serious"`, `"red_flag"`, `"yes_no"`, `"choice"`, `"points":{"n":2}`, `"points":{"n":-1}`, `"points":{"n":2}`, `"record_only":true`,
		`"is":["yes","unknown"`, `"is":["no"`, `["i","j"]`, `["j","i"]`, `"bounds"`, `"refuse"`, `"bounds"`, `"prorate","up_to":1`, `"from":3`, `"from":4`, `"any_of":{"class":"serious"}`, `"count_of":{"items":["i"]},"at_least":1`,
		`"any_of":{"class":"serious"}`, `"finding":"frequency"`, `{"item":"i","is":["yes"]}`, `{"any":[{"contact":"ended","is":["unsafe"]},{"all":[{"case":"children","is":["yes"]}]}]}`, `"act_now"`, `"review":{"result":"r","hours":{"low":9,"high":1}},"act_now"`,
		`"act_now"`, `"timeline":{"recent_days":28,"severities":{"1":"a","2":"b","3":"c","4":"d","5":"e"},"severity_source":"s","kinds":[{"id":"k","severity":3,"label":"l","carries":["i"]}],"breach":{"carries":["i"]}},"act_now"`,
		`"act_now"`, `"beside":"stalking","applicable":{"case":"relationship","is":["family"]},"proposes":[{"from":{"instrument":"stalking","items":["fear"]},"item":{"instrument":"a","id":"i"}}],"gap":["silence"],"act_now"`,
		`"sum":{"points":"n"`, `"matrix":{"rows":"r","columns":"r","cells":{"low":["less","less"],"high":["less","more"]}},"sum":{"points":"n"`)
	f.Fuzz(func(t *testing.T, at, cut uint16, text string) {
		b := changed(smallQuestionnaire, at, cut, text)
		in, problems := Load("", b)
		if (in == nil) == (len(problems) == 0) {
			t.Fatalf("instrument %v and problems %v: it must be one or the other", in, problems)
		}
		if in == nil {
			return
		}
		if other := shelf.Newest(in.ID); other != nil && other.UsedAs != in.UsedAs {
			return // Add refuses it
		}
		if in.ID == "stalking" || in.ID == "dash" {
			in.Version = "999999.0.0" // so that it is the one that is used
		}
		random := rand.New(rand.NewPCG(1, uint64(crc32.ChecksumIEEE(b))))
		low, high := randomAnswers(random, in)
		of := assess.Case{Relationship: assess.Relationship(pick(random, assess.Relationship("").Words()))}
		before := levelsOf(shelf, in, answered(in, low, of, assess.Contact{}))
		after := levelsOf(shelf, in, answered(in, high, of, assess.Contact{}))
		if key := fell(before, after); key != "" {
			t.Fatalf("%s fell from %d to %d, or below what is established\nfrom %v\nto   %v", key, before[key], after[key], low, high)
		}
	})
}

func pick(random *rand.Rand, words []string) string { return words[random.IntN(len(words))] }

// randomAnswers returns random answers, and the same with some of them raised.
func randomAnswers(random *rand.Rand, in *assess.Instrument) (low, high []assess.Answer) {
	low = make([]assess.Answer, len(in.Items))
	for i, it := range in.Items {
		words := assess.Answers()
		for _, o := range it.Options {
			words = append(words, o.Value)
		}
		low[i] = assess.Answer(pick(random, words))
	}
	high = slices.Clone(low)
	for i, it := range in.Items {
		switch {
		case it.Type != assess.YesNo || random.IntN(3) > 0:
		case low[i] == assess.No:
			high[i] = assess.Answer(pick(random, []string{"unknown", "declined", "not_asked", "yes"}))
		case low[i].Open():
			high[i] = assess.Yes
		}
	}
	return low, high
}

// FuzzLoadCases checks that worked cases are either refused with reasons or can be
// run.
func FuzzLoadCases(f *testing.F) {
	shelf := small(f)
	in := fixtures(f).Newest("lap")
	f.Add(read(f, "testdata/valid/lap/1.0.0.cases.yaml"))
	f.Add([]byte(casesHead + "  - {name: a, expect: {results: {screen: [in]}, counts: 3}}\n"))
	f.Add([]byte(casesHead + "  - {name: a, unlisted: unknown, override: {level: low}, incidents: [{at: 2027, kind: 3}], expect: [a]}\n"))
	f.Add([]byte(casesHead + "  - {beside: {stalking: {fear: maybe}}, responses: [], expect: {}}\n"))
	f.Add([]byte(casesHead + "  - a\n  - null\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		cases, problems := LoadCases("lap/1.0.0.cases.yaml", b, in)
		if (len(cases) == 0) == (len(problems) == 0) {
			t.Fatalf("%d cases and problems %v: it must be one or the other", len(cases), problems)
		}
		for i := range cases {
			first, second := cases[i].Run(shelf, in), cases[i].Run(shelf, in)
			if !slices.Equal(first, second) {
				t.Fatalf("two runs differ: %v and %v", first, second)
			}
		}
	})
}
