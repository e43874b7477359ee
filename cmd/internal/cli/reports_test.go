package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wholeCall holds the lines that answer a first contact in line mode.
var wholeCall = strings.Join([]string{
	"y", "n", "MARKER", ".",
	"n", "n", "n", "n", "n", // danger
	"1", "4", "n", "n", // the parties
	"y", "2", "n", "y", "n", "n", "n", // the pattern, and lately
	"after six", "north", "south", "n", "n", "y", "2", "2", "1", "y", "",
}, "\n")

// Two people's case.yaml with one --out folder become two reports, and a report beside
// the assessment never replaces another file of somebody's work.
func TestReportsOfTwoPeopleGetTwoNames(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i, id := range []string{"ANNA", "BEN"} {
		folder := filepath.Join(dir, id)
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		var out, said strings.Builder
		env := testEnv(&out, &said)
		env.In, env.NewID = strings.NewReader(wholeCall), func() string { return id }
		if code := Run(env, []string{"assess", filepath.Join(folder, "case.yaml"), "--plain", "--case", id, "--out", filepath.Join(dir, "reports")}); code != exitDone {
			t.Fatalf("exit code %d: %s", code, said.String())
		}
		made, _ := filepath.Glob(filepath.Join(dir, "reports", "*"))
		if len(made) != i+1 || !strings.Contains(strings.Join(made, " "), "case-"+id+".report.md") {
			t.Errorf("reports: %v", made)
		}
	}
	for _, taken := range []string{caseText("A9"), "Notes of a visit.\n", "the report of somebody else"} {
		folder := t.TempDir()
		writeFiles(t, folder)
		beside := filepath.Join(folder, "fresh.report.md")
		if taken[0] == 't' {
			runIn(t, folder, "report case.yaml -o ./fresh.report.md")
			b, _ := os.ReadFile(beside)
			taken = string(b)
		}
		write(t, beside, taken)
		var out, said strings.Builder
		env := testEnv(&out, &said)
		env.In = strings.NewReader(wholeCall)
		if code := Run(env, []string{"assess", filepath.Join(folder, "fresh.yaml"), "--plain", "--case", "C"}); code != exitDone {
			t.Fatalf("exit code %d: %s", code, said.String())
		}
		if b, _ := os.ReadFile(beside); string(b) != taken {
			t.Error("the report replaced another file")
		}
		if want := filepath.Join(folder, "fresh-T1.report.md"); !strings.Contains(out.String(), "Report: "+want) {
			t.Errorf("printed %q; want %s in it", out.String(), want)
		}
	}
}

// An id comes from a file, and must not lead out of the folder.
func TestTheIdOfADraftIsNoPath(t *testing.T) {
	t.Parallel()
	d := &draft{path: "case.yaml"}
	for _, id := range []string{"../../x", "a/b", "", "a b", "..", strings.Repeat("x", 300)} {
		d.a.ID = id
		o := assessOptions{out: "reports"}
		if path := o.reportPath(d, "markdown"); filepath.Dir(path) != "reports" || len(path) > 200 {
			t.Errorf("id %q: the report goes to %s", id, path)
		}
	}
}
