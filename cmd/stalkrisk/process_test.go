//go:build !windows

package main

// Tests that need a whole process: kills, signals, locks, terminals.

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// built is the program as it is shipped, built once.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "stalkrisk-test-")
	if err != nil {
		return "", err
	}
	builtIn = dir
	path := filepath.Join(dir, "stalkrisk")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building: %w\n%s", err, out)
	}
	return path, nil
})

// shipped returns the path of the built program.
func shipped(t testing.TB) string {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// program returns the path of the program with the small questionnaires of the tests
// (see TestMain). Everything else is as shipped.
func program(t testing.TB) string {
	t.Helper()
	path, err := exec.LookPath("smallrisk")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// bubbletea asks the terminal for its colours when it starts, and waits for an answer.
// version must not wait in a terminal that never answers.
func TestVersionInATerminalThatNeverAnswers(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(shipped(t), "version")
	cmd.Env = append(withoutCI(), "TERM=xterm-256color")
	start := time.Now()
	terminal, err := pty.Start(cmd)
	if err != nil {
		t.Fatalf("starting it in a pseudo-terminal: %v", err)
	}
	defer terminal.Close()
	var out bytes.Buffer
	out.ReadFrom(terminal) // ends with an error when the program does
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %v; a second is too long", took)
	}
	if strings.Contains(out.String(), "\x1b") || !strings.HasPrefix(out.String(), "stalkrisk ") {
		t.Errorf("printed %q; want the version and no escape code", out.String())
	}
}

// What termquiet puts in the environment, it must put there before the libraries look.
func TestTheEnvironmentIsQuietBeforeTheLibrariesStart(t *testing.T) {
	t.Parallel()
	trace := initialised(t)
	at := func(name string) int { return slices.Index(trace, name) }
	quiet := at("stalkrisk/cmd/internal/termquiet")
	for _, library := range []string{"github.com/charmbracelet/bubbletea", "github.com/atotto/clipboard"} {
		// clipboard has nothing to initialise on macOS.
		if then := at(library); quiet < 0 || then >= 0 && then < quiet {
			t.Errorf("%s is initialised before termquiet:\n%s", library, trace)
		}
	}
}

// The packages of ours cost nothing when the program starts: the compiler lays out all
// their variables. TestNothingIsComputedBeforeMain, in assess, says where one is not.
func TestNoPackageOfOursComputesAnythingBeforeMain(t *testing.T) {
	t.Parallel()
	for _, name := range initialised(t) {
		if strings.HasPrefix(name, "stalkrisk/") && name != "stalkrisk/cmd/internal/termquiet" {
			t.Errorf("%s computes something before main: see `go tool objdump -s '^%s.init'`; make it in a late.Value, or return it from a function", name, name)
		}
	}
}

// initialised returns the packages that compute something before main, in their order.
func initialised(t *testing.T) (names []string) {
	t.Helper()
	cmd := exec.Command(shipped(t), "version")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace strings.Builder
	cmd.Stderr = &trace
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(trace.String()) {
		if words := strings.Fields(line); len(words) > 1 && words[0] == "init" {
			names = append(names, words[1])
		}
	}
	return names
}

const oneRecord = `{"format":"stalkrisk.assessment/1","id":"A","case":{"reference":"NP-1"},"assessed_at":"2026-11-20T14:03:00Z"}` + "\n"

// Ctrl+C while input is still arriving: score prints how much it read, and leaves no
// part of a results file.
func TestScoreStoppedBySignal(t *testing.T) {
	t.Parallel()
	bin := program(t)
	for _, toFile := range []bool{false, true} {
		dir := t.TempDir()
		args := []string{"score", "--input", "ndjson"}
		if toFile {
			args = append(args, "-o", filepath.Join(dir, "out.ndjson"))
		}
		cmd := exec.Command(bin, args...)
		var said bytes.Buffer
		cmd.Stderr = &said
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in.Write([]byte(oneRecord))
		var first [64]byte
		if toFile {
			waitFor(t, func() bool { // the results so far are in a hidden file beside it
				names, _ := filepath.Glob(filepath.Join(dir, ".stalkrisk-*"))
				info, err := os.Stat(strings.Join(names, ""))
				return err == nil && info.Size() > 0
			})
		} else if _, err := out.Read(first[:]); err != nil || !strings.HasPrefix(string(first[:]), `{"format":"stalkrisk.result/1"`) {
			t.Fatalf("no result while input is still arriving: %v, %q", err, first)
		}
		cmd.Process.Signal(syscall.SIGINT)
		err = cmd.Wait()
		if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 130 {
			t.Errorf("ended with %v, want 130", err)
		}
		if want := "stalkrisk: stopped; 1 record read, 1 of them scored"; !strings.Contains(said.String(), want) {
			t.Errorf("printed %q, want %q", said.String(), want)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("left %v behind", left)
		}
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if done() {
			return
		}
	}
	t.Fatal("waited 20 seconds in vain")
}

// A reader that closes the pipe early is not an error.
func TestScoreIntoAPipeThatCloses(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(program(t), "score", "--input", "ndjson")
	cmd.Stdin = strings.NewReader(strings.Repeat(oneRecord, 5000))
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var first [64]byte
	out.Read(first[:])
	out.Close()
	if err := cmd.Wait(); err != nil || said.Len() > 0 {
		t.Errorf("ended with %v, and printed %q", err, said.String())
	}
}

func withoutCI() (env []string) {
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "CI=") {
			env = append(env, v)
		}
	}
	return env
}

