package assess_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// day returns the date that number of days before the assessment, as a file has it.
func day(before int) string {
	return assesstest.Instant(assesstest.AssessedAt).Time().AddDate(0, 0, -before).Format(time.DateOnly)
}

// give sets the answer to some items of the stalking questionnaire.
func give(a *assess.Assessment, answer assess.Answer, items ...string) {
	for _, id := range items {
		a.Responses.Set("stalking", id, assess.Response{Answer: answer})
	}
}

func asJSON(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// place returns a level's place in a list of levels.
func place(levels []string, level string) int { return slices.Index(levels, level) }

var (
	concern = []string{"low", "moderate", "high"}
	rise    = []string{"stable", "rising", "imminent"}
)
