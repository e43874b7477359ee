package cli

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// Anything else would be lost, if its memory were given back.
func TestOnlyWhatIsAsInAFileIsForgotten(t *testing.T) {
	t.Parallel()
	const program = " 007bb000 fe:00 10216857                           /opt/stalk risk/stalkrisk\n"
	smaps := func(mapping, anonymous, swap string) string {
		return mapping + "Size:                 80 kB\nRss:                  60 kB\nAnonymous:            " + anonymous + " kB\nKSM: 0 kB\nSwap:                 " + swap + " kB\nSwapPss:               0 kB\nVmFlags: rd ex mr mw me\n"
	}
	for _, test := range []struct {
		name, mapping, anonymous, swap string
		forgotten                      bool
	}{
		{"code", "00400000-00bbb000 r-xp" + program, "0", "0", true},
		{"constants", "00400000-00bbb000 r--p" + program, "0", "0", true},
		{"code of a library", "7f46e000-7f584000 r-xp 00026000 fe:00 326269 /usr/lib/libc.so.6\n", "0", "0", true},
		{"changed before it was protected", "00400000-00bbb000 r--p" + program, "4", "0", false},
		{"changed and moved out", "00400000-00bbb000 r--p" + program, "0", "4", false},
		{"may be written to", "00400000-00bbb000 rw-p" + program, "0", "0", false},
		{"code that may be written to", "00400000-00bbb000 rwxp" + program, "0", "0", false},
		{"shared with other programs", "00400000-00bbb000 r--s" + program, "0", "0", false},
		{"of no file", "00400000-00bbb000 r-xp 00000000 00:00 0 \n", "0", "0", false},
		{"of the system", "7ffd0000-7ffd2000 r-xp 00000000 00:00 0 [vdso]\n", "0", "0", false},
		{"without addresses", "00400000+00bbb000 r-xp" + program, "0", "0", false},
	} {
		of := smaps(test.mapping, test.anonymous, test.swap)
		other := smaps("01400000-01bbb000 rw-p"+program, "0", "0")
		if got := unchanged(other + of + other); (len(got) == 1) != test.forgotten || len(got) > 1 {
			t.Errorf("%s: %x", test.name, got)
		}
		if got := unchanged(strings.ReplaceAll(of, "Swap:", "Swapped:")); got != nil {
			t.Errorf("%s: %x, though nothing says whether it was moved out", test.name, got)
		}
	}
	if got := unchanged(smaps("00400000-00bbb000 r-xp"+program, "0", "0")); !slices.Equal(got, []addresses{{0x400000, 0xbbb000}}) {
		t.Errorf("%x", got)
	}
}

// All of the file of this program is brought into memory first. Then most is given back,
// and the program still runs: this test does.
func TestForgetStartGivesMemoryBack(t *testing.T) {
	for _, a := range unchanged(ownMaps(t)) {
		if _, _, no := syscall.Syscall(syscall.SYS_MADVISE, a.from, a.to-a.from, unix.MADV_POPULATE_READ); no != 0 {
			t.Skip(no) // before Linux 5.14
		}
	}
	before := unchangedInMemory(t)
	forgetStart()
	if after := unchangedInMemory(t); after > before/2 {
		t.Errorf("%d kB are in memory, and %d were before", after, before)
	}
}

func ownMaps(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	return string(b)
}

// unchangedInMemory returns how many kB are in memory that are as in a file.
func unchangedInMemory(t *testing.T) (kB int) {
	t.Helper()
	smaps := ownMaps(t)
	all, counts := unchanged(smaps), false
	for line := range strings.Lines(smaps) {
		f := strings.Fields(line)
		if strings.Contains(f[0], "-") {
			counts = slices.Contains(all, addressesOf(f[0]))
		} else if counts && f[0] == "Rss:" {
			n, _ := strconv.Atoi(f[1])
			kB += n
		}
	}
	if kB == 0 {
		t.Fatal("nothing is found")
	}
	return kB
}
