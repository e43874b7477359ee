package conversation_test

import (
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
	"stalkrisk/assess/questionnairefile"
	"stalkrisk/questionnaires"
)

// talking returns a first contact with the shipped questions, in which nothing is
// answered yet.
func talking(t *testing.T) *conversation.Sitting {
	t.Helper()
	all, err := questionnairefile.LoadAll(questionnaires.Files)
	if err != nil {
		t.Fatal(err)
	}
	a := &assess.Assessment{Format: assess.AssessmentFormat, Stage: assess.FirstContact, Status: assess.Draft, Assessor: assess.Assessor{Role: "call_handler"}}
	set, problems := all.For(a, assess.Tool{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &conversation.Sitting{Set: set, A: a, Now: time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)}
}

// give answers questions, whatever their place.
func give(t *testing.T, s *conversation.Sitting, answers ...[2]string) {
	t.Helper()
	for _, answer := range answers {
		st, ok := s.Anywhere(answer[0])
		if !ok {
			t.Fatalf("there is no question %s", answer[0])
		}
		s.Record(st, answer[1])
	}
}

// No answer about children says that the victim is an adult, which would let advice
// about law through to a child.
func TestNobodyIsAnAdultUnlessSomebodySaidSo(t *testing.T) {
	for _, v := range []string{"no", "children", "pregnant", "both", "unknown"} {
		s := talking(t)
		give(t, s, [2]string{"children", v})
		if got := s.A.Case.VictimUnder18; got != "" {
			t.Errorf("%s: the victim is under 18: %q; nobody asked", v, got)
		}
		give(t, s, [2]string{"children", "under_18"})
		if got := s.A.Case.VictimUnder18; got != assess.FactYes {
			t.Errorf("%s, then under 18: %q", v, got)
		}
		give(t, s, [2]string{"children", v})
		if got := s.A.Case.VictimUnder18; got == assess.FactNo {
			t.Errorf("under 18, then %s: an adult", v)
		}
	}
}

// A pregnancy that was said after pressure to the neck neither answers the question about
// children nor is lost when that is answered.
func TestAPregnancySaidEarlierStays(t *testing.T) {
	for v, want := range map[string]assess.Fact{"children": assess.FactYes, "unknown": assess.FactYes, "under_18": assess.FactYes, "both": assess.FactYes, "no": assess.FactNo} {
		s := talking(t)
		give(t, s, [2]string{"strangulation", "yes"}, [2]string{"neck-pregnant", "yes"})
		if st, _ := s.Find("children"); st.Answered() {
			t.Fatal("nobody is asked about children")
		}
		give(t, s, [2]string{"children", v})
		if got := s.A.Case.Pregnant; got != want {
			t.Errorf("%s: pregnant %q, want %q", v, got, want)
		}
	}
}

// A question that a later yes calls for is asked at once, although its place is earlier.
func TestAFollowUpOfALaterYesIsAskedAtOnce(t *testing.T) {
	s := talking(t)
	give(t, s, [2]string{"violence", "no"}, [2]string{"strangulation", "no"}, [2]string{"intrusion", "no"}, [2]string{"threats", "no"}, [2]string{"weapon", "no"},
		[2]string{"children", "children"})
	if _, asked := s.Find("recent-harm"); asked {
		t.Fatal("recent-harm is asked before anything calls for it")
	}
	give(t, s, [2]string{"threats-children", "yes"})
	if got := s.Next("threats-children").ID; got != "recent-harm" {
		t.Errorf("after threats to children comes %s, want recent-harm", got)
	}
}

// No trace in the systems is a no only where somebody wrote which were checked, for which
// area, and when.
func TestNoHistoryNeedsWhatWasChecked(t *testing.T) {
	checks := [][2]string{{"checked-systems", "PNC, PND"}, {"checked-area", "Northshire"}, {"checked-when", "today"}}
	for leave := range checks {
		s := talking(t)
		for k, check := range checks {
			if k != leave {
				give(t, s, check)
			}
		}
		give(t, s, [2]string{"history", "no"})
		if r, _ := s.A.Responses.Of("stalking", "history"); r.Answer != assess.Unknown {
			t.Errorf("without %s a no is recorded as %q, want not known", checks[leave][0], r.Answer)
		}
		give(t, s, checks[leave], [2]string{"history", "no"})
		if r, _ := s.A.Responses.Of("stalking", "history"); r.Answer != assess.No {
			t.Errorf("with all three a no is recorded as %q", r.Answer)
		}
	}
}

// None known makes no order. The file says so, and neither the next sitting nor the
// officer is asked again; but what a third party does not know of is not ruled out.
func TestNoOrderInPlaceIsNoOrder(t *testing.T) {
	s := talking(t)
	give(t, s, [2]string{"in-place", "none_known"})
	if st, _ := s.Find("in-place"); len(s.A.Orders) != 0 || !st.Answered() {
		t.Errorf("orders %v, answered %v", s.A.Orders, st.Answered())
	}
	give(t, s, [2]string{"in-place", "bail"}, [2]string{"in-place", "none_known"})
	if len(s.A.Orders) != 0 {
		t.Errorf("corrected to none, and orders are %v", s.A.Orders)
	}
	later := &conversation.Sitting{Set: s.Set, A: s.A, Now: s.Now.Add(time.Hour), Loaded: s.Now}
	if st, _ := later.Find("in-place"); st.Answer != "none_known" || !st.Answered() {
		t.Errorf("later it is %q, answered %v", st.Answer, st.Answered())
	}
	s.A.Stage = assess.Full
	if st, _ := later.Find("orders"); !st.Answered() {
		t.Error("the officer is asked again")
	}
	for _, order := range [][][2]string{{{"caller", "third_party"}, {"in-place", "none_known"}}, {{"in-place", "none_known"}, {"caller", "third_party"}}} {
		friend := talking(t)
		give(t, friend, order...)
		if friend.A.OrderInPlace != assess.FactUnknown {
			t.Errorf("%v: recorded as %q", order, friend.A.OrderInPlace)
		}
	}
}

// A third party cannot say no for the person at risk, to facts of the case either; what
// they said before somebody knew who was calling is read the same way.
func TestAThirdPartysNoToAFactIsNotKnown(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]string{"who calls is known first": "caller", "the answer comes first": "suspect-access"} {
		var a assess.Assessment
		s := conversation.Sitting{Set: assesstest.Set(), A: &a, Now: takenOver}
		says := map[string]string{"caller": "third_party", "suspect-access": "no"}
		for _, id := range []string{first, "caller", "suspect-access"} {
			if st, ok := s.Find(id); ok && says[id] != "" {
				s.Record(st, says[id])
				says[id] = ""
			}
		}
		if a.Caller != assess.ThirdParty || a.Case.SuspectAccess != assess.FactUnknown {
			t.Errorf("%s: the caller is %q, access to records %q", name, a.Caller, a.Case.SuspectAccess)
		}
	}
}
