package screen

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/cmd/internal/present"
)

// keepMsg is sent when text that was typed is due to be saved.
type keepMsg struct{}

// keepAfter is how long typed text waits to be saved. With the time that saving takes,
// it is on the disk within a second.
const keepAfter = 600 * time.Millisecond

// keeper holds something typed that may not be saved yet: a page, or the story beside it.
type keeper interface {
	keep() error   // saves what is typed
	unsaved() bool // reports whether any of it is not saved yet
}

// unkept returns what is typed and not saved.
func (m *model) unkept() (out []keeper) {
	if k, ok := m.page.(keeper); ok && k.unsaved() {
		out = append(out, k)
	}
	if m.story != nil && m.story.unsaved() {
		out = append(out, m.story)
	}
	return out
}

// tick returns a command that sends a keepMsg, or nil if there is nothing to save.
func (m *model) tick() tea.Cmd {
	if m.ticking || m.burst.text.Len() == 0 && len(m.unkept()) == 0 {
		return nil
	}
	m.ticking = true
	return tea.Tick(keepAfter, func(time.Time) tea.Msg { return keepMsg{} })
}

// keepPage saves what is typed. It reports whether that worked, and tells the handler
// if not.
func (m *model) keepPage() bool {
	all := m.unkept()
	for _, k := range all {
		if k.keep() != nil {
			m.tell(notYet, true)
			return false
		}
	}
	if len(all) > 0 {
		m.saved()
	}
	return true
}

// leave saves what is typed, however the screen ended.
func (m *model) leave() (err error) {
	defer func() {
		if r := recover(); r != nil && m.broken == nil {
			m.breaks(r)
		}
	}()
	m.flush(true)
	for _, k := range m.unkept() {
		err = errors.Join(err, k.keep())
	}
	if f, ok := m.page.(*form); ok && err == nil {
		err = f.abandon()
	}
	return err
}

// saved notes the time, and clears the message of an earlier save that failed.
func (m *model) saved() {
	m.savedT = m.o.Now()
	if m.said == present.NotSaved || m.said == notYet {
		m.tell("Saved now.", false)
	}
}

const notYet = "! Not saved yet, but your text is still here. Free some space or check the folder; saving is tried again."

func (m *model) notSaved() { m.tell(present.NotSaved, true) }
