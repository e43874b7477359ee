package conversation_test

import (
	"slices"
	"strings"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assessmentfile"
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

// Everything that a file can hold about a case can be entered by somebody.
func TestEveryFactThatAPersonKnowsHasAStep(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{Stage: assess.Full, Case: assess.Case{Suspects: "several"}, Outcome: assess.Outcome{Value: "continued"}}
	s := conversation.Sitting{Set: assesstest.Set(), A: a}
	for _, id := range []string{"accounts", "evidence", "updates", "elsewhere", "orders", "linked", "suspect-reference", "outcome"} {
		if _, ok := s.Find(id); !ok {
			t.Errorf("nothing asks for %s", id)
		}
	}
	for list, entry := range map[string][]string{
		"accounts":  {"kind", "handle", "linked_by"},
		"evidence":  {"what", "held_by", "offered", "taken", "goes"},
		"updates":   {"to", "on", "by", "what"},
		"elsewhere": {"instrument", "level", "on", "by"},
		"orders":    {"kind", "from", "to", "conditions", "force", "manager", "contact", "served", "check_on", "note"},
		"actions":   {"what", "owner", "to", "agency", "due", "done"},
	} {
		fields := map[string]bool{}
		for _, f := range s.Form(list) {
			fields[f.ID] = true
		}
		for _, id := range entry {
			if !fields[id] {
				t.Errorf("nothing asks for %s of %s", id, list)
			}
		}
	}
}

func TestDaysToComeAreReadAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{}
	s := conversation.Sitting{Set: assesstest.Set(), A: a, Now: takenOver}
	for _, f := range s.Form("orders") {
		if f.ID == "check_on" {
			if err := f.Set("1 December; 15/01/2027"); err != nil {
				t.Fatal(err)
			}
			if err := f.Set("1 December; soon"); err == nil {
				t.Error("what is not a day is accepted")
			}
		}
	}
	if got := asJSON(t, a.Orders[0].CheckOn); got != `["2026-12-01","2027-01-15"]` {
		t.Errorf("the days are %s", got)
	}
	for _, f := range s.Form("evidence") {
		if f.ID == "goes" {
			if err := f.Set("1 December"); err != nil {
				t.Errorf("evidence that goes later is refused: %v", err)
			}
		}
	}
}

// A DARA or SASH that somebody completed changes no level.
func TestAnAssessmentCompletedElsewhereStandsBeside(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{Stage: assess.Full}
	s := conversation.Sitting{Set: assesstest.Set(), A: a, Now: takenOver}
	before := asJSON(t, assess.Score(s.Set, a))
	fields := s.Form("elsewhere")
	for i, v := range []string{"DARA", "high", "yesterday", "S77"} {
		if err := fields[i].Set(v); err != nil {
			t.Fatal(err)
		}
	}
	if got := a.Elsewhere[0]; got.Instrument != "DARA" || got.Level != "high" || got.On.String() != "2026-11-19" || got.By != "S77" {
		t.Errorf("recorded is %+v", got)
	}
	if after := asJSON(t, assess.Score(s.Set, a)); after != before {
		t.Error("it changes the result")
	}
	which := fields[0]
	for words, want := range map[string]string{"dash": "DASH", "sash": "SASH", "somebody": "DASH", "Danger Assessment": "Danger Assessment"} {
		o := which.Otherwise
		if found := which.Find(words); len(found) > 0 {
			o = found[0]
		}
		if err := which.Said(o.Value, words); err != nil || a.Elsewhere[0].Instrument != want {
			t.Errorf("%q is recorded as %q (%v), want %q", words, a.Elsewhere[0].Instrument, err, want)
		}
	}
}

