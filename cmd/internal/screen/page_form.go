package screen

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// form fills in several fields, one after another: an entry of a list, each field
// saved as it comes, or an override, saved as a whole.
type form struct {
	m       *model
	head    string
	fields  []conversation.Field
	at      int
	ed      *editor        // nil: the field takes one of its options
	pick    *picker        // of a field with more options than keys
	kept    string         // what is recorded of the field
	changes bool           // the entry is there already: Enter keeps what is recorded
	whole   bool           // recorded when all of it is given, and not before
	end     func() tea.Cmd // after the last field
	discard func() error   // removes an entry of which nothing is recorded; nil if there is nothing to remove
}

// dates are the fields that are saved when they are done, not as they are typed:
// half a date is another date.
var dates = []string{"at", "on", "from", "to", "due", "done"}

// keysOfOne is how many options have a key of one letter.
const keysOfOne = 9

func (m *model) open(f *form) {
	m.page = f
	m.tell("", false)
	m.follow, m.urgent = "", false
	f.begin()
}

func (f *form) begin() {
	f.ed, f.pick, f.kept = nil, nil, ""
	fd := &f.fields[f.at]
	switch {
	case fd.Options == nil:
		f.ed = newEditor(fd.Recorded, fd.ID != "note")
		f.kept = strings.TrimSpace(fd.Recorded)
	case len(fd.Options) > keysOfOne:
		var rows []pick
		for _, o := range fd.Options {
			rows = append(rows, pick{id: o.Value, key: o.Key, text: o.Label, more: strings.ReplaceAll(o.Value, "_", " ")})
		}
		f.pick = newPicker(f.m.look, rows, func(row pick) tea.Cmd { return f.give(row.id) }, nil)
	}
	f.m.shown = f.m.o.Now()
}

// must reports whether the field may not be left empty.
func (f *form) must() bool { return f.whole || f.at == 0 }

// asTyped reports whether the field is saved while it is typed.
func (f *form) asTyped() bool {
	return f.ed != nil && !f.must() && !slices.Contains(dates, f.fields[f.at].ID)
}

func (f *form) title() string { return fmt.Sprintf("%s: %d of %d", f.head, f.at+1, len(f.fields)) }

func (f *form) keys() []binding {
	fd := &f.fields[f.at]
	var out []binding
	give := func(tea.KeyMsg) tea.Cmd { return f.give(f.typed()) }
	switch {
	case f.nothingTyped():
		out = append(out, f.leaveEmpty())
	case f.ed != nil && f.ed.line:
		out = append(out, binding{on: "enter tab", does: "goes on", do: give})
	case f.ed != nil:
		out = append(out, binding{on: "tab", does: "goes on", do: give})
	}
	switch {
	case f.pick != nil:
		out = append(out, f.pick.keys()...)
	case f.ed == nil:
		out = append(out, answerKeys(f.m, fd.Options, func(o conversation.Option) tea.Cmd { return f.give(o.Value) })...)
		if f.changes && !f.must() && fd.Recorded != "" {
			out = append(out, binding{on: "-", does: "empties it", do: func(tea.KeyMsg) tea.Cmd { return f.give("") }})
		}
	}
	esc, stop := "leaves it out", saveAndStop
	if f.changes || !f.must() {
		esc = "done with this entry"
	}
	if f.whole {
		stop.does = "stop, without this"
	}
	return append(out, binding{on: "esc", does: esc, do: func(tea.KeyMsg) tea.Cmd { return f.leave() }}, stop)
}

// leaveEmpty goes on from a field in which nothing is typed: it stays empty, or as
// it was.
func (f *form) leaveEmpty() binding {
	m, fd := f.m, &f.fields[f.at]
	keeps := f.changes && f.ed == nil
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
			m.tell("This one is needed. Esc leaves it as it is.", true)
			return nil
		case f.changes && !keeps && fd.Recorded != "":
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
		f.m.tell(notAnAnswer, false)
	case f.ed.Value() == "" && f.m.tooSoon(k):
	case f.ed.press(k):
		f.m.tell("", false)
	}
	return nil
}

// typed returns what is typed in a field of text.
func (f *form) typed() string {
	if f.ed == nil {
		return ""
	}
	return strings.TrimSpace(f.ed.Value())
}

// nothingTyped reports whether the field holds nothing that could be recorded.
func (f *form) nothingTyped() bool {
	if f.pick != nil {
		return f.pick.at < 0 && f.pick.filter == ""
	}
	return f.typed() == ""
}

// set records a text in the field; wrong says why it does not fit.
func (f *form) set(text string) (wrong, err error) {
	m, before := f.m, f.m.result
	switch err := f.fields[f.at].Set(text); {
	case errors.Is(err, session.ErrNotSaved):
		return nil, err
	case err != nil:
		return err, nil
	}
	f.kept = text
	if !f.whole {
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

// leave leaves the form with what has been recorded so far, and with what is typed
// in the field.
func (f *form) leave() tea.Cmd {
	if !f.m.keepPage() {
		return nil
	}
	wrong, err := f.settle()
	if wrong != nil {
		f.m.tell("! "+present.Capital(wrong.Error())+". Esc again leaves it out.", true)
		f.ed.set("")
		return nil
	}
	if err == nil && f.at > 0 {
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
	f.m.tell("Left as it was.", false)
	return nil
}

// settle records what is typed in a field that is not saved as it is typed: half a
// date is another date, so it waits until the field is left.
func (f *form) settle() (wrong, err error) {
	if f.whole || f.asTyped() || f.typed() == "" || f.typed() == f.kept {
		return nil, nil
	}
	return f.set(f.typed())
}

func (f *form) unsaved() bool {
	return f.asTyped() && f.typed() != f.kept
}

func (f *form) keep() error {
	_, err := f.set(f.typed())
	return err
}

// abandon leaves for good: it removes an entry that was only begun.
func (f *form) abandon() error {
	if _, err := f.settle(); err != nil {
		return err
	}
	if f.at == 0 && f.kept == "" && f.discard != nil {
		return f.discard()
	}
	return nil
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
