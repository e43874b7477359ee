package screen_test

import (
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/screen"
)

// Faults that a tester found by using the screen as a call handler would at three in
// the morning. Each of them once lost or changed something.

// Letters on a text page are text, however the page was reached. Typing "but he…" once
// changed the previous answer.
func TestLettersOnAPageOfTextAreText(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "n", "enter")
	d.write("abc")
	d.press("esc", "b")
	d.write("but")
	d.press("esc")
	if got := d.stored().FirstAccount; got != "abcbut" {
		t.Errorf("the account is %q", got)
	}
	if got := d.answered("near-now"); got != assess.No {
		t.Errorf("near-now is %q", got)
	}
}

// People press Enter after an answer out of habit. It records nothing and shows no
// message: "nothing was recorded" made people answer twice.
func TestEnterAfterAnAnswerLeavesWhatItDidInView(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("intrusion")
	d.press("y", "enter", " ")
	d.sees("Level is now HIGH.")
	if strings.Contains(d.spoken(), "Nothing was recorded") {
		t.Errorf("says that nothing was recorded:\n%s", d.picture())
	}
	d.press("x", "enter")
	d.sees("Nothing was recorded")
}

// hold holds a key down: it waits, then repeats as a keyboard does.
func (d *handler) hold(k string, wait time.Duration) {
	d.press(k)
	d.now = d.now.Add(wait)
	for range 40 {
		d.send(key(k))
		d.now = d.now.Add(33 * time.Millisecond)
	}
}

// A key held down must not answer the next question. Both are unanswered here, so
// anything recorded for the second came from the first key.
func TestAHeldKeyAnswersOnlyTheQuestionItWasPressedFor(t *testing.T) {
	t.Parallel()
	for _, wait := range []time.Duration{250, 500, 660} {
		for k, want := range map[string]assess.Answer{"y": assess.Yes, "n": assess.No, "u": assess.Unknown, "d": assess.Declined} {
			d := open(t, "")
			first, second := d.twoOpen()
			d.goTo(first)
			d.hold(k, wait*time.Millisecond)
			if got := d.answered(first); got != want {
				t.Errorf("%s on %s after %d ms recorded %q; want %q", k, first, wait, got, want)
			}
			if got := d.answered(second); got != "" {
				t.Errorf("%s held for %s answered %s as well, after %d ms: %q", k, first, second, wait, got)
			}
		}
	}
}

// twoOpen returns two consecutive yes-or-no questions, both unanswered.
func (d *handler) twoOpen() (first, second string) {
	d.t.Helper()
	steps := d.s.Steps()
	asked := func(st conversation.Step) bool { return st.Item >= 0 && st.Answer == "" && len(st.Options) == 4 }
	for i := range len(steps) - 1 {
		if asked(steps[i]) && asked(steps[i+1]) {
			return steps[i].ID, steps[i+1].ID
		}
	}
	d.t.Fatal("no two consecutive questions are unanswered")
	return "", ""
}

// Holding s skips one question only.
func TestAHeldSkipSkipsOneQuestion(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	first, second := d.twoOpen()
	d.goTo(first)
	d.hold("s", 500*time.Millisecond)
	if got := d.s.Step().ID; got != second {
		t.Errorf("s held at %s went to %s; want %s", first, got, second)
	}
}

// A key typed before the screen was there, or before a question could be read, was not
// pressed for that question, whichever key it is.
func TestAKeyBeforeTheQuestionCouldBeReadIsNoAnswer(t *testing.T) {
	t.Parallel()
	const tooSoon = screen.Readable - time.Millisecond
	d := open(t, "")
	first := d.s.Step().ID
	d.now = d.now.Add(tooSoon)
	d.send(key("y"))
	if got := d.s.Step().ID; got != first {
		t.Errorf("a key %v after the screen opened went on from %s to %s", tooSoon, first, got)
	}
	d.sees("Too quick: not recorded. Press again.")

	d = open(t, "")
	answered, next := d.twoOpen()
	d.goTo(answered)
	d.press("y")
	d.now = d.now.Add(tooSoon)
	d.send(key("n"))
	if got := d.answered(next); got != "" {
		t.Errorf("another key %v after %s was answered recorded %q for %s", tooSoon, answered, got, next)
	}
	d.press("n")
	if got := d.answered(next); got != assess.No {
		t.Errorf("a key pressed a second later recorded %q for %s; want no", got, next)
	}
}

// A paste that the terminal does not mark arrives as a burst of keys.
func TestABurstOfKeysIsNoAnswer(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y")
	d.now = d.now.Add(2 * time.Second)
	for _, k := range []string{"yes", "enter", "no", "enter", "y", "enter"} {
		d.send(key(k))
		d.now = d.now.Add(time.Millisecond)
	}
	if got := d.answered("near-now"); got != "" {
		t.Errorf("near-now is %q", got)
	}
}

func TestWhatToSayAfterAYesShowsOnAPageOfTextToo(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "y", "enter")
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		d.size(size[0], size[1])
		d.sees("Say: Where are they?")
	}
}

func TestADateIsTakenWhenItsFieldIsLeft(t *testing.T) {
	t.Parallel()
	for _, leave := range []string{"esc", "ctrl+c"} {
		d := open(t, quiet)
		d.press("i")
		d.write("2026-11-18")
		d.press(leave)
		if err := d.m.Leave(); err != nil {
			t.Fatal(err)
		}
		if in := d.stored().Incidents; len(in) != 1 || in[0].At.String() != "2026-11-18" {
			t.Errorf("%s: incidents are %+v", leave, in)
		}
	}
	d := open(t, quiet)
	d.press("i")
	d.write("nonsense")
	d.press("esc")
	d.sees("! ", "Incident: 1 of")
}

