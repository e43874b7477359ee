package report

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"stalkrisk/assess"
)

// fourCalls are records of calls to which officers have added much: a knife on the
// doorstep, a neighbour, many accounts, and a call that was cut off. Of what a call
// itself writes, the tests that play calls (cmd/internal/calltest) make reports.
var fourCalls = []string{"call-knife", "call-neighbour", "call-accounts", "call-cut-off"}

// wanted is what an officer who has not seen the case wants from the page: the sections
// whose headings promise it, and what has to be found there.
type wanted struct {
	what     string
	sections []string
	finds    func(r *Report) []string
}

var wants = []wanted{
	{"level and why", []string{"Level and why"}, func(r *Report) []string {
		if r.Assessment.Stage == assess.Screen { // it has no level to give a reason for
			return []string{r.Summary.Level}
		}
		return append([]string{r.Summary.Level}, each(r.Summary.Made[:min(2, len(r.Summary.Made))], func(t Topic) string { return capital(t.Topic) })...)
	}},
	{"what to do now", []string{"Act now", "Do first"}, func(r *Report) []string {
		if r.Result.ActNow {
			return []string{"ACT NOW", "HELP", "Now, attending officer"}
		}
		return []string{"danger", "attending officer"}
	}},
	{"what is unanswered", []string{"Not answered yet"}, func(r *Report) []string {
		next := r.Summary.AskNext[:min(openOnPage, len(r.Summary.AskNext))]
		return each(next, func(q Question) string { return capital(r.fact(q.ID)) + "?" })
	}},
	{"safe contact", []string{"Safe contact"}, func(r *Report) []string {
		if said := r.Assessment.Contact.SafeTimes; !blank(said) {
			return []string{said}
		}
		return []string{"SAFE CONTACT NOT ASKED"}
	}},
	{"what was promised", []string{"Overdue or due soon", "Promised"}, func(r *Report) []string {
		for i := range r.Assessment.Actions {
			if act := &r.Assessment.Actions[i]; act.ToVictim() && act.Done.IsZero() {
				return []string{act.What, act.Owner, r.moment(act.Due.String())}
			}
		}
		return []string{"Nothing promised to the victim yet"}
	}},
	{"where", []string{"Where and when"}, func(r *Report) []string {
		if inc, told := r.last(); told && inc.At != "" {
			return []string{r.lastSays(&inc)}
		}
		return []string{"No incident is recorded"}
	}},
	{"what is overdue", []string{"Overdue or due soon"}, func(r *Report) []string {
		overdue, close := r.deadlines()
		close = those(close, func(d deadline) bool { return !d.routine })
		var out []string
		for _, d := range append(overdue[:min(len(overdue), mostLate)], close[:min(len(close), 1)]...) {
			out = append(out, d.what)
		}
		return out
	}},
}

// reads returns how many words a reader reads until everything is found: headings to the
// right one, and then its lines. missing is what is not there.
func (w *wanted) reads(r *Report) (words int, missing []string) {
	v := View{Report: *r}
	inside, found, finds := false, "", w.finds(r)
	for _, b := range v.compose() {
		if b.kind == headingBlock {
			inside = false
			for _, s := range w.sections {
				inside = inside || b.text == s
			}
			words += len(strings.Fields(b.text))
			continue
		}
		if inside {
			words += len(strings.Fields(b.label)) + len(strings.Fields(b.text))
			found += " " + b.label + ": " + b.text
		}
		if missing = those(finds, func(s string) bool { return !strings.Contains(flat(found), flat(s)) }); len(missing) == 0 && inside {
			return words, nil
		}
	}
	return words, missing
}

// Note, page and full report keep to their limits, and an officer who has not seen the
// case finds each of these on the page in thirty seconds, at 230 words a minute.
// `go test -v` prints the figures.
func TestAReaderFindsWhatMattersInThirtySeconds(t *testing.T) {
	t.Parallel()
	all := map[string]Report{}
	for _, name := range append([]string{"rich", "stranger"}, fourCalls...) {
		a := assessment(t, name).Assessment
		all[name] = shippedReport(&a).Report
	}
	for _, p := range shipped().practice {
		all[p.ID] = shippedReport(&p.Model).Report
	}
	for id, r := range all {
		page, own := wordsIn(writtenAs(t, "markdown", r, Show{}))
		full, _ := wordsIn(writtenAs(t, "markdown", r, Show{Full: true}))
		row := fmt.Sprintf("%-24s note %4d characters, page %3d words, full %4d;", id, utf8.RuneCountInString(Note(r)), page-own, full)
		if page-own > 350 || own > 80 || full > 3500 {
			t.Errorf("%s is too long", id)
		}
		for i := range wants {
			words, missing := wants[i].reads(&r)
			seconds := float64(words) * 60 / 230
			row += fmt.Sprintf(" %s %.0f s,", wants[i].what, seconds)
			if len(missing) > 0 || seconds > 30 {
				t.Errorf("%s, %s: %.0f s; not found: %q", id, wants[i].what, seconds, missing)
			}
		}
		t.Log(strings.TrimSuffix(row, ","))
	}
}
