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

// reported checks that what the call wrote makes a note, a page and a full report within
// their limits: of the page, besides what somebody said in their own words.
func (p *Talk) reported() {
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
	set, scored := assess.Assess(all, a, assess.Tool{}, nil)
	r := report.Build(set, guides, a, scored, a.AssessedAt)
	write := func(full bool) string {
		var b bytes.Buffer
		if err := report.Write(&b, "markdown", report.View{Report: r, Show: report.Show{Full: full}}, 0); err != nil {
			p.t.Fatal(err)
		}
		return b.String()
	}
	page := write(false)
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
		{"words in the full report", len(strings.Fields(write(true))), 3500},
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
