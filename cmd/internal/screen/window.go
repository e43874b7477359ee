package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/session"
)

// The smallest window that has room for a question with all its answers, and the
// smallest that also has room for the panel.
const (
	MinWidth, MinHeight     = 60, 16
	panelWidth, panelHeight = 80, 24
	roomyWidth              = 110 // the least width for a list beside the panel
)

// ErrBroken is returned when the screen itself fails.
var ErrBroken = errors.New("the screen failed; continue with --plain")

// Terminal is one end of a terminal, such as an *os.File.
type Terminal interface {
	io.ReadWriteCloser
	Fd() uintptr
	Name() string
}

// Options holds what the screen needs besides the session.
type Options struct {
	In, Out  Terminal
	Now      func() time.Time
	By       string // the assessor's reference, "" if not known
	Greeting string // said under the first question
	First    string // to be read before the greeting; "" if nothing
	NoColour bool   // NO_COLOR is set: use only bold and reversed
	Name     string // the file name that Explore suggests for a variant
	Demo     *Demo  // plays the case by itself; nil: a person answers
	Jobs     Jobs
}

// page is the middle of the screen. It handles the keys.
type page interface {
	body(w, h int) []string // at most h lines of at most w cells
	keys() []binding
	other(k tea.KeyMsg) tea.Cmd // handles a key without a binding
}

// window holds what the interview and the what-if share: the size and theme of the
// screen, the page on it, the message of the last key, and how it ended.
type window struct {
	o             Options
	look          theme
	kill          func() // ends the program at once
	width, height int
	unsure        bool // the terminal does not know its size
	page          page
	typing        bool // a pane beside the page takes what is typed

	said  string // the message of the last key
	alarm bool   // the message needs attention
	news  string // what to read before the message, all of it, though it leaves less room for the page

	finished, stopped bool
	broken            error
}

func newWindow(o Options) window {
	return window{o: o, look: newTheme(o.NoColour), width: panelWidth, height: panelHeight}
}

// tell sets the message under the page.
func (w *window) tell(what string, alarm bool) { w.said, w.alarm = what, alarm }

// leaves ends the screen before the person has finished.
func (w *window) leaves(tea.KeyMsg) tea.Cmd {
	w.stopped = true
	return tea.Quit
}

func (w *window) tooSmall() bool { return w.width < MinWidth || w.height < MinHeight }

// low reports whether the window is short of lines.
func (w *window) low() bool { return w.height < 20 }

// large reports whether there is surely room for the panel beside the page.
func (w *window) large() bool {
	return !w.unsure && w.width >= panelWidth && w.height >= panelHeight
}

// run shows a model until it ends. It returns nil if the person has finished,
// session.ErrStopped if they stop, ctx is done or the terminal goes away, and
// ErrBroken if the screen itself fails. leave saves what is not saved yet.
func (w *window) run(ctx context.Context, m tea.Model, leave func() error) error {
	ctx, gone := context.WithCancel(ctx)
	defer gone()
	// Set the profile and the background here: detecting them writes to the terminal
	// and waits for an answer. NO_COLOR keeps this profile and uses a theme without
	// colour, since without bold and reversed the cursor could not be seen.
	lipgloss.SetColorProfile(termenv.ANSI)
	lipgloss.SetHasDarkBackground(true)
	// cli.Main catches the signals and cancels ctx, even for SIGHUP, which bubbletea
	// ignores. Panics are caught in the model, because bubbletea would print the panic
	// and a trace to the terminal.
	var p *tea.Program
	in := &keys{Terminal: w.o.In, gone: gone, now: w.o.Now, say: func(what string) { p.Send(noticeMsg(what)) }}
	p = tea.NewProgram(
		m,
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(w.o.Out),
		tea.WithAltScreen(), tea.WithoutSignalHandler(), tea.WithFilter(w.filter),
	)
	go w.o.Jobs.watch(ctx, p.Send)
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
		// The terminal went away: closing it counts as stopping.
		return errors.Join(session.ErrStopped, fmt.Errorf("using the terminal: %w", err))
	}
	return session.ErrStopped
}

// breaks records a panic of the screen. It keeps the message only of a Go runtime
// error, which never contains an answer.
func (w *window) breaks(r any) {
	w.broken = ErrBroken
	if e, ok := r.(runtime.Error); ok {
		w.broken = fmt.Errorf("%w (%v)", ErrBroken, e)
	}
}

// catch ends the program after a panic. It must be deferred.
func (w *window) catch(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		w.breaks(r)
		*cmd = tea.Quit
	}
}

// draw returns the whole screen, or tooSmall if the window is too small for it. It
// never returns more lines than the window has: bubbletea would drop the first ones.
func (w *window) draw(tooSmall string, frame func() []string) (out string) {
	defer func() {
		if r := recover(); r != nil {
			// tea.Quit does not help here, since View returns no command.
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
		lines[i] = strings.TrimRight(checked(l, w.width), " ")
	}
	return strings.Join(lines, "\n")
}

// frame puts the parts together in as many lines as the window has.
func (w *window) frame(top, bottom []string, middle func(h int) []string) []string {
	left := max(3, w.height-len(top)-len(bottom))
	lines := append(append(top, filled(middle(left), left)[:left]...), bottom...)
	return lines[:min(len(lines), w.height)]
}

// header returns the first line, with a rule below it unless the window is low.
func (w *window) header(left, right string) []string {
	right = short(right, w.width/2)
	left = short(left, w.width-termtext.Width(right)-1)
	line := w.look.strong.Render(pad(left, w.width-termtext.Width(right)) + right)
	if w.low() {
		return []string{line}
	}
	return []string{line, rule(w.width)}
}

// saidLines returns the message of the last key.
func (w *window) saidLines() []string {
	style := w.look.plain
	if w.alarm || w.news != "" {
		style = w.look.strong
	}
	return indented(painted(style, few(termtext.Wrap(strings.TrimSpace(w.news+" "+w.said), w.width-2), w.mostSaid(), w.width-2)))
}

// mostSaid returns the most lines that the message may take.
func (w *window) mostSaid() int {
	switch {
	case w.news != "":
		return 5
	case w.alarm: // it may say what must not be done: none of it is cut
		return 3
	case w.low():
		return 1
	}
	return 2
}
