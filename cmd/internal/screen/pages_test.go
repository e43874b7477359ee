package screen_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"stalkrisk/assess"
	"stalkrisk/cmd/internal/screen"
)

// quiet has everything answered that finishing needs and no danger, so the level can be
// lowered.
const quiet = `stage: first_contact
assessor: {reference: H1, role: call_handler}
caller: victim
first_account: He waits outside.
case: {reference: MADE-UP-2, relationship: acquaintance, children: "no", suspect_access: "no"}
contact: {safe_to_talk: "yes", ended: finished, safe_times: after six}
referral: {offered: "no"}
advice_given: ["for the next hours: the way out, 999 if they come, not to meet them alone"]
responses:
  stalking: {near-now: "no", threats: "no", weapon: "no", specific-threat: "no", intrusion: "no", approach: "yes", persistence: "yes", fear: "yes"}
`

// calmed is the same with every red flag and imminent sign answered no.
var calmed = strings.Replace(quiet, `intrusion: "no"`, `intrusion: "no", threats-children: "no"`, 1)

func TestThePanelSaysTheLevelInWords(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y")
	d.sees("Level: Not enough answers yet.", "Last 4 weeks: Not known yet.", "No red flags found.", "not answered yet.", "Could change it: nearby right now", "saved 12:00")
	d.press("n", "enter", "esc")
	d.sees("Level: Moderate so far. Could be high.")
	d.goTo("intrusion")
	d.press("y")
	d.sees("Level: HIGH.", "Because: got into the home", "Red flags: got into the home", "Level is now HIGH.")
	for _, not := range []string{"at least", "Answered", "could reach", "DASH", "Baseline", "established"} {
		if strings.Contains(d.spoken(), not) {
			t.Errorf("the panel says %q:\n%s", not, d.picture())
		}
	}
	d.press("=") // the rest has a key of its own
	d.sees("Level: HIGH. The answers so far establish HIGH; it could reach HIGH.", "This is the highest level.", "Baseline, whatever the date: HIGH")
	d.press("pgdown", "pgdown")
	d.sees("Answered: 2 of 14.", "DASH: 0 yes")
	d.press("esc")

	d.size(60, 16) // the panel in two lines
	d.sees("HIGH. Last 4 weeks: Not known yet.", "Because: got into the home", "saved 12:00")
}

func TestSettledIsSaidWhenItIsAndThatItIsNotSafe(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	for _, st := range d.s.Steps() {
		if st.Instrument != "stalking" {
			continue
		}
		d.s.Go(st)
		d.m.Show()
		if said := strings.Contains(d.spoken(), "The level will not change. They may still be in danger."); said != d.s.Result().Settled {
			t.Fatalf("at %s: says settled %v, is %v", st.ID, said, !said)
		}
		d.press(map[bool]string{true: "y", false: "n"}[st.ID == "intrusion"])
	}
	if !d.s.Result().Settled {
		t.Fatalf("the case is not settled: %v", d.s.Result().AskNext)
	}
}

func TestActNowCannotBeMissedAndStopsNobody(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "y", "enter")
	for _, size := range [][2]int{{80, 24}, {60, 16}, {120, 40}} {
		d.size(size[0], size[1])
		d.sees("*** ACT NOW: send help at once, by your local procedure ***", "*** Why: they are nearby right now.", "Keep the line open")
	}
	d.size(80, 24)
	if !strings.Contains(d.m.View(), "\x1b[1;7;31m") {
		t.Error("the banner is not reversed")
	}
	// It takes no key: the next one is the story's, and the banner stays.
	d.goTo("first-account")
	d.write("He is outside.")
	d.press("esc")
	if got := d.stored().FirstAccount; got != "He is outside." {
		t.Errorf("the account is %q", got)
	}
	for _, k := range []string{"1", "?", "esc", "/", "esc", "r", "f", "i", "esc"} {
		d.press(k)
		d.sees("*** ACT NOW: send help at once")
	}
	d.goTo("near-now")
	d.press("n", "enter")
	if strings.Contains(d.picture(), "***") {
		t.Error("the banner stays although it is no longer needed")
	}
	d.sees("Earlier ACT NOW, 12:00: not dealt with. h marks it.") // an answer does not take it out of view
}

