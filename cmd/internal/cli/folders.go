package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// dataDir returns the program's own folder for assessments, in the usual place for
// the system, and makes it if needed. Only its owner can open it.
func dataDir() (string, error) {
	base := userFolder("LocalAppData", "XDG_DATA_HOME", ".local", "share")
	if base == "" {
		return "", errors.New("your home folder was not found; name a file for the assessment")
	}
	dir := filepath.Join(base, "stalkrisk")
	err := os.MkdirAll(dir, 0o700)
	var info fs.FileInfo
	if err == nil {
		info, err = os.Stat(dir)
	}
	if err == nil && info.Mode().Perm() != 0o700 { // some drives refuse every chmod
		err = os.Chmod(dir, 0o700)
	}
	if err != nil {
		return "", hinted{err, "name a file for the assessment, in a folder of your own"}
	}
	return dir, nil
}

// userFolder returns the folder in which the system keeps a person's files of one
// kind: the folder that the variable windows names on Windows, the application's
// folder on a Mac, and elsewhere the folder that the variable xdg names, or else the
// one below the home folder. It is "" if there is none. A variable that does not name
// an absolute path is ignored, as the XDG specification says: otherwise the place
// would depend on the folder in which somebody works.
func userFolder(windows, xdg string, below ...string) string {
	switch runtime.GOOS {
	case "windows":
		return absolute(os.Getenv(windows))
	case "darwin":
		xdg, below = "", []string{"Library", "Application Support"}
	}
	if base := absolute(os.Getenv(xdg)); base != "" {
		return base
	}
	home, _ := os.UserHomeDir()
	if absolute(home) == "" {
		return ""
	}
	return filepath.Join(append([]string{home}, below...)...)
}

func absolute(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return ""
}
