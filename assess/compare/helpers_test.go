package compare_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/timeline"
)

// small returns the small questionnaires of the tests, stalking and DASH.
func small(tb testing.TB) assess.Instruments {
	tb.Helper()
	return assesstest.Set()
}

// assessedAt is when the invented cases of these tests are assessed.
const assessedAt = "2026-11-20T14:03:00Z"

func instant(s string) assess.Instant {
	i, err := assess.ParseInstant(s)
	if err != nil {
		panic(fmt.Sprintf("%q: %v", s, err))
	}
	return i
}

func date(s string) assess.Date {
	d, err := assess.ParseDate(s)
	if err != nil {
		panic(fmt.Sprintf("%q: %v", s, err))
	}
	return d
}

func when(s string) timeline.When {
	w, err := timeline.ParseWhen(s)
	if err != nil {
		panic(fmt.Sprintf("%q: %v", s, err))
	}
	return w
}

// day returns the date so many days before the assessment, as a file has it.
func day(before int) string {
	return instant(assessedAt).Time().AddDate(0, 0, -before).Format(time.DateOnly)
}

// answered returns an assessment of an acquaintance in which every yes/no item of
// the stalking questionnaire has the same answer and every choice is made.
func answered(set assess.Instruments, rest assess.Answer) *assess.Assessment {
	a := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: instant(assessedAt)}
	a.Case.Reference, a.Case.Relationship = "NP-2026-00001", "acquaintance"
	for _, it := range set.Stalking.Items {
		answer := rest
		if it.Type == assess.Choice && !rest.Open() {
			answer = assess.Answer(it.Options[0].Value)
		}
		a.Responses.Set("stalking", it.ID, assess.Response{Answer: answer})
	}
	return a
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

// place returns a level's place among the levels, lowest first.
func place(levels []string, level string) int { return slices.Index(levels, level) }

var concern = []string{"low", "moderate", "high"}

func bytesOf(t interface{ Fatal(...any) }, r assess.Result) string {
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
