package screen

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// model is the screen of an interview. step, steps and result come from the session
// and are read again after each change.
type model struct {
	window
	s *session.Session

	step   conversation.Step
	steps  []conversation.Step
	result assess.Result

	story  *story // the pane for the story; nil while it is closed
	follow string // what to say after the yes just given
	read   string // the advice that was shown in full last
	caller string // the practice caller's answer to the question shown
	urgent bool   // ACT NOW has just appeared: the banner is large
	backTo string // the step to return to after an answer: "review", "finish" or ""
	savedT time.Time

	overDrawn bool      // something was written over the picture
	newsAt    time.Time // when the news appeared

	shown   time.Time // when the step appeared
	lastKey string
	pressed time.Time
	gaveAt  time.Time // when a key last answered a question
	gave    bool      // the last key, Enter and Space aside, answered a question
	ticking bool
	given   int       // how many answers keys have recorded
	letters *run      // the letters pressed one soon after the other; nil if none
	moved   time.Time // when a command last showed another page
	burst   burst

	quitting bool           // q was pressed; first asks how the contact ended
	leaving  bool           // tried to stop once, but something could not be saved
	revealed map[int]string // what the practice case has revealed, by row
	demo     *player        // nil: a person answers
}

// Run shows the session on the full screen until it is finished, and returns what
// window.run returns. However it ends, every answer and everything typed is saved,
// and the terminal is restored.
func Run(ctx context.Context, s *session.Session, o Options) error {
	m := newModel(s, o)
	s.Slow = m.slow
	return m.run(ctx, m, func() error {
		s.Slow = func() { fmt.Fprintln(o.Out, present.Saving) } // the screen is gone
		return m.leave()
	})
}

func newModel(s *session.Session, o Options) *model {
	m := &model{window: newWindow(o), s: s, savedT: o.Now()}
	m.said = o.Greeting
	if o.First != "" {
		m.news, m.newsAt = "! "+o.First, o.Now()
	}
	m.toStep()
	m.urgent = m.result.ActNow
	m.offerBegun()
	if s.Practice != nil {
		m.revealed = map[int]string{}
		m.page = newPracticeCase(m)
	}
	if d := o.Demo; d != nil {
		m.demo = &player{Demo: *d, Player: session.NewPlayer(s.Set(), d.Model)}
	}
	return m
}

func (m *model) Init() tea.Cmd { return tea.Batch(m.demo.tick(), minute()) }

// minuteMsg is sent once a minute, so that the time since the contact began goes on.
type minuteMsg struct{}

func minute() tea.Cmd { return tea.Tick(time.Minute, func(time.Time) tea.Msg { return minuteMsg{} }) }

func (m *model) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer m.catch(&cmd)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.shown = m.o.Now()
	case minuteMsg: // only what has changed is drawn again
		return m, minute()
	case noticeMsg:
		m.tell(string(msg), true)
	case keepMsg:
		m.ticking = false
		m.flush(false)
		m.keepPage()
	case burstMsg:
		cmd = m.burstOver()
	case beatMsg:
		cmd = m.plays(int(msg))
	case endMsg:
		cmd = m.over(msg.run)
	case tea.KeyMsg:
		cmd = m.takeKey(msg)
	}
	if news := m.s.Tell(); news != "" {
		m.news, m.newsAt = "! "+news, m.o.Now()
	}
	if m.overDrawn {
		m.overDrawn = false
		cmd = tea.Batch(cmd, tea.ClearScreen)
	}
	return m, tea.Batch(cmd, m.tick())
}

// takeKey acts on a key, or gathers it with those that follow at once.
func (m *model) takeKey(k tea.KeyMsg) (cmd tea.Cmd) {
	if m.o.Now().Sub(m.newsAt) > newsLasts {
		m.news = ""
	}
	if k.Type != tea.KeyEnter && k.Type != tea.KeySpace {
		m.gave = false
	}
	if m.demo == nil && m.gathers(k) {
		m.pressed = m.o.Now()
		if !m.burst.ticking {
			m.burst.ticking, cmd = true, burstTick()
		}
		return cmd
	}
	m.flush(true)
	cmd = m.press(k)
	m.burst.noteField(m.field())
	m.pressed, m.lastKey = m.o.Now(), k.String()
	return cmd
}

// keys returns the keys of what takes them: the story, the page, or the demonstration
// if one is playing.
func (m *model) keys() []binding {
	switch {
	case m.demo != nil:
		return m.demoKeys()
	case m.story != nil:
		return m.story.keys()
	}
	out := m.page.keys()
	if !m.onAccount() && bindingOf(out, tea.KeyMsg{Type: tea.KeyTab}) == nil {
		out = append(out, m.storyKey())
	}
	switch m.page.(type) {
	case *reading, *picker, *finding: // shared with the what-if, where nothing is saved
		out = append(out, saveAndStop)
	}
	return out
}

