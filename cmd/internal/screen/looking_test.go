package screen_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/screen"
)

// Looking at a text, and leaving it again in any way, changes nothing.

// odd are texts that a field cannot show as they are.
var odd = []string{
	"he came\tat two\r\nand again\rat four", "\u2067word\u2069 and\ta tab", "\ufffd and \ufffd", "  blanks at both ends\t ", "zero\u200bwidth\ufeff \u200d", "cafe\u0301 e\u0301",
	"line\u2028and\u2029paragraph", "hard\u00a0space", "\u202eturned\u202c", "\u200f", " ", "\U0001F468\u200d\U0001F469\u200d\U0001F467", "x\n\n", "\ncaller",
}

// oddCase returns a case with text in every field that the screen shows in an editor.
func oddCase(t testing.TB, text string) string {
	t.Helper()
	b, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.ReplaceAll(text, "\n", " ") // a part of a note ends with its line
	impact, _ := json.Marshal("Money: " + said + "\nSleep and health: " + said)
	return strings.NewReplacer("TEXT", string(b), "IMPACT", string(impact)).Replace(`stage: full
dash_asked: always
assessor: {reference: H1, role: officer}
case: {reference: TEXT, relationship: former_partner, children: "yes", victim_area: TEXT, suspect_area: TEXT}
contact: {safe_to_talk: "yes", ended: finished, safe_times: TEXT, interpreter: TEXT, needs: TEXT}
caller: victim
first_account: TEXT
dash_grade: {level: medium, reason: TEXT}
referral: {offered: "yes", service: TEXT}
responses:
  stalking: {near-now: "no", approach: {answer: "yes", note: TEXT}, life-changed: {answer: "yes", note: IMPACT}}
  dash: {q01: {answer: "yes", note: TEXT}}
incidents: [{at: 2026-11-01, kind: visit, channel: in_person, area: TEXT, recorded_as: TEXT, reference: TEXT, note: TEXT}]
orders: [{kind: injunction, from: 2026-05-01, conditions: [TEXT, TEXT], note: TEXT}]
decisions: [{about: spo, decision: considered, reason: TEXT, by: TEXT}]
advice_given: [TEXT]
actions: [{what: TEXT, owner: TEXT, due: 2026-11-21}]
`)
}

// textPages returns every page with a text, by how to open it.
func textPages(d *handler) map[string]func(*handler) {
	pages := map[string]func(*handler){}
	for _, st := range d.s.Steps() {
		switch {
		case st.Kind == conversation.TextStep, st.Kind == conversation.LineStep:
			pages[st.ID] = func(d *handler) { d.s.Go(st); d.m.Show() }
		case st.Note != "":
			pages["the note on "+st.ID] = func(d *handler) { d.s.Go(st); d.m.Show(); d.press("w") }
		case st.Entries > 0:
			for i, f := range d.s.Edit(st.ID, 0) {
				if f.Options == nil {
					pages[st.ID+" "+f.ID] = func(d *handler) {
						d.s.Go(st)
						d.m.Show()
						d.press("l", "c")
						d.through(st.ID, i)
					}
				}
			}
		}
	}
	return pages
}

// through goes past the first n fields of an entry and leaves each as it is.
func (d *handler) through(list string, n int) {
	for _, f := range d.s.Edit(list, 0)[:n] {
		if f.ID == "note" && f.Options == nil {
			d.press("pgdown") // Enter is part of the text
		} else {
			d.press("enter")
		}
	}
}

// differ returns the lines that are not the same, or "".
func differ(before, after string) string {
	return cmp.Diff(strings.Split(before, "\n"), strings.Split(after, "\n"))
}

func TestLookingAtATextNeverEditsIt(t *testing.T) {
	t.Parallel()
	ways := map[string]func(*handler){
		"esc": func(d *handler) { d.press("esc") }, "the story": func(d *handler) { d.press("tab", "left", "esc") }, "shift+tab": func(d *handler) { d.press("shift+tab") },
		"help": func(d *handler) { d.press("f1", "esc") }, "ctrl+c": func(d *handler) { d.press("ctrl+c") },
		"the window closes": func(*handler) {}, "a second passes": func(d *handler) { d.send(screen.KeepMsg()) },
		"moving about": func(d *handler) { d.press("up", "down", "home", "end", "left", "right", "ctrl+z", "esc") },
		"other sizes":  func(d *handler) { d.size(60, 16); d.m.View(); d.size(120, 40); d.m.View(); d.press("esc") },
	}
	names := slices.Sorted(maps.Keys(ways))
	for i, text := range append([]string{strings.Join(odd, "x")}, odd...) {
		pages := textPages(open(t, oddCase(t, text)))
		for k, page := range slices.Sorted(maps.Keys(pages)) {
			for n, way := range names {
				if i > 0 && (i+k)%len(names) != n { // every way with one text, one way with each
					continue
				}
				enter, leave := pages[page], ways[way]
				d := open(t, oddCase(t, text))
				enter(d)
				before := d.content()
				d.m.View()
				leave(d)
				if err := d.m.Leave(); err != nil {
					t.Fatal(err)
				}
				if diff := differ(before, d.content()); diff != "" {
					t.Errorf("%q on %s, left by %s: %s", text, page, way, diff)
				}
			}
		}
	}
}

