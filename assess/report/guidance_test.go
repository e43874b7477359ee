package report

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
)

// guideCases gives every assessment of the cases that travel with the guidance,
// each under that jurisdiction, and those of the reports.
func guideCases(t *testing.T, jurisdiction assess.Jurisdiction) (all []*assess.Assessment) {
	t.Helper()
	files := os.DirFS("../../questionnaires")
	books := shelf(t)
	for _, g := range guides(t) {
		name := path.Join(questionnairefile.GuideFolder, g.ID, g.Version+".cases.yaml")
		b, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		found, problems := questionnairefile.LoadGuideCases(name, b, g, books)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for i := range found {
			all = append(all, &found[i].Assessment)
		}
	}
	for _, name := range cases {
		rec := assessment(t, name)
		all = append(all, &rec.Assessment)
	}
	for _, a := range all {
		a.Case.Jurisdiction = jurisdiction
	}
	return all
}

// told is a report and its text.
type told struct {
	Report
	text string // without the line ends
}

var everyTold sync.Map // by jurisdiction

// reports gives the reports of all those cases, made once.
func reports(t *testing.T, jurisdiction assess.Jurisdiction) []told {
	t.Helper()
	if all, ok := everyTold.Load(jurisdiction); ok {
		return all.([]told)
	}
	var all []told
	for _, a := range guideCases(t, jurisdiction) {
		r := built(t, a, nil)
		all = append(all, told{r, flat(string(written(t, "text", r)))})
	}
	everyTold.Store(jurisdiction, all)
	return all
}

// flat puts a text on one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// Law differs: what one part of the United Kingdom does not have is not named in
// its reports, unless somebody recorded it in the case itself.
func TestNoReportNamesTheLawOfAnotherJurisdiction(t *testing.T) {
	t.Parallel()
	domestic := []string{"on-molestation", "estraining order", "omestic abuse protection", "omestic violence protection", "ccupation order", "njunction", "SPA 2019", "CPS"}
	never := map[assess.Jurisdiction][]string{
		"scotland":         append([]string{"4A", "2A", "talking protection", "SPO", "2022 Act"}, domestic...),
		"northern_ireland": append([]string{"4A", "2A", "on-harassment", "2010 Act", "section 38", "section 39"}, domestic...),
		"england_wales":    {"on-harassment", "2010 Act", "2022 Act", "section 38", "section 39", "orroboration", "Chief Constable"},
	}
	for jurisdiction, words := range never {
		shown := 0
		for _, a := range guideCases(t, jurisdiction) {
			a.Orders, a.Decisions = withoutForeignOrders(a) // what a person recorded is theirs to say
			r := built(t, a, nil)
			shown += len(r.Guidance.Lines)
			text := flat(string(written(t, "text", r)))
			for _, word := range words {
				if i := strings.Index(text, word); i >= 0 {
					t.Errorf("%s: the report speaks of %q: …%s…", jurisdiction, word, text[max(0, i-120):min(len(text), i+60)])
				}
			}
		}
		if shown < 500 {
			t.Errorf("%s: only %d lines were shown; the cases are too poor", jurisdiction, shown)
		}
	}
}

func withoutForeignOrders(a *assess.Assessment) (orders []assess.Order, decisions []assess.Decision) {
	orders = slices.DeleteFunc(slices.Clone(a.Orders), func(o assess.Order) bool { return o.Kind != "bail" && o.Kind != "warning" })
	decisions = slices.DeleteFunc(slices.Clone(a.Decisions), func(d assess.Decision) bool { return d.About == "spo" || d.About == "interim_spo" })
	return orders, decisions
}

// Numbers that nobody read in their source stand in no report, and each that does
// stands with its date.
func TestNoUnverifiedNumberIsShown(t *testing.T) {
	t.Parallel()
	unverified := []string{"0800 820 2427", "0808 802 1414"}
	hash := regexp.MustCompile(`\b[0-9a-f]{64}\b`)
	number := regexp.MustCompile(`\b0[0-9]{2,4} ?[0-9]{2,4} ?[0-9]{2,6}`)
	read := []string{"0808 802 0300", "020 3866 4107", "0808 80 10 800", "0786 007 7333", "01273 234773", "0800 160 1985"}
	for _, jurisdiction := range []assess.Jurisdiction{"england_wales", "scotland", "northern_ireland"} {
		for _, r := range reports(t, jurisdiction) {
			for _, n := range unverified {
				if strings.Contains(r.text, n) {
					t.Errorf("%s: the report shows %s, which was never verified", jurisdiction, n)
				}
			}
			for _, n := range number.FindAllString(hash.ReplaceAllString(r.text, ""), -1) {
				if !slices.ContainsFunc(read, func(known string) bool { return strings.HasPrefix(known, n) }) {
					t.Errorf("%s: a number that is not among those read: %s", jurisdiction, n)
				}
			}
			for _, rt := range r.Guidance.Routes {
				if rt.Number != "" && rt.Verified == "" {
					t.Errorf("%s: %s has a number and no date", jurisdiction, rt.ID)
				}
			}
		}
	}
}

