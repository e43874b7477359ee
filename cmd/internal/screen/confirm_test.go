package screen_test

import (
	"strings"
	"testing"
	"time"
)

const beforeHandover = "stage: full\nassessor: {reference: P9, role: officer}\nhandlers: [{reference: H1, role: call_handler, from: 2026-11-20T10:00:00Z}, {reference: P9, role: officer, from: 2026-11-20T11:59:00Z}]\n" +
	"first_account: he waits outside\ncontact: {safe_to_talk: \"yes\"}\nresponses: {stalking: {near-now: \"no\", weapon: {answer: \"no\", at: 2026-11-20T11:00:00Z}, intrusion: {answer: \"yes\", at: 2026-11-20T11:00:00Z, note: a knife on the mat}, threats: {answer: \"no\", at: 2026-11-20T11:00:00Z}}}\n"

// takenOver opens the page of what a call handler was told about danger.
func takenOver(t *testing.T, wide, high int) *handler {
	t.Helper()
	d := open(t, beforeHandover)
	d.size(wide, high)
	d.s.HandedOver()
	for range 10 { // an answer leads on to the next page
		if st := d.s.Step(); len(st.Parts) > 0 && st.Section == "Danger" {
			break
		}
		d.pause()
		d.press("s")
	}
	return d
}

func TestOneKeyConfirmsASectionAndAnotherChangesARow(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		d := takenOver(t, size[0], size[1])
		stored := d.content()
		for _, want := range []string{"[for you]", "[H1, 20 Nov 11:00]", "a knife on the mat", "c confirm all shown"} {
			if !strings.Contains(d.spoken(), want) {
				t.Errorf("%v: %q is missing:\n%s", size, want, d.picture())
			}
		}
		d.press("down", "enter")
		if !strings.Contains(d.picture(), "a knife on the mat") || !strings.Contains(d.picture(), "y  ") {
			t.Errorf("%v: Enter does not open the row in hand:\n%s", size, d.picture())
		}
		d.press("s")
		d.picture()
		d.press("c")
		if d.content() != stored || strings.Contains(d.picture(), "c confirm") {
			t.Errorf("%v: the file has changed, or it is still to confirm:\n%s", size, d.picture())
		}
	}
}

func TestWordsAtThePageTakeTheConfirmationBack(t *testing.T) {
	t.Parallel()
	d := takenOver(t, 80, 24)
	d.picture()
	d.now = d.now.Add(time.Second)
	d.tell("car", 200*time.Millisecond)
	d.press("esc")
	if st := d.s.Step(); len(st.Parts) != 3 {
		t.Errorf("words confirmed answers; the step is %s with %d rows", st.ID, len(st.Parts))
	}
}
