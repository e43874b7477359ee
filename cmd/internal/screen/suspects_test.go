package screen_test

import "testing"

// One key at the end finishes, and says that the assessment of another suspect begins; a
// missing reference comes first.
func TestOneKeyAtTheEndBeginsAnotherSuspectsAssessment(t *testing.T) {
	t.Parallel()
	d := open(t, "stage: first_contact\nassessor: {reference: H1, role: call_handler}\n")
	d.press("f", "2")
	if finished, _, _ := d.m.Ended(); finished || d.s.BeginsAnother() || d.s.Step().ID != "reference" {
		t.Fatalf("without a reference it ended, or is at %s", d.s.Step().ID)
	}
	d.write("NP-1")
	d.press("enter")
	d.sees("2", "another suspect now")
	d.press("2")
	if finished, _, _ := d.m.Ended(); !finished || !d.s.BeginsAnother() || d.stored().Status != "complete" {
		t.Errorf("2 did not finish it: %s", d.picture())
	}
	d = open(t, quiet)
	d.press("f", "y")
	if finished, _, _ := d.m.Ended(); !finished || d.s.BeginsAnother() {
		t.Error("a plain finish begins another")
	}
}
