package screen_test

import (
	"testing"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/screen"
)

// Everyday words and names find a question, and searching answers nothing, however fast
// the words are typed.
func TestWordsFindAQuestionAndAnswerNothing(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	for _, c := range []struct{ typed, want string }{
		{"weapon", "weapon"}, {"q17", "dash.q17"}, {"whose law", "jurisdiction"}, {"burglary", "intrusion"}, {"Burglarys", "intrusion"}, {"burgalry", "intrusion"},
		{"yes he was outside", "approach"}, {"ambulance", "help-sent"}, {"finish", "finish"},
	} {
		for _, pace := range []bool{false, true} {
			d.goTo("fear")
			before := d.content()
			d.press("/")
			if pace {
				d.tell(c.typed, storyPace)
			} else {
				d.write(c.typed)
			}
			d.sees("Find: " + c.typed)
			d.press("enter")
			if got := d.s.Step().ID; got != c.want {
				t.Errorf("%q went to %s; want %s", c.typed, got, c.want)
			}
			if d.content() != before {
				t.Errorf("%q recorded something: %s", c.typed, differ(before, d.content()))
			}
		}
	}
	d.goTo("fear")
	d.press("/")
	d.sees("== ", "Find: _")
	d.press("esc")
	if got := d.s.Step().ID; got != "fear" {
		t.Errorf("leaving the search went to %s", got)
	}
}

// After the answer to what was found, and to what it adds, the question in hand is back.
func TestTheQuestionInHandComesBack(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.press("/")
	d.write("any threat")
	d.press("enter")
	d.sees("Have they threatened you?")
	d.press("y")
	d.sees("Have they threatened to kill you?") // the follow-up
	d.press("n")
	if got := d.s.Step().ID; got != "fear" {
		t.Errorf("then comes %s", got)
	}
	d.press("/")
	d.write("burglary")
	d.press("enter", "b")
	if got := d.s.Step().ID; got != "fear" {
		t.Errorf("b goes to %s", got)
	}
}

// What does not apply, or is for another stage, can be found and answered all the same.
func TestWhatIsNotAskedNowCanBeFoundAndAnswered(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	if _, asked := d.s.Find("threats-grave"); asked {
		t.Fatal("it is asked")
	}
	d.goTo("fear")
	d.press("/")
	d.write("threat to kill")
	d.sees("> A threat to kill: not asked (not asked now)")
	d.press("enter", "y")
	if got := d.answered("threats-grave"); got != assess.Yes || d.s.Step().ID != "fear" {
		t.Errorf("answered %q, at %s", got, d.s.Step().ID)
	}
}

// Words that find nothing are kept, on every way out, until they are a note or an
// incident.
func TestWordsThatFindNothingAreKept(t *testing.T) {
	t.Parallel()
	const words = "xyzzy plugh"
	for name, stop := range stops {
		d := open(t, quiet)
		d.goTo("fear")
		d.press("/")
		d.write(words)
		d.sees("Nothing found: keep the words as a note on this question", "add an incident")
		stop(d)
		d = d.again()
		d.goTo("fear")
		d.press("/")
		d.sees("Found nothing before: " + words)
		d.press("down", "enter")
		d.sees("Noted at:")
		if got := d.note("fear"); got != words || len(d.stored().Unfinished) > 0 {
			t.Errorf("%s: the note is %q, unfinished %+v", name, got, d.stored().Unfinished)
		}
	}
	d := open(t, quiet)
	d.goTo("reference")
	d.press("esc", "/")
	d.write(words)
	d.press("down", "enter")
	d.sees("Incident: 1 of 3")
	d.write("yesterday")
	d.press("enter")
	d.sees("Recorded: something else. Enter keeps it.")
	d.press("enter", "enter")
	if in := d.stored().Incidents; len(in) != 1 || in[0].Note != words || in[0].Kind != "other" || in[0].At.String() != "2026-11-19" || len(d.stored().Unfinished) > 0 {
		t.Errorf("incidents %+v, unfinished %+v", in, d.stored().Unfinished)
	}
	d.press("/")
	d.write(words)
	d.send(screen.KeepMsg())
	for range words {
		d.press("backspace")
	}
	d.press("esc")
	if len(d.stored().Unfinished) > 0 {
		t.Errorf("words that were deleted are kept: %+v", d.stored().Unfinished)
	}
}

// n/a is neither no nor a search.
func TestNotApplicableIsNotNo(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("intrusion")
	before := d.answered("intrusion")
	d.tell("n/a", storyPace)
	d.press("esc")
	if got := d.answered("intrusion"); got != before || d.note("intrusion") != "n/a" {
		t.Errorf("answered %q, was %q, note %q", got, before, d.note("intrusion"))
	}
}
