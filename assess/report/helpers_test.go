package report

import (
	"bytes"
	"flag"
	"os"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/termtext"
)

var update = flag.Bool("update", false, "rewrite the expected files")

var cases = []string{"rich", "nothing", "stranger"}

// wording keeps messages short in tests; how keys are quoted is another room's.
var wording = assess.Wording{
	Nearest: func(string, []string) string { return "" },
	Quote:   func(string) (string, bool) { return "", false },
}

// loadShelf loads what is shipped once, since nothing changes it.
var loadShelf = sync.OnceValues(func() (assess.Shelf, error) {
	return questionnairefile.LoadAll(os.DirFS("../../questionnaires"))
})

func shelf(t testing.TB) assess.Shelf {
	t.Helper()
	s, err := loadShelf()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var loadGuides = sync.OnceValues(func() (guidance.Shelf, error) {
	s, err := loadShelf()
	if err != nil {
		return nil, err
	}
	return questionnairefile.LoadGuides(os.DirFS("../../questionnaires"), s)
})

func guides(t testing.TB) guidance.Shelf {
	t.Helper()
	g, err := loadGuides()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func assessment(t testing.TB, name string) assessmentfile.Record {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	r := assessmentfile.One(assessmentfile.ReadYAML(b))
	if !r.Scorable {
		t.Fatal(name, r.Problems)
	}
	return r
}

func built(t testing.TB, a *assess.Assessment, found []assess.Problem) Report {
	t.Helper()
	set, scored := assess.Assess(shelf(t), a, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}, found, wording)
	return Build(set, guides(t), a, scored)
}

func reportOf(t testing.TB, name string) Report {
	t.Helper()
	rec := assessment(t, name)
	return built(t, &rec.Assessment, rec.Problems)
}

func written(t testing.TB, format string, r Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, format, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// golden compares got with a file, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
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

// hidden reports whether a report may not hold r as it is.
func hidden(r rune) bool { return r != '\n' && !termtext.Visible(r) }

// names returns the names of all formats.
func names() (out []string) {
	for _, f := range Formats() {
		out = append(out, f.Name)
	}
	return out
}
