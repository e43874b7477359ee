package screen

import (
	"fmt"
	"strings"
	"unicode/utf8"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// writing is a page with an editor whose text is saved as it is typed. All letters
// go into the text, so that nobody who begins to write gives answers by it.
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
	asked  string         // the one letter that was asked about
	most   int            // characters that a file may have here
}

// mayBeAKey reports whether what is typed is one letter that is a key elsewhere:
// whoever wants to stop or to skip must not find a "q" for a case reference.
func (w *writing) mayBeAKey() bool {
	v := w.value()
	return w.ed.line && len(v) == 1 && strings.Contains(w.m.lettersWithMeaning(), strings.ToLower(v)) && v != w.asked && v != w.kept
}

// tooLong warns where the text is longer than a file may have. It is kept all the
// same: nothing that was typed is thrown away.
func (w *writing) tooLong() {
	if n := utf8.RuneCountInString(w.ed.Value()); n > w.most {
		w.m.tell(fmt.Sprintf("! %d characters; at most %d fit here. All of it is kept, and marked as too long: shorten it.", n, w.most), true)
	}
}

// newTextStep asks a step that is answered in words.
func newTextStep(m *model) *writing {
	st := m.step
	w := &writing{m: m, ed: newEditor(st.Answer, st.Kind == conversation.LineStep), prompt: st.Prompt, help: st.Help, kept: st.Answer, most: assess.LongestText}
	if st.Kind == conversation.TextStep {
		w.most = assess.LongestAccount
	}
	if st.Silent {
		w.prompt = "[for you] " + st.Prompt
	}
	w.put = func(text string) error {
		_, err := m.s.Put(st, text)
		m.s.Go(st) // to save goes on; the handler has not
		return err
	}
	w.done = func() tea.Cmd {
		if st.Confirm && w.value() == st.Answer {
			// Left as it was: it is still so.
			if err := w.put(st.Answer); err != nil {
				m.notSaved()
				return nil
			}
		}
		m.s.Go(st)
		m.s.Skip()
		m.urgent, m.follow = false, ""
		if w.ed.Value() == "" {
			m.tell(present.Capital(st.Topic)+": left for later.", false)
		} else {
			m.tell(present.Capital(st.Topic)+": written down.", false)
		}
		return m.onward()
	}
	w.back = func() tea.Cmd {
		if !m.s.Back() {
			return nil
		}
		return m.arrive("")
	}
	return w
}

// noteOn opens the note of an item.
func (m *model) noteOn(st conversation.Step) {
	if st.Item < 0 {
		m.tell("This one takes no note. + writes one on the question answered last.", false)
		return
	}
	if now, ok := m.s.Find(st.ID); ok {
		st = now
	}
	m.page = &writing{
		m: m, ed: newEditor(st.Note, false), head: "Note: " + st.Topic, prompt: "Note on: " + st.Prompt, kept: st.Note,
		help: "Write it as it is said. No names, numbers or addresses that are not needed.",
		put:  func(text string) error { return m.s.Note(st, text) },
		done: func() tea.Cmd {
			m.tell("Noted at: "+st.Topic+".", false)
			m.toStep()
			return nil
		},
		begun: true, most: assess.LongestText,
	}
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
	w.m.result = w.m.s.Result()
	return nil
}

func (w *writing) keys() []binding {
	m := w.m
	esc := binding{on: "esc tab", does: "done, goes on", do: w.leave}
	switch {
	case w.head != "":
		esc.does = "done, back to the question"
	case w.ed.line:
		esc.on = "enter esc tab"
	}
	out := []binding{esc}
	if w.back != nil {
		out = append(out, binding{on: "shift+tab", does: "back", do: then(func() {
			if m.keepPage() {
				w.back()
			}
		})})
	}
	out = append(out, binding{on: "ctrl+z", does: "undo", do: w.edit})
	if w.head == "" {
		out = append(out, binding{on: "f1", does: "help", do: then(func() {
			if m.keepPage() {
				m.page = newHelp(m)
			}
		})})
	}
	return append(out, saveAndStop)
}

// leave goes on with what is written, saved.
func (w *writing) leave(k tea.KeyMsg) tea.Cmd {
	m := w.m
	switch {
	case k.Type != tea.KeyEsc && m.tooQuick(k):
		return nil
	case k.Type == tea.KeyEnter && w.mayBeAKey():
		w.asked = w.value()
		m.tell("! One letter, as if it were a key. Enter again records it as text; Backspace removes it.", true)
		return nil
	case !m.keepPage():
		return nil
	}
	return w.done()
}

func (w *writing) other(k tea.KeyMsg) tea.Cmd {
	if !w.begun && w.m.tooSoon(k) { // pressed for the question before
		return nil
	}
	return w.edit(k)
}

func (w *writing) edit(k tea.KeyMsg) tea.Cmd {
	w.begun = true
	if w.ed.press(k) {
		w.m.tell("", false)
		w.tooLong()
	}
	return nil
}

func (w *writing) body(width, h int) []string {
	m := w.m
	out := m.followLines(width, min(6, h/3))
	out = append(out, few(painted(m.look.strong, termtext.Wrap(w.prompt, width)), max(1, h-4), width)...)
	if room := h - len(out) - 5; room > 0 {
		out = append(out, few(termtext.Wrap(w.help, width), min(4, room), width)...)
	}
	if w.head == "" {
		out = append(out, remarks(present.Remarks(m.s, &m.step), width)...)
	}
	return append(out, w.ed.view(width, max(3, min(12, h-len(out))))...)
}