// Page one stays one page: guidance adds a few short lines to it, however much
// there is to say.
func TestGuidanceTakesLittleOfPageOne(t *testing.T) {
	t.Parallel()
	most := 0
	for _, r := range reports(t, "england_wales") {
		urgent := r.Guidance.Urgent
		most = max(most, len(urgent))
		for _, u := range urgent {
			if utf8.RuneCountInString(u) > 320 { // four lines of text
				t.Errorf("too long for page one: %s", u)
			}
		}
	}
	if most != onPageOne {
		t.Errorf("at the most %d lines on page one, and there is room for %d", most, onPageOne)
	}
}

// What follows from a threat with something left inside comes before all else on
// page one.
func TestTheMostUrgentComesFirst(t *testing.T) {
	r := reportOf(t, "stranger")
	if len(r.Guidance.Urgent) == 0 || !strings.HasPrefix(r.Guidance.Urgent[0], "Threat, and something entered or left") {
		t.Errorf("got %q", r.Guidance.Urgent)
	}
}

func TestEveryWordOfGuidanceHasALabel(t *testing.T) {
	for _, w := range guidance.Status("").Words() {
		if labels["element"][w] == "" {
			t.Errorf("no label for the status %q", w)
		}
	}
	for _, w := range guidance.Mark("").Words() {
		if labels["mark"][w] == "" {
			t.Errorf("no label for the mark %q", w)
		}
	}
	for _, w := range guidance.Section("").Words() {
		if sectionTitles[guidance.Section(w)] == "" {
			t.Errorf("no title for the section %q", w)
		}
	}
}

// Every line of every section is on the page with its answers and its source,
// and so is every element.
func TestAllThatIsCalledForIsOnThePage(t *testing.T) {
	t.Parallel()
	for _, jurisdiction := range []assess.Jurisdiction{"england_wales", "scotland", "northern_ireland"} {
		for _, r := range reports(t, jurisdiction) {
			has := func(s string) {
				if s = flat(s); !strings.Contains(r.text, s) {
					t.Fatalf("%s: not on the page: %s", jurisdiction, s)
				}
			}
			for _, l := range r.Guidance.Lines {
				has(l.Says)
				has(l.Not)
				if len(l.From) == 0 || len(l.Source) == 0 {
					t.Errorf("%s has no answers, or no source", l.ID)
				}
				has(l.From[0])
				has(l.Source[0])
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
		}
	}
}

// The report never says what to charge.
func TestNoChargingDecision(t *testing.T) {
	t.Parallel()
	charge := []string{"harge with ", "harge under", "harge section", "harge him", "harge her", "harge them", "should be charged", "harge 2A", "harge 4A", "harge s2A", "harge s4A"}
	for _, jurisdiction := range []assess.Jurisdiction{"england_wales", "scotland", "northern_ireland"} {
		for _, r := range reports(t, jurisdiction) {
			for _, phrase := range charge {
				if strings.Contains(r.text, phrase) {
					t.Errorf("%s: the report says %q", jurisdiction, phrase)
				}
			}
		}
	}
}

// The JSON report names the guidance by its bytes and its date.
func TestTheReportNamesItsGuidance(t *testing.T) {
	r := reportOf(t, "rich")
	for _, id := range []string{"england-wales", "everywhere"} {
		g := guides(t).Newest(id)
		if !slices.Contains(r.Guidance.Sources, g.Ref()) {
			t.Errorf("the sources do not name %s by its hash: %+v", id, r.Guidance.Sources)
		}
		if !slices.ContainsFunc(r.Guidance.Files, func(f GuideFile) bool { return f.ID == id && f.AsOf == g.AsOf.String() && f.Check != "" }) {
			t.Errorf("%s is not among the files with its date", id)
		}
	}
}

// A report that was saved before there was guidance is still read and written.
func TestAReportWithoutGuidanceIsStillWritten(t *testing.T) {
	var tree map[string]any
	if err := json.Unmarshal(written(t, "json", reportOf(t, "rich")), &tree); err != nil {
		t.Fatal(err)
	}
	g := tree["guidance"].(map[string]any)
	for _, key := range []string{"files", "urgent", "lines", "tests", "orders", "routes", "cited"} {
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
	if text := string(written(t, "text", r)); !strings.Contains(text, "No guidance for this jurisdiction was at hand") {
		t.Error("the report does not say that there was no guidance")
	}
}

// 5,000 incidents stay a page that can be read: they are counted, not listed,
// behind each line.
func TestManyIncidentsAreCountedBehindALine(t *testing.T) {
	rec := assessmentfile.One(assessmentfile.ReadYAML([]byte("format: stalkrisk.assessment/1\nstatus: draft\nassessed_at: 2026-11-20T14:03:00Z\norders: [{kind: bail}]\n")))
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

// An order says what is left of it, and a breach that no order covers is asked
// about.
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
		rec := assessmentfile.One(assessmentfile.ReadYAML([]byte("format: stalkrisk.assessment/1\nstatus: draft\nassessed_at: 2026-11-20T14:03:00Z\norders: " +
			tt.orders + "\nincidents: [{at: 2026-11-18, kind: visit, breach: \"yes\"}]\n")))
		if text := flat(string(written(t, "text", built(t, &rec.Assessment, rec.Problems)))); !strings.Contains(text, tt.want) {
			t.Errorf("%s: the report does not say %q", tt.orders, tt.want)
		}
	}
}
