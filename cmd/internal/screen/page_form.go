package screen

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// form fills in something of several fields, one after another: an entry of a
// list, each field saved as it comes, or a level set by a person, saved as a
// whole.
type form struct {
	m       *model
	head    string
	fields  []formField
	at      int
	ed      *editor // nil: the field takes one of its options
	pick    *picker // of a field with more options than keys
	kept    string
	changes bool           // the entry is there already: Enter keeps what is recorded
	whole   bool           // recorded when all of it is given, and not before
	end     func() tea.Cmd // after the last field
	quit    func() error   // leaves before the first field was given
}

type formField struct {
	prompt   string
	options  []conversation.Option
	recorded string // what stands in it already
	must     bool   // may not be left empty
	asTyped  bool   // saved while it is typed
	long     bool   // text of several lines
	set      func(text string) (wrong, err error)
}

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
	case fd.options == nil:
		f.ed = newEditor(fd.recorded, !fd.long)
		f.kept = strings.TrimSpace(fd.recorded)
	case len(fd.options) > keysOfOne:
		var rows []pick
		for _, o := range fd.options {
			rows = append(rows, pick{id: o.Value, key: o.Key, text: o.Label, more: strings.ReplaceAll(o.Value, "_", " ")})
		}
		p := newPicker(rows)
		f.pick = &p
	}
	f.m.shown = f.m.o.Now()
}

func (f *form) title() string { return fmt.Sprintf("%s: %d of %d", f.head, f.at+1, len(f.fields)) }

func (f *form) keys() []binding {
	if f.ed != nil {
		return f.textKeys()
	}
	m, fd := f.m, &f.fields[f.at]
	if f.pick != nil {
		out := f.pick.keys(func(row pick) tea.Cmd { return f.give(row.id) })
		if f.nothingTyped() {
			out = append([]binding{f.leaveEmpty("enter")}, out...)
		}
		return append(out, f.leaving()...)
	}
	out := answerKeys(m, fd.options, func(o conversation.Option) tea.Cmd { return f.give(o.Value) })
	out = append(out, f.leaveEmpty("enter"))
	if f.changes && !fd.must && fd.recorded != "" {
		out = append(out, binding{on: "-", does: "empties it", do: func(tea.KeyMsg) tea.Cmd { return f.give("") }})
	}
	return append(out, f.leaving()...)
}

// textKeys are the keys of a field of text: all others go into the text.
func (f *form) textKeys() []binding {
	var out []binding
	done := "tab"
	if f.ed.line {
		done = "enter tab"
	}
	if f.nothingTyped() {
		out = append(out, f.leaveEmpty("enter"))
	} else {
		out = append(out, binding{on: done, does: "goes on", do: func(tea.KeyMsg) tea.Cmd { return f.give(strings.TrimSpace(f.ed.Value())) }})
	}
	return append(out, f.leaving()...)
}

// leaving are the keys that leave the form.
func (f *form) leaving() []binding {
	esc := "leaves it out"
	if f.changes || f.at > 0 && !f.fields[f.at].must {
		esc = "done with this entry"
	}
	stop := saveAndStop
	if f.whole {
		stop.does = "stop, without this"
	}
	return []binding{{on: "esc", does: esc, do: func(tea.KeyMsg) tea.Cmd { return f.stop() }}, stop}
}

// leaveEmpty is the key that goes on from a field in which nothing is typed: it
// leaves the field empty, or as it was.
func (f *form) leaveEmpty(on string) binding {
	m, fd := f.m, &f.fields[f.at]
	does := "skips it"
	switch {
	case f.changes && f.ed == nil:
		does = "keeps it"
	case fd.must:
		does = ""
	}
	return binding{on: on, does: does, do: func(k tea.KeyMsg) tea.Cmd {
		switch {
		case m.tooQuick(k):
			return nil
		case fd.must && !(f.changes && f.ed == nil):
			m.tell("This one is needed. Esc leaves it as it is.", true)
			return nil
		case f.changes && f.ed != nil && fd.recorded != "":
			return f.give("")
		case f.kept != "" && !m.keepPage(): // typed, saved and taken away again
			return nil
		}
		return f.next()
	}}
}

