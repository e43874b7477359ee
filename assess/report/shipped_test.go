package report

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/guidance"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/training"
)

// These tests check what reports from the shipped files must always or never say.

type shippedFiles struct {
	shelf    assess.Questionnaires
	guides   guidance.Guides
	practice training.Cases
	cases    []*assess.Assessment // shipped with the guidance
}

// shipped loads the shipped files once.
var shipped = sync.OnceValue(func() (s shippedFiles) {
	files := os.DirFS("../../questionnaires")
	fine := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	var err error
	s.shelf, err = questionnairefile.LoadAll(files)
	fine(err)
	s.guides, err = questionnairefile.LoadGuides(files, s.shelf)
	fine(err)
	s.practice, err = questionnairefile.LoadAllPractice(files, s.shelf)
	fine(err)
	for _, g := range s.guides {
		name := path.Join(questionnairefile.GuideFolder, g.ID, g.Version+".cases.yaml")
		b, err := fs.ReadFile(files, name)
		fine(err)
		found, problems := questionnairefile.LoadGuideCases(name, b, g, s.shelf)
		if len(problems) > 0 {
			panic(problems)
		}
		for i := range found {
			s.cases = append(s.cases, &found[i].Assessment)
		}
	}
	return s
})

// told holds a report and its text on one line.
type told struct {
	Report
	text string
}

func shippedReport(a *assess.Assessment) told {
	set, scored := assess.Assess(shipped().shelf, a, assess.Tool{}, nil)
	r := Build(set, shipped().guides, a, scored, assess.Instant{})
	return told{r, flat(string(text(fullOf(r), 0)))}
}

// fullOf returns everything of a report, laid out.
func fullOf(r Report) []block {
	v := View{Report: r, Show: Show{Full: true, IDs: true, Why: true}}
	return v.compose()
}

// flat returns a text on one line.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

var jurisdictions = []assess.Jurisdiction{"england_wales", "scotland", "northern_ireland"}

// shippedReports holds a report of every case shipped with the guidance, for each
// jurisdiction.
var shippedReports = sync.OnceValue(func() map[assess.Jurisdiction][]told {
	all := map[assess.Jurisdiction][]told{}
	for _, j := range jurisdictions {
		for _, a := range shipped().cases {
			other := a.Clone()
			other.Case.Jurisdiction = j
			all[j] = append(all[j], shippedReport(&other))
		}
	}
	return all
})

func eachShipped(f func(j assess.Jurisdiction, r told)) {
	for _, j := range jurisdictions {
		for _, r := range shippedReports()[j] {
			f(j, r)
		}
	}
}

// A report of each practice case says that it is practice, is the same when made
// again, and has no line that is too wide.
func TestThePracticeCasesAreReported(t *testing.T) {
	t.Parallel()
	for _, p := range shipped().practice {
		t.Run(p.ID, func(t *testing.T) {
			t.Parallel()
			r := shippedReport(&p.Model)
			if len(r.Problems) > 0 {
				t.Errorf("the model assessment has problems: %v", r.Problems)
			}
			for _, format := range names() {
				got := written(t, format, r.Report)
				if !bytes.Equal(got, written(t, format, shippedReport(&p.Model).Report)) {
					t.Errorf("%s differs when written again", format)
				}
				if bytes.Contains(got, []byte("%!")) {
					t.Errorf("%s: a sentence was not filled in", format)
				}
				if format != "json" && (!bytes.Contains(got[:min(700, len(got))], []byte("TRAINING: ")) || !bytes.Contains(got, []byte("Nobody in it is real"))) {
					t.Errorf("%s does not say that it is of a practice case", format)
				}
			}
		})
	}
}

// Law differs across the United Kingdom. A report must not name orders or offences that
// its jurisdiction does not have, unless somebody recorded them in the case.
func TestNoReportNamesTheLawOfAnotherJurisdiction(t *testing.T) {
	t.Parallel()
	domestic := []string{"omestic abuse protection", "omestic violence protection", "ccupation order", "njunction", "SPA 2019", "CPS", "Victims' Code"}
	never := map[assess.Jurisdiction][]string{
		"scotland":         append([]string{" 4A", " 2A", "s4A", "s2A", "talking protection", "SPO", "2022 Act", "on-molestation", "estraining order"}, domestic...),
		"northern_ireland": append([]string{"4A", "2A", "on-harassment", "2010 Act", "section 38", "section 39", "orroborat"}, domestic...),
		"england_wales":    {"on-harassment", "2010 Act", "2022 Act", "section 38", "section 39", "orroborat", "Chief Constable"},
	}
	for jurisdiction, words := range never {
		shown := 0
		for _, of := range shipped().cases {
			a := of.Clone()
			a.Case.Jurisdiction = jurisdiction
			a.Orders, a.Decisions = withoutForeignOrders(&a) // what a person recorded is theirs to say
			r := shippedReport(&a)
			shown += len(r.Guidance.Lines)
			for _, word := range words {
				if i := strings.Index(r.text, word); i >= 0 {
					t.Errorf("%s: the report mentions %q: …%s…", jurisdiction, word, r.text[max(0, i-120):min(len(r.text), i+60)])
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

// A report shows only phone numbers that somebody read in their source, each with its
// date.
func TestNoUnverifiedNumberIsShown(t *testing.T) {
	t.Parallel()
	unverified := []string{"0800 820 2427"}
	hash := regexp.MustCompile(`\b[0-9a-f]{64}\b`)
	number := regexp.MustCompile(`\b0[0-9]{2,4} ?[0-9]{2,4} ?[0-9]{2,6}`)
	read := []string{"0808 802 0300", "020 3866 4107", "0808 80 10 800", "0786 007 7333", "01273 234773", "0800 160 1985", "0800 027 1234", "0808 808 8000", "0808 802 1414", "0800 068 4141", "0800 1111"}
	eachShipped(func(jurisdiction assess.Jurisdiction, r told) {
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
	})
}

// The short form of a line of guidance is short.
func TestGuidanceTakesLittleOfPageOne(t *testing.T) {
	t.Parallel()
	eachShipped(func(_ assess.Jurisdiction, r told) {
		for _, l := range r.Guidance.forThePage() {
			if n := len(strings.Fields(l.Brief)); n == 0 || n > 20 {
				t.Errorf("%d words are not right for page one: %q", n, l.Brief)
			}
		}
	})
}

// The report never says what to charge.
func TestNoChargingDecision(t *testing.T) {
	t.Parallel()
	charge := []string{"harge with ", "harge under", "harge section", "harge him", "harge her", "harge them", "should be charged", "harge 2A", "harge 4A", "harge s2A", "harge s4A"}
	eachShipped(func(jurisdiction assess.Jurisdiction, r told) {
		for _, phrase := range charge {
			if strings.Contains(r.text, phrase) {
				t.Errorf("%s: the report says %q", jurisdiction, phrase)
			}
		}
	})
}
