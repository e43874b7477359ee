//go:build !windows

package main

// Tests of the full screen as a person sees it: whole interviews in a pseudo-terminal,
// and every way of leaving one.

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"github.com/hinshun/vt10x"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// window is a program in a terminal window.
type window struct {
	t    *testing.T
	cmd  *exec.Cmd
	pty  *os.File
	vt   vt10x.Terminal
	mu   sync.Mutex
	raw  bytes.Buffer // everything written to the terminal
	done chan struct{}
	last string // the last key pressed
}

// patience is how long a test waits for something to appear.
const patience = 10 * time.Second

// openWindow starts the program in a window of w by h cells.
func openWindow(t *testing.T, w, h int, env []string, args ...string) *window {
	t.Helper()
	x := &window{t: t, cmd: exec.Command(program(t), args...), vt: vt10x.New(), done: make(chan struct{})} // 80 by 24
	if w > 0 && h > 0 && w < 500 {
		x.vt.Resize(w, h)
	}
	x.cmd.Env = append(append(os.Environ(), "CI=1", "TERM=xterm-256color", "NO_COLOR="), env...)
	f, err := pty.StartWithSize(x.cmd, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)})
	if err != nil {
		t.Fatalf("starting it in a pseudo-terminal: %v", err)
	}
	x.pty = closable(t, f)
	f = x.pty
	t.Cleanup(func() { f.Close(); x.cmd.Process.Kill() })
	go func() {
		defer close(x.done)
		b := make([]byte, 32<<10)
		for {
			n, err := f.Read(b)
			x.mu.Lock()
			x.raw.Write(b[:n])
			x.mu.Unlock()
			x.vt.Write(b[:n])
			if err != nil {
				return
			}
		}
	}()
	return x
}

// closable returns the same end of the pseudo-terminal as a file whose Close takes
// effect at once, as closing a window does, without waiting for the reader.
func closable(t *testing.T, f *os.File) *os.File {
	t.Helper()
	syscall.ForkLock.RLock()
	fd, err := syscall.Dup(int(f.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
	}
	syscall.ForkLock.RUnlock()
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	return os.NewFile(uintptr(fd), "window")
}

// said returns what the window shows: the page in one line, then the panel.
func (x *window) said() string {
	var page, panel []string
	for _, l := range strings.Split(x.vt.String(), "\n") {
		left, right, _ := strings.Cut(l, " │ ")
		page, panel = append(page, strings.Fields(left)...), append(panel, strings.Fields(right)...)
	}
	return strings.Join(append(page, panel...), " ")
}

// sees waits until the window has shown every text.
func (x *window) sees(texts ...string) {
	x.t.Helper()
	for _, text := range texts {
		if !wait(func() bool { return strings.Contains(x.said(), text) }) {
			x.t.Fatalf("not shown: %q\n%s", text, x.vt.String())
		}
	}
}

// written returns everything written to the terminal so far.
func (x *window) written() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.raw.String()
}

// wrote waits until a text has been written, even if it has scrolled away.
func (x *window) wrote(text string) {
	x.t.Helper()
	if !wait(func() bool { return strings.Contains(x.written(), text) }) {
		x.t.Fatalf("not written: %q\n%s", text, x.written())
	}
}

func wait(is func() bool) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if is() {
			return true
		}
	}
	return false
}

// types sends keys without waiting.
func (x *window) types(keys string) {
	x.t.Helper()
	if _, err := x.pty.WriteString(keys); err != nil {
		x.t.Fatal(err)
	}
}

// atAPace waits as long as a person who looks before pressing key. The program refuses
// a key that comes too soon, refuses the last key again for longer, and takes letters
// that come soon after an answer or a command for words.
func (x *window) atAPace(key string) {
	switch last := x.last; {
	case key == last:
		time.Sleep(800 * time.Millisecond)
	case len(last) == 1 && last > " " && key[0] > ' ' && !(plain(last) && plain(key)):
		time.Sleep(550 * time.Millisecond)
	default:
		time.Sleep(150 * time.Millisecond)
	}
	x.last = key
}

