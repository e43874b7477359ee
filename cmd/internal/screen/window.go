package screen

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/session"
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

// Options is what the screen takes from the world.
type Options struct {
	In, Out  *os.File // ends of a terminal
	Now      func() time.Time
	By       string // the assessor's reference, "" if not known
	Greeting string // said under the first question
	NoColour bool   // NO_COLOR is set: bold and reversed only
	Name     string // of the file that Explore proposes for a variant
	Demo     *Demo  // the case plays by itself; nil: a person answers
}

// page is what is in the middle of the screen and takes the keys.
type page interface {
	body(w, h int) []string // at most h lines of at most w cells
	keys() []binding
	other(k tea.KeyMsg) tea.Cmd // takes a key without a binding
}

// window is what the interview and the what-if have in common: how large the
// screen is and how it looks, the page on it, what the last key did, and how it
// ended.
type window struct {
	o             Options
	look          theme
	kill          func() // ends the program at once
	width, height int
	page          page

	said  string // what the last key did
	alarm bool   // what is said must be looked at

	finished, stopped bool
	broken            error
}

func newWindow(o Options) window {
	return window{o: o, look: newTheme(o.NoColour), width: panelWidth, height: panelHeight}
}

// tell says something in the line under the page.
func (w *window) tell(what string, alarm bool) { w.said, w.alarm = what, alarm }

// leaves ends the screen before the person has finished.
func (w *window) leaves(tea.KeyMsg) tea.Cmd {
	w.stopped = true
	return tea.Quit
}

func (w *window) tooSmall() bool { return w.width < MinWidth || w.height < MinHeight }

// low reports whether every line counts.
func (w *window) low() bool { return w.height < 20 }

// large reports whether there is room for more than the page.
func (w *window) large() bool { return w.width >= panelWidth && w.height >= panelHeight }

// run shows a model until it ends and says how: with nil once the person has
// finished, with session.ErrStopped when the person stops, ctx is done or the
// terminal goes away, and with ErrBroken when the screen itself fails. leave saves
// what is not saved yet.
func (w *window) run(ctx context.Context, m tea.Model, leave func() error) error {
	ctx, gone := context.WithCancel(ctx)
	defer gone()
	// The profile and the background are set, not asked for: asking writes to the
	// terminal and waits for it. NO_COLOR leaves bold and reversed, or the cursor
	// could not be seen: so the profile stays and the theme has no colour in it.
	lipgloss.SetColorProfile(termenv.ANSI)
	lipgloss.SetHasDarkBackground(true)
	// cli.Main catches the signals and cancels ctx, also for SIGHUP, which bubbletea
	// ignores. Panics are caught in the model, since bubbletea prints what was said
	// and a trace into the terminal.
	p := tea.NewProgram(
		m,
		tea.WithContext(ctx), tea.WithInput(&ending{w.o.In, gone}), tea.WithOutput(w.o.Out),
		tea.WithAltScreen(), tea.WithoutSignalHandler(),
	)
	w.kill = p.Kill
	_, err := p.Run()
	unsaved := leave()
	switch {
	case w.broken != nil:
		return w.broken
	case unsaved != nil:
		return errors.Join(session.ErrStopped, unsaved)
	case w.finished:
		return nil
	case err != nil && !w.stopped && ctx.Err() == nil:
		// The terminal went away: whoever closed it wanted to stop.
		return errors.Join(session.ErrStopped, fmt.Errorf("using the terminal: %w", err))
	}
	return session.ErrStopped
}

// ending is a terminal whose end of input ends the program. bubbletea would wait
// for ever: it ignores the end of the input.
type ending struct {
	*os.File
	gone func()
}

func (e *ending) Read(b []byte) (int, error) {
	n, err := e.File.Read(b)
	if err != nil {
		e.gone()
	}
	return n, err
}

// breaks notes a panic of the screen. Of the panic only what the Go runtime says
// is kept, since that names no answer.
func (w *window) breaks(r any) {
	w.broken = ErrBroken
	if e, ok := r.(runtime.Error); ok {
		w.broken = fmt.Errorf("%w (%v)", ErrBroken, e)
	}
}

// catch ends the program after a panic; it is deferred.
func (w *window) catch(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		w.breaks(r)
		*cmd = tea.Quit
	}
}

// draw returns the picture, or a few words where the window is too small for it.
// It never has more lines than the window: bubbletea would drop the first ones.
func (w *window) draw(tooSmall string, frame func() []string) (out string) {
	defer func() {
		if r := recover(); r != nil {
			// tea.Quit does not help here: nothing waits for a command.
			w.breaks(r)
			out = ""
			if w.kill != nil {
				w.kill()
			}
		}
	}()
	if w.tooSmall() {
		lines := termtext.Wrap(tooSmall, max(1, w.width))
		return strings.Join(lines[:min(len(lines), max(1, w.height))], "\n")
	}
	lines := frame()
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

// frame puts the parts together, in exactly as many lines as the window has.
func (w *window) frame(top, bottom []string, middle func(h int) []string) []string {
	left := max(3, w.height-len(top)-len(bottom))
	lines := append(append(top, filled(middle(left), left)[:left]...), bottom...)
	return lines[:min(len(lines), w.height)]
}

// header is the first line: where one is, and whose case it is.
func (w *window) header(left, right string) []string {
	right = short(right, w.width/2)
	left = short(left, w.width-termtext.Width(right)-1)
	line := w.look.strong.Render(pad(left, w.width-termtext.Width(right)) + right)
	if w.low() {
		return []string{line}
	}
	return []string{line, rule(w.width)}
}

// saidLines is what the last key did.
func (w *window) saidLines() []string {
	style := w.look.plain
	if w.alarm {
		style = w.look.strong
	}
	return indented(painted(style, few(termtext.Wrap(termtext.Clean(w.said), w.width-2), w.mostSaid(), w.width-2)))
}

// mostSaid is how many lines there are for it.
func (w *window) mostSaid() int {
	if w.low() {
		return 1
	}
	return 2
}
