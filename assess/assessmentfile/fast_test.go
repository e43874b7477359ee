package assessmentfile

import (
	"testing"
	"unicode/utf8"
)

// This tests what escapes stand for, and which are invalid.
func TestEscapes(t *testing.T) {
	for escaped, want := range map[string]string{
		`\"\\\/\b\f\n\r\t`: "\"\\/\b\f\n\r\t", `\u00e9`: "é", `\u00E9x`: "éx", `\ud83d\ude1f`: "😟", `\u0000`: "\x00",
	} {
		if got := string(unescape(nil, []byte(escaped))); got != want {
			t.Errorf("%s: got %q, want %q", escaped, got, want)
		}
	}
	for _, bad := range []string{`\`, `\x`, `\u`, `\u12`, `\u12g4`, `\ud83d`, `\ud83dx`, `\ud83d\u0041`, `\ude1f`, `\ude1f\ud83d`, `\U0041`, `\'`} {
		if n := escape([]byte(bad)); n != 0 {
			t.Errorf("%s is read as an escape of %d bytes", bad, n)
		}
	}
}

// This compares every beginning of a character with the standard library.
func TestCharacters(t *testing.T) {
	for first := 0x80; first <= 0xff; first++ {
		for second := range 256 {
			for _, third := range []byte{0, '"', 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xff} {
				b := []byte{byte(first), byte(second), third, 0xbf, 0, 0, 0, 0}
				want := 0
				if r, n := utf8.DecodeRune(b); r != utf8.RuneError || n > 1 {
					want = n
				}
				if got := character(b, 0); got != want {
					t.Fatalf("% x: got %d bytes, want %d", b, got, want)
				}
			}
		}
	}
}
