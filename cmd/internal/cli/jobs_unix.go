//go:build unix

package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

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
		signal.Reset(syscall.SIGTSTP) // the system stops the process now
		defer signal.Notify(asked, syscall.SIGTSTP)
		continued := make(chan os.Signal, 1)
		signal.Notify(continued, syscall.SIGCONT)
		defer signal.Stop(continued)
		if syscall.Kill(0, syscall.SIGTSTP) != nil {
			return
		}
		// Where there is no shell to continue it, the system does not stop a process.
		select {
		case <-continued:
		case <-time.After(200 * time.Millisecond):
		}
	}
	return screen.Jobs{Suspend: suspend, Signals: signals}
}
