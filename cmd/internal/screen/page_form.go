package screen

import (
	"errors"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// form asks for several fields, one after another: an entry of a list, where each
// field is saved at once, or an override, saved as a whole.
type form struct {
	m       *model
	head    string
	fields  []conversation.Field
	at      int
	ed      *editor        // nil: the field takes one of its options
	pick    *picker        // for a field with more options than keys
	kept    string         // what is recorded for the field
	wrote   bool           // something was recorded
	draft   string         // what is kept of what is typed and not recorded
	changes bool           // the entry exists already: Enter keeps what is recorded
	whole   bool           // recorded only once every field is filled in
	end     func() tea.Cmd // called after the last field
	discard func() error   // removes an empty new entry; nil if there is none
}

// keysOfOne is the most options that can each have a key of one digit.
const keysOfOne = 9

func (m *model) open(f *form) {
	m.page = f
	m.tell("", false)
	m.follow, m.urgent = "", false
	f.begin()
}

func (f *form) begin() {
	f.ed, f.pick, f.kept, f.draft = nil, nil, "", ""
	fd := &f.fields[f.at]
	switch {
	case fd.Options == nil:
		f.ed = newEditor(fd.Recorded, fd.ID != "note")
		f.kept, f.draft = fd.Recorded, fd.Typed
		if f.draft != "" {
			f.ed.set(f.draft)
		}
	case len(fd.Options) > keysOfOne:
		var rows []pick
		for _, o := range fd.Options {
			rows = append(rows, pick{id: o.Value, key: o.Key, text: o.Label, more: strings.ReplaceAll(o.Value, "_", " ")})
		}
		f.pick = newPicker(f.m.look, rows, func(row pick) tea.Cmd { return f.give(row.id) }, nil)
	}
	f.m.shown = f.m.o.Now()
}

// must reports whether the field is required.
func (f *form) must() bool { return f.whole || f.at == 0 }

// asTyped reports whether the field is recorded while it is typed. What is typed in
// another field is kept as unfinished until then. A date is recorded when it is left,
// since half a date may be a different date.
func (f *form) asTyped() bool {
	return f.ed != nil && !f.whole && f.fields[f.at].InWords == nil
}

func (f *form) title() string { return fmt.Sprintf("%s: %d of %d", f.head, f.at+1, len(f.fields)) }

func (f *form) keys() []binding {
	fd := &f.fields[f.at]
	var out []binding
	give := func(tea.KeyMsg) tea.Cmd {
		if f.untouched() {
			return f.next()
		}
		return f.give(f.typed())
	}
	switch {
	case f.nothingTyped():
		out = append(out, f.leaveEmpty())
	case f.ed != nil && f.ed.line:
		out = append(out, binding{on: "enter", does: "next", do: give})
	case f.ed != nil: // Enter is part of the text
		out = append(out, binding{on: "pgdown", does: "next", do: give})
	}
	switch {
	case f.pick != nil:
		out = append(out, f.pick.keys()...)
	case f.ed == nil:
		out = append(out, answerKeys(f.m, fd.Options, func(o conversation.Option) tea.Cmd { return f.give(o.Value) })...)
		if f.changes && !f.must() && fd.Recorded != "" {
			out = append(out, binding{on: "-", does: "clears it", do: func(tea.KeyMsg) tea.Cmd { return f.give("") }})
		}
	}
	esc, stop := "cancel", saveAndStop
	if f.changes || !f.must() {
		esc = "done with this entry"
	}
	if f.whole {
		stop.does = "stop without this"
	}
	return append(out, binding{on: "esc", does: esc, do: func(tea.KeyMsg) tea.Cmd { return f.leave() }}, stop)
}

// leaveEmpty returns the binding of Enter in a field where nothing is typed: the field
// stays empty, or keeps the recorded option.
func (f *form) leaveEmpty() binding {
	m := f.m
	keeps := f.ed == nil && (f.changes || f.whole && f.fields[f.at].Recorded != "")
	does := "skips it"
	switch {
	case keeps:
		does = "keeps it"
	case f.must():
		does = ""
	}
	return binding{on: "enter", does: does, do: func(k tea.KeyMsg) tea.Cmd {
		switch {
		case m.tooQuick(k):
			return nil
		case f.must() && !keeps:
			m.tell("This is required. Esc cancels.", true)
			return nil
		case f.changes && !keeps && !f.untouched():
			return f.give("")
		case f.kept != "" && !m.keepPage(): // typed, saved and deleted again
			return nil
		}
		return f.next()
	}}
}

func (f *form) other(k tea.KeyMsg) tea.Cmd {
	switch {
	case f.pick != nil:
		return f.pick.other(k)
	case f.ed == nil:
		f.m.noKey(k, notAnAnswer)
	case f.ed.value == "" && f.m.tooSoon(k):
	case f.ed.press(k):
		f.m.tell("", false)
	}
	return nil
}

// typed returns the text in the field.
func (f *form) typed() string {
	if f.ed == nil {
		return ""
	}
	return f.ed.typed()
}

// untouched reports whether the field holds what is recorded, so that leaving it
// records nothing.
func (f *form) untouched() bool { return f.ed != nil && f.typed() == f.kept }

// nothingTyped reports whether nothing is typed or picked.
func (f *form) nothingTyped() bool {
	if f.pick != nil {
		return f.pick.at < 0 && f.pick.filter == ""
	}
	return strings.TrimSpace(f.typed()) == ""
}

// set records text in the field. wrong says why the text does not fit; err is set if
// it could not be saved.
func (f *form) set(text string) (wrong, err error) {
	m, before := f.m, f.m.result
	switch err := f.fields[f.at].Set(text); {
	case errors.Is(err, session.ErrNotSaved):
		return nil, err
	case err != nil:
		return err, nil
	}
	f.kept, f.wrote = text, true
	if !f.whole {
		m.given++
		m.saved()
		m.result = m.s.Result()
		m.urgent = m.urgent || m.result.ActNow && !before.ActNow
	}
	return nil, nil
}

func (f *form) give(text string) tea.Cmd {
	switch wrong, err := f.set(text); {
	case err != nil:
		f.m.notSaved()
	case wrong != nil:
		f.m.tell("! "+present.Capital(wrong.Error())+".", true)
	default:
		return f.next()
	}
	return nil
}

func (f *form) next() tea.Cmd {
	f.m.tell("", false)
	f.at++
	if f.at >= len(f.fields) {
		return f.end()
	}
	f.begin()
	return nil
}

// leave closes the form. What has been recorded so far stays, and what is typed in
// the field is recorded too.
func (f *form) leave() tea.Cmd {
	if !f.m.keepPage() {
		return nil
	}
	wrong, err := f.settle()
	if wrong != nil {
		f.m.tell("! "+present.Capital(wrong.Error())+". Esc again leaves the field out.", true)
		f.ed.set("")
		return nil
	}
	if err == nil && (f.at > 0 || f.changes && f.wrote) {
		return f.end()
	}
	if err == nil && f.discard != nil {
		err = f.discard()
	}
	if err != nil {
		f.m.notSaved()
		return nil
	}
	f.m.toStep()
	f.m.tell("Nothing was changed.", false)
	return nil
}

// settle records what is typed in a field that is saved only when it is left, such as
// a date.
func (f *form) settle() (wrong, err error) {
	if f.whole || f.asTyped() || f.typed() == "" || f.typed() == f.kept {
		return nil, nil
	}
	return f.set(f.typed())
}

func (f *form) unsaved() bool {
	switch typed := f.typed(); {
	case f.ed == nil || typed == f.kept && f.draft == "", f.at == 0 && !f.whole && strings.TrimSpace(typed) == "":
		return false
	case f.asTyped():
		return typed != f.kept
	case f.at == 0 && !f.changes && !f.whole: // there is no entry yet
		return false
	default:
		return typed != f.draft
	}
}

func (f *form) keep() error {
	typed := f.typed()
	if f.asTyped() {
		_, err := f.set(typed)
		return err
	}
	err := f.m.s.Keep(f.fields[f.at].At, typed)
	if err == nil {
		f.draft = typed
	}
	return err
}

// abandon saves what is typed when the screen ends, and removes an entry that is
// still empty.
func (f *form) abandon() error {
	if _, err := f.settle(); err != nil { // a date that cannot be read stays as it was typed
		return err
	}
	if remove := f.removeEmpty(); remove != nil {
		return remove()
	}
	return nil
}

// removeEmpty returns what removes a new entry in which nothing is recorded yet, or nil
// if it is not one.
func (f *form) removeEmpty() func() error {
	if f.at > 0 || f.kept != "" {
		return nil
	}
	return f.discard
}

func (f *form) body(w, h int) []string {
	fd := &f.fields[f.at]
	out := painted(f.m.look.strong, termtext.Wrap(fd.Prompt, w))
	if f.ed == nil && fd.Recorded != "" {
		out = append(out, termtext.Wrap("Recorded: "+present.Label(fd.Options, fd.Recorded)+". Enter keeps it.", w)...)
	}
	out = append(out, "")
	left := h - len(out)
	switch {
	case f.ed != nil && fd.InWords != nil:
		out = append(out, f.ed.view(w, left-1)...)
		return append(out, short(f.dateInWords(), w))
	case f.ed != nil:
		return append(out, f.ed.view(w, left)...)
	case f.pick != nil:
		return append(out, f.pick.body(w, left)...)
	}
	for _, o := range fd.Options {
		out = append(out, "  "+f.m.look.strong.Render(o.Key)+"  "+short(o.Label, w-6))
	}
	return out
}

// dateInWords returns what the date that is typed means, so that it is read back
// before it is recorded.
func (f *form) dateInWords() string {
	words := f.fields[f.at].InWords(f.typed())
	switch {
	case f.typed() == "":
		return ""
	case words == "":
		return "No date yet."
	}
	return "= " + words
}
