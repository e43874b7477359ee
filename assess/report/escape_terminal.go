package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes one line of s that a terminal can only show. Everything that it
// might obey, or that hides or turns text round, is written out in brackets:
// "[U+001B]", and "[0x9B]" for a byte that is no UTF-8. Tabs and the different
// spaces become plain spaces, and a line feed becomes " / ": line feeds stand
// only where a writer puts them.
//
// Escape sequences (C0, ESC, and C1 such as U+009B), bidirectional controls,
// zero-width characters and line and paragraph separators are all covered: what
// is shown as it is, is what Unicode calls graphic, less the few letters and
// marks that have no shape.
func visible(s string) string {
	s = oneLine(s)
	var out strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, "[0x%02X]", s[i])
		case r == '\t' || unicode.Is(unicode.Zs, r):
			out.WriteByte(' ')
		case hidden(r):
			fmt.Fprintf(&out, "[U+%04X]", r)
		default:
			out.WriteRune(r)
		}
		i += size
	}
	return out.String()
}

// hidden says whether a character is not to be shown as it is.
func hidden(r rune) bool {
	if r == '\n' {
		return false // of a JSON file: its own line feeds
	}
	return !unicode.IsGraphic(r) || unicode.Is(shapeless, r)
}

// shapeless are letters and marks with nothing to see: fillers, joiners, and
// selectors that may carry hidden data. U+FE0E and U+FE0F, which only choose
// between text and picture, are common in messages and harmless.
var shapeless = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034F, Hi: 0x034F, Stride: 1}, // combining grapheme joiner
		{Lo: 0x115F, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17B4, Hi: 0x17B5, Stride: 1}, // Khmer inherent vowels
		{Lo: 0x180B, Hi: 0x180F, Stride: 1}, // Mongolian selectors
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // braille blank
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xFE00, Hi: 0xFE0D, Stride: 1}, // variation selectors
		{Lo: 0xFFA0, Hi: 0xFFA0, Stride: 1}, // half-width Hangul filler
	},
	R32: []unicode.Range32{{Lo: 0xE0100, Hi: 0xE01EF, Stride: 1}}, // more variation selectors
}

// lines cuts a text into its lines, whatever the system it was written on.
func lines(s string) []string {
	return strings.Split(newlines.Replace(s), "\n")
}

var newlines = strings.NewReplacer("\r\n", "\n")

// oneLine joins the lines of a text that has to stand on one.
func oneLine(s string) string {
	var kept []string
	for _, l := range lines(s) {
		if l = strings.TrimSpace(l); l != "" {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, " / ")
}