func TestATextIsSavedAsItIsTyped(t *testing.T) {
	t.Parallel()
	if screen.KeepAfter >= time.Second {
		t.Errorf("typed text waits %v to be saved; want less than a second", screen.KeepAfter)
	}
	d := open(t, "")
	d.press("y", "n", "enter")
	d.now = d.now.Add(time.Second)
	if cmd := d.send(key("H")); cmd == nil {
		t.Fatal("nothing asks for the text to be saved")
	}
	d.write("e waits.")
	d.press("enter")
	d.write("Every day.")
	if got := d.stored().FirstAccount; got != "" {
		t.Fatalf("saved too early: %q", got)
	}
	d.send(screen.KeepMsg())
	if got := d.stored().FirstAccount; got != "He waits.\nEvery day." {
		t.Errorf("saved %q", got)
	}
	saves := d.saves
	d.send(screen.KeepMsg())
	if d.saves != saves {
		t.Error("saved again although nothing has changed")
	}
	d.write(" X")
	if err := d.m.Leave(); err != nil { // the call dropped, the window closed
		t.Fatal(err)
	}
	if got := d.stored().FirstAccount; got != "He waits.\nEvery day. X" {
		t.Errorf("left %q", got)
	}
}

func TestTheEditorTakesPasteAndUndoAndStartsNoProgram(t *testing.T) {
	t.Setenv("EDITOR", "/bin/false")
	d := open(t, "")
	d.press("y", "n", "enter")
	d.send(paste("one\ntwo\r\nthree \x1b[2Jfour\x07"))
	d.press("esc")
	if got := d.stored().FirstAccount; got != "one\ntwo\nthree [2Jfour" {
		t.Errorf("a paste became %q", got)
	}
	d.press("b")
	d.write(" home up end") // letters that are names of keys
	for range 12 {
		d.press("ctrl+z")
	}
	d.press("esc")
	if got := d.stored().FirstAccount; got != "one\ntwo\nthree [2Jfour" {
		t.Errorf("after undo %q", got)
	}
	d.press("b", "end")
	for _, k := range []string{"ctrl+e", "ctrl+v"} { // huh would start an editor on a temporary file, or a clipboard program
		d.now = d.now.Add(time.Second)
		if cmd := d.send(key(k)); cmd != nil {
			t.Errorf("%s asks for something to be run", k)
		}
	}
	for range 150 { // huh stops making lines after 99
		d.press("enter")
	}
	d.write("z")
	d.press("esc")
	if got := strings.Count(string(d.stored().FirstAccount), "\n"); got != 152 || !strings.HasSuffix(string(d.stored().FirstAccount), "z") {
		t.Errorf("%d lines; want 153", got+1)
	}
}

func TestTypedTextThatCannotBeSavedIsKeptAndSaidSo(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "n", "enter")
	d.write("He waits")
	d.full = true
	d.press("esc")
	d.sees("Not saved yet, but your text is still here", "He waits", "Tell me what has happened, and")
	d.press("ctrl+c")
	if _, stopped, _ := d.m.Ended(); stopped {
		t.Fatal("left without asking although the text is not saved")
	}
	d.sees("could not be saved. Free some space")
	d.full = false
	d.press("ctrl+c")
	if _, stopped, _ := d.m.Ended(); !stopped || d.stored().FirstAccount != "He waits" {
		t.Errorf("stopped %v with %q on the disk", stopped, d.stored().FirstAccount)
	}
}

func TestANoteOnTheLastAnswerAndOnTheOneShown(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("fear")
	d.press("y", "+")
	d.write("cannot sleep")
	d.press("esc")
	here := d.s.Step().ID
	d.press("w")
	d.write("since May")
	d.press("esc")
	note := func(id string) string {
		r, _ := d.stored().Responses.Of("stalking", id)
		return r.Note
	}
	if note("fear") != "cannot sleep" || note(here) != "since May" {
		t.Errorf("notes are %q and, on %s, %q", note("fear"), here, note(here))
	}
	if d.s.Step().ID != here {
		t.Errorf("a note moved from %s to %s", here, d.s.Step().ID)
	}
}

