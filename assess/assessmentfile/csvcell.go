package assessmentfile

import (
	"strings"
	"unicode/utf8"
)

// formulaStarts are the characters by which a spreadsheet takes a cell for a
// formula (OWASP, CSV Injection), the full-width forms included.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// GuardCell returns a text cell as it is written: one that a spreadsheet would
// take for a formula has "'" set before it. UnguardCell takes it off again, and
// gives back every text exactly.
func GuardCell(s string) string {
	if formula(s) {
		return "'" + s
	}
	return s
}

// UnguardCell returns the text of a cell that GuardCell wrote. An apostrophe that
// guards nothing is text and stays.
func UnguardCell(s string) string {
	if strings.HasPrefix(s, "'") && formula(s[1:]) {
		return s[1:]
	}
	return s
}

// formula reports whether a spreadsheet might take the cell for a formula, were it
// not for spaces and guards before it. Those are passed over so that a guarded
// cell can itself be guarded.
func formula(s string) bool {
	first, size := utf8.DecodeRuneInString(strings.TrimLeft(s, "' \u00a0"))
	return size > 0 && strings.ContainsRune(formulaStarts, first)
}
