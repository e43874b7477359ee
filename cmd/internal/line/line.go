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
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

// ErrEndOfInput says that the input ended before the conversation did.
var ErrEndOfInput = errors.New("the input ended before the conversation did")

// Line holds a conversation on lines of text. It reads one shared reader: a
// fresh one for each question would swallow the answers after it.
type Line struct {
	s       *session.Session
	lines   <-chan input
	ctx     context.Context
	out     io.Writer
	wide    int
	by      string // the assessor's reference, offered where a person signs
	failed  error  // writing failed: nobody sees the questions any more
	section string // the title shown last
	before  assess.Result
	told    bool // the level has been told at least once
}

type input struct {
	text string
	err  error
}

// longestLine is the most bytes that one line of input may have. What is longer
// is refused as no answer, not cut to one.
const longestLine = 64 << 10

// terminalLine is the most bytes of a line that a terminal passes on (Linux); what
// is pasted beyond it is lost without a word.
const terminalLine = 4095

// Run holds the conversation of s until it is finished. It ends with
// session.ErrStopped when the person stops or ctx is done, ErrEndOfInput at the end of
// the input, or the error of out. However it ends, what was answered is saved.
func Run(ctx context.Context, s *session.Session, in io.Reader, out io.Writer, width int, by string) error {
	done := make(chan struct{})
	defer close(done)
	l := &Line{s: s, lines: readLines(in, done), ctx: ctx, out: out, wide: max(40, min(width, 100)), by: by, before: s.Result()}
	l.say("%s", welcome)
	if read := s.Set().Stalking.ReadFirst; read != "" {
		l.wrap("", read)
	}
	if s.Practice != nil {
		l.wrap("", practiceHelp)
		l.theCase()
	}
	if s.GoesOn() {
		l.wrap("", earlierHelp)
	}
	if l.before.ActNow {
		l.banner(&l.before)
	}
	err := l.run()
	if l.failed != nil {
		return fmt.Errorf("showing the question: %w", l.failed)
	}
	return err
}

const welcome = `Answer with one letter and Enter. An empty line is never an answer.
  y yes   n no   u not known   d would not say today
  s skip   b back   ? help   r review   i add an incident   q save and stop
  i visit, yesterday 21:30, in person, Northshire   adds one in a line
  list   shows the incidents      edit 2   changes one      remove 2   takes one away
  + words   adds a note to the answer just given
  note words   adds a note to the question shown
  go approach   goes to a question      approach=yes   answers it from anywhere
`

const earlierHelp = "What was told before is shown, and counts until it is changed. c says that it is still so; s leaves it as it was told. What may change from day to day is asked again."

