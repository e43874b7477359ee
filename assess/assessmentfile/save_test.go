package assessmentfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// wantFile checks that path has this content, that only its owner can read it, and
// that the folder has no other files except others.
func wantFile(t *testing.T, path, content string, others ...string) {
	t.Helper()
	if got := string(readFile(t, path)); got != content {
		t.Errorf("%s holds %q, want %q", path, got, content)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
		t.Errorf("its mode is %o", mode)
	}
	wantOnly(t, filepath.Dir(path), append(others, filepath.Base(path))...)
}

func wantOnly(t *testing.T, folder string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		found := false
		for _, n := range names {
			found = found || e.Name() == n
		}
		if !found {
			t.Errorf("%s is left behind", e.Name())
		}
	}
}

func TestSaveMakesAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := saveFile(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "one")
}

func TestSaveReplacesAFileThatOthersMayRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := os.WriteFile(path, []byte("a longer one"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := saveFile(path, []byte("two")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "two")
}

func TestSaveReplacesTheTargetOfALink(t *testing.T) {
	for name, there := range map[string]bool{"a file": true, "nothing yet": false} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			inner := filepath.Join(folder, "inner")
			if err := os.Mkdir(inner, 0o700); err != nil {
				t.Fatal(err)
			}
			target, link, second := filepath.Join(inner, "a.yaml"), filepath.Join(folder, "link"), filepath.Join(folder, "second")
			if there {
				if err := os.WriteFile(target, []byte("one"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if err := errors.Join(os.Symlink(filepath.Join("inner", "a.yaml"), link), os.Symlink(link, second)); err != nil {
				t.Skip(err)
			}
			if err := saveFile(second, []byte("two")); err != nil {
				t.Fatal(err)
			}
			wantFile(t, target, "two")
			for _, l := range []string{link, second} {
				if info, err := os.Lstat(l); err != nil || info.Mode()&fs.ModeSymlink == 0 {
					t.Errorf("%s is no longer a link", l)
				}
			}
			wantOnly(t, folder, "inner", "link", "second")
		})
	}
}

func TestSaveLeavesNothingBehindWhenItFails(t *testing.T) {
	folder := t.TempDir()
	kept := filepath.Join(folder, "kept")
	if err := os.MkdirAll(filepath.Join(kept, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	loop := filepath.Join(folder, "loop")
	if err := os.Symlink(loop, loop); err != nil {
		t.Skip(err)
	}
	for name, path := range map[string]string{
		"onto a folder":                kept,
		"into a folder not there":      filepath.Join(folder, "none", "a.yaml"),
		"through a file":               filepath.Join(loop, "a.yaml"),
		"onto a link to itself":        loop,
		"with a name that is too long": filepath.Join(folder, strings.Repeat("x", 300)),
	} {
		t.Run(name, func(t *testing.T) {
			err := saveFile(path, []byte("secret content"))
			if err == nil {
				t.Fatal("it is saved")
			}
			if !strings.HasPrefix(err.Error(), "saving: ") || strings.Contains(err.Error(), "secret") {
				t.Errorf("the error is %q", err)
			}
			wantOnly(t, folder, "kept", "loop")
			wantOnly(t, kept, "inside")
		})
	}
}

func TestSaveIntoAFolderWithoutWritePermission(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.yaml")
	if err := os.WriteFile(path, []byte("one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	if f, err := os.CreateTemp(folder, "probe"); err == nil { // root may, and so may anyone on Windows
		f.Close()
		os.Remove(f.Name())
		t.Skip("this user may write there")
	}
	if err := saveFile(path, []byte("two")); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
	wantFile(t, path, "one")
}

func TestSaveIntoADeviceLeavesItThere(t *testing.T) {
	if err := saveFile(os.DevNull, []byte("x")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(os.DevNull)
	if err != nil || info.Mode().IsRegular() {
		t.Fatal("the null device is a file now")
	}
}
