package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/present"
)

// picker is a list that typing narrows. Nothing is highlighted until something is
// typed or an arrow is pressed, so Enter alone picks nothing.
type picker struct {
	look   theme
	rows   []pick
	find   func(words string) []pick // nil: rows with every word of the filter
	picked func(pick) tea.Cmd
	back   func() // nil if the picker is not a page of its own
	filter string
	at     int // among those that match; -1 for none
	top    int
}

func newPicker(look theme, rows []pick, picked func(pick) tea.Cmd, back func()) *picker {
	return &picker{look: look, rows: rows, picked: picked, back: back, at: -1}
}

// picks returns a row for each option.
func picks(options []conversation.Option) (rows []pick) {
	for _, o := range options {
		rows = append(rows, pick{id: o.Value, key: o.Key, text: o.Label, more: strings.ReplaceAll(o.Value, "_", " ")})
	}
	return rows
}

// newWordPicker returns a list of the options of a field that everyday words find.
func newWordPicker(look theme, fd *conversation.Field, picked func(pick) tea.Cmd) *picker {
	p := newPicker(look, picks(fd.Options), picked, nil)
	p.find = func(words string) []pick {
		for _, o := range fd.Options {
			if o.Key == strings.TrimSpace(words) {
				return picks([]conversation.Option{o})
			}
		}
		found := fd.Find(words)
		if o := fd.Otherwise; len(found) == 0 && o.Value != "" {
			return []pick{{id: o.Value, key: o.Key, text: present.Capital(o.Label) + "; your words stay"}}
		}
		return picks(found)
	}
	return p
}

type pick struct {
	id, key, text, more string // more is searched but not shown
	command             string // the key of a command; "" for anything else
}

// matches returns the rows that match every word typed, by their text or their key.
func (p *picker) matches() []pick {
	if p.find != nil && strings.TrimSpace(p.filter) != "" {
		return p.find(p.filter)
	}
	words := strings.Fields(strings.ToLower(p.filter))
	var out []pick
rows:
	for _, r := range p.rows {
		all := strings.ToLower(r.text + " " + r.more)
		for _, w := range words {
			if !strings.Contains(all, w) && !(r.key != "" && r.key == w) {
				continue rows
			}
		}
		out = append(out, r)
	}
	return out
}

// keys returns the keys that move and pick. All others go to other.
func (p *picker) keys() []binding {
	found := p.matches()
	move := func(by int) { p.at = max(0, min(len(found)-1, p.at+by)) }
	out := append(append([]binding{{on: "type", does: "to find"}}, moves("choose", 10, len(found), move)...),
		binding{on: "enter", does: "pick", do: func(tea.KeyMsg) tea.Cmd {
			if p.at < 0 || p.at >= len(found) {
				return nil
			}
			return p.picked(found[p.at])
		}})
	if p.back != nil {
		out = append(out, binding{on: "esc left", does: "back", do: then(p.back)})
	}
	return out
}

func (p *picker) title() string { return "Go to" }

// other adds a letter to the filter or deletes the last one.
func (p *picker) other(k tea.KeyMsg) tea.Cmd {
	switch {
	case k.Type == tea.KeyBackspace:
		if r := []rune(p.filter); len(r) > 0 {
			p.narrow(string(r[:len(r)-1]))
		}
	case (k.Type == tea.KeyRunes || k.Type == tea.KeySpace) && !k.Alt:
		p.narrow(p.filter + strings.ReplaceAll(termtext.Clean(string(k.Runes)), "\n", " "))
	}
	return nil
}

func (p *picker) narrow(filter string) {
	p.filter, p.at, p.top = filter, -1, 0
	found := p.matches()
	if filter != "" && len(found) > 0 {
		p.at = 0
	}
	// An exact key or id picks that row, not one that only contains it.
	for i, r := range found {
		if f := strings.ToLower(strings.TrimSpace(filter)); f != "" && (r.key == f || r.id == f) {
			p.at = i
			break
		}
	}
}

// body draws the list in h lines. The first shows the filter.
func (p *picker) body(w, h int) []string {
	found := p.matches()
	out := []string{short("Find: "+p.filter+"_", w)}
	if len(found) == 0 {
		return append(out, hang("  ", "Nothing matches. Backspace deletes a letter.", w)...)
	}
	h = max(1, h-1)
	p.top = scroll(p.top, p.at, h, len(found))
	for i := p.top; i < min(len(found), p.top+h); i++ {
		r := found[i]
		text := r.text
		if r.key != "" {
			text = pad(r.key, 2) + " " + text
		}
		if i == p.at {
			out = append(out, p.look.chosen.Render(pad(short("> "+text, w), w)))
		} else {
			out = append(out, short("  "+text, w))
		}
	}
	return out
}
