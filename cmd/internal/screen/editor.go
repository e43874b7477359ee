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
	text  *huh.Text
	value string // what is in the field
	line  bool   // one line only
	undo  []string
	wide  int
	high  int
}

func newEditor(value string, line bool) *editor {
	e := &editor{text: huh.NewText().ExternalEditor(false).ShowLineNumbers(false), line: line}
	e.text.WithTheme(fieldTheme())
	// The command returned here and in press makes the cursor blink. Dropping it
	// means that an unchanged screen is not drawn again.
	e.text.Focus()
	e.set(session.Typed(value))
	return e
}

func (e *editor) set(value string) {
	e.value = value
	e.text.Value(&e.value)
}

// undoSteps is the most steps that can be undone.
const undoSteps = 200

// press passes a key to the field and reports whether the text has changed.
func (e *editor) press(k tea.KeyMsg) (changed bool) {
	before := e.value
	switch k.Type {
	case tea.KeyCtrlZ, tea.KeyCtrlUnderscore:
		return e.takeBack()
	case tea.KeyEnter, tea.KeyCtrlJ:
		if e.line {
			return false
		}
		k = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'\n'}}
	case tea.KeyCtrlE:
		k = tea.KeyMsg{Type: tea.KeyEnd}
	case tea.KeyRunes, tea.KeySpace:
		if k.Alt {
			return false
		}
		end := "\n"
		if e.line {
			end = " "
		}
		k.Runes = []rune(strings.NewReplacer("\r\n", end, "\n", end, "\r", end).Replace(string(k.Runes)))
		// Letters that arrive together are inserted as text. Otherwise "home" or
		// "up", typed fast, would be read as the name of a key.
		k.Paste = len(k.Runes) > 1
	case tea.KeyBackspace, tea.KeyDelete, tea.KeyLeft, tea.KeyRight, tea.KeyUp, tea.KeyDown, tea.KeyHome, tea.KeyEnd,
		tea.KeyCtrlHome, tea.KeyCtrlEnd, tea.KeyCtrlA, tea.KeyCtrlK, tea.KeyCtrlU, tea.KeyCtrlW, tea.KeyCtrlH, tea.KeyCtrlD:
	default:
		return false
	}
	e.text.Update(k)
	if e.value == before {
		return false
	}
	e.remember(before, k)
	return true
}

// remember saves the text for undo, one step for each word and not each letter.
func (e *editor) remember(before string, k tea.KeyMsg) {
	letter := k.Type == tea.KeyRunes && len(k.Runes) == 1 && k.Runes[0] != '\n'
	if letter && len(e.undo) > 0 && before != "" && !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "\n") {
		return
	}
	e.undo = append(e.undo, before)
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
	e.undo = e.undo[:last]
	return true
}

// view draws the field, w cells wide and at most h lines high, in a frame of plain
// characters.
func (e *editor) view(w, h int) []string {
	inside := max(8, w-4)
	if e.line {
		h = min(h, 4)
	}
	h = max(1, h-2)
	if e.wide != inside || e.high != h {
		e.text.WithWidth(inside)
		e.text.Lines(h)
		e.wide, e.high = inside, h
		e.text.Update(nil) // brings the cursor back into view
	}
	// The text area always paints the lines below the text black, even with NO_COLOR.
	text := strings.ReplaceAll(e.text.View(), "\x1b[30m", "")
	frame := lipgloss.NewStyle().Border(lipgloss.NormalBorder()).Padding(0, 1).Width(inside + 2).Height(h)
	return strings.Split(frame.Render(text), "\n")
}
