package report

import (
	"bytes"
	"flag"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/safetext"
)

var update = flag.Bool("update", false, "rewrite the expected files")

var caseNames = []string{"rich", "nothing", "stranger"}

func assessment(t testing.TB, name string) assessmentfile.Record {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	r := assessmentfile.One(assessmentfile.Read("a.yaml", b))
	if !r.Scorable {
		t.Fatal(name, r.Problems)
	}
	return r
}

func built(t testing.TB, a *assess.Assessment, found []assess.Problem) Report {
	t.Helper()
	set, scored := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}, found)
	return Build(set, assesstest.Guides(), a, scored, assess.Instant{})
}

func reportOf(t testing.TB, name string) Report {
	t.Helper()
	rec := assessment(t, name)
	return built(t, &rec.Assessment, rec.Problems)
}

// written returns a full report in that format.
func written(t testing.TB, format string, r Report) []byte {
	t.Helper()
	return writtenAs(t, format, r, Show{Full: true, IDs: true, Why: true})
}

func writtenAs(t testing.TB, format string, r Report, show Show) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, format, View{Report: r, Show: show}, 0); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var hashes = regexp.MustCompile(`\b[0-9a-f]{64}\b`)

// golden compares got with a file, or writes it with -update. Hashes of
// questionnaires are left out.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	got = hashes.ReplaceAll(got, []byte("(SHA-256)"))
	if n := bytes.Count(got, []byte("\n")); n > 300 {
		t.Errorf("%s has %d lines; a golden file must be short enough to read", name, n)
	}
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs; if it is right, run with -update\n%s", name, diff)
	}
}

// short returns a copy of the struct v with at most n entries in every list, so that a
// golden file is short enough to read.
func short[T any](v T, n int) T {
	var cut func(v reflect.Value) reflect.Value
	cut = func(v reflect.Value) reflect.Value {
		out := reflect.New(v.Type()).Elem()
		out.Set(v)
		switch v.Kind() {
		case reflect.Slice:
			if v.IsNil() {
				break
			}
			out = reflect.MakeSlice(v.Type(), 0, n)
			for i := range min(n, v.Len()) {
				out = reflect.Append(out, cut(v.Index(i)))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					out.Field(i).Set(cut(v.Field(i)))
				}
			}
		}
		return out
	}
	return cut(reflect.ValueOf(v)).Interface().(T)
}

// hidden reports whether a report must escape r.
func hidden(r rune) bool { return r != '\n' && !safetext.Visible(r) }

// names returns the names of all formats.
func names() (out []string) {
	for _, f := range Formats() {
		out = append(out, f.Name)
	}
	return out
}

// without removes objects that other packages define from JSON, by name and indent.
func without(b []byte, in int, names string) []byte {
	indent := strings.Repeat(" ", in)
	return regexp.MustCompile(`(?ms)^`+indent+`"(`+names+`)": \{$.*?^`+indent+`\}`).ReplaceAll(b, []byte(indent+`"$1": …`))
}

func bytesOf(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
