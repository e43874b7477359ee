package screen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/screen"
)

// tell types a text at a pace, one key after the other. A key that is typed during a save
// comes when that has ended.
func (d *handler) tell(text string, pace time.Duration) {
	typed := d.now
	for _, r := range text {
		if typed = typed.Add(pace); typed.After(d.now) {
			d.now = typed
		} else {
			d.now = d.now.Add(time.Millisecond)
		}
		d.send(key(string(r)))
	}
}

// settle lets a burst of text end.
func (d *handler) settle() {
	d.now = d.now.Add(time.Second)
	d.send(screen.BurstMsg())
}

// note returns the saved note on a stalking item.
func (d *handler) note(id string) string {
	d.t.Helper()
	r, _ := d.stored().Responses.Of("stalking", id)
	return r.Note
}

const storyPace = 190 * time.Millisecond

// Somebody who types what they hear at a question answers nothing: what the letters
// answered is taken back, from the file too, and all of them are in the note.
func TestAStoryTypedAtAQuestionAnswersNothing(t *testing.T) {
	t.Parallel()
	for _, story := range []string{
		"any sign of him? not now", "not yet, nobody has seen him", "yes she thinks so", "unsure; he was here", "do you hear that", "3 times today",
		"by the gate at nine", "so he came back", "sunny day, he waited", "us two only", "really near", "for years", "fyi he has a key", "later he rang",
		"He is outside", "buddy of his", "bus stop again", "\u00fcber die Stra\u00dfe", "nn he", "? nobody knows",
		"when he rang", "NW corner", "quite often", "nqy", "q is his letter", "+44 he rang", "sw of the park",
	} {
		for _, id := range []string{"near-now", "fear", "weapon"} {
			d := open(t, quiet)
			d.goTo(id)
			before := d.stored()
			d.tell(story, storyPace)
			d.press("esc")
			after := d.stored()
			if got := d.note(id); got != story {
				t.Errorf("%q at %s: the note is %q", story, id, got)
			}
			for _, it := range after.Responses[0].Items {
				was, _ := before.Responses.Of("stalking", it.Item)
				if it.Answer.OrNotAsked() != was.Answer.OrNotAsked() || len(it.Was) > 0 || it.At != was.At {
					t.Errorf("%q at %s: %s is %+v; was %+v", story, id, it.Item, it.Response, was)
				}
			}
			if got := d.s.Step().ID; got != id {
				t.Errorf("%q at %s: %s is asked next", story, id, got)
			}
			if after.Status != assess.Draft {
				t.Errorf("%q at %s finished it", story, id)
			}
		}
	}
}

// At a question that has no note, what was typed goes into the account.
func TestAStoryAtAQuestionWithoutANoteGoesIntoTheAccount(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	prompt := d.s.Step().Prompt
	d.tell("yes but he listens", storyPace)
	d.sees("1 answer taken back", "The story", prompt)
	d.press("esc")
	if a := d.stored(); a.Contact.SafeToTalk != "" || a.FirstAccount != "yes but he listens" || d.s.Step().ID != "safe-to-talk" {
		t.Errorf("safe to talk %q, account %q, at %s", a.Contact.SafeToTalk, a.FirstAccount, d.s.Step().ID)
	}
	d.sees("1 answer was taken back.")
	d.press("y")
	d.goTo("relationship")
	d.tell("1 of the neighbours", storyPace)
	d.press("esc")
	if a := d.stored(); a.Case.Relationship != "" || a.FirstAccount != "yes but he listens\n1 of the neighbours" || d.s.Step().ID != "relationship" {
		t.Errorf("relationship %q, account %q, at %s", a.Case.Relationship, a.FirstAccount, d.s.Step().ID)
	}
}

// An answer may lead to a page of text: the letters after it in the same run are not for
// that page.
func TestAStoryThatReachesAPageOfTextStaysWhole(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	d.goTo("online-only")
	d.tell("no one knows", storyPace)
	d.press("esc")
	if a := d.stored(); a.Case.OnlineOnly != "" || a.Contact.Language != "" || a.FirstAccount != "He waits outside.\nno one knows" || d.s.Step().ID != "online-only" {
		t.Errorf("online only %q, language %q, account %q, at %s", a.Case.OnlineOnly, a.Contact.Language, a.FirstAccount, d.s.Step().ID)
	}
	d.press("n") // and text after a pause is for that page
	d.now = d.now.Add(screen.Within)
	d.tell("Urdu", storyPace)
	d.press("enter")
	if a := d.stored(); a.Case.OnlineOnly != "no" || a.Contact.Language != "Urdu" {
		t.Errorf("online only %q, language %q", a.Case.OnlineOnly, a.Contact.Language)
	}
}

