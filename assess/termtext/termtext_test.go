package termtext

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stalkrisk/assess/safetext"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain text stays", "Zoë said: \"no\" – 跟踪 👍🏽", "Zoë said: \"no\" – 跟踪 👍🏽"},
		{"line feeds stay", "one\r\ntwo\nthree", "one\ntwo\nthree"},
		{"tabs and special spaces become spaces", "a\tb\u00a0c\u3000d", "a b c d"},
		{"an escape sequence", "\x1b[2Jgone", "[U+001B][2Jgone"},
		{"a control character of one byte is not UTF-8", "a\x9b31mb", "a\ufffd31mb"},
		{"a control character above ASCII", "a\u009b31mb", "a[U+009B]31mb"},
		{"a carriage return alone", "safe\rlevel low", "safe[U+000D]level low"},
		{"text turned round", "\u202eabc\u2066d", "[U+202E]abc[U+2066]d"},
		{"without width or shape", "a\u200bb\u3164c\ufe00\U000e0101", "a[U+200B]b[U+3164]c[U+FE00][U+E0101]"},
		{"pictures may be joined", "👩\u200d👧 👩🏽\u200d⚕\ufe0f ❤\ufe0f\u200d🔥", "👩\u200d👧 👩🏽\u200d⚕\ufe0f ❤\ufe0f\u200d🔥"},
		{"letters may not", "a\ufe0f\u200d👧 👩\u200db 👩\u200d\u200d👧\u200d", "a\ufe0f[U+200D]👧 👩[U+200D]b 👩[U+200D][U+200D]👧[U+200D]"},
		{"a picture may be chosen", "❤\ufe0f", "❤\ufe0f"},
		{"separators of lines", "a\u2028b\u2029c", "a[U+2028]b[U+2029]c"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.in); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCleanText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		got := Clean(s)
		if !utf8.ValidString(got) || safetext.Mark(got) != got {
			t.Errorf("%q became %q", s, got)
		}
		if Clean(got) != got {
			t.Errorf("%q is cleaned again to %q", got, Clean(got))
		}
	})
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name, in string
		width    int
		want     []string
	}{
		{"words are kept whole", "the car was  near the house", 10, []string{"the car", "was near", "the house"}},
		{"a hyphen does not break a word", "a so-called friend", 9, []string{"a", "so-called", "friend"}},
		{"a word that is too long is cut", "see abcdefghij!", 4, []string{"see", "abcd", "efgh", "ij!"}},
		{"line feeds break and blank lines go", "one\n\n two three\n", 20, []string{"one", "two three"}},
		{"wide characters take two cells", "跟踪跟踪 a", 4, []string{"跟踪", "跟踪", "a"}},
		{"a character that is too wide stands alone", "跟踪", 1, []string{"跟", "踪"}},
		{"nothing", " \n ", 10, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Wrap(tt.in, tt.width); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWrapLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Clean(rapid.String().Draw(t, "text"))
		width := rapid.IntRange(3, 40).Draw(t, "width")
		lines := Wrap(s, width)
		if got, want := strings.Join(lines, ""), strings.Join(strings.Fields(s), ""); strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("%q became %q", s, lines)
		}
		for _, l := range lines {
			if Width(l) > width {
				t.Errorf("%q is wider than %d", l, width)
			}
		}
	})
}

func TestTruncate(t *testing.T) {
	tests := []struct {
		name, in string
		width    int
		want     string
	}{
		{"what fits stays", "near", 4, "near"},
		{"what does not fit is cut", "nearby", 4, "nea…"},
		{"a wide character is not split", "跟踪跟踪", 4, "跟…"},
		{"no room", "near", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Truncate(tt.in, tt.width); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHang(t *testing.T) {
	got := Hang("1. ", "   ", "the car was near the house", 14)
	if want := []string{"1. the car was", "   near the", "   house"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Hang("- ", "  ", " ", 14); !slices.Equal(got, []string{"-"}) {
		t.Errorf("got %q", got)
	}
}

func TestFlow(t *testing.T) {
	got := Flow([]string{"y yes", "n no", "u not known", "\x1b[1md\x1b[0m would not say at all"}, "  ", 12)
	if want := []string{"y yes  n no", "u not known", "\x1b[1md\x1b[0m would not say at all"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Measuring the whole rest of a word for every line of it would take hours.
func TestAWordOfMegabytesIsCutInProportion(t *testing.T) {
	lines := Wrap(strings.Repeat("\xa1", 1<<20), 60)
	if all := strings.Join(lines, ""); len(lines) != (1<<20+59)/60 || !strings.HasPrefix(all, "\ufffd") {
		t.Errorf("%d lines", len(lines))
	}
}
