package batch_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// These run the whole program, start-up included, and report the median records a
// second, CPU time and peak memory of all rounds. The first scores a hundred
// thousand records, the second 30 very large ones.
//
// STALKRISK_PROGRAMS may name programs to compare, separated by spaces. They run
// in turn, so that other load on the machine affects all of them. If it is not
// set, the program is built. See .ci/bench.
func BenchmarkHundredThousand(b *testing.B) {
	const n = 100_000
	benchmarkPrograms(b, written(b, n), n)
}

func BenchmarkLargeRecords(b *testing.B) {
	const n = 30
	file := filepath.Join(b.TempDir(), "large.ndjson")
	one := append(sized(newest(b), 60, 5000), '\n')
	if err := os.WriteFile(file, bytes.Repeat(one, n), 0o600); err != nil {
		b.Fatal(err)
	}
	benchmarkPrograms(b, file, n)
}

func benchmarkPrograms(b *testing.B, file string, records int) {
	programs := strings.Fields(os.Getenv("STALKRISK_PROGRAMS"))
	if len(programs) == 0 {
		programs = []string{built(b)}
	}
	runs := make([][]measured, len(programs))
	for b.Loop() {
		for i, bin := range programs {
			runs[i] = append(runs[i], measure(b, bin, file))
		}
	}
	b.ReportMetric(0, "ns/op") // meaningless for several programs together
	for i := range programs {
		report := func(unit string, of func(measured) float64) {
			if len(programs) > 1 {
				unit = fmt.Sprintf("%s-%d", unit, i+1)
			}
			b.ReportMetric(median(runs[i], of), unit)
		}
		report("records/s", func(m measured) float64 { return float64(records) / m.seconds })
		report("CPU-s", func(m measured) float64 { return m.cpu })
		report("peak-MB", func(m measured) float64 { return m.peak })
	}
}

func median(runs []measured, of func(measured) float64) float64 {
	var all []float64
	for _, m := range runs {
		all = append(all, of(m))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// built builds the program.
func built(tb testing.TB) string {
	tb.Helper()
	bin := filepath.Join(tb.TempDir(), "stalkrisk")
	if out, err := exec.Command("go", "build", "-o", bin, "../../cmd/stalkrisk").CombinedOutput(); err != nil {
		tb.Fatalf("building: %v\n%s", err, out)
	}
	return bin
}

// written returns the path of a new file of n records, written a thousand at a time.
func written(tb testing.TB, n int) (file string) {
	tb.Helper()
	file = filepath.Join(tb.TempDir(), "many.ndjson")
	f, err := os.Create(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for i := 0; i < n; i += some {
		if _, err := w.Write(inventedFrom(tb, uint64(i), some)); err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	return file
}

// measured is the cost of one run of the program.
type measured struct{ seconds, cpu, peak float64 } // peak in MB

// measure runs the program over a file. It reads the peak while the program runs,
// because the kernel's final figure includes the memory of the process that started
// it.
func measure(tb testing.TB, bin, file string) (m measured) {
	tb.Helper()
	cmd := exec.Command(bin, "score", "--workers", "2", "--problems", os.DevNull, file)
	start := time.Now()
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
			m.seconds = time.Since(start).Seconds()
			m.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
			return m
		case <-time.After(2 * time.Millisecond):
			m.peak = max(m.peak, highWater(cmd.Process.Pid))
		}
	}
}

// highWater returns the most memory, in MB, that a process has held so far.
func highWater(pid int) float64 {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(b), "VmHWM:")
	kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	n, _ := strconv.ParseFloat(kilobytes, 64)
	return n / 1024
}
