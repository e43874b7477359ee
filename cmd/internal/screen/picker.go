package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// picker is a list that is narrowed by typing. Nothing in it is highlighted until
// something is typed or an arrow is pressed, so that Enter alone picks nothing.
type picker struct {
	rows   []pick
	filter string
	at     int // among those that match; -1 for none
	top    int
}

type pick struct {
	id, key, text, more string // more is looked at by the filter as well
}

func newPicker(rows []pick) *picker { return &picker{rows: rows, at: -1} }

// matches gives the rows that have every word typed, or that key.
func (p *picker) matches() []pick {
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

// press moves and narrows. It gives the row that Enter picked.
func (p *picker) press(k tea.KeyMsg) (picked pick, ok bool) {
	n := len(p.matches())
	switch k.Type {
	case tea.KeyEnter:
		if found := p.matches(); !k.Paste && p.at >= 0 && p.at < len(found) {
			return found[p.at], true
		}
	case tea.KeyUp:
		p.at = max(0, p.at-1)
	case tea.KeyDown:
		p.at = min(n-1, p.at+1)
	case tea.KeyPgUp:
		p.at = max(0, p.at-10)
	case tea.KeyPgDown:
		p.at = min(n-1, p.at+10)
	case tea.KeyHome:
		p.at = 0
	case tea.KeyEnd:
		p.at = n - 1
	case tea.KeyBackspace:
		if r := []rune(p.filter); len(r) > 0 {
			p.narrow(string(r[:len(r)-1]))
		}
	case tea.KeyRunes, tea.KeySpace:
		if !k.Alt {
			p.narrow(p.filter + clean(strings.ReplaceAll(string(k.Runes), "\n", " ")))
		}
	}
	return pick{}, false
}

func (p *picker) narrow(filter string) {
	p.filter, p.at, p.top = filter, -1, 0
	found := p.matches()
	if filter != "" && len(found) > 0 {
		p.at = 0
	}
	// A row's own number or name means that row, not one that has it in it.
	for i, r := range found {
		if f := strings.ToLower(strings.TrimSpace(filter)); f != "" && (r.key == f || r.id == f) {
			p.at = i
			break
		}
	}
}

// view draws the list in h lines, the first for what is typed.
func (p *picker) view(look theme, w, h int) []string {
	found := p.matches()
	out := []string{short("Find: "+p.filter+"_", w)}
	if len(found) == 0 {
		return append(out, wrapBehind("  ", "Nothing of that name. Backspace takes letters away.", w)...)
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
			out = append(out, look.chosen.Render(pad(short("> "+text, w), w)))
		} else {
			out = append(out, short("  "+text, w))
		}
	}
	return out
}

// scroll moves the first line shown so that line `at` of n is among h.
func scroll(top, at, h, n int) int {
	if at >= 0 && at < top {
		top = at
	}
	if at >= top+h {
		top = at - h + 1
	}
	return max(0, min(top, n-h))
}