func (m *model) press(k tea.KeyMsg) (cmd tea.Cmd) {
	if k.Type == tea.KeyCtrlC {
		return m.stop()
	}
	if r := m.letters; r != nil && r.ends != nil && textOf(k) == "" {
		return m.overBy(k)
	}
	m.leaving = false
	if strings.ToLower(nameOf(k)) != "q" && !conversation.AsksEnd(m.step) {
		m.quitting = false
	}
	if m.unreadable() {
		return nil
	}
	m.s.Still(func() { cmd = m.does(k) }) // all that comes before a change looks at the same steps
	return cmd
}

// does takes a key as one of a story, or does what it is for.
func (m *model) does(k tea.KeyMsg) tea.Cmd {
	if m.demo == nil && m.words(k) {
		m.writes()
		return nil
	}
	b := bindingOf(m.keys(), k)
	switch {
	case m.demo == nil:
		return m.act(b, k)
	case b != nil:
		return b.do(k)
	case m.demo.ended: // any other key leaves at the end, and continues after a pause
		return m.leaves(k)
	case m.demo.paused:
		return m.pause(k)
	}
	return nil
}

// unreadable reports whether the window is too small to read the question, so that
// keys do nothing. Somebody who has begun to write can continue.
func (m *model) unreadable() bool {
	w, typing := m.page.(*writing)
	return m.tooSmall() && !(typing && w.begun) && m.story == nil
}

// act does what a key is for on the page.
func (m *model) act(b *binding, k tea.KeyMsg) (cmd tea.Cmd) {
	before, given, r := m.page, m.given, m.letters
	switch {
	case b != nil:
		cmd = b.do(k)
	case m.story != nil:
		cmd = m.story.edit(k)
	default:
		cmd = m.page.other(k)
	}
	if m.ran(r, k, before, given); m.lost() {
		m.writes()
	}
	return cmd
}

// stop saves and leaves. If typed text cannot be saved it says so, and a second stop
// leaves without saving it.
func (m *model) stop() tea.Cmd {
	if !m.keepPage() && !m.leaving {
		m.leaving = true
		m.tell("! What you typed here could not be saved. Free some space and wait a moment, or press Ctrl+C again to lose it and leave.", true)
		return nil
	}
	if !m.leaving && !m.s.MayStop() {
		m.leaving = true
		m.news, m.newsAt = present.NotOnDisk+"Ctrl+C leaves without it.", m.o.Now()
		return nil
	}
	return m.leaves(tea.KeyMsg{})
}

// refresh updates step, steps and result from the session.
func (m *model) refresh() {
	m.s.Still(func() {
		m.step = m.s.Step()
		m.steps = m.s.Steps()
		m.result = m.s.Result()
	})
}

// toStep shows the current step.
func (m *model) toStep() {
	var page conversation.Step
	var together bool
	m.s.Still(func() {
		m.refresh()
		page, together = m.s.Page()
	})
	m.shown = m.o.Now()
	m.caller = ""
	switch st := m.step; {
	case together:
		m.page = newSeveral(m, page)
	case st.Kind == conversation.TextStep || st.Kind == conversation.LineStep:
		m.page = &writing{m: m, st: st, ed: newEditor(st.Answer, st.Kind == conversation.LineStep), kept: st.Answer}
	case st.Kind == conversation.ConfirmStep:
		m.page = &confirming{m: m}
	case st.Kind == conversation.ReviewStep:
		m.page = newReview(m)
	default:
		m.page = &question{m: m}
	}
}

// newsLasts is how long news stay, whatever keys are pressed: somebody who is typing
// does not look at once.
const newsLasts = 5 * time.Second

// give records an answer, and says what was recorded and whether a level changed. It
// reports whether the answer was saved. The steps may then be others: toStep or refresh
// comes next.
func (m *model) give(st conversation.Step, value string) bool {
	before := m.result
	remark, err := m.s.Put(st, value)
	if err != nil {
		m.notSaved()
		return false
	}
	m.saved()
	m.gaveAt, m.gave = m.o.Now(), true
	m.given++
	m.result = m.s.Result()
	// The most important first: what does not fit is cut.
	parts := present.Changes(&before, &m.result)
	if remark != "" {
		parts = append(parts, remark)
	} else {
		parts = append(parts, recordedAs(&st, value))
	}
	m.tell(strings.Join(parts, " "), remark != "")
	m.follow = ""
	if st.Item >= 0 && value == string(assess.Yes) {
		m.follow = st.FollowUp
	}
	m.urgent = m.result.ActNow && !before.ActNow
	return true
}

// arrive shows the current step after a key that moved without recording anything,
// and says what.
func (m *model) arrive(what string) tea.Cmd {
	m.follow, m.urgent = "", false
	m.tell(what, false)
	m.toStep()
	return nil
}

// onward continues after an answer: to the page that the step was opened from, or to
// the current step.
func (m *model) onward() tea.Cmd {
	if m.backTo != "" {
		if st, ok := m.s.Find(m.backTo); ok {
			m.s.Go(st)
		}
		m.backTo = ""
	}
	m.toStep()
	return nil
}

// goTo shows the step with that id.
func (m *model) goTo(id string) tea.Cmd {
	st, ok := m.s.Find(id)
	if !ok {
		m.tell("That question no longer applies.", true)
		return nil
	}
	m.backTo = ""
	m.s.Go(st)
	return m.arrive("")
}
