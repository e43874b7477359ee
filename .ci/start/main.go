// Start measures what short commands cost: how long they take, their CPU time (user and
// system) and the most memory that they hold. A program that only imports the same four
// libraries and prints a line is the floor of `stalkrisk version`.
//
// From the top of the repository: go run ./.ci/start [-rounds N] PROGRAM [OTHER]
//
// All run in turn, in another order each round, so that noise falls on all alike; each
// figure is a median. Each program is copied first: how a file was written decides how
// the system keeps it in memory, and with that up to a third of the time.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// example is an invented case.
const example = `format: stalkrisk.assessment/1
case: {reference: MADE-UP-1, relationship: former_partner}
assessor: {reference: H1, role: call_handler}
assessed_at: 2026-11-20T14:03:00Z
responses:
  stalking: {persistence: "yes", fear: "yes", near-now: "no", weapon: unknown, threats: "yes"}
incidents:
  - {at: 2026-10-01T21:30:00Z, kind: loitering, area: Northshire, note: waited outside}
  - {at: 2026-10-20, kind: visit, area: Northshire}
  - {at: 2026-11-02, kind: visit, area: Eastshire}
  - {at: 2026-11-12, kind: visit, area: Northshire}
`

// cost is what a run took.
type cost struct{ ms, cpu, mb float64 }

func main() {
	rounds := flag.Int("rounds", 200, "how often each command runs")
	flag.Parse()
	if err := compare(flag.Args(), *rounds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compare(programs []string, rounds int) error {
	folder, err := os.MkdirTemp("", "stalkrisk-start-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "case.yaml")
	if err := os.WriteFile(file, []byte(example), 0o600); err != nil {
		return err
	}
	floor := filepath.Join(folder, "floor")
	if said, err := exec.Command("go", "build", "-o", floor, "./.ci/start/floor").CombinedOutput(); err != nil {
		return fmt.Errorf("building the floor: %w: %s", err, said)
	}
	programs = append([]string{floor}, programs...)
	for i, from := range programs {
		programs[i] = filepath.Join(folder, fmt.Sprint(i, "-", filepath.Base(from)))
		if err := copied(from, programs[i]); err != nil {
			return err
		}
	}
	if err := inTurn([]string{"version"}, programs, rounds); err != nil {
		return err
	}
	for _, words := range [][]string{{"score"}, {"report"}, {"report", "--full"}, {"report", "--format", "html"}} {
		if err := inTurn(append(words, file), programs[1:], rounds); err != nil {
			return err
		}
	}
	return nil
}

func copied(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o700)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// inTurn runs a command line with each program and prints the medians, each also as a
// multiple of the first program's.
func inTurn(words, programs []string, rounds int) error {
	runs := make([][]cost, len(programs))
	for range rounds {
		for _, i := range rand.Perm(len(programs)) {
			one, err := run(programs[i], words)
			if err != nil {
				return err
			}
			runs[i] = append(runs[i], one)
		}
	}
	fmt.Println(words[:max(1, len(words)-1)])
	var first cost
	for i, all := range runs {
		of := cost{
			median(all, func(c cost) float64 { return c.ms }),
			median(all, func(c cost) float64 { return c.cpu }),
			median(all, func(c cost) float64 { return c.mb }),
		}
		if i == 0 {
			first = of
		}
		fmt.Printf("  %-24s %6.2f ms (%.2f)  %6.2f ms of CPU (%.2f)  %5.1f MB\n",
			filepath.Base(programs[i]), of.ms, of.ms/first.ms, of.cpu, of.cpu/first.cpu, of.mb)
	}
	return nil
}

// run runs a program once. The memory is at least that of this program, because the
// kernel counts what whoever starts a program has as the program's own.
func run(program string, words []string) (of cost, err error) {
	cmd := exec.Command(program, words...)
	began := time.Now()
	err = cmd.Run()
	of.ms = float64(time.Since(began).Microseconds()) / 1000
	if err != nil {
		return of, fmt.Errorf("%s %v: %w", program, words, err)
	}
	of.cpu = float64((cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Microseconds()) / 1000
	of.mb = float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
	return of, nil
}

func median(runs []cost, of func(cost) float64) float64 {
	var all []float64
	for _, c := range runs {
		all = append(all, of(c))
	}
	slices.Sort(all)
	return all[len(all)/2]
}
