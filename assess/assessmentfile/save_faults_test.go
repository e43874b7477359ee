package assessmentfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// onDisk replaces the disk operations with ones that record their names and then
// work, except for the one named by fails.
func onDisk(t *testing.T, fails string) *[]string {
	t.Helper()
	real := disk
	t.Cleanup(func() { disk = real })
	calls := &[]string{}
	call := func(name string) error {
		*calls = append(*calls, name)
		if name == fails {
			return errInjected
		}
		return nil
	}
	of := func(verb string, f *os.File) string {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return verb + " the folder"
		}
		return verb + " the file"
	}
	disk.write = func(f *os.File, b []byte) (int, error) {
		if err := call(of("write", f)); err != nil {
			n, _ := real.write(f, b[:len(b)/2]) // as a full disk does
			return n, err
		}
		return real.write(f, b)
	}
	disk.open = func(name string, flag int, _ fs.FileMode) (*os.File, error) {
		f, err := real.open(name, flag, 0o644)
		if err == nil && strings.HasSuffix(name, temporaryAfter) { // whatever the umask
			err = f.Chmod(0o644)
		}
		return f, err
	}
	disk.chmod = func(f *os.File, mode fs.FileMode) error {
		return errors.Join(call(of("chmod", f)), real.chmod(f, mode))
	}
	disk.sync = func(f *os.File) error { return errors.Join(call(of("sync", f)), real.sync(f)) }
	disk.close = func(f *os.File) error { return errors.Join(call(of("close", f)), real.close(f)) }
	disk.rename = func(from, to string) error {
		if err := call("rename"); err != nil {
			return err
		}
		return real.rename(from, to)
	}
	return calls
}

var errInjected = errors.New("injected")

// A power cut during Save must leave the old file or the new one: the bytes are on
// disk before the file gets its name, and the name before Save returns.
var saveOrder = []string{"write the file", "chmod the file", "sync the file", "close the file", "rename", "sync the folder"}

func TestSaveSyncsTheFileBeforeItIsRenamedAndTheFolderAfter(t *testing.T) {
	calls := onDisk(t, "")
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := saveFile(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(*calls, saveOrder) {
		t.Errorf("the order is %q, want %q", *calls, saveOrder)
	}
}

func TestAFaultAtAnyStepOfSaveIsReportedAndLosesNothing(t *testing.T) {
	for _, step := range saveOrder {
		t.Run(step, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.yaml")
			if err := saveFile(path, []byte("the old one")); err != nil {
				t.Fatal(err)
			}
			onDisk(t, step)
			if err := saveFile(path, []byte("the new one")); !errors.Is(err, errInjected) {
				t.Errorf("the error is %v", err)
			}
			want := "the old one"
			if step == "sync the folder" { // the new one is in its place by then
				want = "the new one"
			}
			wantFile(t, path, want)
		})
	}
}

func TestAFolderThatCannotBeSyncedIsNotAFault(t *testing.T) {
	onDisk(t, "")
	disk.sync = func(f *os.File) error {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return &fs.PathError{Op: "sync", Path: f.Name(), Err: errors.ErrUnsupported}
		}
		return f.Sync()
	}
	path := filepath.Join(t.TempDir(), "a.yaml")
	if err := saveFile(path, []byte("one")); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "one")
}
