package cli

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"stalkrisk/assess/assesstest"
)

// withNewVersion returns an Env in which the stalking questionnaire has a second
// version, made up for this test, with its standard output and standard error.
func withNewVersion(t *testing.T, in string) (Env, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"stalking/1.0.0.yaml", "dash/1.0.0.yaml"} {
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	newer := bytes.Replace(files["stalking/1.0.0.yaml"].Data, []byte("\nversion: 1.0.0"), []byte("\nversion: 1.1.0"), 1)
	files["stalking/1.1.0.yaml"] = &fstest.MapFile{Data: newer}
	var out, errs bytes.Buffer
	return Env{
		Context: context.Background(), In: strings.NewReader(in), Out: &out, Err: &errs, Shipped: files, Term: Term{Width: 80},
		Now:   func() time.Time { return time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC) },
		NewID: func() string { return "T1" },
	}, &out, &errs
}

// If the questions changed between two assessments, a message says so and each is
// scored with its own version.
func TestANewVersionOfTheQuestionsIsPointedOut(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first.yaml"), filepath.Join(dir, "second.yaml")
	text := "format: stalkrisk.assessment/1\nid: A1\ncase: {reference: NP-1}\nassessed_at: 2026-11-10T09:00:00Z\ninstruments: {stalking: 1.0.0, dash: 1.0.0}\n"
	if err := os.WriteFile(first, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	env, _, errs := withNewVersion(t, "y\nn\n")
	if code := Run(env, []string{"assess", second, "--from", first}); code != exitFailed { // the input ends
		t.Fatalf("exit %d:\n%s", code, errs)
	}
	if !strings.Contains(errs.String(), "from version 1.0.0 to 1.1.0") {
		t.Errorf("no message says that the questions changed:\n%s", errs)
	}
	env, out, errs := withNewVersion(t, "")
	if code := Run(env, []string{"compare", first, second}); code != exitDone || errs.Len() > 0 {
		t.Fatalf("exit %d:\n%s", code, errs)
	}
	for _, want := range []string{"questionnaires are not the same", "**Questionnaire stalking:** from 1.0.0 to 1.1.0"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing:\n%s", want, out)
		}
	}
}
