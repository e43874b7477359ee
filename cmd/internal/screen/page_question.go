package screen

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

const notAnAnswer = "That key is not one of the answers. Nothing was recorded."

// question is a page that asks the current step, answered with one key, or with a key
// and Enter.
type question struct {
	m      *model
	marked conversation.Option // the answer that waits for Enter, if any
}

func (q *question) keys() []binding {
	m, choose := q.m, q.choose
	var out []binding
	if m.step.WithEnter {
		choose = q.mark
	}
	if q.marked.Key != "" {
		out = append(out, binding{on: "enter", does: "records it", do: func(k tea.KeyMsg) tea.Cmd {
			if m.tooQuick(k) {
				return nil
			}
			return q.choose(q.marked)
		}})
	}
	return slices.Concat(out, answerKeys(m, m.step.Options, choose), m.commands())
}

// mark marks an answer that Enter records.
func (q *question) mark(o conversation.Option) tea.Cmd {
	q.marked = o
	q.m.tell(present.Capital(q.m.step.Topic)+": "+o.Label+"? Enter records it.", true)
	return nil
}

// answerKeys returns the key of each option. A key that comes too quickly to be meant
// for the question is ignored.
func answerKeys(m *model, options []conversation.Option, choose func(o conversation.Option) tea.Cmd) []binding {
	var out []binding
	for _, o := range options {
		out = append(out, binding{on: o.Key, do: func(k tea.KeyMsg) tea.Cmd {
			if m.tooQuick(k) {
				return nil
			}
			return choose(o)
		}})
	}
	return out
}

func (q *question) other(k tea.KeyMsg) tea.Cmd {
	m := q.m
	switch {
	case k.Paste || len(k.Runes) > 1:
		m.tell("Several letters at once are not an answer. Nothing was recorded.", true)
	case k.Type == tea.KeyEnter || k.Type == tea.KeySpace:
		if m.gave {
			return nil // Enter out of habit after the key that answered: keep its message in view
		}
		m.tell("Press the key in front of the answer"+map[bool]string{true: ", then Enter"}[m.step.WithEnter]+". Nothing was recorded.", false)
	default:
		m.noKey(k, notAnAnswer)
	}
	return nil
}

// choose acts on the chosen option.
func (q *question) choose(o conversation.Option) tea.Cmd {
	m := q.m
	st := m.step
	list, entry, edits := m.s.Edits(st, o.Value)
	switch {
	case edits:
		m.s.Skip()
		m.refresh()
		m.openEntry(&form{m: m, head: heads.Get()[list], changes: true}, m.s.Edit(list, entry))
		return nil
	case o.Value == conversation.GoOn:
		return m.goOn()
	case o.Value == conversation.Stop:
		return m.endsWith("Stopping.", m.quit)
	case o.Value == conversation.OtherSuspect, st.Kind == conversation.FinishStep && o.Value == conversation.Done:
		return m.endsWith("Finishing.", func() tea.Cmd { return m.finish(o.Value) })
	case st.Kind == conversation.FinishStep:
		return m.goTo("review")
	case o.Value == conversation.AddEntry:
		m.newEntry(st.ID)
		return nil
	case o.Value == conversation.NoMore:
		m.s.Skip()
		m.tell("", false)
		m.follow, m.urgent = "", false
		return m.onward()
	case st.ID == "judgement" && o.Value != "agree":
		m.newOverride(o.Value)
		return nil
	}
	if !m.give(st, o.Value) {
		return nil
	}
	if m.quitting && m.backTo == "" && conversation.AsksEnd(st) {
		m.refresh()
		return m.ending(st)
	}
	m.quitting = false
	return m.onward()
}

// ending goes on to stop once it is said how the contact ended, unless that means that
// help must be sent first.
func (m *model) ending(st conversation.Step) tea.Cmd {
	if next, more := m.s.BeforeStopping(); more {
		m.asksEnd(next)
		return nil
	}
	if present.HelpFirst(m.s) {
		m.s.Go(st)
		m.toStep()
		m.tell(present.SendFirst, true)
		return nil
	}
	return m.endsWith("Stopping.", m.stop)
}

// body shares out the lines. The whole question and all its answers come first, since
// nobody should answer what they cannot see in full. What is recorded, what to say
// after the last yes, and the help follow if there is room.
func (q *question) body(w, h int) []string {
	m := q.m
	st := q.fitting(&m.step, w, h)
	lead := ""
	if st.Silent {
		lead = "[for you] "
	}
	ask := q.ask(st, m.look.strong, lead, w, h)
	options := q.options(st, w, h-len(ask))
	left := h - len(ask) - len(options)
	take := func(lines []string) []string {
		lines = lines[:min(len(lines), max(0, left))]
		left -= len(lines)
		return lines
	}
	said := take(painted(m.look.strong, hang("Caller: ", m.caller, w)))
	note := present.Note(st)
	recorded := append(remarks(present.Remarks(m.s, st), w), few(hang(note.Lead, note.Text, w), 2, w)...)
	recorded = take(painted(m.look.strong, recorded))
	follow := take(m.followLines(w, left))
	if m.step.WithEnter {
		options = append(options, take([]string{"  Press a key, then Enter."})...)
	}
	gap := take([]string{""})
	var help []string
	if st.Kind == conversation.FinishStep {
		help = append(take(hang("", st.Help, w)), take(m.summary(w))...)
	} else {
		help = take(m.helpBeside(st, left, w))
	}
	more := take([]string{""})
	if len(recorded) > 0 {
		recorded = append(take([]string{""}), recorded...)
	}
	var out []string
	for _, part := range [][]string{follow, ask, said, help, recorded, more, options, gap} {
		out = append(out, part...)
	}
	return append(out, q.readFirst(w, left)...)
}

