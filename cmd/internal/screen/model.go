package screen

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// keeper is a page on which something is typed that may not be saved yet.
type keeper interface {
	page
	keep() error   // saves what is typed
	unsaved() bool // reports whether something typed is not saved yet
}

// model is the screen of an interview. What it shows of the session is read again
// after each change, so that nothing old is shown.
type model struct {
	window
	s *session.Session

	step   conversation.Step
	steps  []conversation.Step
	result assess.Result

	follow string // what to say after the yes just given
	caller string // what the caller of a practice case said to the question shown
	urgent bool   // ACT NOW has just come up: the banner is large
	backTo string // the page to return to after an answer: "review", or ""
	savedT time.Time

	shown   time.Time // since when the step can be read
	lastKey string
	pressed time.Time
	gaveAt  time.Time // when a key last answered a question
	gave    bool      // the last key did, but for Enter and Space
	ticking bool

	quitting bool           // q was pressed, and how the contact ended is asked first
	leaving  bool           // a stop was asked for once, and something could not be saved
	revealed map[int]string // of a practice case, by its place on its page
	demo     *player        // nil: a person answers
}

// Run holds the session on the full screen until it is finished. It ends as
// window.run says. However it ends, every answer given and every letter typed is
// saved, and the terminal is as it was.
func Run(ctx context.Context, s *session.Session, o Options) error {
	m := newModel(s, o)
	return m.run(ctx, m, m.leave)
}

func newModel(s *session.Session, o Options) *model {
	m := &model{window: newWindow(o), s: s, savedT: o.Now()}
	m.said = o.Greeting
	m.toStep()
	m.urgent = m.result.ActNow
	if s.Practice != nil {
		m.revealed = map[int]string{}
		m.page = newPracticeCase(m)
	}
	if d := o.Demo; d != nil {
		m.demo = &player{Demo: *d, model: conversation.Sitting{Set: s.Set(), A: d.Model, Now: d.Model.AssessedAt.Time()}}
	}
	return m
}

func (m *model) Init() tea.Cmd { return m.demo.tick() }

// keepMsg is the message that it is time to save what is typed.
type keepMsg struct{}

// keepAfter is how long typed text waits to be saved: within a second, with the
// time that saving takes.
const keepAfter = 600 * time.Millisecond

func (m *model) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer m.catch(&cmd)
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.shown = m.o.Now()
	case keepMsg:
		m.ticking = false
		m.keepPage()
	case beatMsg:
		if m.demo != nil && int(msg) == m.demo.beat && !m.demo.paused {
			m.playNext()
			cmd = m.demo.tick()
		}
	case tea.KeyMsg:
		if msg.Type != tea.KeyEnter && msg.Type != tea.KeySpace {
			m.gave = false
		}
		cmd = m.press(msg)
		m.pressed, m.lastKey = m.o.Now(), msg.String()
	}
	return m, tea.Batch(cmd, m.tick())
}

// unkept returns the page if something typed on it is not saved yet, or nil.
func (m *model) unkept() keeper {
	if k, ok := m.page.(keeper); ok && k.unsaved() {
		return k
	}
	return nil
}

// tick asks for a keepMsg if something typed is not saved yet.
func (m *model) tick() tea.Cmd {
	if m.ticking || m.unkept() == nil {
		return nil
	}
	m.ticking = true
	return tea.Tick(keepAfter, func(time.Time) tea.Msg { return keepMsg{} })
}

// keepPage saves what is typed on the page, and says so if it cannot.
func (m *model) keepPage() bool {
	k := m.unkept()
	if k == nil {
		return true
	}
	if k.keep() != nil {
		m.tell(notYet, true)
		return false
	}
	m.saved()
	return true
}

// leave saves what is typed, however the screen ended.
func (m *model) leave() (err error) {
	defer func() {
		if r := recover(); r != nil && m.broken == nil {
			m.breaks(r)
		}
	}()
	if k := m.unkept(); k != nil {
		err = k.keep()
	}
	if f, ok := m.page.(*form); ok && err == nil {
		err = f.abandon()
	}
	return err
}

// keys returns the keys of the page, or of the demonstration.
func (m *model) keys() []binding {
	if m.demo != nil {
		return m.demoKeys()
	}
	switch m.page.(type) {
	case *reading, *picker: // which the what-if has too, where nothing is saved
		return append(m.page.keys(), saveAndStop)
	}
	return m.page.keys()
}

