package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"time"

	"stalkrisk/cmd/internal/session"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"
)

// The least size of a window that holds a question with all its answers, and the
// least that also holds the panel beside it.
const (
	MinWidth, MinHeight     = 60, 16
	panelWidth, panelHeight = 80, 24
	roomyWidth              = 110 // from here on a list has room beside the panel
)

// ErrBroken says that the screen itself failed.
var ErrBroken = errors.New("the screen failed; go on with --plain")

// Terminal is one end of a terminal: an *os.File, as a rule.
type Terminal interface {
	io.ReadWriteCloser
	Fd() uintptr
	Name() string
}

// Options is what the screen takes from the world.
type Options struct {
	In, Out  Terminal
	Now      func() time.Time
	By       string           // the assessor's reference, "" if not known
	Greeting string           // said under the first question
	NoColour bool             // NO_COLOR is set: bold and reversed only
	Name     string           // of the file that Explore proposes for a variant
	Practice session.Practice // an invented case to practise on; nil for a real assessment
	Demo     *Demo            // the case plays by itself; nil: a person answers
}

// Run holds the conversation until it is finished. It ends with session.ErrStopped when
// the person stops, ctx is done or the terminal goes away, and with ErrBroken
// when the screen itself fails. However it ends, every answer given and every
// letter typed is saved, and the terminal is as it was.
func Run(ctx context.Context, conv *session.Session, o Options) error {
	ctx, gone := context.WithCancel(ctx)
	defer gone()
	m := newModel(conv, o)
	err := play(ctx, gone, m, &m.kill, o)
	unsaved := m.leave()
	switch {
	case m.broken != nil:
		return m.broken
	case unsaved != nil:
		return errors.Join(session.ErrStopped, unsaved)
	case m.finished:
		return nil
	case m.stopped || ctx.Err() != nil:
		return session.ErrStopped
	case err != nil:
		// The terminal went away: whoever closed it wanted to stop.
		return errors.Join(session.ErrStopped, fmt.Errorf("using the terminal: %w", err))
	}
	return session.ErrStopped
}

// play shows a model until it ends. kill is set to what ends it at once.
func play(ctx context.Context, gone func(), m tea.Model, kill *func(), o Options) error {
	// The profile and the background are said, not asked: to ask writes to the
	// terminal and waits for it. NO_COLOR leaves bold and reversed, or the cursor
	// could not be seen: so the profile stays and the theme has no colour in it.
	lipgloss.SetColorProfile(termenv.ANSI)
	lipgloss.SetHasDarkBackground(true)

	// Our own context hears the signals: cli.Main catches them, SIGHUP too, which
	// bubbletea does not. Panics are caught in the model, since bubbletea prints
	// what was said and a trace into the terminal.
	p := tea.NewProgram(
		m,
		tea.WithContext(ctx), tea.WithInput(&ending{o.In, gone}), tea.WithOutput(o.Out),
		tea.WithAltScreen(), tea.WithoutSignalHandler(),
	)
	*kill = p.Kill
	_, err := p.Run()
	return err
}

// ending is a terminal whose end of input ends the program. bubbletea would wait
// for ever: it takes the end of the input for nothing.
type ending struct {
	Terminal
	gone func()
}

func (e *ending) Read(b []byte) (int, error) {
	n, err := e.Terminal.Read(b)
	if err != nil {
		e.gone()
	}
	return n, err
}

// caught turns a panic of the screen into an error. Of the panic only what the
// Go runtime says is kept: it names no answer.
func caught(r any) error {
	if e, ok := r.(runtime.Error); ok {
		return fmt.Errorf("%w (%v)", ErrBroken, e)
	}
	return ErrBroken
}
