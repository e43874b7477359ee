package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/cmd/internal/explore"
	"stalkrisk/cmd/internal/session"
)

// Model lets tests send messages to the screen.
type Model = model

func New(s *session.Session, o Options) *Model { return newModel(s, o) }

// Slow says that a save takes long, as in Run.
func (m *model) Slow() { m.slow() }

// Leave saves what is typed, as Run does at the end.
func (m *model) Leave() error { return m.leave() }

// Ended returns how the screen ended, if it has.
func (m *model) Ended() (finished, stopped bool, broken error) {
	return m.finished, m.stopped, m.broken
}

// KeepMsg returns the message that typed text is due to be saved.
func KeepMsg() tea.Msg { return keepMsg{} }

// MinuteMsg returns the message that another minute has passed.
func MinuteMsg() tea.Msg { return minuteMsg{} }

// BurstMsg returns the message that looks whether a burst of text has ended.
func BurstMsg() tea.Msg { return burstMsg{} }

// EndMsg returns the message that a run which stops or finishes may be over.
func (m *model) EndMsg() tea.Msg { return endMsg{m.letters} }

const (
	Within    = within
	KeepAfter = keepAfter
	Readable  = readable
)

// Break makes the page panic when it is drawn or pressed.
func (m *model) Break() { m.page = nil }

// Size returns the size of the window.
func (m *model) Size() (w, h int) { return m.width, m.height }

// Show shows the current step again.
func (m *model) Show() { m.toStep() }

// Explorer lets tests send messages to the what-if screen.
type Explorer = explorer

func NewExplorer(ex *explore.Session, o Options) *Explorer { return newExplorer(ex, o) }

// Left returns how the what-if screen ended, if it has.
func (m *explorer) Left() (finished, stopped bool, broken error) {
	return m.finished, m.stopped, m.broken
}

// Break makes the what-if screen panic when it is drawn or pressed.
func (m *explorer) Break() { m.lists = [2]*items{{}, {}} }

// Beat returns the next message of a demonstration's clock.
func (m *model) Beat() tea.Msg { return beatMsg(m.demo.beat) }

// KeysListed returns the keys of the key line, except those that only explain and the
// one that stops.
func (m *model) KeysListed() (keys []string) {
	for _, b := range m.keys() {
		if b.does != "" && b.do != nil {
			keys = append(keys, strings.Fields(b.on)[0])
		}
	}
	return keys
}
