package conversation_test

import (
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// The form of a list offers all the words that a file may have.
func TestEveryKindOfOrderHasALabel(t *testing.T) {
	t.Parallel()
	s := conversation.Sitting{Set: assesstest.Set(), A: &assess.Assessment{}}
	var offered []string
	for _, o := range s.Form("orders")[0].Options {
		offered = append(offered, o.Value)
	}
	words := assess.OrderKind("").Words()
	if len(offered) != len(words) {
		t.Fatalf("offered %v; a file may hold %v", offered, words)
	}
	for i, w := range words {
		if offered[i] != w {
			t.Errorf("offered %q where a file may hold %q", offered[i], w)
		}
	}
}

func TestAnOrderDoesNotEndBeforeItBegins(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{}
	s := conversation.Sitting{Set: assesstest.Set(), A: a}
	f := s.Form("orders")
	if err := f[1].Set("2026-05-01"); err != nil {
		t.Fatal(err)
	}
	if err := f[2].Set("2026-04-01"); err == nil {
		t.Error("an order that ends before it begins is accepted")
	}
	if err := f[2].Set("2026-06-01"); err != nil {
		t.Error(err)
	}
	if err := f[1].Set("2026-07-01"); err == nil {
		t.Error("an order that begins after it ends is accepted")
	}
	if o := a.Orders[0]; o.From.String() != "2026-05-01" || o.To.String() != "2026-06-01" {
		t.Errorf("the order is %+v", o)
	}
}

// "The person at risk is" does not change what is known about the other person, and
// "still so" changes nothing.
func TestWhoIsUnder18LeavesTheOtherAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ victim, suspect, answer, wantVictim, wantSuspect assess.Fact }{
		{"yes", "unknown", "victim", "yes", "unknown"},
		{"", "", "victim", "yes", ""},
		{"unknown", "yes", "suspect", "unknown", "yes"},
		{"yes", "yes", "victim", "yes", "no"},
		{"", "", "no", "no", "no"},
		{"", "", "both", "yes", "yes"},
		{"yes", "no", "unknown", "unknown", "unknown"},
	} {
		a := &assess.Assessment{}
		a.Case.VictimUnder18, a.Case.SuspectUnder18 = c.victim, c.suspect
		s := conversation.Sitting{Set: assesstest.Set(), A: a}
		st, ok := s.Find("under-18")
		if !ok {
			t.Fatal("no step asks who is under 18")
		}
		s.Record(st, string(c.answer))
		if a.Case.VictimUnder18 != c.wantVictim || a.Case.SuspectUnder18 != c.wantSuspect {
			t.Errorf("%+v: recorded %q and %q", c, a.Case.VictimUnder18, a.Case.SuspectUnder18)
		}
	}
}
