package conversation_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/questionnairefile"
)

// The advice of testdata/guidance.
const (
	awayFromIt = "Stay away from the weapon." // saves life
	leaveIt    = "Leave what you found."      // goes when it is touched
	keepThem   = "Please keep the messages."  // can wait
	theLaw     = "There are orders for this." // is about law
	twoThings  = "You told us two things."    // follows from two answers
)

// call is a sitting in which answers are given one after the other.
type call struct {
	*conversation.Sitting
	t      *testing.T
	inView []string // all advice that came into view
}

// calling begins a first contact with somebody who can talk and is not near danger.
func calling(t *testing.T, a *assess.Assessment) *call {
	t.Helper()
	guides, err := questionnairefile.LoadGuides(os.DirFS("testdata"), assesstest.Questionnaires())
	if err != nil {
		t.Fatal(err)
	}
	a.Stage = assess.FirstContact
	c := &call{&conversation.Sitting{Set: assesstest.Set(), A: a, Now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), Guides: guides}, t, nil}
	c.says("safe-to-talk", "yes")
	c.says("near-now", "no")
	return c
}

// says records an answer and goes on to the next step.
func (c *call) says(id, value string) {
	c.t.Helper()
	st, ok := c.Anywhere(id)
	if !ok {
		c.t.Fatalf("there is no step %s", id)
	}
	c.Record(st, value)
	c.goesOn(c.Next(id).ID)
}

// goesOn moves to a step.
func (c *call) goesOn(to string) {
	c.MoveAdvice(to)
	if of, ok := c.Advice(); ok {
		c.inView = append(c.inView, of.Says)
	}
}

// endsDanger answers no to every question about danger that is open.
func (c *call) endsDanger() {
	c.t.Helper()
	for _, section := range c.Set.Stalking.Sections {
		for _, id := range section.Items {
			if st, ok := c.Find(id); section.Danger && ok && !st.Answered() {
				c.says(id, "no")
			}
		}
	}
}

// want fails unless that advice is in view; "" means none.
func (c *call) want(says string) {
	c.t.Helper()
	if of, _ := c.Advice(); of.Says != says {
		c.t.Errorf("in view is %q, want %q", of.Says, says)
	}
}

// seen skips the steps that are left, and returns all advice that came into view since
// it was asked last.
func (c *call) seen() string {
	at := ""
	for range 60 {
		at = c.Next(at).ID
		c.goesOn(at)
	}
	out := strings.Join(c.inView, "\n")
	c.inView = nil
	return out
}

func TestAdviceThatCanWaitWaitsForTheDangerQuestions(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.says("threats", "yes")
	c.want("")
	c.says("weapon", "yes")
	c.want(awayFromIt)
	c.endsDanger()
	if seen := c.seen(); !strings.Contains(seen, keepThem) {
		t.Errorf("after the danger questions only this comes: %q", seen)
	}
}

func TestOnlyOneLineIsInViewTheMostUrgentFirst(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.says("weapon", "yes")
	c.says("intrusion", "yes")
	c.want(leaveIt) // the first line was in view once; it comes again before the call ends
	c.says("threats", "no")
	c.want("")
	c.inView = nil
	if seen := c.seen(); strings.Contains(seen, awayFromIt) || strings.Contains(seen, leaveIt) {
		t.Errorf("what nobody said waits for the page before the call ends: %q", seen)
	}
}

func TestNothingIsAdvisedWhileItIsNotSafe(t *testing.T) {
	t.Parallel()
	for name, unsafe := range map[string]func(c *call){
		"the suspect is near":         func(c *call) { c.says("near-now", "yes") },
		"nobody said it is safe":      func(c *call) { c.says("safe-to-talk", "") },
		"it is not known if it is":    func(c *call) { c.says("safe-to-talk", "unknown") },
		"it is not safe to talk":      func(c *call) { c.says("safe-to-talk", "no") },
		"they can only listen":        func(c *call) { c.A.Contact.Mode = "silent" },
		"they talk as if to another":  func(c *call) { c.A.Contact.Mode = "cover" },
		"they cannot talk in private": func(c *call) { c.A.Contact.Mode = "private" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := calling(t, &assess.Assessment{})
			c.says("weapon", "yes")
			c.want(awayFromIt)
			unsafe(c)
			c.inView = nil
			c.want("") // what was in view is gone at once
			c.says("intrusion", "yes")
			c.want("")
			if seen := c.seen(); seen != "" {
				t.Errorf("this is advised: %q", seen)
			}
		})
	}
}