func (f *form) other(k tea.KeyMsg) tea.Cmd {
	switch {
	case f.ed != nil:
		if f.ed.Value() == "" && f.m.tooSoon(k) {
			return nil
		}
		if f.ed.press(k) {
			f.m.tell("", false)
		}
	case f.pick != nil:
		f.pick.typed(k)
	default:
		f.m.tell("That key is not one of the answers. Nothing was recorded.", false)
	}
	return nil
}

// nothingTyped reports whether the field holds nothing that could be given.
func (f *form) nothingTyped() bool {
	switch {
	case f.ed != nil:
		return strings.TrimSpace(f.ed.Value()) == ""
	case f.pick != nil:
		return f.pick.at < 0 && f.pick.filter == ""
	}
	return true
}

func (f *form) give(text string) tea.Cmd {
	wrong, err := f.fields[f.at].set(text)
	switch {
	case err != nil:
		f.m.notSaved()
		return nil
	case wrong != nil:
		f.m.tell("! "+present.Capital(wrong.Error())+".", true)
		return nil
	}
	f.kept = text
	return f.next()
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

// stop leaves the form with what has been given so far, and with what stands in
// the field.
func (f *form) stop() tea.Cmd {
	if !f.m.keepPage() {
		return nil
	}
	if wrong, err := f.settle(); err != nil {
		f.m.notSaved()
		return nil
	} else if wrong != nil {
		f.m.tell("! "+present.Capital(wrong.Error())+". Esc again leaves it out.", true)
		f.ed.set("")
		return nil
	}
	if f.at == 0 {
		if err := f.quit(); err != nil {
			f.m.notSaved()
			return nil
		}
		f.m.toStep()
		f.m.tell("Left as it was.", false)
		return nil
	}
	return f.end()
}

// settle gives what stands in a field that is not saved as it is typed: half a
// date is another date, so it waits until the field is left.
func (f *form) settle() (wrong, err error) {
	if f.whole || f.ed == nil || f.at >= len(f.fields) || f.fields[f.at].asTyped || f.nothingTyped() {
		return nil, nil
	}
	text := strings.TrimSpace(f.ed.Value())
	if text == f.kept {
		return nil, nil
	}
	if wrong, err = f.fields[f.at].set(text); wrong == nil && err == nil {
		f.kept = text
	}
	return wrong, err
}

func (f *form) unsaved() bool {
	return f.ed != nil && f.at < len(f.fields) && f.fields[f.at].asTyped && strings.TrimSpace(f.ed.Value()) != f.kept
}

func (f *form) keep() error {
	text := strings.TrimSpace(f.ed.Value())
	wrong, err := f.fields[f.at].set(text)
	if err == nil && wrong == nil {
		f.kept = text
	}
	return err
}

func (f *form) abandon() error {
	if _, err := f.settle(); err != nil {
		return err
	}
	if f.at == 0 && f.kept == "" {
		return f.quit()
	}
	return nil
}

func (f *form) body(w, h int) []string {
	fd := &f.fields[f.at]
	out := painted(f.m.look.strong, termtext.Wrap(fd.prompt, w))
	if f.ed == nil && fd.recorded != "" {
		out = append(out, termtext.Wrap("Recorded: "+present.Label(fd.options, fd.recorded)+". Enter keeps it.", w)...)
	}
	out = append(out, "")
	left := h - len(out)
	switch {
	case f.ed != nil:
		return append(out, f.ed.view(w, left)...)
	case f.pick != nil:
		return append(out, f.pick.view(f.m.look, w, left)...)
	}
	for _, o := range fd.options {
		out = append(out, "  "+f.m.look.strong.Render(o.Key)+"  "+short(o.Label, w-6))
	}
	return out
}
