package assessmentfile

import (
	"strings"
	"unicode/utf8"
)

// formulaStarts are the characters by which a spreadsheet takes a cell for a
// formula (OWASP, CSV Injection), the full-width forms included.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// GuardCell returns the text of a cell as it is written: one that a spreadsheet
// would take for a formula gets "'" before it. unguardCell removes it, and returns
// every text exactly as it was.
func GuardCell(s string) string {
	if formula(s) {
		return "'" + s
	}
	return s
}

// unguardCell returns the text of a cell that GuardCell wrote. An apostrophe that
// guards nothing is text, and is kept.
func unguardCell(s string) string {
	if strings.HasPrefix(s, "'") && formula(s[1:]) {
		return s[1:]
	}
	return s
}

// formula reports whether a spreadsheet might take the cell for a formula. Spaces
// and guards before it are skipped, so that a guarded cell can itself be guarded.
func formula(s string) bool {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(s, "' \u00a0"))
	return size > 0 && strings.ContainsRune(formulaStarts, first)
}
