package cli

import (
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func TestOnlyCodeOfFilesIsForgotten(t *testing.T) {
	t.Parallel()
	maps := `00400000-00bbb000 r-xp 00000000 fe:00 10216857                           /opt/stalk risk/stalkrisk
00bbb000-014a8000 r--p 007bb000 fe:00 10216857                           /opt/stalk risk/stalkrisk
014a8000-0156c000 rw-p 010a8000 fe:00 10216857                           /opt/stalk risk/stalkrisk
01570000-01580000 rwxp 00000000 fe:00 10216857                           /opt/stalk risk/stalkrisk
3ad9400000-3ad9800000 rw-p 00000000 00:00 0 
3ad9800000-3ad9900000 r-xp 00000000 00:00 0 
7f46e000-7f584000 r-xp 00026000 fe:00 326269                     /usr/lib/libc.so.6
7ffd0000-7ffd2000 r-xp 00000000 00:00 0                          [vdso]
ff600000-ff601000 --xp 00000000 00:00 0                  [vsyscall]
`
	want := []addresses{{0x400000, 0xbbb000}, {0x7f46e000, 0x7f584000}}
	if got := codeOf(maps); !slices.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
}

// All code of this program is brought into memory first. Then most is given back, and the
// program still runs: this test does.
func TestForgetStartGivesMemoryBack(t *testing.T) {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Skip(err)
	}
	for _, c := range codeOf(string(maps)) {
		if _, _, no := syscall.Syscall(syscall.SYS_MADVISE, c.from, c.to-c.from, unix.MADV_POPULATE_READ); no != 0 {
			t.Skip(no) // before Linux 5.14
		}
	}
	before := codeInMemory(t)
	forgetStart()
	if after := codeInMemory(t); after > before/2 {
		t.Errorf("%d kB of code are in memory, and %d were before", after, before)
	}
}

// codeInMemory returns how many kB of the code of this program are in memory.
func codeInMemory(t *testing.T) (kB int) {
	t.Helper()
	smaps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	here := reflect.ValueOf(forgetStart).Pointer()
	code := false
	for line := range strings.Lines(string(smaps)) {
		f := strings.Fields(line)
		if strings.Contains(f[0], "-") {
			code = slices.ContainsFunc(codeOf(line), func(a addresses) bool { return a.from <= here && here < a.to })
		} else if code && f[0] == "Rss:" {
			kB, _ = strconv.Atoi(f[1])
		}
	}
	if kB == 0 {
		t.Fatal("the code is not found")
	}
	return kB
}
