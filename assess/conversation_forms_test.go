package assess_test

import (
	"testing"

	"stalkrisk/assess"
)

// What the form of a list offers are all the words that a file may hold.
func TestEveryKindOfOrderHasALabel(t *testing.T) {
	t.Parallel()
	s := assess.Sitting{Set: shipped(t), A: &assess.Assessment{}}
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
	s := assess.Sitting{Set: shipped(t), A: a}
	f := s.Form("orders")
	if err := f[1].Set("2026-05-01"); err != nil {
		t.Fatal(err)
	}
	if err := f[2].Set("2026-04-01"); err == nil {
		t.Error("it ends before it begins, and nothing was said")
	}
	if err := f[2].Set("2026-06-01"); err != nil {
		t.Error(err)
	}
	if err := f[1].Set("2026-07-01"); err == nil {
		t.Error("it begins after it has ended, and nothing was said")
	}
	if o := a.Orders[0]; o.From.String() != "2026-05-01" || o.To.String() != "2026-06-01" {
		t.Errorf("the order is %+v", o)
	}
}
