//go:build unix

package batch_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// built builds the program, and writes a file of n records for it.
func built(tb testing.TB, n int) (bin, file string, size int64) {
	tb.Helper()
	dir := tb.TempDir()
	bin, file = filepath.Join(dir, "stalkrisk"), filepath.Join(dir, "many.ndjson")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/stalkrisk").CombinedOutput(); err != nil {
		tb.Fatalf("building: %v\n%s", err, out)
	}
	text := invented(tb, n)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		tb.Fatal(err)
	}
	return bin, file, int64(len(text))
}

// scoreFile runs the program over a file, and gives the most memory that it
// held, in MB.
func scoreFile(tb testing.TB, bin, file string, workers int) float64 {
	tb.Helper()
	cmd := exec.Command(bin, "score", "--workers", strconv.Itoa(workers), file)
	if out, err := cmd.CombinedOutput(); err != nil && len(out) == 0 {
		tb.Fatal(err)
	}
	kilobytes := float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" { // where it is in bytes
		kilobytes /= 1024
	}
	return kilobytes / 1024
}

// The whole program over a hundred thousand records, start and all.
func BenchmarkHundredThousand(b *testing.B) {
	const n = 100_000
	bin, file, size := built(b, n)
	peak := 0.0
	b.SetBytes(size)
	for b.Loop() {
		cmd := exec.Command(bin, "score", "-o", os.DevNull, file)
		if err := cmd.Run(); err != nil {
			b.Fatal(err)
		}
		peak = max(peak, float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)/1024)
	}
	b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(peak, "peak-MB")
}
