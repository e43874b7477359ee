package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/safetext"
	"stalkrisk/questionnaires"
)

// A file name, a flag and a command may hold any byte, and error messages repeat them.
func TestAnErrorPrintsNoControlCharactersAndNoLineOfSomebodyElse(t *testing.T) {
	t.Parallel()
	for _, odd := range []string{"a\x1b[31mb\u202e", "no\x07pe", "y\x9b2J", "x\nstalkrisk: all is well", "x\u2028y\u0085z\U000e0041"} {
		for _, args := range [][]string{{odd}, {"report", odd}, {"score", odd}, {"check", odd + ".yaml"}, {"report", "--" + odd}, {"score", "--workers", odd}, {"report", "-" + odd}, {"help", odd}, {"train", odd}, {"assess", "--" + odd + "=x"}} {
			var said bytes.Buffer
			env := Env{Context: context.Background(), In: strings.NewReader(""), Out: &said, Err: &said, Shipped: questionnaires.Files, Now: time.Now, Term: Term{Width: 80}}
			if code := Run(env, args); code != exitUsage && code != exitFailed {
				t.Errorf("%q: exit code %d", args, code)
			}
			for line := range strings.Lines(said.String()) {
				if !strings.HasPrefix(line, "stalkrisk: ") && !strings.Contains(line, `"format":"stalkrisk.problem/1"`) || strings.HasPrefix(line, "stalkrisk: all is") {
					t.Errorf("%q printed %q", args, line)
				}
			}
			if strings.ContainsFunc(said.String(), func(r rune) bool { return r != '\n' && !safetext.Visible(r) }) {
				t.Errorf("%q printed %q", args, said.String())
			}
		}
	}
}

// The wording of a questionnaire of the force's own is printed by commands that do not
// clean it themselves.
func TestWhateverACommandPrintsPassesTheLastCheck(t *testing.T) {
	t.Parallel()
	var out, said bytes.Buffer
	env := Env{Context: context.Background(), Out: &out, Err: &said}
	Run(env, []string{"version"})
	if out.Len() == 0 || said.Len() != 0 {
		t.Fatalf("printed %q and %q", out.String(), said.String())
	}
	out.Reset()
	title := regexp.MustCompile(`(?m)^title: (.*)$`)
	shipped := fstest.MapFS{}
	files, err := fs.Glob(assesstest.Files(), "*/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		b, err := fs.ReadFile(assesstest.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		shipped[name] = &fstest.MapFile{Data: title.ReplaceAll(b, []byte(`title: "\u202e\u2028\u200b\U000e0041\x85\e$1"`))}
	}
	env.Shipped = shipped
	for _, args := range [][]string{{"questionnaire", "list"}, {"questionnaire", "show", "stalking"}, {"questionnaire", "print", "stalking"}} {
		if code := Run(env, args); code != exitDone || !strings.Contains(out.String(), "U+202E") {
			t.Errorf("%q: exit code %d, printed %q, %s", args, code, out.String(), said.String())
		}
		if strings.ContainsFunc(out.String(), func(r rune) bool { return r != '\n' && !safetext.Visible(r) }) {
			t.Errorf("%q printed %q", args, out.String())
		}
		out.Reset()
	}
}

func TestAFlagThatIsNotUTF8IsRefusedByEveryCommand(t *testing.T) {
	t.Parallel()
	var said bytes.Buffer
	env := Env{Context: context.Background(), In: strings.NewReader(""), Out: &said, Err: &said, Shipped: questionnaires.Files, Now: time.Now, Term: Term{Width: 80}}
	tried := 0
	var walk func(cmd *cobra.Command, path []string)
	walk = func(cmd *cobra.Command, path []string) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() == "bool" || f.Value.Type() == "int" || f.Value.Type() == "duration" {
				return
			}
			for _, value := range []string{"NP\xe91", "x=\xff", "\xc3"} {
				said.Reset()
				args := append(slices.Clone(path), "--"+f.Name+"="+value)
				for n := range 3 { // some commands need files
					if code := Run(env, args); code != exitUsage {
						t.Errorf("%q: exit code %d", args, code)
					}
					if strings.Contains(said.String(), "--"+f.Name+" is not UTF-8") {
						tried++
						break
					}
					if n == 2 {
						t.Errorf("%q printed %q", args, said.String())
					}
					args = append(args, "missing.yaml")
				}
			}
		})
		for _, c := range cmd.Commands() {
			walk(c, append(slices.Clone(path), c.Name()))
		}
	}
	walk(newRoot(env), nil)
	if tried < 60 {
		t.Errorf("only %d flags tried", tried)
	}
}

func TestAFileThatCannotBeReadIsReportedInOurWords(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	missing, locked := filepath.Join(dir, "missing.yaml"), filepath.Join(dir, "locked.yaml")
	if err := os.WriteFile(locked, nil, 0); err != nil {
		t.Fatal(err)
	}
	env := Env{Context: context.Background(), In: strings.NewReader(""), Out: io.Discard, Shipped: questionnaires.Files, Now: time.Now, NewID: func() string { return "T1" }, Term: Term{Width: 80}}
	for _, c := range []struct{ args, want string }{
		{"report " + missing, missing + ": no such file\n"},
		{"compare " + missing + " " + missing, missing + ": no such file\n"},
		{"explore --smallest " + missing, missing + ": no such file\n"},
		{"check " + missing, missing + ": no such file\n"},
		{"verify " + missing, missing + ": no such file\n"},
		{"verify " + missing + " --assessments " + missing, missing + ": no such file\n"},
		{"score " + missing, missing + ": no such file\n"},
		{"timeline " + missing, missing + ": no such file\n"},
		{"timeline " + missing + " --into " + missing + ".yaml", missing + ".yaml: no such file\n"},
		{"train mark " + missing, missing + ": no such file\n"},
		{"assess new.yaml --from " + missing, missing + ": no such file\n"},
		{"score --questionnaires " + missing + " x.yaml", "loading questionnaires: " + missing + ": no such file\n"},
		{"report " + filepath.Join(missing, "case.yaml"), missing + ": no such folder\n"},
		{"train list the-bins -o " + filepath.Join(missing, "bins.md"), "saving: " + missing + ": no such folder\n"},
		{"assess --plain " + filepath.Join(missing, "case.yaml"), "locking: " + missing + ": no such folder\n"},
		{"report " + locked, locked + ": permission denied\n"},
		{"score " + locked, locked + ": permission denied\n"},
		{"report " + dir, dir + ": this is a folder; name a file\n"},
	} {
		if strings.HasPrefix(c.want, locked) && os.Getuid() == 0 || strings.HasPrefix(c.want, dir+":") && runtime.GOOS == "windows" {
			continue
		}
		var said bytes.Buffer
		env.Err = &said
		code := Run(env, strings.Fields(c.args))
		first, _, _ := strings.Cut(said.String(), "\nstalkrisk: ")
		if code != exitFailed || strings.TrimSuffix(first, "\n")+"\n" != "stalkrisk: "+c.want {
			t.Errorf("stalkrisk %s: exit code %d, printed:\n%s\nwant:\nstalkrisk: %s", c.args, code, &said, c.want)
		}
	}
}

// A file that a drive does not let us put in its place is named as the person named it.
func TestAFailedRenameNamesTheFileOfThePerson(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("saving: %w", &os.LinkError{Op: "rename", Old: "d/.stalkrisk-r.md.tmp", New: "d/r.md", Err: syscall.EBUSY})
	if got, want := fileWords(err), "saving: d/r.md: "+syscall.EBUSY.Error(); got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}
