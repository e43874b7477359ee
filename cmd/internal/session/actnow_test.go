package session_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
	"stalkrisk/assess/assesstest"
	_ "stalkrisk/assess/assesstest/quickfuzz"
	"stalkrisk/assess/conversation"
	"stalkrisk/cmd/internal/present"
	"stalkrisk/cmd/internal/session"
)

// call is a conversation on a made-up case, which is closed and opened again.
type call struct {
	t      *rapid.T
	s      *session.Session
	now    time.Time
	bytes  []byte // on the disk
	full   bool   // the disk is full
	danger bool   // there was a reason to act now, and nobody has dealt with it since
}

func (c *call) save(a *assess.Assessment) error {
	if c.full {
		return os.ErrPermission
	}
	c.bytes = assessmentfile.Encode("x.yaml", a)
	return nil
}

// open opens what is on the disk, or begins a new assessment.
func (c *call) open(loaded bool) {
	a := assess.Assessment{
		Format: assess.AssessmentFormat, ID: "T1", Status: assess.Draft, Stage: assess.FirstContact,
		Assessor: assess.Assessor{Reference: "H1", Role: "call_handler"}, AssessedAt: assess.InstantOf(c.now),
	}
	var last time.Time
	if loaded {
		a = assessmentfile.One(assessmentfile.Read("x.yaml", c.bytes)).Assessment
		last = a.AssessedAt.Time()
	}
	set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
	c.s = session.Open(set, &a, last, func() time.Time { return c.now }, c.save)
}

// inView reports whether somebody who looks at the question is told to act now, or that an
// earlier ACT NOW is not dealt with.
func (c *call) inView() bool {
	r := c.s.Result()
	_, calm := present.ActNowHead(c.s, &r)
	return r.ActNow && !calm || slices.ContainsFunc(present.AllStanding(c.s), func(of present.Standing) bool { return strings.Contains(of.Says, "Earlier ACT NOW") })
}

// marks are the answers that mark an ACT NOW as dealt with.
var marks = []string{"arrived", "back", "spoken", "there", "mistake"}

// answer records a random answer to a step, and reports whether it marks an ACT NOW as
// dealt with.
func (c *call) answer(st conversation.Step) (marked bool) {
	value := ""
	switch {
	case len(st.Options) > 0:
		value = rapid.SampledFrom(st.Options).Draw(c.t, "answer").Value
	default:
		value = rapid.SampledFrom([]string{"", "some words"}).Draw(c.t, "words")
	}
	if _, _, edits := c.s.Edits(st, value); edits || value == conversation.AddEntry || value == conversation.NoMore || st.Kind >= conversation.PageStep {
		c.s.Skip()
		return false
	}
	_, err := c.s.Put(st, value)
	return err == nil && slices.Contains(marks, value)
}

// newIn reports whether a list has anything that an earlier one had not.
func newIn(now, before []string) bool {
	return slices.ContainsFunc(now, func(id string) bool { return !slices.Contains(before, id) })
}

// Once there was a reason to act now, the warning or the earlier ACT NOW stays in view,
// whatever is answered, corrected, closed, opened again or handed over, until a person
// marks it as dealt with, is with them, or has spoken to them again.
func TestAnActNowStaysInViewUntilAPersonHasDealtWithIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := &call{t: t, now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}
		c.open(false)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			c.now = c.now.Add(time.Minute)
			c.full = rapid.IntRange(0, 9).Draw(t, "full") == 0
			before, was := c.s.Result(), c.s.Assessment().Clone()
			did := rapid.SampledFrom([]string{"answer", "answer", "answer", "danger", "danger", "help", "help", "earlier", "mode", "end", "edit help", "incident", "remove", "skip", "back", "take back", "reopen", "hand over", "go on", "re-assess"}).Draw(t, "does")
			marked := false
			switch did {
			case "answer":
				marked = c.answer(c.s.Step())
			case "danger":
				id := rapid.SampledFrom([]string{"near-now", "weapon", "specific-threat", "expects-harm", "threats-grave", "intrusion", "threats", "safe-to-talk", "caller", "more-often"}).Draw(t, "about")
				if st, ok := c.s.Anywhere(id); ok {
					c.answer(st)
				}
			case "help", "earlier":
				id := map[string]string{"help": conversation.HelpStep, "earlier": conversation.EarlierStep}[did]
				if st, ok := c.s.Anywhere(id); ok {
					if marking := slices.DeleteFunc(slices.Clone(st.Options), func(o conversation.Option) bool { return !slices.Contains(marks, o.Value) }); rapid.Bool().Draw(t, "marks") && len(marking) > 0 {
						st.Options = marking
					}
					c.s.Beside(id)
					marked = c.answer(st)
				}
			case "mode":
				if st, ok := c.s.Anywhere(conversation.ModeStep); ok {
					c.s.Beside(conversation.ModeStep)
					c.answer(st)
				}
			case "end":
				if st, ok := c.s.BeforeStopping(); ok {
					c.answer(st)
				}
			case "edit help":
				for _, f := range c.s.Edit(conversation.HelpStep, len(c.s.Assessment().Help)-1) {
					_ = f.Set(rapid.SampledFrom([]string{"", "now"}).Draw(t, "time"))
				}
			case "incident":
				fields := c.s.Fields("incidents")
				for _, f := range fields {
					if strings.HasSuffix(f.At, ".kind") || strings.HasSuffix(f.At, ".at") {
						_ = f.Set(rapid.SampledFrom([]string{"today", "weapon", "grave_threat", "intrusion"}).Draw(t, "what"))
					}
				}
			case "remove":
				_ = c.s.Remove("incidents", 0)
			case "skip":
				c.s.Skip()
			case "back":
				c.s.Back()
			case "reopen":
				c.full = false
				if c.s.Touch() == nil {
					c.open(true)
				}
			case "hand over":
				c.s.HandedOver()
			case "go on":
				_ = c.s.GoOn()
			case "re-assess":
				set := c.s.Set()
				next := conversation.Reassess(c.s.Assessment(), set)
				next.ID, next.AssessedAt, next.Stage = was.ID+"+", assess.InstantOf(c.now), assess.FirstContact
				next.Assessor = was.Assessor
				earlier := was.Clone()
				c.s = session.Open(set, &next, time.Time{}, func() time.Time { return c.now }, c.save)
				c.s.GoOnFrom(&earlier)
			}
			now := c.s.Result()
			undone := was.HelpSent() == "arrived" && c.s.Assessment().HelpSent() != "arrived" && did == "edit help"
			switch {
			case marked:
				c.danger = c.inView()
			case now.ActNow && (newIn(now.ActNowBecause, before.ActNowBecause) || newIn(now.RedFlags, before.RedFlags) || undone), c.inView():
				c.danger = true
			}
			if c.danger && !c.inView() {
				t.Fatalf("after %s nothing says to act now: because %v, earlier %+v, help %+v", did, c.s.Result().ActNowBecause, c.s.Assessment().EarlierActNow, c.s.Assessment().Help)
			}
		}
	})
}
