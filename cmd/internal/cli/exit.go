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
	"stalkrisk/assess/safetext"
	"stalkrisk/cmd/internal/session"
)

// Exit codes. Only this file chooses them. A high level is not an error: scripts read
// it from the result.
const (
	exitDone    = 0
	exitFailed  = 1 // could not do it
	exitUsage   = 2 // wrong command line
	exitInvalid = 3 // input is invalid
	exitSo      = 4 // what --fail-if asks about is so
	exitStopped = 130
)

// usageError means that the command line is wrong.
type usageError struct{ error }

func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// invalid returns the problems of a file as an error; nil if there are none.
func invalid(name string, problems []assess.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return &questionnairefile.InvalidError{Name: name, Problems: problems}
}

// hinted is an error with a second line that says what to do.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// Errors whose reason has already been printed.
var (
	errFailed  = errors.New("failed")
	errInvalid = errors.New("invalid")
	errSo      = errors.New("so")
)

// outcome records whether any of several files failed or was invalid. The reasons
// have already been printed.
type outcome struct{ failed, invalid bool }

// print prints err, if there is one, and reports whether there is.
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

// exitCode returns the exit code for an error, and the text to print: "" if it has
// already been printed, or if err is not a fault.
func exitCode(err error) (code int, said string) {
	var u usageError
	var invalid *questionnairefile.InvalidError
	var h hinted
	switch {
	case err == nil, errors.Is(err, errReaderGone):
		return exitDone, ""
	case errors.Is(err, session.ErrStopped):
		return exitStopped, ""
	case errors.Is(err, errFailed):
		return exitFailed, ""
	case errors.Is(err, errInvalid):
		return exitInvalid, ""
	case errors.Is(err, errSo):
		return exitSo, ""
	case errors.As(err, &invalid):
		return exitInvalid, err.Error() // one line for each problem, with its place
	case errors.As(err, &u):
		return exitUsage, "stalkrisk: " + err.Error() + "\nstalkrisk: hint: add --help to see how the command is used"
	case errors.As(err, &h):
		return exitFailed, "stalkrisk: " + fileWords(err) + "\nstalkrisk: hint: " + h.hint
	}
	return exitFailed, "stalkrisk: " + fileWords(err)
}

// printError prints an error for people and returns its exit code.
func printError(w io.Writer, err error) int {
	code, said := exitCode(err)
	if said != "" {
		io.WriteString(w, said+"\n")
	}
	return code
}

// cannotSave adds to an error of saving what to do about it.
func cannotSave(err error) error {
	if what := remedy(err); what != "" {
		return hinted{err, what}
	}
	return err
}

// remedy returns what to do if the disk did not save a file; "" if err is something
// else, which says so itself.
func remedy(err error) string {
	switch {
	case !errors.As(err, new(*fs.PathError)) && !errors.As(err, new(*os.LinkError)):
		return ""
	case errors.Is(err, fs.ErrNotExist):
		return "make the folder, or name another"
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return "name a file in a folder in which you may write"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "free some space, or name a file on another drive"
	}
	return "check the drive, or name a file on another one"
}

// lastCode returns the exit code of a command that ended with code, once its streams
// and a signal have been looked at. unsaid means that a message could not be written. A command that was done before the signal came
// keeps its code.
func (env Env) lastCode(code int, unsaid bool) int {
	stopped := env.Context.Err() != nil && !env.ending.done
	switch {
	case code == exitUsage || code == exitStopped:
	case stopped:
		io.WriteString(env.Err, "stalkrisk: stopped\n")
		return exitStopped
	case env.out.failed != nil && code != exitFailed:
		return printError(env.Err, env.out.failed)
	case unsaid:
		return exitFailed
	}
	return code
}

// fileWords returns the text of an error. If a file is missing or cannot be opened, it
// uses our own words: "case.yaml: no such file", not "open case.yaml: no such file or
// directory". For a hidden file, such as a lock, it names the folder; for a file that
// could not be put in its place, that place.
func fileWords(err error) string {
	var p *fs.PathError
	var l *os.LinkError
	said := ""
	switch {
	case errors.As(err, &p):
		said = p.Error()
	case errors.As(err, &l):
		said, p = l.Error(), &fs.PathError{Path: l.New, Err: l.Err}
	default:
		return err.Error()
	}
	name, why := p.Path, p.Err.Error()
	folder, base := filepath.Split(filepath.Clean(name))
	folder = filepath.Clean(folder)
	hidden := strings.HasPrefix(base, ".")
	if hidden {
		if whole, err := filepath.Abs(folder); err == nil {
			folder = whole
		}
		name = folder
	}
	switch {
	case errors.Is(p, fs.ErrNotExist):
		why = "no such file"
		if _, err := os.Stat(folder); err != nil || hidden {
			name, why = folder, "no such folder"
		}
	case errors.Is(p, fs.ErrPermission):
		why = "permission denied"
	case errors.Is(p, syscall.EISDIR):
		why = "this is a folder; name a file"
	}
	return strings.Replace(err.Error(), said, safetext.Name(name)+": "+why, 1)
}