// ask returns the question as it is read aloud, and the English below it if that is
// another. Where the answers leave no room for the English, ? has it.
func (q *question) ask(st *conversation.Step, look lipgloss.Style, lead string, w, h int) []string {
	aloud, english := present.Aloud(st)
	ask := painted(look, hang(lead, aloud, w))
	below := hang(present.English, english, w)
	if len(below) > 1 && len(ask)+len(below)+len(q.flowed(st, w)) > h {
		key := "?"
		if st.Kind != conversation.ChoiceStep { // ? would be typed
			key = "F1"
		}
		below = []string{present.English + key + " shows it"}
	}
	return append(ask, below...)
}

// fitting returns the step as it fits in h lines, if the English is left to the help: in
// the caller's language; with its answers in English; or all of it in English.
func (q *question) fitting(st *conversation.Step, w, h int) *conversation.Step {
	in := *st
	aloud, english := present.Aloud(st)
	fits := func() bool { return len(hang("", aloud, w))+1+len(q.flowed(&in, w)) <= h }
	if english == "" || fits() {
		return st
	}
	if in.SpokenAs = nil; !fits() {
		in.Spoken, in.NotSpoken = "", "? has the translation"
	}
	return &in
}

// helpBeside returns the help on a question in one sentence, unless there is enough to
// read: a line to say to the caller or, where a wrong no would not hide danger, what to
// say after the last yes. ? has all of it.
func (m *model) helpBeside(st *conversation.Step, n, w int) []string {
	if _, advises := m.s.Advice(); advises || m.follow != "" && !st.Grave && st.Item >= 0 {
		return nil
	}
	return shortHelp(st.Help, n, w)
}

// followLines returns what to say after the yes just given.
func (m *model) followLines(w, h int) []string {
	if m.follow == "" || h < 2 {
		return nil
	}
	say := hang("Say: ", m.follow, w)
	switch {
	case len(say) > h:
		return nil // ? has it
	case h < 8:
		return say
	}
	return append(say, "")
}

// options lists the answers: one below the other, or in columns if they do not fit. If
// a column would cut one, they follow each other and none is cut.
func (q *question) options(st *conversation.Step, w, h int) []string {
	options := st.Options
	columns := max(1, min(3, (len(options)+max(1, h)-1)/max(1, h)))
	wide := w / columns
	cuts := func(o conversation.Option) bool { return termtext.Width(present.Offered(st, o))+6 > wide }
	if slices.ContainsFunc(options, cuts) {
		return q.flowed(st, w)
	}
	rows := (len(options) + columns - 1) / columns
	out := make([]string, rows)
	for i, o := range options {
		text := short("  "+q.m.look.strong.Render(o.Key)+"  "+present.Offered(st, o), wide-1)
		if o == q.marked {
			text = q.m.look.chosen.Render(short("> "+o.Key+"  "+present.Offered(st, o)+"  (Enter records it)", wide-1))
		}
		out[i%rows] += pad(text, wide)
	}
	return out
}

// below lists the answers one below the other, each over as many lines as it needs.
func below(st *conversation.Step, w int) (out []string) {
	for _, o := range st.Options {
		out = append(out, hang(o.Key+" ", present.Offered(st, o), w)...)
	}
	return out
}

// flowed lists the answers one after the other.
func (q *question) flowed(st *conversation.Step, w int) []string {
	var parts []string
	for _, o := range st.Options {
		if termtext.Width(present.Offered(st, o))+4 > w {
			return indentedBy(2, below(st, w-2))
		}
		parts = append(parts, q.m.look.strong.Render(o.Key)+" "+present.Offered(st, o))
	}
	return indentedBy(2, termtext.Flow(parts, "  ", w-2))
}

// readFirst returns what the questionnaire asks the handler to read before starting.
// It is shown under the first question of a new sitting.
func (q *question) readFirst(w, left int) []string {
	m := q.m
	if m.step.ID != m.steps[0].ID || m.result.Completeness.Answered > 0 || m.step.Answer != "" || left < 3 {
		return nil
	}
	return append([]string{""}, shortHelp(m.s.Set().Stalking.ReadFirst, left-1, w)...)
}

// summary returns the text above the last question, beside what the stage has found.
func (m *model) summary(w int) (out []string) {
	if n := m.result.Completeness.Applicable - m.result.Completeness.Answered; n > 0 && m.result.Stage != assess.Screen {
		out = append(out, termtext.Wrap(present.Count(n, "question is", "questions are")+" unanswered: that does not count as no.", w)...)
	}
	out = append(out, hang("! ", present.Unfinished(m.s), w)...)
	if n := present.ToCheck(m.s); n > 0 {
		out = append(out, hang("! ", present.Count(n, "answer is", "answers are")+" to check again (r shows them).", w)...)
	}
	return out
}
