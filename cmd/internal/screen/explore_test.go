package screen_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/compare"
	"stalkrisk/cmd/internal/explore"
	"stalkrisk/cmd/internal/screen"
)

// whatIf is a trainer at the what-if screen, and what was saved.
type whatIf struct {
	t     testing.TB
	m     *screen.Explorer
	s     *explore.Session
	saved map[string]*assess.Assessment
}

var errTaken = errors.New("a file of that name is there already; choose another")

func (r *whatIf) save(name string, a *assess.Assessment) error {
	if r.saved[name] != nil {
		return errTaken
	}
	r.saved[name] = a
	return nil
}

// tried is a made-up case that one more serious answer makes high.
const tried = `case: {reference: MADE-UP-7, relationship: former_partner, children: "no"}
contact: {safe_to_talk: "yes", ended: finished}
responses:
  stalking: {near-now: "no", weapon: "no", specific-threat: "no", more-often: "no", trigger-event: "no", intrusion: "no", threats: "no", approach: "yes", fear: {answer: "yes", note: MARKER}, persistence: "yes", life-changed: "no"}
  dash: {q01: "yes", q02: "yes", q08: "no"}
`

// enter opens the what-if screen on a made-up case; "" is an empty one.
func enter(t testing.TB, yaml string, o screen.Options) *whatIf {
	t.Helper()
	rec := assessmentfile.One(assessmentfile.Read("x.yaml", []byte(
		"format: stalkrisk.assessment/1\nid: T1\nassessed_at: 2026-11-20T11:59:00Z\n"+yaml)))
	for _, p := range rec.Problems {
		if yaml != "" {
			t.Fatalf("the test case has problems: %v", p)
		}
	}
	set, _ := assesstest.Questionnaires().For(&rec.Assessment, assess.Tool{})
	r := &whatIf{t: t, saved: map[string]*assess.Assessment{}}
	r.s = explore.Open(compare.Side{Set: set, A: &rec.Assessment}, func() string { return "NEW" }, r.save)
	r.m = screen.NewExplorer(r.s, o)
	r.size(80, 24)
	return r
}

func (r *whatIf) size(w, h int) { r.m.Update(tea.WindowSizeMsg{Width: w, Height: h}) }

func (r *whatIf) press(keys ...string) (cmd tea.Cmd) {
	for _, k := range keys {
		_, cmd = r.m.Update(key(k))
	}
	return cmd
}

func (r *whatIf) picture() string { return style.ReplaceAllString(r.m.View(), "") }

// said returns the picture in one line, one column after another.
func (r *whatIf) said() string {
	var columns [3][]string
	for _, l := range strings.Split(r.picture(), "\n") {
		for k, part := range strings.SplitN(l, " │ ", 3) {
			columns[k] = append(columns[k], strings.Fields(part)...)
		}
	}
	return strings.Join(append(append(columns[0], columns[1]...), columns[2]...), " ")
}

func (r *whatIf) sees(texts ...string) {
	r.t.Helper()
	all := r.said()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			r.t.Errorf("the screen does not say %q:\n%s", text, r.picture())
		}
	}
}

// goTo marks an item by its name.
func (r *whatIf) goTo(id string) {
	r.press("/")
	for _, l := range id {
		r.press(string(l))
	}
	r.press("enter")
}

// Looking, moving, resizing the window and keys that are not answers change nothing.
func TestLookingChangesNoAnswer(t *testing.T) {
	t.Parallel()
	r := enter(t, tried, screen.Options{})
	r.press("up", "down", "down", "tab", "left", "right", "pgdown", "pgup", "home", "end", "enter", " ", "x", "1", "f1", "down", "esc",
		"/", "down", "enter", "g", "w", "e", "a", "p", "esc", "=", "m", "down", "down", "up", "esc", "?", "?", "w", "esc", "z", "R", "r", "ctrl+z", "yy", "backspace")
	r.m.Update(paste("y"))
	r.m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("y"), Alt: true})
	r.size(40, 10)
	r.press("y", "n")
	r.size(80, 24)
	if got := r.s.Tried(); len(got) != 0 || len(r.saved) != 0 {
		t.Errorf("tried %+v, saved %d", got, len(r.saved))
	}
	r.sees("as recorded")
}

