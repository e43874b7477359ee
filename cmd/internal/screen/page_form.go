package screen

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
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
	more    bool           // the fields that are asked later are asked now
	typedAt map[int]string // what was typed in fields that were left by going back, and is kept nowhere else
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
		if typed := cmp.Or(f.draft, f.typedAt[f.at]); typed != "" {
			f.ed.set(typed)
		}
	case fd.Find != nil:
		f.pick = newWordPicker(f.m.look, fd, f.said)
		f.pick.narrow(f.typedAt[f.at])
	case len(fd.Options) > keysOfOne:
		f.pick = newPicker(f.m.look, picks(fd.Options), func(row pick) tea.Cmd { return f.give(row.id) }, nil)
	}
	f.m.shown = f.m.o.Now()
}

// must reports whether the field is required.
func (f *form) must() bool { return f.fields[f.at].Must }

// last reports whether the form is done after this field, unless more is asked.
func (f *form) last() bool {
	return f.at+1 >= len(f.fields) || f.fields[f.at+1].Later && !f.more && !f.changes
}

// mayAskMore reports whether the next field is one that is asked later.
func (f *form) mayAskMore() bool { return f.last() && f.at+1 < len(f.fields) }

// asTyped reports whether the field is recorded while it is typed. What is typed in
// another field is kept as unfinished until then. A date is recorded when it is left,
// since half a date may be a different date.
func (f *form) asTyped() bool {
	return f.ed != nil && !f.whole && f.fields[f.at].InWords == nil
}

func (f *form) title() string {
	n := len(f.fields)
	if i := slices.IndexFunc(f.fields, func(fd conversation.Field) bool { return fd.Later }); i > f.at && !f.more && !f.changes {
		n = i
	}
	return fmt.Sprintf("%s: %d of %d", f.head, f.at+1, n)
}

// choiceKeys are the keys that answer a field with one of its options.
func (f *form) choiceKeys() (out []binding) {
	fd := &f.fields[f.at]
	switch {
	case f.pick != nil:
		return f.pick.keys()
	case f.ed == nil:
		out = answerKeys(f.m, fd.Options, func(o conversation.Option) tea.Cmd { return f.give(o.Value) })
		if !f.must() && fd.Recorded != "" {
			out = append(out, binding{on: "-", does: "clears it", do: func(tea.KeyMsg) tea.Cmd { return f.give("") }})
		}
	}
	return out
}

func (f *form) keys() []binding {
	var out []binding
	give := func(tea.KeyMsg) tea.Cmd {
		if f.untouched() {
			return f.next()
		}
		return f.give(f.typed())
	}
	next := "next"
	if f.mayAskMore() {
		next = "done"
	}
	switch {
	case f.nothingTyped():
		out = append(out, f.leaveEmpty())
	case f.ed != nil && f.ed.line:
		out = append(out, binding{on: "enter", does: next, do: give})
	case f.ed != nil: // Enter is part of the text
		out = append(out, binding{on: "pgdown", does: next, do: give})
	}
	if f.mayAskMore() {
		out = append(out, binding{on: "down", does: "more", do: func(k tea.KeyMsg) tea.Cmd {
			f.more = true
			return give(k)
		}})
	}
	out = append(out, f.choiceKeys()...)
	if f.at > 0 {
		out = append(out, binding{on: f.backKeys(), does: "field before", do: then(f.back)})
	}
	esc, stop := "cancel", saveAndStop
	if f.changes || f.wrote {
		esc = "done with this entry"
	}
	if f.whole {
		stop.does = "stop without this"
	}
	return append(out, binding{on: "esc", does: esc, do: func(tea.KeyMsg) tea.Cmd { return f.leave() }}, stop)
}

// backKeys returns the keys that go to the field before, as far as the field leaves them
// free.
func (f *form) backKeys() string {
	switch {
	case f.pick != nil:
		return "shift+tab"
	case f.ed == nil:
		return "shift+tab left backspace b"
	case f.ed.line:
		return "shift+tab up"
	}
	return "shift+tab"
}

// leaveEmpty returns the binding of Enter in a field where nothing is typed: the field
// stays empty, or keeps the recorded option.
func (f *form) leaveEmpty() binding {
	m := f.m
	keeps := f.ed == nil && (f.changes || f.fields[f.at].Recorded != "")
	does := "skips it"
	switch {
	case f.mayAskMore() && !keeps:
		does = "done"
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
	switch err := f.fields[f.at].Set(text); {
	case errors.Is(err, session.ErrNotSaved):
		return nil, err
	case err != nil:
		return err, nil
	}
	f.recorded(text)
	return nil, nil
}

// recorded follows what was recorded in the field.
func (f *form) recorded(text string) {
	m, before := f.m, f.m.result
	f.kept, f.wrote = text, true
	fd := &f.fields[f.at]
	fd.Recorded, fd.Typed = text, ""
	delete(f.typedAt, f.at)
	if !f.whole {
		m.given++
		m.saved()
		m.result = m.s.Result()
		m.urgent = m.urgent || m.result.ActNow && !before.ActNow
	}
}

// said records an option that was found by words.
func (f *form) said(row pick) tea.Cmd {
	words := f.pick.filter
	switch err := f.fields[f.at].Said(row.id, words); {
	case err != nil:
		f.m.notSaved()
		return nil
	default:
		f.recorded(row.id)
		return f.next()
	}
}

// back goes to the field before. What is typed stays where it is.
func (f *form) back() {
	if !f.m.keepPage() {
		return
	}
	if f.typedAt == nil {
		f.typedAt = map[int]string{}
	}
	switch {
	case f.pick != nil:
		f.typedAt[f.at] = f.pick.filter
	case f.ed != nil && !f.untouched():
		f.typedAt[f.at] = f.typed()
	}
	f.at--
	f.m.tell("", false)
	f.begin()
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
	if f.last() {
		f.at = len(f.fields)
		return f.end()
	}
	f.at++
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
	if err == nil && (f.wrote || f.changes && f.at > 0) {
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
	case f.ed == nil || typed == f.kept && f.draft == "", f.at == 0 && !f.whole && strings.TrimSpace(typed) == "" && f.draft == "":
		return false
	case f.asTyped():
		return typed != f.kept
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

// removeEmpty returns what removes a new entry in which nothing is recorded or kept yet,
// or nil if it is not one.
func (f *form) removeEmpty() func() error {
	if f.draft != "" {
		return nil
	}
	return f.unwritten()
}

// unwritten returns what removes a new entry in which nothing is recorded yet, or nil if
// it is not one.
func (f *form) unwritten() func() error {
	if f.wrote {
		return nil
	}
	return f.discard
}
