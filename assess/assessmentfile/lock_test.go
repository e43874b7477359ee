package assessmentfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var since = time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)

// TestMain holds a lock for another process if it is asked to. It says so on standard
// output, and exits when its standard input ends.
func TestMain(m *testing.M) {
	if path := os.Getenv("STALKRISK_TEST_HOLD"); path != "" {
		if _, err := Lock(path, since); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("held")
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0) // without releasing it
	}
	os.Exit(m.Run())
}

func TestASecondLockSaysWhoHoldsIt(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.yaml")
	first, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	wantOnly(t, folder, ".a.yaml.lock", ".a.yaml.who")
	_, err = Lock(path, since)
	var held *HeldError
	if !errors.As(err, &held) || held.PID != os.Getpid() || held.Since != "2026-11-20T14:03:00Z" || held.Path != path {
		t.Fatalf("the error is %v", err)
	}
	if want := fmt.Sprintf("%s is being written by another stalkrisk (process %d, since 2026-11-20T14:03:00Z); continue in that window, or close it first", path, os.Getpid()); err.Error() != want {
		t.Errorf("the error is %q", err)
	}
	if other, err := Lock(filepath.Join(folder, "b.yaml"), since); err != nil {
		t.Errorf("another file is locked as well: %v", err)
	} else if err := other.Release(); err != nil {
		t.Error(err)
	}
	if err := errors.Join(first.Release(), first.Release()); err != nil {
		t.Fatal(err)
	}
	wantOnly(t, folder)
	again, err := Lock(path, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Save([]byte("saving puts another file in its place")); err != nil {
		t.Fatal(err)
	}
	if _, err = Lock(path, since); !errors.As(err, &held) || held.Since != "" {
		t.Errorf("after saving the error is %v", err)
	}
	if err := again.Release(); err != nil {
		t.Error(err)
	}
}

func TestALockOfAnotherProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "STALKRISK_TEST_HOLD="+path)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if said, _ := bufio.NewReader(out).ReadString('\n'); strings.TrimSpace(said) != "held" {
		t.Fatalf("the other process says %q", said)
	}
	_, err = Lock(path, since)
	var held *HeldError
	if !errors.As(err, &held) || held.PID != cmd.Process.Pid {
		t.Errorf("the error is %v, the process %d", err, cmd.Process.Pid)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	// It ended without releasing the lock, and its hidden files are still there.
	h, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Release(); err != nil {
		t.Error(err)
	}
}

func TestLinksInPlaceOfTheSideFiles(t *testing.T) {
	for _, side := range []string{".a.yaml.lock", ".a.yaml.who"} {
		t.Run(side, func(t *testing.T) {
			folder := t.TempDir()
			victim := filepath.Join(folder, "victim")
			if err := os.WriteFile(victim, []byte("12345 of somebody else"), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(victim, filepath.Join(folder, side)); err != nil {
				t.Skip(err)
			}
			h, err := Lock(filepath.Join(folder, "a.yaml"), since)
			if side == ".a.yaml.lock" && err == nil {
				t.Error("it is locked through a link")
			}
			if err == nil {
				err = h.Release()
				if err != nil {
					t.Error(err)
				}
			}
			if got := string(readFile(t, victim)); got != "12345 of somebody else" {
				t.Errorf("the file behind the link holds %q", got)
			}
		})
	}
}

func TestWhoHoldsItIsNotReadThroughALink(t *testing.T) {
	folder := t.TempDir()
	path, who := filepath.Join(folder, "a.yaml"), filepath.Join(folder, ".a.yaml.who")
	h, err := Lock(path, since)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	victim := filepath.Join(folder, "victim")
	if err := errors.Join(os.WriteFile(victim, []byte("12345"), 0o600), os.Remove(who), os.Symlink(victim, who)); err != nil {
		t.Skip(err)
	}
	_, err = Lock(path, since)
	var held *HeldError
	if !errors.As(err, &held) || held.PID != 0 {
		t.Errorf("the error is %v", err)
	}
	if err := errors.Join(os.Remove(who), os.WriteFile(who, []byte("a note of the case 7\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err = Lock(path, since); err == nil || strings.Contains(err.Error(), "note") {
		t.Errorf("the error is %v", err)
	}
}

func TestALinkAndItsFileHaveOneLock(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "a.yaml"), filepath.Join(folder, "link.yaml")
	if err := os.Symlink("a.yaml", link); err != nil {
		t.Skip(err)
	}
	h, err := Lock(link, since)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	var held *HeldError
	if _, err := Lock(path, since); !errors.As(err, &held) {
		t.Errorf("the error is %v", err)
	}
}

func TestLockInAFolderThatIsNotThere(t *testing.T) {
	_, err := Lock(filepath.Join(t.TempDir(), "none", "a.yaml"), since)
	if !errors.Is(err, os.ErrNotExist) || !strings.HasPrefix(err.Error(), "locking: ") {
		t.Errorf("the error is %v", err)
	}
}

// Releasing removes a file that others may just have opened: two of them must not end
// up with locks on different files.
func TestOnlyOneHoldsItAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	var holding, turns atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				h, err := Lock(path, since)
				if err != nil {
					continue
				}
				turns.Add(1)
				if n := holding.Add(1); n > 1 {
					t.Errorf("%d hold it at once", n)
				}
				runtime.Gosched()
				holding.Add(-1)
				if err := h.Release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if turns.Load() == 0 {
		t.Error("nobody came to hold it")
	}
}
