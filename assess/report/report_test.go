package report

import (
	"bytes"
	"strings"
	"testing"

	"stalkrisk/assess"
)

// The golden files are short enough to read: page one in full, the lines that only a
// draft's page one has, the rest with the first entries of each list, and the parts of
// the JSON that no other package writes.
func TestAReportReadsAsItShould(t *testing.T) {
	pageOne := func(name string) []byte {
		first, _, _ := bytes.Cut(written(t, "markdown", reportOf(t, name)), []byte("## Why this level"))
		return first
	}
	full := pageOne("rich")
	golden(t, "testdata/page-one.md.golden", full)
	var draft []byte
	for line := range bytes.Lines(pageOne("nothing")) {
		if !bytes.Contains(full, line) {
			draft = append(draft, line...)
		}
	}
	golden(t, "testdata/draft.md.golden", draft)
	rich := reportOf(t, "rich")
	_, rest, _ := bytes.Cut(written(t, "markdown", short(rich, 3)), []byte("## Why this level"))
	golden(t, "testdata/rest.md.golden", rest)
	_, rest, _ = bytes.Cut(written(t, "text", short(rich, 2)), []byte("The incidents together"))
	golden(t, "testdata/rest.txt.golden", rest)
	golden(t, "testdata/report.json.golden", without(written(t, "json", short(rich, 1)), 2, "result|assessment|summary"))
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

func TestPageOneStandsInTheOrderInWhichItIsNeeded(t *testing.T) {
	want := []string{
		"Act now", "Level", "Red flags and contradictions", "What was not asked, or is still open",
		"In their own words", "What to do at this level, and by when",
		"Why this level", "What follows from these answers", "DASH beside it, and the gap", "Answers: Stalking, for tests", "Answers: DASH, for tests",
		"Judgement and override", "What was offered, advised and promised",
		"Orders, accounts used, evidence, and who was told", "The incidents together", "Everything else that was recorded",
	}
	for _, name := range cases {
		r := reportOf(t, name)
		var got []string
		for _, b := range fullOf(r) {
			if b.kind == headingBlock && b.level == 2 {
				got = append(got, strings.TrimPrefix(b.text, "TRAINING: "))
			}
		}
		if len(got) < len(want) {
			t.Fatalf("%s: headings %q", name, got)
		}
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("%s: heading %d is %q, want %q", name, k, got[k], want[k])
			}
		}
	}
}

func TestHeadlines(t *testing.T) {
	for name, want := range map[string]string{
		"nothing":  "DRAFT, so far at least MODERATE until more is answered: baseline at least moderate, escalation at least rising; 0 of 14 answered",
		"stranger": "HIGH: baseline HIGH, escalation IMMINENT; 7 of 13 answered",
	} {
		if got := reportOf(t, name).Summary.Headline; got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestTrainingStandsInEveryHeadingOfPageOne(t *testing.T) {
	md := string(written(t, "markdown", reportOf(t, "stranger")))
	first, _, _ := strings.Cut(md, "## Why this level")
	for _, l := range strings.Split(first, "\n") {
		if strings.HasPrefix(l, "#") && !strings.Contains(l, "TRAINING") {
			t.Errorf("a heading of page one without TRAINING: %s", l)
		}
	}
}

// The answers in the report must add up to the numbers in the result.
func TestAnswersAgreeWithTheResult(t *testing.T) {
	for _, name := range cases {
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
		"2026-11-20T14:03:00Z":       "20 November 2026, 14:03 (UTC)",
		"2026-11-20T14:03:07.5Z":     "20 November 2026, 14:03:07 (UTC)",
		"2026-11-20T14:03:00+00:00":  "20 November 2026, 14:03 (UTC)",
		"2026-06-20T00:03:00+01:00":  "20 June 2026, 00:03 (+01:00)",
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

func TestChanceDoesNotOverclaim(t *testing.T) {
	for p, want := range map[assess.Number]string{
		0.0001: "less than once in 100 times", 0.011: "about once in 100 times", 0.02148: "about 2 times in 100", 0.05: "about 5 times in 100",
	} {
		if got := chance("a steady rate", p); !strings.Contains(got, want) || !strings.Contains(got, "memory and reporting can do it too") {
			t.Errorf("chance(%v) = %q", p, got)
		}
	}
}

func TestNothingIsCalledBelowTheLine(t *testing.T) {
	for _, name := range cases {
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
