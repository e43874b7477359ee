// Package safetext decides which characters may reach a terminal, a spreadsheet or a
// line of output as they are. Every writer of the program asks it.
package safetext

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"stalkrisk/assess/late"
)

// Visible reports whether a terminal only shows r. It returns false for control
// characters (ESC, DEL, and C1 such as U+0085 and U+009B), characters that change the
// direction of writing, line and paragraph separators, tags, and characters without
// width or shape.
func Visible(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= ' ' && r < 0x7F
	}
	return unicode.IsGraphic(r) && !unicode.Is(shapeless, r)
}

// shapeless holds letters and marks that cannot be seen: fillers, joiners, and
// selectors that may carry hidden data. U+FE0E and U+FE0F are left out: they only
// choose between text and emoji, and are common in messages and harmless.
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

// Mark returns s with every character that is not Visible written as its code in
// brackets, such as "[U+001B]". Line feeds and tabs stay, CRLF becomes a line feed, and
// a byte that is not UTF-8 becomes U+FFFD, as in JSON. A joiner between two pictures
// stays: it makes them one picture, such as a family, and can hide nothing.
func Mark(s string) string {
	if plain(s) {
		return s
	}
	var out strings.Builder
	s = strings.ReplaceAll(s, "\r\n", "\n")
	before := rune(0) // without the selector of its form or the colour of its skin
	for i, r := range s {
		if r == '\n' || r == '\t' || Visible(r) || r == joiner && joined(before, s[i+len("\u200d"):]) {
			out.WriteRune(r)
		} else {
			fmt.Fprintf(&out, "[U+%04X]", r)
		}
		if r != 0xFE0F && (r < 0x1F3FB || r > 0x1F3FF) {
			before = r
		}
	}
	return out.String()
}

const joiner = '\u200d'

// joined reports whether a joiner is between two pictures.
func joined(before rune, rest string) bool {
	after, _ := utf8.DecodeRuneInString(rest)
	picture := func(r rune) bool { return unicode.Is(unicode.So, r) && r != utf8.RuneError && Visible(r) }
	return picture(before) && picture(after)
}

// Name returns the name of a file for a message: marked, and on one line, so that it
// cannot pass for a message of its own.
func Name(s string) string { return onOneLine.Get().Replace(Mark(s)) }

var onOneLine = late.Value[*strings.Replacer]{Make: func() *strings.Replacer { return strings.NewReplacer("\n", "[U+000A]", "\t", "[U+0009]") }}

// plain reports whether s is visible ASCII, as most texts are.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// AppendJSON appends r as it is written in a JSON string that may be looked at: as
// \u escapes if it is not Visible. The caller escapes quotes and backslashes.
func AppendJSON(b []byte, r rune) []byte {
	switch {
	case Visible(r):
		return utf8.AppendRune(b, r)
	case r > 0xFFFF:
		high, low := utf16.EncodeRune(r)
		return fmt.Appendf(b, `\u%04x\u%04x`, high, low)
	}
	return fmt.Appendf(b, `\u%04x`, r)
}
