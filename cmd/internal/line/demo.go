package line

import (
	"context"
	"io"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// Demo plays a practice case as a conversation is held in line mode: each question, what the
// caller says, and the model answer as it would be typed. Where a level moves it waits for a
// line, unless noStops is true or the input is at its end; q stops it.
func Demo(ctx context.Context, s *session.Session, model *assess.Assessment, in *Input, out io.Writer, noStops bool, o Options) error {
	c := newConsole(ctx, s, in, out, o)
	c.say("TRAINING. The caller:")
	c.theCase()
	player := session.NewPlayer(s.Set(), model)
	for c.failed == nil && c.ctx.Err() == nil {
		st := c.s.Step()
		before := c.before
		c.show(st)
		switch {
		case st.Kind == conversation.FinishStep:
			c.say("")
			r := c.s.Result()
			c.level(&r)
			c.say("This is the end of the case. Nothing is saved.")
			return c.failed
		case player.MoreIncidents(st):
			c.say("i")
			if c.saved(player.AddIncident(c.s)) {
				c.say("  recorded: an incident")
				c.status()
			}
		default:
			c.play(st, player.Answer(st))
		}
		if moved := len(present.Moved(&before, &c.before)) > 0 || c.before.ActNow != before.ActNow; moved && !noStops {
			c.say("\n(The level has moved. Enter continues, q stops.)")
			text, ok := c.read()
			if ok && strings.EqualFold(strings.TrimSpace(text), "q") {
				return session.ErrStopped
			}
			noStops = !ok
		}
	}
	if c.failed != nil {
		return c.failed
	}
	return session.ErrStopped
}

// play types the model answer to a step, after asking the caller.
func (c *console) play(st conversation.Step, value string) {
	if st.Item >= 0 {
		c.say("ask")
		c.practise(st, "ask", "")
		c.prompt()
	}
	if st.Kind != conversation.TextStep && st.Kind != conversation.LineStep {
		if o, ok := option(st.Options, value); ok {
			c.say("%s", o.Key)
			c.choose(st, o)
			return
		}
		value = ""
	}
	if value == "" || value == st.Answer {
		c.say("s")
		c.s.Skip()
		return
	}
	c.wrap("", value)
	if _, err := c.s.Put(st, value); c.saved(err) {
		c.s.Go(st)
		c.s.Skip()
	}
	c.status()
}
