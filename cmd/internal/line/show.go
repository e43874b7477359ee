package line

import (
	"fmt"
	"slices"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// say writes a line. Once writing fails, nobody can see the questions and the session
// stops.
func (c *console) say(format string, args ...any) {
	c.write(fmt.Sprintf(format, args...) + "\n")
}

// prompt shows that the session is waiting for a line.
func (c *console) prompt() {
	c.write("> ")
	if c.clock != nil {
		c.asked = c.clock()
	}
}

func (c *console) write(text string) {
	if c.failed == nil {
		_, c.failed = fmt.Fprint(c.out, text)
	}
}

// wrap writes text wrapped to the terminal's width, the first line after lead and the
// others indented to match. It writes nothing if text is blank.
func (c *console) wrap(lead, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	for _, l := range termtext.Hang(lead, strings.Repeat(" ", termtext.Width(lead)), text, c.wide) {
		c.say("%s", l)
	}
}

// welcome says how to answer, which commands the first minutes need, and what to read
// first. A caller waits meanwhile, so ? has the rest.
func (c *console) welcome() {
	c.say("Answer with one letter and Enter. An empty line is never an answer.")
	c.say("  y yes   n no   u not known   d won't say")
	c.say("  s skip   b back   mode cannot talk   q save and stop   ? all commands")
	c.wrap("", c.s.Set().Stalking.ReadFirst)
	if c.s.Practice != nil {
		c.say("This is a practice case.")
		c.commands(present.PracticeCommands)
		c.say("  about 1   asks about topic 1      look 1   checks record 1")
		c.theCase()
	}
	if c.s.GoesOn() {
		c.wrap("", "Answers from last time are shown, and count until you change them. c confirms an answer; s leaves it unchanged. Anything that can change from day to day is asked again.")
	}
}

// begun says what was begun and not finished, and how to go on with it.
func (c *console) begun() {
	for _, b := range c.s.Begun() {
		c.wrap("! ", present.Began(b))
		switch b.Step {
		case "judgement":
			c.say("  / judgement goes on with it: what was written is still there.")
		default:
			c.say("  edit %s %d goes on with it.", b.Step, b.Entry+1)
		}
	}
}

func (c *console) commands(all []present.Command) {
	for _, one := range all {
		c.wrap(fmt.Sprintf("  %-13s", one.Line), one.Help)
	}
}

// titles writes the section and the page of a step, where they begin.
func (c *console) titles(st conversation.Step) {
	c.say("")
	if st.Section != c.section {
		title := st.Section
		if c.s.Assessment().Training != "" {
			title = "TRAINING: " + title
		}
		c.say("== %s ==", title)
		c.section = st.Section
	}
	if page, ok := c.s.Page(); ok && c.onPage != page.ID {
		if page.Prompt != st.Section {
			c.say("-- %s --", page.Prompt)
		}
		c.wrap("  ", page.Help)
	}
	c.onPage = st.Page
}

// show writes the current step.
func (c *console) show(st conversation.Step) {
	c.titles(st)
	switch st.Kind {
	case conversation.ReviewStep:
		c.page()
		c.prompt()
		return
	case conversation.ConfirmStep:
		c.held(st)
		c.prompt()
		return
	}
	if st.Kind == conversation.FinishStep {
		c.wrap("  ", st.Help) // what the stage has found
		c.wrap("! ", present.Unfinished(c.s))
	}
	if head, _ := present.ActNowHead(c.s, &c.before); c.before.ActNow {
		c.wrap("*** ", head+".")
	}
	for _, of := range present.AllStanding(c.s) {
		c.wrap("! ", of.Says)
	}
	lead := ""
	if st.Silent {
		lead = "[for you] "
	}
	aloud, english := present.Aloud(&st)
	c.wrap(lead, aloud)
	c.wrap("  "+present.English, english)
	for _, r := range present.Remarks(c.s, &st) {
		c.wrap("  "+r.Lead, r.Text)
	}
	switch {
	case st.Confirm && st.Kind == conversation.TextStep:
		c.account(st)
	case st.Kind == conversation.LineStep:
		c.wrap("  Recorded: ", st.Answer)
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

// advice writes the line to say to the caller when it comes into view.
func (c *console) advice() {
	of, ok := c.s.Advice()
	if ok && of.Says != c.told {
		c.wrap("! "+present.TellThem, of.Read)
		c.wrap("  "+present.NotThis, of.Not)
		c.say("  (said: once you have told them)")
	}
	c.told = of.Says
}

// said records that the advice in view was said.
func (c *console) said() {
	of, err := c.s.Said()
	switch {
	case !c.saved(err):
	case of.Says == "":
		c.say("%s", present.NoAdvice)
	default:
		c.say("%s", present.AdviceRecorded)
	}
}

// mostOfAccount is the most lines of an earlier account to show, so that the question
// stays in sight.
const mostOfAccount = 12

// account shows an earlier account, so that nobody has to repeat it.
func (c *console) account(st conversation.Step) {
	lines := strings.Split(st.Answer, "\n")
	for _, line := range lines[:min(len(lines), mostOfAccount)] {
		c.wrap("  | ", line)
	}
	if more := len(lines) - mostOfAccount; more > 0 {
		c.say("  (%d more lines in the earlier report)", more)
	}
}

// expect says how to answer the step.
func (c *console) expect(st conversation.Step) {
	switch {
	case st.Kind == conversation.TextStep && st.Confirm:
		c.wrap("  ", "New lines are added to it. End with a line that is a single dot. c or s leaves it unchanged.")
	case st.Kind == conversation.TextStep && st.Answer != "":
		c.wrap("  ", "New lines are added to what is recorded. End with a line that is a single dot. s leaves it unchanged.")
	case st.Kind == conversation.TextStep:
		c.wrap("  ", "Write as many lines as you like. End with a line that is a single dot. s skips it for now.")
	case st.Kind == conversation.LineStep && st.Confirm:
		c.say("  One line.   c still so   s skip   b back   ? help")
	case st.Kind == conversation.LineStep:
		c.say("  One line.   s skip   b back   ? help")
	default:
		c.keys(st)
	}
}

// keys shows the answers to a step, several to a line.
func (c *console) keys(st conversation.Step) {
	var parts []string
	for _, o := range st.Options {
		parts = append(parts, o.Key+" "+present.Offered(&st, o))
	}
	for _, l := range termtext.Flow(append(parts, "? help"), "   ", c.wide-2) {
		c.say("  %s", l)
	}
}

func (c *console) help(st conversation.Step) {
	for _, r := range present.Help(c.s, &st) {
		c.wrap("  "+r.Lead, r.Text)
	}
	c.say("  y n u d answer the question. Other commands:")
	c.commands(present.Commands)
	c.say("  i yesterday 9pm, keyed the car, outside work   adds an incident in one line")
	c.say("  edit 2   changes incident 2      remove 2   removes it")
	c.say("  next   leaves the rest of a page of several questions")
	c.say("  / knife   goes to the question that asks about it")
}

// status says what has changed since the last status, and what to do if help must be
// sent now.
func (c *console) status() {
	now := c.s.Result()
	if now.ActNow && !c.before.ActNow {
		c.banner(&now)
	}
	changes := present.Changes(&c.before, &now)
	if len(changes) > 0 || !c.shown {
		for _, change := range changes {
			c.wrap("  ", change)
		}
		c.moved(&now, changes)
	}
	c.before = now
}

// moved says what is new in the level since it was said last. said is what has been
// said of it already.
func (c *console) moved(r *assess.Result, said []string) {
	l := present.LevelOf(c.s, r)
	if was := c.lastLevel; !c.shown {
		c.level(r)
	} else {
		for _, one := range []struct{ lead, was, is string }{{"  " + l.Lead, was.Says, l.Says}, {"  Last four weeks: ", was.Recent, l.Recent}, {"  ", was.Dash, l.Dash}} {
			if one.is != one.was {
				c.wrap(one.lead, one.is)
			}
		}
		c.wrap("  ", fresh(l.Remarks, slices.Concat(was.Remarks, said), " "))
		c.wrap("  Because: ", fresh(l.Made, was.Made, "; "))
		c.wrap("  Red flags: ", fresh(l.RedFlags, was.RedFlags, "; "))
	}
	c.lastLevel, c.shown = l, true
}

// fresh joins what was not there before.
func fresh(now, before []string, by string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(now), func(s string) bool { return slices.Contains(before, s) }), by)
}

// level says the level in words, what made it, and what could still change it.
func (c *console) level(r *assess.Result) {
	l := present.LevelOf(c.s, r)
	c.wrap("  "+l.Lead, l.Says)
	c.wrap("  Last four weeks: ", l.Recent)
	for _, text := range l.Remarks {
		c.wrap("  ", text)
	}
	c.wrap("  Because: ", strings.Join(l.Made, "; "))
	c.wrap("  Red flags: ", strings.Join(l.RedFlags, "; "))
	c.wrap("  ", l.NoFlags)
	c.wrap("  "+l.NextLead, strings.Join(l.CouldChange, "; "))
	c.wrap("  ", l.Dash)
}

// inDetail says what lies behind the level, and how long ago the contact began.
func (c *console) inDetail() {
	r := c.s.Result()
	c.level(&r)
	for _, one := range present.LevelInDetail(c.s, &r) {
		c.wrap("  "+one.Lead, one.Text)
	}
	c.say("  %s since the contact began.", present.Elapsed(c.s.Elapsed()))
}

func (c *console) banner(r *assess.Result) {
	stars := strings.Repeat("*", 64)
	head, _ := present.ActNowHead(c.s, r)
	c.say("\n%s\n*** %s. ***", stars, head)
	c.wrap("*** ", present.WhyActNow(c.s, r))
	c.wrap("*** ", present.HowToGoOn(c.s.Assessment()))
	c.say("%s", stars)
}

// page shows the review: everything on one page, what needs attention first.
func (c *console) page() {
	r := c.s.Result()
	c.level(&r)
	for _, g := range present.Review(c.s, &r) {
		c.say("%s (%d)", g.Title, len(g.Rows))
		for _, row := range g.Rows {
			c.wrap(fmt.Sprintf("%1s %-14s ", row.Sign, present.Brief(&row.Step)), present.Named(c.s, &row.Step))
			c.wrap("    ", row.Why(c.s))
		}
	}
	if len(c.s.Entries("incidents")) > 0 {
		c.listed("incidents", someEntries)
	}
	c.say("s continue   / WORDS change an answer   f finish   q save and stop")
}
