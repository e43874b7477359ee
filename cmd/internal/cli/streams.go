package cli

import (
	"errors"
	"fmt"
	"io"
	"syscall"
)

// errReaderGone means that the reader of the results closed the pipe. That is not a
// failure, since a reader such as head has what it wanted; but it is one in a
// conversation.
var errReaderGone = errors.New("the reader closed the pipe")

// results is standard output. It remembers that a write failed, so that no command
// can end as if its result had been read.
type results struct {
	io.Writer
	talking bool // a conversation: a closed pipe is a failure
	failed  error
}

func (r *results) Write(b []byte) (int, error) {
	n, err := r.Writer.Write(b)
	switch {
	case err == nil:
	case errors.Is(err, syscall.EPIPE) && !r.talking:
		err = errReaderGone
	default:
		err = fmt.Errorf("writing to standard output: %w", err)
		r.failed = err
	}
	return n, err
}

// optional is an output that nobody needs once its reader has closed the pipe, because
// the command makes other files, or counts in its exit code what the output would say.
type optional struct {
	io.Writer
	gone bool
}

func (o *optional) Write(b []byte) (int, error) {
	if !o.gone {
		n, err := o.Writer.Write(b)
		if o.gone = errors.Is(err, errReaderGone); !o.gone {
			return n, err
		}
	}
	return len(b), nil
}

// messages is standard error. If its reader has closed the pipe, the command goes on
// without messages, and its exit code still says what they would have said.
type messages struct {
	io.Writer
	failed error
}

func (m *messages) Write(b []byte) (int, error) {
	n, err := m.Writer.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		return len(b), nil
	}
	if err != nil {
		m.failed = err
	}
	return n, err
}

// talks prepares a conversation, in which nobody may miss a question or the level.
func (env Env) talks() { env.out.talking = true }
