package report

import (
	"strings"
	"testing"
)

// Many people read an incident log: the note says that a call was cut off and that help
// is needed, and nothing of the victim's own life, safe ways or whereabouts.
func TestTheNoteIsForALogThatManyRead(t *testing.T) {
	a := assessment(t, "call-cut-off").Assessment
	a.OwnLife, a.Contact.SafeTimes = "now", "the neighbour at 4"
	note := Note(shippedReport(&a).Report)
	for _, want := range []string{"CUT OFF, NOT SPOKEN TO SINCE", "COULD NOT SPEAK FREELY", "MEDICAL HELP NEEDED NOW", "EARLIER ACT NOW NOT DEALT WITH", "SAFE CONTACT: recorded"} {
		if !strings.Contains(note, want) {
			t.Errorf("no %q in %s", want, note)
		}
	}
	other := assessment(t, "call-knife").Assessment
	knife := Note(shippedReport(&other).Report)
	for _, never := range []string{"ending their life", "neighbour at 4", "Flat 3", "back bedroom", "sister"} {
		if strings.Contains(note+knife, never) {
			t.Errorf("%q in the notes", never)
		}
	}
}