// Keys that are all answers stay answers, however soon they come, and so does an answer
// before a pause.
func TestQuickAnswersStand(t *testing.T) {
	t.Parallel()
	for _, pace := range []time.Duration{200 * time.Millisecond, 450 * time.Millisecond, time.Second} {
		d := open(t, full)
		d.goTo("dash.q02")
		var asked []string
		for _, k := range []string{"y", "n", "y"} {
			asked = append(asked, strings.TrimPrefix(d.s.Step().ID, "dash."))
			d.tell(k, pace)
		}
		for i, want := range []assess.Answer{assess.Yes, assess.No, assess.Yes} {
			if r, _ := d.stored().Responses.Of("dash", asked[i]); r.Answer != want {
				t.Errorf("every %v: %s is %q; want %q", pace, asked[i], r.Answer, want)
			}
		}
	}
	d := open(t, quiet)
	d.goTo("fear")
	d.tell("n", storyPace)
	d.now = d.now.Add(screen.Within)
	d.tell("x he", storyPace)
	if got := d.answered("fear"); got != assess.No {
		t.Errorf("an answer before a pause of %v is %q", screen.Within, got)
	}
}

// What was answered before the run stays as it was, with its history.
func TestWhatWasAnsweredBeforeComesBack(t *testing.T) {
	t.Parallel()
	d := open(t, strings.Replace(quiet, `fear: "yes"`, `fear: {answer: "yes", at: 2026-11-20T11:00:00Z, note: since May, was: [{answer: "no", at: 2026-11-20T10:00:00Z}]}`, 1))
	d.goTo("fear")
	before := d.content()
	d.tell("n", storyPace)
	if d.content() == before {
		t.Fatal("n answered nothing, so there is nothing to take back")
	}
	d.tell("ow he rings", storyPace)
	d.press("ctrl+z", "ctrl+z", "ctrl+z", "esc")
	if diff := differ(before, d.content()); diff != "" {
		t.Errorf("after the letters were removed: %s", diff)
	}
}

// An answer that could not be taken back at once is taken back when the disk has room.
func TestTakingBackIsTriedAgain(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.tell("n", storyPace)
	d.full = true
	d.tell("ow he", storyPace)
	d.send(screen.KeepMsg())
	if got := d.answered("fear"); got != assess.No {
		t.Fatalf("the disk was full, but fear is %q there", got)
	}
	d.full = false
	d.send(screen.KeepMsg())
	if got, note := d.answered("fear"), d.note("fear"); got != assess.Yes || note != "now he" {
		t.Errorf("fear is %q with the note %q", got, note)
	}
}

// Whether somebody is near takes a key and Enter: a key alone never records it.
func TestNearNowTakesAKeyAndEnter(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {60, 16}} {
		d := open(t, "")
		d.size(size[0], size[1])
		d.press("y")
		d.sees("Press a key, then Enter.")
		d.press("y", "n")
		d.sees("> n no (Enter records it)", "no? Enter records it.", "Enter records it")
		if got := d.answered("near-now"); got != "" {
			t.Fatalf("a key alone recorded %q", got)
		}
		d.press("enter")
		if got := d.answered("near-now"); got != assess.No {
			t.Errorf("n and Enter recorded %q", got)
		}
		r, _ := d.stored().Responses.Of("stalking", "near-now")
		if len(r.Was) > 0 {
			t.Errorf("y was only marked, but was is %v", r.Was)
		}
		d.press("esc", "r")
		for range 60 {
			d.press("up")
		}
		for range 60 { // on no row of the review either
			d.press("down")
			if strings.Contains(d.spoken(), "Are they nearby") {
				d.press("u")
			}
		}
		if got := d.answered("near-now"); got != assess.No {
			t.Errorf("the review recorded %q", got)
		}
	}
}

// A command and a letter soon after it answer nothing: words begin so.
func TestALetterSoonAfterACommandAnswersNothing(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"by", "su", "sy", "fy", "fn"} {
		d := open(t, quiet)
		d.goTo("fear")
		before := d.content()
		d.tell(word, storyPace)
		if done, _, _ := d.m.Ended(); done || d.content() != before {
			t.Errorf("%q recorded something (finished %v): %s", word, done, differ(before, d.content()))
		}
		d.sees("Too quick: not recorded.")
	}
}

// A field that a command opens takes what is typed at once.
func TestWhatIsTypedRightAfterACommandGoesIntoItsField(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.tell("/", storyPace)
	d.tell("weapon", storyPace)
	d.press("enter")
	if got := d.s.Step().ID; got != "weapon" {
		t.Errorf("went to %s", got)
	}
	d.press("w")
	d.now = d.now.Add(screen.Within)
	d.tell("said it twice", storyPace)
	d.press("esc")
	if got := d.note("weapon"); got != "said it twice" {
		t.Errorf("the note is %q", got)
	}
	d.goTo("fear")
	d.press("y")
	d.tell("+she cries", storyPace)
	d.press("esc")
	if got := d.note("fear"); got != "she cries" {
		t.Errorf("the note on the last question is %q", got)
	}
	d.tell("ilast night", storyPace)
	d.press("enter")
	d.tell("visit", storyPace)
	d.press("enter", "esc")
	if in := d.stored().Incidents; len(in) != 1 || in[0].Kind != "visit" {
		t.Errorf("incidents are %+v", in)
	}
	for _, story := range []string{"i think he is here", "in the night he came", "it was him", "gone for now"} {
		d := open(t, quiet)
		d.goTo("weapon")
		d.tell(story, storyPace)
		d.press("esc")
		if got := d.note("weapon"); got != story || len(d.stored().Incidents) > 0 {
			t.Errorf("%q became the note %q and %d incidents", story, got, len(d.stored().Incidents))
		}
	}
}

