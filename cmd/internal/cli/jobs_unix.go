//go:build unix

package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"

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