func TestOldAnswersAreNotSettled(t *testing.T) {
	t.Parallel()
	d := open(t, strings.Replace(full, `near-now: "no"`, `near-now: {answer: "no", at: 2026-11-18T12:00:00Z}, intrusion: "yes"`, 1))
	d.sees("1 answer to check again")
	d.goTo("finish")
	d.sees("1 answer is to check again")
	d.goTo("near-now")
	d.sees("Said before: no. Ask again.")
	d.press("n", "enter")
	if strings.Contains(d.spoken(), "to check again") {
		t.Errorf("still old:\n%s", d.picture())
	}
}

// However somebody leaves, it is asked how the contact ended; normally is one key.
func TestEveryWayOutAsksHowItEnded(t *testing.T) {
	t.Parallel()
	stopped := func(d *handler) bool { _, stopped, _ := d.m.Ended(); return stopped }
	d := open(t, "")
	d.press("y", "n", "enter", "esc", "q")
	d.sees("How did the call end?", "q stops; this is asked")
	if d.press("1"); !stopped(d) || d.stored().Contact.Ended != "finished" {
		t.Errorf("stopped %v, ended %q", stopped(d), d.stored().Contact.Ended)
	}
	d = open(t, "")
	d.press("y", "u", "enter", "esc", "q", "2") // cut off
	d.sees("ACT NOW", "Did you hear anything, or might somebody have ended it?")
	d.press("y")
	d.sees("Help first")
	if stopped(d) || d.stored().Contact.Heard != "yes" {
		t.Error("ended before anyone could read that help must be sent")
	}
	if d.press("q"); !stopped(d) {
		t.Error("q does not stop")
	}
	d = open(t, "")
	d.press("y", "u", "enter", "esc", "q", "q")
	if !stopped(d) || d.stored().Contact.Ended != "" {
		t.Errorf("stopped %v, ended %q", stopped(d), d.stored().Contact.Ended)
	}
	d = open(t, "")
	d.press("y", "n", "enter", "esc")
	d.goTo("finish")
	d.press("y")
	d.sees("How did the call end?")
	d.press("1")
	d.sees("Finish and write the report?")
	d.press("y")
	if finished, _, _ := d.m.Ended(); !finished || d.stored().Contact.Ended != "finished" {
		t.Errorf("finished %v, ended %q", finished, d.stored().Contact.Ended)
	}
}

// A call that stopped with Ctrl+C is asked about at the next start, before anything else.
func TestTheNextStartAsksHowTheLastContactEnded(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "u", "enter", "ctrl+c")
	_, rest, _ := strings.Cut(d.content(), "status: draft\n")
	d = openAfter(t, rest, noon)
	d.sees("stopped without saying", "1 normally", "4 it is still going on")
	d.press("2", "n")
	d.sees("ACT NOW")
	if a := d.stored(); a.Contact.Ended != "dropped" || a.Contact.Heard != "no" {
		t.Errorf("ended %q, heard %q", a.Contact.Ended, a.Contact.Heard)
	}
}

func TestAWrongSecondPersonLosesNoReason(t *testing.T) {
	t.Parallel()
	d := open(t, calmed)
	d.goTo("judgement")
	d.press("l", "1")
	d.write("reasons")
	d.press("enter")
	d.write("H1")
	d.press("enter")
	d.sees("! Refused:", "The reference of the second person")
	d.write("S2")
	d.press("enter")
	if o := d.stored().Override; o == nil || o.Reason != "reasons" || o.SecondPerson != "S2" {
		t.Fatalf("override is %+v", o)
	}
	d.goTo("threats")
	d.press("y")
	d.sees("The override no longer applies")
}

// Typing "q" in a field does not stop, and is not recorded without asking.
func TestOneLetterInAFieldIsAskedAbout(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("reference")
	for range 12 {
		d.press("backspace")
	}
	d.write("q")
	d.press("enter")
	d.sees("Did you mean that letter as a key?")
	if d.s.Step().ID != "reference" {
		t.Fatal("recorded as a reference")
	}
	d.press("enter")
	if got := d.stored().Case.Reference; got != "q" {
		t.Errorf("the second Enter wrote %q", got)
	}
}

func TestTheRowInHandOfTheReviewIsAlwaysInView(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	d.goTo("threats-children")
	for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}} {
		d.size(size[0], size[1])
		d.press("r")
		for range 30 {
			if !strings.Contains(d.picture(), "\n >") && !strings.Contains(d.picture(), "\n  >") {
				t.Fatalf("no row is marked at %v:\n%s", size, d.picture())
			}
			fits(t, d)
			d.press("down")
		}
	}
}

func TestATextThatIsTooLongIsSaidSoAndKept(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("approach")
	d.press("w")
	d.now = d.now.Add(time.Second)
	d.send(paste(strings.Repeat("word ", 2100)))
	d.sees("! 10500 characters; the limit is 10000. All of it is kept")
	d.press("esc")
	if !strings.Contains(string(d.bytes), strings.Repeat("word ", 100)) {
		t.Error("it is not kept")
	}
}

func TestAdviceThatIsBeingTypedIsNotLost(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	d.goTo("advice")
	d.press("1")
	d.write("change the locks today")
	d.press("ctrl+c")
	if err := d.m.Leave(); err != nil {
		t.Fatal(err)
	}
	if got := d.stored().AdviceGiven; len(got) != 1 || got[0] != "change the locks today" {
		t.Errorf("advice is %q", got)
	}
}
