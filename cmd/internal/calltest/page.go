package calltest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/assess/report"
	"stalkrisk/questionnaires"
)

// Name returns the name of the call.
func (p *Talk) Name() string { return p.call.Name }

// Written returns the note and the page of what the call has written so far.
func (p *Talk) Written() string {
	p.t.Helper()
	r := p.report()
	return report.Note(r) + "\n\n" + p.page(r, false)
}

// report builds the report of what is on the disk.
func (p *Talk) report() report.Report {
	p.t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		p.t.Fatal(err)
	}
	guides, err := questionnairefile.LoadGuides(questionnaires.Files, all)
	if err != nil {
		p.t.Fatal(err)
	}
	a := p.stored()
	set, scored := assess.Assess(all, a, assess.Tool{Name: "stalkrisk", Version: "test"}, nil)
	return report.Build(set, guides, a, scored, a.AssessedAt)
}

// page writes the page of a report, or the full report.
func (p *Talk) page(r report.Report, full bool) string {
	p.t.Helper()
	var b bytes.Buffer
	if err := report.Write(&b, "markdown", report.View{Report: r, Show: report.Show{Full: full}}, 0); err != nil {
		p.t.Fatal(err)
	}
	return b.String()
}

// reported checks that what the call wrote makes a note, a page and a full report within
// their limits: of the page, besides what somebody said in their own words.
func (p *Talk) reported() {
	p.t.Helper()
	r := p.report()
	page := p.page(r, false)
	own := 0
	for _, part := range strings.Split(page, "“")[1:] {
		said, _, _ := strings.Cut(part, "”")
		own += len(strings.Fields(said))
	}
	for _, over := range []struct {
		what    string
		is, may int
	}{
		{"characters in the note", utf8.RuneCountInString(report.Note(r)), 1000},
		{"words on the page", len(strings.Fields(page)) - own, 350},
		{"of their own words on the page", own, 80},
		{"words in the full report", len(strings.Fields(p.page(r, true))), 3500},
	} {
		if over.is > over.may {
			p.t.Errorf("%d %s; at most %d", over.is, over.what, over.may)
		}
	}
	for _, want := range []string{"Act now", "Level and why", "Safe contact", "Do first", "Promised", "Where and when"} {
		if !strings.Contains(page, "\n## "+want+"\n") {
			p.t.Errorf("no %q on the page", want)
		}
	}
}
