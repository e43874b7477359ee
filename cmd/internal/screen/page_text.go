package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
)

// writing is a page with an editor whose text is saved as it is typed. Letters go
// into the text, so that nobody who begins to write gives answers by it.
type writing struct {
	m      *model
	ed     *editor
	head   string
	prompt string
	help   string
	put    func(text string) error
	done   func() tea.Cmd
	back   func() tea.Cmd // nil: nowhere
	kept   string         // what is on disk
	begun  bool           // a key has gone into the text
}

// newTextStep asks a step that is answered in words.
func newTextStep(m *model) *writing {
	st := m.step
	w := &writing{m: m, ed: newEditor(st.Answer, st.Kind == assess.LineStep), prompt: st.Prompt, help: st.Help, kept: st.Answer}
	if st.Silent {
		w.prompt = "[for you] " + st.Prompt
	}
	w.put = func(text string) error {
		_, err := m.conv.Put(st, text)
		m.conv.Go(st) // to save goes on; the handler has not
		return err
	}
	w.done = func() tea.Cmd {
		m.conv.Go(st)
		m.conv.Skip()
		m.urgent, m.follow = false, ""
		if w.ed.Value() == "" {
			m.tell(upperFirst(st.Topic)+": left open for later.", false)
		} else {
			m.tell(upperFirst(st.Topic)+": written down.", false)
		}
		return m.onward()
	}
	w.back = func() tea.Cmd {
		if !m.conv.Back() {
			return nil
		}
		return m.arrive("b", "")
	}
	return w
}

// noteOn opens the note of an item.
func (m *model) noteOn(st assess.Step) tea.Cmd {
	if st.Item < 0 {
		m.tell("There is no note on this one. + writes one on the question answered last.", false)
		return nil
	}
	if now, ok := m.conv.Find(st.ID); ok {
		st = now
	}
	m.page = &writing{
		m: m, ed: newEditor(st.Note, false), head: "Note: " + st.Topic, prompt: "Note on: " + st.Prompt, kept: st.Note,
		help: "Write it as it is said. No names, numbers or addresses that are not needed.",
		put:  func(text string) error { return m.conv.Renote(st, text) },
		done: func() tea.Cmd {
			m.tell("Noted at: "+st.Topic+".", false)
			m.toStep()
			return nil
		},
		begun: true,
	}
	return nil
}

func (w *writing) title() string {
	if w.head != "" {
		return w.head
	}
	return w.m.step.Section
}

func (w *writing) value() string {
	if w.ed.line {
		return strings.TrimSpace(w.ed.Value())
	}
	return w.ed.Value()
}

func (w *writing) unsaved() bool { return w.value() != w.kept }

func (w *writing) keep() error {
	text := w.value()
	if err := w.put(text); err != nil {
		return err
	}
	w.kept = text
	w.m.result = w.m.conv.Result()
	return nil
}

// abandon has nothing to take away: what was typed stays.
func (w *writing) abandon() error { return nil }

func (w *writing) press(k tea.KeyMsg) tea.Cmd {
	m := w.m
	switch {
	case k.Type == tea.KeyEsc, k.Type == tea.KeyEnter && w.ed.line && !k.Paste, k.Type == tea.KeyTab:
		if k.Type != tea.KeyEsc && m.tooQuick(k) {
			return nil
		}
		if !m.keepPage() {
			return nil
		}
		return w.done()
	case k.Type == tea.KeyShiftTab, k.Type == tea.KeyF1, !w.begun && m.cameBy == "b" && only(k) == "b":
		// Who goes back by "b" comes past text as well: the first one goes on
		// going back, and is no letter.
		if k.Type == tea.KeyF1 {
			if !m.keepPage() {
				return nil
			}
			m.page = newHelp(m)
			return nil
		}
		if w.back == nil || !m.keepPage() {
			return nil
		}
		return w.back()
	case !w.begun && m.o.Now().Sub(m.shown) < readable && !k.Paste:
		m.tooQuick(k) // pressed for the question before
		return nil
	}
	w.begun = true
	if w.ed.press(k) {
		m.tell("", false)
	}
	return nil
}

func (w *writing) body(width, h int) []string {
	m := w.m
	out := painted(m.look.strong, wrap(w.prompt, width))
	out = few(out, max(1, h-4), width)
	if room := h - len(out) - 5; room > 0 {
		out = append(out, few(wrap(w.help, width), min(2, room), width)...)
	}
	if w.head == "" && m.step.Afresh {
		out = append(out, "! Written before. Ask again.")
	}
	return append(out, w.ed.view(width, max(3, min(12, h-len(out))))...)
}

func (w *writing) hints() []hint {
	out := []hint{{"Esc", "done, goes on"}}
	if w.ed.line {
		out = []hint{{"Enter", "done, goes on"}, {"Esc", "the same"}}
	}
	if w.head != "" {
		out = []hint{{"Esc", "done, back to the question"}}
	}
	if w.back != nil {
		out = append(out, hint{"Shift+Tab", "back"})
	}
	out = append(out, hint{"Ctrl+Z", "undo"})
	if w.head == "" {
		out = append(out, hint{"F1", "help"})
	}
	return append(out, hint{"Ctrl+C", "save, stop"})
}
