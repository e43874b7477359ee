package cli

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stalkrisk/questionnaires"
)

// On a terminal a report that does not fit waits after each window; in a pipe it never
// waits, and nothing is lost or added.
func TestAReportWaitsOnATerminalAfterEachWindow(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.yaml")
	run := func(keys string, term Term, args ...string) string {
		t.Helper()
		var out, said bytes.Buffer
		env := Env{Context: context.Background(), In: strings.NewReader(keys), Out: &out, Err: &said, Shipped: questionnaires.Files, Now: time.Now, Term: term}
		if code := Run(env, args); code != 0 {
			t.Fatalf("%q: exit code %d: %s", args, code, said.String())
		}
		return out.String()
	}
	run("", Term{Width: 80}, "train", "list", "nine-ticks", "--model", "-o", file)
	page := []string{"report", file, "--format", "text"}
	whole := run("", Term{Width: 80, Height: 24}, page...)
	window := Term{In: true, Out: true, Width: 80, Height: 24}
	first := strings.Join(strings.SplitAfter(whole, "\n")[:23], "")
	for name, tt := range map[string]struct {
		keys  string
		term  Term
		waits int
		want  string
	}{
		"Enter to the end":   {strings.Repeat("\n", 9), window, 3, whole},
		"stopped":            {"q\n", window, 1, first},
		"the input ends":     {"", window, 1, first},
		"it fits":            {"", Term{In: true, Out: true, Width: 80, Height: 200}, 0, whole},
		"nobody at the keys": {"", Term{Out: true, Width: 80, Height: 24}, 0, whole},
	} {
		got := run(tt.keys, tt.term, page...)
		parts := strings.Split(got, "[")
		shown := parts[0]
		for _, p := range parts[1:] {
			_, rest, found := strings.Cut(p, "more lines: Enter, or q and Enter to stop] ")
			if !found {
				rest = "[" + p
			} else {
				tt.waits--
			}
			shown += rest
		}
		if tt.waits != 0 || shown != tt.want {
			t.Errorf("%s: waited %d times too few; showed\n%s", name, tt.waits, got)
		}
	}
}
