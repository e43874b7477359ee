package assessmentfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/strictfile"
)

// seeds adds the small files in testdata, line, and a file for each key of the full
// one. The fuzzer spends up to a minute shortening each new input of several kilobytes.
func seeds(f *testing.F, suffix string) {
	files, _ := filepath.Glob("testdata/*/*" + suffix)
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(b) < 500 {
			f.Add(b)
		}
	}
	f.Add([]byte(line))
	f.Add([]byte("[" + line + "," + line + "]"))
	full, err := os.ReadFile("testdata/valid/full.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, key := range strictfile.ParseYAML(full)[0].Root.Fields {
		one := &strictfile.Node{Kind: strictfile.Object, Fields: []strictfile.Field{key}}
		if suffix == ".json" {
			f.Add(strictfile.AppendJSON(nil, one))
		} else {
			f.Add(strictfile.AppendYAML(nil, one))
		}
	}
}

func FuzzReadJSON(f *testing.F) {
	seeds(f, ".json")
	f.Fuzz(func(t *testing.T, b []byte) {
		r := ReadJSON(b)
		wantHonest(t, r)
		for _, r := range Read("a.json", b) {
			wantHonest(t, r)
		}
		wantOneMoreFaultHidesNothing(t, b, r)
	})
}

func FuzzReadYAML(f *testing.F) {
	seeds(f, ".yaml")
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, r := range Read("a.yaml", b) {
			wantHonest(t, r)
		}
	})
}

// wantHonest checks what is true of any record: one that cannot be scored has a
// problem, and one that was read is the same when written and read again. The second
// reading may only report missing values and long texts, because everything else that
// was wrong was read as absent.
func wantHonest(t *testing.T, r Record) {
	t.Helper()
	if !r.Scorable && r.Problems == nil {
		t.Fatal("it cannot be scored, but no problem says why")
	}
	for _, name := range []string{"a.json", "a.yaml"} {
		b := Encode(name, &r.Assessment)
		records := Read(name, b)
		if len(records) != 1 || records[0].Scorable != r.Scorable {
			t.Fatalf("%s: read again as %d records, %s\n%q", name, len(records), told(records[0]), b)
		}
		if diff := cmp.Diff(r.Assessment, records[0].Assessment, alike); diff != "" {
			t.Fatalf("%s: %s\n%q", name, diff, b)
		}
		for _, p := range records[0].Problems {
			switch p.Code {
			case codeMissingFormat, CodeUnknownFormat, codeMissingTime, CodeMissingReference, CodeBadAbsence, "too-long":
			default:
				t.Fatalf("%s: the written file has a problem: %s %s\n%q", name, p.Code, p, b)
			}
		}
	}
}

// wantOneMoreFaultHidesNothing checks that an unknown key does not change how the
// rest of an object is read.
func wantOneMoreFaultHidesNothing(t *testing.T, b []byte, r Record) {
	t.Helper()
	text, ok := strings.CutSuffix(strings.TrimSpace(string(b)), "}")
	if !ok || !r.Scorable {
		return
	}
	worse := ReadJSON([]byte(text + `,"no such key":1}`))
	if !worse.Scorable || len(worse.Problems) < len(r.Problems) {
		t.Fatalf("with one fault more: %s", told(worse))
	}
	if diff := cmp.Diff(r.Assessment, worse.Assessment, alike); diff != "" {
		t.Fatalf("with one fault more: %s", diff)
	}
}
