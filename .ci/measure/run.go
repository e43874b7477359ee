package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// cost is what a run took.
type cost struct{ seconds, cpu, peak float64 } // CPU is user and system; peak is in MB

// runner is a program that does a job, and what its runs took.
type runner struct {
	name    string
	command []string
	runs    []cost
	printed string // what it printed in the first run, if it prints a tally
	tally   bool
}

// measureAll does every job with every program in turn, round after round, so that other
// load on the machine hits all alike, and prints a table.
func measureAll(all []job, programs []string, rounds int) error {
	if len(programs) == 1 {
		fmt.Println("| job | program | speed | CPU | per second | seconds | CPU s | peak MB |\n| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
	} else {
		fmt.Println("| job | program | seconds | CPU s | peak MB |\n| --- | --- | ---: | ---: | ---: |")
	}
	for i := range all {
		j := &all[i]
		var runners []*runner
		if len(programs) == 1 { // two builds are compared with each other only
			for _, p := range j.peers {
				runners = append(runners, &runner{name: p.name, command: p.command, tally: p.tally})
			}
		}
		for _, p := range programs {
			name := "stalkrisk"
			if len(programs) > 1 {
				name = p[len(p)-1:]
			}
			runners = append(runners, &runner{name: name, command: append([]string{p}, j.args...)})
		}
		for range rounds {
			for _, r := range runners {
				if err := r.run(j.times); err != nil {
					return err
				}
			}
		}
		if err := sameTally(runners); err != nil {
			return fmt.Errorf("%s: %w", j.name, err)
		}
		if len(programs) == 1 {
			table(j, runners)
		} else {
			comparison(j, runners)
		}
	}
	fmt.Println()
	return nil
}

// run runs the program so many times and adds what one of them took.
func (r *runner) run(times int) error {
	var sum cost
	for range times {
		cmd := exec.Command(r.command[0], r.command[1:]...)
		var out, said bytes.Buffer
		if r.tally {
			cmd.Stdout = &out
		}
		cmd.Stderr = &said
		began := time.Now()
		if err := cmd.Start(); err != nil {
			return err
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		peak, err := peakUntil(done, cmd.Process.Pid)
		sum.seconds += time.Since(began).Seconds()
		if err != nil {
			return fmt.Errorf("%s: %w: %.300s", r.name, err, said.String())
		}
		sum.cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		sum.peak = max(sum.peak, peak)
		r.printed = out.String()
	}
	n := float64(times)
	r.runs = append(r.runs, cost{sum.seconds / n, sum.cpu / n, sum.peak})
	return nil
}

// peakUntil waits for a program and returns the most memory that it had, in MB, or 0
// where the system does not say. It looks while the program runs: the figure at the end
// includes the memory of whoever started it.
func peakUntil(done <-chan error, pid int) (peak float64, err error) {
	for {
		select {
		case err := <-done:
			return peak, err
		case <-time.After(2 * time.Millisecond):
			b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
			_, rest, _ := strings.Cut(string(b), "VmHWM:")
			kilobytes, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
			n, _ := strconv.ParseFloat(kilobytes, 64)
			peak = max(peak, n/1024)
		}
	}
}

// sameTally returns an error if programs that count the same found something else.
func sameTally(all []*runner) error {
	for _, r := range all {
		if r.tally && r.printed != all[0].printed {
			return fmt.Errorf("%s counted %q, and %s %q", r.name, r.printed, all[0].name, all[0].printed)
		}
	}
	return nil
}

func seconds(c cost) float64 { return c.seconds }
func cpu(c cost) float64     { return c.cpu }
func peak(c cost) float64    { return c.peak }

// table prints what each program took. Speed and CPU are those of the first program, as
// a multiple: half its speed is 0.50.
func table(j *job, all []*runner) {
	for _, r := range all {
		speed, of, rate := "", "", ""
		if len(all) > 1 {
			speed = fmt.Sprintf("%.3g", ratio(r.runs, all[0].runs, seconds))
			of = fmt.Sprintf("%.3g", ratio(all[0].runs, r.runs, cpu))
		}
		if j.units > 0 {
			rate = fmt.Sprintf("%.0f", float64(j.units)/median(r.runs, seconds))
		}
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s | %.0f |\n", j.name, r.name, speed, of, rate, short(median(r.runs, seconds)), short(median(r.runs, cpu)), median(r.runs, peak))
	}
}

// comparison prints what two builds took, and the second as a share of the first.
func comparison(j *job, all []*runner) {
	for _, r := range all {
		fmt.Printf("| %s | %s | %s | %s | %.0f |\n", j.name, r.name, short(median(r.runs, seconds)), short(median(r.runs, cpu)), median(r.runs, peak))
	}
	a, b := all[0].runs, all[1].runs
	fmt.Printf("| %s | B/A | %.3f | %.3f | %.3f |\n", j.name, ratio(a, b, seconds), ratio(a, b, cpu), ratio(a, b, peak))
}

// short writes seconds with three digits that count.
func short(s float64) string {
	return strconv.FormatFloat(s, 'f', max(0, 2-int(math.Floor(math.Log10(max(s, 1e-6))))), 64)
}

func median(runs []cost, of func(cost) float64) float64 {
	var all []float64
	for _, c := range runs {
		all = append(all, of(c))
	}
	return middle(all)
}

// ratio returns the median of b/a, round by round: what slows a round down slows both.
func ratio(a, b []cost, of func(cost) float64) float64 {
	var all []float64
	for i := range a {
		all = append(all, of(b[i])/of(a[i]))
	}
	return middle(all)
}

func middle(all []float64) float64 {
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}