func TestAFollowUpAppearsAndVanishes(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "n", "enter", "esc")
	d.goTo("threats")
	d.press("n")
	if d.s.Step().ID == "threats-grave" {
		t.Fatal("asked about grave threats after a no to threats")
	}
	d.press("b", "y")
	if d.s.Step().ID != "threats-grave" {
		t.Fatalf("after a yes to threats comes %s", d.s.Step().ID)
	}
	d.sees("Say: What did they say?")
	d.press("b", "n")
	if d.s.Step().ID == "threats-grave" {
		t.Error("the follow-up stays after a no")
	}
	r, _ := d.stored().Responses.Of("stalking", "threats")
	if r.Answer != assess.No || len(r.Was) != 2 {
		t.Errorf("threats is %q, and was %v", r.Answer, r.Was)
	}
}

func TestAnIncidentIsAFewKeys(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	here := d.s.Step().ID
	d.press("i")
	d.write("2026-11")
	d.press("enter")
	d.write("loiter")
	d.press("enter")
	d.write("by the bins")
	d.sees("Enter done", "↓ more")
	d.press("down", "1", "enter") // in person
	d.write("Northshire")
	d.press("enter", "enter", "enter", "enter", "enter") // reported, recorded as, reference, breach: nothing
	d.write("sick")
	d.press("enter", "enter", "enter") // who saw it, what was kept: nothing
	d.sees("Anything else about it?")
	d.write("twice,")
	d.press("enter")
	d.write("by the gate")
	d.press("pgdown")
	in := d.stored().Incidents
	if len(in) != 1 || in[0].Kind != "loitering" || in[0].At.String() != "2026-11" || in[0].Channel != "in_person" || in[0].Area != "Northshire" || in[0].Place != "by the bins" || in[0].Felt != "sick" || in[0].Note != "twice,\nby the gate" {
		t.Fatalf("incidents are %+v", in)
	}
	d.sees("Incident recorded.")
	if d.s.Step().ID != here {
		t.Errorf("an incident moved from %s to %s", here, d.s.Step().ID)
	}
	d.press("i", "esc")
	d.sees("Nothing was changed.")
	d.press("i", "enter")
	d.write("1")
	d.press("enter", "shift+tab", "shift+tab")
	d.write("tomorrow?")
	d.press("enter")
	d.sees("Incident: 1 of 3")
	d.press("ctrl+c")
	if n := len(d.stored().Incidents); n != 2 {
		t.Errorf("%d incidents; want 2, the second begun", n)
	}
}

func TestLeavingABegunEntryLeavesNoEmptyOne(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.press("i")
	if err := d.m.Leave(); err != nil {
		t.Fatal(err)
	}
	if n := len(d.stored().Incidents); n != 0 {
		t.Errorf("%d incidents; want 0", n)
	}
}

func TestDashIsConfirmedWithOneKey(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	d.goTo("dash.q08")
	d.sees("Another answer points to yes", "y confirms it. Until then it does not count", "DASH: 1 yes")
	d.press("y")
	r, _ := d.stored().Responses.Of("dash", "q08")
	if r.Answer != assess.Yes {
		t.Errorf("q08 is %q", r.Answer)
	}
	d.sees("DASH: 2 yes so far.")
	d.size(120, 40)
	d.press("=")
	d.sees("DASH: 2 yes, 0 no, 5 unanswered; could reach 7. Towards the line of 4: 2, could reach")
}