func TestOnlyAnAdultHearsAboutTheLaw(t *testing.T) {
	t.Parallel()
	for age, want := range map[assess.Fact]bool{assess.FactNo: true, assess.FactYes: false, assess.FactUnknown: false, "": false} {
		c := calling(t, &assess.Assessment{Case: assess.Case{VictimUnder18: age}})
		c.says("threats", "yes")
		c.endsDanger()
		seen := c.seen()
		if got := strings.Contains(seen, theLaw); got != want || !strings.Contains(seen, keepThem) {
			t.Errorf("under 18 %q: the law is spoken of: %v, want %v (%q)", age, got, want, seen)
		}
	}
}

// A caller may be somebody else than last time. Advice that follows from what the file
// already held would tell them of it.
func TestAdviceFollowsOnlyFromWhatWasSaidInThisSitting(t *testing.T) {
	t.Parallel()
	held := &assess.Assessment{}
	for _, id := range []string{"weapon", "approach", "threats"} {
		held.Responses.Set("stalking", id, assess.Response{Answer: assess.Yes})
	}
	held.Incidents = []assess.Incident{{Kind: "weapon"}}
	c := calling(t, held)
	c.Loaded, c.HeldIncidents, c.inView = c.Now.Add(-time.Hour), 1, nil
	c.says("safe-to-talk", "yes")
	c.says("fear", "yes") // with what was held, this calls for a line
	c.want("")
	if seen := c.seen(); seen != "" {
		t.Errorf("this is advised: %q", seen)
	}
	c.says("approach", "yes") // now both were said by this caller
	c.want("")                // but help must be sent: it waits for the page before the call ends
	if !slices.ContainsFunc(c.Steps(), func(st conversation.Step) bool { return st.Topic == twoThings }) {
		t.Error("the page before the call ends does not have it")
	}
}

func TestWhetherItIsSafeIsAskedAgainBeforeAnythingIsAdvised(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.SetProgress(conversation.Progress{})
	c.Loaded = c.Now.Add(-time.Minute)
	c.says("weapon", "yes")
	c.want("")
	c.says("safe-to-talk", "yes")
	c.want(awayFromIt)
}

func TestAdviceIsRecordedOnlyWhenItWasSaid(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.says("weapon", "yes")
	if len(c.A.AdviceGiven) != 0 {
		t.Errorf("recorded before anybody said it: %q", c.A.AdviceGiven)
	}
	of, _ := c.Advice()
	c.Said(of)
	c.inView = nil
	c.want("")
	if seen := c.seen(); len(c.A.AdviceGiven) != 1 || c.A.AdviceGiven[0] != awayFromIt || strings.Contains(seen, awayFromIt) {
		t.Errorf("recorded is %q; in view again is %q", c.A.AdviceGiven, seen)
	}
}

func TestAdviceGoesWithTheYesThatCalledForIt(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.says("weapon", "yes")
	c.want(awayFromIt)
	c.says("weapon", "no")
	c.want("")
}

func TestTheQuestionAboutSupportNamesTheNumbers(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.Set.Local.Services = []assess.LocalService{{Name: "Our Own", Number: "01632 960009"}}
	st, _ := c.Anywhere("referral-offered")
	if !strings.Contains(st.Prompt, "Our Own, 01632 960009; The Line, 01632 960000.") || strings.Contains(st.Prompt, "Other") {
		t.Errorf("the question is %q", st.Prompt)
	}
	c.says("weapon", "yes")
	if st, _ = c.Anywhere("referral-offered"); !strings.Contains(st.Prompt, "The Other Line, 01632 960001") {
		t.Errorf("after a yes that calls for it the question is %q", st.Prompt)
	}
}

