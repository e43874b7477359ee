//go:build unix

package cli

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"stalkrisk/assess/assesstest"
)

// TestMain lets a test run the whole program as a process: this test binary.
func TestMain(m *testing.M) {
	if os.Getenv("STALKRISK_RUN") != "" {
		// The tests repeat a signal until the program ends. One that comes before Main
		// listens must not end it; closing the pipe tells the test to begin.
		signal.Notify(make(chan os.Signal, 1), syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
		os.NewFile(3, "ready").Close()
		os.Exit(Main(assesstest.Files()))
	}
	os.Exit(m.Run())
}

// situation is something that a command waits for and that never comes.
type situation struct {
	name string
	line string // with fifo.yaml or fifo.report.json in the place of an input
	with func(t *testing.T, dir string, cmd *exec.Cmd) (done func())
}

func situations(t *testing.T) (all []situation) {
	known := commands(t)
	for _, path := range slices.Sorted(maps.Keys(known)) {
		how := invocations[path]
		line := path + " " + how.args
		fifo := strings.Replace(line, how.input, strings.NewReplacer("case", "fifo", "sat", "fifo", "logs", "fifo").Replace(how.input), 1)
		switch {
		case how.input != "":
			all = append(all, situation{"an input that nobody writes", fifo, nil}, situation{"an input that does not end", fifo, halfWritten})
		case strings.Contains(line, "--plain"):
			all = append(all, situation{"standard input that does not end", line, waiting}, situation{"questions that nobody reads", line, func(t *testing.T, dir string, cmd *exec.Cmd) func() {
				done := waiting(t, dir, cmd)
				cmd.Stderr = fullPipe(t)
				return done
			}})
			continue
		}
		all = append(all, situation{"a result that nobody reads", line, func(t *testing.T, _ string, cmd *exec.Cmd) func() {
			cmd.Stdout = fullPipe(t)
			return func() {}
		}})
		if known[path].Flags().Lookup("output") != nil {
			all = append(all, situation{"an output that nobody reads", line + " -o ./fifo", nil})
		}
	}
	return append(all,
		situation{"standard input that does not end", "score -", waiting},
		situation{"problems that nobody reads", "score case.yaml --problems ./fifo", nil},
		situation{"incidents that nobody writes", "timeline later.yaml --into case.yaml fifo.yaml", nil},
		situation{"an earlier assessment that nobody writes", "assess new.yaml --plain --from fifo.yaml", nil},
		situation{"assessments that nobody writes", "verify case.report.json --assessments fifo.yaml", nil},
	)
}

// halfWritten writes the beginning of an input, and no end.
func halfWritten(t *testing.T, dir string, _ *exec.Cmd) func() {
	var open []*os.File
	for name, text := range map[string]string{"fifo.yaml": "format: stalkrisk.assessment/1\n", "fifo.report.json": "{\n", "fifo.csv": "reference,text\n", "fifo.age": "age-encryption.org/v1\n"} {
		f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR, 0)
		if err != nil {
			t.Error(err)
			continue
		}
		f.WriteString(text)
		open = append(open, f)
	}
	return func() {
		for _, f := range open {
			f.Close()
		}
	}
}

// waiting keeps the standard input of a command open.
func waiting(t *testing.T, _ string, cmd *exec.Cmd) func() {
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Error(err)
	}
	return func() { in.Close() }
}

// fullPipe returns the end of a pipe to which nothing more can be written.
func fullPipe(t *testing.T) *os.File {
	var p [2]int
	if err := syscall.Pipe(p[:]); err != nil {
		t.Fatal(err)
	}
	syscall.CloseOnExec(p[0])
	syscall.CloseOnExec(p[1])
	syscall.SetNonblock(p[1], true)
	for b := make([]byte, 4096); ; {
		if _, err := syscall.Write(p[1], b); err != nil {
			if len(b) == 1 {
				break
			}
			b = b[:1] // fill it to the last byte
		}
	}
	syscall.SetNonblock(p[1], false)
	t.Cleanup(func() { syscall.Close(p[0]) })
	return os.NewFile(uintptr(p[1]), "a full pipe")
}

