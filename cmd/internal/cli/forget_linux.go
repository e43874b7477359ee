package cli

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// forgetStart frees the memory of what only the start of the program needed of its
// file: code, constants and what Go knows of functions. That is half of all that is in
// memory of it, because Linux maps sixteen pages for each one that is touched. What is
// needed again is mapped again from the file, which the system keeps in its own memory.
func forgetStart() {
	b, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return // then it stays in memory
	}
	for _, m := range unchanged(string(b)) {
		syscall.Syscall(syscall.SYS_MADVISE, m.from, m.to-m.from, syscall.MADV_DONTNEED)
	}
}

// addresses are a part of the address space.
type addresses struct{ from, to uintptr }

// unchanged returns the parts of the address space that are as in a file: they cannot be
// written to, and no page of them was changed before that. smaps is as in proc(5): for each
// part a line with its addresses, permissions, offset, device, inode and path, and then its
// figures, a line each. A changed page is in memory (Anonymous) or was moved out (Swap).
func unchanged(smaps string) (all []addresses) {
	var a addresses
	ofFile, zeros := false, 0
	for line := range strings.Lines(smaps) {
		switch f := strings.Fields(line); {
		case len(f) > 1 && !strings.HasSuffix(f[0], ":"):
			a, ofFile, zeros = addressesOf(f[0]), len(f) > 5 && (f[1] == "r-xp" || f[1] == "r--p") && strings.HasPrefix(f[5], "/"), 0
		case len(f) > 1 && (f[0] == "Anonymous:" || f[0] == "Swap:") && f[1] == "0":
			if zeros++; zeros == 2 && ofFile && a.from < a.to {
				all = append(all, a)
			}
		}
	}
	return all
}

// addressesOf reads addresses such as 00400000-00bbb000.
func addressesOf(text string) addresses {
	from, to, _ := strings.Cut(text, "-")
	first, err := strconv.ParseUint(from, 16, strconv.IntSize)
	last, err2 := strconv.ParseUint(to, 16, strconv.IntSize)
	if err != nil || err2 != nil {
		return addresses{}
	}
	return addresses{uintptr(first), uintptr(last)}
}
