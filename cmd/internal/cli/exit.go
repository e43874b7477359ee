package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/session"
)

// Exit codes, chosen here and nowhere else. A high level is not an error: scripts
// read the result.
const (
	exitDone    = 0
	exitFailed  = 1 // could not do it
	exitUsage   = 2 // wrong command line
	exitInvalid = 3 // input is invalid
	exitStopped = 130
)

// usageError means that the command line is wrong.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// invalidError means that input was read and is not valid.
type invalidError struct {
	name     string
	problems []assess.Problem
}

// invalid makes an error of the problems of a file: nil if there are none.
func invalid(name string, problems []assess.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return &invalidError{name, problems}
}

func (e *invalidError) Error() string {
	lines := make([]string, len(e.problems))
	for i, p := range e.problems {
		at := ": "
		if p.Line > 0 {
			at = ":"
		}
		lines[i] = e.name + at + p.String() // file:line:column: path: message
	}
	return strings.Join(lines, "\n")
}

// hinted is an error with a second line that says what may have been meant.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// Errors of which the reason is on standard error already.
var (
	errFailed  = errors.New("failed")
	errInvalid = errors.New("invalid")
)

// outcome is the worst that a command met on its way through several files. What
// it was is on standard error already.
type outcome struct{ failed, invalid bool }

// print prints an error of one of the files, and reports whether there is one.
func (o *outcome) print(env Env, err error) bool {
	code := printError(env.Err, err)
	o.failed = o.failed || code == exitFailed
	o.invalid = o.invalid || code == exitInvalid
	return err != nil
}

func (o outcome) err() error {
	switch {
	case o.failed:
		return errFailed
	case o.invalid:
		return errInvalid
	}
	return nil
}

// judge returns the exit code of what a command returned, and what people read
// about it: "" if it has been printed already, or is not a fault.
func judge(err error) (code int, said string) {
	var u usageError
	var invalid *invalidError
	var refused *questionnairefile.InvalidError
	var h hinted
	switch {
	case err == nil, errors.Is(err, syscall.EPIPE): // the reader has had enough
		return exitDone, ""
	case errors.Is(err, session.ErrStopped):
		return exitStopped, ""
	case errors.Is(err, errFailed):
		return exitFailed, ""
	case errors.Is(err, errInvalid):
		return exitInvalid, ""
	case errors.As(err, &invalid):
		return exitInvalid, invalid.Error()
	case errors.As(err, &refused):
		return exitInvalid, err.Error() // a line a problem, each with its place
	case errors.As(err, &u):
		return exitUsage, "stalkrisk: " + err.Error() + "\nstalkrisk: hint: add --help to see how the command is used"
	case errors.As(err, &h):
		return exitFailed, "stalkrisk: " + fileWords(err) + "\nstalkrisk: hint: " + h.hint
	}
	return exitFailed, "stalkrisk: " + fileWords(err)
}

// printError writes an error for people, and returns the exit code that it calls
// for. A file may be called anything: what a terminal would obey is taken out.
func printError(w io.Writer, err error) int {
	code, said := judge(err)
	if said != "" {
		io.WriteString(w, termtext.Clean(said+"\n"))
	}
	return code
}

// fileWords returns the text of an error. Where a file is missing or may not be
// opened it says so in our words: "case.yaml: no such file", and not "open
// case.yaml: no such file or directory". Of a file that only the program knows, such
// as a lock, it names the folder.
func fileWords(err error) string {
	var p *fs.PathError
	if !errors.As(err, &p) {
		return err.Error()
	}
	name, why := p.Path, p.Err.Error()
	folder, base := filepath.Split(filepath.Clean(name))
	folder = filepath.Clean(folder)
	if strings.HasPrefix(base, ".") {
		name = folder
	}
	switch {
	case errors.Is(p, fs.ErrNotExist):
		why = "no such file"
		if _, err := os.Stat(folder); err != nil {
			name, why = folder, "no such folder"
		}
	case errors.Is(p, fs.ErrPermission):
		why = "permission denied"
	case errors.Is(p, syscall.EISDIR):
		why = "this is a folder; name a file"
	}
	return strings.Replace(err.Error(), p.Error(), name+": "+why, 1)
}
