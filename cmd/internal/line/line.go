// Package line runs a session line by line, for screen readers, pipes and scripts.
// All lines come from one reader: a new one for each question would buffer, and lose,
// the answers that follow.
package line

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// ErrEndOfInput is returned when the input ends before the session does.
var ErrEndOfInput = errors.New("the input ended before the session did")

// console is a session run line by line.
type console struct {
	s         *session.Session
	lines     <-chan input
	ctx       context.Context
	out       io.Writer
	wide      int
	by        string // the assessor's reference, for an override; "" to ask
	failed    error  // why writing failed, so that nobody can see the questions
	err       error  // why the session ends unfinished
	section   string // the title shown last
	single    string // the single letter that was not taken as text, after its question
	onPage    string // the page of several questions shown last
	before    assess.Result
	shown     bool          // the level has been shown at least once
	lastLevel present.Level // as it was said last
	told      string        // the advice shown last

	mayNote    bool // it has been said how to add a note
	finished   bool
	leaving    bool            // tried to stop once, but the file could not be written
	found      []present.Found // by the last search
	entry      *onList         // the entry recorded last; nil if none
	readBackIn *readField      // the field that was read back last; nil if none
	decode     func(string) string
	marked     bool // it has been said that letters are marked
	keyed      bool // the last line held a key that is not a letter

	clock func() time.Time // nil: no person types
	slow  bool             // a save took long, and no line has been typed since for what was shown
	asked time.Time        // when a line was asked for last
}

// Options holds what line mode needs besides the session.
type Options struct {
	Width  int                      // of the terminal, in cells
	By     string                   // the assessor's reference, for an override; "" to ask
	Decode func(line string) string // reads a line that is not UTF-8; nil if the locale names no other encoding
	Clock  func() time.Time         // says what time it is, if a person types at a terminal; nil for a pipe
}

// Run runs the session until it is finished. It returns session.ErrStopped if the
// person stops or ctx is done, ErrEndOfInput at the end of the input, or an error of
// out. However it ends, every answer is saved.
func Run(ctx context.Context, s *session.Session, in *Input, out io.Writer, o Options) error {
	c := newConsole(ctx, s, in, out, o)
	c.welcome()
	c.begun()
	if c.before.ActNow {
		c.banner(&c.before)
	}
	c.run()
	if c.failed != nil {
		return fmt.Errorf("showing the question: %w", c.failed)
	}
	return c.err
}

func newConsole(ctx context.Context, s *session.Session, in *Input, out io.Writer, o Options) *console {
	in.once.Do(func() { go in.read() })
	c := &console{s: s, lines: in.lines, ctx: ctx, out: out, wide: max(40, min(o.Width, 100)), by: o.By, decode: o.Decode, clock: o.Clock, before: s.Result()}
	s.Slow = func() { // the console waits for the save and writes nothing else
		c.slow = true
		c.say("%s", present.Saving)
	}
	return c
}

// letters returns a line in UTF-8. A line in another encoding that the locale does not
// name keeps its letters of ASCII, and that is said once.
func (c *console) letters(text string) string {
	switch {
	case utf8.ValidString(text):
	case c.decode != nil:
		text = c.decode(text)
	case !c.marked:
		c.marked = true
		c.say("! Some letters came in another encoding than UTF-8 and are marked. Set the terminal to UTF-8.")
	}
	c.keyed = strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\t' })
	return text
}

// notLetters is said of a line that keys such as arrows or Alt have put signs into.
const notLetters = "That line holds a key that is not a letter. Nothing was recorded. Write it again."

func (c *console) run() {
	for !c.finished && c.err == nil {
		if c.ctx.Err() != nil {
			c.err = session.ErrStopped
			return
		}
		c.wrap("! ", c.s.Tell())
		st := c.s.Step()
		c.advice()
		c.show(st)
		if st.Kind == conversation.TextStep {
			c.text(st)
		} else {
			c.line(st)
		}
	}
}

