package conversation_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// ending returns a sitting of an invented case that is about to end.
func ending(t *testing.T, stage assess.Stage) *conversation.Sitting {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Status, a.Stage = assess.Draft, stage
	return &conversation.Sitting{Set: set, A: a, Now: time.Date(2026, 11, 20, 14, 3, 0, 0, time.UTC)}
}

// fill sets the fields of a new entry, in order; "" leaves a field empty.
func fill(t *testing.T, s *conversation.Sitting, list string, with ...string) {
	t.Helper()
	fields := s.Form(list)
	if len(fields) < len(with) {
		t.Fatalf("%s has %d fields", list, len(fields))
	}
	for i, text := range with {
		if text == "" {
			continue
		}
		if f := fields[i]; f.Options != nil && !slices.ContainsFunc(f.Options, func(o conversation.Option) bool { return o.Value == text }) {
			t.Fatalf("%s, %s: %q is not one of %v", list, f.ID, text, f.Options)
		}
		if err := fields[i].Set(text); err != nil {
			t.Fatalf("%s, %s: %v", list, fields[i].ID, err)
		}
	}
}

func TestTheEndIsWrittenDown(t *testing.T) {
	s := ending(t, assess.Full)
	fill(t, s, "decisions", "spo", "not_pursued", "they live abroad", "S77")
	fill(t, s, "decisions", "recording", "stalking")
	fill(t, s, "advice", "keep the messages")
	fill(t, s, "actions", "ring back", "S1", "2026-11-21", "")
	fill(t, s, "actions", "camera", "", "", "2026-11-20")
	fill(t, s, "service-view", "high", "advocate 3", "worse since May")
	want := assess.Assessment{
		Decisions:   []assess.Decision{{About: "spo", Decision: "not_pursued", Reason: "they live abroad", By: "S77"}, {About: "recording", Decision: "stalking"}},
		AdviceGiven: []string{"keep the messages"},
		Actions:     []assess.Action{{What: "ring back", Owner: "S1", Due: assesstest.Date("2026-11-21")}, {What: "camera", Done: assesstest.Date("2026-11-20")}},
		ServiceView: assess.ServiceView{Level: "high", By: "advocate 3", Note: "worse since May"},
	}
	got := assess.Assessment{Decisions: s.A.Decisions, AdviceGiven: s.A.AdviceGiven, Actions: s.A.Actions, ServiceView: s.A.ServiceView}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b assess.Date) bool { return a == b }), cmp.Comparer(func(a, b assess.Instant) bool { return a.String() == b.String() })); diff != "" {
		t.Error(diff)
	}
	for _, list := range []string{"decisions", "advice", "actions"} {
		before, _ := s.Find(list)
		s.Form(list)
		s.Discard(list)
		if after, _ := s.Find(list); after.Entries != before.Entries || before.Entries == 0 {
			t.Errorf("%s: %d entries and %d after one was left before its first field", list, before.Entries, after.Entries)
		}
	}
	s.Form("service-view")
	s.Discard("service-view")
	if s.A.ServiceView != want.ServiceView {
		t.Errorf("the service's view is lost: %+v", s.A.ServiceView)
	}
	if err := s.Form("decisions")[1].Set("stalking"); err != nil {
		t.Errorf("a decision without a subject: %v", err)
	}
	if err := s.Edit("decisions", 0)[1].Set("stalking"); err == nil || s.A.Decisions[0].Decision != "not_pursued" {
		t.Errorf("an order is recorded as stalking: %v", err)
	}
	if err := s.Form("actions")[2].Set("soon"); err == nil {
		t.Error("an invalid day was accepted")
	}
}

// A first contact stays short: decisions, the level and what services think are left to
// the officer.
func TestAFirstContactIsNotHeldUpByTheEnd(t *testing.T) {
	s := ending(t, assess.FirstContact)
	for _, id := range []string{"decisions", "advice", "service-view", "referral-service"} {
		if _, asked := s.Find(id); asked {
			t.Errorf("%s is asked at a first contact", id)
		}
	}
	offered, ok := s.Find("referral-offered")
	if !ok {
		t.Fatal("whether support was offered is not asked")
	}
	s.Record(offered, "yes")
	if r := s.A.Referral; r.Offered != assess.FactYes || r.On.String() != "2026-11-20" {
		t.Errorf("recorded %+v", r)
	}
	for value, accepted := range map[string]assess.Fact{"accepted": assess.FactYes, "declined": assess.FactNo, "yes": assess.FactUnknown} {
		s.Record(offered, value)
		if r := s.A.Referral; r.Offered != assess.FactYes || r.Accepted != accepted {
			t.Errorf("%s: recorded %+v", value, r)
		}
		if st, _ := s.Find("referral-offered"); st.Answer != value {
			t.Errorf("%s is shown as %q", value, st.Answer)
		}
	}
	s.Record(offered, "no")
	if r := s.A.Referral; r != (assess.Referral{Offered: assess.FactNo}) {
		t.Errorf("support was not offered, and the file has %+v", r)
	}
}

// Answering again does not change the day of an earlier offer.
func TestTheDayOfAnEarlierOfferStays(t *testing.T) {
	s := ending(t, assess.Full)
	s.A.Referral = assess.Referral{Offered: assess.FactYes, On: assesstest.Date("2026-11-01")}
	offered, _ := s.Find("referral-offered")
	s.Record(offered, "yes")
	if got := s.A.Referral.On.String(); got != "2026-11-01" {
		t.Errorf("it is %s now", got)
	}
}

// Scotland has no stalking protection order, so there is no decision about one.
func TestNoDecisionAboutAnOrderThatDoesNotExist(t *testing.T) {
	for jurisdiction, spo := range map[assess.Jurisdiction]bool{"": true, "england_wales": true, "northern_ireland": true, "scotland": false} {
		s := ending(t, assess.Full)
		s.A.Case.Jurisdiction = jurisdiction
		var about []string
		for _, o := range s.Form("decisions")[0].Options {
			about = append(about, o.Value)
		}
		if slices.Contains(about, "spo") != spo || slices.Contains(about, "interim_spo") != spo || !slices.Contains(about, "recording") {
			t.Errorf("%s: %q", jurisdiction, about)
		}
		if spo && !slices.Equal(about, assess.DecisionAbout("").Words()) {
			t.Errorf("%s: %q are not all the subjects", jurisdiction, about)
		}
	}
}
