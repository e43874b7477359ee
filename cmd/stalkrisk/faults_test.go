//go:build faults && !windows

package main

// What .ci/faults runs: kills at random moments, and faults of the disk, in
// conversations on the screen and in line mode. After each, three things must be so:
// every answer that was confirmed is in the file, what was said of the file is true,
// and no other file is left.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
)

const (
	linesKilled, screensKilled = 800, 250
	faultVariable              = "STALKRISK_TEST_FAULT"
	countsVariable             = "STALKRISK_TEST_COUNTS"
)

// init makes the operations of the disk fail in the program that the tests start: the
// variable holds the operation, the error, the first call that fails, and how many do.
func init() {
	spec := strings.Split(os.Getenv(faultVariable), ",")
	if len(spec) != 4 {
		return
	}
	errno, _ := strconv.Atoi(spec[1])
	first, _ := strconv.Atoi(spec[2])
	many, _ := strconv.Atoi(spec[3])
	var calls atomic.Int32
	assessmentfile.Fault(func(what string) error {
		if what != spec[0] {
			return nil
		}
		if n := int(calls.Add(1)); n < first || n >= first+many {
			return nil
		}
		return syscall.Errno(errno)
	})
}

// counts are the figures of the last line.
var counts struct{ kills, inFile, faults, answers, notRecorded atomic.Int64 }

func TestKillsAndFaults(t *testing.T) {
	program(t)
	t.Run("all", func(t *testing.T) {
		const atOnce = 6
		for n := range atOnce {
			t.Run(fmt.Sprint("killed in line mode ", n), func(t *testing.T) { t.Parallel(); killLines(t, linesKilled/atOnce+1) })
			t.Run(fmt.Sprint("killed on the screen ", n), func(t *testing.T) { t.Parallel(); killScreens(t, screensKilled/atOnce+1) })
		}
		for _, what := range []string{"open", "write", "chmod", "sync the file", "sync the folder", "rename", "lock"} {
			t.Run("faults of "+what, func(t *testing.T) { t.Parallel(); faultsOf(t, what) })
		}
	})
	line := fmt.Sprintf("%d kills: %d confirmed answers, all in the file; %d faults: %d answers recorded and %d refused, each as it was said; no other file left",
		counts.kills.Load(), counts.inFile.Load(), counts.faults.Load(), counts.answers.Load(), counts.notRecorded.Load())
	if t.Failed() {
		line = "FAILED after " + line
	}
	if err := os.WriteFile(os.Getenv(countsVariable), []byte(line+"\n"), 0o600); err != nil {
		t.Error(err)
	}
}

// state is what a file holds, as far as these tests enter anything.
type state struct {
	answers   map[string]assess.Answer
	notes     string
	incidents int
}

// stateOf reads a file; there is none before the first save.
func stateOf(t *testing.T, path string) state {
	t.Helper()
	s := state{answers: map[string]assess.Answer{}}
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return s
	}
	rec := assessmentfile.One(assessmentfile.Read(path, b))
	if err != nil || !rec.Scorable {
		t.Fatalf("%s cannot be read: %v, %v", path, err, rec.Problems)
	}
	for _, sheet := range rec.Assessment.Responses {
		for _, r := range sheet.Items {
			s.answers[r.Item] = r.Answer
			s.notes += strings.ReplaceAll(r.Note, "\n", "")
		}
	}
	s.incidents = len(rec.Assessment.Incidents)
	return s
}

// action is one line of line mode, and what it does to the state.
type action struct {
	line string
	do   func(*state)
}

var unique atomic.Int64

