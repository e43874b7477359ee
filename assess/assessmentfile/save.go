package assessmentfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Save writes b to the file at path, whole or not at all, readable only by its owner,
// even if the old file had another mode. If path is a symbolic link, Save keeps it
// and replaces the file that it leads to. It writes directly to a pipe or device. If
// Save returns no error, the file is on disk. After an error the old file is still
// there, unless only syncing the folder failed; then it may be the whole new file. No
// other file is left behind.
func Save(path string, b []byte) error {
	f, err := Create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		f.Discard()
		return saving(err)
	}
	return f.Commit()
}

// disk has the operations that put a file on disk. None may be left out or fail
// unnoticed. A test replaces them.
var disk = struct {
	write       func(*os.File, []byte) (int, error)
	chmod       func(*os.File, fs.FileMode) error
	sync, close func(*os.File) error
	rename      func(from, to string) error
}{(*os.File).Write, (*os.File).Chmod, (*os.File).Sync, (*os.File).Close, os.Rename}

// Pending is a file that is being written. Nobody sees it before Commit. After
// Discard, or if the program ends, the old file is still there. Data for a pipe or
// device is written at once.
type Pending struct {
	file   *os.File
	target string // "" for a pipe or device
}

// Create starts a file that Commit puts at path, as Save does.
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
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &Pending{file: f}, err
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	target, err := followed(path)
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".stalkrisk-*.tmp")
	return &Pending{f, target}, err
}

// Write appends b to the file.
func (p *Pending) Write(b []byte) (int, error) { return disk.write(p.file, b) }

// Commit puts the file in its place and on disk. For errors, see Save.
func (p *Pending) Commit() error {
	if p.target == "" {
		return saving(disk.close(p.file))
	}
	err := disk.chmod(p.file, 0o600) // the umask may have removed more
	if err == nil {
		err = disk.sync(p.file)
	}
	if err = errors.Join(err, disk.close(p.file)); err == nil {
		err = disk.rename(p.file.Name(), p.target)
	}
	if err != nil {
		os.Remove(p.file.Name())
		return saving(err)
	}
	return saving(syncFolder(filepath.Dir(p.target)))
}

// Discard removes what was written.
func (p *Pending) Discard() {
	p.file.Close()
	if p.target != "" {
		os.Remove(p.file.Name())
	}
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
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}
