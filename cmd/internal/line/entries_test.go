package line

import (
	"errors"
	"strings"
	"testing"

	"stalkrisk/assess"
)

func TestAnIncidentTakesOneLine(t *testing.T) {
	t.Parallel()
	var d disk
	out, err := say(begin(&d, assess.Full), "i yesterday 21:30, visit, at the gate, where the order begins", "more", "1", "Northshire", "no", "", "", "c", "sick", "a friend", "", "he laughed")
	if !errors.Is(err, ErrEndOfInput) {
		t.Fatal(err)
	}
	a := d.read(t)
	if len(a.Incidents) != 1 {
		t.Fatalf("%d incidents\n%s", len(a.Incidents), out)
	}
	in := a.Incidents[0]
	if in.Kind != "visit" || in.At.String() != "2026-11-19T21:30:00Z" || in.Channel != "in_person" || in.Area != "Northshire" || in.Reported != "no" || in.Breach != "near" || in.Place != "at the gate, where the order begins" || in.Felt != "sick" || in.Note != "he laughed" {
		t.Errorf("recorded as %+v", in)
	}
	for _, want := range []string{"Understood as Thursday 19 November 2026 at 21:30.", "Recorded: Thursday 19 November 2026 at 21:30, turning up, in person, at the gate, where the order begins, Northshire, not reported"} {
		if !strings.Contains(strings.Join(strings.Fields(out), " "), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// A part that does not fit is asked for again, and a line that is not an incident
// records nothing.
func TestAnIncidentInALineAsksForWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.Full), "i visit, 11/20/2026, the shop", "1 October")
	a := d.read(t)
	if len(a.Incidents) != 1 || a.Incidents[0].At.String() != "2026-10-01" || a.Incidents[0].Place != "the shop" || a.Incidents[0].Kind != "visit" || !strings.Contains(out, "not a date; write") {
		t.Errorf("recorded %+v\n%s", a.Incidents, out)
	}
	out, _ = say(begin(&d, assess.Full), "i heard him at the door")
	if len(d.read(t).Incidents) != 0 || !strings.Contains(out, "Write when, what and where") {
		t.Errorf("recorded %+v\n%s", d.read(t).Incidents, out)
	}
}

// What was understood is read back in full, and one key changes it, in the entry or
// after it.
func TestADateIsReadBackAndChangedWithOneKey(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.Full), "/ orders", "1", "1", "1/5", "<", "2 May 2026", "20/11/27", "", "", "", "", "", "", "", "", "", "<", "21/11/27", "i visit, last night", "<", "", "<", "Tuesday")
	a := d.read(t)
	if len(a.Orders) != 1 || a.Orders[0].From.String() != "2026-05-02" || a.Orders[0].To.String() != "2027-11-21" {
		t.Errorf("orders %+v\n%s", a.Orders, out)
	}
	if len(a.Incidents) != 1 || a.Incidents[0].At.String() != "2026-11-17" {
		t.Errorf("incidents %+v\n%s", a.Incidents, out)
	}
	for _, want := range []string{"Understood as Friday 1 May 2026. < changes it.", "Understood as Saturday 2 May 2026.", "Understood as Saturday 20 November 2027.", "Understood as Thursday 19 November 2026.", "Understood as Tuesday 17 November 2026."} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// An account is never a command, even if it begins like one.
func TestAnAccountIsNoCommandOnAList(t *testing.T) {
	t.Parallel()
	var d disk
	if _, err := say(begin(&d, assess.Full), "/ first-account", "i visit my mother on Sundays", "remove him from my life", "list of what he did", "edit this if you must", "."); !errors.Is(err, ErrEndOfInput) {
		t.Fatal(err)
	}
	a := d.read(t)
	if want := "i visit my mother on Sundays\nremove him from my life\nlist of what he did\nedit this if you must"; string(a.FirstAccount) != want || len(a.Incidents) != 0 {
		t.Errorf("the account is %q, with %d incidents", a.FirstAccount, len(a.Incidents))
	}
}

func TestTheListIsShownChangedAndTakenFromAfterAsking(t *testing.T) {
	t.Parallel()
	var d disk
	s := begin(&d, assess.Full)
	out, _ := say(s, "list", "i message, last month", "i 3 days ago, visit, the gate", "list",
		"edit 2", "yesterday", "", "-", "1", "", "", "harassment", ".",
		"remove 1", "n", "remove 7", "remove 1", "y", "list orders")
	a := d.read(t)
	if len(a.Incidents) != 1 {
		t.Fatalf("%d incidents\n%s", len(a.Incidents), out)
	}
	if in := a.Incidents[0]; in.Kind != "visit" || in.At.String() != "2026-11-19" || in.Channel != "in_person" || in.Place != "" || in.RecordedAs != "harassment" {
		t.Errorf("changed to %+v\n%s", in, out)
	}
	for _, want := range []string{
		"The list of incidents is empty.", "Incidents (2)", "   1 October 2026, message", "   2 Tuesday 17 November 2026, turning up, the gate",
		"  Recorded: Tuesday 17 November 2026", "Kept.", "No entry has that number.", "Removed. 1 left.", "The list of orders is empty.",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// A removal that cannot be saved is undone.
func TestARemovalThatCannotBeSavedIsNotMade(t *testing.T) {
	t.Parallel()
	var d disk
	s := begin(&d, assess.Full)
	say(s, "i visit")
	d.fail = d.saves + 1
	out, _ := say(s, "remove 1", "y", "list")
	if len(d.read(t).Incidents) != 1 || len(s.Entries("incidents")) != 1 || !strings.Contains(out, "! Not saved") {
		t.Errorf("%d on the disk, %d in memory\n%s", len(d.read(t).Incidents), len(s.Entries("incidents")), out)
	}
}

// Whatever is typed for an absence, the file can be read again. A draft with an absence
// that ends before it begins would be refused.
func TestAnAbsenceCannotBeEditedIntoAFault(t *testing.T) {
	t.Parallel()
	var d disk
	s := begin(&d, assess.Full)
	out, _ := say(s, "absences=add", "2026-06-01", "2026-05-01", "2026-07-15", "1",
		"edit absences 1", "2026-08-01", "-", "2026-06-10", "2026-06-01", "-", "", "list absences")
	a := d.read(t)
	if len(a.Absences) != 1 || a.Absences[0].From.String() != "2026-06-10" || !a.Absences[0].To.IsZero() {
		t.Errorf("%+v\n%s", a.Absences, out)
	}
	if !strings.Contains(out, "   1 Wednesday 10 June 2026 on, in custody") {
		t.Errorf("not shown:\n%s", out)
	}
}