// line reads one line for a step and acts on it.
func (c *console) line(st conversation.Step) {
	text, ok := c.read()
	if ok && c.keyed && st.Kind != conversation.LineStep {
		c.say(notLetters)
		return
	}
	if !ok || c.command(st, text) {
		return
	}
	o, ok := option(st.Options, text)
	switch {
	case stillSo(st, text):
		c.put(st, st.Answer)
	case st.Kind == conversation.LineStep && c.mayBeAKey(st, strings.TrimSpace(text)):
		c.say("That is one letter. Did you mean it as an answer? Nothing was recorded. Write it again to record it here; s skips.")
	case st.Kind == conversation.LineStep:
		c.put(st, strings.TrimSpace(text))
	case st.Kind == conversation.ReviewStep:
		c.named(text)
	case st.Kind == conversation.ConfirmStep:
		c.confirm(st, text)
	case ok:
		c.choose(st, o)
	default:
		c.say("That is not one of the answers.")
	}
}

// mayBeAKey reports whether a line is a single letter, which may be meant for another
// question. The second time it is text.
func (c *console) mayBeAKey(st conversation.Step, text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	again := c.single == st.ID+text
	c.single = ""
	if again || size != len(text) || !unicode.IsLetter(r) {
		return false
	}
	c.single = st.ID + text
	return true
}

// choose acts on an option of the current step.
func (c *console) choose(st conversation.Step, o conversation.Option) {
	list, entry, edits := c.s.Edits(st, o.Value)
	switch {
	case edits:
		c.s.Skip()
		c.onEntry(onList{verb: "edit", list: list, entry: entry})
	case o.Value == conversation.GoOn:
		c.saved(c.s.GoOn())
	case o.Value == conversation.Stop:
		c.stop()
	case o.Value == conversation.OtherSuspect, st.Kind == conversation.FinishStep && o.Value == conversation.Done:
		c.finish(o.Value)
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

// finish closes the session, or goes to the case reference if that is missing. with is the
// answer to the last step.
func (c *console) finish(with string) {
	if !c.howItEnded() {
		return
	}
	missing, err := c.s.Finish(with)
	switch {
	case !c.saved(err):
	case missing == "":
		c.finished = true
	default:
		c.say("%s", missing)
		c.goTo("reference")
	}
}

// put records an answer to any step, current or not, and says what it changed.
func (c *console) put(st conversation.Step, value string) {
	remark, err := c.s.Put(st, value)
	if !c.saved(err) {
		return
	}
	c.wrap("", remark)
	if remark == "" {
		c.wrap("  recorded: ", present.Label(st.Options, value))
	}
	c.status() // first: it may mean that help must be sent now
	if st.Item >= 0 && value == string(assess.Yes) && st.FollowUp != "" {
		c.wrap("  Say: ", st.FollowUp)
		if !c.mayNote {
			c.say("  (+ WORDS adds a note)")
		}
		c.mayNote = true
	}
}

// saved reports whether a save succeeded, and tells the person if not. The session
// continues, and the same question is asked again.
func (c *console) saved(err error) bool {
	if err != nil {
		c.say("%s", present.NotSaved)
	}
	c.wrap("! ", c.s.Tell())
	return err == nil
}

// text reads free text and saves each line. A line with a single dot ends it.
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
			c.say("The terminal may have cut the end of that line. Check it, and write the rest on a new line.")
		}
		now, _ := c.s.Anywhere(st.ID)
		if now.Answer != "" {
			text = now.Answer + "\n" + text
		}
		if _, err := c.s.Put(now, text); !c.saved(err) {
			return // and the step is shown again
		}
		c.s.Go(st)
	}
}

// option returns the option with that key or value.
func option(options []conversation.Option, text string) (conversation.Option, bool) {
	text = strings.TrimSpace(text)
	for _, o := range options {
		if strings.EqualFold(text, o.Key) || strings.EqualFold(text, o.Value) {
			return o, true
		}
	}
	return conversation.Option{}, false
}

// stillSo reports whether a line confirms an earlier assessment's answer.
func stillSo(st conversation.Step, text string) bool {
	o, ok := option(st.Options, text)
	return ok && st.Confirm && o.Key == conversation.StillSo
}

// override asks for another level, the reason and who decided it.
func (c *console) override(direction string) {
	o, refused := present.NewOverride(c.s, direction, c.by)
	if refused != "" {
		c.wrap("", refused)
		return
	}
	c.say("A single dot leaves the level unchanged.")
	if _, left := c.ask(onList{verb: "override"}, o.Fields, all(o.Fields)); left {
		if len(c.s.Begun()) > 0 {
			c.say("The level has not changed. What you wrote is kept until you finish.")
		}
		return
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
