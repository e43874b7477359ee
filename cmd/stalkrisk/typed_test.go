//go:build unix

package main

import (
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// What was typed and not read when a conversation ends is not left for the shell.
func TestNothingTypedIsLeftForTheShell(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.yaml")
	end, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer end.Close()
	defer tty.Close()
	cmd := exec.Command(program(t), "assess", "--plain", file)
	cmd.Stdin = tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := end.WriteString("y\nn\nq\nhe came back\nand then\nhe left\nhalf a line"); err != nil {
		t.Fatal(err)
	}
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 130 {
		t.Errorf("exit code %d", code)
	}
	if _, err := term.MakeRaw(tty.Fd()); err != nil { // so that half a line is seen too
		t.Fatal(err)
	}
	if n, err := unix.Poll([]unix.PollFd{{Fd: int32(tty.Fd()), Events: unix.POLLIN}}, 0); n != 0 || err != nil {
		t.Errorf("there is something to read: %d, %v", n, err)
	}
}

// A signal in line mode says what was not recorded: a line without Enter.
func TestASignalInLineModeSaysWhatIsNotRecorded(t *testing.T) {
	t.Parallel()
	x := openWindow(t, 80, 24, nil, "assess", "--plain", filepath.Join(t.TempDir(), "a.yaml"))
	x.sees("? help >")
	x.types("half a line")
	x.sees("> half a line")
	x.cmd.Process.Signal(syscall.SIGTERM)
	x.wrote("A line that was not ended with Enter is not recorded.")
	if code := x.ends(); code != 130 {
		t.Errorf("exit code %d; want 130", code)
	}
}
