package report

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess/cases"
)

// What people typed stays on its line, and is markup and formula nowhere.
func TestTheListOfWhatIsDueInEveryFormat(t *testing.T) {
	d := DueList{Options: cases.Options{Now: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC), Within: 14}, Cases: 1}
	for _, kind := range cases.Kind("").Words() {
		if dueKinds.Get()[cases.Kind(kind)] == "" {
			t.Errorf("%s has no word", kind)
		}
		d.Entries = append(d.Entries, cases.Entry{
			Format: cases.DueFormat, Kind: cases.Kind(kind), Case: "=NP\n1", What: "<b>x</b>\n\x1b[2J", Owner: "", Since: "2026-11-20", Next: "do it", Area: "North,shire", Band: 1, References: []string{"a", "b"},
		})
	}
	if b, err := d.DueRows("ndjson"); err != nil || bytes.Count(b, []byte("\n")) != len(d.Entries) || bytes.ContainsRune(b, '\x1b') {
		t.Errorf("%v\n%s", err, b)
	}
	if b, err := d.DueRows("csv"); err != nil || !strings.Contains(string(b), `"'=NP`) || strings.Contains(string(b), "\x1b") {
		t.Errorf("csv: %v\n%s", err, b)
	}
	if _, err := d.DueRows("pdf"); err == nil {
		t.Error("a format that does not exist is written")
	}
	var page bytes.Buffer
	if err := Write(&page, "html", d, 0); err != nil || strings.Contains(page.String(), "<b>x</b>") || !strings.Contains(page.String(), "NOBODY NAMED") || !strings.Contains(page.String(), "ACT NOW, nobody is recorded as with the person") {
		t.Errorf("%v\n%s", err, page.String())
	}
	none := DueList{Options: d.Options}
	page.Reset()
	if err := Write(&page, "markdown", none, 0); err != nil || !strings.Contains(page.String(), "Nothing is due.") {
		t.Errorf("%v\n%s", err, page.String())
	}
}

// The table is read on a terminal of 80 columns, also where what was typed is long.
func TestTheTableOfWhatIsDueFitsATerminal(t *testing.T) {
	long := strings.Repeat("a long text ", 20)
	d := DueList{Options: cases.Options{Now: time.Date(2026, 7, 28, 9, 0, 0, 0, unitedKingdom.Get()), Within: 14}, Cases: 1, Counts: cases.Counts{Practice: 2, Sifted: 1, Unread: 3}}
	for _, kind := range cases.Kind("").Words() {
		e := cases.Entry{Kind: cases.Kind(kind), Case: strings.Repeat("NP-1", 9), What: long, Owner: long, Since: "2025-11-20T14:03:00Z", Next: long, Band: 1, References: []string{long}}
		if e.Kind == cases.SeveralVictims {
			e.Case, e.Since = "", ""
		}
		d.Entries = append(d.Entries, e)
	}
	d.Entries = append(d.Entries, cases.Entry{Kind: cases.Promise, Case: "NP-2", What: "Ring\n1     ACT NOW  NP-3", Owner: "PC5", Since: "2026-07-27T23:30:00Z", Until: "2026-07-28", Next: "do it", Band: 8})
	b, err := d.DueRows("table")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if n := len([]rune(strings.TrimRight(line, "\n"))); n > 79 {
			t.Errorf("%d columns: %s", n, line)
		}
		if strings.HasPrefix(line, "1     ACT NOW  NP-3") {
			t.Error("what was typed is a row of its own")
		}
	}
	for _, want := range []string{
		"0 ahead within 14 days; 1 case read.\n", "Left out: 2 practice records, 1 draft of the sift that nobody has read.", "NOT READ: 3 records.",
		"8     promise      NP-2              PC5             since 00:30\n", "since 14:03 20 Nov 2025", "      Next: do it.\n",
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("no %q in:\n%s", want, b)
		}
	}
}
