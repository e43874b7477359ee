package line

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
)

// / goes to the first hit and lists the others; the question in hand comes back after
// the answer. A number goes to another hit.
func TestASearchGoesToTheFirstHitAndAnswersNothing(t *testing.T) {
	t.Parallel()
	var d disk
	s := begin(&d, assess.FirstContact)
	out, _ := say(s, "y", "s", "n", "/ threats", "/ 2", "/whoever", "/ burglary", "y")
	for _, want := range []string{"   1 Any threat: not asked", "   2 ", "The first is next. / 2 goes to the second.", "Have they got into your home?"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	a := d.read(t)
	if given(a) != 3 || answer(a, "intrusion") != assess.Yes || answer(a, "near-now") != assess.No {
		t.Errorf("%d answers, intrusion %q", given(a), answer(a, "intrusion"))
	}
	if got := s.Step().ID; got != "first-account" {
		t.Errorf("the question in hand is %s", got)
	}
}

func TestASearchForAPageRunsItsCommand(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "/ ambulance")
	if !strings.Contains(out, "Help asked for") || !strings.Contains(out, "[for you]") {
		t.Errorf("not opened:\n%s", out)
	}
}

// What finds nothing is kept in the file until it is a note or an incident.
func TestALineThatFindsNothingIsKept(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.Full), "/ xyzzy plugh")
	if u := d.read(t).Unfinished; len(u) != 1 || u[0].Text != "xyzzy plugh" || !strings.Contains(out, "Nothing found for: xyzzy plugh.") {
		t.Errorf("unfinished %+v\n%s", u, out)
	}
	out, _ = say(resume(t, &d, noon.Add(time.Minute)), "/", "/ incident", "yesterday", "", "the shop")
	a := d.read(t)
	if in := a.Incidents; len(in) != 1 || in[0].Note != "xyzzy plugh" || in[0].Kind != "other" || in[0].Place != "the shop" || len(a.Unfinished) > 0 {
		t.Errorf("incidents %+v, unfinished %+v\n%s", in, a.Unfinished, out)
	}
	d = disk{}
	say(begin(&d, assess.Full), "y", "fear=n", "/ fear", "/ xyzzy", "/ note", "q")
	a = d.read(t)
	if r, _ := a.Responses.Of("stalking", "fear"); r.Note != "xyzzy" || len(a.Unfinished) > 0 {
		t.Errorf("fear %+v, unfinished %+v", r, a.Unfinished)
	}
}
