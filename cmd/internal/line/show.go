package line

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// say writes a line. Once writing fails nobody sees the questions, and the
// conversation stops.
func (l *Line) say(format string, args ...any) {
	if l.failed != nil {
		return
	}
	_, l.failed = fmt.Fprintf(l.out, format+"\n", args...)
}

// wrap writes text in lines of the terminal's width, the first behind lead and
// the others as far in.
func (l *Line) wrap(lead, text string) {
	room := l.wide - utf8.RuneCountInString(lead)
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > room {
			l.say("%s%s", lead, line)
			lead, line = strings.Repeat(" ", utf8.RuneCountInString(lead)), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		l.say("%s%s", lead, line)
	}
}

// show writes the step in hand.
func (l *Line) show(st conversation.Step) {
	l.say("")
	if st.Section != l.section {
		title := st.Section
		if l.s.Assessment().Training != "" {
			title = "TRAINING: " + title
		}
		l.say("== %s ==", title)
		l.section = st.Section
	}
	if st.Kind == conversation.ReviewStep {
		l.page()
		return
	}
	mark := ""
	if st.Silent {
		mark = "[for you] "
	}
	l.wrap(mark, st.Prompt)
	switch {
	case st.Afresh:
		l.wrap("  ", "Said before"+on(st.Told)+": "+l.label(st)+". Ask again.")
	case st.Confirm && st.Answer == conversation.NoMore:
		l.wrap("  ", fmt.Sprintf("As told%s: %d in the list.", on(st.Told), st.Entries))
	case !st.Told.IsZero() && st.Kind != conversation.TextStep:
		l.wrap("  ", "As told"+on(st.Told)+": "+l.label(st)+".")
	case st.Confirm && st.Kind == conversation.TextStep:
		l.account(st)
	case st.Answer == conversation.NoMore:
		l.say("  Recorded so far: %d.", st.Entries)
	case st.Answer != "" && st.Kind != conversation.TextStep && st.Answer != string(assess.NotAsked):
		l.say("  Recorded: %s.", l.label(st))
	case st.Carried:
		l.say("  An incident shows: yes.")
	}
	if st.Note != "" && !st.Told.IsZero() {
		l.wrap("  Noted then: ", clean(st.Note))
	}
	if st.Proposed {
		l.say("  Another answer points to yes here. It does not count until you confirm it.")
	}
	l.some(st.ID)
	l.expect(st)
	if l.failed == nil {
		_, l.failed = fmt.Fprint(l.out, "> ")
	}
}

// mostOfAccount is how many lines of what was told before are shown, so that the
// question below them stays in sight.
const mostOfAccount = 12

// account shows what was told before, so that nobody has to tell it again.
func (l *Line) account(st conversation.Step) {
	l.say("  As told%s:", on(st.Told))
	lines := strings.Split(st.Answer, "\n")
	for _, line := range lines[:min(len(lines), mostOfAccount)] {
		l.wrap("  | ", clean(line))
	}
	if more := len(lines) - mostOfAccount; more > 0 {
		l.say("  (%d more lines stand in the earlier report)", more)
	}
}

// on says when something was told.
func on(at assess.Instant) string {
	if at.IsZero() {
		return ""
	}
	return " on " + at.Time().Format("2 January 2006")
}

// label gives what is recorded at a step, in the words of its option.
func (l *Line) label(st conversation.Step) string {
	for _, o := range st.Options {
		if o.Value == st.Answer {
			return o.Label
		}
	}
	return clean(st.Answer)
}

// expect says what the step takes.
func (l *Line) expect(st conversation.Step) {
	switch {
	case st.Kind == conversation.TextStep && st.Confirm:
		l.wrap("  ", "More lines are added to it. A line with a single dot ends it. c or s leaves it as it is.")
	case st.Kind == conversation.TextStep && st.Answer != "":
		l.wrap("  ", "Something is recorded; more lines are added to it. A line with a single dot ends it. s leaves it as it is.")
	case st.Kind == conversation.TextStep:
		l.wrap("  ", "Write as many lines as you like. A line with a single dot ends it. s leaves it for later.")
	case st.Kind == conversation.LineStep && st.Confirm:
		l.say("  One line.   c still so   s skip   b back   ? help")
	case st.Kind == conversation.LineStep:
		l.say("  One line.   s skip   b back   ? help")
	case st.Kind == conversation.FinishStep:
		l.say("  y finish   n look it over again   b back   q save and stop")
	default:
		l.keys(st.Options)
	}
}

// keys shows the answers that a step takes, several to a line, none broken.
func (l *Line) keys(options []conversation.Option) {
	line := " "
	for i := range len(options) + 1 {
		one := " ? help"
		if i < len(options) {
			one = " " + options[i].Key + " " + options[i].Label
		}
		if utf8.RuneCountInString(line)+utf8.RuneCountInString(one)+1 > l.wide {
			l.say("%s", strings.TrimRight(line, " "))
			line = " "
		}
		line += one + "  "
	}
	l.say("%s", strings.TrimRight(line, " "))
}

