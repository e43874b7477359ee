package screen_test

import (
	"strings"
	"testing"
)

const alone = "stage: first_contact\ncaller: victim\ncontact: {safe_to_talk: \"yes\"}\nfirst_account: HE WAS THERE\nresponses: {stalking: {near-now: \"no\"}}\n"

func TestTheRecordIsReadBackOnlyAfterItIsConfirmedWhoListens(t *testing.T) {
	t.Parallel()
	d := open(t, alone)
	d.goTo("fear")
	d.press("v")
	if pic := d.picture(); strings.Contains(pic, "HE WAS THERE") || !strings.Contains(pic, "procedure") {
		t.Fatalf("before it is confirmed:\n%s", pic)
	}
	d.press("y")
	if !strings.Contains(d.picture(), "HE WAS THERE") {
		t.Fatalf("after it is confirmed:\n%s", d.picture())
	}
	d.press("y")
	if r := d.s.Assessment().ReadBack; r.Agreed != "yes" || r.At.IsZero() || d.s.Step().ID != "fear" {
		t.Errorf("%+v, at %s", r, d.s.Step().ID)
	}
	d.press("v", "y", "n")
	d.write("it was Tuesday")
	d.press("esc")
	if r := d.s.Assessment().ReadBack; r.Agreed != "corrected" || r.Note != "it was Tuesday" || d.s.Step().ID != "fear" {
		t.Errorf("%+v, at %s", r, d.s.Step().ID)
	}
	if d.press("v", "n"); strings.Contains(d.picture(), "HE WAS THERE") {
		t.Errorf("shown although it was not confirmed:\n%s", d.picture())
	}
}

func TestWhyNothingIsReadBackIsSaid(t *testing.T) {
	t.Parallel()
	d := open(t, strings.Replace(alone, "caller: victim", "caller: third_party", 1))
	d.press("v")
	if said := d.spoken(); !strings.Contains(said, "to the victim alone") {
		t.Errorf("%q", said)
	}
}
