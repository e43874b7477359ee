package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// Everything that was typed, whoever is named and every id stays out of the figures, in
// each format and by each dimension.
func TestNothingOfACaseIsInTheFigures(t *testing.T) {
	dir := t.TempDir()
	f := assesstest.NewForce(200)
	for i, a := range f.Assessments {
		a.Case.SuspectReference = "MARK-SUSPECT"
		if i%50 == 0 {
			a.Case.VictimArea = "MARK\x1b[31m <script>" + a.Case.Reference
		}
		a.Assessor.Reference = "MARK-" + a.Assessor.Reference
		a.Outcome.Note, a.Contact.Needs = "MARK", "MARK"
		for k := range a.Responses {
			for j := range a.Responses[k].Items {
				a.Responses[k].Items[j].Note = "MARK"
			}
		}
	}
	writeForce(t, dir, f)
	// By its id: A and five digits, as assesstest numbers them.
	secret := regexp.MustCompile(`MARK|NP-[0-9]|\bA[0-9]{5}|S-000|script>N`)
	for _, format := range []string{"table", "csv", "ndjson", "markdown", "html"} {
		code, out, said := runIn(t, dir, "audit ./force --by area,relationship,role,month --format "+format)
		if code != exitDone || said != "" {
			t.Fatalf("%s: exit code %d: %.300s", format, code, said)
		}
		if found := secret.FindString(out); found != "" {
			t.Errorf("%s: the figures hold %q", format, found)
		}
		if !strings.Contains(strings.ToUpper(out), "NORTHSHIRE") {
			t.Errorf("%s: no figures by area", format)
		}
	}
}

func TestARecordThatCannotBeReadIsInEveryFigure(t *testing.T) {
	dir := t.TempDir()
	writeForce(t, dir, assesstest.NewForce(100))
	write(t, filepath.Join(dir, "force", "a.json"), "{")
	write(t, filepath.Join(dir, "force", "b.yaml"), "format: stalkrisk.assessment/1\n")
	code, out, said := runIn(t, dir, "audit ./force --by area")
	if code != exitInvalid || !strings.Contains(said, "2 of them could not be read") {
		t.Errorf("exit code %d: %s", code, said)
	}
	for line := range strings.Lines(out) {
		if !strings.Contains(line, `"unread":2,`) {
			t.Errorf("a figure without what could not be read: %s", line)
		}
	}
	_, out, _ = runIn(t, dir, "audit ./force --format table")
	for _, line := range regexp.MustCompile(`(?m)^Of [0-9]+ cases.*(\n[a-z].*)?$`).FindAllString(out, -1) {
		if !strings.Contains(strings.ReplaceAll(line, "\n", " "), "perhaps 2 records that could not be read") {
			t.Errorf("a figure without what could not be read: %s", line)
		}
	}
}

func TestExitCodesOfAudit(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "case.yaml"), caseText("A1"))
	write(t, filepath.Join(dir, "bad.yaml"), "format: x\n")
	for line, want := range map[string]int{
		"audit case.yaml": exitDone,
		"audit case.yaml --small 1 --by Month,area": exitDone,
		"audit case.yaml bad.yaml":                  exitInvalid,
		"audit case.yaml gone.yaml":                 exitFailed,
		"audit case.yaml gone.yaml -o ./none.html":  exitFailed,
		"audit case.yaml --by person":               exitUsage,
		"audit case.yaml --small 0":                 exitUsage,
		"audit":                                     exitUsage,
	} {
		if code, _, said := runIn(t, dir, line); code != want {
			t.Errorf("%s: exit code %d, want %d: %s", line, code, want, said)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "none.html")); err == nil {
		t.Error("figures are written that are not whole")
	}
}

// The commands of the page on a force's three scripts are taken from the page and run, as
// a scheduler would: twice, in a folder with the cases.
func TestTheThreeScriptsOfAForceRunAsTheirPageSays(t *testing.T) {
	t.Chdir(t.TempDir())
	f := assesstest.NewForce(120)
	f.Assessments = slices.DeleteFunc(f.Assessments, func(a *assess.Assessment) bool { return a.Training != "" }) // they are elsewhere, as the page says
	writeForce(t, ".", f)
	if err := os.Rename("force", "cases"); err != nil {
		t.Fatal(err)
	}
	var scripts [][]string
	for _, block := range fences(topicText("force")) {
		if block.word != "script" {
			continue
		}
		args, is := command(block.lines[0])
		if !is || len(block.lines) != 1 {
			t.Fatalf("not one command: %q", block.lines)
		}
		scripts = append(scripts, args)
	}
	if len(scripts) != 3 {
		t.Fatalf("%d scripts, want 3", len(scripts))
	}
	runAll := func(want []int) {
		t.Helper()
		for i, args := range scripts {
			var out, said bytes.Buffer
			env := testEnv(&out, &said)
			env.Now = func() time.Time { return f.Now }
			if code := Run(env, args); code != want[i] || out.Len() > 0 {
				t.Errorf("%v: exit code %d, want %d: %s", args, code, want[i], said.String())
			}
		}
	}
	runAll([]int{exitDone, exitDone, exitDone})
	runAll([]int{exitDone, exitDone, exitDone})
	newest := map[string]bool{}
	for _, a := range f.Assessments {
		if a.Status != assess.Draft {
			newest[a.Case.Reference] = true
		}
	}
	night := read(t, "night.csv")
	for reference := range newest {
		if !strings.Contains(night, ","+reference+",") {
			t.Errorf("night.csv has nothing of %s", reference)
		}
	}
	monday, figures := read(t, "monday.html"), read(t, "figures.html")
	for _, due := range f.Due {
		if _, of, is := strings.Cut(due, " "); is && !strings.Contains(monday, of) {
			t.Errorf("monday.html has nothing of %s", due)
		}
	}
	if !strings.Contains(figures, "<h2>Advocacy or support offered</h2>") || strings.Contains(figures, "NP-") {
		t.Error("figures.html has no figures, or names a case")
	}
	write(t, "cases/broken.json", "{")
	runAll([]int{exitInvalid, exitInvalid, exitInvalid})
	if !strings.Contains(read(t, "night-problems.ndjson"), "cases/broken.json") {
		t.Error("night-problems.ndjson does not name the record that cannot be read")
	}
}
