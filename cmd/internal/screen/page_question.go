package screen

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// question asks the step in hand: one key, one answer.
type question struct{ m *model }

// optionsOf gives the answers that a step takes. The last step has none of its
// own: to finish is asked as clearly as all else.
func optionsOf(st *conversation.Step) []conversation.Option {
	if st.Kind == conversation.FinishStep {
		return []conversation.Option{{Key: "y", Value: "finish", Label: "finish and write the report"}, {Key: "n", Value: "review", Label: "look it over again"}}
	}
	return st.Options
}

func optionFor(options []conversation.Option, key string) (conversation.Option, bool) {
	for _, o := range options {
		if key != "" && o.Key == key {
			return o, true
		}
	}
	return conversation.Option{}, false
}

func (q *question) press(k tea.KeyMsg) tea.Cmd {
	m := q.m
	key := only(k)
	if o, ok := optionFor(optionsOf(&m.step), key); ok {
		if m.tooQuick(k) {
			return nil
		}
		return q.choose(o)
	}
	if cmd, ok := m.command(k, key); ok {
		return cmd
	}
	switch {
	case k.Paste || len(k.Runes) > 1:
		m.tell("Several letters came at once. That is no answer; nothing was recorded.", true)
	case k.Type == tea.KeyEnter || k.Type == tea.KeySpace:
		if m.gave {
			return nil // Enter after the key that answered, out of habit: what it did stays in view
		}
		m.tell("Press the key that stands before the answer. Nothing was recorded.", false)
	default:
		m.tell("That key is no answer here. Nothing was recorded.", false)
	}
	return nil
}

// choose does what an answer means.
func (q *question) choose(o conversation.Option) tea.Cmd {
	m := q.m
	st := m.step
	switch {
	case st.Kind == conversation.FinishStep && o.Value == "finish":
		return m.finish()
	case st.Kind == conversation.FinishStep:
		return m.goTo("review", "n")
	case o.Value == conversation.AddEntry:
		return m.newEntry(st.ID)
	case o.Value == conversation.NoMore:
		m.conv.Skip()
		m.tell("", false)
		m.follow, m.urgent = "", false
		return m.onward()
	case st.ID == "judgement" && o.Value != "agree":
		return m.newOverride(o.Value)
	}
	before := m.result
	remark, err := m.conv.Answer(o.Value)
	if err != nil {
		m.notSaved()
		return nil
	}
	if st.ID == "judgement" {
		// To agree leaves no trace in the file, so the conversation would ask it
		// again.
		m.conv.Go(st)
		m.conv.Skip()
	}
	m.after(st, o.Value, remark, &before)
	switch {
	case m.quitting && st.ID == "ended" && m.urgent:
		m.conv.Go(st)
		m.toStep()
		m.tell("! Help first. q stops.", true)
		return nil
	case m.quitting && st.ID == "ended":
		return m.stop()
	}
	return m.onward()
}

// finish closes the sitting, or goes to what is missing.
func (m *model) finish() tea.Cmd {
	missing, err := m.conv.Finish()
	switch {
	case err != nil:
		m.notSaved()
		return nil
	case missing != "":
		m.goTo("reference", "")
		m.backTo = "finish"
		m.tell("! "+missing, true)
		return nil
	}
	m.finished = true
	return tea.Quit
}

// command does what a key means on every page that takes no text. ok is false
// where it means nothing.
func (m *model) command(k tea.KeyMsg, key string) (cmd tea.Cmd, ok bool) {
	switch k.Type {
	case tea.KeyLeft, tea.KeyBackspace:
		key = "b"
	case tea.KeyF1:
		key = "?"
	}
	switch key {
	case "s":
		if m.step.Kind == conversation.FinishStep {
			return nil, false
		}
		if m.tooQuick(k) {
			return nil, true
		}
		m.gaveAt = m.o.Now()
		m.conv.Skip()
		return m.arrive("s", upperFirst(m.step.Topic)+": left open for later."), true
	case "b":
		m.backTo = ""
		if !m.conv.Back() {
			m.tell("This is the first question.", false)
			return nil, true
		}
		return m.arrive("b", ""), true
	case "a":
		if m.o.Practice == nil {
			return nil, false
		}
		m.askCaller()
	case "c":
		if m.o.Practice == nil {
			return nil, false
		}
		m.page = newPracticeCase(m)
	case "?":
		m.page = newHelp(m)
	case "g":
		m.tell("", false)
		m.page = newJump(m)
	case "r":
		m.backTo = ""
		return m.goTo("review", "r"), true
	case "f":
		return m.goTo("finish", "f"), true
	case "i":
		return m.newEntry("incidents"), true
	case "l":
		return m.showEntries(), true
	case "w":
		return m.noteOn(m.step), true
	case "+":
		last, found := m.conv.Last()
		if !found {
			m.tell("No question has been answered yet. w writes a note on the one shown.", false)
			return nil, true
		}
		return m.noteOn(last), true
	case "q":
		return m.quit(), true
	default:
		return nil, false
	}
	return nil, true
}

