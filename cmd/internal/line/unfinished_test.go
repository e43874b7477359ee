package line

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/session"
)

// saySomebody is say for somebody whose reference is not known, and so is asked for.
func saySomebody(s *session.Session, lines ...string) string {
	var out bytes.Buffer
	_ = Run(context.Background(), s, NewInput(strings.NewReader(strings.Join(lines, "\n")+"\n")), &out, Options{Width: 80})
	return out.String()
}

// What was typed for another level before the input ended is there when the file is
// opened again, and an incident that was begun is offered.
func TestWhatWasBegunIsOfferedAgain(t *testing.T) {
	t.Parallel()
	var d disk
	saySomebody(begin(&d, assess.Full), "/ judgement", "h", "1", "she knows him better")
	out := saySomebody(resume(t, &d, noon.Add(time.Minute)), "/ judgement", "h", "", "", "H1")
	a := d.read(t)
	if !strings.Contains(out, "You had begun to set another level: HIGH, she knows him better.") {
		t.Errorf("not offered:\n%s", out)
	}
	if o := a.Override; o == nil || o.Reason != "she knows him better" || o.By != "H1" || len(a.Unfinished) > 0 {
		t.Errorf("override %+v, unfinished %+v\n%s", a.Override, a.Unfinished, out)
	}

	d = disk{}
	say(begin(&d, assess.Full), "i on the 40th, visit, the shop")
	next := resume(t, &d, noon.Add(time.Minute))
	next.ConfirmCaller()
	out, _ = say(next, "edit incidents 1", "1 October", "", ".")
	a = d.read(t)
	if out = strings.Join(strings.Fields(out), " "); !strings.Contains(out, "turning up, the shop; typed and not recorded: on the 40th.") || !strings.Contains(out, "edit incidents 1 goes on with it.") {
		t.Errorf("not offered:\n%s", out)
	}
	if in := a.Incidents; len(in) != 1 || in[0].At.String() != "2026-10-01" || in[0].Place != "the shop" || len(a.Unfinished) > 0 {
		t.Errorf("incidents %+v, unfinished %+v", in, a.Unfinished)
	}
}

// Finishing says what it leaves out.
func TestFinishingSaysWhatIsNotFinished(t *testing.T) {
	t.Parallel()
	var d disk
	out := saySomebody(begin(&d, assess.Full), "/ judgement", "h", "1", "reasons", ".", "reference=MADE-UP-1", "f", "y")
	if !strings.Contains(strings.Join(strings.Fields(out), " "), "Not finished: to set another level: HIGH, reasons.") {
		t.Errorf("not said:\n%s", out)
	}
	if a := d.read(t); a.Draft() || len(a.Unfinished) > 0 {
		t.Errorf("status %s, unfinished %+v", a.Status, a.Unfinished)
	}
}