// randomAction returns one of so many sorts of action. The last sort is an incident,
// which is saved field by field.
func randomAction(sorts int) action {
	n := unique.Add(1)
	switch sorts - 1 - rand.IntN(sorts) {
	case 5:
		return action{"i 2026-11-01, visit, the gate", func(s *state) { s.incidents++ }}
	case 1:
		words := fmt.Sprintf("<words %d>", n)
		return action{"+ " + words, func(s *state) { s.notes += words }}
	}
	items := []string{"fear", "weapon", "approach", "threats", "intrusion", "life-changed", "persistence"}
	item, answer := items[rand.IntN(len(items))], []assess.Answer{"yes", "no", "unknown"}[rand.IntN(3)]
	return action{item + "=" + string(answer), func(s *state) { s.answers[item] = answer }}
}

func (s state) clone() state {
	c := state{answers: map[string]assess.Answer{}, notes: s.notes, incidents: s.incidents}
	for k, v := range s.answers {
		c.answers[k] = v
	}
	return c
}

// lost returns what of s is not in a file; "" if it is all there.
func (s state) lost(file state) string {
	for item, answer := range s.answers {
		if file.answers[item] != answer {
			return fmt.Sprintf("%s is %q, not %q", item, file.answers[item], answer)
		}
	}
	for _, words := range strings.SplitAfter(s.notes, ">") {
		if !strings.Contains(file.notes, words) {
			return words
		}
	}
	if file.incidents < s.incidents {
		return fmt.Sprintf("%d of %d incidents", file.incidents, s.incidents)
	}
	return ""
}

// teller is a conversation in line mode whose every prompt is waited for.
type teller struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  io.Reader
	said bytes.Buffer
	path string
}

func tell(t *testing.T, path string, env ...string) *teller {
	t.Helper()
	x := &teller{cmd: exec.Command(program(t), "assess", path, "--plain"), path: path}
	x.cmd.Env = append(os.Environ(), env...)
	var err error
	if x.in, err = x.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if x.out, err = x.cmd.StderrPipe(); err != nil {
		t.Fatal(err)
	}
	if err := x.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return x
}

// prompted waits for the next prompt and returns what was said before it; false if the
// program ended.
func (x *teller) prompted() (said string, ok bool) {
	from := x.said.Len()
	for b := make([]byte, 4096); ; {
		if bytes.HasSuffix(x.said.Bytes()[from:], []byte("\n> ")) {
			return x.said.String()[from:], true
		}
		n, err := x.out.Read(b)
		x.said.Write(b[:n])
		if err != nil {
			return x.said.String()[from:], false
		}
	}
}

// stops stops the conversation, and waits for its end.
func (x *teller) stops() {
	io.WriteString(x.in, "q\n\nq\n\n") // the second q leaves without the file, if it must
	x.in.Close()
	io.Copy(&x.said, x.out)
	x.cmd.Wait()
}

func killLines(t *testing.T, kills int) {
	dir := t.TempDir()
	for n := 0; n < kills && !t.Failed(); {
		path := filepath.Join(dir, fmt.Sprintf("case%d.%s", n, []string{"yaml", "json"}[n%2]))
		confirmed := state{answers: map[string]assess.Answer{}}
		for range 20 {
			n++
			killLine(t, path, &confirmed)
		}
		wantOrderlyEnd(t, path)
	}
}

// killLine continues the case until a kill at a random moment, and checks what is left.
func killLine(t *testing.T, path string, confirmed *state) {
	t.Helper()
	x := tell(t, path)
	kill := func() { x.cmd.Process.Kill() }
	after := time.Duration(rand.IntN(100_000)) * time.Microsecond
	fromTheStart := rand.IntN(5) == 0 // while it locks and reads the file
	if fromTheStart {
		time.AfterFunc(after, kill)
	}
	_, asked := x.prompted()
	if !fromTheStart {
		time.AfterFunc(after, kill)
	}
	begun := confirmed.clone()
	for answered := false; asked; {
		a := randomAction(6)
		if !answered && strings.HasPrefix(a.line, "+") { // there is nothing yet to note on
			continue
		}
		begun = confirmed.clone()
		a.do(&begun)
		io.WriteString(x.in, a.line+"\n")
		var said string
		if said, asked = x.prompted(); asked {
			if strings.Contains(said, "Not saved") {
				t.Fatalf("not saved, with nothing wrong: %s", said)
			}
			*confirmed = begun
			answered = answered || strings.Contains(a.line, "=")
			counts.inFile.Add(1)
		}
	}
	x.cmd.Wait()
	counts.kills.Add(1)
	file := stateOf(t, path)
	if what := confirmed.lost(file); what != "" {
		if begun.lost(file) != "" { // the answer that was being given may have replaced one
			t.Fatalf("a confirmed answer is lost: %s", what)
		}
	}
	*confirmed = file
}