// readLines reads in the background, so that a signal is heard while a line is
// awaited. The goroutine ends with its reader, or with the first line after done.
func readLines(in io.Reader, done <-chan struct{}) <-chan input {
	lines := make(chan input)
	go func() {
		r := bufio.NewReaderSize(in, 4096)
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
	var b []byte
	tooLong := false
	for {
		part, err := r.ReadSlice('\n')
		if len(b)+len(part) > longestLine {
			tooLong = true
			b = b[:0]
		} else if !tooLong {
			b = append(b, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(b) == 0 && !tooLong) {
			return "", err
		}
		if tooLong {
			return "", errTooLong
		}
		return strings.TrimSuffix(strings.TrimSuffix(string(b), "\n"), "\r"), nil
	}
}

// read waits for a line.
func (l *Line) read() (string, error) {
	if l.failed != nil {
		return "", l.failed
	}
	select {
	case <-l.ctx.Done():
		return "", session.ErrStopped
	case in := <-l.lines:
		switch {
		case in.err == nil:
			return clean(in.text), nil
		case errors.Is(in.err, errTooLong):
			l.say("That line is too long to be an answer. Nothing was recorded.")
			return "", nil
		case errors.Is(in.err, io.EOF):
			return "", ErrEndOfInput
		default:
			return "", fmt.Errorf("reading the answer: %w", in.err)
		}
	}
}

// clean takes out of a line what a terminal may have put in by mistake, or obey.
func clean(s string) string { return screen.Clean(s) }

func (l *Line) run() error {
	for {
		if l.ctx.Err() != nil {
			return session.ErrStopped
		}
		st := l.s.Step()
		l.show(st)
		var err error
		switch st.Kind {
		case conversation.TextStep:
			err = l.text(st)
		case conversation.ReviewStep:
			err = l.review()
		case conversation.FinishStep:
			var done bool
			if done, err = l.finish(st); done {
				return nil
			}
		default:
			err = l.line(st)
		}
		if err != nil {
			return err
		}
	}
}

// line reads one line for a step and does what it says.
func (l *Line) line(st conversation.Step) error {
	text, err := l.read()
	if err != nil {
		return err
	}
	handled, err := l.command(st, text)
	if handled || err != nil {
		return err
	}
	if stillSo(st, text) {
		return l.answer(st, st.Answer)
	}
	if st.Kind == conversation.LineStep {
		return l.answer(st, strings.TrimSpace(text))
	}
	if o, ok := option(st.Options, text); ok {
		return l.choose(st, o)
	}
	l.say("That is no answer here.")
	return nil
}

// choose does what an option of the step in hand means.
func (l *Line) choose(st conversation.Step, o conversation.Option) error {
	switch {
	case o.Value == conversation.AddEntry:
		return l.entry(st.ID)
	case o.Value == conversation.NoMore:
		l.s.Skip()
		return nil
	case st.ID == "judgement" && o.Value != "agree":
		return l.override(o.Value)
	case st.ID == "judgement":
		_, err := l.s.Put(st, o.Value)
		l.s.Go(st)
		l.s.Skip()
		return l.saved(err)
	}
	return l.answer(st, o.Value)
}

// answer records an answer to the step in hand, and says what it did.
func (l *Line) answer(st conversation.Step, value string) error {
	return l.put(st, value, l.s.Answer)
}

func (l *Line) put(st conversation.Step, value string, record func(string) (string, error)) error {
	remark, err := record(value)
	if err != nil {
		return l.saved(err)
	}
	if remark != "" {
		l.wrap("", remark)
	}
	l.status() // first: it may mean that help must be sent now
	if st.Item >= 0 && value == string(assess.Yes) && st.FollowUp != "" {
		l.wrap("  Say: ", st.FollowUp)
		l.say("  (+ and the words adds them as a note)")
	}
	return nil
}

// saved tells that something could not be saved. The conversation goes on, and
// the same question is asked again.
func (l *Line) saved(err error) error {
	if errors.Is(err, session.ErrNotSaved) {
		l.say("! That could not be saved, so it was not recorded. Free some space or check the folder, then answer again; q stops.")
		return nil
	}
	return err
}

// text reads free text, line by line, each saved as it comes. A line with a
// single dot ends it.
func (l *Line) text(st conversation.Step) error {
	for first := true; ; first = false {
		text, err := l.read()
		if err != nil {
			return err
		}
		if first {
			if handled, err := l.command(st, text); handled || err != nil {
				return err
			}
		}
		if first && stillSo(st, text) {
			return l.answer(st, st.Answer)
		}
		if strings.TrimSpace(text) == "." {
			l.s.Skip()
			return nil
		}
		if len(text) == terminalLine {
			l.say("That is as much as a terminal passes on in one line: its end may be missing. Look, and write the rest on a line of its own.")
		}
		now, _ := l.s.Find(st.ID)
		if now.Answer != "" {
			text = now.Answer + "\n" + text
		}
		if _, err := l.s.Put(now, text); err != nil {
			return l.saved(err) // and the step is shown again
		}
		l.s.Go(st)
	}
}

// option gives the option that a word or a key means.
func option(options []conversation.Option, text string) (conversation.Option, bool) {
	text = strings.TrimSpace(text)
	for _, o := range options {
		if strings.EqualFold(text, o.Key) || strings.EqualFold(text, o.Value) {
			return o, true
		}
	}
	return conversation.Option{}, false
}

// stillSo says whether a line confirms what was told in an earlier assessment.
func stillSo(st conversation.Step, text string) bool {
	o, ok := option(st.Options, text)
	return ok && st.Confirm && o.Key == conversation.StillSo
}

// finish closes the conversation on a clear yes.
func (l *Line) finish(st conversation.Step) (done bool, err error) {
	text, err := l.read()
	if err != nil {
		return false, err
	}
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "y", "yes", "f", "finish":
		missing, err := l.s.Finish()
		if err != nil {
			return false, l.saved(err)
		}
		if missing != "" {
			l.say("%s", missing)
			if ref, ok := l.s.Find("reference"); ok {
				l.s.Go(ref)
			}
			return false, nil
		}
		return true, nil
	case "n", "no":
		if review, ok := l.s.Find("review"); ok {
			l.s.Go(review)
		}
		return false, nil
	}
	handled, err := l.command(st, text)
	if !handled && err == nil {
		l.say("That is no answer here.")
	}
	return false, err
}
