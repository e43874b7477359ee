package screen

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/session"
)

// page is what stands in the middle of the screen and takes the keys.
type page interface {
	press(k tea.KeyMsg) tea.Cmd
	body(w, h int) []string // at most h lines of at most w cells
	hints() []hint
}

// keeper is a page on which something is typed that may not be saved yet.
type keeper interface {
	page
	keep() error    // saves what is typed, if it is not yet
	unsaved() bool  // whether something is not
	abandon() error // leaves for good: takes away what was only begun
}

// hint is a key and what it does.
type hint struct{ key, does string }

// model is the screen. What it shows of the conversation is read anew after each
// change, so that nothing old is shown.
type model struct {
	conv *session.Session
	o    Options
	look theme
	kill func()

	width, height int
	step          conversation.Step
	steps         []conversation.Step
	result        assess.Result
	page          page

	said   string // what the last key did
	alarm  bool   // what is said must be looked at
	follow string // what to say after the yes just given
	caller string // what the caller of a practice case said to the question shown
	urgent bool   // act now has just come up: the banner stands large
	backTo string // the page to return to after an answer: "review", or ""
	cameBy string // the key by which the step was reached
	savedT time.Time

	shown   time.Time // since when the step can be read
	lastKey string
	pressed time.Time
	gaveAt  time.Time // when a key last answered a question
	gave    bool      // the last key did, but for Enter and Space
	ticking bool

	quitting bool           // q was pressed, and how the contact ended is asked first
	revealed map[int]string // of a practice case, by its place on its page
	demo     *player        // nil: a person answers

	finished, stopped bool
	leaving           bool // a stop was asked for once, and something could not be saved
	broken            error
}

func newModel(conv *session.Session, o Options) *model {
	if o.Now == nil {
		o.Now = time.Now
	}
	m := &model{conv: conv, o: o, look: newTheme(o.NoColour), width: panelWidth, height: panelHeight, savedT: o.Now(), said: o.Greeting}
	m.refresh()
	m.urgent = m.result.ActNow
	m.toPage()
	if o.Practice != nil {
		m.revealed = map[int]string{}
		m.page = newPracticeCase(m)
	}
	if o.Demo != nil {
		m.demo = &player{Demo: *o.Demo}
	}
	return m
}

func (m *model) Init() tea.Cmd { return m.demo.tick() }

// keepMsg says that it is time to save what is typed.
type keepMsg struct{}

// keepAfter is how long typed text waits to be saved: within a second, with the
// time that saving takes.
const keepAfter = 600 * time.Millisecond

func (m *model) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			m.broken = caught(r)
			cmd = tea.Quit
		}
	}()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.shown = m.o.Now()
	case keepMsg:
		m.ticking = false
		m.keepPage()
	case beatMsg:
		if m.demo != nil && int(msg) == m.demo.beat && !m.demo.paused {
			m.play()
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

// tick asks for a keepMsg where something typed is not saved yet.
func (m *model) tick() tea.Cmd {
	k, ok := m.page.(keeper)
	if !ok || !k.unsaved() || m.ticking {
		return nil
	}
	m.ticking = true
	return tea.Tick(keepAfter, func(time.Time) tea.Msg { return keepMsg{} })
}

// keepPage saves what is typed on the page, and says so where it cannot.
func (m *model) keepPage() bool {
	k, ok := m.page.(keeper)
	if !ok || !k.unsaved() {
		return true
	}
	if err := k.keep(); err != nil {
		m.tell(notYet, true)
		return false
	}
	m.saved()
	return true
}

// leave ends the screen in whatever way it ended.
func (m *model) leave() (err error) {
	defer func() {
		if r := recover(); r != nil && m.broken == nil {
			m.broken = caught(r)
		}
	}()
	k, ok := m.page.(keeper)
	if !ok {
		return nil
	}
	if k.unsaved() {
		if err := k.keep(); err != nil {
			return err
		}
	}
	return k.abandon()
}

func (m *model) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlC {
		return m.stop()
	}
	m.leaving = false
	if only(k) != "q" && m.step.ID != "ended" {
		m.quitting = false
	}
	if w, typing := m.page.(*writing); m.tooSmall() && !(typing && w.begun) {
		// No key is taken for a question that cannot be read. Who has begun to
		// write writes on.
		return nil
	}
	if m.demo != nil {
		return m.pressDemo(k)
	}
	return m.page.press(k)
}

// stop saves and leaves. Where something typed cannot be saved it says so, and a
// second stop leaves without it.
func (m *model) stop() tea.Cmd {
	if !m.keepPage() && !m.leaving {
		m.leaving = true
		m.tell("! What you typed here could not be saved. Free some space and wait a moment, or press Ctrl+C again to leave without it.", true)
		return nil
	}
	m.stopped = true
	return tea.Quit
}

