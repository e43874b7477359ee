package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/fold"
	"stalkrisk/assess/timeline"
)

func at(t testing.TB, s string) timeline.When {
	t.Helper()
	w, err := timeline.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// sources returns made-up sources, two forces' records and an assessment, with every
// case that joining must handle. All free text is the text given.
func sources(t testing.TB, text string) []assess.TimelineSource {
	t.Helper()
	time, err := assess.ParseInstant("2026-11-20T14:03:00Z")
	if err != nil {
		t.Fatal(err)
	}
	from, _ := assess.ParseDate("2026-08-10")
	to, _ := assess.ParseDate("2026-08-20")
	north := []assess.Incident{
		{At: at(t, "2026-08-02"), Kind: "message", Area: "Northshire", Reference: "NS/1", Reported: "yes", RecordedAs: text, Note: text},
		{At: at(t, "2026-10-01T21:30:00Z"), Kind: "loitering", Area: "Northshire", Channel: "in_person"},
		{At: at(t, "2026-10-01T21:30:00Z"), Kind: "loitering", Area: "Northshire", Note: text},
		{At: at(t, "2026-10-20"), Kind: "visit", Area: text, Reference: text, Severity: 4},
		{At: at(t, "2026-09"), Kind: "gift"},
	}
	south := []assess.Incident{
		{At: at(t, "2026-08-02"), Area: "northshire", Reference: "ns/1", Channel: "message"},
		{At: at(t, "2026-10-21"), Kind: "damage", Area: text, Reference: text},
		{At: at(t, "2026-11-08"), Kind: "threat", Breach: "near"},
		{Kind: "message", Note: text},
	}
	own := assess.Assessment{
		AssessedAt: time, Case: assess.Case{Reference: "NP-1"}, Prompted: assess.FactYes,
		Absences:  []assess.Absence{{From: from, To: to, Reason: assess.Custody}},
		Incidents: []assess.Incident{{At: at(t, "2026-11-19"), Kind: "visit", Area: "Southshire", RecordedAs: "dispute", Reported: "no"}, {At: at(t, "2026-12-01"), Kind: "message"}},
	}
	return []assess.TimelineSource{{Name: "north.csv", A: &assess.Assessment{Incidents: north}}, {Name: "south.csv", A: &assess.Assessment{Incidents: south}}, {Name: "case.yaml", A: &own}}
}

func timelineOf(t testing.TB, told []assess.TimelineSource) Timeline {
	t.Helper()
	whole := assess.Together(told)
	merged := whole.Join(fold.Forces{}, told, timeline.Merge)
	set, _ := assesstest.Questionnaires().For(&whole, assess.Tool{Name: "stalkrisk", Version: "0.1.0"})
	var from []TimelineSource
	for _, s := range told {
		from = append(from, TimelineSource{Name: s.Name, Case: s.A.Case.Reference, AssessedAt: s.A.AssessedAt.String(), Incidents: len(s.A.Incidents)})
	}
	from[0].Unread = 1
	from = append(from, TimelineSource{Name: "other.yaml", Case: "NP-9", LeftOut: true})
	return BuildTimeline(set, &whole, &merged, from, 1)
}

func writtenTimeline(t testing.TB, format string, tl Timeline) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, format, tl, 0); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTimelineGolden(t *testing.T) {
	tl := timelineOf(t, sources(t, "malicious communications"))
	golden(t, "testdata/timeline.txt.golden", writtenTimeline(t, "text", tl))
	golden(t, "testdata/timeline.json.golden", writtenTimeline(t, "json", short(tl, 2)))
	if err := Write(&bytes.Buffer{}, "pdf", tl, 0); err == nil {
		t.Error("an unknown format is written")
	}
}

func TestTimelineReconcilesAndHidesNothing(t *testing.T) {
	tl := timelineOf(t, sources(t, "word"))
	went := 0
	for _, s := range tl.Sources {
		went += s.Incidents
	}
	if tl.In != went || tl.In != tl.Out+tl.Joined || tl.Joined != 1 || len(tl.Incidents) != tl.Out {
		t.Errorf("in %d of %d, out %d, joined %d, %d shown", tl.In, went, tl.Out, tl.Joined, len(tl.Incidents))
	}
	if len(tl.Possible) != 2 || len(tl.Possible[0]) != 2 || len(tl.Possible[1]) != 2 {
		t.Errorf("possible %v; want the two of one minute and the two of one reference", tl.Possible)
	}
	differs, after, undated := 0, 0, 0
	for i, inc := range tl.Incidents {
		if inc.Number != i+1 {
			t.Errorf("incident %d has number %d", i+1, inc.Number)
		}
		if slices.Equal(inc.Differs, []string{"at", "kind"}) {
			differs++
		}
		if inc.After {
			after++
		}
		if inc.At == "" {
			undated++
		}
	}
	if differs != 2 || after != 1 || undated != 1 || tl.Figures.After != 1 || tl.Figures.Undated != 1 || tl.Figures.ToMonth != 1 {
		t.Errorf("%d differ, %d are after, %d undated; %+v", differs, after, undated, tl.Figures)
	}
	if want := []string{"NP-1"}; !slices.Equal(tl.Cases, want) {
		t.Errorf("cases %q", tl.Cases)
	}
}

func TestTimelineOfATrainingCaseSaysSo(t *testing.T) {
	told := sources(t, "word")
	told[2].A.Training = "the-neighbour"
	for _, format := range []string{"markdown", "text", "json"} {
		if got := string(writtenTimeline(t, format, timelineOf(t, told))); !strings.Contains(got, "TRAINING") && !strings.Contains(got, `"training": "the-neighbour"`) {
			t.Errorf("%s does not say that it is practice", format)
		}
	}
}