// At the fields of a form it is the same.
func TestAStoryInAFormAnswersNoFieldOfIt(t *testing.T) {
	t.Parallel()
	for _, story := range []string{"she never dared", "not yet, he said", "yes, twice"} { // a field of text follows
		d := open(t, quiet)
		d.goTo("fear")
		d.press("i")
		d.press("enter") // no date
		d.write("visit")
		d.press("enter", "down") // no place
		d.write("phone")
		d.press("enter", "enter") // no area
		d.sees("Was it reported to the police?")
		d.tell(story, storyPace)
		d.press("esc")
		a := d.stored()
		if len(a.Incidents) != 1 || a.Incidents[0].Reported != "" || a.Incidents[0].RecordedAs != "" || a.Incidents[0].Kind != "visit" || d.note("fear") != story {
			t.Errorf("%q: incidents %+v, note %q", story, a.Incidents, d.note("fear"))
		}
	}
}

// What stops or finishes does so once no letter has followed, or with Enter.
func TestAStoryNeitherStopsNorFinishes(t *testing.T) {
	t.Parallel()
	ended := func(d *handler) bool { finished, stopped, _ := d.m.Ended(); return finished || stopped }
	for _, c := range []struct{ at, keys string }{{"fear", "q"}, {"fear", "qq"}, {"finish", "y"}, {"finish", "yyy"}, {"ended", "q1"}} {
		begin := func() *handler {
			d := open(t, strings.Replace(quiet, ", ended: finished", "", 1))
			if c.at == "ended" {
				d.goTo("near-now")
				d.press("n", "enter", "q")
				d.sees("How did the call end?")
				d.now = d.now.Add(time.Second)
			} else { // nobody has been spoken to in this sitting, so nothing is asked first
				d.goTo(c.at)
			}
			d.tell(strings.TrimPrefix(c.keys, map[bool]string{true: "q"}[c.at == "ended"]), storyPace)
			return d
		}
		d := begin()
		early := d.m.EndMsg()
		if d.send(early); ended(d) {
			t.Errorf("%s at %s: ended before a letter could follow", c.keys, c.at)
		}
		d.pause()
		if d.send(early); !ended(d) {
			t.Errorf("%s at %s: has not ended", c.keys, c.at)
		}
		if d = begin(); d.send(key("enter")) == nil || !ended(d) {
			t.Errorf("%s at %s and Enter: has not ended", c.keys, c.at)
		}
		d = begin()
		d.send(key("left"))
		d.sees("Not stopped.")
		d = begin()
		early = d.m.EndMsg()
		d.tell("es", storyPace)
		d.pause()
		if d.send(early); ended(d) || d.stored().Status != assess.Draft || d.stored().Contact.Ended != "" {
			t.Errorf("%s at %s and more letters: ended %v, %+v", c.keys, c.at, ended(d), d.stored().Contact)
		}
	}
}

// No words of a story answer anything, whatever they are, if they hold a letter that is
// neither an answer nor a command; and every letter is kept.
func TestNoStoryAnswers(t *testing.T) {
	t.Parallel()
	words := []string{"he", "she", "came", "to", "the", "yard", "under", "no", "yes", "dark", "bus", "say", "near", "now", "I", "don't", "know.", "today", "kind", "9", "2nd", "\u2014"}
	rapid.Check(t, func(r *rapid.T) {
		first := rapid.SampledFrom([]string{"nobody", "yet", "under", "down", "seen", "behind", "usually", "ready", "found", "look", "?so", "His", "9th"}).Draw(r, "first")
		story := first + " " + strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(r, "words"), " ")
		d := open(t, full)
		steps := d.s.Steps()
		at := rapid.SampledFrom(steps).Filter(func(st conversation.Step) bool { return st.Item >= 0 }).Draw(r, "question")
		d.goTo(at.ID)
		before := d.stored()
		d.tell(story, time.Duration(rapid.IntRange(60, 490).Draw(r, "pace"))*time.Millisecond)
		d.press("esc")
		after := d.stored()
		if given(after) != given(before) {
			r.Fatalf("%q at %s answered: %v became %v", story, at.ID, before.Responses, after.Responses)
		}
		resp, _ := after.Responses.Of(at.Instrument, strings.TrimPrefix(at.ID, "dash."))
		if resp.Note != story {
			r.Fatalf("%q at %s became the note %q", story, at.ID, resp.Note)
		}
	})
}

// given describes everything that is answered.
func given(a *assess.Assessment) string {
	var out []string
	for _, sheet := range a.Responses {
		for _, it := range sheet.Items {
			if it.Answer.OrNotAsked() != assess.NotAsked {
				out = append(out, fmt.Sprint(it.Item, it.Answer, it.At, it.Was))
			}
		}
	}
	return fmt.Sprint(out, a.Case, a.Contact, a.Recognition, a.Incidents, a.Status)
}
