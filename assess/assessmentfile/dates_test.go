package assessmentfile

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the tests need London, and no computer's own files

	"stalkrisk/assess"
	"stalkrisk/assess/strictfile"
	"stalkrisk/assess/table"
	"stalkrisk/assess/timeline"
)

func inLondon(t testing.TB, order timeline.Order) timeline.Written {
	t.Helper()
	place, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	return timeline.Written{Order: order, Zone: place}
}

// Dates that every row has in the same form are one problem of the table, not one for
// each row; only a time that clocks did not show, or showed twice, is one of its row.
func TestDatesOfATable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		dates    timeline.Written
		file     string
		at       string // of the incidents
		problems string
	}{
		"forms that name one instant": {inLondon(t, ""), "2026-10-01T21:30:00+0100\n2026-10-01T21:30:00.000+01\n2026-10-01 21:30:00+01:00\n2026-10-01T21:30Z\n20261001T203000Z\n2026-10-01 21:30\n1 October 2026\n",
			"2026-10-01T21:30:00+01:00 2026-10-01T21:30:00+01:00 2026-10-01T21:30:00+01:00 2026-10-01T21:30:00Z 2026-10-01T20:30:00Z 2026-10-01T21:30:00+01:00 2026-10-01", ""},
		"the order is not known": {inLondon(t, ""), "01/10/2026\n20/11/2026\n2026-10-03\n46296\n", "- - 2026-10-03 -", "date-order 1: 2 dates can be day first or month first, so they are not read; say which with --dates dmy or --dates mdy, or in the settings\ndate-order 1: 1 date is the number of a spreadsheet, so it is not read; say so with --dates excel, or in the settings\n"},
		"day first":              {inLondon(t, "dmy"), "01/10/2026\n20/11/2026 9:30\n", "2026-10-01 2026-11-20T09:30:00Z", ""},
		"month first":            {inLondon(t, "mdy"), "01/10/2026\n20/11/2026\n", "2026-01-10 -", "bad-date 3: at: not a date; write 2026-10-01, 2026-10 or 2026-10-01T21:30:00Z\n"},
		"a spreadsheet's":        {inLondon(t, "excel"), "46296\n46296.895833\n", "2026-10-01 2026-10-01T21:30:00+01:00", ""},
		"the clocks change": {inLondon(t, ""), "2026-03-29 01:30\n2026-10-25 01:30\n2026-10-25 01:30 BST\n", "2026-03-29 2026-10-25 2026-10-25T01:30:00+01:00",
			"clock-change 2: at: the clocks went forward then, and there was no such time; give another time, or the day alone; the day is kept\nclock-change 3: at: the clocks went back then, and that time came twice; add BST, GMT or an offset such as +01:00, or give the day alone; the day is kept\n"},
		"the zone is not known": {timeline.Written{Zone: timeline.NoZone()}, "2026-10-01 21:30\n2026-10-02 21:30\n2026-10-02T21:30Z\n", "2026-10-01 2026-10-02 2026-10-02T21:30:00Z", "no-zone 1: 2 times have no offset and the time zone is not known, so only their days are kept; say it with --timezone Europe/London, or in the settings\n"},
	} {
		rows, err := ReadIncidents(strings.NewReader("at\n"+c.file), table.Options{Dates: c.dates})
		if err != nil {
			t.Fatal(err)
		}
		var at []string
		for _, inc := range rows.Incidents {
			text := inc.At.String()
			if text == "" {
				text = "-"
			}
			at = append(at, text)
		}
		var problems strings.Builder
		for _, p := range rows.Problems {
			problems.WriteString(p.Code + " " + p.String() + "\n")
		}
		if got := strings.Join(at, " "); got != c.at || problems.String() != c.problems {
			t.Errorf("%s: read as %s\n%swant %s\n%s", name, got, problems.String(), c.at, c.problems)
		}
	}
}

func TestDatesOfATableOfAssessments(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		dates        timeline.Written
		assessed, on string
		wantAssessed string
		wantOn       string
		problems     string
		late         string
	}{
		"a time without an offset":  {inLondon(t, ""), "2026-07-01 21:30", "", "2026-07-01T21:30:00+01:00", "", "", ""},
		"a day is its end":          {inLondon(t, ""), "2026-07-01", "2026-07-01 00:00:00", "2026-07-01T23:59:59+01:00", "2026-07-01", "", ""},
		"a time in a day's place":   {inLondon(t, ""), "2026-07-01T21:30:00Z", "2026-07-01 21:30", "2026-07-01T21:30:00Z", "", "bad-date", ""},
		"day first":                 {inLondon(t, "dmy"), "01/07/26 21:30", "02/07/2026", "2026-07-01T21:30:00+01:00", "2026-07-02", "", ""},
		"the order is not known":    {inLondon(t, ""), "01/07/2026 21:30", "02/07/2026", "", "", "", "date-order"},
		"a month is not a time":     {inLondon(t, ""), "2026-07", "", "", "", "bad-date", ""},
		"the zone is not known":     {timeline.Written{Zone: timeline.NoZone()}, "2026-07-01 21:30", "", "", "", "bad-date", "no-zone"},
		"a time that came twice":    {inLondon(t, ""), "2026-10-25 01:30", "", "2026-10-25T23:59:59Z", "", "clock-change", ""},
		"what our own files have":   {timeline.Written{}, "2026-07-01T21:30:00Z", "2026-07-02", "2026-07-01T21:30:00Z", "2026-07-02", "", ""},
		"a guarded date is no more": {inLondon(t, ""), "yesterday", "", "", "", "bad-date", ""},
	} {
		file := "case.reference,assessed_at,referral.on\nNP-1," + c.assessed + "," + c.on + "\n"
		s := OpenSheet(strings.NewReader(file), table.Options{Columns: NewColumns(assess.Questionnaires{}), Dates: c.dates})
		cut, err := s.Next(nil)
		if err != nil {
			t.Fatal(err)
		}
		rec := cut.Records(CSV, s)[0]
		a := &rec.Assessment
		if a.AssessedAt.String() != c.wantAssessed || a.Referral.On.String() != c.wantOn || codesOf(rec.Problems) != c.problems || codesOf(s.LateProblems()) != c.late || rec.Scorable != (c.wantAssessed != "") {
			t.Errorf("%s: read as %q, %q with %v and %v", name, a.AssessedAt, a.Referral.On, rec.Problems, s.LateProblems())
		}
	}
}

func codesOf(problems []assess.Problem) string {
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return strings.Join(codes, " ")
}

// However a whole number is written, it is that number; anything else is not rounded.
func TestASeverityIsAWholeNumber(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]timeline.Grade{"4": 4, "4.0": 4, "4.00": 4, "4e0": 4, "40e-1": 4, " 4.0 ": 4, "4.5": 0, "9.0": 0, "0.0": 0, "04": 0, "four": 0} {
		rows, err := ReadIncidents(strings.NewReader("kind,severity\nvisit,"+text+"\n"), table.Options{})
		if err != nil || rows.Incidents[0].Severity != want || (want == 0) != (codesOf(rows.Problems) == strictfile.CodeBadNumber) {
			t.Errorf("%q is read as %d, %v, %v", text, rows.Incidents[0].Severity, rows.Problems, err)
		}
	}
}
