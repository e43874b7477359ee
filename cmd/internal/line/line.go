// Package line holds a session on lines of text: for screen readers, pipes and
// scripts. It reads every line from one reader, since a fresh one for each
// question would swallow the answers after it.
package line

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// ErrEndOfInput says that the input ended before the session did.
var ErrEndOfInput = errors.New("the input ended before the session did")

// console is a session on lines of text.
type console struct {
	s       *session.Session
	lines   <-chan input
	ctx     context.Context
	out     io.Writer
	wide    int
	by      string // the assessor's reference, offered where a person signs
	failed  error  // writing failed: nobody sees the questions any more
	err     error  // why it ends before it is finished
	section string // the title shown last
	before  assess.Result
	shown   bool // the level has been shown at least once

	finished bool
}

type input struct {
	text string
	err  error
}

// longestLine is the most bytes that one line of input may have. A longer one is
// refused, not cut to an answer.
const longestLine = 64 << 10

// terminalLine is the most bytes of a line that a terminal passes on (Linux); the
// rest of a paste is silently lost.
const terminalLine = 4095

// Run holds the session until it is finished. It ends with session.ErrStopped when
// the person stops or ctx is done, with ErrEndOfInput at the end of the input, or
// with the error of out. However it ends, what was answered is saved.
func Run(ctx context.Context, s *session.Session, in io.Reader, out io.Writer, width int, by string) error {
	done := make(chan struct{})
	defer close(done)
	c := &console{s: s, lines: readLines(in, done), ctx: ctx, out: out, wide: max(40, min(width, 100)), by: by, before: s.Result()}
	c.welcome()
	if c.before.ActNow {
		c.banner(&c.before)
	}
	c.run()
	if c.failed != nil {
		return fmt.Errorf("showing the question: %w", c.failed)
	}
	return c.err
}

// readLines reads in the background, so that a signal is heard while a line is
// awaited. The goroutine ends with its reader, or with the first line after done.
func readLines(in io.Reader, done <-chan struct{}) <-chan input {
	lines := make(chan input)
	go func() {
		r := bufio.NewReaderSize(in, longestLine)
		for {
			text, err := oneLine(r)
			select {
			case lines <- input{text, err}:
			case <-done:
				return
			}
			if err != nil && !errors.Is(err, errTooLong) {
				return
			}
		}
	}()
	return lines
}

var errTooLong = errors.New("line too long")

// oneLine reads a line without its end. A last line that has no end is a line:
// it is io.EOF only when nothing was left.
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

// read waits for a line; ok is false at the end, with the reason in c.err.
func (c *console) read() (text string, ok bool) {
	if c.err = c.failed; c.err != nil {
		return "", false
	}
	select {
	case <-c.ctx.Done():
		c.err = session.ErrStopped
	case in := <-c.lines:
		switch {
		case in.err == nil:
			return session.Typed(in.text), true
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

func (c *console) run() {
	for !c.finished && c.err == nil {
		if c.ctx.Err() != nil {
			c.err = session.ErrStopped
			return
		}
		st := c.s.Step()
		c.show(st)
		if st.Kind == conversation.TextStep {
			c.text(st)
		} else {
			c.line(st)
		}
	}
}

// line reads one line for a step and does what it says.
func (c *console) line(st conversation.Step) {
	text, ok := c.read()
	if !ok || c.command(st, text) {
		return
	}
	o, ok := option(present.Options(&st), text)
	switch {
	case stillSo(st, text):
		c.put(st, st.Answer)
	case st.Kind == conversation.LineStep:
		c.put(st, strings.TrimSpace(text))
	case st.Kind == conversation.ReviewStep:
		c.goTo(text)
	case ok:
		c.choose(st, o)
	default:
		c.say("That is not one of the answers.")
	}
}

// choose does what an option of the current step means.
func (c *console) choose(st conversation.Step, o conversation.Option) {
	switch {
	case st.Kind == conversation.FinishStep && o.Value == "yes":
		c.finish()
	case st.Kind == conversation.FinishStep:
		c.goTo("review")
	case o.Value == conversation.AddEntry:
		c.add(st.ID)
	case o.Value == conversation.NoMore:
		c.s.Skip()
	case st.ID == "judgement" && o.Value != "agree":
		c.override(o.Value)
	default:
		c.put(st, o.Value)
	}
}

// finish closes the session, or goes to what is missing.
func (c *console) finish() {
	missing, err := c.s.Finish()
	switch {
	case !c.saved(err):
	case missing == "":
		c.finished = true
	default:
		c.say("%s", missing)
		c.goTo("reference")
	}
}

// put records an answer to any step, not only the one in hand, and says what it
// has changed.
func (c *console) put(st conversation.Step, value string) {
	remark, err := c.s.Put(st, value)
	if !c.saved(err) {
		return
	}
	c.wrap("", remark)
	c.status() // first: it may mean that help must be sent now
	if st.Item >= 0 && value == string(assess.Yes) && st.FollowUp != "" {
		c.wrap("  Say: ", st.FollowUp)
		c.say("  (+ and the words adds them as a note)")
	}
}

// saved reports whether something could be saved, and says so if not. The session
// goes on, and the same question is asked again.
func (c *console) saved(err error) bool {
	if err != nil {
		c.say("%s", present.NotSaved)
	}
	return err == nil
}

// text reads free text, line by line, each saved as it comes. A line with a
// single dot ends it.
func (c *console) text(st conversation.Step) {
	for first := true; ; first = false {
		text, ok := c.read()
		switch {
		case !ok || first && c.command(st, text):
			return
		case first && stillSo(st, text):
			c.put(st, st.Answer)
			return
		case strings.TrimSpace(text) == ".":
			c.s.Skip()
			return
		case len(text) == terminalLine:
			c.say("A terminal passes on no more than this in one line, so the end may be missing. Check it, and write the rest on a new line.")
		}
		now, _ := c.s.Find(st.ID)
		if now.Answer != "" {
			text = now.Answer + "\n" + text
		}
		if _, err := c.s.Put(now, text); !c.saved(err) {
			return // and the step is shown again
		}
		c.s.Go(st)
	}
}

// option returns the option that a word or a key means.
func option(options []conversation.Option, text string) (conversation.Option, bool) {
	text = strings.TrimSpace(text)
	for _, o := range options {
		if strings.EqualFold(text, o.Key) || strings.EqualFold(text, o.Value) {
			return o, true
		}
	}
	return conversation.Option{}, false
}

// stillSo reports whether a line confirms what an earlier assessment recorded.
func stillSo(st conversation.Step, text string) bool {
	o, ok := option(st.Options, text)
	return ok && st.Confirm && o.Key == conversation.StillSo
}

// override asks for another level, why, and who says so.
func (c *console) override(direction string) {
	o, refused := present.NewOverride(c.s, direction, c.by)
	if refused != "" {
		c.wrap("", refused)
		return
	}
	c.say("A single dot leaves the level as it is.")
	for k, f := range o.Fields {
		if c.field(onList{verb: "override"}, k, f) {
			return
		}
	}
	faults, err := o.Record()
	if !c.saved(err) {
		return
	}
	for _, f := range faults {
		c.wrap("! ", f.Message+".")
	}
	c.status()
}
