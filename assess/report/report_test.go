package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// The golden files are short enough to read: the page and the note of each case, a full
// report with the first entries of each list, and the parts of the JSON that no other
// package writes.
func TestAReportReadsAsItShould(t *testing.T) {
	var notes []string
	for _, name := range caseNames {
		r := overdue(t, name)
		golden(t, "testdata/page-"+name+".md.golden", writtenAs(t, "markdown", r, Show{}))
		notes = append(notes, Note(r))
	}
	golden(t, "testdata/notes.txt.golden", []byte(strings.Join(notes, "\n\n")+"\n"))
	rich := overdue(t, "rich")
	golden(t, "testdata/full.md.golden", writtenAs(t, "markdown", short(rich, 3), Show{Full: true}))
	_, rest, _ := bytes.Cut(writtenAs(t, "text", short(rich, 2), Show{Full: true, Why: true, IDs: true}), []byte("Points to prove"))
	golden(t, "testdata/rest.txt.golden", rest)
	golden(t, "testdata/report.json.golden", without(written(t, "json", short(rich, 1)), 2, "result|assessment|summary"))
}

// overdue returns a report that is written eight days after the assessment, when a promise
// and the review are overdue.
func overdue(t testing.TB, name string) Report {
	t.Helper()
	rec := assessment(t, name)
	set, scored := assess.Assess(assesstest.Questionnaires(), &rec.Assessment, assess.Tool{Name: "stalkrisk", Version: "0.1.0"}, rec.Problems)
	return Build(set, assesstest.Guides(), &rec.Assessment, scored, assesstest.Instant("2026-11-28T09:00:00Z"))
}

func TestWhatIsNoReportIsRefusedWithoutRepeatingIt(t *testing.T) {
	whole := string(written(t, "json", reportOf(t, "rich")))
	for name, tt := range map[string]struct{ in, code string }{
		"nothing":           {"", codeNotJSON},
		"half of one":       {whole[:len(whole)/2], codeNotJSON},
		"not UTF-8":         {"{\"format\":\"MARKER\xff\"}", codeNotJSON},
		"a list":            {`["MARKER"]`, codeNotReport},
		"another format":    {`{"format":"stalkrisk.MARKER/1"}`, codeUnknownFormat},
		"only the format":   {`{"format":"stalkrisk.report/1"}`, codeNotReport},
		"a value of a kind": {strings.Replace(whole, `"answers": [`, `"answers": ["MARKER",`, 1), codeNotReport},
		"a key of a later":  {strings.Replace(whole, `"summary": {`, `"MARKER": 1, "summary": {`, 1), codeNotKept},
		"a case it lost":    {strings.Replace(whole, `"stage": "full"`, `"stage": "MARKER"`, -1), "unknown-word"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := Read([]byte(tt.in))
			if len(problems) == 0 || problems[0].Code != tt.code {
				t.Fatalf("got %v, want %s", problems, tt.code)
			}
			for _, p := range problems {
				if strings.Contains(p.String(), "MARKER") {
					t.Errorf("the message repeats the file: %s", p)
				}
			}
		})
	}
}

func headings(blocks []block) (out []string) {
	for _, b := range blocks {
		if b.kind == headingBlock && b.level == 2 {
			out = append(out, b.text)
		}
	}
	return out
}

// inOrder fails unless got has the headings of want that it has in the same order.
func inOrder(t *testing.T, name string, got, want []string) {
	t.Helper()
	at := -1
	for _, h := range got {
		k := slices.Index(want, h)
		if k < 0 {
			continue
		}
		if k < at {
			t.Errorf("%s: %q comes before %q", name, want[at], h)
		}
		at = k
	}
}

func TestReportsStandInTheOrderInWhichTheyAreNeeded(t *testing.T) {
	full := []string{
		"Pattern and timeline", "Suspect: find, arrest, search, seize, bail", "What this may be mistaken for", "Points to prove", "Orders",
		"What an order should say, matched to this behaviour", "Orders, bail and warnings", "Evidence about to be lost, the soonest first", "Say, and do not say", "Who else",
		"Answers: Stalking, for tests", "Answers: DASH, for tests", "How the level came about", "Judgement", "DASH", "Also recorded", "Sources", "Made with", "Limits",
	}
	page := slices.Clone(pageTitles)
	for _, name := range caseNames {
		r := overdue(t, name)
		want := page
		if !r.Result.ActNow {
			want = append([]string{pageTitles[lateSection], pageTitles[nowSection]}, page[2:]...)
		}
		v := View{Report: r, Show: Show{}}
		inOrder(t, name+", page", headings(v.compose()), want)
		got := headings(fullOf(r))
		inOrder(t, name+", full", got, slices.Concat(want, full))
		for _, h := range []string{"Pattern and timeline", "Answers: Stalking, for tests", "How the level came about", "Limits"} {
			if !slices.Contains(got, h) {
				t.Errorf("%s, full: no %q", name, h)
			}
		}
	}
}

