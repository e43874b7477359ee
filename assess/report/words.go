package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // a computer without tables of time zones still knows summer time
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/late"
	"stalkrisk/assess/timeline"
)

// vocabularies holds the words of an assessment, by kind.
var vocabularies = late.Value[map[string]assess.Vocabulary]{Make: func() map[string]assess.Vocabulary {
	return map[string]assess.Vocabulary{
		"fact": assess.Fact("").Vocabulary(), "answer": assess.AnswerWords, "relationship": assess.Relationship("").Vocabulary(),
		"jurisdiction": assess.Jurisdiction("").Vocabulary(), "caller": assess.Caller("").Vocabulary(), "role": assess.Role("").Vocabulary(),
		"source": assess.Source("").Vocabulary(), "order": assess.OrderKind("").Vocabulary(), "absence": assess.AbsenceReason("").Vocabulary(),
		"trigger": assess.TriggerKind("").Vocabulary(), "overall": assess.OverallLevel("").Vocabulary(), "grade": assess.Grade("").Vocabulary(),
		"channel": timeline.Channel("").Vocabulary(), "reported": timeline.Reported("").Vocabulary(), "breach": timeline.Breach("").Vocabulary(),
		"finding": timeline.Finding("").Vocabulary(), "class": assess.Class("").Vocabulary(), "item_role": assess.ItemRole("").Vocabulary(),
	}
}}

// labels holds the words that only reports use, by kind.
var labels = late.Value[map[string]map[string]string]{Make: func() map[string]map[string]string {
	return map[string]map[string]string{
		"yesno":         {"true": "YES", "false": "no"},
		"applicability": {"applicable": "it does", "unknown": "not known", "not_applicable": "it does not"},
		"promise":       {"done": "Done", "open": "Not done yet", "overdue": "OVERDUE"},
		"wording":       {"own": "the project's own wording", "open": "openly licensed wording", "permission": "used by permission"},
		"element":       {"met": "met, on what was told", "indicated": "indicated", "missing": "missing", "not_asked": "not asked"},
		"mark": {
			"read": "read there, perhaps not its latest version", "second_hand": "as quoted elsewhere", "unverified": "not verified",
			"our_design": "our own choice",
		},
		"mark_beside": {"read": "", "second_hand": "quoted elsewhere", "unverified": "not verified", "our_design": ""},
	}
}}

// word returns the label of a stored value of that kind, or the value itself if it is
// unknown.
func word(kind, w string) string {
	if kind == "level" {
		return assess.LevelWord(w)
	}
	if l, ok := labels.Get()[kind][w]; ok {
		return l
	}
	return vocabularies.Get()[kind].Label(w)
}

// capital returns s with its first letter as a capital.
func capital(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}

// plural returns the word for n things.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// count returns a number with its noun: "1 question", "3 questions".
func count(n int, one, many string) string { return strconv.Itoa(n) + " " + plural(n, one, many) }

// isAre returns the verb for n things.
func isAre(n int) string { return plural(n, "is", "are") }

// few lists at most that many numbers, and counts the rest.
func few(numbers []int, most int) string {
	s := strings.Join(each(numbers[:min(most, len(numbers))], strconv.Itoa), ", ")
	if more := len(numbers) - most; more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}

// each returns of(e) for each e of list. The result is never nil.
func each[T, U any](list []T, of func(T) U) []U {
	out := make([]U, len(list))
	for i := range list {
		out[i] = of(list[i])
	}
	return out
}

// those returns the elements of list for which so is true, in order.
func those[T any](list []T, so func(T) bool) (out []T) {
	for _, e := range list {
		if so(e) {
			out = append(out, e)
		}
	}
	return out
}

// String returns the topic with the id in brackets, or the id if there is no topic.
func (t Topic) String() string {
	if t.Topic == "" {
		return t.ID
	}
	return t.Topic + " (" + t.ID + ")"
}

// plain returns the topic, or the id if there is none.
func (t Topic) plain() string {
	if t.Topic == "" {
		return t.ID
	}
	return t.Topic
}

// listed returns the topics separated by semicolons.
func listed(topics []Topic) string { return strings.Join(each(topics, Topic.plain), "; ") }

// Readable returns a date or time from a file as people write it: "20 November 2026,
// 14:03", "20 November 2026", "November 2026". The time stays in the offset it was
// written with, so that a report reads the same everywhere. Anything else is returned
// unchanged.
func Readable(s string) string {
	if t, err := timeline.ParseInstant(s); err == nil {
		return t.Format("2 January 2006, ") + clock(t)
	}
	if t, err := time.Parse("2006-01-02", s); err == nil {
		return t.Format("2 January 2006")
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format("January 2006")
	}
	return s
}

// clock returns the time of day, with its zone unless that is the time on clocks in the
// United Kingdom: "14:03", "14:03 (UTC)".
func clock(t time.Time) string {
	says := t.Format("15:04")
	_, offset := t.Zone()
	if _, here := t.In(unitedKingdom.Get()).Zone(); offset == here {
		return says
	}
	if offset == 0 {
		return says + " (UTC)"
	}
	return says + t.Format(" (-07:00)")
}

var unitedKingdom = late.Value[*time.Location]{Make: func() *time.Location {
	place, err := time.LoadLocation("Europe/London")
	if err != nil { // the tables are part of the program
		return time.UTC
	}
	return place
}}
