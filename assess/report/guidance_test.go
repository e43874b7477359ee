package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/guidance"
)

// Page one has the most urgent lines in their short form and in order.
func TestTheMostUrgentComesFirst(t *testing.T) {
	a := assessment(t, "rich").Assessment
	a.Responses.Set("stalking", "threats-children", assess.Response{Answer: assess.Yes})
	var got []string
	g := built(t, &a, nil).Guidance
	for _, l := range g.forThePage() {
		got = append(got, l.Brief)
	}
	if want := []string{"Tell children's services", "Ask them to keep a log", "Get the camera footage"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestEveryWordOfGuidanceHasALabel(t *testing.T) {
	for _, w := range guidance.Status("").Words() {
		if labels.Get()["element"][w] == "" {
			t.Errorf("no label for the status %q", w)
		}
	}
	for _, w := range guidance.Mark("").Words() {
		if labels.Get()["mark"][w] == "" {
			t.Errorf("no label for the mark %q", w)
		}
	}
	for _, w := range guidance.Section("").Words() {
		if sectionTitle(guidance.Section(w)) == "" {
			t.Errorf("no title for the section %q", w)
		}
	}
}

// Every line of every section and every element is on the page, with its answers and its
// source.
func TestAllThatIsCalledForIsOnThePage(t *testing.T) {
	leaf, _ := marking(marker, "", 0)
	rich := assessment(t, "rich").Assessment
	for _, a := range []*assess.Assessment{&rich, filled(leaf)} {
		r := built(t, a, nil)
		text := flat(string(written(t, "text", r)))
		has := func(s string) {
			if s = flat(s); !strings.Contains(text, s) {
				t.Errorf("not on the page: %s", s)
			}
		}
		for _, l := range r.Guidance.Lines {
			has(l.Says)
			has(l.Not)
			if len(l.From) == 0 || len(l.Source) == 0 {
				t.Errorf("%s has no answers, or no source", l.ID)
			}
			has(l.From[0])
		}
		for _, tt := range r.Guidance.Tests {
			has(tt.Title)
			for _, e := range tt.Elements {
				has(e.What)
				has(e.Ask)
			}
		}
		for _, rt := range r.Guidance.Routes {
			has(rt.Name)
			has(rt.Number)
		}
		for _, f := range r.Guidance.Files {
			has(f.Check)
		}
		for _, c := range r.Guidance.Cited {
			has(c.Title)
			has(c.Where)
		}
	}
}

// The JSON report names each guidance file with its hash and date.
func TestTheReportNamesItsGuidance(t *testing.T) {
	r := reportOf(t, "rich")
	for _, g := range assesstest.Guides() {
		if !slices.Contains(r.Guidance.Sources, g.Ref()) {
			t.Errorf("the sources do not name %s by its hash: %+v", g.ID, r.Guidance.Sources)
		}
		if !slices.ContainsFunc(r.Guidance.Files, func(f GuideFile) bool { return f.ID == g.ID && f.AsOf == g.AsOf.String() && f.Check != "" }) {
			t.Errorf("%s is not among the files with its date", g.ID)
		}
	}
}

// A report saved before guidance existed can still be read and written.
func TestAReportWithoutGuidanceIsStillWritten(t *testing.T) {
	var tree map[string]any
	if err := json.Unmarshal(written(t, "json", reportOf(t, "rich")), &tree); err != nil {
		t.Fatal(err)
	}
	g := tree["guidance"].(map[string]any)
	for _, key := range []string{"files", "lines", "tests", "orders", "routes", "cited"} {
		delete(g, key)
	}
	b, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	r, problems := Read(b)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if text := string(written(t, "text", r)); !strings.Contains(text, "This report was made without guidance for this jurisdiction") {
		t.Error("the report does not say that there was no guidance")
	}
}

// With 5,000 incidents the page stays readable: each line counts them and does not list
// them.
func TestManyIncidentsAreCountedBehindALine(t *testing.T) {
	rec := assessmentfile.One(assessmentfile.Read("a.yaml", []byte("format: stalkrisk.assessment/1\nstatus: draft\nassessed_at: 2026-11-20T14:03:00Z\norders: [{kind: bail}]\n")))
	for range 5000 {
		rec.Assessment.Incidents = append(rec.Assessment.Incidents, assess.Incident{Kind: "message", Channel: "phone", Breach: "near"})
	}
	r := built(t, &rec.Assessment, nil)
	for _, l := range r.Guidance.Lines {
		for _, f := range l.From {
			if len(f) > 200 {
				t.Fatalf("%s follows from %d characters", l.ID, len(f))
			}
		}
	}
	for _, o := range r.Guidance.Orders {
		if len(o.Incidents) > 10 {
			t.Errorf("%d lines beside an order", len(o.Incidents))
		}
	}
}

// The report says how long an order has left, and asks about a breach that no order
// covers.
func TestOrdersSayWhenTheyEndAndWhatTheyDoNotCover(t *testing.T) {
	for _, tt := range []struct{ orders, want string }{
		{`[{kind: bail, from: 2026-11-01, to: 2026-11-19}]`, "It has ended. Look again"},
		{`[{kind: bail, from: 2026-11-01, to: 2026-11-20}]`, "It ends today."},
		{`[{kind: bail, from: 2026-11-01, to: 2026-11-21}]`, "It ends in 1 day."},
		{`[{kind: bail, from: 2026-11-01, to: 2027-02-18}]`, "It ends in 90 days."},
		{`[{kind: bail, from: 2026-11-01}]`, "Its conditions are not recorded: get the order"},
		{`[{kind: bail, from: 2026-11-19}]`, "Incident 1 is marked as near or in breach, and no order that is recorded covers the day."},
		{`[]`, "no order that is recorded covers the day."},
	} {
		rec := assessmentfile.One(assessmentfile.Read("a.yaml", []byte("format: stalkrisk.assessment/1\nstatus: draft\nassessed_at: 2026-11-20T14:03:00Z\norders: "+
			tt.orders+"\nincidents: [{at: 2026-11-18, kind: visit, breach: \"yes\"}]\n")))
		if text := flat(string(written(t, "text", built(t, &rec.Assessment, rec.Problems)))); !strings.Contains(text, tt.want) {
			t.Errorf("%s: the report does not say %q", tt.orders, tt.want)
		}
	}
}

// How long an order has left counts from the day on which the report is written.
func TestAnOrderEndsAsSeenFromTheDayOfTheReport(t *testing.T) {
	t.Parallel()
	rec := assessmentfile.One(assessmentfile.Read("a.yaml", []byte("format: stalkrisk.assessment/1\nassessed_at: 2026-11-20T14:03:00Z\norders: [{kind: bail, from: 2026-11-01, to: 2026-11-29}]\n")))
	set, scored := assess.Assess(assesstest.Questionnaires(), &rec.Assessment, assess.Tool{}, rec.Problems)
	for at, want := range map[string]string{"": "It ends in 9 days.", "2026-11-28T09:00:00Z": "It ends in 1 day.", "2026-12-01T09:00:00Z": "It has ended."} {
		var when assess.Instant
		if at != "" {
			when = assesstest.Instant(at)
		}
		r := Build(set, assesstest.Guides(), &rec.Assessment, scored, when)
		if says := r.Guidance.Orders[0].Says; !strings.HasPrefix(says, want) {
			t.Errorf("written at %q: %q, want %q", at, says, want)
		}
	}
}
