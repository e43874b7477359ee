package report

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// wordsIn returns how many words a page has, as a word count does, and how many of them
// somebody said in their own words.
func wordsIn(page []byte) (all, own int) {
	text := string(page)
	for _, part := range strings.Split(text, "“")[1:] {
		said, _, _ := strings.Cut(part, "”")
		own += len(strings.Fields(said))
	}
	return len(strings.Fields(text)), own
}

// The note, the page and the full report of every practice case and of the richest
// record keep to their limits. `go test -v` prints the figures.
func TestReportsKeepToTheirLimits(t *testing.T) {
	t.Parallel()
	all := map[string]Report{"rich": shippedReport(&[]assess.Assessment{assessment(t, "rich").Assessment}[0]).Report}
	for _, p := range shipped().practice {
		all[p.ID] = shippedReport(&p.Model).Report
	}
	for id, r := range all {
		note := utf8.RuneCountInString(Note(r))
		page, own := wordsIn(writtenAs(t, "markdown", r, Show{}))
		full, _ := wordsIn(writtenAs(t, "markdown", r, Show{Full: true}))
		t.Logf("%-24s note %4d characters, page %3d words and %2d of their own, full %4d words", id, note, page-own, own, full)
		if note > 1000 || page-own > 350 || own > 80 || full > 3500 {
			t.Errorf("%s is too long", id)
		}
	}
}

// hostileRecord returns a record with a thousand of everything, and long texts.
func hostileRecord() *assess.Assessment {
	a := assesstest.Answered(assesstest.Set(), assess.Yes)
	long := strings.Repeat("verylongword", 900)
	a.Case.Reference, a.Assessor.Reference, a.Contact.SafeTimes = long, long, "SAFEWAY "+strings.Repeat("word ", 1500)
	a.FirstAccount = assess.Account(strings.Repeat("said ", 19000))
	a.Help = []assess.Help{{Asked: a.AssessedAt, Reference: long}}
	for i := range 1000 {
		a.Orders = append(a.Orders, assess.Order{ID: fmt.Sprint(i), Kind: "spo", Manager: long, To: assesstest.Date("2027-01-01"), CheckOn: []assess.Date{assesstest.Date("2026-11-30")}})
		a.Actions = append(a.Actions, assess.Action{What: "PROMISE " + long, Owner: long, To: "victim", Due: assesstest.Date("2026-01-02")})
		a.Evidence = append(a.Evidence, assess.Exhibit{What: long})
		a.EarlierActNow = append(a.EarlierActNow, assess.EarlierActNow{ID: long, At: a.AssessedAt, Because: []string{long}})
	}
	return a
}

// What must be seen fits even in a record of hostile size; what does not fit is counted
// in the last line.
func TestWhatMustBeSeenAlwaysFits(t *testing.T) {
	r := built(t, hostileRecord(), nil)
	page := flat(string(writtenAs(t, "markdown", r, Show{})))
	for _, want := range []string{"ACT NOW", "NOT YET THERE", "EARLIER ACT NOW, not dealt with", "more OVERDUE", "SAFEWAY", "… \\[shortened\\]", "Not on this page:", "stalkrisk report --full"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in\n%s", want, page)
		}
	}
	if n := len(strings.Fields(page)); n > 430 {
		t.Errorf("%d words", n)
	}
	note := Note(r)
	if n := utf8.RuneCountInString(note); n > 1000 {
		t.Errorf("the note has %d characters", n)
	}
	for _, want := range []string{"ACT NOW", "NOT YET THERE", "SAFE CONTACT: recorded", "in the report.)"} {
		if !strings.Contains(note, want) {
			t.Errorf("no %q in %s", want, note)
		}
	}
}
