package fold

import (
	"strings"
	"testing"
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
	all := []string{""}
	for _, parts := range [][]string{{"", " ", "+"}, {"2", "a"}, {".", ",", "e", "E", ""}, {"", "0"}, {"e", "E", ""}, {"+", ""}, {"1"}} {
		var longer []string
		for _, s := range all {
			for _, part := range parts {
				longer = append(longer, s+part)
			}
		}
		all = longer
	}
	are := 0
	look := func(s string) {
		want := shortened.Get().MatchString(Text(s))
		if want {
			are++
		}
		if got := Shortened(s); got != want {
			t.Errorf("%q is shortened: %v, not %v", s, got, want)
		}
	}
	for _, s := range all {
		look(s)
		for at := range len(s) + 1 {
			for _, odd := range "\x00\t\x7f \u00a0\u00ad\u200b\u0302\u2212\uff11\uff25\uff0e\uff0b" {
				look(s[:at] + string(odd) + s[at:])
			}
		}
	}
	if are < 1000 {
		t.Errorf("only %d were shortened", are)
	}
}
