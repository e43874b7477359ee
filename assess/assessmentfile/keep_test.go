package assessmentfile

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// begun returns a locked file that holds "ours".
func begun(t *testing.T, name string) (h *Held, folder, path string) {
	t.Helper()
	folder = t.TempDir()
	path = filepath.Join(folder, name)
	h, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Release() })
	save(t, h, "ours")
	wantNews(t, h)
	return h, folder, path
}

func save(t *testing.T, h *Held, text string) {
	t.Helper()
	if err := h.Save([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if !h.Has([]byte(text)) {
		t.Errorf("%q is not in the file", text)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// wantNews checks that the news are these, each with all the words between its bars.
func wantNews(t *testing.T, h *Held, want ...string) {
	t.Helper()
	news := h.News()
	if len(news) != len(want) {
		t.Fatalf("the news are %q, want %q", news, want)
	}
	for i := range want {
		for _, words := range strings.Split(want[i], "|") {
			if !strings.Contains(news[i], words) {
				t.Errorf("the news are %q, want %q", news[i], words)
			}
		}
	}
}

func TestWhatAnotherProgramWroteIsKept(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, path string){
		"written in place":                    func(t *testing.T, path string) { write(t, path, "theirs, longer") },
		"written in place, of the same size":  func(t *testing.T, path string) { write(t, path, "OURS") },
		"replaced by renaming another file":   replaceFile,
		"emptied":                             func(t *testing.T, path string) { write(t, path, "") },
		"written over twice before the saves": func(t *testing.T, path string) { write(t, path, "once"); write(t, path, "twice") },
	} {
		t.Run(name, func(t *testing.T) {
			for _, file := range []string{"case.yaml", "case.json"} {
				h, folder, path := begun(t, file)
				change(t, path)
				theirs := string(readFile(t, path))
				save(t, h, "ours and more")
				wantNews(t, h, "Another program changed|"+path+".other")
				save(t, h, "ours and yet more")
				wantNews(t, h)
				if err := h.Release(); err != nil {
					t.Fatal(err)
				}
				wantFile(t, path, "ours and yet more", file+".other")
				wantFile(t, path+".other", theirs, file)
				wantOnly(t, folder, file, file+".other")
			}
		})
	}
}

func replaceFile(t *testing.T, path string) {
	t.Helper()
	write(t, path+".new", "theirs")
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
}

func TestAKeptVersionIsNeverReplaced(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	write(t, path+".other", "kept last week")
	for _, theirs := range []string{"theirs", "theirs again", "theirs"} { // the last is kept already
		write(t, path, theirs)
		save(t, h, "ours and "+theirs)
	}
	wantNews(t, h, path[:len(path)-5]+".2.yaml.other", path[:len(path)-5]+".3.yaml.other")
	names := []string{"case.yaml", "case.yaml.other", "case.2.yaml.other", "case.3.yaml.other"}
	if err := h.Release(); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"ours and theirs", "kept last week", "theirs", "theirs again"} {
		wantFile(t, filepath.Join(folder, names[i]), want, names...)
	}
}

func TestTheSameBytesAreNoChange(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	write(t, path, "ours")
	save(t, h, "ours and more")
	wantNews(t, h)
	h.Release()
	wantOnly(t, folder, "case.yaml")
}

func TestARemovedFileIsWrittenAgain(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	save(t, h, "ours and more")
	wantNews(t, h, "Another program removed|case.yaml")
	h.Release()
	wantFile(t, path, "ours and more")
	wantOnly(t, folder, "case.yaml")
}

func TestAFileThatAppearedAfterLockingIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "case.yaml")
	h, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	write(t, path, "theirs")
	save(t, h, "ours")
	if got := string(readFile(t, path+".other")); got != "theirs" {
		t.Errorf("%q is kept", got)
	}
}

func TestWhatIsNotAFileIsKeptToo(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"a folder": func(path string) error {
			return errors.Join(os.Mkdir(path, 0o700), os.WriteFile(filepath.Join(path, "inside"), []byte("theirs"), 0o600))
		},
		"a link to a file":  func(path string) error { return os.Symlink("elsewhere", path) },
		"a link to nothing": func(path string) error { return os.Symlink("nowhere", path) },
	} {
		t.Run(name, func(t *testing.T) {
			h, folder, path := begun(t, "case.yaml")
			write(t, filepath.Join(folder, "elsewhere"), "of another case")
			if err := errors.Join(os.Remove(path), put(path)); err != nil {
				t.Skip(err)
			}
			was, _ := os.Lstat(path)
			save(t, h, "ours and more")
			wantNews(t, h, "case.yaml.other")
			now, err := os.Lstat(path + ".other")
			if err != nil || now.Mode().Type() != was.Mode().Type() {
				t.Errorf("what is kept is %v, %v", now, err)
			}
			if got := string(readFile(t, filepath.Join(folder, "elsewhere"))); got != "of another case" {
				t.Errorf("the other file holds %q", got)
			}
			if got := string(readFile(t, path)); got != "ours and more" {
				t.Errorf("the file holds %q", got)
			}
		})
	}
}

