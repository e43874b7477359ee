package conversation_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/conversation"
)

// firstTime returns the first assessment of an invented case.
func firstTime(set assess.Instruments) *assess.Assessment {
	a := assesstest.Answered(set, assess.No)
	a.ID, a.Stage, a.Caller, a.Prompted = "A1", assess.Full, assess.ThirdParty, assess.FactYes
	a.Assessor = assess.Assessor{Reference: "H1", Role: "call_handler"}
	a.Contact = assess.Contact{SafeToTalk: assess.FactNo, Ended: assess.Dropped, SafeTimes: "after six"}
	a.FirstAccount, a.Case.Children = "He waits outside.", assess.FactNo
	a.Responses.Set("stalking", "fear", assess.Response{Answer: assess.Yes, Note: "sleeps elsewhere", At: assesstest.Instant("2026-11-20T14:01:00Z")})
	a.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.Yes, Note: "a knife", At: assesstest.Instant("2026-11-20T14:02:00Z")})
	a.Incidents = []assess.Incident{{At: assesstest.When("2026-11-01"), Kind: "visit"}}
	a.DashGrade = assess.DashGrade{Level: "high", Reason: "fear"}
	a.Override = &assess.Override{From: "high", Level: "moderate", Reason: "x", By: "S1", SecondPerson: "S2"}
	a.Actions = []assess.Action{{What: "ring", Due: assesstest.Date("2026-11-21")}, {What: "camera", Done: assesstest.Date("2026-11-20")}}
	a.Decisions = []assess.Decision{{About: "spo", Decision: "considered"}}
	a.Outcome = assess.Outcome{Value: "continued", Note: "charged"}
	return a
}

func TestAReassessmentKeepsWhatIsStillTrue(t *testing.T) {
	set := assesstest.Set()
	first := firstTime(set)
	a := conversation.Reassess(first, set)
	if a.Previous != "A1" || a.ID != "" || !a.Draft() || a.Stage != "" || a.Assessor != (assess.Assessor{}) || !a.AssessedAt.IsZero() {
		t.Errorf("the new one is %q of %q, %q by %+v at %q", a.ID, a.Previous, a.Status, a.Assessor, a.AssessedAt)
	}
	if a.Contact.SafeToTalk != "" || a.Contact.Ended != "" || a.Caller != "" || a.Prompted != "" || a.Override != nil || a.DashGrade != (assess.DashGrade{}) || a.Outcome != (assess.Outcome{}) {
		t.Errorf("an answer that was true only then still counts: %+v", a)
	}
	if !reflect.DeepEqual(a.Case, first.Case) || a.FirstAccount != first.FirstAccount || a.Contact.SafeTimes != "after six" || len(a.Incidents) != 1 || len(a.Decisions) != 1 {
		t.Errorf("the new assessment lacks something that is still true: %+v", a)
	}
	if len(a.Actions) != 1 || a.Actions[0].What != "ring" {
		t.Errorf("actions: %+v; want those that are not done", a.Actions)
	}
	if r, _ := a.Responses.Of("stalking", "fear"); r.Answer != assess.Yes || r.Note != "sleeps elsewhere" || r.At.String() != "2026-11-20T14:01:00Z" || len(r.Was) > 0 {
		t.Errorf("fear is %+v", r)
	}
	if r, _ := a.Responses.Of("stalking", "threats"); r.Answer != assess.No || r.At.String() != assesstest.AssessedAt {
		t.Errorf("threats is %+v; want it as told when it was assessed", r)
	}
	r, _ := a.Responses.Of("stalking", "weapon")
	if want := []assess.Was{{Answer: assess.Yes, At: assesstest.Instant("2026-11-20T14:02:00Z")}}; r.Answer != assess.NotAsked || !r.At.IsZero() || r.Note != "a knife" || !slices.Equal(r.Was, want) {
		t.Errorf("weapon is %+v; want it not asked, and what was said", r)
	}
}

