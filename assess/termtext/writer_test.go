package termtext

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess/safetext"
)

func TestAWriterMarksWhatATerminalWouldObey(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"plain\n":                 "plain\n",
		"tab\tZoë\u00a0👍🏽\n":      "tab\tZoë\u00a0👍🏽\n",
		"\x1b]0;x\x07\x7f":        "[U+001B]]0;x[U+0007][U+007F]",
		"a\u009b2Jb\u0085c":       "a[U+009B]2Jb[U+0085]c",
		"\u202e\u200b\U000e0041":  "[U+202E][U+200B][U+E0041]",
		"one\r\ntwo\rthree\u2028": "one\ntwo[U+000D]three[U+2028]",
	} {
		var b strings.Builder
		n, err := Writer(&b).Write([]byte(in))
		if got := b.String(); got != want || n != len(in) || err != nil {
			t.Errorf("%q is written as %q, want %q (%d, %v)", in, got, want, n, err)
		}
	}
}

// However the text is cut into writes, the same comes out.
func TestAWriterMayGetACharacterInParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := strings.ReplaceAll(rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("a\x1b\u009b\u202e😟\n")))).Draw(t, "text"), "\r", "")
		s = strings.ReplaceAll(s, "\u200d", "") // between two writes it is marked, between two pictures of one not
		var b strings.Builder
		w := Writer(&b)
		for rest := s; rest != ""; {
			n := rapid.IntRange(1, len(rest)).Draw(t, "bytes")
			w.Write([]byte(rest[:n]))
			rest = rest[n:]
		}
		if got := b.String(); got != safetext.Mark(s) {
			t.Fatalf("%q is written as %q", s, got)
		}
	})
}
