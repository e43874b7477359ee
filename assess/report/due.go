package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stalkrisk/assess"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/termtext"
)

// DueList is the list of what is due over many cases, as a page.
type DueList cases.Due

// dueKinds holds what each kind is called in a table.
var dueKinds = map[cases.Kind]string{
	cases.SeveralVictims: "SUSPECT", cases.ActNow: "ACT NOW", cases.EarlierActNow: "ACT NOW", cases.Review: "review", cases.Promise: "promise", cases.NotTold: "tell victim",
	cases.OrderBreached: "breach", cases.OrderCheck: "check order", cases.OrderNotServed: "serve order", cases.OrderEnds: "order ends", cases.TriggerAhead: "date ahead",
	cases.SPODecision: "decide SPO", cases.Support: "support", cases.DraftOpen: "draft",
}

// DueRows returns the list as "ndjson", "csv" or "table", a row an entry. Any other format
// is an error.
func (d DueList) DueRows(format string) ([]byte, error) {
	var b []byte
	row := appendDueTable
	switch format {
	case "ndjson":
		row = appendDueJSON
	case "csv":
		b, row = append(b, dueHeading...), appendDueCSV
	case "table":
		b = append(b, joined("\n", d.summary(), d.callsForHelp())+"\n"...)
		if len(d.Entries) > 0 {
			b = append(b, dueTable...)
		}
	default:
		return nil, fmt.Errorf("writing what is due: no format %q", format)
	}
	for i := range d.Entries {
		b = row(b, &d.Entries[i])
	}
	return b, nil
}

func appendDueJSON(b []byte, e *cases.Entry) []byte {
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.Encode(e) // texts and numbers
	return append(b, escapeJSON([]byte(out.String()))...)
}

const dueHeading = "format,case,id,kind,what,owner,since,until,next,area,band,references\n"

func appendDueCSV(b []byte, e *cases.Entry) []byte {
	for _, cell := range []string{e.Format, e.Case, e.ID, string(e.Kind), e.What, e.Owner, e.Since, e.Until, e.Next, e.Area, strconv.Itoa(e.Band)} {
		b = append(appendCell(b, cell, false), ',')
	}
	return append(appendCell(b, strings.Join(e.References, ";"), false), '\n')
}

// The table has free text last, so that long text does not move the other columns.
const dueTable = "BAND  KIND         WHEN                      CASE              WHO           WHAT, AND THE NEXT STEP\n"

func appendDueTable(b []byte, e *cases.Entry) []byte {
	cell := func(s string, width int) string {
		s = termtext.Truncate(oneLine(s), width)
		return s + strings.Repeat(" ", max(0, width-termtext.Width(s))) + "  "
	}
	who := e.Owner
	if who == "" && e.Kind != cases.SeveralVictims {
		who = "NOBODY NAMED"
	}
	what := oneLine(e.What) + ". " + oneLine(e.Next) + "."
	if refs := strings.Join(e.References, ", "); refs != "" {
		what += " [" + oneLine(refs) + "]"
	}
	of := e.Case
	if of == "" {
		of = "several"
	}
	line := cell(strconv.Itoa(e.Band), 4) + cell(dueKinds[e.Kind], 11) + cell(dueWhen(e), 24) + cell(of, 16) + cell(who, 12) + what
	return append(append(b, line...), '\n')
}

// dueWhen returns since when something is overdue, or by when it is to be done.
func dueWhen(e *cases.Entry) string {
	switch {
	case e.Since != "":
		return "since " + shortTime(e.Since)
	case e.Until != "":
		return "by " + shortTime(e.Until)
	}
	return ""
}

// shortTime returns a time in UTC or a day for a narrow column.
func shortTime(s string) string {
	if at, ok := strings.CutSuffix(s, ":00Z"); ok || strings.HasSuffix(s, "Z") {
		return strings.Replace(strings.TrimSuffix(at, "Z"), "T", " ", 1) + "Z"
	}
	return s
}

// summary returns how much is due and how much was read, in one line.
func (d *DueList) summary() string {
	overdue := 0
	for i := range d.Entries {
		if d.Entries[i].Overdue() {
			overdue++
		}
	}
	says := fmt.Sprintf("%d overdue, %d ahead within %s; %s read", overdue, len(d.Entries)-overdue-d.suspects(), count(d.Within, "day", "days"), count(d.Cases, "case", "cases"))
	for _, left := range []struct {
		n         int
		one, many string
	}{{d.Practice, "practice record", "practice records"}, {d.Sifted, "draft of the sift that nobody has read", "drafts of the sift that nobody has read"}} {
		if left.n > 0 {
			says += "; left out: " + count(left.n, left.one, left.many)
		}
	}
	return says
}

// callsForHelp names the cases in which help was to be sent and nobody is recorded as
// with the person; "" if there are none.
func (d *DueList) callsForHelp() string {
	const most = 20
	var names []string
	for _, e := range those(d.Entries, func(e cases.Entry) bool { return e.CallsForHelp() }) {
		names = append(names, shorten(oneLine(cmp.Or(e.Case, e.ID, "a case without a reference")), 4))
	}
	if len(names) == 0 {
		return ""
	}
	says := "ACT NOW, nobody is recorded as with the person, " + count(len(names), "case", "cases") + ": "
	if more := len(names) - most; more > 0 {
		names = append(names[:most], fmt.Sprintf("and %d more", more))
	}
	return says + strings.Join(names, ", ")
}

// suspects returns how many suspects are named in several cases: their entries are first.
func (d *DueList) suspects() int {
	n := slices.IndexFunc(d.Entries, func(e cases.Entry) bool { return e.Kind != cases.SeveralVictims })
	if n < 0 {
		return len(d.Entries)
	}
	return n
}

func (d DueList) compose() []block {
	p := &page{}
	p.heading(1, "What is due on "+Readable(d.Now.Format("2006-01-02")))
	p.say(capital(d.summary()) + ".")
	if calls, cases, any := strings.Cut(d.callsForHelp(), ": "); any {
		p.warn(calls, cases+".")
	}
	if n := d.suspects(); n > 0 {
		p.heading(2, "Suspects named in several cases")
		for _, e := range d.Entries[:n] {
			p.item("", e.What+". "+e.Next+".")
			p.sub("Cases", strings.Join(e.References, ", "))
		}
		d.Entries = d.Entries[n:]
	}
	if len(d.Entries) == 0 {
		p.say("Nothing is due.")
	}
	band := 0
	for i := range d.Entries {
		e := &d.Entries[i]
		if e.Band != band {
			band = e.Band
			p.heading(2, fmt.Sprintf("Band %d: %s", band, assess.Bands[band-1]))
		}
		d.composeEntry(p, e)
	}
	return p.blocks
}

func (d *DueList) composeEntry(p *page, e *cases.Entry) {
	when := ""
	switch {
	case e.Since != "":
		when = "since " + Readable(e.Since)
	case e.Until != "":
		when = "by " + Readable(e.Until)
	}
	who := e.Owner
	if who == "" {
		who = "NOBODY NAMED"
	}
	p.item(joined(", ", e.Case, when), e.What+".")
	p.sub("Next", e.Next+".")
	p.sub("Who", joined(", ", who, e.Area))
	p.sub("References", strings.Join(e.References, ", "))
}