// plain reports whether a key is one of the answers that may follow each other at once.
func plain(key string) bool { return len(key) == 1 && strings.Contains("ynud", key) }

// writes types into a field that has just appeared, and waits until the text shows.
func (x *window) writes(text string) {
	x.t.Helper()
	x.atAPace(text)
	x.types(text)
	x.sees(text)
}

// press presses a key and waits until the window shows then. On a busy machine a key
// may still come too early for the program. If the message that says so stays for a
// second, press presses the key again.
func (x *window) press(key, then string) {
	x.t.Helper()
	refused := func() bool {
		return strings.Contains(x.said(), "Too quick: not recorded")
	}
	for range 5 {
		x.atAPace(key)
		x.types(key)
		since := time.Now()
		if !wait(func() bool {
			if refused() {
				return time.Since(since) > time.Second
			}
			since = time.Now()
			return strings.Contains(x.said(), then)
		}) || !refused() {
			break
		}
	}
	x.sees(then)
}

// goTo goes to a question by its id.
func (x *window) goTo(id, then string) {
	x.t.Helper()
	x.press("/", "Find:")
	x.types(id)
	x.sees("Find: " + id + "_")
	x.press("\r", then)
}

func (x *window) resize(w, h int) {
	x.t.Helper()
	x.vt.Resize(w, h)
	if err := pty.Setsize(x.pty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)}); err != nil {
		x.t.Fatal(err)
	}
}

// ends waits for the program to end and returns its exit code.
func (x *window) ends() int {
	x.t.Helper()
	over := make(chan error, 1)
	go func() { over <- x.cmd.Wait() }()
	select {
	case <-over:
		<-x.done
		return x.cmd.ProcessState.ExitCode()
	case <-time.After(patience):
		x.t.Fatalf("did not end:\n%s", x.vt.String())
		return 0
	}
}

// leftBehind returns the text that stays in the scroll-back: everything written outside
// the alternate screen.
func (x *window) leftBehind() string {
	var out strings.Builder
	for i, part := range strings.Split(x.written(), "\x1b[?1049h") {
		_, after, found := strings.Cut(part, "\x1b[?1049l")
		switch {
		case i == 0:
			out.WriteString(part)
		case found:
			out.WriteString(after)
		}
	}
	return out.String()
}

const esc = "\x1b"

func TestWholeInterviewInATerminal(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{120, 40}, {80, 24}, {60, 16}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			wholeInterview(t, size[0], size[1])
		})
	}
}

