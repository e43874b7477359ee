package line

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
)

// flat returns text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// Each stage of help takes one word and has the time; the warning stays until somebody is
// with the person, and says how far help is.
func TestHelpIsShownForWhatItIs(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "y", "s", "y", "sent", "1", "sent assigned", "sent", "4", "LOG-771")
	a := d.read(t)
	if len(a.Help) != 1 || a.Help[0].Asked.IsZero() || a.Help[0].Assigned.IsZero() || !a.Help[0].Arrived.IsZero() || a.Help[0].Reference != "LOG-771" {
		t.Errorf("help is %+v\n%s", a.Help, out)
	}
	for _, want := range []string{"*** ACT NOW: help asked for 12:00, NOT YET SENT.", "*** ACT NOW: help on the way since 12:00, NOT YET THERE."} {
		if !strings.Contains(flat(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	out, _ = say(resume(t, &d, noon.Add(time.Minute)), "sent arrived", "s")
	if a = d.read(t); a.Help[0].Arrived.IsZero() || !strings.Contains(flat(out), "ACT NOW: dealt with 12:01, somebody was with the person") {
		t.Errorf("help is %+v\n%s", a.Help, out)
	}
	if st := begun(t, &d); !st.ActNow {
		t.Error("help that arrived lowers act_now")
	}
}

// begun scores what is on the disk.
func begun(t *testing.T, d *disk) assess.Result {
	t.Helper()
	s := resume(t, d, noon.Add(time.Hour))
	return s.Result()
}

// A time that was recorded can be corrected.
func TestATimeOfHelpIsCorrected(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "y", "sent asked", "sent", "5", "11:40", "", "", "", "sent", "1")
	if a := d.read(t); len(a.Help) != 1 || a.Help[0].Asked.String() != "2026-11-20T11:40:00Z" || !a.Help[0].Assigned.IsZero() {
		t.Errorf("help is %+v\n%s", a.Help, out)
	}
}

// What an answer takes away stays in view until a person marks it as dealt with, and the
// reason stays in the record.
func TestAChangedAnswerDoesNotEndAnActNow(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "y", "s", "y", "near-now=no", "s")
	a := d.read(t)
	if len(a.EarlierActNow) != 1 || !a.EarlierActNow[0].Open() || a.EarlierActNow[0].Because[0] != "near-now" || !strings.Contains(out, "Earlier ACT NOW, 12:00: not dealt with") {
		t.Fatalf("%+v\n%s", a.EarlierActNow, out)
	}
	out, _ = say(resume(t, &d, noon.Add(time.Minute)), "near-now=no", "sent", "6", "s")
	a = d.read(t)
	if e := a.EarlierActNow[0]; len(a.EarlierActNow) != 1 || e.Open() || e.DealtWith.By != "H1" || e.Because[0] != "near-now" || a.Contact.Back.String() != "2026-11-20T12:01:00Z" {
		t.Errorf("%+v\n%s", a.EarlierActNow, out)
	}
	if strings.Contains(out[strings.LastIndex(out, "Recorded: spoken"):], "not dealt with") {
		t.Errorf("still shown:\n%s", out)
	}
	// They are near again.
	out, _ = say(resume(t, &d, noon.Add(2*time.Minute)), "near-now=yes", "s")
	if !strings.Contains(out, "*** ACT NOW: send help at once") {
		t.Errorf("no warning:\n%s", out)
	}
}

