package screen

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
)

// commands returns the bindings of every page without a text field: present.Commands,
// each with its action. The key line, the help and the check for stray letters in a
// text field all read them.
func (m *model) commands() []binding {
	actions := map[string]func(tea.KeyMsg) tea.Cmd{
		"a":   then(m.askCaller),
		"c":   then(func() { m.page = newPracticeCase(m) }),
		"s":   m.skip,
		"b":   then(m.back),
		"w":   then(func() { m.noteOn(m.step) }),
		"+":   then(m.noteOnLast),
		"p":   m.sayGiven,
		"i":   then(func() { m.newEntry("incidents") }),
		"l":   then(m.showEntries),
		"/":   then(func() { m.page = newFinding(m) }),
		"h":   then(func() { m.beside(conversation.HelpStep) }),
		"k":   then(m.confirmCaller),
		"m":   then(func() { m.beside(conversation.ModeStep) }),
		"e":   then(m.showEntry),
		"=":   then(func() { m.page = newDetail(m) }),
		"t":   then(func() { m.beside(conversation.LanguageStep) }),
		"r":   then(func() { m.goTo("review") }),
		"v":   then(m.readBack),
		"?":   then(func() { m.page = newHelp(m) }),
		"tab": m.storyKey().do,
		"f":   then(func() { m.goTo("finish") }),
		"q":   func(tea.KeyMsg) tea.Cmd { return m.endsWith("Stopping.", m.quit) },
	}
	also := map[string]string{"b": " left backspace", "?": " f1", "m": " f2", "h": " f3"}
	all := present.Commands
	if m.s.Practice != nil {
		all = slices.Concat(present.PracticeCommands, all)
	}
	var out []binding
	for _, c := range all {
		b := binding{on: c.Key + also[c.Key], does: c.Does, help: c.Help, do: actions[c.Key]}
		if m.idle(c.Key) {
			b.does = ""
		}
		out = append(out, b)
	}
	return out
}

// idle reports whether a command would do nothing at the current step, and so is
// left out of the key line.
func (m *model) idle(key string) bool {
	switch key {
	case "s", "f":
		return m.step.Kind == conversation.FinishStep
	case "v":
		_, refused := m.s.ReadBack()
		return refused != ""
	case "e":
		return m.s.LogEntry == nil
	case "k":
		return !m.s.MayConfirmCaller()
	case "w":
		return m.step.Item < 0
	case "+":
		return !m.s.Answered()
	case "p":
		_, ok := m.s.Advice()
		return !ok
	case "l":
		return m.step.Entries == 0 && len(m.s.Assessment().Incidents) == 0
	}
	return false
}

// means reports whether a key answers any question or runs a command.
func (m *model) means(key string) bool {
	of := func(b binding) bool { return slices.Contains(strings.Fields(b.on), key) }
	answers := func(st conversation.Step) bool {
		return slices.ContainsFunc(st.Options, func(o conversation.Option) bool { return o.Key == key })
	}
	return slices.ContainsFunc(m.commands(), of) || slices.ContainsFunc(m.steps, answers)
}

// skip moves on and leaves the current step unanswered.
func (m *model) skip(k tea.KeyMsg) tea.Cmd {
	if m.step.Kind == conversation.FinishStep {
		m.tell(notAnAnswer, false) // there is nothing after it
		return nil
	}
	if m.tooQuick(k) {
		return nil
	}
	m.gaveAt = m.o.Now()
	m.s.Skip()
	return m.arrive(present.Capital(m.step.Topic) + ": left for later.")
}

// confirmCaller notes that the caller is the person at risk, and shows the step again
// with what the file holds.
func (m *model) confirmCaller() {
	if m.s.MayConfirmCaller() {
		m.s.ConfirmCaller()
		m.arrive(present.Confirmed)
	}
}

// beside opens a step beside the order. The question in hand comes back after it.
func (m *model) beside(id string) {
	m.s.Beside(id)
	m.arrive("")
}

func (m *model) back() {
	m.backTo = ""
	if !m.s.Back() {
		m.tell(present.FirstQuestion, false)
		return
	}
	m.arrive("")
}

func (m *model) noteOnLast() {
	if last, found := m.s.Last(); found {
		m.noteOn(last)
	} else {
		m.tell("No question has been answered yet. w adds a note to this one.", false)
	}
}

// finish closes the sitting, or goes to what must be asked first: how the contact ended,
// or the case reference. with is the answer to the last step.
func (m *model) finish(with string) tea.Cmd {
	if st, ask := m.s.BeforeStopping(); ask && !m.quitting {
		m.asksEnd(st)
		m.backTo = "finish"
		return nil
	}
	missing, err := m.s.Finish(with)
	switch {
	case err != nil:
		m.notSaved()
		return nil
	case missing != "":
		m.goTo("reference")
		m.backTo = "finish"
		m.tell("! "+missing, true)
		return nil
	}
	m.finished = true
	return tea.Quit
}

// goOn goes on with the next stage.
func (m *model) goOn() tea.Cmd {
	if m.s.GoOn() != nil {
		m.notSaved()
		return nil
	}
	m.saved()
	return m.arrive("")
}

// quit stops, and asks first how the contact ended.
func (m *model) quit() tea.Cmd {
	st, ask := m.s.BeforeStopping()
	if !ask || m.quitting {
		return m.stop()
	}
	m.asksEnd(st)
	return nil
}

// asksEnd asks how the contact ended. The same key again goes on without an answer.
func (m *model) asksEnd(st conversation.Step) {
	m.quitting = true
	urgent := m.urgent // how it ended may be what help must be sent for
	m.goTo(st.ID)
	m.urgent = urgent
	m.tell("Before you go. q stops; this is asked at the next start.", true)
}
