package screen_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/screen"
)

// terminal keeps what is written to it.
type terminal struct{ bytes.Buffer }

func (*terminal) Close() error { return nil }
func (*terminal) Fd() uintptr  { return 0 }
func (*terminal) Name() string { return "" }

// While a save is slow the last line says so; with the answer saved, the whole screen is
// drawn again.
func TestASlowSaveIsSaidOnTheLastLine(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	var out terminal
	m := screen.New(d.s, screen.Options{Out: &out, Now: func() time.Time { return d.now }})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Slow()
	if !strings.Contains(out.String(), "\x1b[24;1H") || !strings.Contains(out.String(), present.Saving) {
		t.Fatalf("wrote %q", out.String())
	}
	_, cmd := m.Update(screen.KeepMsg())
	if !clears(cmd) {
		t.Error("the screen is not drawn again")
	}
	if _, cmd := m.Update(screen.KeepMsg()); clears(cmd) {
		t.Error("the screen is drawn again without need")
	}
}

// clears reports whether a command clears the screen.
func clears(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, one := range msg {
			if clears(one) {
				return true
			}
		}
	default:
		return msg == tea.ClearScreen()
	}
	return false
}