func (m *model) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlC {
		return m.stop()
	}
	m.leaving = false
	if strings.ToLower(nameOf(k)) != "q" && m.step.ID != "ended" {
		m.quitting = false
	}
	if w, typing := m.page.(*writing); m.tooSmall() && !(typing && w.begun) {
		// No key is taken for a question that cannot be read. Whoever has begun to
		// write goes on writing.
		return nil
	}
	b := bindingOf(m.keys(), k)
	switch {
	case b != nil:
		return b.do(k)
	case m.demo == nil:
		return m.page.other(k)
	case m.demo.ended: // any other key leaves at the end, and goes on after a pause
		return m.leaves(k)
	case m.demo.paused:
		return m.pause(k)
	}
	return nil
}

// stop saves and leaves. If something typed cannot be saved it says so, and a
// second stop leaves without it.
func (m *model) stop() tea.Cmd {
	if !m.keepPage() && !m.leaving {
		m.leaving = true
		m.tell("! What you typed here could not be saved. Free some space and wait a moment, or press Ctrl+C again to leave without it.", true)
		return nil
	}
	return m.leaves(tea.KeyMsg{})
}

// refresh reads the session again.
func (m *model) refresh() {
	m.step = m.s.Step()
	m.steps = m.s.Steps()
	m.result = m.s.Result()
}

// toStep shows the current step.
func (m *model) toStep() {
	m.refresh()
	m.shown = m.o.Now()
	m.caller = ""
	switch st := m.step; st.Kind {
	case conversation.TextStep, conversation.LineStep:
		m.page = &writing{m: m, st: st, ed: newEditor(st.Answer, st.Kind == conversation.LineStep), kept: st.Answer}
	case conversation.ReviewStep:
		m.page = newReview(m)
	default:
		m.page = &question{m}
	}
}

// saved notes the time, and takes back what was said of a save that failed.
func (m *model) saved() {
	m.savedT = m.o.Now()
	if m.said == present.NotSaved || m.said == notYet {
		m.tell("Saved now.", false)
	}
}

const notYet = "! Not saved yet. Your text is still here and is tried again: free some space or check the folder."

func (m *model) notSaved() { m.tell(present.NotSaved, true) }

// readable is the time within which nobody has read a question: a key that comes
// sooner, after the question or after another key, was not pressed for it. A
// paste without its marks is a burst of such keys.
const readable = 120 * time.Millisecond

// repeats is how long a keyboard waits before a key that is held down begins to
// repeat, 250 to 660 milliseconds, and a little more: within it the key that has
// just answered is not an answer to the next question.
const repeats = 700 * time.Millisecond

// tooQuick reports whether a key comes too quickly to be an answer, and says so.
func (m *model) tooQuick(k tea.KeyMsg) bool {
	now := m.o.Now()
	burst := now.Sub(m.pressed) < readable
	held := k.String() == m.lastKey && now.Sub(m.gaveAt) < repeats
	if now.Sub(m.shown) >= readable && !burst && !held {
		return false
	}
	m.tell("Too quick: not recorded. Press again.", true)
	return true
}

// tooSoon reports whether a letter comes before a field can have been seen: it was
// pressed for the question before.
func (m *model) tooSoon(k tea.KeyMsg) bool {
	return m.o.Now().Sub(m.shown) < readable && !k.Paste && m.tooQuick(k)
}

// give records an answer, and says what it did and where it moved the level. It
// reports whether the answer could be saved.
func (m *model) give(st conversation.Step, value string) bool {
	before := m.result
	remark, err := m.s.Put(st, value)
	if err != nil {
		m.notSaved()
		return false
	}
	m.saved()
	m.gaveAt, m.gave = m.o.Now(), true
	m.refresh()
	// The most telling first: what does not fit is cut.
	parts := present.Changes(&before, &m.result)
	if remark != "" {
		parts = append(parts, present.Capital(st.Topic)+".", remark)
	} else {
		parts = append(parts, present.Capital(st.Topic)+": "+present.Label(st.Options, value)+".")
	}
	m.tell(strings.Join(parts, " "), remark != "")
	m.follow = ""
	if st.Item >= 0 && value == string(assess.Yes) {
		m.follow = st.FollowUp
	}
	m.urgent = m.result.ActNow && !before.ActNow
	return true
}

// arrive shows the step that a key has gone to without recording anything.
func (m *model) arrive(what string) tea.Cmd {
	m.follow, m.urgent = "", false
	m.tell(what, false)
	m.toStep()
	return nil
}

// onward goes on after an answer: to the page that the step was opened from, or
// to the current step.
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

// goTo shows the step of that id.
func (m *model) goTo(id string) tea.Cmd {
	st, ok := m.s.Find(id)
	if !ok {
		m.tell("That question is not asked any more.", true)
		return nil
	}
	m.backTo = ""
	m.s.Go(st)
	return m.arrive("")
}
