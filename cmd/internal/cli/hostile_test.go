package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess/safetext"
	"stalkrisk/questionnaires"
)

// odd is text that a terminal, a spreadsheet or a reader of lines would obey.
const odd = `\0=1+1 \e]0;x\a\x7f\x9b2J\x85\u2028\u2029\u202E\u2066\u200B\uFEFF\U000E0041\r`

var oddCase = strings.ReplaceAll(`format: stalkrisk.assessment/1
id: "1ODD"
status: complete
case: {reference: "NP-1ODD", victim_area: "ODD", suspect_area: "ODD", suspect_reference: "ODD"}
assessor: {reference: "ODD", role: officer}
assessed_at: 2026-11-20T14:03:00Z
first_account: "ODD"
responses:
  stalking: {approach: {answer: "yes", note: "ODD"}, fear: {answer: "yes", note: "ODD"}}
incidents:
  - {at: 2026-10-01, kind: visit, area: "ODD", reference: "ODD", recorded_as: "ODD", place: "ODD", felt: "ODD", witness: "ODD", kept: "ODD", note: "ODD"}
  - {at: 2026-11-01, kind: "ODD", area: "ODD", note: "ODD"}
orders: [{kind: spo, from: 2026-05-01, conditions: ["ODD"], note: "ODD"}]
advice_given: ["ODD"]
actions: [{what: "ODD", owner: "ODD", due: 2026-11-21}]
override: {from: moderate, level: high, reason: "ODD", by: "ODD", at: 2026-11-20T15:00:00Z}
`, "ODD", odd)

// Every command that writes a format is found, and so is every format.
func TestNoTextOfACaseReachesALineAsItIs(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one, two := filepath.Join(dir, "a\u202e\nstalkrisk.yaml"), filepath.Join(dir, "b\x1b[2J.yaml")
	for _, name := range []string{one, two} {
		if err := os.WriteFile(name, []byte(oddCase), 0o600); err != nil {
			t.Skip("this system refuses such a name")
		}
	}
	runs, seen := 0, 0
	var out, said bytes.Buffer
	env := Env{Context: context.Background(), Out: &out, Err: &said, Shipped: questionnaires.Files, Now: time.Now, NewID: func() string { return "T1" }, Term: Term{Width: 80}}
	try := func(args ...string) {
		out.Reset()
		said.Reset()
		env.In = strings.NewReader(oddCase)
		code := Run(env, args)
		if code == exitUsage {
			return
		}
		runs++
		all := out.String() + said.String()
		if name := slices.Index(args, "-o"); name >= 0 {
			b, _ := os.ReadFile(args[name+1])
			all += string(b)
		}
		if strings.Contains(all, "1+1") {
			seen++
		}
		if i := strings.IndexFunc(all, func(r rune) bool { return r != '\n' && !safetext.Visible(r) }); i >= 0 {
			t.Errorf("%q writes %q", args, all[max(0, i-40):min(len(all), i+40)])
		}
		if strings.Contains(all, ",=1") || strings.Contains(all, "\nstalkrisk.yaml") {
			t.Errorf("%q writes a formula or a line of somebody else", args)
		}
	}
	var walk func(cmd *cobra.Command, path []string)
	walk = func(cmd *cobra.Command, path []string) {
		for _, files := range [][]string{{one}, {one, two}, {dir}} {
			args := slices.Concat(path, files)
			if cmd.Flags().Lookup("format") == nil {
				if len(path) == 1 && path[0] == "check" {
					try(args...)
				}
				continue
			}
			for _, f := range slices.Concat(tables.formats, rows.formats) {
				try(append(slices.Clone(args), "--format", f.Name)...)
			}
			try(append(slices.Clone(args), "-o", filepath.Join(t.TempDir(), "x.csv"))...)
		}
		for _, c := range cmd.Commands() {
			walk(c, append(slices.Clone(path), c.Name()))
		}
	}
	walk(newRoot(env), nil)
	try("explore", one, "--smallest", "--format", "markdown")
	try("assess", "--plain", filepath.Join(dir, "new.yaml"), "--from", one)
	if runs < 40 || seen < 25 {
		t.Errorf("only %d runs, %d of them with the text", runs, seen)
	}
}
