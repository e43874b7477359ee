package screen

import (
	"cmp"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/late"
	"stalkrisk/assess/termtext"
)

// binding is what a key does on a page. Key presses, the key line, the help page and
// the check for stray letters in a text field all read the same bindings.
type binding struct {
	on   string // the keys, first the one to show: "b left backspace"
	does string // for the key line; "" leaves it out
	help string // for the help page; "" leaves it out
	do   func(k tea.KeyMsg) tea.Cmd
}

// saveAndStop is in the key line of pages on which q does not stop. model.press
// handles the key itself.
var saveAndStop = binding{on: "ctrl+c", does: "save, stop"}

// shown holds the names that the key line uses for keys that are not letters.
var shown = late.Value[map[string]string]{Make: func() map[string]string {
	return map[string]string{
		"up": "↑ ↓", "down": "↓", "left": "←", "esc": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab",
		"pgdown": "PgDn", "f1": "F1", "f2": "F2", "f3": "F3", "ctrl+c": "Ctrl+C", "ctrl+z": "Ctrl+Z", "other": "any other key", "any": "any key",
	}
}}

// nameOf returns the name of a key as bindings use it, or "" for pasted text,
// several characters at once, and anything pressed with Alt.
func nameOf(k tea.KeyMsg) string {
	switch k.Type {
	case tea.KeyRunes:
		if len(k.Runes) != 1 || k.Paste || k.Alt {
			return ""
		}
		return string(k.Runes)
	case tea.KeySpace:
		return "space"
	}
	return tea.KeyMsg{Type: k.Type}.String()
}

// bindingOf returns the binding of a key, or nil. A capital letter is not the key of
// the small one: keys of the terminal that came in parts may end in capitals.
func bindingOf(keys []binding, k tea.KeyMsg) *binding {
	name := nameOf(k)
	if name == "" {
		return nil
	}
	for i := range keys {
		if slices.Contains(strings.Fields(keys[i].on), name) {
			return &keys[i]
		}
	}
	return nil
}

// noKey says that a key does nothing on the page, and why if it is a capital letter.
func (w *window) noKey(k tea.KeyMsg, otherwise string) {
	if name := nameOf(k); strings.ToLower(name) != name {
		w.tell("That is a capital letter. Caps Lock may be on. Nothing was recorded.", true)
		return
	}
	w.tell(otherwise, false)
}

// keyLines is the most lines of keys. Those that do not fit are in the help.
const keyLines = 2

// keyLine lists the keys that fit, the first first. If an earlier binding already uses a
// binding's first key, its next key is shown, if it has one.
func (w *window) keyLine(keys []binding) []string {
	var parts []string
	taken := map[string]bool{}
	for _, b := range keys {
		key := ""
		for _, name := range strings.Fields(b.on) {
			if !taken[name] && key == "" {
				key = name
			}
			taken[name] = true
		}
		if b.does != "" && key != "" {
			parts = append(parts, w.look.strong.Render(cmp.Or(shown.Get()[key], key))+" "+b.does)
		}
	}
	lines := termtext.Flow(parts, "  ", w.width-2)
	return indented(lines[:min(len(lines), keyLines)])
}

// then makes the action of a binding from a function that needs no key and starts no
// command.
func then(do func()) func(tea.KeyMsg) tea.Cmd {
	return func(tea.KeyMsg) tea.Cmd { do(); return nil }
}

// moves returns the bindings that move through a list or text of n lines, shown page
// lines at a time.
func moves(does string, page, n int, move func(by int)) []binding {
	by := func(n int) func(tea.KeyMsg) tea.Cmd { return then(func() { move(n) }) }
	page = max(1, page)
	return []binding{
		{on: "up", does: does, do: by(-1)},
		{on: "down", do: by(1)},
		{on: "pgup", do: by(-page)},
		{on: "pgdown", do: by(page)},
		{on: "home", do: by(-n)},
		{on: "end", do: by(n)},
	}
}
