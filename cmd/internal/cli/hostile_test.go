package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/safetext"
	"stalkrisk/questionnaires"
)

// odd is text that a terminal, a spreadsheet or a reader of lines would obey.
const odd = "=1+1 \x00\x1b]0;x\a\x7f\u009b2J\u0085\u2028\u2029\u202e\u2066\u200b\ufeff\U000e0041\r"

// formula matches a cell that a spreadsheet would work out.
var formula = regexp.MustCompile(`(?m)(^|,)"?=1`)

// oddCase returns a case with odd text in every fact and every note that may hold it.
func oddCase(t *testing.T) string {
	t.Helper()
	full, err := os.ReadFile("../../../assess/assessmentfile/testdata/valid/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	rec := assessmentfile.One(assessmentfile.Read("full.yaml", full))
	a := &rec.Assessment
	texts := 0
	fill := func(owner any, facts []assess.CaseFact) {
		for _, f := range facts {
			text := f.Kind == assess.TextFact || f.Kind == assess.TextsFact
			if text && f.Path != "id" && f.Set(owner, odd) == nil {
				texts++
			}
		}
	}
	fill(a, assess.CaseFacts())
	for _, f := range assess.CaseFacts() {
		for i := 0; f.Kind == assess.ListFact && i < f.List.Len(a); i++ {
			fill(f.List.Entry(a, i), f.Entries)
		}
	}
	for _, sheet := range a.Responses {
		for i := range sheet.Items {
			sheet.Items[i].Note = odd
			texts++
		}
	}
	if texts < 60 {
		t.Fatalf("only %d texts", texts)
	}
	a.Case.Reference, a.Training = "NP-1"+odd, ""
	return string(assessmentfile.Encode("odd.yaml", a))
}

// Every command that writes a format is found, and so is every format.
func TestNoTextOfACaseReachesALineAsItIs(t *testing.T) {
	t.Parallel()
	file := oddCase(t)
	dir := t.TempDir()
	one, two := filepath.Join(dir, "a\u202e\nstalkrisk.yaml"), filepath.Join(dir, "b\x1b[2J.yaml")
	for _, name := range []string{one, two} {
		if err := os.WriteFile(name, []byte(file), 0o600); err != nil {
			t.Skip("this system refuses such a name")
		}
	}
	runs, seen := 0, 0
	var out, said bytes.Buffer
	env := Env{Context: context.Background(), Out: &out, Err: &said, Shipped: questionnaires.Files, Now: time.Now, NewID: func() string { return "T1" }, Term: Term{Width: 80}}
	try := func(args ...string) (ran bool) {
		out.Reset()
		said.Reset()
		env.In = strings.NewReader(file)
		code := Run(env, args)
		if code == exitUsage {
			return false
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
		if formula.MatchString(all) && (slices.Contains(args, "csv") || slices.Contains(args, "-o")) || strings.Contains(all, "\nstalkrisk.yaml") {
			t.Errorf("%q writes a formula or a line of somebody else: %.60q", args, formula.FindString(all))
		}
		return true
	}
	var walk func(cmd *cobra.Command, path []string)
	walk = func(cmd *cobra.Command, path []string) {
		ran := false
		for _, files := range [][]string{{one}, {one, two}, {dir}} {
			args := slices.Concat(path, files)
			if cmd.Flags().Lookup("format") == nil {
				if len(path) == 1 && path[0] == "check" {
					try(args...)
				}
				continue
			}
			formats := slices.Concat(tables().formats, rows.formats)
			if ran || files[0] == dir { // each format is tried once, with the fewest files
				formats = formats[:1]
			}
			for _, f := range formats {
				ran = try(append(slices.Clone(args), "--format", f.Name)...) || ran
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
