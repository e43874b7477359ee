package screen

import (
	"cmp"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/termtext"
)

// binding is a key of a page and what it does. Pressing it, the key line, the help
// page and the guard against keys in a field of text all read the same bindings.
type binding struct {
	on   string // the keys that do it, the one to show first: "b left backspace"
	does string // for the key line; "" keeps it out of there
	help string // for the help page; "" keeps it out of there
	do   func(k tea.KeyMsg) tea.Cmd
}

// saveAndStop is in the key line of the pages on which q does not stop; the model
// itself takes the key.
var saveAndStop = binding{on: "ctrl+c", does: "save, stop"}

// shown is how people read the keys that have no letter.
var shown = map[string]string{
	"up": "↑ ↓", "left": "←", "esc": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "shift+tab": "Shift+Tab",
	"pgdown": "PgDn", "f1": "F1", "ctrl+c": "Ctrl+C", "ctrl+z": "Ctrl+Z", "other": "any other key", "any": "any key",
}

// nameOf returns the name of a key as bindings use it. What is pasted, what comes
// several at once and what is pressed with Alt is not a key: it has no name.
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

// bindingOf returns the binding of a key, or nil. A capital letter does what the small
// one does, unless it has a binding of its own.
func bindingOf(keys []binding, k tea.KeyMsg) *binding {
	name := nameOf(k)
	if name == "" {
		return nil
	}
	for _, n := range []string{name, strings.ToLower(name)} {
		for i := range keys {
			if slices.Contains(strings.Fields(keys[i].on), n) {
				return &keys[i]
			}
		}
	}
	return nil
}

// keyLine lists the keys in as many lines as it takes, two as a rule. Where a key is
// an answer to the question, the next key of a binding is shown instead, if it has
// another.
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
			parts = append(parts, w.look.strong.Render(cmp.Or(shown[key], key))+" "+b.does)
		}
	}
	return indented(termtext.Flow(parts, "  ", w.width-2))
}

// then makes the action of a binding from a function that needs no key and has
// nothing to wait for.
func then(do func()) func(tea.KeyMsg) tea.Cmd {
	return func(tea.KeyMsg) tea.Cmd { do(); return nil }
}

// moves returns the bindings that move through a list or a text of n lines, of
// which a page has so many.
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
