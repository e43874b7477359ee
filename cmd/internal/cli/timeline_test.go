package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
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