// quit stops. Where it is still open whether the person is near, it asks first how
// the contact ended: a call that drops then calls for help.
func (m *model) quit() tea.Cmd {
	st, ask := m.conv.BeforeStopping()
	if !ask || m.quitting || m.o.Practice != nil {
		return m.stop()
	}
	m.quitting = true
	m.goTo(st.ID, "q")
	m.tell("Before you stop: it is still open whether the person is near. How did the contact end? q stops without saying.", true)
	return nil
}

func (q *question) hints() []hint {
	m := q.m
	all := []hint{{"s", "skip"}, {"b", "back"}, {"w", "note"}, {"+", "note on last"}, {"i", "incident"}, {"l", "the list"}, {"g", "go to"}, {"r", "review"}, {"?", "help"}, {"f", "finish"}, {"q", "save, stop"}}
	if m.o.Practice != nil {
		all = append([]hint{{"a", "ask the caller"}, {"c", "the case"}}, all...)
	}
	var out []hint
	_, hasLast := m.conv.Last()
	for _, h := range all {
		_, taken := optionFor(optionsOf(&m.step), h.key)
		switch {
		case h.key == "b" && taken:
			out = append(out, hint{"←", "back"})
		case taken, h.key == "+" && !hasLast, h.key == "l" && m.nothingListed(), h.key == "w" && m.step.Item < 0, h.key == "s" && m.step.Kind == conversation.FinishStep, h.key == "f" && m.step.Kind == conversation.FinishStep:
		default:
			out = append(out, h)
		}
	}
	return out
}

// nothingListed says whether there is no list to show: neither of the step in
// hand nor of incidents.
func (m *model) nothingListed() bool {
	return m.step.Entries == 0 && len(m.conv.Assessment().Incidents) == 0
}

// body shares out the lines. All answers and the whole question come first:
// nobody may answer what is not all there. What is recorded, what to say after
// the last yes, and help follow as far as there is room.
func (q *question) body(w, h int) []string {
	m := q.m
	st := &m.step
	ask := wrap(st.Prompt, w)
	if st.Silent {
		ask = wrapBehind("[for you] ", st.Prompt, w)
	}
	ask = painted(m.look.strong, ask)
	options := q.options(w, h-len(ask))
	left := h - len(ask) - len(options)
	said := m.callerLines(w)
	said = said[:min(len(said), max(0, left))]
	left -= len(said)
	take := func(lines []string) []string {
		lines = lines[:min(len(lines), max(0, left))]
		left -= len(lines)
		return lines
	}
	marks := take(m.marks(st, w))
	follow := take(m.followLines(w, left))
	gap := take([]string{""})
	help := wrap(st.Help, w)
	if st.Kind == conversation.FinishStep {
		help = m.summary(w)
	}
	if len(help) > left {
		help = few(help, left, w)
	}
	help = take(help)
	more := take([]string{""})
	if len(marks) > 0 {
		marks = append(take([]string{""}), marks...)
	}
	var out []string
	for _, part := range [][]string{follow, ask, said, help, marks, more, options, gap} {
		out = append(out, part...)
	}
	return append(out, q.readFirst(w, left)...)
}

// followLines is what to say after the yes that was just given.
func (m *model) followLines(w, h int) []string {
	if m.follow == "" || h < 2 {
		return nil
	}
	say := wrapBehind("Say: ", m.follow, w)
	if h < 8 {
		return few(say, h, w)
	}
	return append(few(say, 4, w), "     (+ writes down what they say)", "")
}

