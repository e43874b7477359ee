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

// writing is a page with an editor that saves as you type: the answer to a step, or
// the note on an item. Every letter goes into the text and none is taken as an answer.
type writing struct {
	m     *model
	st    conversation.Step // as it was when the page opened
	note  bool
	ed    *editor
	kept  string // what is on disk
	begun bool   // a key has gone into the text
	asked string // the single letter that the handler was asked about

	words bool  // the page opened because somebody was writing at a question
	taken taken // what that took back
}

// mayBeAKey reports whether the text is a single letter that is a key elsewhere.
// Somebody who presses q to stop should not record "q" as the case reference. Digits
// do not count: one digit can be a proper answer.
func (w *writing) mayBeAKey() bool {
	v := w.value()
	return w.ed.line && len(v) == 1 && (v < "0" || v > "9") && w.m.means(strings.ToLower(v)) && v != w.asked && v != w.kept
}

// tooLong warns if the text in the field is longer than a file allows. All of it is
// still kept.
func (m *model) tooLong() {
	w, writes := m.page.(*writing)
	most := assess.LongestText
	switch {
	case m.story != nil, writes && w.st.Kind == conversation.TextStep && !w.note:
		most = assess.LongestAccount
	case !writes:
		return
	}
	if n := utf8.RuneCountInString(m.field().value); n > most {
		m.tell(fmt.Sprintf("! %d characters; the limit is %d. All of it is kept, but marked as too long: shorten it.", n, most), true)
	}
}

// noteOn opens the note on an item.
func (m *model) noteOn(st conversation.Step) {
	if st.Item < 0 {
		m.tell("You cannot add a note here. + adds one to the last question answered.", false)
		return
	}
	if now, ok := m.s.Find(st.ID); ok {
		st = now
	}
	m.page = &writing{m: m, st: st, note: true, ed: newEditor(st.Note, false), kept: st.Note, begun: true}
}

func (w *writing) put(text string) error {
	if err := w.taken.settle(w.m.s); err != nil {
		return err
	}
	if w.note {
		return w.m.s.Note(w.st, text)
	}
	_, err := w.m.s.Put(w.st, text)
	w.m.s.Go(w.st) // Put moves to the next step, but the handler is still on this one
	return err
}

// done moves on once the text is saved.
func (w *writing) done() tea.Cmd {
	m, st := w.m, w.st
	if w.note {
		m.tell(w.taken.back()+"Noted at: "+st.Topic+".", false)
		m.toStep()
		return nil
	}
	if st.Confirm && w.value() == st.Answer && w.put(st.Answer) != nil { // leaving it unchanged confirms it
		m.notSaved()
		return nil
	}
	m.s.Go(st)
	m.s.Skip()
	m.urgent, m.follow = false, ""
	says := ": written down."
	if w.ed.value == "" {
		says = ": left for later."
	}
	m.tell(w.taken.back()+present.Capital(st.Topic)+says, false)
	return m.onward()
}

func (w *writing) title() string {
	if w.note {
		return "Note: " + w.st.Topic
	}
	return w.st.Section
}

func (w *writing) value() string { return w.ed.typed() }

func (w *writing) unsaved() bool { return w.value() != w.kept || w.taken.mark != nil }

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
	undo := binding{on: "ctrl+z", does: "undo", do: w.edit}
	kept := func(do func()) func(tea.KeyMsg) tea.Cmd {
		return then(func() {
			if m.keepPage() {
				do()
			}
		})
	}
	cannotTalk := binding{on: "f2", does: "cannot talk", do: kept(func() { m.beside(conversation.ModeStep) })}
	help := binding{on: "f3", does: "help sent", do: kept(func() { m.beside(conversation.HelpStep) })}
	if w.note {
		return []binding{{on: "esc", does: "done, back to the question", do: w.leave}, undo, cannotTalk, help, saveAndStop}
	}
	done := binding{on: "esc", does: "done, next", do: w.leave}
	switch {
	case w.ed.line:
		done.on = "enter esc"
	case m.onAccount():
		done.on = "esc tab"
	}
	return []binding{
		done,
		{on: "shift+tab", does: "back", do: kept(func() {
			if m.s.Back() {
				m.arrive("")
			}
		})},
		undo,
		{on: "f1", does: "help", do: kept(func() { m.page = newHelp(m) })},
		cannotTalk, help,
		saveAndStop,
	}
}

// leave saves what is written and moves on.
func (w *writing) leave(k tea.KeyMsg) tea.Cmd {
	m := w.m
	switch {
	case k.Type != tea.KeyEsc && !w.begun && m.tooQuick(k):
		return nil
	case k.Type == tea.KeyEnter && w.mayBeAKey():
		w.asked = w.value()
		m.tell("! Did you mean that letter as a key? Enter again records it as text; Backspace removes it.", true)
		return nil
	case !m.keepPage():
		return nil
	}
	return w.done()
}

func (w *writing) other(k tea.KeyMsg) tea.Cmd {
	if !w.begun && w.m.tooSoon(k) { // meant for the previous question
		return nil
	}
	return w.edit(k)
}

func (w *writing) edit(k tea.KeyMsg) tea.Cmd {
	w.begun = true
	if w.ed.press(k) {
		w.m.tell("", false)
		w.m.tooLong()
	}
	return nil
}

func (w *writing) body(width, h int) []string {
	m, help := w.m, w.st.Help
	prompt, english := present.Aloud(&w.st)
	switch {
	case w.note:
		prompt, english, help = "Note on: "+w.st.Prompt, "", "Write it as it is said. Leave out names, numbers and addresses unless they are needed."
	case w.st.Silent:
		prompt = "[for you] " + prompt
	}
	out := m.followLines(width, min(6, h/3))
	if w.words {
		out = append(out, painted(m.look.strong, termtext.Wrap(w.taken.why()+" Ctrl+Z removes them.", width))...)
	}
	out = append(out, few(painted(m.look.strong, termtext.Wrap(prompt, width)), max(1, h-4), width)...)
	below := hang(present.English, english, width)
	if len(below) > max(1, h-4-len(out)) {
		below = []string{present.English + "F1 shows it"}
	}
	out = append(out, below...)
	if room := h - len(out) - 5; room > 0 {
		out = append(out, shortHelp(help, min(4, room), width)...)
	}
	if !w.note && !w.words {
		out = append(out, remarks(present.Remarks(m.s, &m.step), width)...)
	}
	return append(out, w.ed.view(width, max(3, min(12, h-len(out))))...)
}
