package screen

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

// Demo has the screen play a practice case by itself, for a trainer to talk over.
type Demo struct {
	Pace   time.Duration // between two keys, above 0
	Moves  bool          // stop where a level moves, until a key goes on
	Answer func(st conversation.Step) string
	// Incidents are what is added when the conversation comes to them: the text of
	// each field by its id.
	Incidents []map[string]string
}

// player is a demonstration that is going on. It presses no keys: it does what the
// keys would do, so that nothing of it depends on how fast a screen is read.
type player struct {
	Demo
	paused bool
	asked  string // the step at which the caller has been asked
	looked bool   // the account has been shown
	ended  bool   // nothing is left but to leave
	beat   int    // counts ticks, so that an old one is known
}

// beatMsg says that it is time for the next step of a demonstration.
type beatMsg int

// The slowest and the quickest pace.
const (
	Slowest  = 20 * time.Second
	Quickest = 250 * time.Millisecond
)

// tick asks for the next step.
func (p *player) tick() tea.Cmd {
	if p == nil || p.paused {
		return nil
	}
	p.beat++
	n := p.beat
	return tea.Tick(p.Pace, func(time.Time) tea.Msg { return beatMsg(n) })
}

// pressDemo is what keys do while a case plays by itself: pause, pace and stop.
func (m *model) pressDemo(k tea.KeyMsg) tea.Cmd {
	p := m.demo
	switch key := only(k); {
	case key == "q" || k.Type == tea.KeyEsc:
		m.stopped = true
		return tea.Quit
	case key == "+":
		p.Pace = max(Quickest, p.Pace/2)
	case key == "-":
		p.Pace = min(Slowest, p.Pace*2)
	case p.ended:
		m.stopped = true
		return tea.Quit
	case k.Type == tea.KeySpace || k.Type == tea.KeyEnter || p.paused:
		p.paused = !p.paused
		if !p.paused {
			m.play()
		}
	default:
		return nil
	}
	return p.tick()
}

// play does the next thing and stops where a trainer will want to talk.
func (m *model) play() {
	p := m.demo
	before := m.result
	switch {
	case !p.looked:
		p.looked = true
		m.toStep()
	case m.step.Kind == conversation.FinishStep:
		p.ended, p.paused = true, true
		m.page = newReview(m)
		m.tell("That is the end of the case. Nothing is saved. A key leaves.", false)
		return
	case m.step.ID == "incidents" && len(p.Incidents) > 0:
		m.playIncident()
	case m.step.Item >= 0 && p.asked != m.step.ID:
		p.asked = m.step.ID
		m.askCaller()
	default:
		m.playAnswer()
	}
	if p.Moves && (assess.Moved(&before, &m.result) != "" || m.result.ActNow != before.ActNow) {
		p.paused = true
	}
}

// playAnswer gives the model's answer to the step in hand, or passes over it.
func (m *model) playAnswer() {
	st := m.step
	value := m.demo.Answer(st)
	if st.Kind == conversation.TextStep || st.Kind == conversation.LineStep {
		if value != "" && value != st.Answer {
			if _, err := m.conv.Put(st, value); err != nil {
				m.notSaved()
				return
			}
			m.conv.Go(st)
		}
		m.conv.Skip()
		m.arrive("", upperFirst(st.Topic)+".")
		return
	}
	if st.ID == "judgement" {
		value = "agree"
	}
	for _, o := range st.Options {
		if o.Value == value && o.Value != conversation.AddEntry {
			(&question{m}).choose(o)
			return
		}
	}
	m.conv.Skip()
	m.arrive("", upperFirst(st.Topic)+": passed over.")
}

// playIncident adds the next incident whole.
func (m *model) playIncident() {
	next := m.demo.Incidents[0]
	m.demo.Incidents = m.demo.Incidents[1:]
	before := m.result
	for _, f := range m.conv.Fields("incidents") {
		if text := next[f.ID]; text != "" {
			if wrong, err := m.conv.Fill(f, text); wrong != nil || err != nil {
				m.notSaved()
				return
			}
		}
	}
	m.refresh()
	says := "Incident recorded."
	if moved := assess.Moved(&before, &m.result); moved != "" {
		says = "Moved: " + moved + ". " + says
	}
	m.tell(says, false)
	m.urgent = m.result.ActNow && !before.ActNow
}

// hints is the key line of a demonstration.
func (p *player) hints() []hint {
	switch {
	case p.ended:
		return []hint{{"any key", "leaves"}}
	case p.paused:
		return []hint{{"Space", "goes on"}, {"+ -", "quicker, slower"}, {"q", "leaves"}}
	}
	return []hint{{"Space", "stops for a while"}, {"+ -", "quicker, slower"}, {"q", "leaves"}}
}
