package timeline

import "testing"

func TestMayBegin(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "y", "yesterday", "yesterday ev", "l", "last n", "2", "20/11", "a", "a week", "Tues", "tue 9pm", "octo", "not known", "8am", "about m", "the 3rd"} {
		if !MayBegin(text) {
			t.Errorf("%q is not taken for the beginning of a date", text)
		}
	}
	for _, text := range []string{" think", "t was", "s he", "n the", "'m", "f only", "yes,", "visit", "last-ditch", "x"} {
		if MayBegin(text) {
			t.Errorf("%q is taken for the beginning of a date", text)
		}
	}
}