func wholeInterview(t *testing.T, w, h int) {
	file := filepath.Join(t.TempDir(), "case.yaml")
	x := openWindow(t, w, h, nil, "assess", file, "--assessor", "H1")
	x.sees(asks("safe-to-talk"))
	x.press("y", asks("reference"))
	x.press(esc, asks("near-now"))
	x.press("n", "no? Enter records it.")
	x.press("\r", asks("first-account"))
	x.writes("He waits MARKER")
	x.types("\rEvery day.")
	x.sees("Every day.")
	x.press(esc, "Can anyone hear you now?")
	x.press("n", asks("weapon"))
	x.press("n", asks("specific-threat"))
	x.press("b", asks("weapon")) // back, and the same again
	x.press("n", asks("specific-threat"))
	x.press("n", asks("intrusion"))
	x.press("n", asks("threats"))
	x.press("y", asks("threats-grave")) // the follow-up appears
	x.press("b", asks("threats"))
	x.press("n", asks("caller")) // and disappears
	x.press("1", asks("relationship"))
	x.press("1", asks("children"))
	x.press("n", asks("suspect-access"))
	x.press("n", asks("persistence"))
	x.press("?", "After a yes, say")
	x.press(esc, asks("persistence"))
	x.resize(100, 30)
	x.sees("No recent", asks("persistence"))
	x.resize(w, h)
	x.sees(asks("persistence"))
	x.press("y", asks("how-often"))
	x.press("+", "Note on:")
	x.writes("since May MARKER")
	x.press(esc, asks("how-often"))
	x.press("u", asks("approach"))
	x.goTo("weapon", asks("weapon"))
	x.press("y", asks("approach"))
	x.goTo("specific-threat", asks("specific-threat"))
	x.press("y", "ACT NOW: send help at once")
	x.sees(asks("approach")) // and straight on
	x.press("y", asks("fear"))
	x.press("q", "How did the call end?")
	x.press("1", "Help first: h records that it was sent.")
	x.press("q", "To continue: stalkrisk assess")
	if code := x.ends(); code != 130 {
		t.Errorf("exit code %d; want 130", code)
	}
	holds(t, file, "safe_to_talk: \"yes\"", "He waits MARKER", "since May MARKER", "was:")

	x = openWindow(t, w, h, nil, "assess", file)
	x.sees(asks("safe-to-talk"), "ACT NOW")
	x.press("y", asks("reference"))
	x.press(esc, "The file holds an earlier answer.") // whether the person is near is asked each time
	x.press("n", "no? Enter records it.")
	x.press("\r", asks("first-account"))
	x.press(esc, "")
	x.goTo("intrusion", asks("intrusion"))
	x.press("y", "Yes: Got into the home.")
	x.goTo("judgement", asks("judgement"))
	x.press("l", "Refused")
	x.goTo("ended", asks("ended"))
	x.press("1", "normally.")
	x.press("f", asks("finish"))
	x.press("y", asks("reference"))
	x.writes("MADE-UP-4")
	x.press("\r", asks("finish"))
	x.press("y", "Look again by")
	if code := x.ends(); code != 0 {
		t.Errorf("finished with exit code %d", code)
	}
	x.sees("HIGH", "Report: ", "ACT NOW")
	if left := x.leftBehind(); strings.Contains(left, "MARKER") || strings.Contains(left, asks("weapon")) || strings.Contains(left, asks("safe-to-talk")) {
		t.Errorf("part of the case stays in the scroll-back:\n%q", left)
	}
	holds(t, file, "status: complete", "intrusion:")
	holds(t, strings.TrimSuffix(file, ".yaml")+".report.md", "ACT NOW")
}

// asks returns the question of a step, as a call handler asks it.
func asks(id string) string {
	sitting := conversation.Sitting{Set: assesstest.Set(), A: &assess.Assessment{Stage: assess.Full, Assessor: assess.Assessor{Role: "call_handler"}, Case: assess.Case{Relationship: "former_partner"}}}
	st, ok := sitting.Anywhere(id)
	if !ok {
		panic("no step " + id)
	}
	return strings.Join(strings.Fields(st.Prompt), " ")
}

// holds waits until a file holds every text.
func holds(t *testing.T, file string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !wait(func() bool { b, _ := os.ReadFile(file); return bytes.Contains(b, []byte(text)) }) {
			b, _ := os.ReadFile(file)
			t.Fatalf("%s does not hold %q:\n%s", filepath.Base(file), text, b)
		}
	}
}

// calm is an almost finished draft with no danger in it.
const calm = `format: stalkrisk.assessment/1
id: T1
status: draft
stage: first_contact
case: {reference: MADE-UP-5, relationship: acquaintance, children: "no", victim_under_18: "no", suspect_under_18: "no", suspects: one}
caller: victim
assessor: {reference: H1, role: call_handler}
assessed_at: 2026-11-20T14:03:00Z
contact: {safe_to_talk: "yes", ended: finished}
first_account: He waits outside.
responses:
  stalking: {near-now: "no", threats: "no", approach: "yes", fear: "yes"}
`

