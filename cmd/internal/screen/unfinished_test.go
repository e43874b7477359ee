package screen_test

import (
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/screen"
)

// stops are the ways in which a sitting stops in the middle of a field.
var stops = map[string]func(*handler){
	"ctrl+c":                         func(d *handler) { d.press("ctrl+c"); d.leave() },
	"a signal or the window closing": func(d *handler) { d.leave() },
	"a kill after the last save":     func(d *handler) { d.send(screen.KeepMsg()) },
}

func (d *handler) leave() {
	d.t.Helper()
	if err := d.m.Leave(); err != nil {
		d.t.Fatal(err)
	}
}

// again opens what is on the disk, as the next sitting does.
func (d *handler) again() *handler {
	d.t.Helper()
	_, rest, _ := strings.Cut(d.content(), "status: draft\n")
	return open(d.t, rest)
}

func TestAReasonForAnotherLevelSurvivesEveryStop(t *testing.T) {
	t.Parallel()
	for name, stop := range stops {
		d := open(t, calmed)
		d.goTo("judgement")
		d.press("l", "1")
		d.write("his sister vouches")
		stop(d)
		if d.stored().Override != nil {
			t.Errorf("%s: it is recorded", name)
		}
		d = d.again()
		d.sees("You had begun to set another level: LOW, his sister vouches.")
		d.press("enter", "l")
		d.sees("Recorded: LOW. Enter keeps it.")
		d.press("enter")
		d.write(" for him")
		d.press("enter")
		d.write("S2")
		stop(d)
		d = d.again()
		d.press("enter", "l", "enter", "enter")
		d.sees("S2")
		d.press("enter")
		a := d.stored()
		if o := a.Override; o == nil || o.Level != "low" || o.Reason != "his sister vouches for him" || o.SecondPerson != "S2" || len(a.Unfinished) > 0 {
			t.Errorf("%s: override %+v, unfinished %+v", name, o, a.Unfinished)
		}
	}
}

func TestAnUnfinishedIncidentSurvivesEveryStop(t *testing.T) {
	t.Parallel()
	for name, stop := range stops {
		d := open(t, quiet)
		d.press("i")
		d.write("about the 40")
		stop(d)
		d = d.again()
		d.sees("You had begun an incident:", "no date", "typed and not recorded: about the 40.")
		d.press("esc")
		if d.s.Step().ID != "safe-to-talk" && d.stored().Incidents == nil {
			t.Errorf("%s: at %s with %+v", name, d.s.Step().ID, d.stored().Incidents)
		}
		d = d.again()
		d.press("enter")
		d.sees("about the 40", "Incident: 1 of")
		for range len("about the 40") {
			d.press("backspace")
		}
		d.write("1 October")
		d.press("enter")
		d.write("visit")
		d.press("enter", "esc")
		a := d.stored()
		if in := a.Incidents; len(in) != 1 || in[0].At.String() != "2026-10-01" || in[0].Kind != "visit" || len(a.Unfinished) > 0 {
			t.Errorf("%s: incidents %+v, unfinished %+v", name, in, a.Unfinished)
		}
		if len(d.again().stored().Unfinished) > 0 || strings.Contains(d.again().spoken(), "You had begun") {
			t.Errorf("%s: offered again although it is finished", name)
		}
	}
}

// Text half typed in any other field is recorded as far as it goes.
func TestTextHalfTypedSurvivesEveryStop(t *testing.T) {
	t.Parallel()
	for name, stop := range stops {
		for what, c := range map[string]struct {
			open func(*handler)
			in   func(*assess.Assessment) string
		}{
			"account":   {func(d *handler) { d.goTo("first-account") }, func(a *assess.Assessment) string { return string(a.FirstAccount) }},
			"reference": {func(d *handler) { d.goTo("reference") }, func(a *assess.Assessment) string { return a.Case.Reference }},
			"advice":    {func(d *handler) { d.goTo("advice"); d.press("1") }, func(a *assess.Assessment) string { return strings.Join(a.AdviceGiven, "|") }},
			"promise":   {func(d *handler) { d.goTo("actions"); d.press("1") }, func(a *assess.Assessment) string { return a.Actions[0].What }},
		} {
			d := open(t, full)
			c.open(d)
			d.write(" half typ")
			stop(d)
			if got := c.in(d.stored()); !strings.HasSuffix(got, "half typ") {
				t.Errorf("%s in the %s: %q", name, what, got)
			}
		}
	}
}

// Removing an entry moves what is kept for the entries after it.
func TestWhatIsKeptStaysWithItsEntry(t *testing.T) {
	t.Parallel()
	d := open(t, quiet+"incidents: [{kind: message, note: first}, {kind: visit, note: second}]\nunfinished: [{at: \"incidents[0].at\", text: gone}, {at: \"incidents[1].at\", text: about ten}]\n")
	d.press("esc", "l", "x", "y")
	a := d.stored()
	if len(a.Incidents) != 1 || len(a.Unfinished) != 1 || a.Unfinished[0] != (assess.Unfinished{At: "incidents[0].at", Text: "about ten"}) {
		t.Errorf("incidents %+v, unfinished %+v", a.Incidents, a.Unfinished)
	}
}

// Finishing says what it leaves out, and a finished assessment has nothing unfinished.
func TestFinishingDropsWhatIsNotFinished(t *testing.T) {
	t.Parallel()
	d := open(t, quiet+"unfinished: [{at: override.level, text: high}, {at: override.reason, text: a feeling}]\n")
	d.press("esc", "f")
	d.sees("Not finished: to set another level: HIGH, a feeling.")
	d.press("y")
	if a := d.stored(); a.Draft() || len(a.Unfinished) > 0 {
		t.Errorf("status %s, unfinished %+v", a.Status, a.Unfinished)
	}
}
