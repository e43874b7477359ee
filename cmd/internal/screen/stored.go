package screen

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess/safetext"
)

// stored is a text as it is recorded, with the part of it that stands behind each rune
// that a field shows. A field cannot show everything: it has no tabs, and a terminal
// would obey or hide some characters. So that editing one word leaves the rest as it
// was recorded, byte for byte, only the parts of the runes that changed are replaced.
type stored struct {
	lead  string   // recorded before the first rune that is shown
	parts []string // what is recorded for each rune that is shown
}

// mostLines is the most lines that a huh.Text can hold.
const mostLines = 10_000

// asStored returns text and how a field shows it, in at most that many lines: line ends
// of every kind are line feeds, or spaces where there is no room for another line, other
// blanks are spaces, and what a terminal does not simply show is left out.
func asStored(text string, lines int) (s stored, shown []rune) {
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if strings.HasPrefix(text, "\r\n") {
			size = 2
		}
		part := text[:size]
		text = text[size:]
		switch {
		case r == '\n', r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			r = '\n'
			if lines--; lines < 1 {
				r = ' '
			}
		case r == '\t', unicode.Is(unicode.Zs, r):
			r = ' '
		case r == utf8.RuneError: // the field would leave it out
			r = '?'
		case !safetext.Visible(r):
			if n := len(s.parts); n > 0 {
				s.parts[n-1] += part
			} else {
				s.lead += part
			}
			continue
		}
		s.parts, shown = append(s.parts, part), append(shown, r)
	}
	return s, shown
}

// text returns the text as it is recorded.
func (s *stored) text() string { return s.lead + strings.Join(s.parts, "") }

// edit follows a change of what the field shows, from before to after. typed is what
// was typed or pasted, if anything, and shown is how the field shows that.
func (s *stored) edit(before, after []rune, typed stored, shown []rune) {
	at := 0
	for at < len(before) && at < len(after) && before[at] == after[at] {
		at++
	}
	end := 0
	for end < len(before)-at && end < len(after)-at && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	gone, now := len(before)-end-at, after[at:len(after)-end]
	if len(after) == len(before)+len(shown) { // typed, and nothing replaced
		// Where letters repeat, the text may have gone in a little earlier.
		for i := at; i >= 0 && len(shown) > 0; i-- {
			if slices.Equal(after[i:i+len(shown)], shown) && slices.Equal(after[i+len(shown):], before[i:]) {
				s.parts = slices.Insert(s.parts, i, typed.withLead()...)
				return
			}
		}
	}
	var parts []string
	for _, r := range now {
		parts = append(parts, string(r))
	}
	s.parts = slices.Replace(s.parts, at, at+gone, parts...)
	if len(s.parts) == 0 {
		s.lead = ""
	}
}

// withLead returns the parts with the lead before the first.
func (s *stored) withLead() []string {
	if len(s.parts) > 0 {
		s.parts[0] = s.lead + s.parts[0]
	}
	return s.parts
}

// trimmed returns text without the blanks around it, but with those that opened has:
// they were recorded before and nobody took them away.
func trimmed(text, opened string) string {
	blank := func(s string) (before, after string) {
		before = s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsSpace))]
		return before, s[len(strings.TrimRightFunc(s, unicode.IsSpace)):]
	}
	before, after := blank(text)
	wasBefore, wasAfter := blank(opened)
	out := strings.TrimSpace(text)
	if out == "" && strings.TrimSpace(opened) != "" {
		return ""
	}
	if before == wasBefore {
		out = before + out
	}
	if after == wasAfter && strings.TrimSpace(text) != "" {
		out += after
	}
	return out
}