func TestTheReviewPutsOpenOnesFirstAndAnswersFromThere(t *testing.T) {
	t.Parallel()
	d := open(t, strings.Replace(quiet, `fear: "yes"`, `fear: "yes", threats-grave: "yes"`, 1))
	d.size(80, 50)
	d.press("r")
	page := d.picture()
	look, left, done := strings.Index(page, "LOOK AT THESE FIRST 1"), strings.Index(page, "UNANSWERED "), strings.Index(page, "ANSWERED ")
	if look < 0 || left < look || done < left {
		t.Errorf("look at %d, unanswered at %d, answered at %d:\n%s", look, left, done, page)
	}
	d.sees("! Recorded as no, but something else says yes.")
	d.press("y")
	if got := d.answered("threats"); got != assess.Yes {
		t.Errorf("threats is %q after y on its line", got)
	}
	if d.s.Step().ID != "review" {
		t.Errorf("an answer from the review went to %s", d.s.Step().ID)
	}
	d.press("enter") // opens the current line, and its answer comes back here
	opened := d.s.Step().ID
	if opened == "review" {
		t.Fatalf("Enter opened nothing:\n%s", d.picture())
	}
	d.press(d.s.Step().Options[0].Key)
	if d.s.Step().ID != "review" {
		t.Errorf("after %s comes %s; want the review again", opened, d.s.Step().ID)
	}
}

func TestAnotherLevelIsSetRefusedAndKept(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.goTo("judgement")
	d.press("h", "1")
	d.write("a feeling I cannot shake")
	d.press("enter")
	o := d.stored().Override
	if o == nil || o.Level != "high" || o.From != "moderate" || o.Reason != "a feeling I cannot shake" || o.By != "H1" {
		t.Fatalf("override is %+v", o)
	}
	d.sees("set by a person. By the rules it is moderate.")

	d = open(t, strings.Replace(quiet, `weapon: "no"`, `weapon: unknown`, 1))
	d.goTo("judgement")
	d.press("l")
	d.sees("! Refused: the level cannot be lowered while a red flag or an imminent sign is yes")
	if d.stored().Override != nil {
		t.Error("a refused level was stored")
	}

	d = open(t, calmed)
	d.goTo("judgement")
	d.press("l", "1")
	d.write("reasons")
	d.press("enter")
	d.sees("The reference of the second person")
	d.press("enter")
	d.sees("This is required.")
	d.write("H1")
	d.press("enter")
	d.sees("! Refused:")
	if d.stored().Override != nil {
		t.Error("stored although the second person is the first")
	}
}

func TestFinish(t *testing.T) {
	t.Parallel()
	d := open(t, strings.Replace(quiet, "reference: MADE-UP-2, ", "", 1))
	d.press("f")
	d.sees("Finish and write the report?", "that does not count as no")
	d.press("enter")
	if done, _, _ := d.m.Ended(); done {
		t.Fatal("Enter finished")
	}
	d.press("y")
	d.sees("The case reference is missing", "Log number or case reference.")
	d.write("MADE-UP-3")
	d.press("enter", "f", "n")
	if d.s.Step().ID != "review" {
		t.Errorf("n went to %s", d.s.Step().ID)
	}
	d.press("f", "y")
	if done, _, _ := d.m.Ended(); !done || d.stored().Status != assess.Complete {
		t.Errorf("finished %v, status %s", done, d.stored().Status)
	}
}

// Colour only repeats what words say. With NO_COLOR the words, bold and reversed stay.
// With colour only the 16 ANSI colours are used.
func TestColourOnlyRepeats(t *testing.T) {
	t.Parallel()
	d := open(t, "")
	d.press("y", "y", "enter")
	coloured := d.m.View()
	for _, code := range style.FindAllString(coloured, -1) {
		if regexp.MustCompile(`[34]8[;:]`).MatchString(code) {
			t.Errorf("%q is not an ANSI colour", code)
		}
	}
	plain := screen.New(d.s, screen.Options{Now: func() time.Time { return d.now }, NoColour: true})
	plain.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	view := plain.View()
	if regexp.MustCompile("\x1b\\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])m").MatchString(view) {
		t.Errorf("a colour although NO_COLOR is set: %q", view)
	}
	if !strings.Contains(view, "\x1b[1;7m") {
		t.Error("nothing is reversed without colour")
	}
	if !strings.Contains(style.ReplaceAllString(view, ""), "*** ACT NOW") {
		t.Error("act now is gone without colour")
	}
}

