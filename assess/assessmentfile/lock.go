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

// Held is a lock on a saved assessment. It lasts until it is released or the process
// ends.
type Held struct {
	lock *flock.Flock
	who  string
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
	return e.Path + " is being written by another stalkrisk (" + strings.Join(by, ", ") + "); continue in that window, or close it: the answers there are saved"
}

// Lock keeps others from writing the file at path, which need not exist yet. It does
// not wait: if somebody else has the lock, the error is a *HeldError. since is the
// time shown to others, unless it is zero.
//
// The file itself cannot be locked, because saving replaces it. Lock uses a hidden
// file beside it (".NAME.lock"). A second one (".NAME.who") records who has the lock,
// because on Windows others cannot read a locked file. Neither is opened through a
// symbolic link.
func Lock(path string, since time.Time) (*Held, error) {
	h, err := lock(path, since)
	var held *HeldError
	if err != nil && !errors.As(err, &held) {
		err = fmt.Errorf("locking: %w", err)
	}
	return h, err
}

func lock(path string, since time.Time) (*Held, error) {
	target, err := followed(path)
	if err != nil {
		return nil, err
	}
	folder, name := filepath.Split(target)
	side, who := folder+"."+name+".lock", folder+"."+name+".who"
	for range 100 { // usually once is enough, unless others release it at the same moment
		l := flock.New(side, flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow), flock.SetPermissions(0o600))
		locked, err := l.TryLock()
		if err != nil {
			return nil, err
		}
		if !locked {
			return nil, holder(path, who)
		}
		if !inPlace(l, side) {
			l.Close()
			continue
		}
		h := &Held{l, who}
		if err := sign(who, since); err != nil {
			return nil, errors.Join(err, h.Release())
		}
		return h, nil
	}
	return nil, &HeldError{Path: path}
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

// sign records who has the lock. It first removes any file left by a process that
// crashed, so that it never opens an existing file.
func sign(who string, since time.Time) error {
	if err := os.Remove(who); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(who, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	text := strconv.Itoa(os.Getpid())
	if !since.IsZero() {
		text += " " + since.Format(time.RFC3339)
	}
	_, err = f.WriteString(text + "\n")
	return errors.Join(err, f.Close())
}

// holder returns who has the lock, as far as that is recorded.
func holder(path, who string) *HeldError {
	held := &HeldError{Path: path}
	if info, err := os.Lstat(who); err != nil || !info.Mode().IsRegular() {
		return held
	}
	f, err := os.OpenFile(who, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return held
	}
	defer f.Close()
	b, _ := io.ReadAll(io.LimitReader(f, 100))
	pid, since, _ := strings.Cut(strings.TrimSpace(string(b)), " ")
	held.PID, _ = strconv.Atoi(pid)
	if _, err := time.Parse(time.RFC3339, since); err == nil {
		held.Since = since
	}
	return held
}

// Release lets others write the file, and removes the hidden files. Calling it again
// has no effect.
func (h *Held) Release() error {
	if !h.lock.Locked() {
		return nil
	}
	side := h.lock.Path()
	os.Remove(h.who)
	gone := os.Remove(side) == nil // before unlocking: the next one looks for it by name
	err := h.lock.Unlock()
	if !gone {
		os.Remove(side) // Windows removes only what is not open
	}
	if err != nil {
		return fmt.Errorf("unlocking: %w", err)
	}
	return nil
}
