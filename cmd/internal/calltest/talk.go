package calltest

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// Talk is one sitting of a call as it is played. The way of showing it asks what to do
// next, and does it.
type Talk struct {
	S   *session.Session
	Now time.Time // the clock, which the way of showing it moves

	t        *testing.T
	call     *Call
	sitting  *sitting
	disk     []byte
	seen     strings.Builder // all that was shown
	asked    []string        // the steps that were shown
	done     []int           // the events that have happened
	stopping bool
	acts     int
	on       string   // the page or question shown last
	lines    []string // those of it that were read
	standing []string // what stood in view then
	count    limits
	actNow   limits   // when help must be sent first; zero if never
	drawn    []string // the whole picture shown last
	whole    int      // the words of all lines that were drawn newly
}

// Kind is what a handler does.
type Kind int

// The kinds of Act.
const (
	Choose   Kind = iota // the option of the step
	Write                // the text, in the field of the step
	Pass                 // leaves the step without an answer
	Command              // Text is the command
	Glance               // Text is a command whose page is left again at once
	Incident             // Words are its fields
	Stop                 // the call is over
)

// Act is one thing that a handler does.
type Act struct {
	Kind   Kind
	Step   conversation.Step
	Option conversation.Option
	Text   string
	Words  []string
}

// leave is the answer that leaves a step without one.
const leave = "-"

// mostActs is far more than any call needs.
const mostActs = 120

// Next returns what the handler does now, having read page: the words shown since they
// last did something. standing is what stays in view whatever is asked.
func (p *Talk) Next(page, standing string) Act {
	st, over := p.step()
	p.reads(st, page, standing)
	p.acts++
	if p.acts > mostActs {
		p.t.Fatalf("the call does not end; at %s:\n%s", st.ID, page)
	}
	if a, ok := p.happens(st); ok {
		return a
	}
	if _, ok := p.S.Advice(); ok && p.sitting.answers["advice"] == "said" && !p.stopping {
		return Act{Kind: Command, Text: "said"}
	}
	if over {
		return Act{Kind: Stop}
	}
	return p.answers(st, page)
}

// answers returns what the call says to do at a step.
func (p *Talk) answers(st conversation.Step, page string) Act {
	kind, _, _ := strings.Cut(st.ID, ":") // "tell" is every line to tell them
	answer := cmp.Or(p.sitting.answers[st.ID], p.sitting.answers[kind])
	if answer == leave && p.stopping { // once more stops without it
		return Act{Kind: Stop}
	}
	if answer == leave || answer == "" && len(st.Options) == 0 {
		return Act{Kind: Pass, Step: st}
	}
	if len(st.Options) == 0 {
		return Act{Kind: Write, Step: st, Text: answer}
	}
	o, ok := option(st.Options, cmp.Or(answer, p.otherwise(&st)))
	if !ok && answer == "all" { // nothing else is left to tell
		o, ok = option(st.Options, "yes")
	}
	if !ok {
		p.t.Fatalf("nothing says what is answered at %s (%q):\n%s", st.ID, answer, page)
	}
	return Act{Kind: Choose, Step: st, Option: o}
}

// step returns what is asked now, and whether a call that stops has nothing left to ask.
// Line mode asks how it ended beside its step.
func (p *Talk) step() (st conversation.Step, over bool) {
	if st, ok := p.S.BeforeStopping(); ok && p.stopping {
		return st, false
	}
	return p.S.Step(), p.stopping
}

// otherwise returns the answer at a step that the call does not name, or "".
func (p *Talk) otherwise(st *conversation.Step) string {
	if st.Kind == conversation.FinishStep {
		return conversation.Done
	}
	for _, value := range []string{p.sitting.answers["otherwise"], "none_known", conversation.NoMore} {
		if _, ok := option(st.Options, value); ok && value != "" {
			return value
		}
	}
	return ""
}

// happens returns what happens at a step besides its answer, once.
func (p *Talk) happens(st conversation.Step) (Act, bool) {
	for i, e := range p.sitting.events {
		due := e.step == st.ID && !e.after || e.after && e.step != st.ID && slices.Contains(p.asked, e.step)
		if !due || slices.Contains(p.done, i) {
			continue
		}
		p.done = append(p.done, i)
		switch e.what {
		case "hang up":
			p.stopping = true
			return Act{Kind: Stop}, true
		case "incident":
			return Act{Kind: Incident, Words: strings.Split(e.words, "; ")}, true
		case "look at":
			return Act{Kind: Glance, Text: e.words}, true
		}
		if step := opens[e.what]; e.words != "" {
			p.sitting.answers[step] = e.words
		}
		return Act{Kind: Command, Text: e.what}, true
	}
	return Act{}, false
}

// opens holds the step that each command opens.
var opens = map[string]string{"mode": conversation.ModeStep, "language": conversation.LanguageStep, "sent": conversation.HelpStep}

// option returns the option with that value, label or key.
func option(options []conversation.Option, answer string) (conversation.Option, bool) {
	i := slices.IndexFunc(options, func(o conversation.Option) bool { return o.Value == answer || o.Label == answer || o.Key == answer })
	if i < 0 {
		return conversation.Option{}, false
	}
	return options[i], true
}

// Look notes what is shown. Nothing that must never be shown may be in it.
func (p *Talk) Look(text string) { p.seen.WriteString(one(text) + "\n") }

// Drawn counts the words of a whole picture, the level and the keys with it. A line that
// stays where it was is counted once.
func (p *Talk) Drawn(picture string) {
	lines := strings.Split(picture, "\n")
	for i, l := range lines {
		if i >= len(p.drawn) || p.drawn[i] != l {
			p.whole += words(l)
		}
	}
	p.drawn = lines
}

// Pressed counts keys beside free text.
func (p *Talk) Pressed(n int) { p.count.keys += n }

// reads counts the screens, and the words of each. Of a page of several questions, a line
// that stays is read once; so is what stays in view.
func (p *Talk) reads(st conversation.Step, page, standing string) {
	p.Look(standing + "\n" + page)
	p.asked = append(p.asked, st.ID)
	r := p.S.Result()
	if p.actNow == (limits{}) && r.ActNow {
		p.actNow = p.count
	}
	on := cmp.Or(st.Page, st.ID)
	lines := strings.Split(page, "\n")
	if on != p.on {
		p.count.screens++
		p.on, p.lines = on, nil
	}
	for _, l := range lines {
		if !slices.Contains(p.lines, l) {
			p.count.words += words(l)
		}
	}
	p.lines = append(p.lines, lines...)
	now := strings.Split(standing, "\n")
	for _, l := range now {
		if !slices.Contains(p.standing, l) {
			p.count.words += words(l)
		}
	}
	p.standing = now
	if testing.Verbose() {
		p.t.Logf("%3d %5d %3d  %s", p.count.screens, p.count.words, p.count.keys, st.ID)
	}
}

// words returns how many words a text has: what has a letter or a digit in it.
func words(text string) (n int) {
	for _, w := range strings.Fields(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

// stored returns what is on the disk.
func (p *Talk) stored() *assess.Assessment { return parsed(p.t, string(p.disk)) }

// one returns text on one line, so that a sentence is found wherever it is wrapped.
func one(text string) string { return strings.Join(strings.Fields(text), " ") }