// marks says what is recorded already, and what waits to be confirmed.
func (m *model) marks(st *conversation.Step, w int) []string {
	var out []string
	switch {
	case st.Afresh:
		out = wrapBehind("! ", "Said before"+on(st.Told)+": "+labelOf(st)+". Ask again.", w)
	case st.Confirm && st.Answer == conversation.NoMore:
		out = wrapBehind("! ", fmt.Sprintf("As told%s: %d. Is there any more?", on(st.Told), st.Entries), w)
	case !st.Told.IsZero() && st.Kind == conversation.ChoiceStep:
		out = wrapBehind("! ", "As told"+on(st.Told)+": "+labelOf(st)+". It counts as it stands.", w)
	case st.Answer != "" && st.Answer != string(assess.NotAsked) && st.Kind == conversation.ChoiceStep && st.Answer != conversation.NoMore:
		out = wrap("Recorded: "+labelOf(st)+".", w)
	case st.Answer == conversation.NoMore:
		out = wrap(fmt.Sprintf("Recorded so far: %d.", st.Entries), w)
	case st.Carried:
		out = wrap("An incident shows: yes.", w)
	}
	if st.Proposed {
		out = append(out, wrapBehind("? ", "Another answer points to yes"+m.because(st)+". y confirms it; until then it does not count.", w)...)
	}
	if st.Note != "" {
		lead := "Note: "
		if !st.Told.IsZero() {
			lead = "Noted then: "
		}
		out = append(out, few(wrapBehind(lead, clean(st.Note), w), 2, w)...)
	}
	return painted(m.look.strong, out)
}

// because names what proposes a yes: only what is yes itself, and findings.
func (m *model) because(st *conversation.Step) string {
	set := m.conv.Set()
	in := set.Dash
	other := set.Stalking
	if st.Instrument == set.Stalking.ID {
		in, other = set.Stalking, set.Dash
	}
	if st.Instrument != in.ID || st.Item < 0 {
		return ""
	}
	var says []string
	for _, from := range set.ProposedBy(in.ID, in.Items[st.Item].ID) {
		i, isItem := other.Item(from)
		if !isItem {
			says = append(says, from)
			continue
		}
		if r, _ := m.conv.Assessment().Responses.Of(other.ID, from); r.Answer == assess.Yes {
			says = append(says, other.Items[i].Topic)
		}
	}
	if len(says) == 0 {
		return ""
	}
	return " (" + strings.Join(says, "; ") + ")"
}

// on says on which day something was told, if that is known.
func on(at assess.Instant) string {
	if at.IsZero() {
		return ""
	}
	return " on " + at.Time().Format("2 January 2006")
}

// options lists the answers, in columns where the screen is too low for one.
func (q *question) options(w, h int) []string {
	options := optionsOf(&q.m.step)
	columns := 1
	if len(options) > h {
		columns = 2
	}
	if len(options) > 2*h {
		columns = 3
	}
	rows := (len(options) + columns - 1) / columns
	wide := w / columns
	out := make([]string, rows)
	for i, o := range options {
		text := short("  "+o.Key+"  "+o.Label, wide-1)
		text = "  " + q.m.look.strong.Render(o.Key) + strings.TrimPrefix(text, "  "+o.Key)
		out[i%rows] += pad(text, wide)
	}
	return out
}

// readFirst is what the questionnaire has the handler read, under the first
// question of a new sitting.
func (q *question) readFirst(w, left int) []string {
	m := q.m
	if m.step.ID != m.steps[0].ID || m.result.Completeness.Answered > 0 || m.step.Answer != "" {
		return nil
	}
	if left < 3 {
		return nil
	}
	return append([]string{""}, few(wrap(m.conv.Set().Stalking.ReadFirst, w), left-1, w)...)
}

// summary is what stands above the last question.
func (m *model) summary(w int) []string {
	out := wrap(m.result.Headline()+".", w)
	if n := m.result.Completeness.Applicable - m.result.Completeness.Answered; n > 0 {
		out = append(out, wrap(count(n, "question is", "questions are")+" open. Open is never no: the report says so.", w)...)
	}
	if n := m.old(); n > 0 {
		out = append(out, wrapBehind("! ", count(n, "answer was", "answers were")+" given long ago and not asked again (r shows them).", w)...)
	}
	return append(out, wrap(m.step.Help, w)...)
}
