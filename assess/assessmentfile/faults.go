//go:build faults

package assessmentfile

import (
	"io/fs"
	"os"
	"strings"

	"github.com/gofrs/flock"
)

// Fault makes operations on the disk fail, for .ci/faults. It is not in the program
// that is shipped. fails is called before each operation with its name ("open",
// "write", "chmod", "sync the file", "sync the folder", "rename", "link", "lock"), and
// returns the error of it, or nil to let it happen. Every new file begins with a mode
// that needs a chmod, as on a drive that keeps no modes.
func Fault(fails func(what string) error) {
	real := disk
	disk.open = func(name string, flag int, mode fs.FileMode) (*os.File, error) {
		if err := fails("open"); err != nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: err}
		}
		if strings.HasSuffix(name, temporaryAfter) {
			mode = 0o644
		}
		return real.open(name, flag, mode)
	}
	disk.write = func(f *os.File, b []byte) (int, error) {
		if err := fails("write"); err != nil {
			n, _ := real.write(f, b[:len(b)/2]) // as a full disk does
			return n, &fs.PathError{Op: "write", Path: f.Name(), Err: err}
		}
		return real.write(f, b)
	}
	disk.chmod = func(f *os.File, mode fs.FileMode) error {
		if err := fails("chmod"); err != nil {
			return &fs.PathError{Op: "chmod", Path: f.Name(), Err: err}
		}
		return real.chmod(f, mode)
	}
	disk.sync = func(f *os.File) error {
		what := "sync the file"
		if info, err := f.Stat(); err == nil && info.IsDir() {
			what = "sync the folder"
		}
		if err := fails(what); err != nil {
			return &fs.PathError{Op: "sync", Path: f.Name(), Err: err}
		}
		return real.sync(f)
	}
	named := func(what string, do func(from, to string) error) func(from, to string) error {
		return func(from, to string) error {
			if err := fails(what); err != nil {
				return &os.LinkError{Op: what, Old: from, New: to, Err: err}
			}
			return do(from, to)
		}
	}
	disk.rename, disk.link = named("rename", real.rename), named("link", real.link)
	disk.lock = func(l *flock.Flock) (bool, error) {
		if err := fails("lock"); err != nil {
			return false, err
		}
		return real.lock(l)
	}
}