// Each key gives one answer to the marked item, in either list.
func TestOneKeyTriesAnAnswer(t *testing.T) {
	t.Parallel()
	r := enter(t, tried, screen.Options{})
	for _, c := range []struct {
		key  string
		want assess.Answer
	}{{"y", assess.Yes}, {"u", assess.Unknown}, {"d", assess.Declined}, {"c", assess.NotAsked}} {
		for _, item := range []string{"weapon", "q08"} {
			r.goTo(item)
			r.press(c.key)
			got := r.s.Tried()
			if len(got) == 0 || got[0].Item != "weapon" && got[0].Item != "q08" {
				t.Fatalf("%s at %s tried %+v", c.key, item, got)
			}
			if got[len(got)-1].Answer != c.want && got[0].Answer != c.want {
				t.Errorf("%s at %s is %+v; want %s", c.key, item, got, c.want)
			}
		}
	}
	r.press("n") // q08 as recorded again
	if got := r.s.Tried(); len(got) != 1 || got[0].Item != "weapon" {
		t.Errorf("tried %+v; want weapon only, since no is what q08 was", got)
	}
	r.press("n")
	r.sees("Unwanted contact or watching is already no")
}

// A change is shown at once, marked by words and signs: before -> after.
func TestWhatMovedIsShown(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}, {200, 60}} {
		r := enter(t, tried, screen.Options{NoColour: true})
		r.size(size[0], size[1])
		r.goTo("threats")
		r.press("y")
		r.sees("1 answer changed", "no -> YES", "Any threat: no -> YES. Level is now HIGH.")
		if size[0] >= 80 { // as in a conversation, with the recorded level below it
			r.sees("Level: HIGH.", "Because: ", "No red flags found.", "DASH: 2 yes so far", "As recorded: Moderate.")
		} else {
			r.sees("HIGH.", "Because: ")
		}
		r.press("=")
		r.sees("Since the recorded answers: Level is now HIGH.", "Baseline, whatever the date: HIGH.", "m smallest change")
		r.press("esc")
		if size[0] >= 120 {
			r.sees("> STALKING <", " DASH ", "very frightened")
		}
		r.goTo("q13")
		r.press("y")
		r.sees("> DASH <", "More often: not asked -> YES. DASH yes is now 3.", "2 answers changed")
		r.press("R")
		r.sees("as recorded", "Moderate.")
		if strings.Contains(r.said(), "As recorded:") {
			t.Errorf("the recorded level is shown beside itself:\n%s", r.picture())
		}
		if strings.Contains(r.m.View(), "\x1b[3") {
			t.Errorf("a colour although NO_COLOR is set: %q", r.m.View())
		}
	}
}

// Items that mean danger now, are carried by an incident, or do not apply are marked.
func TestSpecialItemsSaySo(t *testing.T) {
	t.Parallel()
	r := enter(t, tried+"incidents: [{at: 2026-11-18, kind: intrusion}]\n", screen.Options{})
	r.goTo("near-now")
	r.press("y")
	r.sees("*** ACT NOW, if it were so ***", "ACT NOW is now YES.")
	r.size(60, 16)
	r.sees("*** ACT NOW, if it were so ***")
	r.size(80, 24)
	r.goTo("intrusion")
	r.sees("no (incident: YES)")
	r.press("u")
	r.sees("It still counts as yes, because of an incident.")
	r.goTo("threats-children")
	r.sees("[does not apply now]", "(not asked)")
	r.goTo("weapon")
	r.sees("[imminent]")
	if r := enter(t, tried+"training: made-up-case\n", screen.Options{}); true {
		r.sees("WHAT IF TRAINING made-up-case MADE-UP-7")
		r.press("=", "m")
		r.sees("TRAINING made-up-case")
	}
	r = enter(t, "", screen.Options{})
	r.sees("an empty assessment", "Level: ", "No red flags found.", "Could change it: ")
}