// talk is a running conversation that a test answers line by line.
type talk struct {
	cmd  *exec.Cmd
	in   *os.File
	file string
	said *bytes.Buffer
}

func converse(t *testing.T, bin string) *talk {
	t.Helper()
	return converseIn(t, bin, filepath.Join(t.TempDir(), "case.yaml"))
}

func converseIn(t *testing.T, bin, file string) *talk {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c := &talk{exec.Command(bin, "assess", file, "--plain"), w, file, &bytes.Buffer{}}
	c.cmd.Stdin, c.cmd.Stderr = r, c.said
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.Close()
	return c
}

// until waits until the file holds a text.
func (c *talk) until(t *testing.T, text string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if b, err := os.ReadFile(c.file); err == nil && strings.Contains(string(b), text) {
			return
		}
	}
	t.Fatalf("not saved: %q", text)
}

// exchange lists answers, each with the text that it saves in the file.
var exchange = []struct{ line, saved string }{
	{"y", "safe_to_talk: \"yes\""}, {"s\nn", "near-now:"}, {"He came again.", "He came again."}, {"caller=victim", "caller: victim"},
	{"fear=no", "fear:"}, {"threats=yes", "threats:"}, {"weapon=unknown", "weapon:"}, {"approach=yes", "approach:"},
}

func TestKilledAfterEachSaveEveryAnswerIsInTheFile(t *testing.T) {
	t.Parallel()
	bin := program(t)
	for n := 1; n <= len(exchange); n++ {
		c := converse(t, bin)
		for _, e := range exchange[:n] {
			line := e.line
			if strings.Contains(line, "=") && e.saved == "caller: victim" {
				line = ".\n" + line // the end of the free text
			}
			if _, err := c.in.WriteString(line + "\n"); err != nil {
				t.Fatal(err)
			}
			c.until(t, e.saved)
		}
		c.cmd.Process.Kill()
		c.cmd.Wait()
		b, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range exchange {
			if has := strings.Contains(string(b), e.saved); has != (i < n) {
				t.Errorf("killed after %d answers: %q in the file: %v", n, e.saved, has)
			}
		}
		if out, err := exec.Command(bin, "check", c.file).CombinedOutput(); err != nil && !strings.Contains(string(out), "missing-reference") {
			t.Errorf("killed after %d answers: the file has a fault: %s", n, out)
		}
	}
}

func TestAfterASignalItPrintsHowToContinue(t *testing.T) {
	t.Parallel()
	bin := program(t)
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		c := converse(t, bin)
		c.in.WriteString("y\n")
		c.until(t, "safe_to_talk: \"yes\"")
		c.cmd.Process.Signal(sig)
		c.cmd.Wait()
		if code := c.cmd.ProcessState.ExitCode(); code != 130 {
			t.Errorf("%v: exit code %d, want 130", sig, code)
		}
		if !strings.Contains(c.said.String(), "To continue: stalkrisk assess "+c.file) {
			t.Errorf("%v: no message says how to continue:\n%s", sig, c.said)
		}
	}
}