// No answer is lost. Answers that were true only then no longer count, and answers
// about the whole pattern count as before.
func TestAReassessmentLosesNothing(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		first := assesstest.Invented(assesstest.FromRapid(t), set)
		before := first.Clone()
		a := conversation.Reassess(first, set)
		if !reflect.DeepEqual(before, *first) {
			t.Fatal("the earlier assessment was changed")
		}
		for _, s := range first.Responses {
			for _, then := range s.Items {
				now, ok := a.Responses.Of(s.Instrument, then.Item)
				if !ok || now.Note != then.Note || now.Source != then.Source {
					t.Fatalf("%s %s was %+v and is %+v", s.Instrument, then.Item, then, now)
				}
				role := false
				if i, known := set.Stalking.Item(then.Item); known && s.Instrument == "stalking" {
					role = set.Stalking.Items[i].Role != ""
				}
				open := then.Answer == "" || then.Answer == assess.NotAsked
				switch {
				case open && now.Answer != then.Answer, !open && !role && (now.Answer != then.Answer || now.At.IsZero()):
					t.Fatalf("%s was %+v and is %+v", then.Item, then, now)
				case !open && role && (now.Answer != assess.NotAsked || len(now.Was) != len(then.Was)+1 || now.Was[len(then.Was)].Answer != then.Answer):
					t.Fatalf("%s was %+v and is %+v", then.Item, then, now)
				}
			}
		}
		if !reflect.DeepEqual(a.Incidents, first.Incidents) || !reflect.DeepEqual(a.Absences, first.Absences) || !reflect.DeepEqual(a.Case, first.Case) {
			t.Fatal("incidents, absences or the case are missing")
		}
		a.AssessedAt = first.AssessedAt
		was, is := assess.Score(set, first), assess.Score(set, &a)
		if was.Baseline.Established != is.Baseline.Established || was.Baseline.Level != is.Baseline.Level {
			t.Fatalf("the baseline was %+v and is %+v", was.Baseline, is.Baseline)
		}
	})
}

// again returns the first session of an assessment that follows first.
func again(set assess.Instruments, first *assess.Assessment) *conversation.Sitting {
	a := conversation.Reassess(first, set)
	a.Stage = assess.Full
	now := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	a.AssessedAt = assess.InstantOf(now)
	return &conversation.Sitting{Set: set, A: &a, Now: now, Earlier: first}
}

func TestWhatWasSaidIsShownAndConfirmedWithOneKey(t *testing.T) {
	set := assesstest.Set()
	s := again(set, firstTime(set))
	steps := []struct {
		id, answer, told string
		afresh, confirm  bool
	}{
		{"safe-to-talk", "no", "2026-11-20T14:03:00Z", true, false},
		{"near-now", "no", "2026-11-20T14:03:00Z", true, false},
		{"weapon", "yes", "2026-11-20T14:02:00Z", true, false},
		{"caller", "third_party", "2026-11-20T14:03:00Z", true, false},
		{"prompted", "yes", "2026-11-20T14:03:00Z", true, false},
		{"first-account", "He waits outside.", "2026-11-20T14:03:00Z", false, true},
		{"relationship", "acquaintance", "2026-11-20T14:03:00Z", false, true},
		{"fear", "yes", "2026-11-20T14:01:00Z", false, true},
		{"threats", "no", "2026-11-20T14:03:00Z", false, true},
		{"incidents", conversation.NoMore, "2026-11-20T14:03:00Z", false, true},
		{"safe-times", "after six", "2026-11-20T14:03:00Z", false, true},
		{"language", "", "", false, false},
		{"reference", "NP-2026-00001", "2026-11-20T14:03:00Z", false, false},
	}
	for _, want := range steps {
		st, ok := s.Find(want.id)
		if !ok || st.Answer != want.answer || st.AnsweredAt.String() != want.told || st.Afresh != want.afresh || st.Confirm != want.confirm {
			t.Errorf("%s: %+v, want %+v", want.id, st, want)
			continue
		}
		if st.Answered() == (want.afresh || want.confirm || want.answer == "") {
			t.Errorf("%s: answered is %v", want.id, st.Answered())
		}
		if !want.confirm || want.answer == conversation.NoMore {
			continue
		}
		key := st.Options[len(st.Options)-1]
		if key.Key != conversation.StillSo || key.Value != want.answer {
			t.Errorf("%s: the last option is %+v", want.id, key)
		}
		s.Record(st, key.Value)
		if now, _ := s.Find(want.id); now.Confirm || !now.AnsweredAt.IsZero() || now.Answer != want.answer || !now.Answered() {
			t.Errorf("%s after it was confirmed: %+v", want.id, now)
		}
	}
	if r, _ := s.A.Responses.Of("stalking", "fear"); r.Note != "sleeps elsewhere" || r.At.String() != "2026-11-25T10:00:00Z" || len(r.Was) > 0 {
		t.Errorf("fear, confirmed, is %+v", r)
	}
	incidents, _ := s.Find("incidents")
	s.Passed(incidents)
	if now, _ := s.Find("incidents"); !now.Answered() || now.Entries != 1 {
		t.Errorf("the list that was confirmed: %+v", now)
	}
}

