package assess_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// ItemStates agrees with what Score counted.
func TestItemStatesAgreeWithTheResult(t *testing.T) {
	set := assesstest.Set()
	rapid.Check(t, func(t *rapid.T) {
		a := assesstest.Invented(assesstest.FromRapid(t), set)
		r := assess.Score(set, a)
		var applies, answered int
		var carried, proposed, flags []string
		for i, st := range set.ItemStates(set.Stalking, a) {
			it := &set.Stalking.Items[i]
			if st.Applies {
				applies++
				if !st.Answer.Open() {
					answered++
				}
			} else if st.Answer != assess.NotAsked {
				t.Errorf("%s does not apply and is %s", it.ID, st.Answer)
			}
			if st.Carried {
				carried = append(carried, it.ID)
			}
			if st.Proposed {
				proposed = append(proposed, it.ID)
			}
			if st.Counts && it.Class == assess.ClassRedFlag {
				flags = append(flags, it.ID)
			}
			stored, _ := a.Responses.Of(set.Stalking.ID, it.ID)
			if st.Recorded != stored.Answer.OrNotAsked() {
				t.Errorf("%s: recorded %s, stored %q", it.ID, st.Recorded, stored.Answer)
			}
		}
		if applies != r.Completeness.Applicable || answered != r.Completeness.Answered {
			t.Errorf("%d of %d answered, the result has %+v", answered, applies, r.Completeness)
		}
		for what, lists := range map[string][2][]string{"carried": {carried, r.Carried}, "proposed": {proposed, r.Proposed}, "red flags": {flags, r.RedFlags}} {
			if !slices.Equal(lists[0], lists[1]) {
				t.Errorf("%s: %q, the result has %q", what, lists[0], lists[1])
			}
		}
		all := set.AllItemStates(a)
		for _, in := range set.All() {
			if !slices.Equal(all[in.ID], set.ItemStates(in, a)) {
				t.Errorf("%s: all at once are %+v, alone %+v", in.ID, all[in.ID], set.ItemStates(in, a))
			}
		}
		yes, proposedDash := 0, []string{}
		for i, st := range set.ItemStates(set.Dash, a) {
			if st.Counts {
				yes++
			}
			if st.Proposed && st.Answer.Open() {
				proposedDash = append(proposedDash, set.Dash.Items[i].ID)
			}
		}
		if yes != r.Dash.Yes || r.Dash.Applicability != "not_applicable" && !slices.Equal(proposedDash, r.Dash.Proposed) {
			t.Errorf("DASH: %d yes and %q proposed, the result has %+v", yes, proposedDash, r.Dash)
		}
	})
}

// A trial without changes returns the computed level, and no trial changes the
// answers.
func TestATrialSupposesAnswersAndKeepsThem(t *testing.T) {
	set := assesstest.Set()
	a := assesstest.Answered(set, assess.No)
	a.Incidents = []assess.Incident{{Kind: "intrusion", At: assesstest.When(day(3))}}
	trial := assess.Trial(set.Stalking, a)
	var intrusion, all assess.Set
	for i := range set.Stalking.Items {
		all.Add(i)
	}
	i, _ := set.Stalking.Item("intrusion")
	intrusion.Add(i)
	for _, c := range []struct {
		yes, no assess.Set
		want    string
	}{{assess.Set{}, assess.Set{}, "high"}, {assess.Set{}, all, "high"}, {all, assess.Set{}, "high"}, {assess.Set{}, assess.Set{}, "high"}} {
		if got := trial(c.yes, c.no); got != c.want {
			t.Errorf("got %s, want %s: no answer can remove what an incident shows", got, c.want)
		}
	}
	a.Incidents = nil
	trial = assess.Trial(set.Stalking, a)
	for _, c := range []struct {
		yes, no assess.Set
		want    string
	}{{assess.Set{}, assess.Set{}, "low"}, {intrusion, assess.Set{}, "high"}, {intrusion, intrusion, "low"}} {
		if got := trial(c.yes, c.no); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
