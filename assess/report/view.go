package report

import "slices"

// View is a report and what to show of it. A Report alone is shown as its page.
type View struct {
	Report
	Show
	SHA256 string // of the saved JSON report that it was read from, in hexadecimal; "" for none
}

// Show says what to show of a report. None of it changes the report itself: its JSON
// always holds everything.
type Show struct {
	Full        bool   // everything, and not only the page
	Why         bool   // also what each line of guidance follows from
	IDs         bool   // also the ids of questions
	NoSensitive bool   // of what is sensitive, only that it is recorded
	For         string // whom the page is for; "" is the force that holds the case
}

// audience is a page for others.
type audience struct {
	name    string                   // the word of --for
	compose func(p *page, r *Report) // gets a report without what is sensitive, and says that it exists
}

// victimPage is the page for the victim, which must not show what it is about.
const victimPage = "victim"

// audiences lists the pages for others.
var audiences = []audience{
	{"meeting", composeMeeting}, {"order", composeOrder}, {"prosecutor", composeProsecutor}, {victimPage, composeVictim},
}

// Audiences returns for whom there is a page, besides the force that holds the case.
func Audiences() []string {
	return each(audiences, func(a audience) string { return a.name })
}

// compose lays out what is to be shown of a report. It uses only the report itself, so
// that a saved one always reads the same.
func (v *View) compose() []block {
	p, r := &page{show: v.Show}, &v.Report
	if v.For != "" || v.NoSensitive {
		r = r.redacted(v.NoSensitive)
	}
	i := slices.IndexFunc(audiences, func(a audience) bool { return a.name == v.For })
	switch {
	case i >= 0:
		audiences[i].compose(p, r)
	case v.Full:
		composeFull(p, r)
	default:
		composePage(p, r)
	}
	if v.SHA256 != "" && v.For != victimPage { // which shows that the page comes from the report that was signed
		p.add(block{kind: itemBlock, foot: !v.Full, label: "JSON report", text: "SHA-256 " + v.SHA256})
	}
	if i < 0 && !v.Full {
		p.incidentsInTime(r)
	}
	return p.blocks
}