func TestAChangedFileThatCannotBeKeptIsNotReplaced(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	real := disk
	t.Cleanup(func() { disk = real })
	disk.link = func(_, to string) error { return &os.LinkError{Op: "link", Old: path, New: to, Err: errInjected} }
	disk.open = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		if strings.HasSuffix(name, ".other") {
			return nil, errInjected
		}
		return real.open(name, flag, mode)
	}
	write(t, path, "theirs")
	if err := h.Save([]byte("ours and more")); !errors.Is(err, errInjected) {
		t.Errorf("the error is %v", err)
	}
	wantFile(t, path, "theirs", ".case.yaml.lock", ".case.yaml.who")
	disk.open = real.open // a drive without links, but with room
	save(t, h, "ours and more")
	h.Release()
	wantFile(t, path, "ours and more", "case.yaml.other")
	wantFile(t, path+".other", "theirs", "case.yaml")
	wantOnly(t, folder, "case.yaml", "case.yaml.other")
}

func TestARemovedLockIsTakenAgain(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	if err := errors.Join(os.Remove(filepath.Join(folder, ".case.yaml.lock")), os.Remove(filepath.Join(folder, ".case.yaml.who"))); err != nil {
		t.Skip(err)
	}
	save(t, h, "ours and more")
	wantNews(t, h)
	if _, err := Lock(path, since); !errors.As(err, new(*HeldError)) {
		t.Errorf("a second lock: %v", err)
	}
	h.Release()
	wantOnly(t, folder, "case.yaml")
}

// A sync client removes the lock, and a second program opens the case.
func TestTwoProgramsThatBothHaveTheCaseLoseNothing(t *testing.T) {
	for _, second := range []string{"still has it", "has finished"} {
		t.Run(second, func(t *testing.T) {
			h, folder, path := begun(t, "case.yaml")
			if err := os.Remove(filepath.Join(folder, ".case.yaml.lock")); err != nil {
				t.Skip(err)
			}
			them, err := Lock(path, since)
			if err != nil {
				t.Fatal(err)
			}
			save(t, them, "ours and theirs")
			ours, kept := path+".other", path
			if second == "has finished" {
				ours, kept = path, path+".other"
				them.Release()
			}
			save(t, h, "ours and more")
			save(t, h, "ours and yet more")
			news := h.News()
			if len(news) != 1 || !strings.Contains(news[0], "case.yaml.other") || h.Path() != ours {
				t.Errorf("the news are %q, and the file is now %s", news, h.Path())
			}
			if second == "still has it" {
				save(t, them, "ours and theirs, more")
				if err := h.Release(); err != nil {
					t.Fatal(err)
				}
				if _, err := Lock(path, since); !errors.As(err, new(*HeldError)) {
					t.Errorf("their lock is gone: %v", err)
				}
			}
			wantNews(t, them)
			if err := errors.Join(h.Release(), them.Release()); err != nil {
				t.Fatal(err)
			}
			wantFile(t, ours, "ours and yet more", filepath.Base(kept))
			if got := string(readFile(t, kept)); !strings.HasPrefix(got, "ours and theirs") {
				t.Errorf("the other file holds %q", got)
			}
		})
	}
}

func TestALinkThatIsTurnedElsewhereInMidCall(t *testing.T) {
	folder := t.TempDir()
	link := filepath.Join(folder, "link.yaml")
	write(t, filepath.Join(folder, "b.yaml"), "of another case")
	if err := os.Symlink("a.yaml", link); err != nil {
		t.Skip(err)
	}
	h, err := Lock(link, since)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	save(t, h, "ours")
	if err := errors.Join(os.Remove(link), os.Symlink("b.yaml", link)); err != nil {
		t.Fatal(err)
	}
	save(t, h, "ours and more")
	if h.Path() != filepath.Join(folder, "a.yaml") || string(readFile(t, filepath.Join(folder, "b.yaml"))) != "of another case" {
		t.Errorf("it says that it is in %s", h.Path())
	}
}

// A fault after the file is in its place must not be called "not saved".
func TestAFileThatIsInItsPlaceIsSaved(t *testing.T) {
	h, _, path := begun(t, "case.yaml")
	onDisk(t, "sync the folder")
	save(t, h, "ours and more")
	wantNews(t, h, "did not confirm|case.yaml|power cut")
	save(t, h, "ours and yet more")
	wantNews(t, h)
	if err := saveFile(path+".md", []byte("a report")); !errors.As(err, new(*UnsyncedError)) {
		t.Errorf("the error is %v", err)
	}
}

func TestADriveWithoutPermissions(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	onDisk(t, "")
	disk.chmod = func(f *os.File, _ os.FileMode) error {
		return &os.PathError{Op: "chmod", Path: f.Name(), Err: syscall.EPERM}
	}
	save(t, h, "ours and more")
	wantNews(t, h, folder+"|other users")
	save(t, h, "ours and yet more")
	wantNews(t, h)
	if got := string(readFile(t, path)); got != "ours and yet more" {
		t.Errorf("the file holds %q", got)
	}
}