func TestHeadlines(t *testing.T) {
	for name, want := range map[string]string{
		"nothing":  "DRAFT. Not enough answers yet: 0 of 14 answered",
		"stranger": "HIGH. Baseline HIGH; last four weeks: IMMINENT danger signs; 7 of 13 answered",
	} {
		if got := reportOf(t, name).Summary.Headline; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestTrainingIsSaidFirstInEveryFormat(t *testing.T) {
	r := reportOf(t, "stranger")
	for _, show := range []Show{{}, {Full: true}, {NoSensitive: true}} {
		for _, format := range []string{"markdown", "text", "note"} {
			if first, _, _ := strings.Cut(string(writtenAs(t, format, r, show)), "\n"); !strings.Contains(first, "TRAINING") {
				t.Errorf("%s, %+v: %s", format, show, first)
			}
		}
	}
}

// The answers in the report must add up to the numbers in the result.
func TestAnswersAgreeWithTheResult(t *testing.T) {
	for _, name := range caseNames {
		r := reportOf(t, name)
		applies, answered := 0, 0
		for _, a := range r.Answers[0].Answers {
			if a.Applies {
				applies++
				if openAs(&a) == "" {
					answered++
				}
			}
		}
		if got, want := (assess.Completeness{Answered: answered, Applicable: applies}), r.Result.Completeness; got != want {
			t.Errorf("%s: %+v, the result has %+v", name, got, want)
		}
		yes := 0
		for _, a := range r.Answers[1].Answers {
			if a.Counts {
				yes++
			}
		}
		if yes != r.Result.Dash.Yes {
			t.Errorf("%s: %d DASH topics count, the result has %d", name, yes, r.Result.Dash.Yes)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-20T14:03:00Z":       "20 November 2026, 14:03",
		"2026-11-20T14:03:07.5Z":     "20 November 2026, 14:03",
		"2026-11-20T14:03:00+00:00":  "20 November 2026, 14:03",
		"2026-11-20T14:03:00+01:00":  "20 November 2026, 14:03 (+01:00)",
		"2026-06-20T00:03:00+01:00":  "20 June 2026, 00:03",
		"2026-06-20T00:03:00Z":       "20 June 2026, 00:03 (UTC)",
		"2026-10-25T00:59:00Z":       "25 October 2026, 00:59 (UTC)", // the last minute of summer time
		"2026-10-25T01:00:00Z":       "25 October 2026, 01:00",
		"2026-11-20T14:03:00-05:30":  "20 November 2026, 14:03 (-05:30)",
		"2026-11-02":                 "2 November 2026",
		"2026-11":                    "November 2026",
		"":                           "",
		"2026-02-30":                 "2026-02-30",
		"2026-11-20T14:03:00Europe/": "2026-11-20T14:03:00Europe/",
	} {
		if got := Readable(in); got != want {
			t.Errorf("Readable(%q) = %q, want %q", in, got, want)
		}
	}
}

// Statistics are given in words; the numbers of a test are for programs.
func TestPeopleReadNoProbabilities(t *testing.T) {
	for _, name := range caseNames {
		for _, format := range []string{"markdown", "text", "note"} {
			if page := string(written(t, format, reportOf(t, name))); strings.Contains(page, "p = ") || strings.Contains(page, "times in 100") {
				t.Errorf("%s as %s has a probability", name, format)
			}
		}
	}
}

func TestNothingIsCalledBelowTheLine(t *testing.T) {
	for _, name := range caseNames {
		for _, format := range names() {
			if strings.Contains(strings.ToLower(string(written(t, format, reportOf(t, name)))), "below the line") {
				t.Errorf("%s as %s says below the line", name, format)
			}
		}
	}
}

func TestAnUnknownFormatIsRefused(t *testing.T) {
	if err := Write(&bytes.Buffer{}, "pdf", Report{}, 0); err == nil {
		t.Error("no error")
	}
}

// Writing an empty report must not panic.
func TestAnEmptyReportIsWritten(t *testing.T) {
	for _, format := range names() {
		if err := Write(&bytes.Buffer{}, format, Report{}, 1); err != nil {
			t.Error(err)
		}
	}
}