// Enter leaves a field of one line as it was, and so does going through a whole form.
func TestGoingThroughAFormWithEnterChangesNothing(t *testing.T) {
	t.Parallel()
	for _, text := range odd {
		d := open(t, oddCase(t, text))
		before := d.content()
		for _, st := range d.s.Steps() {
			d.s.Go(st)
			d.m.Show()
			switch {
			case st.Kind == conversation.LineStep:
				d.press("enter")
			case st.Entries > 0:
				d.press("l", "c")
				d.through(st.ID, len(d.s.Edit(st.ID, 0)))
			}
		}
		if diff := differ(before, d.content()); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// An edit changes what was edited, and every other byte stays: of the same text, and of
// the other texts of the page.
func TestAnEditChangesOnlyWhatWasEdited(t *testing.T) {
	t.Parallel()
	for _, text := range odd {
		if text == "\u200f" {
			continue // a field that shows nothing is empty once something was typed and deleted there
		}
		d := open(t, oddCase(t, text))
		d.goTo("first-account")
		d.press("Z", "esc")
		if got := string(d.stored().FirstAccount); got != text+"Z" {
			t.Errorf("%q and Z at the end became %q", text, got)
		}
		d.goTo("first-account")
		d.press("backspace", "esc")
		if got := string(d.stored().FirstAccount); got != text {
			t.Errorf("%q became %q after Z was deleted again", text, got)
		}
		d.goTo("first-account")
		d.now = d.now.Add(time.Second)
		d.send(paste("one\ttab, \u00e9"))
		d.press("ctrl+z", "esc")
		if got := string(d.stored().FirstAccount); got != text {
			t.Errorf("%q became %q after an undo", text, got)
		}
		d.goTo("decisions")
		d.press("l", "c", "enter", "enter", "Z", "enter", "esc")
		if got := d.stored().Decisions[0]; strings.Replace(got.Reason, "Z", "", 1) != text || got.By != text || !strings.Contains(got.Reason, "Z") {
			t.Errorf("%q: the decision is %+q", text, got)
		}
		d.goTo("orders")
		d.press("l", "c", "enter", "enter", "enter")
		d.write("; new")
		d.press("enter", "esc")
		if got := d.stored().Orders[0]; len(got.Conditions) != 3 || got.Conditions[0] != text || got.Note != text {
			t.Errorf("%q: the order is %+q", text, got)
		}
	}
}

// Whatever is typed, pasted and deleted where, the text is the bytes that were there
// with the edits in their places.
func TestEditsKeepEveryOtherByte(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab \t\r\n\u200b\u2067\ufffdé\u0301\u2028")), 1, 30, -1).Draw(r, "text")
		d := open(t, oddCase(t, text))
		d.goTo("first-account")
		typed := 0
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"left", "right", "home", "end", "up", "down", "Z", "Z", "Y"}), 1, 20).Draw(r, "keys") {
			if k == "Z" || k == "Y" {
				typed++
			}
			d.press(k)
		}
		d.press("esc")
		got := string(d.stored().FirstAccount)
		if n := strings.Count(got, "Z") + strings.Count(got, "Y"); n != typed || strings.NewReplacer("Z", "", "Y", "").Replace(got) != text {
			r.Fatalf("%q became %q", text, got)
		}
	})
}

// Marks that a field does not show are kept where they were typed or pasted.
func TestMarksThatAreTypedAreKept(t *testing.T) {
	t.Parallel()
	const said = "\u2067word\u2069 then \u202ba\u202c and \u200fb"
	for name, write := range map[string]func(*handler){
		"pasted": func(d *handler) { d.now = d.now.Add(time.Second); d.send(paste(said)) },
		"typed":  func(d *handler) { d.write(said) },
	} {
		d := open(t, quiet)
		d.goTo("fear")
		d.press("w")
		write(d)
		d.press("esc")
		if got := d.note("fear"); got != said {
			t.Errorf("%s: %q became %q", name, said, got)
		}
	}
}
