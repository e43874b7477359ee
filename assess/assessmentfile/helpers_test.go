package assessmentfile

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"stalkrisk/assess"
	"stalkrisk/assess/timeline"
)

var update = flag.Bool("update", false, "rewrite the expected files")

// alike compares assessments. Nil and empty lists are equal, and dates are compared
// as they were written.
var alike = cmp.Options{
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b assess.Instant) bool { return a.String() == b.String() && a.Time().Equal(b.Time()) }),
	cmp.Comparer(func(a, b assess.Date) bool { return a.String() == b.String() && a.Day() == b.Day() }),
	cmp.Comparer(func(a, b timeline.When) bool { return a.String() == b.String() }),
}

// told returns whether a record is scorable, and its problems, one a line.
func told(r Record) string {
	var b strings.Builder
	fmt.Fprintf(&b, "scorable: %t\n", r.Scorable)
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%s %s\n", p.Code, p)
	}
	return b.String()
}

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; if it is right, run with -update\n%s", name, diff)
	}
}

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// full returns an assessment that has every key.
func full(t testing.TB) assess.Assessment {
	t.Helper()
	r := Read("a.yaml", readFile(t, "testdata/valid/full.yaml"))[0]
	if !r.Scorable || r.Problems != nil {
		t.Fatal(told(r))
	}
	return r.Assessment
}

// saveFile writes a file as a command writes its output.
func saveFile(path string, b []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		f.Discard()
		return saving(err)
	}
	return f.Commit()
}
