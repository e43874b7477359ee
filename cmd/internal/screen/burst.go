package screen

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// atOnce is less time than anybody needs between two keys. Text that comes faster is a
// paste that the terminal does not mark, or was typed while the screen was busy.
const atOnce = 30 * time.Millisecond

// burst is text that comes faster than it can be drawn. It goes into the field as one
// edit once no more comes, or when it is due to be saved.
type burst struct {
	text    strings.Builder
	into    *editor // the field that the last key changed; nil if it changed none
	edits   int     // how many edits that field had
	begun   bool    // some of it is in the field already
	ticking bool
	picture string    // what was drawn last
	drawn   time.Time // when that was
}

// burstMsg is sent to look whether a burst has ended.
type burstMsg struct{}

func burstTick() tea.Cmd { return tea.Tick(atOnce, func(time.Time) tea.Msg { return burstMsg{} }) }

// gathers adds a key to the burst if it is part of one, and reports whether it is. A
// line end or a tab that comes before anybody could press it is text.
func (m *model) gathers(k tea.KeyMsg) bool {
	b := &m.burst
	if b.into == nil || b.into != m.field() || k.Paste || k.Alt {
		return false
	}
	now := m.o.Now()
	fast := now.Sub(m.pressed) < atOnce || !b.drawn.Before(m.pressed) && now.Sub(b.drawn) < atOnce
	switch k.Type {
	case tea.KeyRunes, tea.KeySpace:
		if fast {
			b.text.WriteString(string(k.Runes))
		}
		return fast
	case tea.KeyEnter, tea.KeyCtrlJ, tea.KeyTab:
		soon := now.Sub(m.pressed) < readable
		if soon {
			b.text.WriteString(map[tea.KeyType]string{tea.KeyTab: "\t"}[k.Type])
			if k.Type != tea.KeyTab {
				b.text.WriteByte('\n')
			}
		}
		return soon
	}
	return false
}

// burstOver puts a burst that has ended into the field, and looks again later if more
// came meanwhile.
func (m *model) burstOver() tea.Cmd {
	if m.o.Now().Sub(m.pressed) < atOnce {
		return burstTick()
	}
	m.burst.ticking = false
	m.flush(true)
	return nil
}

// noteField remembers which field the last key changed, if any.
func (b *burst) noteField(e *editor) {
	switch {
	case e == nil:
		b.into, b.edits = nil, 0
	case e != b.into && e.edits > 0, e == b.into && e.edits > b.edits:
		b.into, b.edits = e, e.edits
	default:
		b.into, b.edits = nil, 0
	}
}

// flush puts the burst into the field. over is false if more of it may come.
func (m *model) flush(over bool) {
	b := &m.burst
	text := b.text.String()
	if text != "" {
		b.text.Reset()
		b.into.joined = b.begun
		b.into.insert(text)
		b.into.joined = false
		b.edits = b.into.edits
		m.tell("", false)
		m.tooLong()
		if over && (strings.HasSuffix(text, "\n") && b.into.line || strings.HasSuffix(text, "\t")) {
			m.tell("! That key came too quickly and was taken as text. Press it again.", true)
		}
	}
	b.begun = text != "" && !over || b.begun && !over
}
