package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"stalkrisk/questionnaires"
)

// A file name may hold control characters, and error messages repeat it.
func TestAnErrorPrintsNoControlCharacters(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		errors.New("reading a\x1b[31mb.yaml\u202e: no such file"), usage("no\x07pe"), hinted{errors.New("x"), "y\x9b2J"},
	} {
		var b bytes.Buffer
		printError(&b, err)
		if s := b.String(); !strings.HasPrefix(s, "stalkrisk: ") || strings.ContainsAny(s, "\x1b\x07\u009b\u202e") {
			t.Errorf("printed %q", s)
		}
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