// The key for "still so" never means something else at the same step.
func TestStillSoIsNoOtherKey(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		s := again(set, assesstest.Invented(assesstest.FromRapid(t), set))
		for _, st := range s.Steps() {
			seen := map[string]bool{}
			for _, o := range st.Options {
				if seen[o.Key] {
					t.Fatalf("%s has the key %q twice", st.ID, o.Key)
				}
				seen[o.Key] = true
			}
			if st.Confirm && st.Answered() || st.Afresh && st.Confirm {
				t.Fatalf("%s: %+v", st.ID, st)
			}
		}
	})
}

// A resumed draft shows the earlier answers, whether or not the earlier assessment is
// available.
func TestAResumedDraftKnowsWhatWasSaidBefore(t *testing.T) {
	set := assesstest.Set()
	for _, given := range []bool{true, false} {
		s := again(set, firstTime(set))
		fear, _ := s.Find("fear")
		s.Record(fear, string(assess.Yes))
		weapon, _ := s.Find("weapon")
		s.Record(weapon, string(assess.No))
		children, _ := s.Find("children")
		s.Record(children, "yes")
		later := &conversation.Sitting{Set: set, A: s.A, Now: s.Now.Add(time.Hour), Loaded: s.Now}
		if given {
			later.Earlier = s.Earlier
		}
		for id, confirm := range map[string]bool{"fear": false, "threats": true, "weapon": false, "relationship": false} {
			if st, _ := later.Find(id); st.Confirm != confirm || st.Afresh {
				t.Errorf("given %v, %s: %+v", given, id, st)
			}
		}
		if st, _ := later.Find("specific-threat"); !st.Afresh || st.Answer != "no" {
			t.Errorf("given %v, a sign of escalation: %+v", given, st)
		}
		if st, _ := later.Find("relationship"); st.AnsweredAt.IsZero() == given {
			t.Errorf("given %v, a fact: %+v", given, st)
		}
		if st, _ := later.Find("children"); !st.AnsweredAt.IsZero() {
			t.Errorf("given %v, a fact that has changed: %+v", given, st)
		}
	}
}

// Without an earlier assessment no step is marked.
func TestADraftOfItsOwnIsNotMarked(t *testing.T) {
	set := assesstest.Set()
	a := firstTime(set)
	a.Status = assess.Draft
	s := &conversation.Sitting{Set: set, A: a, Now: a.AssessedAt.Time().Add(100 * time.Hour), Loaded: a.AssessedAt.Time()}
	for _, st := range s.Steps() {
		if st.Confirm || !st.AnsweredAt.IsZero() {
			t.Errorf("%s: %+v", st.ID, st)
		}
	}
}

