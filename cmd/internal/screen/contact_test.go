package screen_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/cmd/internal/screen"
)

// The time since the contact began goes on by the clock that the screen is given, and
// nothing else changes with it.
func TestTheTimeSinceTheContactBeganIsInTheFrame(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.sees("0 min")
	before := d.picture()
	d.now = d.now.Add(12*time.Minute + 50*time.Second)
	d.send(screen.MinuteMsg())
	if got := d.picture(); strings.Join(strings.Fields(got), " ") != strings.Replace(strings.Join(strings.Fields(before), " "), "0 min", "12 min", 1) {
		t.Errorf("something else changed:\n%s\nwas\n%s", got, before)
	}
	d.now = d.now.Add(time.Hour)
	d.sees("1 h 12 min")
	d = open(t, "stage: first_contact\nassessor: {reference: H1, role: call_handler}\nhandlers: [{reference: H1, role: call_handler, from: 2026-11-20T11:55:00Z}]\n")
	d.sees("5 min") // the file was closed and opened again during the call
}

// The log entry has the screen to itself, so that it can be copied out.
func TestTheLogEntryHasTheScreenToItself(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.s.LogEntry = func() string { return "STALKING HIGH. Ref MADE-UP-2 (H1). A knife was left." }
	d.goTo("fear")
	before := d.content()
	d.press("e")
	if got := strings.TrimSpace(d.picture()); !strings.HasPrefix(got, "STALKING HIGH. Ref MADE-UP-2 (H1). A knife was left.\n") || len(strings.Fields(got)) != 12 {
		t.Errorf("the screen is\n%s", got)
	}
	d.press("y") // answers nothing
	d.press("esc")
	if d.s.Step().ID != "fear" || d.content() != before {
		t.Errorf("at %s, something was recorded", d.s.Step().ID)
	}
	d.press("t")
	d.write("Urdu")
	d.press("enter")
	if got := d.stored().Contact.Language; got != "Urdu" || d.s.Step().ID != "fear" {
		t.Errorf("the language is %q, at %s", got, d.s.Step().ID)
	}
}

// Who asks decides what they are told to do: an officer at the door has no line to keep
// open.
func TestAnOfficerIsNotToldToKeepTheLineOpen(t *testing.T) {
	t.Parallel()
	for role, line := range map[string]bool{"call_handler": true, "officer": false, "specialist": false} {
		d := open(t, "stage: full\nassessor: {reference: H1, role: "+role+"}\n")
		d.goTo("near-now")
		d.press("y", "enter")
		d.sees("ACT NOW")
		if got := strings.Contains(d.spoken(), "Keep the line open"); got != line {
			t.Errorf("%s: the line %v:\n%s", role, got, d.picture())
		}
	}
}