// wantOrderlyEnd ends a conversation as a person does, and checks the last sentence and
// that no other file is left.
func wantOrderlyEnd(t *testing.T, path string) {
	t.Helper()
	x := tell(t, path)
	x.stops()
	wantTrue(t, path, x.said.String())
	wantAlone(t, path)
}

var saidSaved = regexp.MustCompile(`(?:Every answer is saved in (\S+) \(|(\S+) holds only )(\d+) questions? answered, (\d+) incidents?`)

// wantTrue checks the last sentence against the file.
func wantTrue(t *testing.T, path, said string) {
	t.Helper()
	parts := saidSaved.FindAllStringSubmatch(said, -1)
	switch {
	case len(parts) == 1:
		file := stateOf(t, parts[0][1]+parts[0][2])
		if got := fmt.Sprint(len(file.answers), " ", file.incidents); got != parts[0][3]+" "+parts[0][4] {
			t.Fatalf("a false last sentence: the file has %s:\n%s", got, said)
		}
	case strings.Contains(said, "Nothing is saved in"), strings.Contains(said, "stalkrisk: hint: "): // before the first question
		if file := stateOf(t, path); len(file.answers) > 0 {
			t.Fatalf("a false last sentence: the file has %d answers:\n%s", len(file.answers), said)
		}
	default:
		t.Fatalf("no last sentence:\n%s", said)
	}
}

// wantAlone checks that nothing of the case is beside the file.
func wantAlone(t *testing.T, path string) {
	t.Helper()
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range names {
		if e.Name() != filepath.Base(path) && strings.Contains(e.Name(), filepath.Base(path)) {
			t.Fatalf("%s is left", e.Name())
		}
	}
}

var shownAnswered = regexp.MustCompile(`Answered (\d+) of`)

// killScreens presses keys on the screen until a kill at a random moment. The number of
// answers that the screen showed last must be in the file.
func killScreens(t *testing.T, kills int) {
	dir := t.TempDir()
	for n := 0; n < kills && !t.Failed(); {
		path := filepath.Join(dir, fmt.Sprintf("case%d.yaml", n))
		for range 10 {
			n++
			before := stateOf(t, path)
			t.Run("kill", func(t *testing.T) {
				shown := monkey(t, path, time.Duration(rand.IntN(1500))*time.Millisecond)
				file := stateOf(t, path)
				if shown > len(file.answers) {
					t.Errorf("the screen showed %d answers, the file has %d", shown, len(file.answers))
				}
				for item := range before.answers {
					if file.answers[item] == "" {
						t.Errorf("the answer to %s is gone", item)
					}
				}
				counts.kills.Add(1)
				counts.inFile.Add(int64(shown))
			})
		}
		wantOrderlyEnd(t, path)
	}
}

// monkey presses keys for a time, kills the program, and returns how many answers the
// screen showed last.
func monkey(t *testing.T, path string, long time.Duration) (shown int) {
	x := openWindow(t, 80, 24, nil, "assess", path)
	ended := time.Now().Add(long + 100*time.Millisecond)
	for time.Now().Before(ended) {
		x.pty.WriteString([]string{"y", "n", "u", "1", "2", "\t"}[rand.IntN(6)])
		time.Sleep(time.Duration(rand.IntN(int(min(long, 250*time.Millisecond)) + 1)))
	}
	x.cmd.Process.Kill()
	x.cmd.Wait()
	x.pty.Close()
	<-x.done
	if found := shownAnswered.FindStringSubmatch(x.said()); found != nil {
		shown, _ = strconv.Atoi(found[1])
	}
	return shown
}

