package assessmentfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Held is a lock on a saved assessment, through which the assessment is saved. It
// lasts until it is released or the process ends.
type Held struct {
	path   string // as the person named it
	target string // the file that path leads to
	since  time.Time
	known  holding // what the file should hold
	news   []string
	said   map[string]bool

	lock   *flock.Flock // nil if the drive cannot lock, or the lock is released
	signed string       // what the file that records who has the lock holds
}

// HeldError reports that somebody else is writing the file. PID is 0 and Since is ""
// if the holder did not record them.
type HeldError struct {
	Path  string
	PID   int
	Since string // RFC 3339
}

func (e *HeldError) Error() string {
	var by []string
	if e.PID != 0 {
		by = append(by, "process "+strconv.Itoa(e.PID))
	}
	if e.Since != "" {
		by = append(by, "since "+e.Since)
	}
	if len(by) == 0 {
		return e.Path + " is being written by another stalkrisk"
	}
	return e.Path + " is being written by another stalkrisk (" + strings.Join(by, ", ") + "); continue in that window, or close it first"
}

// Lock keeps others from writing the file at path, which need not exist yet. It does
// not wait: if somebody else has the lock, the error is a *HeldError. since is the
// time shown to others, unless it is zero.
//
// The file itself cannot be locked, because saving replaces it. Lock uses a hidden
// file beside it (".NAME.lock"). A second one (".NAME.who") records who has the lock,
// because on Windows others cannot read a locked file. Neither is opened through a
// symbolic link.
//
// Read the file after locking it: Save compares it with what it holds now.
func Lock(path string, since time.Time) (*Held, error) {
	h, err := lock(path, since)
	switch {
	case err == nil:
		h.known, _ = holds(h.target) // one that cannot be read is not one that was read
	case !errors.As(err, new(*HeldError)):
		err = fmt.Errorf("locking: %w", err)
	}
	return h, err
}

func lock(path string, since time.Time) (*Held, error) {
	target, err := followed(path)
	if err != nil {
		return nil, err
	}
	h := &Held{path: path, target: target, since: since}
	if err := h.take(); err != nil {
		return nil, err
	}
	h.sweep()
	return h, nil
}

// take takes the lock of the target.
func (h *Held) take() error {
	side, who := h.sides()
	for range 100 { // usually once is enough, unless others release it at the same moment
		l := flock.New(side, flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow), flock.SetPermissions(0o600))
		locked, err := disk.lock(l)
		var opening *fs.PathError
		switch {
		case errors.As(err, &opening):
			return err
		case err != nil: // the drive cannot lock; Save compares before it replaces, so nothing is lost
			l, locked = nil, true
			os.Remove(side)
			h.tell("The drive of %s cannot lock files. Nobody else may open this case until you have finished.", folderOf(h.target))
		case !locked:
			return holder(h.path, who)
		case !inPlace(l, side):
			l.Close()
			continue
		}
		h.lock = l
		if h.signed, err = sign(who, h.since); err != nil {
			return errors.Join(err, h.Release())
		}
		return nil
	}
	return &HeldError{Path: h.path}
}

// sides returns the names of the two hidden files.
func (h *Held) sides() (lock, who string) {
	folder, name := filepath.Split(h.target)
	return folder + "." + name + ".lock", folder + "." + name + ".who"
}

// stays reports whether nobody has removed or replaced the lock. Without a lock, it
// reports whether nobody else has signed since.
func (h *Held) stays() bool {
	side, who := h.sides()
	if h.lock != nil {
		return inPlace(h.lock, side)
	}
	return h.signed != "" && signature(who) == h.signed
}

// sweep removes what killed programs left in the folder: files that were to replace
// another one, if nobody has the lock of that one.
func (h *Held) sweep() {
	folder, own := filepath.Split(h.target)
	entries, _ := os.ReadDir(filepath.Clean(folder + "."))
	for _, e := range entries {
		name, ours := strings.CutPrefix(e.Name(), temporaryBefore)
		name, whole := strings.CutSuffix(name, temporaryAfter)
		if !ours || !whole || !e.Type().IsRegular() {
			continue
		}
		other := &Held{path: folder + name, target: folder + name}
		switch {
		case name == own:
			os.Remove(folder + e.Name())
		case other.take() == nil:
			if other.lock != nil { // otherwise somebody may be writing it
				os.Remove(folder + e.Name())
			}
			other.Release()
		}
	}
}

// inPlace reports whether the locked file is still the one that others will find,
// because the last holder of the lock removes it. The file must not be a link.
func inPlace(l *flock.Flock, side string) bool {
	mine, err := l.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(side)
	return err == nil && os.SameFile(mine, there)
}

// sign records who has the lock, and returns what it wrote. It first removes any file
// left by a process that crashed, so that it never opens an existing file.
func sign(who string, since time.Time) (string, error) {
	if err := os.Remove(who); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	f, err := disk.open(who, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", err
	}
	text := strconv.Itoa(os.Getpid())
	if !since.IsZero() {
		text += " " + since.Format(time.RFC3339)
	}
	_, err = f.WriteString(text + "\n")
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(who)
	}
	return text, err
}

// signature returns what sign wrote, or "".
func signature(who string) string {
	if info, err := os.Lstat(who); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	f, err := os.OpenFile(who, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return ""
	}
	defer f.Close()
	b, _ := io.ReadAll(io.LimitReader(f, 100))
	return strings.TrimSpace(string(b))
}

// holder returns who has the lock, as far as that is recorded.
func holder(path, who string) *HeldError {
	held := &HeldError{Path: path}
	pid, since, _ := strings.Cut(signature(who), " ")
	held.PID, _ = strconv.Atoi(pid)
	if _, err := time.Parse(time.RFC3339, since); err == nil {
		held.Since = since
	}
	return held
}

// Release lets others write the file, and removes the hidden files. Calling it again
// has no effect.
func (h *Held) Release() error {
	side, who := h.sides()
	if h.stays() || !exists(side) && h.signed != "" && signature(who) == h.signed { // otherwise it is somebody else's
		os.Remove(who)
	}
	l := h.lock
	h.lock, h.signed = nil, ""
	if l == nil {
		return nil
	}
	ours := inPlace(l, side)
	gone := ours && os.Remove(side) == nil // before unlocking: the next one looks for it by name
	err := l.Unlock()
	if ours && !gone {
		os.Remove(side) // Windows removes only what is not open
	}
	if err != nil {
		return fmt.Errorf("unlocking: %w", err)
	}
	return nil
}