func (l *Line) help(st conversation.Step) {
	if st.Help != "" {
		l.wrap("  ", st.Help)
	}
	if st.FollowUp != "" {
		l.wrap("  After a yes, say: ", st.FollowUp)
	}
	if st.Item >= 0 {
		set := l.s.Set()
		for _, in := range set.All() {
			if in.ID == st.Instrument {
				l.wrap("  Why it is asked: ", in.Items[st.Item].Why)
			}
		}
		l.say("  Its name is %s.", st.ID)
	}
	l.say("  y n u d answer; s skip, b back, r review, i incident, list shows them, f finish, q save and stop, + words notes the answer just given.")
}

// status tells the level when it moves, and what to do when it means now.
func (l *Line) status() {
	now := l.s.Result()
	moved := assess.Moved(&l.before, &now)
	if now.ActNow && !l.before.ActNow {
		l.banner(&now)
	}
	if moved != "" || !l.told {
		l.wrap("  Level: ", now.Headline()+".")
		if moved != "" {
			l.wrap("  Moved: ", moved+because(&now)+".")
		}
		if len(now.AskNext) > 0 {
			l.wrap("  Ask next: ", strings.Join(now.AskNext[:min(3, len(now.AskNext))], ", ")+".")
		}
		l.told = true
	}
	if now.Settled && !l.before.Settled {
		l.wrap("  Settled: ", "no red flag or imminent sign is open, and the level can rise no further on these questions.")
	}
	l.before = now
}

// because names the rules that give the levels.
func because(r *assess.Result) string {
	var rules []string
	for _, reason := range append(append([]assess.Reason{}, r.Baseline.Because...), r.Escalation.Because...) {
		rule := reason.Rule
		if len(reason.Items) > 0 {
			rule += " (" + strings.Join(reason.Items, ", ") + ")"
		}
		rules = append(rules, rule)
	}
	if len(rules) == 0 {
		return ""
	}
	return ", because of " + strings.Join(rules, "; ")
}

func (l *Line) banner(r *assess.Result) {
	l.say("")
	l.say("****************************************************************")
	l.say("*** ACT NOW: send help at once, by your local procedure.      ***")
	for _, rule := range l.s.Set().Stalking.ActNow {
		for _, id := range r.ActNowRules {
			if rule.ID == id {
				l.wrap("*** ", rule.Says)
			}
		}
	}
	l.say("*** Keep the line open. Then go straight on below.            ***")
	l.say("****************************************************************")
}

// page shows everything on one page: the open questions first.
func (l *Line) page() {
	r := l.s.Result()
	l.say("Level: %s.", r.Headline())
	set := l.s.Set()
	for _, reason := range append(append([]assess.Reason{}, r.Baseline.Because...), r.Escalation.Because...) {
		l.wrap("  Because ", set.Stalking.Says(reason)+".")
	}
	if r.Overall.Established != r.Overall.CouldReach {
		l.say("It could reach %s.", strings.ToUpper(r.Overall.CouldReach))
	}
	for _, c := range r.Contradicted {
		l.say("! Look at %s: recorded as no, and something else says yes.", c)
	}
	for _, p := range append(append([]string{}, r.Proposed...), r.Dash.Proposed...) {
		l.say("? Another answer points to yes at %s; it does not count until you confirm it.", p)
	}
	var open, told, done []string
	for _, st := range l.s.Steps() {
		if st.Kind >= conversation.ReviewStep {
			continue
		}
		line := fmt.Sprintf("  %-18s %-14s %s", st.ID, l.short(st), st.Topic)
		switch {
		case !st.Answered() && !st.Confirm, st.Answer == string(assess.Unknown), st.Answer == string(assess.Declined):
			open = append(open, line)
		case st.Confirm:
			told = append(told, line)
		default:
			done = append(done, line)
		}
	}
	l.list("Open", open)
	l.list("As told before, not confirmed yet", told)
	l.list("Answered", done)
	l.some("incidents")
	l.say("%s", "s goes on   go approach changes an answer   approach=yes answers from here   f finish   q save and stop")
	if l.failed == nil {
		_, l.failed = fmt.Fprint(l.out, "> ")
	}
}

func (l *Line) list(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	l.say("%s (%d)", title, len(lines))
	for _, line := range lines {
		l.say("%s", line)
	}
}

// short gives an answer in a word; of free text only that it is there.
func (l *Line) short(st conversation.Step) string {
	switch {
	case st.Carried && st.Answer != string(assess.Yes):
		return "yes (incident)"
	case st.Entries > 0:
		return fmt.Sprintf("%d in the list", st.Entries)
	case st.Kind != conversation.ChoiceStep && st.Answer != "":
		return "written"
	case st.Answer == "" || st.Answer == string(assess.NotAsked):
		return "not asked"
	case st.Afresh:
		return st.Answer + " (old)"
	}
	return strings.ReplaceAll(st.Answer, "_", " ")
}
