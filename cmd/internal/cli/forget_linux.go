package cli

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// forgetStart gives back the memory of the code that only the start of the program needed:
// half of all its code, because Linux maps sixteen pages for each one that is touched. Code
// is never changed, so that what is needed again is mapped again from the file, which the
// system keeps in its own memory. It takes less than a millisecond.
func forgetStart() {
	b, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return // then it stays in memory
	}
	for _, c := range codeOf(string(b)) {
		syscall.Syscall(syscall.SYS_MADVISE, c.from, c.to-c.from, syscall.MADV_DONTNEED)
	}
}

// addresses are a part of the address space.
type addresses struct{ from, to uintptr }

// codeOf returns where the code of files is. maps is as in proc(5): a line for each part of
// the address space, with its addresses, permissions, offset, device, inode and path.
func codeOf(maps string) (code []addresses) {
	for line := range strings.Lines(maps) {
		f := strings.Fields(line)
		if len(f) < 6 || f[1] != "r-xp" || !strings.HasPrefix(f[5], "/") {
			continue
		}
		from, to, _ := strings.Cut(f[0], "-")
		first, err := strconv.ParseUint(from, 16, strconv.IntSize)
		last, err2 := strconv.ParseUint(to, 16, strconv.IntSize)
		if err == nil && err2 == nil && first < last {
			code = append(code, addresses{uintptr(first), uintptr(last)})
		}
	}
	return code
}
