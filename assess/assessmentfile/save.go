package assessmentfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// disk has the operations that put a file on disk. None may be left out or fail
// unnoticed. A test replaces them.
var disk = struct {
	open         func(name string, flag int, mode fs.FileMode) (*os.File, error)
	write        func(*os.File, []byte) (int, error)
	chmod        func(*os.File, fs.FileMode) error
	sync, close  func(*os.File) error
	rename, link func(from, to string) error
	lock         func(*flock.Flock) (bool, error)
}{os.OpenFile, (*os.File).Write, (*os.File).Chmod, (*os.File).Sync, (*os.File).Close, os.Rename, os.Link, (*flock.Flock).TryLock}

// Pending is a file that is being written. Nobody sees it before Commit. After
// Discard, or if the program ends, the old file is still there. Data for a pipe or
// device is written at once. A saved assessment is written with Held.Save instead.
type Pending struct {
	file   *os.File
	target string // "" for a pipe or device
	open   bool   // the drive lets others read the file, and refuses to change that
	lock   *Held  // to release at the end; nil if the caller holds it
}

// Create starts a file that Commit puts at path, whole or not at all. Until then it
// holds the lock of path, so that two programs never write one file at once. If path is
// a symbolic link, the file that it leads to is replaced.
func Create(path string) (*Pending, error) {
	f, err := create(path)
	return f, saving(err)
}

func saving(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("saving: %w", err)
}

func create(path string) (*Pending, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, &fs.PathError{Op: "write", Path: path, Err: errors.New("is a folder")}
	case err == nil && !info.Mode().IsRegular():
		// Renaming a file over a device would remove the device.
		f, err := disk.open(path, os.O_WRONLY, 0)
		return &Pending{file: f}, err
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	held, err := lock(path, time.Time{})
	if err != nil {
		return nil, err
	}
	p, err := begin(held.target)
	if err != nil {
		return nil, errors.Join(err, held.Release())
	}
	p.lock = held
	return p, nil
}

// begin starts the new file of target, whose lock is held. The file is beside the
// target and has one name, so that the next start removes what a killed program left.
func begin(target string) (*Pending, error) {
	if err := Writable(target); err != nil {
		return nil, err
	}
	name := temporary(target)
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	f, err := disk.open(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &Pending{file: f, target: target}, nil
}

const temporaryBefore, temporaryAfter = ".stalkrisk-", ".tmp"

// temporary returns the name of the file that replaces target.
func temporary(target string) string {
	folder, name := filepath.Split(target)
	return folder + temporaryBefore + name + temporaryAfter
}

// Write appends b to the file.
func (p *Pending) Write(b []byte) (int, error) { return disk.write(p.file, b) }

// Commit puts the file in its place, readable only by its owner, even if the old file
// had another mode. If it returns no error, the file is on disk. After an error the old
// file is still there, unless the error is an *UnsyncedError. No other file is left
// behind.
func (p *Pending) Commit() error {
	if p.target == "" {
		return saving(disk.close(p.file))
	}
	err := p.complete()
	if err == nil {
		err = p.place()
	}
	return saving(errors.Join(err, p.lock.Release()))
}

// complete puts the bytes of the file on disk. If that fails it removes the file.
func (p *Pending) complete() error {
	err := p.private()
	if err == nil {
		err = disk.sync(p.file)
	}
	if err = errors.Join(err, disk.close(p.file)); err != nil {
		os.Remove(p.file.Name())
	}
	return err
}

// private makes the file readable only by its owner, unless it is already: some drives
// refuse every chmod. On a drive where the owner of all files is fixed, nothing can
// change who may read it, and the person decided to use that drive.
func (p *Pending) private() error {
	info, err := p.file.Stat()
	if err != nil || info.Mode().Perm() == 0o600 {
		return err
	}
	err = disk.chmod(p.file, 0o600) // the umask may have removed more
	if unsupported(err) && info.Mode().Perm()&0o600 == 0o600 {
		p.open = true
		return nil
	}
	return err
}

// unsupported reports whether an operation is one that the drive never does.
func unsupported(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL)
}

// place puts the complete file in its place. If that fails it removes the file.
func (p *Pending) place() error {
	if err := disk.rename(p.file.Name(), p.target); err != nil {
		os.Remove(p.file.Name())
		return err
	}
	if err := syncFolder(filepath.Dir(p.target)); err != nil {
		return &UnsyncedError{err}
	}
	return nil
}

// UnsyncedError reports that the whole new file is in its place, but that the drive did
// not confirm it: a power cut could bring the old file back.
type UnsyncedError struct{ err error }

func (e *UnsyncedError) Error() string {
	return "the file is in its place, but the drive did not confirm it: " + e.err.Error()
}

func (e *UnsyncedError) Unwrap() error { return e.err }

// Discard removes what was written.
func (p *Pending) Discard() {
	p.file.Close()
	if p.target != "" {
		os.Remove(p.file.Name())
	}
	if p.lock != nil {
		p.lock.Release()
	}
}

// Writable returns an error if there is a file at path and it is write-protected:
// somebody keeps it as it is. Renaming a new file over it would not ask. For root, who
// may write every file, the mode of a file of somebody else counts.
func Writable(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	if info.Mode().Perm()&0o200 != 0 || ours(info) {
		f, err := os.OpenFile(path, os.O_WRONLY, 0) // changes nothing
		if err == nil {
			return f.Close()
		}
		if !errors.Is(err, fs.ErrPermission) {
			return err
		}
	}
	return fmt.Errorf("%s is write-protected; name another file, or allow writing to it first", path)
}

// followed returns the file that path leads to after following any symbolic links at
// its end. The file need not exist.
func followed(path string) (string, error) {
	for range 40 { // as many as Linux follows
		info, err := os.Lstat(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode()&fs.ModeSymlink == 0 {
			return path, nil
		}
		if err != nil {
			return "", err
		}
		to, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(to) {
			// Not Join, which would drop "link/..".
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		path = to
	}
	return "", &fs.PathError{Op: "write", Path: path, Err: errors.New("too many symbolic links")}
}

// syncFolder makes a rename permanent. Some systems cannot sync a folder, and need
// not.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return nil // the folder can be written but not read; the file itself is in place
	}
	defer d.Close()
	err = disk.sync(d)
	if unsupported(err) {
		return nil
	}
	return err
}