func TestNothingForgesALineOfATimeline(t *testing.T) {
	forgesNothing(t, func(text string) map[string][]byte {
		tl := timelineOf(t, sources(t, text))
		return inAllFormats(t, func(b *bytes.Buffer, format string) error { return Write(b, format, tl, 0) })
	})
}

func TestTimelineOfNothing(t *testing.T) {
	told := sources(t, "word")
	told[0].A.Incidents, told[1].A.Incidents, told[2].A.Incidents = nil, nil, nil
	tl := timelineOf(t, told)
	if got := string(writtenTimeline(t, "text", tl)); !strings.Contains(got, "No incident is recorded. That does not mean that none happened.") {
		t.Errorf("got %s", got)
	}
	if b := writtenTimeline(t, "json", tl); bytes.Contains(b, []byte(": null,\n  \"possible\"")) || bytes.Contains(b, []byte(`"incidents": null`)) || !json.Valid(b) {
		t.Errorf("got %s", b)
	}
}

// Every mark is below its day's number, and the picture and the sentences show the same
// days.
func TestStripPutsEachDayInItsPlace(t *testing.T) {
	p := Pattern{Figures: Figures{First: "2026-02-27", Last: "2026-09-30", Away: []Away{
		{From: "2026-03-03", To: "2026-03-05", Reason: "custody", Subtracted: true}, {From: "2026-09-02", To: "2026-09-04", Reason: "custody"},
	}}}
	for _, d := range []struct {
		at       string
		severity int
	}{{"2026-02-27", 1}, {"2026-03-10T23:59:00-05:00", 2}, {"2026-03-10", 5}, {"2026-04", 5}, {"2026-09-01", 3}, {"2026-09-30", 4}, {"", 5}} {
		p.Incidents = append(p.Incidents, Incident{At: d.at, Severity: d.severity})
	}
	p.Incidents = append(p.Incidents, Incident{At: "2026-12-01", Severity: 5, After: true}, Incident{At: "2026-09-09"})
	picture, says := stripOf(&p, time.Date(2026, 10, 2, 23, 0, 0, 0, time.UTC))
	want := []string{
		"         1   5    10   15   20   25   30",
		"Feb 2026                           1.",
		"Mar 2026 ..---....5.....................",
		"         (5 months with no mark)",
		"Sep 2026 3.......?....................4",
		"Oct 2026 ..",
	}
	if !slices.Equal(picture, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(picture, "\n"), strings.Join(want, "\n"))
	}
	wantSays := []string{
		"February 2026: 1 incident on 1 day: the 27th (severity 1).",
		"March 2026: 2 incidents on 1 day: the 10th (severity 5).",
		"Nothing is dated to a day from April 2026 to August 2026.",
		"September 2026: 3 incidents on 3 days: the 1st (severity 3), the 9th (of a kind that is not read), the 30th (severity 4).",
		"Nothing is dated to a day of October 2026.",
	}
	if !slices.Equal(says, wantSays) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(says, "\n"), strings.Join(wantSays, "\n"))
	}
	for _, l := range picture {
		if len(l) > stripWidth {
			t.Errorf("%q is wider than %d", l, stripWidth)
		}
	}
	if picture, says := stripOf(&Pattern{}, time.Time{}); picture != nil || says != nil {
		t.Error("a strip of nothing")
	}
}

// In a window too narrow for the picture, the sentences are still shown.
func TestANarrowWindowHasTheSentences(t *testing.T) {
	var out bytes.Buffer
	if err := Write(&out, "text", timelineOf(t, sources(t, "word")), stripWidth-1); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(out.String()), " "); strings.Contains(got, "Oct 2026") || !strings.Contains(got, "too narrow for the picture") || !strings.Contains(got, "October 2026: 4 incidents on 3 days") {
		t.Errorf("got %s", out.String())
	}
}

// Five thousand incidents are all shown.
func TestATimelineOfFiveThousand(t *testing.T) {
	told := sources(t, "word")
	told[0].A.Incidents = nil
	for i := range 5000 {
		day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i/5).Format(time.DateOnly)
		told[0].A.Incidents = append(told[0].A.Incidents, assess.Incident{At: at(t, day), Kind: "message", Area: "N", Note: fmt.Sprint("note ", i)})
	}
	tl := timelineOf(t, told)
	md := string(writtenTimeline(t, "markdown", tl))
	if tl.Result.Frequency.Finding != "too_dense" || !strings.Contains(md, "incidents a week") {
		t.Errorf("frequency %+v", tl.Result.Frequency)
	}
	if n := strings.Count(md, "**Note:** note "); n != 5000 {
		t.Errorf("%d of 5000 are shown", n)
	}
}

// Every field in which records can differ has a label.
func TestEveryFieldThatCanDifferHasAName(t *testing.T) {
	m := timeline.Merge(fold.Forces{}, []timeline.Source{{Incidents: []assess.Incident{
		{At: at(t, "2026-01-01"), Kind: "a", Channel: "post", Area: "N", Reference: "1", Reported: "yes", RecordedAs: "a", Breach: "no", Order: "o1", Severity: 1},
		{At: at(t, "2026-01-02"), Kind: "b", Channel: "email", Area: "N", Reference: "1", Reported: "no", RecordedAs: "b", Breach: "yes", Order: "o2", Severity: 2},
	}}})
	if len(m.Entries[0].Differs) != 8 {
		t.Fatalf("differs in %q", m.Entries[0].Differs)
	}
	for _, f := range m.Entries[0].Differs {
		if assess.FactAt("incidents[]."+f) == nil {
			t.Errorf("no fact for the field %q", f)
		}
	}
}

const stripWidth = len(margin + ruler)
