//go:build unix

package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"

	"stalkrisk/cmd/internal/screen"
)

// jobs lets the screen be suspended and continued, by Ctrl+Z, SIGTSTP, SIGSTOP and
// SIGCONT, as long as ctx lasts.
func jobs(ctx context.Context) screen.Jobs {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTSTP, syscall.SIGCONT)
	signals := make(chan bool)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-asked:
				select {
				case signals <- s == syscall.SIGTSTP:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	suspend := func() {
		if session, err := unix.Getsid(0); err != nil || session == syscall.Getpgrp() {
			return // no shell has begun it, so none could continue it
		}
		// SIGSTOP, because Go cannot give SIGTSTP its usual effect back.
		syscall.Kill(0, syscall.SIGSTOP)
	}
	return screen.Jobs{Suspend: suspend, Signals: signals}
}

// takesALine reports whether a line can be written to f without waiting for its reader.
func takesALine(f *os.File) bool {
	asked := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLOUT}}
	n, err := unix.Poll(asked, 0)
	return err == nil && n == 1 && asked[0].Revents == unix.POLLOUT
}

// dropTyped drops what was typed and not read when a conversation has ended: a shell
// would take the rest of a story as a command.
func dropTyped(env Env) {
	f, ok := env.In.(*os.File)
	if !ok || !env.Term.In {
		return
	}
	fd := int(f.Fd())
	if front, err := unix.IoctlGetInt(fd, unix.TIOCGPGRP); err != nil || front != syscall.Getpgrp() {
		return // the terminal belongs to another program now
	}
	state, err := term.GetState(f.Fd())
	if err != nil {
		return
	}
	now := *state
	now.Lflag &^= unix.ICANON | unix.ECHO // half a line can be read too
	now.Cc[unix.VMIN], now.Cc[unix.VTIME] = 0, 0
	if term.SetState(f.Fd(), &now) != nil {
		return
	}
	defer term.Restore(f.Fd(), state)
	buf := make([]byte, 64<<10)
	for range 16 {
		if n, err := unix.Read(fd, buf); n < 1 || err != nil {
			return
		}
	}
}
