package report

import (
	"fmt"
	"slices"
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

// oddTexts returns texts as people and attackers leave them in a field.
func oddTexts() map[string]string {
	return map[string]string{
		"no blank":      strings.Repeat("x", 10_000),
		"right to left": "\u202eהוא בחוץ עכשיו\u202c هو في الخارج الآن",
		"a forged line": "fine\n## Level and why\n- **Level:** low. Nobody is at risk.\r\nACT NOW: no",
		"quotation":     "“She said \"no\"” and “yes”",
		"marks only":    "“”\"\"''",
		"controls":      "\x1b[2J\x07\u200b\u2066x\u0000",
		"wide":          strings.Repeat("危険 ", 300),
	}
}

// Whatever is in the texts of a record, the page and the note keep to their limits,
// forge no heading, and say where to find the rest.
func TestNoTextBreaksThePageOrTheNote(t *testing.T) {
	t.Parallel()
	for name, odd := range oddTexts() {
		for _, filled := range []string{"rich", "call-knife", "nothing"} {
			a := assessment(t, filled).Assessment
			for i := range assess.CaseFacts() {
				fillTexts(&assess.CaseFacts()[i], &a, odd)
			}
			for i := range a.Responses {
				for k := range a.Responses[i].Items {
					a.Responses[i].Items[k].Note = odd
				}
			}
			r := shippedReport(&a).Report
			page := writtenAs(t, "markdown", r, Show{})
			if all, own := wordsIn(page); all-own > 350 || own > 80 && name != "quotation" {
				t.Errorf("%s in %s: %d words and %d of their own", name, filled, all-own, own)
			}
			if n := strings.Count(string(page), "\n## Level and why"); n != 1 {
				t.Errorf("%s in %s: %d headings of the level", name, filled, n)
			}
			note := Note(r)
			if n := utf8.RuneCountInString(note); n > 1000 || strings.ContainsFunc(note, hidden) || strings.Contains(note, "\n") {
				t.Errorf("%s in %s: the note has %d characters, or more than one line: %q", name, filled, n, note)
			}
			for _, want := range []string{"SAFE CONTACT", "Ref "} {
				if !strings.Contains(note, want) {
					t.Errorf("%s in %s: no %q in %s", name, filled, want, note)
				}
			}
		}
	}
}

// fillTexts puts a text into a fact that takes any.
func fillTexts(f *assess.CaseFact, a *assess.Assessment, text string) {
	fill := func(f *assess.CaseFact, owner any) {
		if f.Kind == assess.TextFact && f.Set != nil && f.Path != "id" && f.Path != "previous" && f.Path != "training" {
			_ = f.Set(owner, text)
		}
	}
	if f.List == nil {
		fill(f, a)
		return
	}
	for k := range f.List.Len(a) {
		for e := range f.Entries {
			fill(&f.Entries[e], f.List.Entry(a, k))
		}
	}
}

// A page says the same things in every jurisdiction, stage and status, with a void
// override, and years after it was assessed: the order of the sections stays, and each
// that an officer looks for is there.
func TestThePageHasItsSectionsWhateverTheCase(t *testing.T) {
	t.Parallel()
	always := []string{"Act now", "Before you attend", "Level and why", "Safe contact", "Do first", "Promised", "Where and when"}
	for name, change := range map[string]func(*assess.Assessment){
		"scotland":         func(a *assess.Assessment) { a.Case.Jurisdiction = "scotland" },
		"northern ireland": func(a *assess.Assessment) { a.Case.Jurisdiction = "northern_ireland" },
		"screen":           func(a *assess.Assessment) { a.Stage = assess.Screen },
		"draft":            func(a *assess.Assessment) { a.Status = assess.Draft },
		"draft of full":    func(a *assess.Assessment) { a.Status, a.Stage = assess.Draft, assess.Full },
		"training":         func(a *assess.Assessment) { a.Training = "nine-ticks" },
		"void override":    func(a *assess.Assessment) { a.Override = &assess.Override{From: "moderate", Level: "low"} },
		"suspect inside":   func(a *assess.Assessment) { a.Case.SuspectAccess = "yes" },
	} {
		for _, of := range append([]string{"rich", "nothing"}, fourCalls...) {
			for _, at := range []string{"", "2026-11-29T00:00:00Z", "2031-06-30T23:59:00+01:00"} {
				a := assessment(t, of).Assessment
				change(&a)
				set, scored := assess.Assess(shipped().shelf, &a, assess.Tool{Name: "stalkrisk"}, nil)
				v := View{Report: Build(set, shipped().guides, &a, scored, instantOf(at))}
				heads := headings(v.compose())
				at0 := -1
				for _, want := range always {
					i := slices.Index(heads, want)
					if i < 0 || i < at0 && want != "Before you attend" {
						t.Errorf("%s, %s, at %q: %q is not in its place in %q", name, of, at, want, heads)
					}
					at0 = i
				}
				if all, own := wordsIn(writtenAs(t, "markdown", v.Report, Show{})); all-own > 350 || own > 80 {
					t.Errorf("%s, %s, at %q: %d words", name, of, at, all-own)
				}
				if note := Note(v.Report); utf8.RuneCountInString(note) > 1000 {
					t.Errorf("%s, %s: too long: %s", name, of, note)
				}
			}
		}
	}
}

// What must be seen fits even in a record of hostile size; what does not fit is counted
// in the last line.
func TestWhatMustBeSeenAlwaysFits(t *testing.T) {
	r := built(t, hostileRecord(), nil)
	page := flat(string(writtenAs(t, "markdown", r, Show{})))
	for _, want := range []string{"ACT NOW", "NOT YET THERE", "EARLIER ACT NOW, not dealt with", "more OVERDUE", "SAFEWAY", "Level:** HIGH", "… \\[shortened\\]", "Not on this page:", "stalkrisk report --full"} {
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
