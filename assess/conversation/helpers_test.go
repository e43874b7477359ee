package conversation_test

import (
	"encoding/json"
	"fmt"
	"testing"

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

func asJSON(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}
