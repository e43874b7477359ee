package present_test

import (
	"testing"

	"stalkrisk/cmd/internal/present"
)

func TestACapitalIsOneLetterInAnyAlphabet(t *testing.T) {
	for from, want := range map[string]string{"": "", "turned up": "Turned up", "ôl-ddilyn": "Ôl-ddilyn", "émue": "Émue", "ждет": "Ждет", "42": "42", "\xff": "�", "😡 x": "😡 x"} {
		if got := present.Capital(from); got != want {
			t.Errorf("%q becomes %q, want %q", from, got, want)
		}
	}
}