func TestWhatNobodySaidStandsOnAPageBeforeTheCallEnds(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.says("weapon", "yes")
	c.says("threats", "yes")
	c.endsDanger()
	var ids []string
	for _, st := range c.Steps() {
		if strings.HasPrefix(st.ID, "tell:") {
			ids = append(ids, st.ID)
		}
	}
	left := func() (out []conversation.Step) { // the rows of the page that are about it
		page, _ := c.Page("tell:threatened")
		return slices.DeleteFunc(page.Parts, func(st conversation.Step) bool { return !strings.HasPrefix(st.ID, "tell:") })
	}
	if rows := left(); len(ids) != 3 || len(rows) != 3 || rows[1].Prompt != "Tell them: "+keepThem || rows[1].Row != "Keep messages" || rows[0].Help != "Not: Pick it up." {
		t.Fatalf("the page is %v: %+v", ids, rows)
	}
	c.says("tell:weapon-seen", "yes")
	c.says("tell:threatened", "no")
	if got := asJSON(t, c.A.AdviceGiven); got != `["`+awayFromIt+`"]` {
		t.Errorf("recorded is %s", got)
	}
	if rows := left(); rows[0].Answer != "yes" || rows[1].Answer != "no" {
		t.Errorf("the page is %+v", rows)
	}
	c.says("tell:weapon-seen", "no")
	if len(c.A.AdviceGiven) != 0 {
		t.Errorf("corrected, it is still recorded: %v", c.A.AdviceGiven)
	}
	c.A.Contact.Mode = "cover"
	if _, ok := c.Page("tell:threatened"); ok {
		t.Error("the page is shown to somebody who cannot talk openly")
	}
}

// One key records what was said as it came into view. A line that nobody has read, or of
// law while nobody knows whether they are an adult, is never among it.
func TestOneKeyRecordsWhatWasSaidAsItCame(t *testing.T) {
	t.Parallel()
	c := calling(t, &assess.Assessment{})
	c.says("weapon", "yes")
	c.says("threats", "yes")
	c.endsDanger()
	if in := c.seen(); !strings.Contains(in, awayFromIt) || !strings.Contains(in, keepThem) {
		t.Fatalf("in view were %q", in)
	}
	st, _ := c.Anywhere("tell:weapon-seen")
	if last := st.Options[len(st.Options)-1]; last.Value != "all" || last.Label != "said, with the other one shown before" {
		t.Fatalf("the options are %+v", st.Options)
	}
	law, _ := c.Anywhere("tell:law")
	if !strings.HasPrefix(law.Prompt, "Only if they are 18 or over, tell them: ") {
		t.Errorf("a line of law for somebody of unknown age reads %q", law.Prompt)
	}
	c.says("tell:weapon-seen", "all")
	if got := asJSON(t, c.A.AdviceGiven); got != `["`+awayFromIt+`","`+keepThem+`"]` {
		t.Errorf("recorded is %s", got)
	}
	c.says("tell:threatened", "no")
	if got := asJSON(t, c.A.AdviceGiven); got != `["`+awayFromIt+`"]` {
		t.Errorf("corrected, recorded is %s", got)
	}
}

// A child hears nothing of the law, and an adult does not lose it because nobody asked
// their age.
func TestAdviceAboutLawIsForAdults(t *testing.T) {
	t.Parallel()
	for under18, want := range map[assess.Fact]string{
		assess.FactYes: "", assess.FactNo: "Tell them: There are orders for this.",
		"": "Only if they are 18 or over, tell them: There are orders for this.", assess.FactUnknown: "Only if they are 18 or over, tell them: There are orders for this.",
	} {
		c := calling(t, &assess.Assessment{})
		c.A.Case.VictimUnder18 = under18
		c.says("threats", "yes")
		c.endsDanger()
		inView := strings.Contains(c.seen(), "There are orders for this.")
		if st, _ := c.Anywhere("tell:law"); st.Prompt != want || inView != (under18 == assess.FactNo) {
			t.Errorf("under 18 %q: the page says %q, in view while asking: %v", under18, st.Prompt, inView)
		}
	}
}
