package line

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
)

func TestWhatWasAnsweredBeforeIsConfirmedASectionAtATime(t *testing.T) {
	t.Parallel()
	var d disk
	_, _ = say(begin(&d, assess.FirstContact), "y", "s", "n", "he waits outside", ".", "persistence=yes", "weapon=no", "threats=no", "q", "1")
	s := resume(t, &d, noon.Add(time.Hour))
	s.HandedOver()
	s.ConfirmCaller()
	before := d.read(t)
	account, _ := say(s, "1", "y", "s", "n", "c")
	for _, st := range s.Steps() {
		if st.Kind == conversation.ConfirmStep && st.Section == "Danger" {
			s.Go(st)
		}
	}
	out, _ := say(s, "1", "y", "c")
	out = account + out
	for _, want := range []string{"What happened, in their own words: he waits outside [not known by whom]", "no [20 Nov 12:00]", "Confirmed as recorded."} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	after := d.read(t)
	was, _ := before.Responses.Of("stalking", "threats")
	if is, _ := after.Responses.Of("stalking", "threats"); is.At != was.At || is.Answer != was.Answer {
		t.Errorf("confirmed, it is %+v and was %+v", is, was)
	}
	if is, _ := after.Responses.Of("stalking", "weapon"); is.Answer != assess.Yes || len(is.Was) != 1 {
		t.Errorf("changed, it is %+v", is)
	}
}
