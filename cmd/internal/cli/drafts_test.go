package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/cmd/internal/session"
)

// draftsEnv returns an Env with a folder of drafts: one in each of three bands, an older
// one in the last of them, and files that must not hide them.
func draftsEnv(t *testing.T, in string) (Env, *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	draft := func(name, at, status, answers string) {
		text := "format: stalkrisk.assessment/1\nid: X" + name + "\nstatus: " + status + "\nstage: first_contact\ncase: {reference: MADE-UP-" + name +
			"}\nassessed_at: 2026-11-20T" + at + ":00Z\nresponses: {stalking: {" + answers + "}}\n"
		if err := os.WriteFile(filepath.Join(dir, name+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	draft("old", "09:00", "draft", `near-now: "no"`)
	draft("new", "11:00", "draft", `near-now: "no"`)
	draft("near", "08:00", "draft", `near-now: "yes"`)
	draft("flag", "08:30", "draft", `near-now: "no", intrusion: "yes"`)
	draft("done", "11:30", "complete", `near-now: "yes"`)
	draft("held", "11:40", "draft", `near-now: "no"`)
	if err := os.WriteFile(filepath.Join(dir, "broken.yaml"), []byte("case: {reference: SECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	lock, err := assessmentfile.Lock(filepath.Join(dir, "held.yaml"), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lock.Release() })
	var said bytes.Buffer
	env := testEnv(&bytes.Buffer{}, &said)
	env.In, env.Err = strings.NewReader(in), &said
	env.Now = func() time.Time { return time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) }
	env.DataDir = func() (string, error) { return dir, nil }
	env.Term = Term{In: true, Err: true, Width: 80, Height: 24}
	return env, &said
}

// The drafts come by band, then the newest first. What cannot be opened comes last, and
// nothing that it holds is shown.
func TestOpenDraftsComeByBandThenTheNewest(t *testing.T) {
	t.Parallel()
	env, _ := draftsEnv(t, "")
	all, err := openDrafts(env, assesstest.Questionnaires(), "")
	if err != nil {
		t.Fatal(err)
	}
	var names, says []string
	for i := range all {
		names = append(names, strings.TrimSuffix(filepath.Base(all[i].path), ".yaml"))
		says = append(says, all[i].says(env.Now()))
	}
	if want := []string{"near", "flag", "new", "old", "held", "broken"}; !slices.Equal(names, want) {
		t.Errorf("the order is %q, want %q", names, want)
	}
	text := strings.Join(says, "\n")
	for _, want := range []string{"ACT NOW: MADE-UP-near. ", "MADE-UP-flag. HIGH", "First contact, saved 1 hour ago.", "held.yaml is open in another window.", "broken.yaml has faults: stalkrisk check "} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, not := range []string{"MADE-UP-held", "SECRET", "MADE-UP-done"} {
		if strings.Contains(text, not) {
			t.Errorf("%q is shown:\n%s", not, text)
		}
	}
	if all, err = openDrafts(env, assesstest.Questionnaires(), "made-up-OLD"); err != nil || len(all) != 1 {
		t.Errorf("of one case there are %d, %v", len(all), err)
	}
}

// In line mode a number opens a draft, and what follows the line is left for the
// conversation. One that is open elsewhere cannot be chosen.
func TestADraftIsChosenByItsNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, file string
		err      error
	}{
		{"2\ny\n", "flag.yaml", nil}, {"5\n9\nn\n", "", nil}, {"q\n", "", session.ErrStopped}, {"", "", session.ErrStopped},
	} {
		env, said := draftsEnv(t, c.in)
		o := assessOptions{plain: true}
		err := offerDrafts(env, assesstest.Questionnaires(), &o)
		if !errors.Is(err, c.err) || o.file != "" && filepath.Base(o.file) != c.file || o.file == "" && c.file != "" {
			t.Errorf("%q: file %q, %v\n%s", c.in, o.file, err, said)
		}
		if rest, _ := readLine(env.In); c.in == "2\ny\n" && rest != "y" {
			t.Errorf("the conversation gets %q", rest)
		}
	}
}

// Nobody is asked where a file is named, without a terminal, or if there are no drafts.
func TestDraftsAreOfferedToAPersonOnly(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Env, *assessOptions){
		"a file":      func(_ *Env, o *assessOptions) { o.file = "x.yaml" },
		"--from":      func(_ *Env, o *assessOptions) { o.from = "x.yaml" },
		"no terminal": func(env *Env, _ *assessOptions) { env.Term.In = false },
		"an output":   func(env *Env, _ *assessOptions) { env.Term.Err = false },
		"no drafts": func(env *Env, _ *assessOptions) {
			dir := t.TempDir()
			env.DataDir = func() (string, error) { return dir, nil }
		},
	} {
		env, said := draftsEnv(t, "1\n")
		o := assessOptions{plain: true}
		change(&env, &o)
		before := o.file
		if err := offerDrafts(env, assesstest.Questionnaires(), &o); err != nil || o.file != before || said.Len() > 0 {
			t.Errorf("%s: file %q, %v, said %q", name, o.file, err, said)
		}
	}
}
