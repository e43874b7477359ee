package report

import (
	"strings"
	"testing"

	"stalkrisk/assess"
)

// Page one names old answers about the last four weeks that nobody asked again.
// Otherwise "settled" would be taken to be true today.
func TestOldAnswersAreNamedOnPageOne(t *testing.T) {
	t.Parallel()
	rec := assessment(t, "stranger")
	a := &rec.Assessment
	at, err := assess.ParseInstant("2026-11-01T10:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	says := func() string { return strings.Join(built(t, a, nil).Summary.Sentences, "\n") }
	if strings.Contains(says(), "not asked again") {
		t.Fatalf("named although nothing is old:\n%s", says())
	}
	a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.No, At: at})
	if got := says(); !strings.Contains(got, "not asked again: a weapon carried") {
		t.Errorf("not named:\n%s", got)
	}
}
