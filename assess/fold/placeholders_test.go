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
