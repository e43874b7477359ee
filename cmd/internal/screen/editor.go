package screen

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"

	"stalkrisk/cmd/internal/session"
)

// editor wraps a huh.Text and passes on only the keys that edit:
//
//   - Ctrl+E would start $EDITOR on a temporary file. ExternalEditor(false) does not
//     prevent that by itself (huh v1.0.0 checks it only when asked for key help),
//     so the field never gets a key map with that key, and press turns the key
//     into "end of the line".
//   - Ctrl+V would run a clipboard program. A terminal's own paste needs none.
//   - Enter silently adds no more lines after 99; a line break inserted as text
//     still does.
//
// The page decides what to save, and when.
type editor struct {
	text   *huh.Text
	shown  string // what the field shows
	value  string // the same as it is recorded
	opened string // what was recorded when the field was opened
	parts  stored // value, by the runes of shown
	mark   string // typed, not shown, and recorded before what is typed next
	line   bool   // one line only
	undo   []string
	edits  int  // how often the text has changed
	joined bool // the next edit is undone together with the one before
	wide   int
	high   int
}

func newEditor(value string, line bool) *editor {
	e := &editor{text: huh.NewText().ExternalEditor(false).ShowLineNumbers(false), line: line}
	e.text.WithTheme(fieldTheme())
	// The command returned here and in press makes the cursor blink. Dropping it
	// means that an unchanged screen is not drawn again.
	e.text.Focus()
	e.opened = value
	e.set(value)
	return e
}

// set shows a text as it is recorded.
func (e *editor) set(value string) {
	var shown []rune
	e.parts, shown = asStored(value, e.lines())
	e.value, e.shown = value, string(shown)
	e.text.Value(&e.shown)
}

// lines returns the most lines that the field can have.
func (e *editor) lines() int {
	if e.line {
		return 1
	}
	return mostLines
}

// typed returns the text as it is to be recorded: that of one line has no blanks around
// it, unless they were recorded before.
func (e *editor) typed() string {
	if e.line {
		return trimmed(e.value, e.opened)
	}
	return e.value
}

// insert puts text at the cursor, as one edit, and reports whether the text has changed.
func (e *editor) insert(text string) (changed bool) {
	if e.line {
		text = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ").Replace(text)
	}
	typed, shown := asStored(e.mark+session.Typed(text), e.lines()-strings.Count(e.shown, "\n"))
	if e.mark = ""; len(shown) == 0 {
		e.mark = typed.lead
		return false
	}
	// Letters that arrive together are inserted as text. Otherwise "home" or "up", typed
	// fast, would be read as the name of a key.
	return e.update(tea.KeyMsg{Type: tea.KeyRunes, Runes: shown, Paste: len(shown) > 1}, typed)
}

// update passes a key to the field, and follows what it changes in what is recorded.
func (e *editor) update(k tea.KeyMsg, typed stored) (changed bool) {
	before := e.shown
	e.text.Update(k)
	if e.shown == before {
		return false
	}
	e.edits++
	if !e.joined {
		e.remember(before, k)
	}
	e.parts.edit([]rune(before), []rune(e.shown), typed, k.Runes)
	e.value = e.parts.text()
	return true
}

// undoSteps is the most steps that can be undone.
const undoSteps = 200

// press passes a key to the field and reports whether the text has changed.
func (e *editor) press(k tea.KeyMsg) (changed bool) {
	switch k.Type {
	case tea.KeyCtrlZ, tea.KeyCtrlUnderscore:
		return e.takeBack()
	case tea.KeyEnter, tea.KeyCtrlJ:
		return !e.line && e.insert("\n")
	case tea.KeyRunes, tea.KeySpace:
		return !k.Alt && e.insert(string(k.Runes))
	case tea.KeyCtrlE:
		k = tea.KeyMsg{Type: tea.KeyEnd}
	case tea.KeyBackspace, tea.KeyDelete, tea.KeyLeft, tea.KeyRight, tea.KeyUp, tea.KeyDown, tea.KeyHome, tea.KeyEnd,
		tea.KeyCtrlHome, tea.KeyCtrlEnd, tea.KeyCtrlA, tea.KeyCtrlK, tea.KeyCtrlU, tea.KeyCtrlW, tea.KeyCtrlH, tea.KeyCtrlD:
		k = tea.KeyMsg{Type: k.Type, Alt: k.Alt}
	default:
		return false
	}
	return e.update(k, stored{})
}

// remember saves the text for undo, one step for each word and not each letter.
func (e *editor) remember(before string, k tea.KeyMsg) {
	letter := k.Type == tea.KeyRunes && len(k.Runes) == 1 && k.Runes[0] != '\n'
	if letter && len(e.undo) > 0 && before != "" && !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "\n") {
		return
	}
	e.undo = append(e.undo, e.value)
	if len(e.undo) > undoSteps {
		e.undo = e.undo[1:]
	}
}

func (e *editor) takeBack() bool {
	if len(e.undo) == 0 {
		return false
	}
	last := len(e.undo) - 1
	e.set(e.undo[last])
	e.undo, e.edits = e.undo[:last], e.edits+1
	return true
}

// view draws the field, w cells wide and at most h lines high, in a frame of plain
// characters.
func (e *editor) view(w, h int) []string {
	if e.line {
		h = min(h, 4)
	}
	inside, h := max(8, w-4), max(1, h-2)
	frame := lipgloss.NewStyle().Border(lipgloss.NormalBorder()).Padding(0, 1).Width(inside + 2).Height(h)
	return strings.Split(frame.Render(strings.Join(e.rows(inside, h), "\n")), "\n")
}

// rows draws the text of the field alone, with the cursor in view.
func (e *editor) rows(w, h int) []string {
	if e.wide != w || e.high != h {
		e.text.WithWidth(w)
		e.text.Lines(h)
		e.wide, e.high = w, h
		e.text.Update(nil) // brings the cursor back into view
	}
	// The text area always paints the lines below the text black, even with NO_COLOR.
	return strings.Split(strings.ReplaceAll(e.text.View(), "\x1b[30m", ""), "\n")
}