// A panic ends the screen with its own error and loses nothing. bubbletea would print
// the panic and a trace to the terminal.
func TestAFaultOfTheScreenSaysNothingOfTheCase(t *testing.T) {
	t.Parallel()
	d := open(t, quiet)
	d.m.Break()
	d.press("y")
	_, _, broken := d.m.Ended()
	if broken == nil || strings.Contains(broken.Error(), "MADE-UP") {
		t.Errorf("ended with %v", broken)
	}
	if d.m.View() != "" {
		t.Error("still draws after the panic")
	}
}

// Text from a file may be hostile: it must not move the cursor.
func TestTextOfACaseMovesNoCursor(t *testing.T) {
	t.Parallel()
	d := open(t, strings.NewReplacer("MADE-UP-2", `"M\x1b[2J\u202ex"`, "He waits outside.", `"\x1b]0;title\x07\x9b2J"`).Replace(quiet))
	for _, st := range d.s.Steps() {
		d.s.Go(st)
		d.m.Show()
		if p := d.picture(); strings.ContainsAny(p, "\x1b\x07\u009b\u202e") {
			t.Fatalf("%s: %q", st.ID, p)
		}
	}
}

func TestHelpTellsAllOfAQuestion(t *testing.T) {
	t.Parallel()
	d := open(t, full)
	d.goTo("intrusion")
	d.press("?")
	d.size(120, 60)
	st := d.s.Step()
	d.sees(st.Help, st.FollowUp, "Why it is asked:")
	d.press("y") // no answer: the question is not in view
	if got := d.answered("intrusion"); got != "" {
		t.Errorf("a key on the help answered %q", got)
	}
	d.press("esc")
	d.sees("d won't say")
}

func TestEntriesAreListedChangedAndTakenAway(t *testing.T) {
	t.Parallel()
	d := open(t, quiet+`incidents:
  - {at: 2026-10-01, kind: visit, area: Northshire, reported: "yes"}
  - {at: 2026-11-02, kind: grave_threat, area: Eastshire}
`)
	d.press("l")
	d.sees("List: Incident", "> Thursday 1 October 2026", "Northshire", "Monday 2 November 2026")
	d.press("down", "x", "n")
	d.sees("Kept.")
	if n := len(d.stored().Incidents); n != 2 {
		t.Fatalf("%d incidents after a no", n)
	}
	d.press("x", "y")
	d.sees("Level is now moderate.", "Removed.")
	if in := d.stored().Incidents; len(in) != 1 || in[0].Kind != "visit" {
		t.Fatalf("incidents are %+v", in)
	}
	d.press("enter")
	d.sees("Incident: 1 of")
	d.press("backspace")
	d.write("2")
	d.press("enter", "enter") // the day is another; the kind stays
	d.press("enter", "enter") // the place and the channel stay empty
	d.press("enter")          // the area stays
	d.sees("Recorded: yes. Enter keeps it.")
	d.press("-") // it is not known whether it was reported
	d.press("esc")
	in := d.stored().Incidents[0]
	if in.Kind != "visit" || in.At.String() != "2026-10-02" || in.Area != "Northshire" || in.Reported != "" {
		t.Errorf("the incident is %+v", in)
	}
}

// What a date means is read back in full while it is typed, so one key corrects it.
func TestADateIsReadBackWhileItIsTyped(t *testing.T) {
	t.Parallel()
	d := open(t, "stage: full\nassessor: {reference: H1, role: officer}\ncontact: {safe_to_talk: \"yes\"}\n")
	d.goTo("orders")
	d.press("1", "down", "enter")
	d.write("20/1")
	d.sees("= Tuesday 20 January 2026")
	d.write("1")
	d.sees("= Friday 20 November 2026")
	d.press("backspace")
	d.sees("= Tuesday 20 January 2026")
	d.write(" at nin")
	d.sees("No date yet.")
}
