package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/assesstest"
)

// The exit code of each command, for good and bad files of a class.
func TestTrainExitCodes(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	const head = "format: stalkrisk.assessment/1\nassessed_at: 2026-11-20T14:03:00Z\ncase: {reference: P-1, relationship: former_partner}\n"
	good := file("good.yaml", head+"training: the-gate\n")
	real := file("real.yaml", head)
	fault := file("fault.yaml", head+"training: the-gate\nresponses: {stalking: {fear: true}}\n")
	broken := file("broken.yaml", "a: [\n")
	nowhere := filepath.Join(dir, "nowhere.yaml")
	closed := filepath.Join(dir, "no", "such", "folder", "out.md")
	for _, tt := range []struct {
		args   []string
		code   int
		result bool // whether a result is still written
	}{
		{[]string{"train"}, exitDone, true},
		{[]string{"train", "list"}, exitDone, true},
		{[]string{"train", "list", "the-gate"}, exitDone, true},
		{[]string{"train", "list", "the-gat"}, exitUsage, false},
		{[]string{"train", "list", "the-gate", "another"}, exitUsage, false},
		{[]string{"train", "list", "the-gate", "-o", closed}, exitFailed, false},
		{[]string{"train", "mark"}, exitUsage, false},
		{[]string{"train", "mark", good}, exitDone, true},
		{[]string{"train", "mark", good, fault}, exitInvalid, true},
		{[]string{"train", "mark", good, real}, exitInvalid, true},
		{[]string{"train", "mark", broken}, exitInvalid, false},
		{[]string{"train", "mark", nowhere, broken, good}, exitFailed, true},
		{[]string{"train", "mark", good, "-o", good}, exitUsage, false},
		{[]string{"train", "agreement", good, real}, exitUsage, false},
		{[]string{"train", "agreement", fault, good}, exitInvalid, true},
		{[]string{"train", "agreement", nowhere}, exitFailed, false},
		{[]string{"questionnaire", "print", "dash", "--format", "json"}, exitUsage, false},
		{[]string{"questionnaire", "print", "dash", "-o", filepath.Join(dir, "dash.json")}, exitUsage, false},
	} {
		var out, said bytes.Buffer
		env := Env{Context: context.Background(), In: strings.NewReader(""), Out: &out, Err: &said, Shipped: assesstest.Files(), Now: time.Now, Term: Term{Width: 80}}
		if code := Run(env, tt.args); code != tt.code || (out.Len() > 0) != tt.result {
			t.Errorf("%v: exit code %d, want %d; %d bytes of result; printed:\n%s", tt.args, code, tt.code, out.Len(), said.String())
		}
	}
}

// Real and practice files are not measured together, and the fewer are named.
func TestAgreementNamesTheFilesThatDoNotBelong(t *testing.T) {
	dir := t.TempDir()
	const head = "format: stalkrisk.assessment/1\nassessed_at: 2026-11-20T14:03:00Z\ncase: {reference: P-1, relationship: former_partner}\n"
	for name, text := range map[string]string{"anna.yaml": "training: the-gate\n", "ben.yaml": "training: the-gate\n", "live.yaml": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(head+text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, said bytes.Buffer
	env := Env{Context: context.Background(), In: strings.NewReader(""), Out: &out, Err: &said, Shipped: assesstest.Files(), Now: time.Now, Term: Term{Width: 80}}
	if code := Run(env, []string{"train", "agreement", dir}); code != exitUsage || out.Len() > 0 {
		t.Errorf("exit code %d, %d bytes of result", code, out.Len())
	}
	if got := said.String(); !strings.Contains(got, "Not practice: ") || !strings.Contains(got, "live.yaml") || strings.Contains(got, "anna") {
		t.Errorf("it says: %s", got)
	}
}
