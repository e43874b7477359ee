package line

import (
	"fmt"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// say writes a line. Once writing fails nobody sees the questions, and the session
// stops.
func (c *console) say(format string, args ...any) {
	c.write(fmt.Sprintf(format, args...) + "\n")
}

// prompt shows that a line is awaited.
func (c *console) prompt() { c.write("> ") }

func (c *console) write(text string) {
	if c.failed == nil {
		_, c.failed = fmt.Fprint(c.out, text)
	}
}

// wrap writes text in lines of the terminal's width, the first behind lead and
// the others as far in. A blank text is not written.
func (c *console) wrap(lead, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	for _, l := range termtext.Hang(lead, strings.Repeat(" ", termtext.Width(lead)), text, c.wide) {
		c.say("%s", l)
	}
}

// welcome says how the session goes, and what to read first.
func (c *console) welcome() {
	c.say("Answer with one letter and Enter. An empty line is never an answer.")
	c.say("  y yes   n no   u not known   d would not say today")
	c.commands(present.Commands)
	c.say("  i visit, yesterday 21:30, in person, Northshire   adds an incident in one line")
	c.say("  edit 2   changes incident 2      remove 2   removes it")
	c.say("  go approach   goes to a question      approach=yes   answers it from anywhere")
	c.wrap("", c.s.Set().Stalking.ReadFirst)
	if c.s.Practice != nil {
		c.say("This is a practice case.")
		c.commands(present.PracticeCommands)
		c.say("  about 1   asks about it      look 1   looks there")
		c.theCase()
	}
	if c.s.GoesOn() {
		c.wrap("", "What was recorded last time is shown, and counts until you change it. c confirms that it is still true; s leaves it as it is. What may change from day to day is asked again.")
	}
}

func (c *console) commands(all []present.Command) {
	for _, one := range all {
		c.wrap(fmt.Sprintf("  %-12s", one.Line), one.Help)
	}
}

// show writes the current step.
func (c *console) show(st conversation.Step) {
	c.say("")
	if st.Section != c.section {
		title := st.Section
		if c.s.Assessment().Training != "" {
			title = "TRAINING: " + title
		}
		c.say("== %s ==", title)
		c.section = st.Section
	}
	if st.Kind == conversation.ReviewStep {
		c.page()
		c.prompt()
		return
	}
	lead := ""
	if st.Silent {
		lead = "[for you] "
	}
	c.wrap(lead, st.Prompt)
	for _, r := range present.Remarks(c.s, &st) {
		c.wrap("  "+r.Lead, r.Text)
	}
	switch {
	case st.Confirm && st.Kind == conversation.TextStep:
		c.account(st)
	case st.Kind == conversation.LineStep:
		c.wrap("  Recorded: ", termtext.Clean(st.Answer))
	}
	if note := present.Note(&st); !st.AnsweredAt.IsZero() {
		c.wrap("  "+note.Lead, note.Text)
	}
	if st.Entries > 0 {
		c.listed(st.ID, someEntries)
	}
	c.expect(st)
	c.prompt()
}

// mostOfAccount is how many lines of an earlier account are shown, so that the
// question below them stays in sight.
const mostOfAccount = 12

// account shows an earlier account, so that nobody has to repeat it.
func (c *console) account(st conversation.Step) {
	lines := strings.Split(st.Answer, "\n")
	for _, line := range lines[:min(len(lines), mostOfAccount)] {
		c.wrap("  | ", termtext.Clean(line))
	}
	if more := len(lines) - mostOfAccount; more > 0 {
		c.say("  (%d more lines are in the earlier report)", more)
	}
}

// expect says what the step takes.
func (c *console) expect(st conversation.Step) {
	switch {
	case st.Kind == conversation.TextStep && st.Confirm:
		c.wrap("  ", "More lines are added to it. A line with a single dot ends it. c or s leaves it as it is.")
	case st.Kind == conversation.TextStep && st.Answer != "":
		c.wrap("  ", "Something is recorded; more lines are added to it. A line with a single dot ends it. s leaves it as it is.")
	case st.Kind == conversation.TextStep:
		c.wrap("  ", "Write as many lines as you like. A line with a single dot ends it. s leaves it for later.")
	case st.Kind == conversation.LineStep && st.Confirm:
		c.say("  One line.   c still so   s skip   b back   ? help")
	case st.Kind == conversation.LineStep:
		c.say("  One line.   s skip   b back   ? help")
	default:
		c.keys(present.Options(&st))
	}
}

// keys shows the answers that a step takes, several to a line.
func (c *console) keys(options []conversation.Option) {
	var parts []string
	for _, o := range options {
		parts = append(parts, o.Key+" "+o.Label)
	}
	for _, l := range termtext.Flow(append(parts, "? help"), "   ", c.wide-2) {
		c.say("  %s", l)
	}
}

func (c *console) help(st conversation.Step) {
	for _, r := range present.Help(c.s, &st) {
		c.wrap("  "+r.Lead, r.Text)
	}
	c.say("  y n u d answer; besides:")
	c.commands(present.Commands)
}

// status says what has changed since it was last said, and what to do if help must
// be sent now.
func (c *console) status() {
	now := c.s.Result()
	if now.ActNow && !c.before.ActNow {
		c.banner(&now)
	}
	changes := present.Changes(&c.before, &now)
	if len(changes) > 0 || !c.shown {
		c.wrap("  Level: ", now.Headline()+".")
		for _, change := range changes {
			c.wrap("  ", change)
		}
		c.because(&now)
		if next := now.AskNext; len(next) > 0 {
			c.wrap("  Ask next: ", strings.Join(next[:min(3, len(next))], ", ")+".")
		}
		c.shown = true
	}
	c.before = now
}

// because prints the reasons for the levels.
func (c *console) because(r *assess.Result) {
	for _, level := range []assess.Level{r.Baseline, r.Escalation} {
		for _, reason := range level.Because {
			c.wrap("  Because ", c.s.Set().Stalking.Says(reason)+".")
		}
	}
}

func (c *console) banner(r *assess.Result) {
	stars := strings.Repeat("*", 64)
	c.say("\n%s\n*** %s. ***", stars, present.ActNow)
	c.wrap("*** ", present.WhyActNow(c.s, r))
	c.wrap("*** ", present.HowToGoOn(c.s.Assessment()))
	c.say("%s", stars)
}

// page shows everything on one page, what needs attention first.
func (c *console) page() {
	r := c.s.Result()
	c.say("Level: %s.", r.Headline())
	c.because(&r)
	if r.Overall.Established != r.Overall.CouldReach {
		c.say("It could reach %s.", strings.ToUpper(r.Overall.CouldReach))
	}
	for _, g := range present.Review(c.s, &r) {
		c.say("%s (%d)", g.Title, len(g.Rows))
		for _, row := range g.Rows {
			c.say("%1s %-18s %-14s %s", row.Sign, row.Step.ID, present.Brief(&row.Step), row.Step.Topic)
			c.wrap("    ", row.Why(c.s))
		}
	}
	if len(c.s.Entries("incidents")) > 0 {
		c.listed("incidents", someEntries)
	}
	c.say("s goes on   go approach changes an answer   approach=yes answers from here   f finish   q save and stop")
}
