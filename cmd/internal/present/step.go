package present

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/termtext"
	"stalkrisk/cmd/internal/session"
)

// Remark is a line of text after a sign or a few words.
type Remark struct{ Lead, Text string }

// Remarks returns what to know about a step before answering it: what is recorded,
// now or in an earlier assessment, and whether a yes waits to be confirmed.
func Remarks(s *session.Session, st *conversation.Step) []Remark {
	var out []Remark
	if r := recorded(st); r.Text != "" {
		out = append(out, r)
	}
	if st.Item >= 0 && st.AnsweredAt.IsZero() && !st.Afresh {
		set := s.Set()
		r, _ := s.Assessment().Responses.Of(st.Instrument, set.Find(st.Instrument).Items[st.Item].ID)
		if said := Changed(&r); said != "" {
			out = append(out, Remark{"", said})
		}
	}
	if dash := s.Set().Dash; st.Instrument == dash.ID && st.Item == 0 {
		out = append(out, Remark{"", dash.Today})
	}
	if st.Proposed {
		out = append(out, Remark{"? ", "Another answer points to yes" + proposedBy(s, st) + ". y confirms it. Until then it does not count."})
	}
	return out
}

// recorded returns a remark on what is recorded at a step, now or in an earlier
// assessment.
func recorded(st *conversation.Step) Remark {
	choice, said := st.Kind == conversation.ChoiceStep, answerOf(st)
	from := "Said before"
	if !st.AnsweredAt.IsZero() {
		from = "From " + st.AnsweredAt.Time().Format("2 January 2006")
	}
	switch {
	case st.Held:
		return Remark{"! ", "The file holds an earlier answer. It is not for this caller."}
	case st.Afresh:
		return Remark{"! ", from + said + " Ask again."}
	case st.Confirm && st.Answer == conversation.NoMore:
		return Remark{"! ", from + said + " Are there any more?"}
	case st.Confirm && !choice:
		return Remark{"! ", from + said + " Leave it if it is still true."}
	case choice && !st.AnsweredAt.IsZero():
		return Remark{"! ", from + said + " It counts unless you change it."}
	case st.Answer == conversation.NoMore:
		return Remark{"", "Recorded so far" + said}
	case choice && st.Answer != "" && st.Answer != string(assess.NotAsked):
		return Remark{"", "Recorded" + said}
	case st.Carried:
		return Remark{"", "An incident shows: yes."}
	}
	return Remark{}
}

// answerOf returns the answer to a step after a colon, or the length of its list. It
// leaves out free text.
func answerOf(st *conversation.Step) string {
	switch {
	case st.Answer == conversation.NoMore:
		return fmt.Sprintf(": %d.", st.Entries)
	case st.Kind == conversation.ChoiceStep:
		return ": " + Label(st.Options, st.Answer) + "."
	}
	return "."
}

// Note returns the note on a step.
func Note(st *conversation.Step) Remark {
	if st.AnsweredAt.IsZero() {
		return Remark{"Note: ", st.Note}
	}
	return Remark{"Noted then: ", st.Note}
}

// Help returns everything known about a step besides its question.
func Help(s *session.Session, st *conversation.Step) []Remark {
	out := []Remark{{"", st.Help}, {"After a yes, say: ", st.FollowUp}}
	if st.Item >= 0 {
		set := s.Set()
		out = append(out, Remark{"Why it is asked: ", set.Find(st.Instrument).Items[st.Item].Why})
	}
	return out
}

// Label returns the label of the option with that value, or the value itself.
func Label(options []conversation.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return termtext.Clean(value)
}

// Word returns an answer in a word or two.
func Word(answer assess.Answer) string {
	switch answer {
	case assess.NotAsked, "":
		return "not asked"
	case assess.Unknown:
		return "not known"
	case assess.Declined:
		return "won't say"
	}
	return strings.ReplaceAll(termtext.Clean(string(answer)), "_", " ")
}

// Brief returns what is recorded at a step in a word or two. For free text it says
// only that there is some.
func Brief(st *conversation.Step) string {
	switch {
	case st.Held:
		return "in the file"
	case st.Carried && st.Answer != string(assess.Yes):
		return "yes (incident)"
	case st.Entries > 0:
		return fmt.Sprintf("%d in the list", st.Entries)
	case st.Kind != conversation.ChoiceStep && st.Answer != "":
		return "written"
	case st.Answer == conversation.NoMore && len(st.Options) == 2:
		return "recorded"
	case st.Afresh:
		return Word(assess.Answer(st.Answer)) + " (old)"
	}
	return Word(assess.Answer(st.Answer))
}

// Named returns what a step is about in a few words.
func Named(s *session.Session, st *conversation.Step) string {
	if st.Item < 0 {
		return Capital(st.Topic)
	}
	set := s.Set()
	return Capital(set.Find(st.Instrument).Items[st.Item].Named())
}

// Recorded returns what is recorded at a step: the label of its answer, or the text on
// one line.
func Recorded(st *conversation.Step) string {
	switch {
	case st.Answer == "" || st.Answer == string(assess.NotAsked) || st.Entries > 0 || st.Afresh || st.Carried:
		return Brief(st)
	case st.Kind != conversation.ChoiceStep:
		return strings.Join(strings.Fields(termtext.Clean(st.Answer)), " ")
	}
	return Label(st.Options, st.Answer)
}

// Elapsed returns a length of time in whole minutes: "12 min", "1 h 05 min".
func Elapsed(d time.Duration) string {
	n := int(d.Minutes())
	if n < 60 {
		return fmt.Sprintf("%d min", n)
	}
	return fmt.Sprintf("%d h %02d min", n/60, n%60)
}

// Count returns n with the singular or plural word.
func Count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// Capital returns s, cleaned, with a capital first letter.
func Capital(s string) string {
	s = termtext.Clean(s)
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}
