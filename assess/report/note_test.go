package report

import (
	"strings"
	"testing"

	"stalkrisk/assess"
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

// The note leads with what cannot wait: help comes before a level that nobody knows yet.
// It says who told it, what happened last and which order binds the suspect, and red flags
// come before those.
func TestTheNoteLeadsWithWhatCannotWait(t *testing.T) {
	cut := assessment(t, "nothing").Assessment
	cut.Contact.Ended, cut.Contact.Heard, cut.Caller = "dropped", "yes", "third_party"
	note := Note(shippedReport(&cut).Report)
	if !strings.HasPrefix(note, "ACT NOW, HELP NOT ASKED FOR. The contact was cut off") || !strings.Contains(note, "RISK: NOT ENOUGH ANSWERS YET. CUT OFF") || !strings.Contains(note, "Told by someone else who knows them.") {
		t.Error(note)
	}
	knife := assessment(t, "call-knife").Assessment
	note = Note(shippedReport(&knife).Report)
	for _, want := range []string{"STALKING HIGH. ACT NOW", "An intrusion.", "A grave threat", "Pressure to the neck"} {
		if !strings.Contains(note, want) {
			t.Errorf("no %q in %s", want, note)
		}
	}
	other := assessment(t, "call-neighbour").Assessment
	if note = Note(shippedReport(&other).Report); !strings.HasPrefix(note, "STALKING MODERATE SO FAR. COULD BE HIGH. ") || !strings.Contains(note, "Last: Wednesday 25 November, waiting or hanging about nearby, Northshire.") {
		t.Error(note)
	}
	other.Orders = []assess.Order{{Kind: "bail"}}
	other.Contact.Mode, other.Contact.Ended = "cover", ""
	if note = Note(shippedReport(&other).Report); !strings.Contains(note, "CANNOT SPEAK FREELY") || !strings.Contains(note, "Bail conditions in force, no end recorded.") {
		t.Error(note)
	}
}

// What binds the suspect, and that it was broken, is in the note however much else there
// is, and once. What happened last is said in words where its kind has no name, unless
// they tell something sensitive.
func TestTheNoteSaysWhichOrderWasBroken(t *testing.T) {
	knife := assessment(t, "call-knife").Assessment
	r := shippedReport(&knife).Report
	note, page := Note(r), flat(string(writtenAs(t, "text", r, Show{})))
	const order = "Non-molestation order in force to 5 December"
	for _, want := range []string{order, "4 breaches, near misses counted"} {
		if strings.Count(note, want) != 1 || !strings.Contains(page, want) {
			t.Errorf("no %q in %s\n%s", want, note, page)
		}
	}
	if strings.Contains(note, "order ends on") {
		t.Errorf("the end of the order is there twice: %s", note)
	}
	other := assessment(t, "call-neighbour").Assessment
	other.Incidents = []assess.Incident{{At: knife.Incidents[0].At, Kind: "other", Channel: "post", Note: "a bird in a box"}}
	if note = Note(shippedReport(&other).Report); !strings.Contains(note, "by post: “a bird in a box”.") {
		t.Error(note)
	}
	other.Incidents[0].Note = "left at 14 Mill Road, where she stays"
	if note = Note(shippedReport(&other).Report); strings.Contains(note, "Mill Road") || strings.Contains(note, "something else") {
		t.Error(note)
	}
	knife.Orders[0].ID = "o\u202e1 " + strings.Repeat("word ", 40)
	if note = Note(shippedReport(&knife).Report); strings.ContainsFunc(note, hidden) || strings.Contains(note, "word word word word") {
		t.Error(note)
	}
}
