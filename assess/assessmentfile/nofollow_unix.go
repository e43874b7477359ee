//go:build unix

package assessmentfile

import "syscall"

// noFollow refuses to open a file through a link.
const noFollow = syscall.O_NOFOLLOW