var errnos = []syscall.Errno{syscall.ENOSPC, syscall.EIO, syscall.EPERM, syscall.EROFS, syscall.ENOLCK}

// faultsOf has an operation fail at its first call, or in the middle, once or for ever.
func faultsOf(t *testing.T, what string) {
	for _, errno := range errnos {
		for _, first := range []int{1, 2, 4, 7} {
			for _, many := range []int{1, 1000} {
				dir := t.TempDir()
				path := filepath.Join(dir, "case.yaml")
				fault := fmt.Sprintf("%s=%s,%d,%d,%d", faultVariable, what, errno, first, many)
				said := faultLines(t, path, fault)
				counts.faults.Add(1)
				if t.Failed() {
					t.Fatalf("with %s:\n%s", fault, said)
				}
			}
		}
		t.Run("on the screen", func(t *testing.T) { faultScreen(t, what, errno) })
	}
}

// faultLines has a conversation in line mode, and compares after every line what was
// said with what is in the file.
func faultLines(t *testing.T, path, fault string) string {
	x := tell(t, path, fault)
	confirmed := state{answers: map[string]assess.Answer{}}
	_, asked := x.prompted()
	for n, answered := 0, false; asked && n < 8; {
		a := randomAction(5)
		if !answered && strings.HasPrefix(a.line, "+") {
			continue
		}
		n++
		next := confirmed.clone()
		a.do(&next)
		io.WriteString(x.in, a.line+"\n")
		var said string
		said, asked = x.prompted()
		file := stateOf(t, path)
		if strings.Contains(said, "Not saved") {
			counts.notRecorded.Add(1)
			if file.incidents > confirmed.incidents || len(file.notes) > len(confirmed.notes) || len(file.answers) > len(confirmed.answers) {
				t.Errorf("%q was not saved, so it said, but it is in the file", a.line)
			}
		} else {
			counts.answers.Add(1)
			confirmed, answered = next, answered || strings.Contains(a.line, "=")
		}
		if what := confirmed.lost(file); what != "" {
			t.Errorf("a confirmed answer is not in the file: %s", what)
		}
	}
	x.stops()
	wantTrue(t, path, x.said.String())
	if what := confirmed.lost(stateOf(t, path)); what != "" {
		t.Errorf("a confirmed answer is not in the file at the end: %s", what)
	}
	if code := x.cmd.ProcessState.ExitCode(); code != 1 && code != 130 {
		t.Errorf("the exit code is %d", code)
	}
	wantAlone(t, path)
	return x.said.String()
}

// faultScreen has the operation fail for ever from its fifth call, while keys are
// pressed on the screen, and compares the end.
func faultScreen(t *testing.T, what string, errno syscall.Errno) {
	path := filepath.Join(t.TempDir(), "case.yaml")
	x := openWindow(t, 80, 24, []string{fmt.Sprintf("%s=%s,%d,5,1000", faultVariable, what, errno)}, "assess", path)
	var over sync.WaitGroup
	over.Go(func() { x.cmd.Wait() })
	for range 6 {
		for _, key := range []string{"y", "n", "u", "\t"} {
			x.pty.WriteString(key)
			time.Sleep(130 * time.Millisecond)
		}
	}
	for range 2 { // the second time leaves without the file
		x.pty.WriteString("\x03")
		time.Sleep(200 * time.Millisecond)
	}
	over.Wait()
	<-x.done
	counts.faults.Add(1)
	wantTrue(t, path, x.leftBehind())
	wantAlone(t, path)
}