func TestUndoGoesAllTheWay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		r := enter(t, tried, screen.Options{})
		pictures := []string{picked(r)}
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"y", "n", "u", "d", "c", "R", "down", "up", "tab", "m"}), 1, 30).Draw(rt, "keys") {
			if k == "m" {
				r.press("=", "m", "down", "enter", "esc")
			} else {
				r.press(k)
			}
			if p := picked(r); p != pictures[len(pictures)-1] {
				pictures = append(pictures, p)
			}
		}
		for len(pictures) > 1 {
			pictures = pictures[:len(pictures)-1]
			r.press("z")
			if got := picked(r); got != pictures[len(pictures)-1] {
				rt.Fatalf("taken back to\n%s\nwant\n%s", got, pictures[len(pictures)-1])
			}
		}
		r.press("z")
		r.sees("Nothing to undo")
	})
}

// picked returns everything that is tried.
func picked(r *whatIf) string { return fmt.Sprint(r.s.Tried()) }

func TestSmallestChangeIsTriedWithEnterOnly(t *testing.T) {
	t.Parallel()
	r := enter(t, tried, screen.Options{})
	r.press("=", "m")
	r.sees("RAISE: from MODERATE, 1 answer;", "LOWER: from MODERATE, 2 answers; 1 way", "does not mean the danger has passed")
	r.press("enter")
	if len(r.s.Tried()) != 0 {
		t.Error("Enter tried a change that nobody chose")
	}
	r.press("down", "enter")
	r.sees("Got into the home: no -> YES", "Level: HIGH.", "As recorded: Moderate.")
	if got := r.s.Tried(); len(got) != 1 || got[0].Item != "intrusion" {
		t.Errorf("tried %+v", got)
	}
	r.press("R", "=", "m")
	for range 50 {
		r.press("down")
	}
	r.press("enter")
	r.sees("Turned up or waited nearby: YES -> no; ", "Level is now low", "2 answers changed")
	r.press("z")
	if len(r.s.Tried()) != 0 {
		t.Error("one undo does not undo both answers of a step")
	}
}

// A variant is saved only on request, in a file with the name given.
func TestSavingAVariant(t *testing.T) {
	t.Parallel()
	r := enter(t, tried, screen.Options{Name: "case.what-if.yaml"})
	r.press("w")
	r.sees("there is nothing to save")
	r.goTo("fear")
	r.press("n", "q")
	r.sees("! Your changes are not saved.")
	r.press("down", "q")
	if finished, _, _ := r.m.Left(); finished {
		t.Fatal("a second q after other keys left without asking")
	}
	r.press("w")
	r.sees("case.what-if.yaml", "so nobody mistakes it for the case")
	r.press("esc")
	r.sees("Nothing was saved.")
	r.press("w", "enter")
	r.sees("Saved, and marked as a what-if: case.what-if.yaml")
	v := r.saved["case.what-if.yaml"]
	if v == nil || v.ID != "NEW" || !v.Draft() || v.Case.Reference != "what-if MADE-UP-7" {
		t.Fatalf("saved %+v", v)
	}
	if x, _ := v.Responses.Of("stalking", "fear"); x.Answer != assess.No || x.Note != "" {
		t.Errorf("fear is %+v; want a bare no", x)
	}
	set, _ := assesstest.Questionnaires().For(v, assess.Tool{})
	if got, want := assess.Score(set, v).Overall, r.s.Is.Overall; got != want {
		t.Errorf("the variant scores %+v; shown was %+v", got, want)
	}
	r.press("w", "enter")
	r.sees("! Not saved: a file of that name is there already")
	r.press("ctrl+u", "enter")
	r.sees("! Write a name")
	r.press("b", ".", "y", "a", "m", "l", "enter")
	if r.saved["b.yaml"] == nil || len(r.saved) != 2 {
		t.Errorf("saved %d files", len(r.saved))
	}
	if x, _ := r.s.Recorded.A.Responses.Of("stalking", "fear"); x.Answer != assess.Yes || x.Note != "MARKER" {
		t.Errorf("what was recorded is %+v", x)
	}
	r.press("q")
	if finished, _, _ := r.m.Left(); !finished {
		t.Error("q does not leave once all is saved")
	}
}

