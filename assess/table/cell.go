package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stalkrisk/assess/safetext"
)

// formulaStarts are the characters that make a spreadsheet treat a cell as a formula
// (OWASP, CSV Injection), including the full-width forms.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// Guard returns the text to write in a cell. Characters that cannot be seen are
// marked first (safetext.Mark): a spreadsheet drops some of them, and what followed
// would be a formula. Then it puts "'" before text that a spreadsheet would treat as a
// formula. Unguard removes it again, and restores the text.
func Guard(s string) string {
	s = safetext.Mark(s)
	if formula(s) {
		return "'" + s
	}
	return s
}

// Unguard returns the text of a cell that Guard wrote. Any other apostrophe
// is part of the text, and is kept.
func Unguard(s string) string {
	if strings.HasPrefix(s, "'") && formula(s[1:]) {
		return s[1:]
	}
	return s
}

// formula reports whether a spreadsheet might treat the cell as a formula. It skips
// spaces and guards at the start, so that a guarded cell can itself be guarded.
func formula(s string) bool {
	blank := func(r rune) bool { return r == '\'' || unicode.Is(unicode.Zs, r) }
	first, size := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, blank))
	return size > 0 && strings.ContainsRune(formulaStarts, first)
}
