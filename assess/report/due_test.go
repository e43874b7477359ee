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
		if dueKinds[cases.Kind(kind)] == "" {
			t.Errorf("%s has no word", kind)
		}
		d.Entries = append(d.Entries, cases.Entry{
			Format: cases.DueFormat, Kind: cases.Kind(kind), Case: "=NP\n1", What: "<b>x</b>\n\x1b[2J", Owner: "", Since: "2026-11-20", Next: "do it", Area: "North,shire", Band: 1, References: []string{"a", "b"},
		})
	}
	for format, lines := range map[string]int{"ndjson": len(d.Entries), "table": len(d.Entries) + 3} {
		b, err := d.DueRows(format)
		if err != nil || bytes.Count(b, []byte("\n")) != lines || bytes.ContainsRune(b, '\x1b') {
			t.Errorf("%s: %v\n%s", format, err, b)
		}
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
