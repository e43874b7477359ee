package screen_test

import (
	"strings"
	"testing"

	"stalkrisk/cmd/internal/present"
)

// Every command works on the question page and on the review, at every step that it
// applies to.
func TestEveryCommandIsAKeyOfTheQuestionAndOfTheReview(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"near-now", "incidents", "judgement", "review"} {
		for _, c := range present.Commands {
			d := open(t, full+"incidents: [{at: 2026-11-01, kind: visit}]\n")
			d.goTo("fear")
			d.press("y") // so that there is a last answer
			d.goTo(page)
			d.press(c.Key)
			said := d.spoken()
			if _, _, broken := d.m.Ended(); broken != nil || strings.Contains(said, "is not one of the answers") || strings.Contains(said, "does nothing here") {
				t.Errorf("%s on %s does nothing (%v):\n%s", c.Key, page, broken, d.picture())
			}
		}
	}
}

// Every key that a page lists does something there.
func TestEveryKeyThatIsListedIsTaken(t *testing.T) {
	t.Parallel()
	pages := map[string][]string{ // the keys that open each page
		"a question": nil, "the review": {"r"}, "the list": {"l"}, "removing": {"l", "x"}, "an entry": {"i"}, "a field of text": {"i", "enter", "1", "enter"},
		"the help": {"?"}, "going to": {"/"}, "a note": {"w"}, "a note on the last": {"+"},
	}
	for name, lead := range pages {
		listed := func() *handler {
			d := open(t, quiet+"incidents: [{at: 2026-11-01, kind: visit}]\n")
			d.goTo("fear")
			d.press("y")
			d.press(lead...)
			return d
		}
		keys := listed().m.KeysListed()
		if len(keys) == 0 {
			t.Errorf("%s lists no keys", name)
		}
		for _, k := range keys {
			d := listed()
			d.press(k)
			if said := d.spoken(); strings.Contains(said, "is not one of the answers") || strings.Contains(said, "does nothing here") {
				t.Errorf("%s on %s does nothing:\n%s", k, name, d.picture())
			}
		}
	}
}

// A capital letter answers nothing and moves nowhere: it may be the end of a key whose
// bytes came apart, or Caps Lock is on.
func TestACapitalLetterIsNoKey(t *testing.T) {
	t.Parallel()
	for _, lead := range [][]string{nil, {"r"}, {"l"}, {"l", "x"}, {"i"}} {
		listed := func() *handler {
			d := open(t, quiet+"incidents: [{at: 2026-11-01, kind: visit}]\n")
			d.goTo("fear")
			d.press(lead...)
			return d
		}
		tried := 0
		for _, k := range append(listed().m.KeysListed(), "y", "n", "u", "d") {
			if len(k) != 1 || k == strings.ToUpper(k) {
				continue
			}
			tried++
			d := listed()
			stored, question := d.content(), strings.Split(d.picture(), "\n")[2]
			d.press(strings.ToUpper(k))
			if d.content() != stored || strings.Split(d.picture(), "\n")[2] != question {
				t.Errorf("after %q, %q does something:\n%s", lead, strings.ToUpper(k), d.picture())
			}
			if lead == nil && !strings.Contains(d.spoken(), "Caps Lock") {
				t.Errorf("after %q, %q is not explained:\n%s", lead, strings.ToUpper(k), d.picture())
			}
		}
		if tried < 4 {
			t.Errorf("after %q only %d keys tried", lead, tried)
		}
	}
}

// Somebody who types a single letter in a field may have meant a key: every letter that
// is a key anywhere is asked about, and no other.
func TestALetterInAFieldIsAskedAboutIfItIsAKeyAnywhere(t *testing.T) {
	t.Parallel()
	asked := func(d *handler, letter string) bool {
		d.goTo("reference")
		d.press("ctrl+e", "ctrl+u", letter, "enter")
		return strings.Contains(d.spoken(), "Did you mean that letter as a key?")
	}
	letters := []string{"y", "n", "u", "d", "h", "l"} // the answers, and those of the judgement
	for _, c := range present.Commands {
		if len(c.Key) == 1 {
			letters = append(letters, c.Key)
		}
	}
	for _, letter := range append(letters, "Q") {
		if !asked(open(t, quiet), letter) {
			t.Errorf("%s in a field is recorded as text", letter)
		}
	}
	for _, letter := range []string{"z", "o", "7"} {
		if asked(open(t, quiet), letter) {
			t.Errorf("%s in a field is asked about", letter)
		}
	}
	for _, c := range present.PracticeCommands {
		d, _ := practise(t, "the-gate", nil)
		d.press("esc")
		if !asked(d, c.Key) {
			t.Errorf("%s in a field of a practice case is recorded as text", c.Key)
		}
	}
}
