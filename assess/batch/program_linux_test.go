package batch_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// built builds the program.
func built(tb testing.TB) string {
	tb.Helper()
	bin := filepath.Join(tb.TempDir(), "stalkrisk")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/stalkrisk").CombinedOutput(); err != nil {
		tb.Fatalf("building: %v\n%s", err, out)
	}
	return bin
}

// written writes a file of n records, a thousand at a time.
func written(tb testing.TB, n int) (file string, size int64) {
	tb.Helper()
	file = filepath.Join(tb.TempDir(), "many.ndjson")
	f, err := os.Create(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for i := 0; i < n; i += some {
		text := inventedFrom(tb, uint64(i), some)
		size += int64(len(text))
		if _, err := w.Write(text); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	return file, size
}

// peak runs the program over a file, and gives the most memory that it held, in
// MB. The kernel is asked while it runs: what it says afterwards counts the
// memory of the process that started it.
func peak(tb testing.TB, bin, file string) (mb float64) {
	tb.Helper()
	cmd := exec.Command(bin, "score", "--workers", "2", "--problems", os.DevNull, file)
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for {
		select {
		case err := <-done:
			if exit, ok := err.(*exec.ExitError); err != nil && !(ok && exit.ExitCode() == 3) {
				tb.Fatal(err)
			}
			return mb
		case <-time.After(2 * time.Millisecond):
			mb = max(mb, highWater(cmd.Process.Pid))
		}
	}
}

// highWater gives the most memory, in MB, that a process has held so far.
func highWater(pid int) float64 {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.ParseFloat(kilobytes, 64)
	return n / 1024
}

// Memory does not grow with the input, nor beyond the bound with records that are
// as large as they may be.
func TestMemoryIsFlat(t *testing.T) {
	const most = 32 // MB
	bin := built(t)
	many, _ := written(t, 20_000)
	large := filepath.Join(t.TempDir(), "large.ndjson")
	one := append(sized(newest(t), 60, 5000), '\n')
	if err := os.WriteFile(large, bytes.Repeat(one, 30), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{many, large} {
		if mb := peak(t, bin, file); mb > most || mb < 1 {
			t.Errorf("%s: %.0f MB, want at most %d", filepath.Base(file), mb, most)
		}
	}
}

// The whole program over a hundred thousand records, start and all.
func BenchmarkHundredThousand(b *testing.B) {
	const n = 100_000
	bin := built(b)
	file, size := written(b, n)
	most := 0.0
	b.SetBytes(size)
	for b.Loop() {
		most = max(most, peak(b, bin, file))
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(most, "peak-MB")
}
