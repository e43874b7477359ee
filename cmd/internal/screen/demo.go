package screen

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// Demo holds the settings for playing a practice case by itself while a trainer talks.
type Demo struct {
	Pace    time.Duration      // between two steps, above 0
	NoStops bool               // do not pause when a level changes
	Model   *assess.Assessment // the answers and incidents to enter
}

// player plays a demonstration. It calls what the keys call instead of pressing them,
// so the checks on how fast a key comes do not apply.
type player struct {
	Demo
	*session.Player
	paused bool
	asked  string // the last step at which the caller was asked
	shown  bool   // the account has been shown
	ended  bool   // the case is over, and any key leaves
	beat   int    // counts ticks, to recognise an old one
}

// beatMsg is sent when the next step of a demonstration is due.
type beatMsg int

// The slowest and the quickest pace.
const (
	Slowest  = 20 * time.Second
	Quickest = 250 * time.Millisecond
)

// tick returns a command that sends the next beatMsg, or nil while paused.
func (p *player) tick() tea.Cmd {
	if p == nil || p.paused {
		return nil
	}
	p.beat++
	n := p.beat
	return tea.Tick(p.Pace, func(time.Time) tea.Msg { return beatMsg(n) })
}

// demoKeys returns the keys while a case plays by itself: pause, pace and stop.
func (m *model) demoKeys() []binding {
	p := m.demo
	leave := binding{on: "q esc", does: "leaves", do: m.leaves}
	if p.ended {
		return []binding{{on: "any", does: "leaves"}, leave}
	}
	pause := binding{on: "space enter", does: "pauses", do: m.pause}
	if p.paused {
		pause.does = "continues"
	}
	pace := func(to time.Duration) func(tea.KeyMsg) tea.Cmd {
		return func(tea.KeyMsg) tea.Cmd {
			p.Pace = max(Quickest, min(Slowest, to))
			return p.tick()
		}
	}
	return []binding{pause, {on: "+", does: "quicker", do: pace(p.Pace / 2)}, {on: "-", does: "slower", do: pace(p.Pace * 2)}, leave}
}

// plays plays the next step at a beat of the clock, unless it is an old one.
func (m *model) plays(beat int) tea.Cmd {
	if m.demo == nil || beat != m.demo.beat || m.demo.paused {
		return nil
	}
	m.playNext()
	return m.demo.tick()
}

// pause pauses the demonstration or continues it.
func (m *model) pause(tea.KeyMsg) tea.Cmd {
	p := m.demo
	p.paused = !p.paused
	if !p.paused {
		m.playNext()
	}
	return p.tick()
}

// playNext takes the next step, then pauses if a level changed and Moves is set.
func (m *model) playNext() {
	p := m.demo
	before := m.result
	switch {
	case !p.shown:
		p.shown = true
		m.toStep()
	case m.step.Kind == conversation.FinishStep:
		p.ended, p.paused = true, true
		m.page = newReview(m)
		m.tell("This is the end of the case. Nothing is saved. Any key leaves.", false)
		return
	case p.MoreIncidents(m.step):
		m.playIncident()
	case m.step.Item >= 0 && p.asked != m.step.ID:
		p.asked = m.step.ID
		m.askCaller()
	default:
		m.playAnswer()
	}
	if !p.NoStops && (len(present.Moved(&before, &m.result)) > 0 || m.result.ActNow != before.ActNow) {
		p.paused = true
	}
}

// playAnswer enters the model answer to the current step, or skips the step.
func (m *model) playAnswer() {
	st := m.step
	value := m.demo.Answer(st)
	if st.Kind == conversation.TextStep || st.Kind == conversation.LineStep {
		if value != "" && value != st.Answer {
			if _, err := m.s.Put(st, value); err != nil {
				m.notSaved()
				return
			}
			m.s.Go(st)
		}
		m.s.Skip()
		m.arrive(present.Capital(st.Topic) + ".")
		return
	}
	for _, o := range st.Options {
		if o.Value == value {
			(&question{m: m}).choose(o)
			return
		}
	}
	m.s.Skip()
	m.arrive(present.Capital(st.Topic) + ": skipped.")
}

// playIncident adds the next incident with all its fields.
func (m *model) playIncident() {
	before := m.result
	if m.demo.AddIncident(m.s) != nil {
		m.notSaved()
		return
	}
	m.refresh()
	m.tellChanges(&before, "Incident recorded.")
	m.urgent = m.result.ActNow && !before.ActNow
}
