package assessmentfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Save writes b as the file at path, whole or not at all, readable by its owner
// only, whatever the mode of a file that was there. A symbolic link stays, and
// what it leads to is replaced. A pipe or device is written to. When Save
// returns without an error the file is on disk; after an error what was there
// before is still there, and nothing else is left behind.
func Save(path string, b []byte) error {
	if err := save(path, b); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	return nil
}

func save(path string, b []byte) error {
	f, err := create(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(b); err != nil {
		f.Discard()
		return err
	}
	return f.commit()
}

// Pending is a file that is being written. Nobody sees it before Commit; after
// Discard, or if the program ends, what was there before is still there. What
// goes into a pipe or device is seen at once.
type Pending struct {
	*os.File
	target string // "" for a pipe or device
}

// Create begins a file that Commit puts at path, with all that is said of Save.
func Create(path string) (*Pending, error) {
	f, err := create(path)
	if err != nil {
		return nil, fmt.Errorf("saving: %w", err)
	}
	return f, nil
}

func create(path string) (*Pending, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, &fs.PathError{Op: "write", Path: path, Err: errors.New("is a folder")}
	case err == nil && !info.Mode().IsRegular():
		// Renaming a file over a device would take the device away.
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &Pending{File: f}, err
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

// Commit puts the file, safely on disk, in its place. After an error what was
// there before is still there, and nothing else is left behind.
func (p *Pending) Commit() error {
	if err := p.commit(); err != nil {
		return fmt.Errorf("saving: %w", err)
	}
	return nil
}

func (p *Pending) commit() error {
	if p.target == "" {
		return p.Close()
	}
	err := p.Chmod(0o600) // the process may take more away when a file is made
	if err == nil {
		err = p.Sync()
	}
	if err = errors.Join(err, p.Close()); err == nil {
		err = os.Rename(p.Name(), p.target)
	}
	if err != nil {
		os.Remove(p.Name())
		return err
	}
	return syncFolder(filepath.Dir(p.target))
}

// Discard takes away what was written.
func (p *Pending) Discard() {
	p.Close()
	if p.target != "" {
		os.Remove(p.Name())
	}
}

// followed gives the file that path leads to when every symbolic link at its
// end is followed, whether there is one or not yet.
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
			// Not Join, which would take "link/.." for nothing.
			to = filepath.Dir(path) + string(filepath.Separator) + to
		}
		path = to
	}
	return "", &fs.PathError{Op: "write", Path: path, Err: errors.New("too many symbolic links")}
}

// syncFolder makes a rename last. Some systems cannot do it for folders, and
// need not.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return nil // a folder that may be written to but not read; the file itself is in its place
	}
	defer d.Close()
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}
