package screen_test

import (
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/cmd/internal/screen"
	"stalkrisk/cmd/internal/session"
)

// TestMain sets the colours of the styles to those of a terminal. What is in use is small
// and what is thrown away is not, so waste is collected less often than usual.
func TestMain(m *testing.M) {
	debug.SetGCPercent(1000)
	lipgloss.SetColorProfile(termenv.ANSI)
	os.Exit(m.Run())
}

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// handler is a call handler at the screen, with a session, a disk, and a clock that
// moves only when the handler acts.
type handler struct {
	t       testing.TB
	m       *screen.Model
	s       *session.Session
	now     time.Time
	bytes   []byte // on the disk
	saves   int
	nowhere bool          // nothing is saved at all
	full    bool          // the disk is full: nothing can be saved
	slow    time.Duration // how long a save takes; keys typed meanwhile wait
}

func (d *handler) save(a *assess.Assessment) error {
	if d.now = d.now.Add(d.slow); d.nowhere {
		return nil
	}
	if d.full {
		return os.ErrPermission
	}
	d.saves++
	d.bytes = assessmentfile.Encode("x.yaml", a)
	return nil
}

// open begins a session on a made-up case. yaml is the file after its format, time and
// status; "" means a new first contact.
func open(t testing.TB, yaml string) *handler {
	t.Helper()
	return openAfter(t, yaml, time.Time{})
}

// openAfter begins a session on a made-up case that was last saved at that time.
func openAfter(t testing.TB, yaml string, saved time.Time) *handler {
	t.Helper()
	if yaml == "" {
		yaml = "stage: first_contact\nassessor: {reference: H1, role: call_handler}\ncase: {reference: MADE-UP-0}\n"
	}
	rec := assessmentfile.One(assessmentfile.Read("x.yaml", []byte(
		"format: stalkrisk.assessment/1\nid: T1\nstatus: draft\nassessed_at: 2026-11-20T11:59:00Z\n"+yaml)))
	if len(rec.Problems) > 0 {
		t.Fatalf("the test case has problems: %v", rec.Problems)
	}
	a := &rec.Assessment
	set, problems := assesstest.Questionnaires().For(a, assess.Tool{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	d := &handler{t: t, now: noon}
	d.s = session.Open(set, a, saved, func() time.Time { return d.now }, d.save)
	if err := d.s.Touch(); err != nil {
		t.Fatal(err)
	}
	d.m = screen.New(d.s, screen.Options{Now: func() time.Time { return d.now }, By: "H1"})
	d.size(80, 24)
	return d
}

// size resizes the window.
func (d *handler) size(w, h int) { d.send(tea.WindowSizeMsg{Width: w, Height: h}) }

// send sends a message to the screen and returns the command that follows.
func (d *handler) send(msg tea.Msg) tea.Cmd {
	_, cmd := d.m.Update(msg)
	return cmd
}

// press presses keys one after another, slowly enough to read.
func (d *handler) press(keys ...string) {
	for _, k := range keys {
		d.now = d.now.Add(time.Second)
		d.send(key(k))
		d.pause()
	}
}

// pause waits until the letters pressed are no longer a run, in which they do something
// only if no other follows.
func (d *handler) pause() {
	end := d.m.EndMsg()
	d.now = d.now.Add(screen.Within)
	d.send(end)
	d.now = d.now.Add(-screen.Within)
}

// write types letter by letter.
func (d *handler) write(text string) {
	for _, r := range text {
		d.press(string(r))
	}
}

// goTo goes to a step by its id, as a handler does, and lets the conversation go on from
// there.
func (d *handler) goTo(id string) {
	d.t.Helper()
	d.press("/", id, "enter") // the whole id at once: letter by letter it is searched for each time
	if got := d.s.Step().ID; got != id {
		d.t.Fatalf("/ %s went to %s", id, got)
	}
	if st, ok := d.s.Find(id); ok {
		d.s.Go(st)
		d.m.Show()
	}
}

var named = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd, "pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "ctrl+c": tea.KeyCtrlC, "ctrl+d": tea.KeyCtrlD,
	"ctrl+e": tea.KeyCtrlE, "ctrl+v": tea.KeyCtrlV, "ctrl+z": tea.KeyCtrlZ, "ctrl+u": tea.KeyCtrlU, "ctrl+w": tea.KeyCtrlW,
}

func key(k string) tea.KeyMsg {
	if k == " " {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}
	}
	if t, ok := named[k]; ok {
		return tea.KeyMsg{Type: t}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(k)}
}

func paste(text string) tea.KeyMsg {
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true}
}

var style = regexp.MustCompile("\x1b\\[[0-9;]*m")

// picture returns what is on the screen, without its styles.
func (d *handler) picture() string { return style.ReplaceAllString(d.m.View(), "") }

// cells returns the width of a line.
func cells(l string) int { return lipgloss.Width(l) }

// spoken returns the picture in one line, the page before the panel, so that a sentence
// is found wherever it is wrapped.
func (d *handler) spoken() string { return inOneLine(d.picture()) }

func inOneLine(picture string) string {
	var page, panel []string
	for _, l := range strings.Split(picture, "\n") {
		left, right, _ := strings.Cut(l+" ", " │ ")
		page = append(page, strings.Fields(left)...)
		panel = append(panel, strings.Fields(right)...)
	}
	return strings.Join(append(page, panel...), " ")
}

// sees checks that the picture contains each text, wherever it is wrapped.
func (d *handler) sees(texts ...string) {
	d.t.Helper()
	all := d.spoken()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			d.t.Errorf("the screen does not say %q:\n%s", text, d.picture())
		}
	}
}

// stored returns what is on the disk, which must be valid.
func (d *handler) stored() *assess.Assessment {
	d.t.Helper()
	rec := assessmentfile.One(assessmentfile.Read("x.yaml", d.bytes))
	if len(rec.Problems) > 0 {
		d.t.Fatalf("what was saved has problems: %v", rec.Problems)
	}
	return &rec.Assessment
}

// answered returns the saved answer to a stalking item.
func (d *handler) answered(id string) assess.Answer {
	d.t.Helper()
	r, _ := d.stored().Responses.Of("stalking", id)
	return r.Answer
}

// content returns everything recorded except the time of the last save, so that two can
// be compared.
func (d *handler) content() string {
	d.t.Helper()
	var out []string
	for _, l := range strings.Split(string(d.bytes), "\n") {
		if !strings.HasPrefix(l, "assessed_at:") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}