func TestADriveWithoutLocks(t *testing.T) {
	for _, why := range []error{syscall.ENOLCK, syscall.ENOTSUP, syscall.EPERM, syscall.ENOSYS, syscall.EIO} {
		real := disk
		disk.lock = func(l *flock.Flock) (bool, error) {
			f, err := os.OpenFile(l.Path(), os.O_CREATE|os.O_RDWR, 0o600)
			if err != nil {
				return false, err
			}
			return false, errors.Join(f.Close(), why)
		}
		t.Cleanup(func() { disk = real })
		folder := t.TempDir()
		path := filepath.Join(folder, "case.yaml")
		h, err := Lock(path, since)
		if err != nil {
			t.Fatalf("%v: %v", why, err)
		}
		wantNews(t, h, "cannot lock|"+folder)
		save(t, h, "ours")
		// Nothing keeps a second program out, but it cannot be missed.
		them, err := Lock(path, since.Add(time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		save(t, them, "theirs")
		save(t, h, "ours and more")
		save(t, them, "theirs and more")
		wantNews(t, h, "Another stalkrisk|case.yaml.other")
		if err := errors.Join(h.Release(), them.Release()); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, "theirs and more", "case.yaml.other")
		wantFile(t, path+".other", "ours and more", "case.yaml")
		disk = real
	}
}

func TestTheNextStartRemovesWhatAKilledProgramLeft(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "case.yaml")
	busy, err := Lock(filepath.Join(folder, "busy.yaml"), since)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".stalkrisk-case.yaml.tmp", ".stalkrisk-gone.yaml.tmp", ".stalkrisk-busy.yaml.tmp", ".stalkrisk-123456.tmp", ".vim-case.yaml.tmp"} {
		write(t, filepath.Join(folder, name), "what somebody said")
	}
	h, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	wantOnly(t, folder, ".case.yaml.lock", ".case.yaml.who", ".busy.yaml.lock", ".busy.yaml.who", ".stalkrisk-busy.yaml.tmp", ".vim-case.yaml.tmp")
	h.Release()
	busy.Release()
	if err := saveFile(filepath.Join(folder, "report.md"), []byte("a report")); err != nil {
		t.Fatal(err)
	}
	wantOnly(t, folder, "report.md", ".vim-case.yaml.tmp")
}

func TestTwoProgramsNeverWriteOneOutput(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	p, err := Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := saveFile(path, []byte("x")); !errors.As(err, new(*HeldError)) {
		t.Errorf("the error is %v", err)
	}
	p.Write([]byte("whole"))
	if err := p.Commit(); err != nil {
		t.Fatal(err)
	}
	wantFile(t, path, "whole")
}

func TestIsOther(t *testing.T) {
	for name, want := range map[string]bool{
		"case.yaml.other": true, "case.2.yaml.other": true, "a.JSON.other": true, "b.csv.gz.other": true,
		"case.yaml": false, "case.other": false, "notes.txt.other": false, ".other": false,
	} {
		if IsOther(name) != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}

// A drive that refuses every chmod may still make a file that only its owner can read.
func TestNoChmodWhereTheModeIsRight(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	real := disk
	t.Cleanup(func() { disk = real })
	disk.chmod = func(*os.File, os.FileMode) error { return errInjected }
	save(t, h, "ours and more")
	wantNews(t, h)
	if err := saveFile(path+".md", []byte("a report")); err != nil {
		t.Error(err)
	}
	h.Release()
	wantOnly(t, folder, "case.yaml", "case.yaml.md")
}

// A sync client removes the lock, and the conversation ends without another save.
func TestReleaseLeavesNothingIfTheLockWasRemoved(t *testing.T) {
	h, folder, _ := begun(t, "case.yaml")
	if err := os.Remove(filepath.Join(folder, ".case.yaml.lock")); err != nil {
		if runtime.GOOS == "windows" {
			t.Skip("Windows does not remove a file that is open")
		}
		t.Fatal(err)
	}
	if err := h.Release(); err != nil {
		t.Error(err)
	}
	wantOnly(t, folder, "case.yaml")
}

func TestReleaseLeavesTheLockOfSomebodyElse(t *testing.T) {
	h, folder, path := begun(t, "case.yaml")
	if err := os.Remove(filepath.Join(folder, ".case.yaml.lock")); err != nil {
		t.Skip(err)
	}
	them, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Release(); err != nil {
		t.Error(err)
	}
	if _, err := Lock(path, since); !errors.As(err, new(*HeldError)) {
		t.Errorf("a third lock: %v", err)
	}
	wantOnly(t, folder, "case.yaml", ".case.yaml.lock", ".case.yaml.who")
	them.Release()
	wantOnly(t, folder, "case.yaml")
}
