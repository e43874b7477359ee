package questionnairefile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/strictfile"
)

// at returns the path to load a fixture from: base/1.0.0.yaml, unless its first line
// names another.
func at(b []byte) string {
	if line, _, _ := strings.Cut(string(b), "\n"); strings.HasPrefix(line, "# at: ") {
		return strings.TrimPrefix(line, "# at: ")
	}
	return "base/1.0.0.yaml"
}

// invalid returns the files that must be refused, by name.
func invalid(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/invalid/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no files in testdata/invalid", err)
	}
	out := map[string][]byte{}
	for _, name := range names {
		out[name] = read(t, name)
	}
	return out
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each file in testdata/invalid has one fault. The messages for its author are in a
// file beside it: line:column: path: what is wrong; what to do.
func TestInvalidFilesAreRefusedWithReasons(t *testing.T) {
	for name, b := range invalid(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			in, problems := Load(at(b), b)
			if in != nil || len(problems) == 0 {
				t.Fatalf("it was not refused")
			}
			var said strings.Builder
			for _, p := range problems {
				said.WriteString(p.Code + " " + p.String() + "\n")
			}
			wanted := strings.TrimSuffix(name, ".yaml") + ".want"
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

// A code that no file causes is either unused or untested.
func TestEveryCodeIsCausedByAFile(t *testing.T) {
	hit := map[string]bool{}
	for _, b := range invalid(t) {
		_, problems := Load(at(b), b)
		for _, p := range problems {
			hit[p.Code] = true
		}
	}
	shelf := small(t)
	for _, b := range invalidGuides(t) {
		_, problems := LoadGuide(localGuide, b, shelf)
		for _, p := range problems {
			hit[p.Code] = true
		}
	}
	// Finding a changed file needs two files.
	hit[codeChanged] = true
	known := map[string]bool{assessmentfile.CodeSecondDocument: true}
	for _, c := range append(Codes(), strictfile.Codes()...) {
		known[c[0]] = true
	}
	for _, c := range Codes() {
		if !hit[c[0]] {
			t.Errorf("no file in testdata/invalid causes %q; write one", c[0])
		}
		if c[1] == "" {
			t.Errorf("code %q has no remedy", c[0])
		}
	}
	for code := range hit {
		if !known[code] {
			t.Errorf("code %q is not in Codes()", code)
		}
	}
}

func TestEveryProblemSaysWhereAndWhatToDo(t *testing.T) {
	for name, b := range invalid(t) {
		_, problems := Load(at(b), b)
		for _, p := range problems {
			if p.Line < 1 {
				t.Errorf("%s: no line: %s", name, p)
			}
			if strings.HasSuffix(p.Message, ".") || strings.Contains(p.Message, "%!") {
				t.Errorf("%s: not in the style of a message: %s", name, p)
			}
		}
	}
}

func TestAllFaultsAreReportedInFileOrder(t *testing.T) {
	b := read(t, "testdata/invalid/several-at-once.yaml")
	_, problems := Load("base/1.0.0.yaml", b)
	codes, line := map[string]int{}, 0
	for _, p := range problems {
		codes[p.Code]++
		if p.Line < line {
			t.Errorf("not in file order: %s", p)
		}
		line = p.Line
	}
	for _, code := range []string{codeMissing, strictfile.CodeUnknownWord, strictfile.CodeUnknownKey, codeLaterItem, codeBands, codeMayLower, codeUnknownRef} {
		if codes[code] == 0 {
			t.Errorf("%q is not reported: %v", code, problems)
		}
	}
}

func TestNearestNamesAreSuggested(t *testing.T) {
	for _, tt := range []struct{ file, want string }{
		{"unknown-key", `did you mean "topic"?`},
		{"unknown-key-at-top", `did you mean "licence"?`},
		{"unknown-source", `no such evidence; did you mean "ev_none"?`},
		{"unknown-part", `no such part; did you mean "main"?`},
		{"condition-on-a-missing-item", `no such item; did you mean "first"?`},
		{"condition-on-an-unknown-fact", `did you mean "relationship"?`},
		{"condition-on-an-unknown-word", `did you mean "family"?`},
		{"condition-on-an-unknown-answer", `did you mean "unknown"?`},
		{"matrix-of-a-missing-result", `did you mean "concern"?`},
		{"bands-of-an-unknown-level", `did you mean "more"?`},
		{"points-on-a-misspelt-scale", `did you mean "total"?`},
		{"in-person-as-a-missing-kind", `did you mean "visit"?`},
		{"proposal-of-a-missing-finding", `did you mean "step"?`},
		{"follow-up-of-a-missing-item", `name one of: first, second, third, fourth`},
	} {
		t.Run(tt.file, func(t *testing.T) {
			_, problems := Load("base/1.0.0.yaml", read(t, "testdata/invalid/"+tt.file+".yaml"))
			var said []string
			for _, p := range problems {
				said = append(said, p.Message)
			}
			if got := strings.Join(said, "\n"); !strings.Contains(got, tt.want) {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestAddKeepsTheShippedFiles(t *testing.T) {
	b := read(t, "testdata/valid/base/1.0.0.yaml")
	fsys := func(text []byte) fstest.MapFS { return fstest.MapFS{"base/1.0.0.yaml": &fstest.MapFile{Data: text}} }
	shelf, err := LoadAll(fsys(b))
	if err != nil {
		t.Fatal(err)
	}

	t.Run("the very same bytes are the same questionnaire", func(t *testing.T) {
		got, err := Add(shelf, fsys(b))
		if err != nil || len(got.Versions) != 1 {
			t.Errorf("got %d questionnaires and %v", len(got.Versions), err)
		}
	})
	t.Run("other bytes under the same version are refused, and the shipped one stays", func(t *testing.T) {
		got, err := Add(shelf, fsys(append(b, "# a comment\n"...)))
		if err == nil || !strings.Contains(err.Error(), "base/1.0.0.yaml: the shipped questionnaire with this id and version differs") {
			t.Errorf("got %v", err)
		}
		if len(got.Versions) != 1 || got.Versions[0] != shelf.Versions[0] {
			t.Errorf("got %v", got.IDs())
		}
	})
	t.Run("a new version with another use is refused, since the newest is the one that is used", func(t *testing.T) {
		next := strings.NewReplacer("version: 1.0.0", "version: 2.0.0", "id: base\n", "id: stalking\n", "beside: stalking", "beside: dash", "instrument: base", "instrument: stalking", "{instrument: stalking, items: [fear]}", "{instrument: dash, items: [q01]}", "gap: [silence]", "gap: [q01]").Replace(string(b))
		got, err := Add(small(t), fstest.MapFS{"stalking/2.0.0.yaml": &fstest.MapFile{Data: []byte(next)}})
		if err == nil || !strings.Contains(err.Error(), "stalking/2.0.0.yaml: used_as: another version of this questionnaire has a different used_as") {
			t.Errorf("got %v", err)
		}
		if got.Newest("stalking").Version != "1.0.0" {
			t.Errorf("got %v", got.Newest("stalking").Version)
		}
	})
	t.Run("a new version stands beside the old one", func(t *testing.T) {
		next := strings.Replace(string(b), "version: 1.0.0", "version: 1.10.0", 1)
		got, err := Add(shelf, fstest.MapFS{"base/1.10.0.yaml": &fstest.MapFile{Data: []byte(next)}})
		if err != nil || len(got.Versions) != 2 || got.Newest("base").Version != "1.10.0" {
			t.Errorf("got %d questionnaires and %v", len(got.Versions), err)
		}
	})
	t.Run("a bad file among good ones is named, and the good ones are there", func(t *testing.T) {
		all := fsys(b)
		all["bad/1.0.0.yaml"] = &fstest.MapFile{Data: []byte("id: bad\n")}
		all["bad/notes.yaml"] = &fstest.MapFile{Data: []byte("not looked at")}
		got, err := LoadAll(all)
		if err == nil || !strings.Contains(err.Error(), "bad/1.0.0.yaml:1:1: format: ") || strings.Contains(err.Error(), "notes") {
			t.Errorf("got %v", err)
		}
		if got.Find("base", "1.0.0") == nil {
			t.Errorf("got %v", got.IDs())
		}
	})
}

func TestCheckTogetherFindsMissingItems(t *testing.T) {
	base, problems := Load("base/1.0.0.yaml", read(t, "testdata/valid/base/1.0.0.yaml"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	other := &assess.Instrument{ID: "stalking", Items: []assess.Item{{ID: "fears"}}}
	other.Index()
	var got []string
	for _, p := range CheckTogether(base, other) {
		got = append(got, p.Code+" "+p.String())
	}
	want := `unknown-reference gap[0]: no such item of stalking; define it, or name one of: fears
unknown-reference proposes[0].from.items[0]: no such item of stalking; did you mean "fears"?`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}
