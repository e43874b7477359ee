//go:build unix

package assessmentfile

import (
	"io/fs"
	"os"
	"syscall"
)

// noFollow refuses to open a file through a link.
const noFollow = syscall.O_NOFOLLOW

// ours reports whether a file belongs to the user.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid()
}
