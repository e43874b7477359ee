package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

// Exit codes, chosen here and nowhere else. A high level is no error: scripts
// read the result.
const (
	exitDone    = 0
	exitFailed  = 1 // could not do it
	exitUsage   = 2 // wrong command line
	exitInvalid = 3 // input is invalid
	exitStopped = 130
)

// usageError says that the command line is wrong.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// invalidError says that input was read and is not valid. Its problems have been
// told already where told is set.
type invalidError struct {
	name     string
	problems []assess.Problem
	told     bool
}

func (e *invalidError) Error() string {
	lines := make([]string, len(e.problems))
	for i, p := range e.problems {
		lines[i] = place(e.name, p)
	}
	return strings.Join(lines, "\n")
}

// place writes a problem as people read it: "file:line:column: path: message".
func place(name string, p assess.Problem) string {
	if p.Line > 0 {
		return name + ":" + p.String()
	}
	return name + ": " + p.String()
}

// hinted is an error with a second line that says what may have been meant.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

var errNoDataDir = errors.New("finding a place for the assessment: no home folder is known; name a file")

// errFailed says that something was told on standard error already and the
// command could not do it.
var errFailed = errors.New("failed")

// exitCode turns what a command came to into its code. Several at once: a wrong
// command line first, then a stop, then a failure, then invalid input.
func exitCode(err error) int {
	var u usageError
	var invalid *invalidError
	var refused *questionnairefile.InvalidError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &u):
		return exitUsage
	case errors.Is(err, session.ErrStopped):
		return exitStopped
	case errors.Is(err, syscall.EPIPE):
		return exitDone // the reader has had enough
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &invalid), errors.As(err, &refused):
		return exitInvalid
	}
	return exitFailed
}

// tell writes an error once, at the top. A file may be called anything: what a
// terminal would obey is taken out.
func tell(to io.Writer, err error) {
	var said strings.Builder
	sayError(&said, err)
	io.WriteString(to, screen.Clean(said.String()))
}

func sayError(w io.Writer, err error) {
	var u usageError
	var invalid *invalidError
	var h hinted
	var refused *questionnairefile.InvalidError
	switch {
	case err == nil, errors.Is(err, session.ErrStopped), errors.Is(err, syscall.EPIPE), errors.Is(err, errFailed):
		return
	case errors.As(err, &invalid):
		if !invalid.told {
			fmt.Fprintln(w, invalid.Error())
		}
		return
	case errors.As(err, &refused):
		fmt.Fprintln(w, err) // a line a problem, each with its place
		return
	case errors.As(err, &u):
		fmt.Fprintf(w, "stalkrisk: %v\n", err)
		fmt.Fprintln(w, "stalkrisk: hint: add --help to see how the command is used")
		return
	}
	fmt.Fprintf(w, "stalkrisk: %v\n", err)
	if errors.As(err, &h) && h.hint != "" {
		fmt.Fprintf(w, "stalkrisk: hint: %s\n", h.hint)
	}
}
