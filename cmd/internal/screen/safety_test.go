package screen_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
)

// One key says that they cannot talk, on any page; the instruction stays in view, and what
// would ask them to speak is not shown. One key on that page opens the call again.
func TestHowTheyCanTalkStaysInView(t *testing.T) {
	t.Parallel()
	for key, says := range map[string]string{"1": "SILENT: listen.", "2": "COVER: somebody may be listening.", "3": "PRIVATE: they cannot talk now."} {
		d := open(t, "")
		d.press("m", key)
		for _, size := range [][2]int{{80, 24}, {60, 16}} {
			d.size(size[0], size[1])
			for _, page := range []string{"s", "r", "i", "esc", "?", "esc", "l", "f"} {
				d.press(page)
				d.sees(says)
			}
		}
		for _, st := range d.s.Steps() {
			if !st.Silent && (st.ID == "first-account" || st.ID == "caller" || st.ID == "language" || st.FollowUp != "") {
				t.Errorf("%s asks them to speak", st.ID)
			}
		}
		d.press("m", "4")
		if got := d.stored().Contact.Mode; got != "open" || strings.Contains(d.picture(), says) {
			t.Errorf("mode is %q:\n%s", got, d.picture())
		}
		if st, ok := d.s.Find("first-account"); !ok || st.Answered() {
			t.Error("what could not be asked is not asked now")
		}
	}
}

// The banner says how far help is, and gives way when somebody is with the person; its
// reason stays.
func TestTheBannerSaysHowFarHelpIs(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "y", "enter")
	d.sees("*** ACT NOW: send help at once")
	d.press("f3", "1", "esc") // on a page of text, where letters are text
	d.sees("*** ACT NOW: help asked for 12:0", "NOT YET SENT ***")
	d.press("h", "2")
	d.sees("*** ACT NOW: help on the way since 12:0", "NOT YET THERE ***")
	at := d.s.Step().ID
	d.press("h", "3")
	d.sees("ACT NOW: dealt with 12:0", "somebody was with the person. Why: they are nearby right now.")
	if d.s.Step().ID != at {
		t.Errorf("the question in hand was %s and is %s", at, d.s.Step().ID)
	}
	if strings.Contains(d.picture(), "***") || !d.s.Result().ActNow {
		t.Errorf("not dealt with, or lowered:\n%s", d.picture())
	}
	h := d.stored().Help
	if len(h) != 1 || h[0].Asked.IsZero() || h[0].Assigned.IsZero() || h[0].Arrived.IsZero() {
		t.Errorf("help is %+v", h)
	}
	d.goTo("weapon") // a new danger needs new help
	d.press("y")
	d.goTo("specific-threat")
	d.press("y")
	d.sees("*** ACT NOW: send help at once")
}

// Letters of a story are taken back, also where one of them would have opened silent mode.
func TestAStoryThatBeginsLikeACommandChangesNothing(t *testing.T) {
	t.Parallel()
	for _, story := range []string{"my ex", "he came", "m1 junction"} {
		d := open(t, "")
		d.goTo("weapon")
		d.tell(story, 150*time.Millisecond)
		d.settle()
		if a := d.stored(); a.Contact.Mode != "" || len(a.Help) > 0 || d.answered("weapon").OrNotAsked() != assess.NotAsked {
			t.Errorf("%q: mode %q, help %v", story, a.Contact.Mode, a.Help)
		}
	}
}

// Everything that nobody may forget at once, in the smallest window: what is most urgent is
// never the part that is cut.
func TestAnEarlierActNowIsNeverCutAway(t *testing.T) {
	t.Parallel()
	earlier := "{id: T0, at: 2026-11-19T10:00:00Z, because: [near-now]}"
	d := openAfter(t, "stage: first_contact\nassessor: {reference: H1, role: call_handler}\ncontact: {safe_to_talk: \"no\", mode: cover, ended: finished}\n"+
		"case: {reference: MADE-UP-0, suspect_access: \"yes\"}\nown_life: now\nearlier_act_now: ["+earlier+", "+earlier+"]\nfirst_account: He came.\n", noon.Add(-time.Minute))
	d.s.LogEntry = func() string { return "STALKING HIGH." }
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		d.size(size[0], size[1])
		for _, page := range []string{"s", "r", "=", "esc", "?", "esc", "e", "esc", "/", "esc", "tab", "esc", "h", "b"} {
			d.press(page)
			d.sees("WELFARE NOW", "COVER: somebody may be listening.")
			said := d.spoken()
			full := strings.Contains(said, "Earlier ACT NOW, 19 November 10:00, and 1 more: not dealt with. h marks them.")
			if !full && !strings.Contains(said, "Earlier ACT NOW, not dealt with: h marks it.") {
				t.Errorf("%v, after %s: an earlier ACT NOW is not in view whole:\n%s", size, page, d.picture())
			}
		}
	}
}

// While the log entry has the screen, what nobody may forget is still in view.
func TestTheLogEntrySaysThatNothingIsReadOut(t *testing.T) {
	t.Parallel()
	d := openAfter(t, "stage: first_contact\nassessor: {reference: H1, role: call_handler}\ncaller: victim\ncontact: {safe_to_talk: \"yes\", ended: finished}\nfirst_account: He came.\n", noon.Add(-time.Minute))
	d.s.LogEntry = func() string { return "STALKING HIGH." }
	d.press("e")
	d.sees("STALKING HIGH.", "CALLER NOT CONFIRMED: read out nothing the file holds.")
	d.press("esc", "k", "e")
	if strings.Contains(d.spoken(), "NOT CONFIRMED") {
		t.Errorf("the screen is\n%s", d.picture())
	}
}
