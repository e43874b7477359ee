package screen

import (
	"github.com/charmbracelet/huh"
	"github.com/charmbracelet/lipgloss"
)

// theme holds the styles. Words and signs carry the meaning: HIGH in capitals, "!"
// before what needs attention, "***" around ACT NOW. Bold, reversed and one of the 16
// ANSI colours only repeat it. The terminal's own palette keeps them readable on dark
// and light backgrounds.
type theme struct {
	plain, strong, grave, alarm, chosen lipgloss.Style
}

func newTheme(noColour bool) theme {
	s := lipgloss.NewStyle()
	t := theme{
		plain: s, strong: s.Bold(true), grave: s.Bold(true),
		alarm: s.Bold(true).Reverse(true), chosen: s.Reverse(true),
	}
	if !noColour {
		// Reversed red is readable in every palette; white on red is not.
		t.grave = t.grave.Foreground(lipgloss.Color("1"))
		t.alarm = t.alarm.Foreground(lipgloss.Color("1"))
	}
	return t
}

// fieldTheme returns a theme for huh's fields with nothing but a cursor. The default
// theme has colours for dark backgrounds.
func fieldTheme() *huh.Theme {
	t := huh.ThemeBase()
	for _, s := range []*huh.FieldStyles{&t.Focused, &t.Blurred} {
		none := lipgloss.NewStyle()
		s.Base, s.Title, s.Description = none, none, none
		s.TextInput = huh.TextInputStyles{Cursor: none, CursorText: none, Placeholder: none, Prompt: none, Text: none}
	}
	return t
}
