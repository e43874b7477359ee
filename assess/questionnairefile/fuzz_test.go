package questionnairefile

import (
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
)

// edit is one change to a valid file: from a place on, so many bytes are replaced by a
// text. The fuzzers change files by edits, because they are a few bytes long, while
// the file stays close to a valid one: the fuzzer spends up to a minute shortening each
// new input of several kilobytes.
type edit struct {
	at, cut uint16
	text    string
}

// done returns a file with the edit made.
func (e edit) done(file string) []byte {
	at := min(int(e.at), len(file))
	return []byte(file[:at] + e.text + file[min(at+int(e.cut), len(file)):])
}

// editTo returns the edit that makes a file into another.
func editTo(file, other string) edit {
	at := 0
	for at < len(file) && at < len(other) && file[at] == other[at] {
		at++
	}
	end := 0
	for end < len(file)-at && end < len(other)-at && file[len(file)-1-end] == other[len(other)-1-end] {
		end++
	}
	return edit{uint16(at), uint16(len(file) - at - end), other[at : len(other)-end]}
}

// asJSON returns a YAML file as JSON, which is YAML too and is read much faster, or ""
// if it cannot be read.
func asJSON(b []byte) string {
	root, _ := one(b)
	if root == nil {
		return ""
	}
	return string(strictfile.AppendJSON(nil, root))
}

// addEdits adds the edits that make the base into each of the other files, as far as
// they are small, and returns the base.
func addEdits(f *testing.F, base []byte, others map[string][]byte) string {
	file := asJSON(base)
	for _, name := range slices.Sorted(maps.Keys(others)) {
		if e := editTo(file, asJSON(others[name])); len(e.text) < 100 {
			f.Add(e.at, e.cut, e.text)
		}
	}
	f.Add(uint16(0), uint16(len(file)), "a: [b, {c: d}]\n---\ne: &f !g h\n")
	return file
}

// FuzzLoad checks that a file is either refused with reasons, or loaded as an
// instrument that can be scored and in which rising answers never lower a level.
func FuzzLoad(f *testing.F) {
	shelf := small(f)
	file := addEdits(f, read(f, "testdata/valid/base/1.0.0.yaml"), invalid(f))
	f.Fuzz(func(t *testing.T, at, cut uint16, text string) {
		b := edit{at, cut, text}.done(file)
		in, problems := Load("", b)
		if (in == nil) == (len(problems) == 0) {
			t.Fatalf("instrument %v and problems %v: it must be one or the other", in, problems)
		}
		if in == nil {
			return
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
