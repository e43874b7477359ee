package screen

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
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

func (m *model) open(f *form) tea.Cmd {
	m.page = f
	m.tell("", false)
	m.follow, m.urgent = "", false
	f.begin()
	return nil
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
		f.pick = newPicker(rows)
	}
	f.m.shown = f.m.o.Now()
}

func (f *form) title() string { return fmt.Sprintf("%s: %d of %d", f.head, f.at+1, len(f.fields)) }

func (f *form) press(k tea.KeyMsg) tea.Cmd {
	fd := &f.fields[f.at]
	switch {
	case k.Type == tea.KeyEsc:
		return f.stop()
	case k.Type == tea.KeyEnter && f.empty():
		if f.m.tooQuick(k) {
			return nil
		}
		if fd.must && !(f.changes && f.ed == nil) {
			f.m.tell("This one is needed. Esc leaves it as it is.", true)
			return nil
		}
		if f.changes && f.ed != nil && fd.recorded != "" {
			return f.give("")
		}
		if f.kept != "" && !f.m.keepPage() { // typed, saved and taken away again
			return nil
		}
		return f.next()
	case f.ed != nil && (k.Type == tea.KeyEnter && f.ed.line || k.Type == tea.KeyTab && !f.empty()):
		return f.give(strings.TrimSpace(f.ed.Value()))
	case f.ed != nil:
		if f.m.o.Now().Sub(f.m.shown) < readable && !k.Paste && f.ed.Value() == "" && f.m.tooQuick(k) {
			return nil
		}
		if f.ed.press(k) {
			f.m.tell("", false)
		}
		return nil
	case f.pick != nil:
		if row, ok := f.pick.press(k); ok {
			return f.give(row.id)
		}
		return nil
	}
	if o, ok := optionFor(fd.options, only(k)); ok {
		if f.m.tooQuick(k) {
			return nil
		}
		return f.give(o.Value)
	}
	if f.mayEmpty() && only(k) == "-" {
		return f.give("")
	}
	f.m.tell("That key is none of them. Nothing was recorded.", false)
	return nil
}

// mayEmpty says whether a key empties the field: one of options that is filled.
func (f *form) mayEmpty() bool {
	fd := &f.fields[f.at]
	return f.changes && f.ed == nil && f.pick == nil && !fd.must && fd.recorded != ""
}

// empty says whether Enter would leave the field as it is: without an answer.
func (f *form) empty() bool {
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
		f.m.tell("! "+upperFirst(wrong.Error())+".", true)
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
		f.m.tell("! "+upperFirst(wrong.Error())+". Esc again leaves it out.", true)
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
	if f.whole || f.ed == nil || f.at >= len(f.fields) || f.fields[f.at].asTyped || f.empty() {
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
	out := painted(f.m.look.strong, wrap(fd.prompt, w))
	if f.ed == nil && fd.recorded != "" {
		out = append(out, wrap("Recorded: "+labelAmong(fd.options, fd.recorded)+". Enter keeps it.", w)...)
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

func (f *form) hints() []hint {
	var out []hint
	fd := &f.fields[f.at]
	if f.pick != nil {
		out = append(out, hint{"type", "a number or a word"}, hint{"↑ ↓", "choose"})
	}
	if f.ed != nil && f.ed.line || f.pick != nil {
		out = append(out, hint{"Enter", "goes on"})
	}
	if fd.long {
		out = append(out, hint{"Tab", "goes on"})
	}
	switch {
	case f.mayEmpty():
		out = append(out, hint{"Enter", "keeps it"}, hint{"-", "empties it"})
	case f.changes && f.ed == nil:
		out = append(out, hint{"Enter", "keeps it"})
	case !fd.must:
		out = append(out, hint{"Enter", "on nothing skips it"})
	}
	leaves := hint{"Esc", "leaves it out"}
	if f.changes || f.at > 0 && !fd.must {
		leaves = hint{"Esc", "done with this entry"}
	}
	stops := hint{"Ctrl+C", "save, stop"}
	if f.whole {
		stops.does = "stop, without this"
	}
	return append(out, leaves, stops)
}
