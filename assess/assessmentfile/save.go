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
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return &fs.PathError{Op: "write", Path: path, Err: errors.New("is a folder")}
	case err == nil && !info.Mode().IsRegular():
		return writeInto(path, b)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	target, err := followed(path)
	if err != nil {
		return err
	}
	temp, err := writeBeside(target, b)
	if err != nil {
		return err
	}
	if err := os.Rename(temp, target); err != nil {
		os.Remove(temp)
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// writeInto writes to what cannot be replaced: renaming a file over a device
// would take the device away.
func writeInto(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	return errors.Join(err, f.Close())
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

// writeBeside writes b to a new file in the same folder, safely on disk, and
// gives its name. On an error there is no such file.
func writeBeside(target string, b []byte) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(target), ".stalkrisk-*.tmp")
	if err != nil {
		return "", err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Chmod(0o600)) // the process may take more away when a file is made
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
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