// version prepares for signals only where it would wait for whoever reads it.
func TestALineIsTakenAtOnceOrNot(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	full := fullPipe(t)
	defer full.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if !takesALine(w) || !takesALine(file) {
		t.Error("a pipe with room, or a file, does not take a line")
	}
	if takesALine(full) {
		t.Error("a full pipe takes a line")
	}
	if r.Close(); takesALine(w) {
		t.Error("a pipe that nobody can read takes a line")
	}
}

// Whatever a command waits for, each signal ends it: exit code 130, the case as it was,
// and no file left behind.
func TestASignalEndsEveryCommand(t *testing.T) {
	t.Parallel()
	var running sync.WaitGroup
	room := make(chan bool, 8) // they mostly wait
	for i, s := range situations(t) {
		sig := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}[i%3]
		dir := t.TempDir()
		writeFiles(t, dir)
		for _, name := range []string{"fifo", "fifo.age", "fifo.yaml", "fifo.csv", "fifo.report.json"} {
			if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		room <- true
		running.Go(func() {
			defer func() { <-room }()
			stops(t, dir, s, sig)
		})
	}
	running.Wait()
}

// stops runs a command in a situation, sends it a signal until it ends, and checks how
// it ended.
func stops(t *testing.T, dir string, s situation, sig syscall.Signal) {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute) // the computer may be busy
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0], argsIn(dir, s.line)...)
	cmd.Env = append(os.Environ(), "STALKRISK_RUN=1", "XDG_DATA_HOME="+dir, "HOME="+dir)
	if s.with != nil {
		defer s.with(t, dir, cmd)()
	}
	ready, w, err := os.Pipe()
	if err != nil {
		t.Error(err)
		return
	}
	defer ready.Close()
	cmd.ExtraFiles = []*os.File{w}
	err = cmd.Start()
	w.Close()
	if err != nil {
		t.Error(err)
		return
	}
	ready.Read(make([]byte, 1)) // until the program has closed it
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	tick := time.NewTicker(30 * time.Millisecond)
	defer tick.Stop()
	for waits := true; waits; {
		select {
		case <-ended:
			waits = false
		case <-tick.C:
			cmd.Process.Signal(sig)
		}
	}
	if code := cmd.ProcessState.ExitCode(); code != exitStopped {
		t.Errorf("%s (%s), %v: exit code %d (%v), want 130", s.name, s.line, sig, code, cmd.ProcessState)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "case.yaml")); err != nil || string(b) != caseText("A1") {
		t.Errorf("%s (%s): the case was changed", s.name, s.line)
	}
	left(t, dir)
}

// The reader of a pipe that a flag names leaves at once.
func TestAReaderThatLeavesAPipe(t *testing.T) {
	t.Parallel()
	for _, how := range []struct {
		line, made string
		want       int
	}{
		{"score broken.yaml -o ./made.ndjson --problems ./fifo", "made.ndjson", exitInvalid},
		{"score broken.yaml -o ./fifo --problems ./made.ndjson", "made.ndjson", exitInvalid},
		{"timeline ./new.csv --into case.yaml -o ./fifo", "case.yaml", exitDone},
		{"report case.yaml -o ./fifo", "case.yaml", exitDone},
	} {
		dir := t.TempDir()
		writeFiles(t, dir)
		write(t, filepath.Join(dir, "broken.yaml"), caseText("A7")+"more: no\n")
		write(t, filepath.Join(dir, "new.csv"), "case,at,kind\nNP-MARKER,2026-10-01,visit\n")
		fifo := filepath.Join(dir, "fifo")
		if err := syscall.Mkfifo(fifo, 0o600); err != nil {
			t.Fatal(err)
		}
		go func() {
			if f, err := os.Open(fifo); err == nil {
				f.Close()
			}
		}()
		if code, _, said := runIn(t, dir, how.line); code != how.want {
			t.Errorf("%s: exit code %d, want %d: %s", how.line, code, how.want, said)
		}
		b, err := os.ReadFile(filepath.Join(dir, how.made))
		if err != nil || len(b) == 0 || strings.Contains(how.line, "--into") && string(b) == caseText("A1") {
			t.Errorf("%s: %s holds %q, %v", how.line, how.made, b, err)
		}
	}
}

func TestACommandHasLessThanASecondToEnd(t *testing.T) {
	t.Parallel()
	if all := timeToStop + timeToTidy; all > 700*time.Millisecond {
		t.Errorf("%v, and what the system needs on top: a second is the limit", all)
	}
}
