package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/cases"
	"stalkrisk/assess/late"
)

// DueList is the list of what is due over many cases, as a page.
type DueList cases.Due

// dueKinds holds what each kind is called in a table.
var dueKinds = late.Value[map[cases.Kind]string]{Make: func() map[cases.Kind]string {
	return map[cases.Kind]string{
		cases.SeveralVictims: "SUSPECT", cases.ActNow: "ACT NOW", cases.EarlierActNow: "ACT NOW", cases.Review: "review", cases.Promise: "promise", cases.NotTold: "tell victim",
		cases.OrderBreached: "breach", cases.OrderCheck: "check order", cases.OrderNotServed: "serve order", cases.OrderEnds: "order ends", cases.TriggerAhead: "date ahead",
		cases.SPODecision: "decide SPO", cases.Support: "support", cases.DraftOpen: "draft",
	}
}}

// DueRows returns the list as "ndjson" or "csv", a row an entry, or as "table". Any other
// format is an error.
func (d DueList) DueRows(format string) ([]byte, error) {
	var b []byte
	row := d.appendTable
	switch format {
	case "ndjson":
		row = appendDueJSON
	case "csv":
		b, row = append(b, dueHeading...), appendDueCSV
	case "table":
		b = d.appendTableTop(b)
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

// summary returns how much is due, and how much was read.
func (d *DueList) summary() string {
	overdue := 0
	for i := range d.Entries {
		if d.Entries[i].Overdue() {
			overdue++
		}
	}
	return fmt.Sprintf("%d overdue, %d ahead within %s; %s read.", overdue, len(d.Entries)-overdue-d.suspects(), count(d.Within, "day", "days"), count(d.Cases, "case", "cases"))
}

// leftOut returns what is not in the list; "" if everything is.
func (d *DueList) leftOut() string {
	var parts []string
	if d.Practice > 0 {
		parts = append(parts, count(d.Practice, "practice record", "practice records"))
	}
	if d.Sifted > 0 {
		parts = append(parts, count(d.Sifted, "draft of the sift that nobody has read", "drafts of the sift that nobody has read"))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Left out: " + strings.Join(parts, ", ") + "."
}

// unread returns how much could not be read; "" if all could.
func (d *DueList) unread() string {
	if d.Unread == 0 {
		return ""
	}
	return "NOT READ: " + count(d.Unread, "record", "records") + ". What is due of " + plural(d.Unread, "it", "them") + " is not in this list."
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
	p.say(d.summary())
	if left := d.leftOut(); left != "" {
		p.say(left)
	}
	if not, says, some := strings.Cut(d.unread(), ": "); some {
		p.warn(not, says)
	}
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

// when returns since when something is overdue, or by when it is to be done, in words.
func (d *DueList) when(e *cases.Entry, words func(string, time.Time) string) string {
	return cmp.Or(led("since ", words(e.Since, d.Now)), led("by ", words(e.Until, d.Now)))
}

// whoseTurn returns who has to do it; "" if that is nobody's.
func whoseTurn(e *cases.Entry) string {
	if e.Owner == "" && e.Kind != cases.SeveralVictims {
		return "NOBODY NAMED"
	}
	return e.Owner
}

func (d *DueList) composeEntry(p *page, e *cases.Entry) {
	p.item(capital(joined(", ", e.Case, d.when(e, moment))), e.What+".")
	p.sub("Next", e.Next+".")
	p.sub("Who", joined(", ", whoseTurn(e), e.Area))
	p.sub("References", strings.Join(e.References, ", "))
}
