package report

import (
	"strings"
	"testing"
)

// The diary is one page, and what keeps its writer safe comes before anything to fill in.
func TestTheDiaryIsOnePageAndSaysFirstHowToKeepItSafe(t *testing.T) {
	t.Parallel()
	text := strings.ReplaceAll(string(text(Diary{Services: []string{"A service, 01632 960123."}}.compose(), 80)), noteLine, "")
	if n := len(strings.Fields(text)); n > 400 {
		t.Errorf("%d words", n)
	}
	if n := strings.Count(text, "\n"); n > 70 {
		t.Errorf("%d lines", n)
	}
	at := -1
	for _, want := range []string{"999", "where the person doing it cannot find it", "do not keep it", "Never follow", "where you live or stay", "When, the day", "How it made me feel", "01632 960123"} {
		next := strings.Index(strings.Join(strings.Fields(text), " "), want)
		if next <= at {
			t.Errorf("%q is missing, or comes too early:\n%s", want, text)
		}
		at = next
	}
}
