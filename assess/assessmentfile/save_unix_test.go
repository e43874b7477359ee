//go:build unix

package assessmentfile

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestSaveIntoAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	got := make(chan string)
	go func() {
		f, err := os.Open(path)
		if err != nil {
			got <- err.Error()
			return
		}
		defer f.Close()
		b, _ := io.ReadAll(f)
		got <- string(b)
	}()
	if err := saveFile(path, []byte("through the pipe")); err != nil {
		t.Fatal(err)
	}
	if b := <-got; b != "through the pipe" {
		t.Errorf("%q came out", b)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Error("the pipe is gone")
	}
}

func TestTheUmaskDoesNotMatter(t *testing.T) {
	old := syscall.Umask(0o777)
	defer syscall.Umask(old)
	path := filepath.Join(t.TempDir(), "a.yaml")
	// TempDir itself was made under the umask.
	if err := os.Chmod(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := saveFile(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "one")
}