func draft(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "case.yaml")
	if err := os.WriteFile(file, []byte(calm), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAHigherLevelIsSetInATerminalAndReported(t *testing.T) {
	t.Parallel()
	file := draft(t)
	x := openWindow(t, 80, 24, []string{"NO_COLOR=1"}, "assess", file, "--assessor", "S77")
	x.sees(asks("safe-to-talk"))
	x.goTo("judgement", asks("judgement"))
	x.press("h", "Which level?")
	x.press("1", "Why? In your own words.")
	x.writes("a feeling I cannot shake")
	x.press("\r", "The level is set to HIGH.")
	x.press("f", asks("finish"))
	x.press("y", "Look again by")
	if code := x.ends(); code != 0 {
		t.Errorf("finished with exit code %d", code)
	}
	for _, colour := range []string{"\x1b[31m", ";31m", "\x1b[30m"} {
		if strings.Contains(x.written(), colour) {
			t.Errorf("NO_COLOR is set, and %q was written", colour)
		}
	}
	holds(t, file, "level: high", "from: moderate", "by: S77")
	holds(t, strings.TrimSuffix(file, ".yaml")+".report.md", "HIGH")
}

// One key at the end goes straight on with the assessment of another suspect, in a file
// beside the first.
func TestAnotherSuspectIsAssessedInTheSameTerminal(t *testing.T) {
	t.Parallel()
	file := draft(t)
	if err := os.WriteFile(file, []byte(strings.Replace(calm, "suspects: one", "suspects: several", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	second := strings.TrimSuffix(file, ".yaml") + "-2.yaml"
	x := openWindow(t, 80, 24, nil, "assess", file, "--assessor", "S77")
	x.sees(asks("safe-to-talk"))
	x.press("f", asks("finish"))
	x.press("2", "Another suspect, in a file of its own.")
	x.sees(asks("safe-to-talk"))
	x.press("y", asks("near-now"))
	x.press("q", asks("ended"))
	x.press("q", "Stopped. Every answer")
	if code := x.ends(); code == 0 {
		t.Error("the second was left unfinished with exit code 0")
	}
	holds(t, file, "status: complete", "suspects: several", "linked:")
	holds(t, second, "status: draft", "safe_to_talk: ", "linked:")
}

// For every page and every way of leaving it.
func TestLeavingKeepsExactlyTheAnswersGiven(t *testing.T) {
	t.Parallel()
	first := asks("safe-to-talk")
	pages := []struct {
		name  string
		reach func(x *window)
		adds  string // the text that this adds to the file, perhaps not saved yet
	}{
		{"question", func(x *window) {}, ""},
		{"help", func(x *window) { x.press("?", "Esc back") }, ""},
		{"search", func(x *window) { x.press("/", "Find:"); x.writes("weap") }, ""},
		{"review", func(x *window) { x.press("r", "ASK NEXT") }, ""},
		{"incident", func(x *window) { x.press("i", "Incident: 1 of") }, ""},
		{"level", func(x *window) {
			x.goTo("judgement", asks("judgement"))
			x.press("h", "Which level?")
			x.press("1", "Why?")
			x.writes("because")
		}, "text: because"}, // kept as unfinished
		{"text", func(x *window) {
			x.goTo("first-account", asks("first-account"))
			x.writes("Since May.")
		}, "Since May."}, // on a line of its own: the caller is not confirmed
		{"note", func(x *window) {
			x.goTo("approach", asks("approach"))
			x.press("w", "Note on:")
			x.writes("by the school")
		}, "note: by the school"},
	}
	ways := []struct {
		name  string
		leave func(x *window)
		code  int
	}{
		{"Ctrl+C", func(x *window) { x.types("\x03") }, 130},
		{"SIGTERM", func(x *window) { x.cmd.Process.Signal(syscall.SIGTERM) }, 130},
		{"SIGHUP", func(x *window) { x.cmd.Process.Signal(syscall.SIGHUP) }, 130},
		{"SIGQUIT", func(x *window) { x.cmd.Process.Signal(syscall.SIGQUIT) }, 130},
		{"SIGABRT", func(x *window) { x.cmd.Process.Signal(syscall.SIGABRT) }, 130},
		{"closed window", func(x *window) { x.pty.Close() }, 130},
		{"kill", func(x *window) { x.cmd.Process.Kill() }, -1},
	}
	for _, p := range pages {
		for _, way := range ways {
			t.Run(p.name+"/"+way.name, func(t *testing.T) {
				t.Parallel()
				file := draft(t)
				x := openWindow(t, 80, 24, nil, "assess", file)
				x.sees(first)
				holds(t, file, "near-now: \"no\"")
				before := given(t, file)
				p.reach(x)
				if way.name == "kill" && p.adds != "" {
					holds(t, file, p.adds) // the draft is saved without a key; how soon is not tested here
				}
				way.leave(x)
				if code := x.ends(); code != way.code {
					t.Errorf("exit code %d, want %d", code, way.code)
				}
				after := given(t, file)
				switch {
				case p.adds == "" && after != before:
					t.Errorf("it was\n%s\nand is\n%s", before, after)
				case p.adds != "" && !strings.Contains(after, p.adds):
					t.Errorf("%q was lost:\n%s", p.adds, after)
				case p.adds != "" && strings.Count(after, "\"yes\"") != strings.Count(before, "\"yes\""):
					t.Errorf("an answer was added:\n%s", after)
				}
			})
		}
	}
}

// A program that was stopped finds the terminal as the shell left it.
func TestASuspendedProgramTakesTheTerminalAgain(t *testing.T) {
	t.Parallel()
	first := asks("safe-to-talk")
	for name, suspend := range map[string]func(x *window){
		"Ctrl+Z":  func(x *window) { x.types("\x1a"); x.wrote("stalkrisk is paused") },
		"SIGTSTP": func(x *window) { x.cmd.Process.Signal(syscall.SIGTSTP); x.wrote("stalkrisk is paused") },
		"SIGSTOP": func(x *window) { x.cmd.Process.Signal(syscall.SIGSTOP) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := draft(t)
			x := openWindow(t, 80, 24, nil, "assess", file)
			x.sees(first)
			before := given(t, file)
			suspend(x)
			x.cook()
			drawn := strings.Count(x.written(), "\x1b[?1049h")
			x.cmd.Process.Signal(syscall.SIGCONT)
			if !wait(func() bool { return strings.Count(x.written(), "\x1b[?1049h") > drawn }) {
				t.Fatalf("not drawn again:\n%s", x.vt.String())
			}
			x.sees(first)
			x.press("?", "Esc back") // without Enter
			x.press(esc, first)
			x.types("\x03")
			if code := x.ends(); code != 130 || given(t, file) != before {
				t.Errorf("exit code %d, and the file is\n%s", code, given(t, file))
			}
			if out := x.leftBehind(); strings.Contains(out, "?\r\n") || strings.Contains(out, first) {
				t.Errorf("left behind: %q", out)
			}
		})
	}
}

// cook sets the terminal to lines and echo, as a shell does.
func (x *window) cook() {
	x.t.Helper()
	fresh, other, err := pty.Open()
	if err != nil {
		x.t.Fatal(err)
	}
	defer fresh.Close()
	defer other.Close()
	state, err := term.GetState(fresh.Fd())
	if err != nil {
		x.t.Fatal(err)
	}
	raw, err := x.pty.SyscallConn()
	if err == nil {
		raw.Control(func(fd uintptr) { err = term.Restore(fd, state) })
	}
	if err != nil {
		x.t.Fatal(err)
	}
}

// A terminal that does not know its size gets the usual one, and another when it knows.
func TestATerminalThatDoesNotKnowItsSize(t *testing.T) {
	t.Parallel()
	first := asks("safe-to-talk")
	for _, size := range [][2]int{{0, 0}, {80, 0}, {0, 24}, {65535, 65535}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			t.Parallel()
			file := draft(t)
			x := openWindow(t, size[0], size[1], nil, "assess", file)
			x.sees(first)
			x.resize(100, 30)
			x.sees(first, "Level:")
			if err := pty.Setsize(x.pty, &pty.Winsize{}); err != nil {
				t.Fatal(err)
			}
			x.press("?", "Esc back")
			x.types("\x03")
			if code := x.ends(); code != 130 {
				t.Errorf("exit code %d", code)
			}
		})
	}
}

// given returns the text of a file without the time of its last save.
func given(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if !strings.HasPrefix(l, "assessed_at:") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// If no screen can be shown, the program uses line mode and says why in one line.
func TestLineModeIfThereIsNoScreen(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		w, h int
		env  string
		why  string
	}{
		{"too narrow", 59, 24, "TERM=xterm-256color", "this window is smaller than 60 by 16"},
		{"too low", 80, 15, "TERM=xterm-256color", "this window is smaller than 60 by 16"},
		{"a dumb terminal", 80, 24, "TERM=dumb", "this terminal cannot show a full screen"},
		{"a nameless terminal", 80, 24, "TERM=", "this terminal cannot show a full screen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := openWindow(t, c.w, c.h, []string{c.env}, "assess", filepath.Join(t.TempDir(), "case.yaml"))
			x.wrote("Answer with one letter and Enter")
			x.types("y\n")
			x.wrote(asks("reference"))
			x.types("\x03")
			if code := x.ends(); code != 130 {
				t.Errorf("exit code %d, want 130", code)
			}
			all := x.written()
			if n := strings.Count(strings.Join(strings.Fields(all), " "), "Line mode, because "+c.why); n != 1 {
				t.Errorf("the reason for line mode is printed %d times; want once:\n%s", n, all)
			}
			if strings.Contains(all, "\x1b") {
				t.Errorf("escape codes in line mode: %q", all)
			}
		})
	}
	t.Run("no terminal", func(t *testing.T) {
		t.Parallel()
		cmd := exec.Command(program(t), "assess", filepath.Join(t.TempDir(), "case.yaml"))
		cmd.Stdin = strings.NewReader("y\n")
		out, _ := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != 1 || strings.Count(string(out), "Line mode, because standard input is not a terminal.") != 1 {
			t.Errorf("exit code %d; printed\n%s", code, out)
		}
	})
}

