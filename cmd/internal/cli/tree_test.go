package cli

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stalkrisk/assess/assesstest"
)

// Tests of what holds for every command walk the tree of commands, so that a new
// command or flag cannot be forgotten.

// invocation is how the tests run a command: args that succeed, in a folder made by
// writeFiles. An argument that is a key of that folder's files is something to read.
type invocation struct {
	args  string
	input string // the argument that is read; "" if nothing is
}

var invocations = map[string]invocation{
	"assess":                {"--plain new.yaml", ""},
	"audit":                 {"case.yaml", "case.yaml"},
	"check":                 {"case.yaml", "case.yaml"},
	"compare":               {"case.yaml later.yaml", "case.yaml"},
	"completion bash":       {"", ""},
	"completion fish":       {"", ""},
	"completion powershell": {"", ""},
	"completion zsh":        {"", ""},
	"config list":           {"", ""},
	"config path":           {"", ""},
	"due":                   {"case.yaml", "case.yaml"},
	"explore":               {"case.yaml --set fear=no", "case.yaml"},
	"help":                  {"", ""},
	"key new":               {"-o ./keys", ""},
	"open":                  {"./case.age --identity ./identity.txt", "case.age"},
	"questionnaire export":  {"", ""},
	"questionnaire list":    {"", ""},
	"questionnaire print":   {"stalking", ""},
	"questionnaire show":    {"stalking", ""},
	"report":                {"case.yaml", "case.yaml"},
	"schema":                {"assessment", ""},
	"screen":                {"--plain new.yaml", ""},
	"score":                 {"case.yaml", "case.yaml"},
	"seal":                  {"case.yaml --to " + testRecipient + " -o ./sealed.age", "case.yaml"},
	"sift":                  {"./logs.csv", "logs.csv"},
	"timeline":              {"case.yaml", "case.yaml"},
	"train agreement":       {"case.yaml later.yaml", "case.yaml"},
	"train compare":         {"the-gate", ""},
	"train new":             {"a-new-case", ""},
	"train demo":            {"the-gate --plain", ""},
	"train due":             {"sat.yaml", "sat.yaml"},
	"train list":            {"the-gate", ""},
	"train mark":            {"sat.yaml", "sat.yaml"},
	"train record":          {"sat.yaml", "sat.yaml"},
	"train start":           {"the-gate new.yaml --plain", ""},
	"verify":                {"case.report.json", "case.report.json"},
	"version":               {"", ""},
}

// outputFlags are the flags that name a file or folder to write. edited are those that
// name an assessment to change, which is what they are for.
var (
	outputFlags = []string{"output", "problems", "summary-json", "save", "out"}
	edited      = []string{"into"}
	otherFlags  = []string{ // inputs, and words
		"area", "assessed-at", "assessments", "assessor", "before", "by", "case", "dash", "dates", "every", "fail-if", "for", "format", "from", "identity", "incidents", "input", "language", "map", "map-file", "now", "owner",
		"pace", "prompted", "questionnaires", "relationship", "report", "role", "set", "sign", "small", "sort", "drafts", "stage", "timezone", "to", "version", "skip-rows", "within", "workers",
	}
)

// commands returns every command that does something, by its path without the name of
// the program. It fails if the tests do not know how to run one, or what a flag is for.
func commands(t *testing.T) map[string]*cobra.Command {
	t.Helper()
	all := map[string]*cobra.Command{}
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, c := range cmd.Commands() {
			walk(c)
		}
		if cmd.HasSubCommands() {
			return
		}
		_, path, _ := strings.Cut(cmd.CommandPath(), " ")
		all[path] = cmd
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() != "bool" && !slices.Contains(slices.Concat(outputFlags, edited, otherFlags), f.Name) {
				t.Errorf("%s: does --%s name a file to write? Put it into one of the lists in tree_test.go", path, f.Name)
			}
		})
	}
	root := newRoot(Env{})
	root.InitDefaultCompletionCmd()
	walk(root)
	for path := range all {
		if _, known := invocations[path]; !known {
			t.Errorf("no test knows how to run %q; add it to invocations in tree_test.go", path)
		}
	}
	if len(all) != len(invocations) {
		t.Errorf("commands: %v\nwant those of invocations", slices.Sorted(maps.Keys(all)))
	}
	return all
}

// Made for the tests, and used nowhere else.
const (
	testIdentity  = "AGE-SECRET-KEY-1WGM0LNJSJ00G2KGES2H08XSK7VERSVPK3H5385SGFNVYUL6CUSPQLCWH70"
	testRecipient = "age18f5ls8x0zpfcpf2eq27e0nzx2eed3f9eh5qluyj9vhqhaw4x63lqt7x4wd"
)

const (
	headOfCase = "format: stalkrisk.assessment/1\nid: %\ncase: {reference: NP-MARKER, relationship: stranger}\nassessor: {reference: H1, role: officer}\nassessed_at: 2026-11-20T14:03:00Z\n"
	answersOf  = "responses: {stalking: {fear: {answer: \"yes\", note: MARKER}, persistence: \"yes\"}}\n"
)

func caseText(id string) string { return strings.Replace(headOfCase, "%", id, 1) + answersOf }

// writeFiles fills a folder with what the invocations read.
func writeFiles(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"case.yaml": caseText("A1"), "later.yaml": caseText("A2"), "sat.yaml": strings.Replace(caseText("A3"), "assessor:", "training: the-gate\nassessor:", 1),
		"logs.csv": "reference,at,area,recorded_as,victim,suspect,place,text\nL1,2026-10-01,Northshire,Nuisance,V1,S1,,MARKER followed her and she is afraid\n",
	} {
		write(t, filepath.Join(dir, name), text)
	}
	if code, _, said := runIn(t, dir, "report case.yaml -o case.report.json"); code != exitDone {
		t.Fatalf("report: %d: %s", code, said)
	}
	write(t, filepath.Join(dir, "identity.txt"), testIdentity+"\n")
	if code, _, said := runIn(t, dir, "seal case.yaml --to "+testRecipient+" -o ./case.age"); code != exitDone {
		t.Fatalf("seal: %d: %s", code, said)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// testEnv is an Env with fixed time and ids.
func testEnv(out, said io.Writer) Env {
	return Env{
		Context: context.Background(), In: strings.NewReader(""), Out: out, Err: said, Shipped: assesstest.Files(), Term: Term{Width: 80},
		Now:   func() time.Time { return time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC) },
		NewID: func() string { return "T1" },
	}
}

// runIn runs a command line. Its words that name files of writeFiles, or begin with
// "./", are in the folder dir.
func runIn(t *testing.T, dir, line string) (code int, out, said string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Run(testEnv(&o, &e), argsIn(dir, line))
	return code, o.String(), e.String()
}

func argsIn(dir, line string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		if rest, local := strings.CutPrefix(w, "./"); local || strings.HasSuffix(w, ".yaml") || strings.HasSuffix(w, ".report.json") {
			words[i] = filepath.Join(dir, rest)
		}
	}
	return words
}
