package audit

import (
	"slices"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/safetext"
	"stalkrisk/assess/timeline"
)

// Record is what is counted of one assessment. It holds words from fixed lists, times,
// and the name of an area.
type Record struct {
	cases.Version
	practice, draft bool

	area               string // as written
	relationship, role string
	reviewBy           time.Time
	outcome            string
	outcomeOn          assess.Date
	said               []string // the answer to each figure that one assessment is enough for
	questions          []asked
}

// asked is how open each question of a questionnaire was, by its place.
type asked struct {
	in   *assess.Instrument
	open []openness
}

// openness is whether a question was answered.
type openness uint8

const (
	notApplicable openness = iota
	answered
	unknown
	declined
	notAsked
)

// longestArea is the most characters of the name of an area.
const longestArea = 60

// Of returns what is counted of an assessment, which was scored with set. It shares no
// memory with the text of the assessment.
func Of(set assess.Instruments, a *assess.Assessment, r *assess.Result) *Record {
	return &Record{
		Version: cases.VersionOf(a), practice: a.Training != "", draft: a.Draft(),
		area: areaOf(a), relationship: known(r.Relationship), role: known(a.Assessor.Role), reviewBy: reviewOf(r),
		outcome: known(a.Outcome.Value), outcomeOn: own(a.Outcome.On),
		said: saidIn(a, r), questions: questionsOf(set, a, r),
	}
}

// vocabulary is a type of words from a fixed list.
type vocabulary interface {
	~string
	Words() []string
}

// known returns the word as the list has it; "" if it is not there.
func known[W vocabulary](w W) string { return among(string(w), w.Words()) }

func among(s string, words []string) string {
	if k := slices.Index(words, s); k >= 0 {
		return words[k]
	}
	return ""
}

func areaOf(a *assess.Assessment) string {
	s := []rune(safetext.Name(strings.Join(strings.Fields(a.Case.VictimArea), " ")))
	return string(s[:min(len(s), longestArea)])
}

func reviewOf(r *assess.Result) time.Time {
	at, _ := timeline.ParseInstant(r.ReviewBy)
	return at
}

// own returns a day that shares no memory with the text of a file.
func own(d assess.Date) assess.Date {
	out, _ := assess.ParseDate(strings.Clone(d.String()))
	return out
}

// questionsOf returns how open each question is.
func questionsOf(set assess.Instruments, a *assess.Assessment, r *assess.Result) (out []asked) {
	for _, in := range set.All() {
		open := make([]openness, len(in.Items))
		if in != set.Dash || r.Dash.Applicability != "not_applicable" {
			for i, state := range set.ItemStates(in, a) {
				open[i] = opennessOf(&state)
			}
		}
		out = append(out, asked{in, open})
	}
	return out
}

func opennessOf(s *assess.ItemState) openness {
	switch {
	case !s.Applies:
		return notApplicable
	case s.Answer == assess.Unknown:
		return unknown
	case s.Answer == assess.Declined:
		return declined
	case s.Answer.Open():
		return notAsked
	}
	return answered
}
