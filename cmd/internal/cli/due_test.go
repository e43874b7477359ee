package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
)

// writeForce writes the assessments of a force into a folder, in every format that is
// read: each area has its own.
func writeForce(t testing.TB, dir string, f *assesstest.Force) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "force"), 0o700); err != nil {
		t.Fatal(err)
	}
	var lines []byte
	for i, a := range f.Assessments {
		name := filepath.Join(dir, "force", fmt.Sprintf("%s-%05d.%s", a.Case.VictimArea, i, []string{"yaml", "json"}[i%2]))
		if i%3 == 0 {
			lines = append(assessmentfile.AppendJSON(lines, a), '\n')
			continue
		}
		if err := os.WriteFile(name, assessmentfile.Encode(name, a), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "force", "export.ndjson"), lines, 0o600); err != nil {
		t.Fatal(err)
	}
}

// The list says exactly what is planted, and what cannot be read is counted.
func TestDueOfAForceInFiles(t *testing.T) {
	dir := t.TempDir()
	f := assesstest.NewForce(300)
	writeForce(t, dir, f)
	args := "due ./force --format ndjson --now " + f.Now.Format("2006-01-02T15:04:05Z")
	code, out, said := runIn(t, dir, args)
	if code != exitDone || said != "" {
		t.Fatalf("exit code %d: %.500s", code, said)
	}
	if n := strings.Count(out, "\n"); n != len(f.Due) {
		t.Errorf("%d entries, want %d", n, len(f.Due))
	}
	for _, planted := range f.Due {
		kind, of, _ := strings.Cut(planted, " ")
		if !strings.Contains(out, `"case":"`+of+`"`) || !strings.Contains(out, `"kind":"`+kind+`"`) {
			t.Errorf("not listed: %s", planted)
		}
	}
	write(t, filepath.Join(dir, "force", "a.json"), "{")
	write(t, filepath.Join(dir, "force", "b.yaml"), "format: stalkrisk.assessment/1\n")
	write(t, filepath.Join(dir, "force", "c.yaml"), caseText("C1")+"unknown_key: x\n")
	code, again, said := runIn(t, dir, args)
	if code != exitInvalid || !strings.Contains(said, "3 records with a fault; 2 of them could not be read") || strings.Count(said, `"format":"stalkrisk.problem/1"`) != 3 {
		t.Errorf("exit code %d: %s", code, said)
	}
	if strings.Contains(said, "NP-MARKER") {
		t.Error("a problem line names a case")
	}
	if strings.Count(again, "\n") < len(f.Due) {
		t.Error("what can be read is not listed")
	}
}

func TestExitCodesOfDue(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "case.yaml"), caseText("A1"))
	write(t, filepath.Join(dir, "bad.yaml"), "format: x\n")
	for line, want := range map[string]int{
		"due case.yaml":                                                exitDone,
		"due case.yaml --fail-if overdue":                              exitSo,
		"due case.yaml --fail-if overdue --owner nobody":               exitDone,
		"due case.yaml bad.yaml --fail-if overdue":                     exitInvalid,
		"due case.yaml gone.yaml --fail-if overdue":                    exitFailed,
		"due case.yaml bad.yaml gone.yaml":                             exitFailed,
		"due case.yaml --fail-if late":                                 exitUsage,
		"due":                                                          exitUsage,
		"due case.yaml --fail-if overdue --now 2026-11-20T14:03:00Z":   exitSo, // support is not offered
		"due case.yaml --fail-if overdue --area Nowhere --format html": exitDone,
		"due case.yaml --fail-if overdue -o ./list.csv":                exitSo,
		"due case.yaml gone.yaml -o ./none.csv":                        exitFailed,
		"due case.yaml --within 2w":                                    exitDone,
		"due case.yaml --within 14":                                    exitDone,
		"due case.yaml --within -1d":                                   exitUsage,
	} {
		if code, _, said := runIn(t, dir, line); code != want {
			t.Errorf("%s: exit code %d, want %d: %s", line, code, want, said)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "list.csv")); err != nil {
		t.Error("the list is not written when something is overdue")
	}
	if _, err := os.Stat(filepath.Join(dir, "none.csv")); err == nil {
		t.Error("a list is written that is not whole")
	}
}
