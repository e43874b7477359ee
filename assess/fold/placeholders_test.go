package fold

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// surelyOne takes every text with such a digit for a reference.
func TestNoPlaceholderHasADigitFromOneToNine(t *testing.T) {
	for word := range placeholders.Get() {
		if strings.ContainsAny(word, "123456789") {
			t.Errorf("%q", word)
		}
	}
	if len(placeholders.Get()) == 0 {
		t.Error("nothing was looked at")
	}
}

// Which references are folded to see whether they are shortened numbers only saves time.
func TestNoShortenedNumberIsMissed(t *testing.T) {
	odd := []rune("\x00\t\x7f \u00a0\u00ad\u200b\ufeff\u0302\u2212\uff11\uff25\uff0e\uff0b")
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom([]rune("0123456789.,eE+-+-a  ")), 0, 6, -1).Draw(t, "start") + rapid.SampledFrom([]string{"", "2.02611E+11", "2e+9"}).Draw(t, "number")
		for range rapid.IntRange(0, 3).Draw(t, "odd characters") {
			at := rapid.IntRange(0, len(s)).Draw(t, "at")
			s = s[:at] + string(rapid.SampledFrom(odd).Draw(t, "odd")) + s[at:]
		}
		if got, want := Shortened(s), shortened.Get().MatchString(Text(s)); got != want {
			t.Errorf("%q is shortened: %v, not %v", s, got, want)
		}
	})
}