// What was dealt with is shown again when danger is said again, in whichever way.
func TestDangerThatIsSaidAgainIsShownAgain(t *testing.T) {
	t.Parallel()
	for name, again := range map[string][]string{
		"not known any more":        {"ended=dropped", "sent arrived", "near-now=no", "near-now=u"},
		"near, once more":           {"near-now=yes"},
		"a new sign of danger":      {"weapon=yes"},
		"a red flag":                {"intrusion=yes"},
		"an incident":               {"i today, weapon, at home"},
		"somebody can hear":         {"hear-before-danger=yes"},
		"they whisper":              {"mode cover"},
		"somebody can hear again":   {"mode cover", "sent arrived", "mode open", "y", "hear-before-danger=yes"},
		"cut off":                   {"ended=dropped"},
		"nobody is there after all": {"sent", "5", "", "", "-", ""},
		"taken back":                {"near-now=no", "near-now=yes"},
	} {
		var d disk
		out, _ := say(begin(&d, assess.FirstContact), append(append([]string{"y", "s", "n", "They came.", ".", "n", "near-now=yes", "sent arrived"}, again...), "s")...)
		_, after, found := strings.Cut(out, "ACT NOW: dealt with")
		if !found || !strings.Contains(after, "*** ACT NOW: send help at once") && !strings.Contains(after, "*** ACT NOW.") && !strings.Contains(after, "NOT YET") {
			t.Errorf("%s: not shown again:\n%s", name, after)
		}
	}
}

// Somebody who covers says that nobody can hear because somebody can.
func TestACoverCallerIsNotMadeSafeByTheirNo(t *testing.T) {
	t.Parallel()
	for _, says := range []string{"hear-before-danger=no", "hear-before-danger=u", "safe-to-talk=yes"} {
		var d disk
		out, _ := say(begin(&d, assess.FirstContact), "y", "s", "n", "They came.", ".", "n", "mode cover", says, "s")
		if a := d.read(t); a.Contact.SafeToTalk != assess.FactNo || a.Contact.Mode != "cover" || !strings.Contains(out, "not safe, because they cannot talk openly") {
			t.Errorf("%s: safe %q, mode %q\n%s", says, a.Contact.SafeToTalk, a.Contact.Mode, out)
		}
	}
	// In another contact they answer for that one.
	var d disk
	say(begin(&d, assess.FirstContact), "n", "s", "cover", "q", "1")
	say(resume(t, &d, noon.Add(time.Hour)), "safe-to-talk=yes")
	if a := d.read(t); a.Contact.SafeToTalk != assess.FactYes || a.Contact.Mode != "" {
		t.Errorf("safe %q, mode %q", a.Contact.SafeToTalk, a.Contact.Mode)
	}
}

// Being spoken to again is not a key while the other person may be near.
func TestNobodyIsSafeWhileTheyMayBeNear(t *testing.T) {
	t.Parallel()
	for _, near := range []string{"u", "d", "y"} {
		var d disk
		say(begin(&d, assess.FirstContact), "y", near, "weapon=yes", "specific-threat=yes", "threats-grave=yes", "sent", "6")
		if a := d.read(t); len(a.EarlierActNow) > 0 || !a.Contact.Back.IsZero() {
			t.Errorf("near %s: %+v", near, a.EarlierActNow)
		}
	}
}

// Whoever cannot talk is not asked to say more, in any of the three ways, and how to go
// on is in view at every question.
func TestSomebodyWhoCannotTalkIsNotAskedToSpeak(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ mode, says, asked, not string }{
		{"silent", "SILENT:", "Have they carried or shown a weapon?", "Tell me what has happened"},
		{"cover", "COVER:", "Have they carried or shown a weapon?", "Tell me what has happened"},
		{"private", "PRIVATE:", "safe to reach you", "Have they carried or shown a weapon?"},
	} {
		var d disk
		out, _ := say(begin(&d, assess.FirstContact), append([]string{"n", "s", c.mode, "n"}, slices.Repeat([]string{"s"}, 4)...)...)
		_, after, _ := strings.Cut(out, "Recorded: ")
		for _, question := range strings.Split(after, "\n> ")[1:] {
			if strings.TrimSpace(question) != "" && !strings.Contains(question, c.says) {
				t.Errorf("%s: not in view:\n%s", c.mode, question)
			}
			if strings.Contains(question, c.not) || strings.Contains(question, "Say: ") || strings.Contains(question, "Who is calling?") || strings.Contains(question, "Who is this person") {
				t.Errorf("%s: asked to speak:\n%s", c.mode, question)
			}
		}
		if !strings.Contains(after, c.asked) {
			t.Errorf("%s: %q was not asked:\n%s", c.mode, c.asked, after)
		}
		out, _ = say(resume(t, &d, noon.Add(time.Minute)), "mode open")
		if a := d.read(t); a.Contact.Mode != "open" || !strings.Contains(out, "They can talk openly again") {
			t.Errorf("%s: mode %q\n%s", c.mode, a.Contact.Mode, out)
		}
	}
}