// Every form that asks for a date reads it as people say it, and says in full what was
// understood. now is Friday 20 November 2026, 12:00.
func TestEveryFormReadsDatesAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	says := []struct{ said, past, ahead string }{
		{"today", "2026-11-20", "2026-11-20"}, {"20/11", "2026-11-20", "2026-11-20"}, {"20/11/2026", "2026-11-20", "2026-11-20"},
		{"yesterday evening", "2026-11-19", "2026-11-19"}, {"last night", "2026-11-19", "2026-11-19"}, {"this morning", "2026-11-20", "2026-11-20"},
		{"8am", "2026-11-20", ""}, {"Tuesday", "2026-11-17", "2026-11-24"}, {"last Tuesday", "2026-11-17", "2026-11-17"},
		{"two weeks ago", "2026-11-06", "2026-11-06"}, {"1st October", "2026-10-01", "2027-10-01"}, {"about March", "2026-03", "2027-03"},
	}
	seen := 0
	for _, step := range []string{"incidents", "orders", "triggers", "absences", "decisions", "actions", "evidence", "updates", "elsewhere", conversation.OutcomeForm} {
		probe := ending(t, assess.Full)
		for k, field := range probe.Form(step) {
			if field.InWords == nil {
				continue
			}
			seen++
			ahead := slices.Contains([]string{"to", "due", "goes"}, field.ID) && step != "absences" || step == "triggers"
			for _, c := range says {
				want := c.past
				if ahead {
					want = c.ahead
				}
				s := ending(t, assess.Full)
				f := s.Form(step)[k]
				err := f.Set(c.said)
				month := len(want) == len("2026-03") && step != "incidents" && field.ID != "goes"
				if want == "" || (err != nil) != month {
					if want != "" {
						t.Errorf("%s: %q: %v", f.At, c.said, err)
					}
					continue
				}
				year, day := want[:4], strings.TrimPrefix(want[len(want)-2:], "0")
				if in := f.InWords(c.said); err == nil && (!strings.Contains(in, year) || len(want) > 7 && !strings.Contains(in, day+" ")) {
					t.Errorf("%s: %q is read back as %q; it is %s", f.At, c.said, in, want)
				}
				if stored := string(assessmentfile.Encode("x.yaml", s.A)); err == nil && !strings.Contains(stored, want) {
					t.Errorf("%s: %q: not stored as %s:\n%s", f.At, c.said, want, stored)
				}
			}
		}
	}
	if seen < 12 {
		t.Errorf("only %d fields ask for a date", seen)
	}
}

// An entry that was begun and in which nothing was written is gone at the next start and
// at the end; one with words that are not recorded yet stays.
func TestAnEntryWithNothingInItIsDropped(t *testing.T) {
	t.Parallel()
	a := &assess.Assessment{Stage: assess.Full, Case: assess.Case{Reference: "NP-1"}}
	s := conversation.Sitting{Set: assesstest.Set(), A: a, Now: takenOver}
	for _, step := range []string{"incidents", "orders", "triggers", "absences", "decisions", "actions", "elsewhere", "accounts", "evidence", "updates", conversation.HelpStep} {
		if s.Form(step) == nil {
			t.Fatalf("no form for %s", step)
		}
	}
	a.Orders = append([]assess.Order{{Kind: "spo"}}, a.Orders...)
	typed := s.Form("triggers")
	s.Keep(typed[0].At, "heari")
	s.DropEmpty()
	if len(a.Orders) != 1 || len(a.Triggers) != 1 || len(a.Incidents)+len(a.Absences)+len(a.Decisions)+len(a.Actions)+len(a.Elsewhere)+len(a.Accounts)+len(a.Evidence)+len(a.Updates)+len(a.Help) != 0 {
		t.Errorf("what is left: %s", asJSON(t, a))
	}
	if got := s.Kept("triggers[0].kind") + s.Kept("triggers[0].on") + s.Kept("triggers[0].what"); got != "heari" {
		t.Errorf("what was typed is at another place: %+v", a.Unfinished)
	}
	s.Form(conversation.HelpStep)
	if missing := s.Finish(); missing != "" || len(a.Help) != 0 || len(a.Triggers) != 0 {
		t.Errorf("a finished assessment (%q) holds %s", missing, asJSON(t, a))
	}
}
