package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"stalkrisk/assess/assesstest"
	"stalkrisk/cmd/internal/cli"
	"stalkrisk/cmd/internal/termquiet"
	"stalkrisk/questionnaires"
)

var update = flag.Bool("update", false, "write what the scripts' commands print into the scripts")

// TestMain lets scripts run stalkrisk with a fixed time, fixed ids and fixed
// questionnaires. The shipped program has no option for this.
func TestMain(m *testing.M) {
	termquiet.Undo()
	testscript.Main(tidy{m}, map[string]func(){
		"stalkrisk": func() { os.Exit(cli.Run(fixed(), os.Args[1:])) },
		// The same as main, with the real clock and terminal, but with the small
		// questionnaires.
		"smallrisk": func() { os.Exit(cli.Main(assesstest.Files())) },
	})
}

// tidy removes the program that the tests built.
type tidy struct{ *testing.M }

var builtIn string // the folder of the program that was built; "" for none

func (m tidy) Run() int {
	// Tests in a terminal mostly wait, so many can run at once. The flag on the
	// command line still decides.
	flag.Set("test.parallel", strconv.Itoa(3*runtime.GOMAXPROCS(0)))
	defer func() {
		if builtIn != "" {
			os.RemoveAll(builtIn)
		}
	}()
	return m.M.Run()
}

// fixed returns the Env of the scripts: a Friday afternoon, two ids and the small
// questionnaires of the tests, so that a script about a command does not fail when a
// shipped question changes. Scripts in the folder "shipped" use the shipped ones.
func fixed() cli.Env {
	files := assesstest.Files()
	if os.Getenv("QUESTIONNAIRES") == "shipped" {
		files = questionnaires.Files
	}
	at := time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)
	if later := os.Getenv("HOURS_LATER"); later != "" {
		n, _ := strconv.Atoi(later)
		at = at.Add(time.Duration(n) * time.Hour)
	}
	ids := []string{"01TESTTESTTESTTESTTESTTEST", "01TESTTESTTESTTESTTESTTES2"}
	return cli.Env{
		Context: context.Background(), In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Now: func() time.Time { return at },
		NewID: func() (id string) {
			id, ids = ids[0], ids[len(ids)-1:]
			return id
		},
		Shipped: files,
		Term:    cli.Term{Width: 80},
		DataDir: func() (string, error) { return os.Getenv("WORK"), nil },
	}
}

// TestScripts runs every script under testdata/script.
func TestScripts(t *testing.T) {
	folders, err := filepath.Glob("testdata/script/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, dir := range folders {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			testscript.Run(t, testscript.Params{
				Dir: dir, RequireExplicitExec: true, RequireUniqueNames: true, UpdateScripts: *update,
				Deadline: time.Now().Add(time.Minute),
				Setup: func(env *testscript.Env) error {
					env.Setenv("QUESTIONNAIRES", filepath.Base(dir))
					return nil
				},
				Cmds: map[string]func(*testscript.TestScript, bool, []string){"private": private, "edit": edit},
			})
		})
	}
}

// edit IN OUT OLD NEW copies IN to OUT and replaces the first OLD by NEW.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: edit IN OUT OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[2]) {
		ts.Fatalf("%s does not contain %q", args[0], args[2])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Replace(text, args[2], args[3], 1)), 0o600))
}

// private checks that only their owner can read the files.
func private(ts *testscript.TestScript, neg bool, files []string) {
	for _, f := range files {
		info, err := os.Stat(ts.MkAbs(f))
		ts.Check(err)
		if (info.Mode().Perm()&0o077 == 0) == neg {
			ts.Fatalf("%s has mode %v", f, info.Mode())
		}
	}
}
