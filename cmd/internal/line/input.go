package line

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"stalkrisk/cmd/internal/session"
)

// This file reads lines.

type input struct {
	text string
	err  error
}

// longestLine is the most bytes that a line of input may have. A longer line is
// refused rather than cut.
const longestLine = 64 << 10

// terminalLine is the most bytes of a line that a Linux terminal passes on. It
// silently drops the rest of a paste.
const terminalLine = 4095

// Input is where lines come from. Conversations that follow one another share it: each new
// reader would lose what the last one had read ahead.
type Input struct {
	in    io.Reader
	once  sync.Once
	lines chan input
	done  chan struct{}
}

// NewInput returns the lines of in. Nothing is read before the first conversation.
func NewInput(in io.Reader) *Input {
	return &Input{in: in, lines: make(chan input), done: make(chan struct{})}
}

// Close ends the reading, at the end of the input or at the next line.
func (i *Input) Close() { close(i.done) }

// read reads in the background, so that waiting for a line does not block a signal.
func (i *Input) read() {
	r := bufio.NewReaderSize(i.in, longestLine)
	for {
		text, err := oneLine(r)
		select {
		case i.lines <- input{text, err}:
		case <-i.done:
			return
		}
		if err != nil && !errors.Is(err, errTooLong) {
			close(i.lines)
			return
		}
	}
}

var errTooLong = errors.New("line too long")

// oneLine reads a line without its line end. A last line without a line end counts;
// io.EOF is returned only when nothing was left.
func oneLine(r *bufio.Reader) (string, error) {
	b, err := r.ReadSlice('\n')
	tooLong := errors.Is(err, bufio.ErrBufferFull)
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = r.ReadSlice('\n')
	}
	switch {
	case err != nil && (!errors.Is(err, io.EOF) || len(b) == 0):
		return "", err
	case tooLong:
		return "", errTooLong
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(b), "\n"), "\r"), nil
}

// read waits for a line. ok is false if there will be no more, with the reason in
// c.err.
func (c *console) read() (text string, ok bool) {
	if c.err = c.failed; c.err != nil {
		return "", false
	}
	select {
	case <-c.ctx.Done():
		c.err = session.ErrStopped
	case in, more := <-c.lines:
		switch {
		case !more:
			c.err = ErrEndOfInput
		case in.err == nil && c.early():
			c.wrap("", tooEarly)
			c.prompt()
			return c.read()
		case in.err == nil:
			return session.Typed(c.letters(in.text)), true
		case errors.Is(in.err, errTooLong):
			c.say("That line is too long to be an answer. Nothing was recorded.")
			return "", true
		case errors.Is(in.err, io.EOF):
			c.err = ErrEndOfInput
		default:
			c.err = fmt.Errorf("reading the answer: %w", in.err)
		}
	}
	return "", false
}

// tooEarly is the message about a line that was typed during a slow save.
const tooEarly = "That line was typed before the question was shown. Nothing was recorded. Write it again."

// unread is less time than anybody needs to read a question and write a line.
const unread = 120 * time.Millisecond

// early reports whether a line was typed during a slow save, before anybody could see the
// next question. Such a line arrives as soon as the question is shown. The first one that
// arrives later ends the wait: it was written for the question. A script may write ahead.
func (c *console) early() bool {
	c.slow = c.slow && c.clock != nil && c.clock().Sub(c.asked) < unread
	return c.slow
}