// nohup runs a program so that it outlives the terminal.
func TestAProgramUnderNohupGoesOnAfterAHangup(t *testing.T) {
	t.Parallel()
	nohup := filepath.Join(t.TempDir(), "nohup")
	if err := os.WriteFile(nohup, []byte("#!/bin/sh\ntrap '' HUP\nexec '"+program(t)+"' \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	c := converse(t, nohup)
	c.in.WriteString("fear=no\n")
	c.until(t, "fear:")
	for range 20 {
		if err := c.cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	c.in.WriteString("weapon=no\n")
	c.until(t, "weapon:")
	if said := c.stops(t); !strings.Contains(said, "(2 questions answered") {
		t.Errorf("at the end:\n%s", said)
	}
}

func TestASecondAssessNamesTheProcessThatHasTheFile(t *testing.T) {
	t.Parallel()
	bin := program(t)
	c := converse(t, bin)
	defer func() { c.cmd.Process.Kill(); c.cmd.Wait() }()
	c.in.WriteString("y\n")
	c.until(t, "safe_to_talk: \"yes\"")
	before, _ := os.ReadFile(c.file)
	second := exec.Command(bin, "assess", c.file, "--plain")
	second.Stdin = strings.NewReader("n\n")
	out, _ := second.CombinedOutput()
	if code := second.ProcessState.ExitCode(); code != 1 {
		t.Errorf("exit code %d, want 1", code)
	}
	if want := "process " + strconv.Itoa(c.cmd.Process.Pid); !strings.Contains(string(out), want) {
		t.Errorf("printed %q; want %q in it", out, want)
	}
	if after, _ := os.ReadFile(c.file); !bytes.Equal(before, after) {
		t.Error("the second assess changed the file")
	}
}

// stops answers q and returns what was said after it.
func (c *talk) stops(t *testing.T) (said string) {
	t.Helper()
	c.in.WriteString("q\n\nq\n\n") // the second q leaves even if the file cannot be written
	c.cmd.Wait()
	_, said, _ = strings.Cut(c.said.String(), "\nStopped. ")
	return said
}

// changed has another program put text in the file.
func (c *talk) changed(t *testing.T, text string, byRename bool) {
	t.Helper()
	path := c.file
	if byRename {
		path += ".part"
	}
	err := os.WriteFile(path, []byte(text), 0o600)
	if err == nil && byRename {
		err = os.Rename(path, c.file)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatAnotherProgramWritesIntoTheFileIsKeptAndSaid(t *testing.T) {
	t.Parallel()
	bin := program(t)
	for _, byRename := range []bool{false, true} {
		c := converse(t, bin)
		c.in.WriteString("y\n")
		c.until(t, "safe_to_talk: \"yes\"")
		theirs := "a colleague's version"
		c.changed(t, theirs, byRename)
		c.in.WriteString("fear=yes\n")
		c.until(t, "fear:")
		c.in.WriteString("weapon=no\n")
		c.until(t, "weapon:")
		said := c.stops(t)
		if b, err := os.ReadFile(c.file + ".other"); string(b) != theirs {
			t.Errorf("the other version holds %q, %v", b, err)
		}
		conversation := strings.Join(strings.Fields(strings.TrimSuffix(c.said.String(), said)), " ")
		if n := strings.Count(conversation, "Another program changed"); n != 1 {
			t.Errorf("it is said %d times in the conversation:\n%s", n, conversation)
		}
		if !strings.Contains(said, "Its version is kept in "+c.file+".other") || !strings.Contains(said, "(2 questions answered, 0 incidents)") {
			t.Errorf("at the end:\n%s", said)
		}
		wantOnlyInFolder(t, c.file, "case.yaml", "case.yaml.other")
	}
}

func wantOnlyInFolder(t *testing.T, file string, names ...string) {
	t.Helper()
	var got []string
	entries, _ := os.ReadDir(filepath.Dir(file))
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder has %q, want %q", got, names)
	}
}

// Another program puts back an old version after the last answer: the last sentence
// must not be about that.
func TestTheLastAnswersAreInTheFileAtTheEnd(t *testing.T) {
	t.Parallel()
	c := converse(t, program(t))
	c.in.WriteString("fear=yes\n")
	c.until(t, "fear:")
	c.changed(t, "an old version", true)
	said := c.stops(t)
	c.until(t, "fear:")
	if !strings.Contains(said, "(1 question answered, 0 incidents)") || !strings.Contains(said, ".other") {
		t.Errorf("at the end:\n%s", said)
	}
}

func TestAFolderThatIsRemovedDuringTheConversation(t *testing.T) {
	t.Parallel()
	bin := program(t)
	for _, back := range []bool{false, true} {
		c := converse(t, bin)
		c.in.WriteString("fear=yes\n")
		c.until(t, "fear:")
		folder := filepath.Dir(c.file)
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		if back { // as a drive that is plugged in again
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
		}
		said := c.stops(t)
		if back {
			c.until(t, "fear:")
			wantOnlyInFolder(t, c.file, "case.yaml")
		}
		if strings.Contains(said, "Every answer is saved") != back || strings.Contains(said, "Nothing is saved in") == back {
			t.Errorf("the folder is back: %t; at the end:\n%s", back, said)
		}
		if !back && (!strings.Contains(said, folder+": no such folder") || strings.Contains(said, "To continue")) {
			t.Errorf("at the end:\n%s", said)
		}
	}
}

// The file cannot be written any more during the conversation: what is entered then is not in it,
// and the last sentence does not say that everything is.
func TestTheLastSentenceCountsWhatCouldNotBeSaved(t *testing.T) {
	t.Parallel()
	c := converse(t, program(t))
	c.in.WriteString("fear=yes\n")
	c.until(t, "fear:")
	folder := filepath.Dir(c.file)
	if err := errors.Join(os.Remove(filepath.Join(folder, ".case.yaml.lock")), os.Mkdir(filepath.Join(folder, ".case.yaml.lock"), 0o700)); err != nil {
		t.Fatal(err)
	}
	c.in.WriteString("weapon=no\n")
	said := c.stops(t)
	if strings.Contains(said, "Every answer is saved") || !strings.Contains(said, "holds only 1 question answered, 0 incidents. What was entered last could not be saved.") {
		t.Errorf("at the end:\n%s", said)
	}
}

// With the lock file removed, a second program could open the case, and one of the two
// overwrote the answers of the other without a word.
func TestTwoConversationsAboutOneCaseLoseNothing(t *testing.T) {
	t.Parallel()
	bin := program(t)
	first := converse(t, bin)
	first.in.WriteString("weapon=no\n")
	first.until(t, "weapon:")
	if err := os.Remove(filepath.Join(filepath.Dir(first.file), ".case.yaml.lock")); err != nil {
		t.Fatal(err)
	}
	second := converseIn(t, bin, first.file)
	second.in.WriteString("approach=yes\n")
	second.until(t, "approach:")
	first.in.WriteString("fear=yes\n")
	ours := &talk{file: first.file + ".other"}
	ours.until(t, "fear:")
	if said := second.stops(t); !strings.Contains(said, "Every answer is saved in "+first.file+" (2 ") {
		t.Errorf("the second program says:\n%s", said)
	}
	said := first.stops(t)
	for _, want := range []string{"Another stalkrisk has opened ", "Every answer is saved in " + first.file + ".other (2 ", "To continue: stalkrisk assess " + first.file + ".other"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said at the end:\n%s", want, said)
		}
	}
	second.until(t, "approach:")
	if b, _ := os.ReadFile(first.file); strings.Contains(string(b), "fear:") {
		t.Error("the first program wrote into the file of the second")
	}
	wantOnlyInFolder(t, first.file, "case.yaml", "case.yaml.other")
	third := converseIn(t, bin, ours.file)
	third.in.WriteString("threats=no\n")
	ours.until(t, "threats:")
	third.stops(t)
}

func TestNewAssessmentsGoToAPrivateFolderUnderTheirID(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	cmd := exec.Command(program(t), "assess", "--plain", "--case", "SECRETCASE")
	cmd.Env = append(os.Environ(), "XDG_DATA_HOME="+data, "HOME="+data, "LocalAppData="+data)
	cmd.Stdin = strings.NewReader("y\n")
	cmd.Run()
	var files []string
	filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files = append(files, path)
		}
		return nil
	})
	if len(files) != 1 || strings.Contains(files[0], "SECRETCASE") {
		t.Fatalf("files: %v; want one, named by its id", files)
	}
	for _, path := range []string{files[0], filepath.Dir(files[0])} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v; only the owner should have access", path, info.Mode(), err)
		}
	}
}
