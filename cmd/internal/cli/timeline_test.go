package cli

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/table"
)

// parseTimeline returns the options that a command line leads to.
func parseTimeline(t *testing.T, terminal bool, line ...string) (o timelineOptions, err error) {
	t.Helper()
	ran := false
	cmd := newTimeline(Env{Context: context.Background(), Term: Term{Out: terminal}}, &globals{}, func(_ Env, _ *globals, given timelineOptions) error {
		o, ran = given, true
		return nil
	})
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(io.Discard)
	cmd.SetArgs(line)
	err = cmd.Execute()
	if ran != (err == nil) {
		t.Fatalf("%q: ran %v, %v", line, ran, err)
	}
	return o, err
}

func TestTimelineOptions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		line     string
		terminal bool
		format   string
	}{
		{"a.yaml", false, "markdown"},
		{"a.yaml", true, "text"},
		{"a.yaml -o t.json", true, "json"},
		{"a.yaml -o t.csv", false, "csv"},
		{"a.yaml -o t.txt", false, "text"},
		{"a.yaml --format json", true, "json"},
		{"a.yaml --csv", true, "csv"},
		{"a.yaml --csv -o t.md", false, "csv"},
	} {
		o, err := parseTimeline(t, c.terminal, strings.Fields(c.line)...)
		if err != nil || o.format != c.format {
			t.Errorf("%s: format %q, %v; want %q", c.line, o.format, err, c.format)
		}
	}
	o, err := parseTimeline(t, false, "a.csv", "b.csv", "--into", "case.yaml", "--assessed-at", "2026-11-20T14:03:00Z", "--prompted", "no", "--case", "NP-1", "--case", "NP,2", "--map", "Date, or day=at")
	if err != nil || !slices.Equal(o.files, []string{"a.csv", "b.csv"}) || o.into != "case.yaml" || o.assessedAt.String() != "2026-11-20T14:03:00Z" || o.prompted != assess.FactNo ||
		!slices.Equal(o.cases, []string{"NP-1", "NP,2"}) || len(o.tables.rules) != 1 {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestIntoCannotBeAnInputUnderAnotherName(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "case.yaml"), filepath.Join(dir, "other.yaml")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(file, link); err != nil {
		t.Skip("no symbolic links here")
	}
	if _, err := parseTimeline(t, false, link, "--into", file); err == nil || !strings.Contains(err.Error(), "--into names an input") {
		t.Errorf("%v", err)
	}
}

// A missing column is one fault, not one for each row.
func TestAFileWithoutKindsIsOneFault(t *testing.T) {
	t.Parallel()
	s := source{TimelineSource: assess.TimelineSource{Name: "a.csv", A: &assess.Assessment{Incidents: make([]assess.Incident, 50)}}, table: &table.Table{}, lines: make([]int, 50)}
	if got := s.faults(assess.Instruments{Stalking: &assess.Instrument{}}, assess.Instant{}); len(got) != 1 || got[0].Line != 1 || !strings.Contains(got[0].Message, "--map theirs=kind") {
		t.Errorf("%v", got)
	}
}

// Rows of a table for a folder are added once, however often; a fault anywhere, or a file
// that somebody has open, leaves every file as it is.
func TestTablesAreAddedToTheFilesOfAFolderOnce(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "cases"), 0o700); err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	rows.WriteString("case,actions.what,actions.due,updates.to,updates.on\n")
	for i := range 40 {
		ref := fmt.Sprintf("NP-%d", i)
		write(t, filepath.Join(dir, "cases", ref+".yaml"), strings.Replace(caseText("A"+ref), "NP-MARKER", ref, 1))
		for day := range 3 {
			fmt.Fprintf(&rows, "%s,Ring her,2026-12-%02d,victim,2026-11-%02d\n", ref, day+1, day+1)
		}
	}
	write(t, filepath.Join(dir, "rows.csv"), rows.String())
	write(t, filepath.Join(dir, "bad.csv"), rows.String()+"NP-1,x,soon,,\n")
	before := contents(t, filepath.Join(dir, "cases"))
	if code, _, said := runIn(t, dir, "timeline ./bad.csv --into ./cases"); code != exitInvalid || !maps.Equal(before, contents(t, filepath.Join(dir, "cases"))) {
		t.Errorf("a fault: exit code %d, %s", code, said)
	}
	lock, err := assessmentfile.Lock(filepath.Join(dir, "cases", "NP-7.yaml"), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if code, _, said := runIn(t, dir, "timeline ./rows.csv --into ./cases"); code != exitFailed || !strings.Contains(said, "is being written by another") || !maps.Equal(before, contents(t, filepath.Join(dir, "cases"))) {
		t.Errorf("an open file: exit code %d, %s", code, said)
	}
	lock.Release()
	if code, _, said := runIn(t, dir, "timeline ./rows.csv --into ./cases"); code != exitDone || !strings.Contains(said, "240 entries read. actions: 120 added, 0 filled in, 0 already there; updates: 120 added, 0 filled in, 0 already there. 40 files changed.") {
		t.Errorf("exit code %d, %s", code, said)
	}
	after := contents(t, filepath.Join(dir, "cases"))
	if code, _, said := runIn(t, dir, "timeline ./rows.csv ./rows.csv --into ./cases"); code != exitDone || !strings.Contains(said, "0 files changed") || !maps.Equal(after, contents(t, filepath.Join(dir, "cases"))) {
		t.Errorf("again: exit code %d, %s", code, said)
	}
}

// contents returns the text of every file in a folder, by name.
func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(b)
	}
	return out
}