// A third party's no is not known, also where it was given before anybody knew who was
// calling; what they saw themselves is a no.
func TestAThirdPartyCannotLowerWithANo(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "y", "s", "n", "weapon=no", "threats=yes", "children=no", "caller=third_party", "intrusion=no", "approach=seen", "specific-threat=no", "/ weapon", "s")
	a := d.read(t)
	for id, want := range map[string]assess.Answer{"near-now": assess.Unknown, "weapon": assess.Unknown, "threats": assess.Yes, "intrusion": assess.Unknown, "approach": assess.No, "specific-threat": assess.Unknown} {
		if answer(a, id) != want {
			t.Errorf("%s is %q, want %q", id, answer(a, id), want)
		}
	}
	if r, _ := a.Responses.Of("stalking", "approach"); r.Source != "seen" {
		t.Errorf("its source is %q", r.Source)
	}
	if a.Case.Children != assess.FactUnknown {
		t.Errorf("children is %q", a.Case.Children)
	}
	if n := strings.Count(flat(out), "Their no is recorded as not known,"); n != 1 {
		t.Errorf("said %d times:\n%s", n, out)
	}
	all := flat(out)
	if !strings.Contains(all, "1 no, they saw it themselves") {
		t.Errorf("not offered:\n%s", out)
	}
	// It was the person at risk after all: what they said counts again.
	var e disk
	say(begin(&e, assess.FirstContact), "y", "s", "n", "weapon=no", "caller=third_party", "caller=victim")
	if a := e.read(t); answer(a, "near-now") != assess.No || answer(a, "weapon") != assess.No {
		t.Errorf("near-now is %q, weapon %q", answer(a, "near-now"), answer(a, "weapon"))
	}
	// What the person at risk said in an earlier call stays.
	var f disk
	say(begin(&f, assess.FirstContact), "y", "s", "n", "caller=victim", "weapon=no")
	say(resume(t, &f, noon.Add(time.Minute)), "4", "caller=third_party", "fear=no")
	if a := f.read(t); answer(a, "weapon") != assess.No || answer(a, "fear") != assess.Unknown {
		t.Errorf("weapon is %q, fear %q", answer(a, "weapon"), answer(a, "fear"))
	}
}

// Where both accuse each other, both are recorded and a specialist decides.
func TestACallerWhoIsAccusedTooGoesToASpecialist(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "y", "s", "n", "caller=4")
	a := d.read(t)
	if a.Caller != "victim" || len(a.Decisions) != 1 || !strings.Contains(a.Decisions[0].Reason, "a specialist decides") || !strings.Contains(flat(out), "Stalkers sometimes report the people they stalk.") {
		t.Errorf("caller %q, decisions %+v\n%s", a.Caller, a.Decisions, out)
	}
}