func (m *model) tooSmall() bool { return m.width < MinWidth || m.height < MinHeight }

// refresh reads the conversation anew.
func (m *model) refresh() {
	m.step = m.conv.Step()
	m.steps = m.conv.Steps()
	m.result = m.conv.Result()
}

// toStep shows the step in hand.
func (m *model) toStep() {
	m.refresh()
	m.toPage()
}

func (m *model) toPage() {
	m.shown = m.o.Now()
	m.caller = ""
	switch m.step.Kind {
	case conversation.TextStep, conversation.LineStep:
		m.page = newTextStep(m)
	case conversation.ReviewStep:
		m.page = newReview(m)
	default:
		m.page = &question{m}
	}
}

// tell says something in the line under the question.
func (m *model) tell(what string, alarm bool) { m.said, m.alarm = what, alarm }

// saved notes the time, and takes back what was said of a save that failed.
func (m *model) saved() {
	m.savedT = m.o.Now()
	if m.said == notRecorded || m.said == notYet {
		m.tell("Saved now.", false)
	}
}

const (
	notRecorded = "! That could not be saved, so it is not recorded. Free some space or check the folder, then do it again."
	notYet      = "! Not saved yet. What you typed is still here and is tried again: free some space or check the folder."
)

func (m *model) notSaved() { m.tell(notRecorded, true) }

// readable is the time within which nobody has read a question: a key that comes
// sooner, after the question or after another key, was not pressed for it. A
// paste without its marks is a burst of such keys.
const readable = 120 * time.Millisecond

// repeats is how long a keyboard waits before a key that is held down begins to
// repeat, 250 to 660 milliseconds, and a little more: within it the key that has
// just answered is no answer to the next question.
const repeats = 700 * time.Millisecond

// tooQuick says whether a key may not stand for an answer, and tells it.
func (m *model) tooQuick(k tea.KeyMsg) bool {
	now := m.o.Now()
	burst := now.Sub(m.pressed) < readable
	held := k.String() == m.lastKey && now.Sub(m.gaveAt) < repeats
	if now.Sub(m.shown) >= readable && !burst && !held {
		return false
	}
	m.tell("That key came before the question could be read, so it was not taken.", true)
	return true
}

// after tells what an answer did and where it moved the level. before is the
// result it was given on.
func (m *model) after(st conversation.Step, value, remark string, before *assess.Result) {
	m.saved()
	m.gaveAt, m.gave = m.o.Now(), true
	m.refresh()
	st.Answer = value
	// The most telling first: what does not fit is cut.
	var parts []string
	if moved := assess.Moved(before, &m.result); moved != "" {
		parts = append(parts, "Moved: "+moved+".")
	}
	if o := m.result.Override; o != nil && o.Void && before.Override != nil && !before.Override.Void {
		parts = append(parts, "! The level that a person set does not stand any more: the rules now give "+assess.LevelWord(m.result.Overall.Computed)+".")
	}
	if m.result.Settled && !before.Settled {
		parts = append(parts, "Settled: the level can rise no further on these questions.")
	}
	if remark != "" {
		parts = append(parts, upperFirst(st.Topic)+".", remark)
	} else {
		parts = append(parts, upperFirst(st.Topic)+": "+labelOf(&st)+".")
	}
	m.tell(strings.Join(parts, " "), remark != "")
	m.follow = ""
	if st.Item >= 0 && value == string(assess.Yes) {
		m.follow = st.FollowUp
	}
	m.urgent = m.result.ActNow && !before.ActNow
}

func upperFirst(s string) string {
	s = clean(s)
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// moved is said after a step was reached by a key that records nothing.
func (m *model) arrive(by, what string) tea.Cmd {
	m.cameBy = by
	m.follow = ""
	m.urgent = false
	m.tell(what, false)
	m.toStep()
	return nil
}

// onward goes on after an answer: to the page that the step was opened from, or
// to the step in hand.
func (m *model) onward() tea.Cmd {
	m.cameBy = ""
	if m.backTo != "" {
		if st, ok := m.conv.Find(m.backTo); ok {
			m.conv.Go(st)
		}
		m.backTo = ""
	}
	m.toStep()
	return nil
}

// goTo shows the step of that id.
func (m *model) goTo(id, by string) tea.Cmd {
	st, ok := m.conv.Find(id)
	if !ok {
		m.tell("That question does not belong to this conversation any more.", true)
		return nil
	}
	m.conv.Go(st)
	return m.arrive(by, "")
}

// only gives the one letter of a key that may be an answer or a command. What is
// pasted, what comes several at once and what is pressed with Alt is none.
func only(k tea.KeyMsg) string {
	if k.Type != tea.KeyRunes || len(k.Runes) != 1 || k.Paste || k.Alt {
		return ""
	}
	return strings.ToLower(string(k.Runes))
}

func count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