// What belongs to one contact is not carried over. What follows from it is, and an
// act_now stays until somebody has dealt with it.
func TestAReassessmentKeepsWhatFollowsAndNotTheContact(t *testing.T) {
	set := assesstest.Set()
	first := firstTime(set)
	at := assesstest.Instant("2026-11-20T14:20:00Z")
	first.Contact = assess.Contact{SafeToTalk: "no", Mode: "cover", Ended: "dropped", Heard: "yes", Back: at, SafeTimes: "after six", Language: "Polish", Interpreter: "her own", Needs: "large print"}
	first.OwnLife, first.MoreThanOnce, first.Reach = assess.OwnLifeNow, "yes", assess.Reach{Keys: "yes"}
	first.Help, first.ReadBack = []assess.Help{{Asked: at}}, assess.ReadBack{At: at, By: "H1", Agreed: "yes"}
	first.Handlers = []assess.Handler{{Reference: "H1", From: at}}
	first.Orders = []assess.Order{{ID: "o1", Manager: "M12"}}
	first.Accounts, first.Evidence = []assess.UsedAccount{{Kind: "phone"}}, []assess.Exhibit{{What: "voicemail"}}
	first.Updates = []assess.Update{{To: "victim", What: "served"}}
	first.EarlierActNow = []assess.EarlierActNow{
		{ID: "A0", Because: []string{"near-now"}},
		{ID: "A00", DealtWith: assess.DealtWith{By: "S7", At: at}},
	}
	a := conversation.Reassess(first, set)
	if want := (assess.Contact{SafeTimes: "after six", Language: "Polish", Interpreter: "her own", Needs: "large print"}); a.Contact != want {
		t.Errorf("the contact is %+v", a.Contact)
	}
	if a.OwnLife != "" || a.Help != nil || a.ReadBack != (assess.ReadBack{}) {
		t.Errorf("what was true of one contact is carried: %q %v %v", a.OwnLife, a.Help, a.ReadBack)
	}
	if len(a.Handlers) != 1 || len(a.Orders) != 1 || len(a.Accounts) != 1 || len(a.Evidence) != 1 || len(a.Updates) != 1 || a.MoreThanOnce != "yes" || a.Reach != first.Reach {
		t.Errorf("something that is still true is lost: %+v", a)
	}
	r := assess.Score(set, first)
	if !r.ActNow {
		t.Fatal("this needs an assessment with act_now")
	}
	if e := a.EarlierActNow; len(e) != 2 || e[0].ID != "A0" || e[1].ID != "A1" || e[1].At.String() != first.AssessedAt.String() || !slices.Equal(e[1].Because, r.ActNowBecause) || !e[1].Open() {
		t.Errorf("earlier act_now: %+v", e)
	}

	for name, tt := range map[string]struct {
		entry assess.EarlierActNow
		want  int
	}{
		"dealt with":            {assess.EarlierActNow{ID: "A1", At: first.AssessedAt, Because: r.ActNowBecause, DealtWith: assess.DealtWith{By: "S7", At: at}}, 0},
		"for another reason":    {assess.EarlierActNow{ID: "A1", At: first.AssessedAt, Because: []string{"another"}, DealtWith: assess.DealtWith{By: "S7", At: at}}, 1},
		"entered, still open":   {assess.EarlierActNow{ID: "A1", At: first.AssessedAt, Because: r.ActNowBecause}, 1},
		"of another dealt with": {assess.EarlierActNow{ID: "A0", At: first.AssessedAt, Because: r.ActNowBecause, DealtWith: assess.DealtWith{By: "S7", At: at}}, 1},
		"dealt with, as nobody": {assess.EarlierActNow{ID: "A1", At: first.AssessedAt, Because: r.ActNowBecause, DealtWith: assess.DealtWith{At: at, How: "rang"}}, 1},
	} {
		first.EarlierActNow = []assess.EarlierActNow{tt.entry}
		if got := conversation.Reassess(first, set).EarlierActNow; len(got) != tt.want || slices.ContainsFunc(got, func(e assess.EarlierActNow) bool { return !e.Open() }) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	first.Contact, first.EarlierActNow = assess.Contact{}, nil
	first.Responses.Set("stalking", "weapon", assess.Response{Answer: assess.No})
	if got := conversation.Reassess(first, set).EarlierActNow; len(got) > 0 {
		t.Errorf("without act_now: %+v", got)
	}
}
