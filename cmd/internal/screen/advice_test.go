package screen_test

import (
	"os"
	"strings"
	"testing"

	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/questionnairefile"
)

// advised opens a first contact with advice in view.
func advised(t *testing.T, wide, high int) *handler {
	t.Helper()
	d := advising(t, wide, high)
	d.press("y")
	return d
}

// advising opens a first contact with the advice of package conversation's tests, at a
// question whose yes brings some.
func advising(t *testing.T, wide, high int) *handler {
	t.Helper()
	guides, err := questionnairefile.LoadGuides(os.DirFS("../../../assess/conversation/testdata"), assesstest.Questionnaires())
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, "stage: first_contact\ncontact: {safe_to_talk: \"yes\"}\n")
	d.s.Advise(guides)
	d.size(wide, high)
	d.goTo("weapon")
	return d
}

func TestAdviceStandsAboveTheNextQuestionAndOneKeyRecordsIt(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		d := advised(t, size[0], size[1])
		if !strings.Contains(d.picture(), "Tell them: Stay away from the weapon.") {
			t.Fatalf("%v: nothing is said:\n%s", size, d.picture())
		}
		if len(d.stored().AdviceGiven) != 0 {
			t.Errorf("%v: recorded before anybody said it", size)
		}
		d.press("p")
		if got := d.stored().AdviceGiven; len(got) != 1 || strings.Contains(d.picture(), "Tell them") {
			t.Errorf("%v: recorded is %q:\n%s", size, got, d.picture())
		}
	}
}

func TestAdviceThatWasNotInViewIsNotRecordedAsSaid(t *testing.T) {
	t.Parallel()
	d := advised(t, 80, 24)
	d.press("p") // before the screen was drawn
	if got := d.stored().AdviceGiven; len(got) != 0 || !strings.Contains(d.spoken(), "Read it first") {
		t.Errorf("recorded is %q; said was %q", got, d.spoken())
	}
}

func TestAdviceIsGoneAsSoonAsTheSuspectIsNear(t *testing.T) {
	t.Parallel()
	d := advised(t, 80, 24)
	d.picture()
	d.goTo("near-now")
	d.press("y", "enter")
	if strings.Contains(d.picture(), "Tell them") {
		t.Errorf("advice while the suspect is near:\n%s", d.picture())
	}
	d.press("p")
	if got := d.stored().AdviceGiven; len(got) != 0 {
		t.Errorf("recorded is %q", got)
	}
}