func TestPractisingInATerminal(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{120, 40}, {80, 24}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "anna.yaml")
			x := openWindow(t, size[0], size[1], []string{"NO_COLOR=1"}, "train", "start", "the-gate", file, "--assessor", "T1")
			x.sees("TRAINING", "The caller: The gate", "He was at the gate again.")
			x.press(esc, asks("safe-to-talk"))
			x.press("y", asks("near-now"))
			x.press("n", "no? Enter records it.")
			x.press("\r", asks("weapon"))
			x.goTo("approach", asks("approach"))
			x.press("a", "Caller: At the gate.")
			x.press("y", "Yes: Turned up or waited nearby.")
			x.press("c", "Look in the systems")
			x.press(esc, "TRAINING")
			x.goTo("ended", asks("ended"))
			x.press("1", "")
			x.press("f", asks("finish"))
			x.press("y", "Nobody looked at")
			if code := x.ends(); code != 0 {
				t.Errorf("exit code %d", code)
			}
			holds(t, file, "training: the-gate", "status: complete")
			holds(t, strings.TrimSuffix(file, ".yaml")+".report.md", "TRAINING")
		})
	}
}

func TestACasePlaysByItselfInATerminal(t *testing.T) {
	t.Parallel()
	x := openWindow(t, 80, 24, nil, "train", "demo", "the-gate", "--pace", "250ms", "--no-stops")
	x.sees("TRAINING", "Space pauses", "Caller:")
	x.press(" ", "Space continues")
	x.press("q", "")
	if code := x.ends(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if left := x.leftBehind(); strings.Contains(left, "Caller") {
		t.Errorf("part of the case stays in the scroll-back:\n%q", left)
	}
}
