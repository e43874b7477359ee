package conversation_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/timeline"
)

// shelf loads the shipped questionnaires, once.
var shelf = sync.OnceValue(func() assess.Questionnaires {
	s, err := questionnairefile.LoadAll(os.DirFS("../../questionnaires"))
	if err != nil {
		panic(err)
	}
	return s
})

// shipped returns the shipped instruments, stalking and DASH.
func shipped(tb testing.TB) assess.Instruments {
	tb.Helper()
	s := shelf()
	set := assess.Instruments{Stalking: s.Find("stalking", "1.0.0"), Dash: s.Find("dash", "1.0.0"), Tool: assess.Tool{Name: "stalkrisk", Version: "test"}}
	if set.Stalking == nil || set.Dash == nil {
		tb.Fatal("the shipped questionnaires are not all there")
	}
	return set
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

// answered returns an assessment of an acquaintance in which every item of the
// stalking questionnaire has the same answer.
func answered(set assess.Instruments, rest assess.Answer) *assess.Assessment {
	a := &assess.Assessment{Format: assess.AssessmentFormat, AssessedAt: instant(assessedAt)}
	a.Case.Reference, a.Case.Relationship = "NP-2026-00001", "acquaintance"
	for _, it := range set.Stalking.Items {
		a.Responses.Set("stalking", it.ID, assess.Response{Answer: rest})
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

var (
	concern = []string{"low", "moderate", "high"}
	rise    = []string{"stable", "rising", "imminent"}
)