// Whether they think of ending their life is asked in the right place, and only no says
// that it is not now.
func TestThoughtsOfEndingTheirLife(t *testing.T) {
	t.Parallel()
	start := []string{"y", "s", "n", "caller=victim"}
	for _, c := range []struct {
		say     []string
		is      assess.OwnLife
		welfare bool
	}{
		{[]string{"n"}, "no", false}, {[]string{"d"}, "declined", false}, {[]string{"u"}, "unknown", false},
		{[]string{"y"}, "now", true}, {[]string{"y", "y"}, "now", true}, {[]string{"y", "u"}, "now", true}, {[]string{"y", "1"}, "now", true},
		{[]string{"y", "n", "H7"}, "yes", false},
	} {
		var d disk
		s := begin(&d, assess.Full)
		out, _ := say(s, append(append(start, "/ own-life"), c.say...)...)
		a := d.read(t)
		if a.OwnLife != c.is || begun(t, &d).WelfareNow != c.welfare || strings.Contains(out, "WELFARE NOW") != (c.welfare && len(c.say) > 1) {
			t.Errorf("%v: %q\n%s", c.say, a.OwnLife, out)
		}
		if c.is == "yes" && (len(a.Actions) != 1 || a.Actions[0].Owner != "H7" || a.Actions[0].Due.String() != "2026-11-20" || strings.Contains(a.Actions[0].What, "life")) {
			t.Errorf("promised %+v", a.Actions)
		}
	}
	asked := func(stage assess.Stage, route string, said ...string) bool {
		var d disk
		s := beginAt(&d, stage, assess.Local{CrisisRoute: route})
		say(s, said...)
		_, ok := s.Find("own-life")
		return ok
	}
	for _, c := range []struct {
		stage assess.Stage
		route string
		say   []string
		asked bool
	}{
		{assess.Full, "", start, true},
		{assess.FirstContact, "", start, false},
		{assess.FirstContact, "ring the crisis team", start, true},
		{assess.Full, "", []string{"y", "s", "u", "caller=victim"}, false},
		{assess.Full, "", []string{"y", "y", "caller=victim"}, false},
		{assess.Full, "", []string{"n", "2", "n", "caller=victim"}, false},
		{assess.Full, "", []string{"y", "s", "n"}, false},
		{assess.Full, "", []string{"y", "s", "n", "mode cover", "caller=victim"}, false},
		{assess.Full, "", []string{"y", "s", "n", "caller=third_party"}, true},
	} {
		if got := asked(c.stage, c.route, c.say...); got != c.asked {
			t.Errorf("%+v: asked %v", c, got)
		}
	}
}

// Somebody may say at any time that they have taken something, also where the question is
// not asked at first contact.
func TestWhoeverHasTakenTabletsIsHeard(t *testing.T) {
	t.Parallel()
	for _, start := range [][]string{{"y", "s", "n"}, {"n", "s", "silent", "n"}} {
		var d disk
		out, _ := say(begin(&d, assess.FirstContact), append(start, "/ overdose", "y", "s", "s")...)
		if !strings.Contains(out, "or have you already done something?") {
			t.Errorf("%v: it is not asked at once whether it is now:\n%s", start, out)
		}
		if a := d.read(t); a.OwnLife != assess.OwnLifeNow || !begun(t, &d).WelfareNow || !strings.Contains(out, "WELFARE NOW") {
			t.Errorf("%v: %q\n%s", start, a.OwnLife, out)
		}
	}
}

// Once a language is wanted, it is asked whether they know the interpreter.
func TestTheInterpreterIsAskedAbout(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{"y": "one they know: get another", "n": "one they do not know", "u": ""} {
		var d disk
		out, _ := say(begin(&d, assess.FirstContact), "y", "s", "n", "language", "Urdu", answer, "s")
		a := d.read(t)
		if a.Contact.Language != "Urdu" || a.Contact.Interpreter != want || !strings.Contains(out, "Is the interpreter somebody you know") || strings.Contains(out, "Get another.") != (answer == "y") {
			t.Errorf("%s: %+v\n%s", answer, a.Contact, out)
		}
	}
}

