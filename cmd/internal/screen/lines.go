package screen

import tea "github.com/charmbracelet/bubbletea"

// lines is text that may be longer than the page, and is moved through.
type lines struct {
	top, n, h int
	follow    bool // the line in hand is brought into view
}

// press moves, and says whether the key was one for it.
func (l *lines) press(k tea.KeyMsg) bool {
	switch k.Type {
	case tea.KeyUp:
		l.top--
	case tea.KeyDown:
		l.top++
	case tea.KeyPgUp:
		l.top -= max(1, l.h-1)
	case tea.KeyPgDown, tea.KeySpace:
		l.top += max(1, l.h-1)
	default:
		return false
	}
	l.follow = false
	return true
}

// show gives the h lines that are in view; hand is the line in hand.
func (l *lines) show(all []string, hand, h int) []string {
	l.n, l.h = len(all), h
	if l.follow {
		l.top = scroll(l.top, hand, h, l.n)
	}
	l.top = max(0, min(l.top, l.n-h))
	return all[l.top:min(l.n, l.top+h)]
}
