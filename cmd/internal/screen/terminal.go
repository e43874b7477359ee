package screen

import (
	"context"
	"io"

	tea "github.com/charmbracelet/bubbletea"
)

// A terminal that does not know its size says 0, or a number no window has. The usual
// size is taken until it says another.
const (
	usualWidth, usualHeight = 80, 24
	mostWidth, mostHeight   = 2000, 1000
)

// Size returns the size of a terminal that says it is w by h cells, and whether it
// knows that.
func Size(w, h int) (wide, high int, known bool) {
	wide, high, known = w, h, true
	if w <= 0 || w > mostWidth {
		wide, known = usualWidth, false
	}
	if h <= 0 || h > mostHeight {
		high, known = usualHeight, false
	}
	return wide, high, known
}

// Jobs lets a person suspend the program and continue it, as a shell does. Without
// Suspend it does neither.
type Jobs struct {
	Suspend func()      // stops the process until it is continued
	Signals <-chan bool // true: another program asks to suspend; false: the process was continued
}

// watch passes the signals on until ctx is done.
func (j *Jobs) watch(ctx context.Context, send func(tea.Msg)) {
	for {
		select {
		case <-ctx.Done():
			return
		case suspend := <-j.Signals:
			send(jobMsg(suspend))
		}
	}
}

// jobMsg is sent when the program is to suspend (true) or was continued (false).
type jobMsg bool

// noticeMsg says that something could not be read from the terminal.
type noticeMsg string

// filter changes messages before bubbletea itself and the page see them.
func (w *window) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		known := false
		msg.Width, msg.Height, known = Size(msg.Width, msg.Height)
		w.unsure = !known
		return msg
	case jobMsg:
		return w.job(bool(msg))
	case tea.KeyMsg:
		if msg.Type == tea.KeyCtrlZ && w.idle() {
			return w.job(true)
		}
	}
	return msg
}

// idle reports whether Ctrl+Z suspends on this page. Where something is typed or
// changed it undoes.
func (w *window) idle() bool {
	if w.typing {
		return false
	}
	switch p := w.page.(type) {
	case *question, *reading, *review, *entries:
		return true
	case *several:
		return p.w == nil
	}
	return false
}

// job restores the terminal, suspends if it was asked for, takes the terminal again
// and draws everything.
func (w *window) job(suspend bool) tea.Msg {
	if w.o.Jobs.Suspend == nil {
		return nil
	}
	return tea.Exec(&job{w.o.Jobs.Suspend, suspend, w.o.Out}, nil)()
}

// job is what bubbletea runs while the terminal is not its own.
type job struct {
	wait    func()
	suspend bool
	out     io.Writer
}

// Run suspends the program, and returns when it is continued.
func (j *job) Run() error {
	if j.suspend {
		io.WriteString(j.out, "stalkrisk is paused, and every answer is saved. To continue: fg\r\n")
		j.wait()
	}
	return nil
}

// SetStdin, SetStdout and SetStderr do nothing: a job reads and writes nothing.
func (*job) SetStdin(io.Reader)  {}
func (*job) SetStdout(io.Writer) {}
func (*job) SetStderr(io.Writer) {}