// Of somebody who cannot talk openly nothing is asked that a yes or no cannot answer, and
// advice waits; where they are is for the handler to fill in.
func TestEveryPromptIsAnsweredByYesOrNoInCoverMode(t *testing.T) {
	t.Parallel()
	for _, mode := range []assess.ContactMode{"silent", "cover"} {
		for _, stage := range []assess.Stage{assess.Screen, assess.FirstContact, assess.Full} {
			a := newCall()
			a.Stage, a.Contact.Mode, a.Contact.SafeToTalk, a.Case.Relationship = stage, mode, assess.FactNo, "former_partner"
			for _, id := range []string{"near-now", "threats", "violence", "strangulation", "despair-talk", "past-abuse", "undeterred"} {
				a.Responses.Set("stalking", id, assess.Response{Answer: assess.Yes})
			}
			var d disk
			where := false
			for _, st := range shipped(t, &d, a, time.Time{}).Steps() {
				where = where || st.ID == "where" && st.Silent
				first, _, _ := strings.Cut(st.Prompt, " ")
				asks := slices.Contains(strings.Fields("What Where Which Who How When Tell Why For"), first)
				if !st.Silent && (asks || !strings.HasSuffix(st.Prompt, "?") && !strings.HasSuffix(st.Prompt, "Just say yes or no.")) || st.FollowUp != "" {
					t.Errorf("%s %s: %s: %q, after a yes %q", mode, stage, st.ID, st.Prompt, st.FollowUp)
				}
			}
			if !where {
				t.Errorf("%s %s: where they are cannot be written down", mode, stage)
			}
		}
	}
}

// A contact after one that was cut off can stop without a word too.
func TestHowAContactAfterACutOffEndedIsAsked(t *testing.T) {
	t.Parallel()
	const asks = "stopped without saying how it ended"
	var d disk
	say(begin(&d, assess.FirstContact), "y", "s", "u", "weapon=yes", "q", "2", "y", "q")
	out, _ := say(resume(t, &d, noon.Add(time.Hour)), "safe-to-talk=yes", "near-now=no", "sent", "6", "weapon=yes")
	if a := d.read(t); strings.Contains(out, asks) || a.Contact.Back.IsZero() {
		t.Fatalf("%+v\n%s", a.Contact, out)
	}
	out, _ = say(resume(t, &d, noon.Add(2*time.Hour)), "3", "s")
	if a := d.read(t); !strings.Contains(out, asks) || !a.Contact.Back.IsZero() || strings.Contains(out[strings.LastIndex(out, "*** ACT NOW"):], "dealt with") {
		t.Errorf("%+v\n%s", a.Contact, out)
	}
	if out, _ = say(resume(t, &d, noon.Add(3*time.Hour)), "s"); strings.Contains(out, asks) {
		t.Errorf("asked twice:\n%s", out)
	}
}

// Nobody is sent to ring somebody without a safe way to do it.
func TestWhoRingsTodayAsksHowItIsSafe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		safe string
		asks bool
	}{{"safe-times=after six, at work", false}, {"safe-to-talk=yes", true}} {
		var d disk
		out, _ := say(begin(&d, assess.FirstContact), "y", "s", "n", "caller=victim", c.safe, "/ overdose", "y", "n", "H7", "s")
		if asked := strings.Contains(flat(out), "Ask how and when it is safe to ring."); asked != c.asks || !strings.Contains(out, "Who will ring them today?") {
			t.Errorf("%+v\n%s", c, out)
		}
	}
}

// A third party's "no" of yesterday does not count as the answer of the victim who calls today.
func TestAThirdPartysNoOfYesterdayStaysNotKnown(t *testing.T) {
	t.Parallel()
	var d disk
	say(begin(&d, assess.FirstContact), "y", "s", "n", "weapon=no", "caller=third_party", "q", "1")
	say(resume(t, &d, noon.Add(time.Hour)), "caller=victim", "q", "1")
	if a := d.read(t); answer(a, "weapon") != assess.Unknown || answer(a, "near-now") != assess.Unknown {
		t.Errorf("weapon is %q, near-now %q", answer(a, "weapon"), answer(a, "near-now"))
	}
}

// What is said of a change is not said again with the level.
func TestThatTheLevelWillNotChangeIsSaidOnce(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(begin(&d, assess.FirstContact), "y", "s", "n", "s", "n", "n", "y", "n", "1", "4", "n", "n")
	if n := strings.Count(flat(out), "The level will not change."); n != 1 {
		t.Errorf("said %d times; want once:\n%s", n, out)
	}
}
