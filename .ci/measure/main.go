// Program measure repeats what `stalkrisk help scoring` says about speed, and compares two
// builds. .ci/bench runs it and says how.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// settings are what the command line says.
type settings struct {
	rounds  int
	share   int // of the records, files and rows: 1 in so many
	only    *regexp.Regexp
	records string // a file of records to score, one a line; "" to make some up
}

func run() error {
	var s settings
	flag.IntVar(&s.rounds, "rounds", 5, "how often each program runs")
	flag.IntVar(&s.share, "share", 1, "use 1 in `N` of the records, files and rows, to be quick")
	only := flag.String("only", ".", "only the jobs whose name has this `pattern`")
	flag.StringVar(&s.records, "records", "", "score this `file` of records, one a line, and not made-up ones")
	flag.Parse()
	var err error
	if s.only, err = regexp.Compile(*only); err != nil {
		return err
	}
	if flag.NArg() > 2 || s.rounds < 1 || s.share < 1 {
		return errors.New("name no program, one, or two to compare")
	}
	folder, err := os.MkdirTemp("", "stalkrisk-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	programs, err := prepare(folder, flag.Args())
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d cores, %s, %d rounds, medians\n\n", runtime.GOARCH, runtime.NumCPU(), runtime.Version(), s.rounds)
	all, err := jobs(folder, &s)
	if err != nil {
		return err
	}
	if err := measureAll(all, programs, s.rounds); err != nil {
		return err
	}
	if len(programs) == 1 && s.only.MatchString("parts") {
		return parts()
	}
	return nil
}

// prepare copies the programs, or builds the one of this source.
func prepare(folder string, named []string) (programs []string, err error) {
	if len(named) == 0 {
		to := filepath.Join(folder, "A")
		return []string{to}, build("./cmd/stalkrisk", to)
	}
	for i, from := range named {
		to := filepath.Join(folder, string(rune('A'+i)))
		if err := copied(from, to); err != nil {
			return nil, err
		}
		programs = append(programs, to)
	}
	return programs, nil
}

// build builds a program and puts a copy of it in place.
func build(what, to string) error {
	built := to + ".built"
	if said, err := exec.Command("go", "build", "-o", built, what).CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", what, err, said)
	}
	defer os.Remove(built)
	return copied(built, to)
}

// copied writes a program once more. How a file was written decides how the system keeps it in
// memory, and so how fast it starts: all that are compared are written in the same way.
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

// parts runs the Go benchmarks of what a whole program hides.
func parts() error {
	for _, of := range [][2]string{
		{"./assess/batch", "Reader|Scorer|Writer|PerItem"}, {"./assess/siftfile", "."}, {"./cmd/internal/screen", "Key"},
	} {
		cmd := exec.Command("go", "test", of[0], "-run", "^$", "-bench", of[1], "-benchtime", "2s")
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			return err
		}
	}
	return nil
}