func TestLeaving(t *testing.T) {
	t.Parallel()
	r := enter(t, tried, screen.Options{})
	r.press("y", "q", "q")
	if finished, _, _ := r.m.Left(); !finished {
		t.Error("the second q does not leave")
	}
	for _, page := range []string{"", "/", "=", "w", "?"} {
		r := enter(t, tried, screen.Options{})
		r.press("y", page, "ctrl+c")
		if _, stopped, _ := r.m.Left(); !stopped || len(r.saved) != 0 {
			t.Errorf("Ctrl+C on %q: stopped %v, saved %d", page, stopped, len(r.saved))
		}
	}
}

// fits checks that the picture is no larger than the window, and that no style is
// left open.
func (r *whatIf) fits(t *rapid.T, w, h int) {
	lines := strings.Split(r.m.View(), "\n")
	if len(lines) > h {
		t.Fatalf("%d lines in a window of %d:\n%s", len(lines), h, r.picture())
	}
	for _, l := range lines {
		if all := style.FindAllString(l, -1); len(all) > 0 && all[len(all)-1] != "\x1b[0m" {
			t.Fatalf("a style is left open: %q", l)
		}
		if cells(l) > w {
			t.Fatalf("%d cells in a window of %d:\n%s", cells(l), w, r.picture())
		}
	}
}

// Whatever keys are pressed, there is no panic, the picture fits, and a file is written
// only if w asked for it.
func TestAnyKeysInAWhatIf(t *testing.T) {
	t.Parallel()
	keys := []string{"y", "n", "u", "d", "c", "z", "R", "r", "=", "m", "w", "/", "g", "?", "q", "x", "1", "ä", "weapon", " "}
	for k := range named {
		if k != "ctrl+c" {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	rapid.Check(t, func(rt *rapid.T) {
		r := enter(t, rapid.SampledFrom([]string{"", tried}).Draw(rt, "case"), screen.Options{Name: "v.yaml"})
		before := r.s.Recorded.A.Clone()
		w, h, asked := 80, 24, false
		for _, k := range rapid.SliceOfN(rapid.SampledFrom(keys), 1, 60).Draw(rt, "keys") {
			if rapid.IntRange(0, 15).Draw(rt, "resize") == 0 {
				w, h = rapid.IntRange(1, 210).Draw(rt, "w"), rapid.IntRange(1, 70).Draw(rt, "h")
				r.size(w, h)
			}
			r.press(k)
			asked = asked || k == "w"
			r.fits(rt, w, h)
			if _, _, broken := r.m.Left(); broken != nil {
				rt.Fatalf("%s broke the screen: %v", k, broken)
			}
		}
		if len(r.saved) > 0 && !asked {
			rt.Fatal("something was saved that nobody asked for")
		}
		if !reflect.DeepEqual(before, r.s.Recorded.A.Clone()) {
			rt.Fatal("what was recorded has changed")
		}
	})
}

// A panic ends the screen with an error that does not mention the case.
func TestABrokenWhatIfEnds(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]func(*whatIf){
		"drawn": func(r *whatIf) { r.m.View() }, "pressed": func(r *whatIf) { r.press("y") },
	} {
		r := enter(t, tried, screen.Options{})
		r.m.Break()
		act(r)
		if _, _, broken := r.m.Left(); !errors.Is(broken, screen.ErrBroken) || strings.Contains(broken.Error(), "MARKER") {
			t.Errorf("%s: %v", name, broken)
		}
	}
}

// Every item and its question can be read at every size.
func TestEveryItemShows(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 16}, {80, 24}, {120, 40}} {
		r := enter(t, tried, screen.Options{})
		r.size(size[0], size[1])
		set := r.s.Recorded.Set
		for _, in := range set.All() {
			for _, it := range in.Items {
				r.goTo(it.ID)
				r.sees("? ", "> ", clip(it.Prompt), clip(it.Topic))
			}
		}
	}
}

// clip returns the part of a text that is always shown.
func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimSpace(s[:min(len(s), 14)])
}
