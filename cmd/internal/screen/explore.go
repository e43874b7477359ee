package screen

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/assess/compare"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/explore"
	"stalkrisk/cmd/internal/session"
)

// Explore shows a what-if until the person leaves it. It ends with session.ErrStopped
// and ErrBroken as Run does.
func Explore(ctx context.Context, ex *explore.Session, o Options) error {
	ctx, gone := context.WithCancel(ctx)
	defer gone()
	m := newExplorer(ex, o)
	err := play(ctx, gone, m, &m.kill, o)
	switch {
	case m.broken != nil:
		return m.broken
	case m.finished:
		return nil
	case err != nil && ctx.Err() == nil && !m.stopped:
		return errors.Join(session.ErrStopped, fmt.Errorf("using the terminal: %w", err))
	}
	return session.ErrStopped
}

// explorer is the what-if screen: both questionnaires as lists, and what stands
// before and after beside them. The line that is marked is what a key changes;
// nothing is recorded, and every key can be taken back.
type explorer struct {
	ex   *explore.Session
	o    Options
	look theme
	kill func()

	width, height int
	lists         [2]*items // stalking, DASH
	side          int       // the list that has the mark
	page          page      // over the lists; nil for none

	said              string
	alarm             bool
	leaving           bool // asked to leave with something not saved
	finished, stopped bool
	broken            error
}

func newExplorer(ex *explore.Session, o Options) *explorer {
	m := &explorer{ex: ex, o: o, look: newTheme(o.NoColour), width: panelWidth, height: panelHeight}
	set := ex.Recorded().Set
	m.lists = [2]*items{{in: set.Stalking, name: "STALKING"}, {in: set.Dash, name: "DASH"}}
	m.refresh()
	m.tell("Change an answer to see what it moves. Nothing is saved unless you ask for it.", false)
	return m
}

func (m *explorer) Init() tea.Cmd { return nil }

func (m *explorer) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer func() {
		if r := recover(); r != nil {
			m.broken = caught(r)
			cmd = tea.Quit
		}
	}()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.KeyMsg:
		cmd = m.press(msg)
	}
	return m, cmd
}

func (m *explorer) tell(what string, alarm bool) { m.said, m.alarm = what, alarm }

// refresh reads the lists anew.
func (m *explorer) refresh() {
	for _, l := range m.lists {
		l.was, l.now = m.ex.Recorded().Sheet(l.in), m.ex.Now().Sheet(l.in)
	}
}

func (m *explorer) tooSmall() bool { return m.width < MinWidth || m.height < MinHeight }

func (m *explorer) press(k tea.KeyMsg) tea.Cmd {
	if k.Type == tea.KeyCtrlC {
		m.stopped = true
		return tea.Quit
	}
	if m.tooSmall() {
		return nil
	}
	if m.page != nil {
		return m.page.press(k)
	}
	leaving := m.leaving
	m.leaving = false
	l := m.lists[m.side]
	switch k.Type {
	case tea.KeyUp:
		l.move(-1)
	case tea.KeyDown:
		l.move(1)
	case tea.KeyPgUp:
		l.move(-10)
	case tea.KeyPgDown:
		l.move(10)
	case tea.KeyHome:
		l.move(-len(l.now))
	case tea.KeyEnd:
		l.move(len(l.now))
	case tea.KeyTab, tea.KeyShiftTab:
		m.side = 1 - m.side
	case tea.KeyLeft:
		m.side = 0
	case tea.KeyRight:
		m.side = 1
	case tea.KeyCtrlZ:
		m.undo()
	case tea.KeyF1:
		m.open(&explorerHelp{m: m})
	default:
		return m.command(k, leaving)
	}
	return nil
}

// open shows a page over the lists.
func (m *explorer) open(p page) {
	m.page = p
	m.tell("", false)
}

// command does what a letter means.
func (m *explorer) command(k tea.KeyMsg, leaving bool) tea.Cmd {
	key := only(k)
	if answer, ok := m.lists[m.side].answer(key); ok {
		m.try(answer)
		return nil
	}
	switch key {
	case "/", "g":
		m.open(newFind(m))
	case "z":
		m.undo()
	case "r":
		if string(k.Runes) != "R" {
			m.tell("Shift and R goes back to what is recorded; z takes back the last step.", false)
			return nil
		}
		m.reset()
	case "m":
		m.open(newSmallest(m))
	case "w":
		if len(m.ex.Tried()) == 0 {
			m.tell("No answer is another one than was recorded, so there is no variant to save.", false)
			return nil
		}
		m.open(newSaveAs(m))
	case "?":
		m.open(&explorerHelp{m: m})
	case "q":
		if m.ex.Unsaved() && !leaving {
			m.leaving = true
			m.tell("! What you tried is not saved. q again leaves it; w saves it in a new file.", true)
			return nil
		}
		m.finished = true
		return tea.Quit
	default:
		m.tell("That key does nothing here. ? lists the keys.", false)
	}
	return nil
}

// try tries an answer at the marked item.
func (m *explorer) try(answer assess.Answer) {
	l := m.lists[m.side]
	x := l.now[l.at]
	it := &l.in.Items[x.Item]
	what := fmt.Sprintf("%s: %s -> %s.", it.ID, answerWord(x.Answer), answerWord(answer))
	if !m.step(what, func() bool {
		return m.ex.Try(compare.Try{Instrument: l.in.ID, Item: it.ID, Answer: answer})
	}) {
		m.tell(fmt.Sprintf("%s is %s already.", it.ID, answerWord(answer)), false)
		return
	}
	if x.Carried && answer != assess.Yes {
		m.tell(m.said+" An incident shows it, so it stays yes.", false)
	}
}

// step takes a step and tells what it moved.
func (m *explorer) step(what string, take func() bool) bool {
	was := *m.ex.Is()
	if !take() {
		return false
	}
	m.refresh()
	m.tell(what+" Moved: "+compare.MovedSays(&was, m.ex.Is())+".", false)
	return true
}

func (m *explorer) undo() {
	if !m.step("Taken back.", m.ex.Undo) {
		m.tell("There is nothing to take back: all is as recorded.", false)
	}
}

func (m *explorer) reset() {
	if !m.step("As recorded again; z takes that back.", m.ex.Reset) {
		m.tell("All is as recorded.", false)
	}
}

// show marks an item.
func (m *explorer) show(instrument, item string) {
	for side, l := range m.lists {
		for k, x := range l.now {
			if l.in.ID == instrument && l.in.Items[x.Item].ID == item {
				m.side, l.at = side, k
			}
		}
	}
}

// items is one questionnaire as a list.
type items struct {
	in       *assess.Instrument
	name     string
	was, now []compare.Asked // in asking order, the same items
	at, top  int
}

func (l *items) move(by int) { l.at = max(0, min(len(l.now)-1, l.at+by)) }

// answer gives the answer that a key means for the marked item.
func (l *items) answer(key string) (assess.Answer, bool) {
	if key == "c" {
		return assess.NotAsked, true
	}
	o, ok := optionFor(conversation.ItemOptions(&l.in.Items[l.now[l.at].Item]), key)
	return assess.Answer(o.Value), ok
}

// answerWord gives an answer in a word or two, a yes in capitals so that it is
// seen.
func answerWord(a assess.Answer) string {
	switch a {
	case assess.Yes:
		return "YES"
	case assess.NotAsked, "":
		return "not asked"
	case assess.Unknown:
		return "not known"
	case assess.Declined:
		return "would not say"
	}
	return strings.ReplaceAll(clean(string(a)), "_", " ")
}
