package assess_test

import (
	"testing"

	"stalkrisk/assess"
)

// A draft of the sift is left out of everything until a person has read its logs, and
// never after that.
func TestADraftOfTheSiftIsUnreadUntilAPersonHasReadTheLogs(t *testing.T) {
	draft := func(change func(*assess.Assessment)) *assess.Assessment {
		a := &assess.Assessment{Status: assess.Draft, MadeBy: assess.FromSift}
		change(a)
		return a
	}
	for name, c := range map[string]struct {
		change func(*assess.Assessment)
		unread bool
	}{
		"as the sift made it":      {func(*assess.Assessment) {}, true},
		"begun by a person":        {func(a *assess.Assessment) { a.MadeBy = "" }, false},
		"only opened":              {func(a *assess.Assessment) { a.TakeOver(assess.Assessor{Reference: "H1"}, assess.Instant{}) }, true},
		"somebody was spoken to":   {func(a *assess.Assessment) { a.Contact.SafeToTalk = assess.FactNo }, false},
		"with an answer":           {func(a *assess.Assessment) { a.Responses = assess.Responses{{Instrument: "stalking"}} }, false},
		"with what somebody said":  {func(a *assess.Assessment) { a.FirstAccount = "x" }, false},
		"finished without a name":  {func(a *assess.Assessment) { a.Status = assess.Complete }, false},
		"with only more incidents": {func(a *assess.Assessment) { a.Incidents = make([]assess.Incident, 3) }, true},
	} {
		if got := draft(c.change).Unread(); got != c.unread {
			t.Errorf("%s: unread is %v, want %v", name, got, c.unread)
		}
	}
}
