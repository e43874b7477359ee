package assessmentfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seeds adds the files of testdata and the broken lines.
func seeds(f *testing.F, suffix string) {
	files, _ := filepath.Glob("testdata/*/*" + suffix)
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(line))
	f.Add([]byte("[" + line + "," + line + "]"))
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

// wantHonest holds what is so of any record: what cannot be scored has a
// problem, and what was read is written and read again the same. What may be
// said then is only that something is missing or too long: the rest was read as
// absent.
func wantHonest(t *testing.T, r Record) {
	t.Helper()
	if !r.Scorable && r.Problems == nil {
		t.Fatal("it cannot be scored, and nothing says why")
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
			case CodeMissingFormat, CodeUnknownFormat, CodeMissingTime, CodeMissingReference, CodeBadAbsence, "too-long":
			default:
				t.Fatalf("%s: what was written is wrong: %s %s\n%q", name, p.Code, p, b)
			}
		}
	}
}

// wantOneMoreFaultHidesNothing adds an unknown key to an object.
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
