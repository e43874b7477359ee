package report

import (
	"bytes"
	"reflect"
	"testing"
)

// A saved JSON report of each practice case is written as from the assessment, byte for
// byte, in every format and in every way to show it. What is written from a file says
// the hash of that file too, in one line, which the victim's page does not have.
func TestASavedReportIsWrittenLikeTheAssessment(t *testing.T) {
	t.Parallel()
	for _, p := range shipped().practice {
		first := shippedReport(&p.Model).Report
		saved, problems := Read(written(t, "json", first))
		if len(problems) > 0 {
			t.Fatal(p.ID, problems)
		}
		if note := written(t, noteFormat.Name, saved); !bytes.Equal(note, written(t, noteFormat.Name, first)) {
			t.Errorf("%s: the note differs: %s", p.ID, note)
		}
		for _, show := range shows() {
			for _, format := range names() {
				if !bytes.Equal(writtenAs(t, format, saved, show), writtenAs(t, format, first, show)) {
					t.Errorf("%s, %s, %+v: the saved report differs", p.ID, format, show)
				}
			}
			signed := View{Report: saved, Show: show, SHA256: "a1b2"}
			blocks := signed.compose()
			rest := those(blocks, func(b block) bool { return b.label != "JSON report" || b.text != "SHA-256 a1b2" })
			if more := len(blocks) - len(rest); more != 1 && show.For != victimPage || more != 0 && show.For == victimPage {
				t.Errorf("%s, %+v: %d lines with the hash", p.ID, show, more)
			}
			if want := (&View{Report: first, Show: show}).compose(); !reflect.DeepEqual(rest, want) {
				t.Errorf("%s, %+v: more than the line with the hash differs", p.ID, show)
			}
		}
	}
}
