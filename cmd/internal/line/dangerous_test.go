package line

import (
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/cmd/internal/session"
	"stalkrisk/questionnaires"
)

// The four dangerous calls, with the shipped questions (made-up cases). The same calls
// are held on the full screen in package screen.

// shipped opens a first contact with the shipped questions and guidance.
func shipped(t *testing.T, d *disk, a *assess.Assessment, loaded time.Time) *session.Session {
	t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	set, problems := all.For(a, assess.Tool{})
	guides, err := questionnairefile.LoadGuides(questionnaires.Files, all)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	s := session.Open(set, a, loaded, func() time.Time { return noon }, d.save)
	s.Advise(guides)
	return s
}

func newCall() *assess.Assessment {
	return &assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: assess.FirstContact,
		Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(noon),
	}
}

// Somebody is listening: the caller speaks as if to a friend. Nothing asks for more than
// yes or no, no advice is given, and a yes still sends help.
func TestTheCoverCaller(t *testing.T) {
	t.Parallel()
	var d disk
	s := shipped(t, &d, newCall(), time.Time{})
	out, _ := say(s, "mode cover", "weapon=yes", "expects-harm=yes", "violence=yes", "u", "s", "s", "s", "s", "s", "s", "s", "s")
	for _, shown := range strings.Split(out, "\n> ")[1:] {
		if strings.Contains(shown, "Tell me") || strings.Contains(shown, "Say: ") || strings.Contains(shown, "say to them") {
			t.Errorf("asked to speak:\n%s", shown)
		}
	}
	if r := s.Result(); !r.ActNow || !slices.Contains(r.ActNowBecause, "two-imminent") || !slices.Contains(r.ActNowBecause, "not-safe") {
		t.Errorf("act now %v", r.ActNowBecause)
	}
	if _, ok := s.Advice(); ok {
		t.Error("advice is given while somebody listens")
	}
	if n := strings.Count(out, "! COVER: somebody may be listening."); n < 8 {
		t.Errorf("how to go on is shown %d times", n)
	}
	if strings.Contains(out, "press 55") || !strings.Contains(flat(out), "Hearing nothing clears nothing.") {
		t.Error("a caller who can speak is asked to press 55, or hearing nothing is taken for something")
	}
}

// Somebody who only taps, and is then cut off, is asked about too.
func TestTheSilentCallerWhoIsCutOff(t *testing.T) {
	t.Parallel()
	var d disk
	out, _ := say(shipped(t, &d, newCall(), time.Time{}), "mode silent", "q", "2", "n", "q")
	if a := d.read(t); a.Contact.Ended != "dropped" {
		t.Errorf("ended %q\n%s", a.Contact.Ended, out)
	}
}

// A friend calls, and says no to everything. None of it lowers anything.
func TestTheThirdPartyWhoseNoWouldLower(t *testing.T) {
	t.Parallel()
	ids := []string{"near-now", "weapon", "expects-harm", "intrusion", "threats", "violence", "strangulation", "firearm", "despair-talk", "preparation"}
	lines := []string{"safe-to-talk=yes"}
	for _, id := range ids {
		lines = append(lines, id+"=no")
	}
	var d, e disk
	theirs := shipped(t, &d, newCall(), time.Time{})
	out, _ := say(theirs, append(lines, "caller=third_party", "persistence=no", "children=no")...)
	silent := shipped(t, &e, newCall(), time.Time{})
	say(silent, "safe-to-talk=yes")
	is, nothing := theirs.Result(), silent.Result()
	if is.Overall != nothing.Overall || is.Baseline.CouldReach != nothing.Baseline.CouldReach || is.Escalation.CouldReach != nothing.Escalation.CouldReach {
		t.Errorf("their no gives %+v, and saying nothing %+v\n%s", is.Overall, nothing.Overall, out)
	}
	for _, id := range append(ids, "persistence") {
		if got := answer(d.read(t), id); got != assess.Unknown {
			t.Errorf("%s is %q", id, got)
		}
	}
	// Cut off now, it is an emergency: nobody has said that they are not near.
	say(theirs, "q", "2", "n", "q")
	if r := theirs.Result(); !slices.Contains(r.ActNowBecause, "cut-off") {
		t.Errorf("act now %v", r.ActNowBecause)
	}
}

// The suspect calls as a victim, about somebody whose file exists: nothing of it is read
// out, both accounts are kept, and a specialist decides.
func TestTheCallerWhoIsTheSuspect(t *testing.T) {
	t.Parallel()
	var d disk
	a := newCall()
	a.FirstAccount, a.Contact.SafeTimes, a.Contact.SafeToTalk = "She moved to MARKER street.", "MARKER, after six", assess.FactYes
	a.Contact.Ended = "finished"
	a.Responses.Set("stalking", "approach", assess.Response{Answer: assess.Yes, Note: "MARKER", At: assess.InstantOf(noon.Add(-time.Hour))})
	s := shipped(t, &d, a, noon.Add(-time.Hour))
	for _, st := range s.Steps() {
		if strings.Contains(st.Answer+st.Note, "MARKER") {
			t.Errorf("%s shows what the file holds", st.ID)
		}
	}
	out, _ := say(s, "y", "s", "u", "s", "s", "/ account", "s", "/ turned up", "s", "/ safe times", "s", "caller=4", "r", "s", "list", "q", "1")
	if strings.Contains(out, "MARKER") {
		i := strings.Index(out, "MARKER")
		t.Errorf("the file is read out:\n%s", out[max(0, i-600):i+20])
	}
	now := d.read(t)
	if len(now.Decisions) != 1 || !strings.Contains(flat(out), "Stalkers sometimes report the people they stalk.") || !strings.Contains(flat(out), "Tell this caller nothing about the other's record.") {
		t.Errorf("decisions %+v\n%s", now.Decisions, out)
	}
	if now.FirstAccount == "" || now.Contact.SafeTimes == "" || answer(now, "approach") != assess.Yes {
		t.Error("what the file holds is lost")
	}
}

// The line goes dead after a yes to violence.
func TestTheCallThatIsCutOff(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		violence, heard string
		act             bool
	}{{"yes", "n", true}, {"no", "y", true}, {"no", "n", false}} {
		var d disk
		s := shipped(t, &d, newCall(), time.Time{})
		out, _ := say(s, "y", "near-now=no", "violence="+c.violence, "q", "2", c.heard, "q")
		if r := s.Result(); r.ActNow != c.act || c.act != strings.Contains(out, "*** ACT NOW") {
			t.Errorf("%+v: act now %v\n%s", c, r.ActNowBecause, out)
		}
		if c.act && !strings.Contains(flat(out), "Do not ring, text or leave a message: no safe way is recorded.") {
			t.Errorf("%+v: it may be thought that they may be rung\n%s", c, out)
		}
		if !c.act {
			continue
		}
		// Rung back in a safe way, alone, and not near.
		a := d.read(t)
		s = shipped(t, &d, a, noon)
		out, _ = say(s, "near-now=no", "sent", "6", "s")
		a = d.read(t)
		if _, ok := a.DealtWithNow(s.Result().ActNowBecause); !ok || !s.Result().ActNow || a.Contact.Back.IsZero() || !strings.Contains(flat(out), "ACT NOW: dealt with 12:00") {
			t.Errorf("%+v: not dealt with, or lowered: %+v\n%s", c, a.EarlierActNow, out)
		}
	}
}
