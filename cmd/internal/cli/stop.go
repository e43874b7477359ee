package cli

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"

	"stalkrisk/cmd/internal/session"
)

// A signal ends every command within a second, even one that waits for a pipe that
// nobody writes, a terminal that is paused or a file without an end. The command first
// has time to save, to restore the terminal and to print how to continue.
const (
	timeToStop = 400 * time.Millisecond // for the command itself
	timeToTidy = 200 * time.Millisecond // then for what it leaves: locks and half-written files
)

// ending knows what a command has begun, so that a signal leaves nothing half done.
type ending struct {
	mu   sync.Mutex
	undo map[int]func()
	next int
	over bool // the program is ending: nothing may be saved any more
	done bool // the result is out: a signal no longer changes the exit code
}

// begin records what to do if the program ends before finished is called.
func (e *ending) begin(undo func()) (finished func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := e.next
	e.next++
	e.undo[n] = undo
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.undo, n)
	}
}

// save runs a save. The program does not end in the middle of it.
func (e *ending) save(save func() error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.over {
		return session.ErrStopped
	}
	return save()
}

// finish records that the result is out.
func (e *ending) finish() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.done = true
}

// publish puts out the result of a command, unless a signal has come: then what was
// read may have been cut off by the same signal.
func (env Env) publish(put func() error) error {
	return env.ending.save(func() error {
		if env.Context.Err() != nil {
			return session.ErrStopped
		}
		err := put()
		env.ending.done = env.ending.done || err == nil
		return err
	})
}

// abandon undoes what the command has begun, as far as there is time.
func (env Env) abandon(restore func()) {
	tidied := make(chan struct{})
	go func() {
		e := env.ending
		e.mu.Lock() // and keep it: nothing is saved from here on
		e.over = true
		for _, undo := range e.undo {
			undo()
		}
		restore()
		io.WriteString(env.console, "stalkrisk: stopped\n")
		close(tidied)
	}()
	select {
	case <-tidied:
	case <-time.After(timeToTidy):
	}
}

// watch runs a command and returns its exit code. If it does not end in time after a
// signal, watch returns without it. With a context that is never done there is nothing to
// watch.
func (env Env) watch(work func() int) int {
	if env.Context.Done() == nil {
		return work()
	}
	restore := env.keepTerminal()
	done := make(chan int, 1)
	go func() { done <- work() }()
	select {
	case code := <-done:
		return code
	case <-env.Context.Done():
	}
	select {
	case code := <-done:
		return code
	case <-time.After(timeToStop):
		env.abandon(restore)
		return exitStopped
	}
}

// keepTerminal returns a function that restores the terminal, which a screen that
// cannot be ended has changed.
func (env Env) keepTerminal() (restore func()) {
	f, ok := env.In.(*os.File)
	if !ok || !env.Term.In {
		return func() {}
	}
	state, err := term.GetState(f.Fd())
	if err != nil {
		return func() {}
	}
	return func() { term.Restore(f.Fd(), state) }
}
