package questionnaires

import (
	"strings"
	"testing"

	"stalkrisk/assess"
)

// said returns an assessment in which these items are yes and others no, or not asked.
func said(set assess.Instruments, yes, no string) *assess.Assessment {
	a := &assess.Assessment{Case: assess.Case{Relationship: "acquaintance"}, Contact: assess.Contact{SafeToTalk: "yes"}}
	for words, answer := range map[string]assess.Answer{yes: assess.Yes, no: assess.No} {
		for _, id := range strings.Fields(words) {
			a.Responses.Set(set.Stalking.ID, id, assess.Response{Answer: answer})
		}
	}
	return a
}

// all returns the ids of the stalking items, besides those in but.
func all(set assess.Instruments, but string) string {
	var ids []string
	for i := range set.Stalking.Items {
		if id := set.Stalking.Items[i].ID; !strings.Contains(" "+but+" ", " "+id+" ") {
			ids = append(ids, id)
		}
	}
	return strings.Join(ids, " ")
}

func TestTheLevelInWords(t *testing.T) {
	set := shippedSet(t)
	for _, tt := range []struct{ yes, no, level, recent string }{
		{"", "", "Not enough answers yet.", "not known yet"},
		{"persistence", "told-no", "Not enough answers yet.", "not known yet"},
		{"", "near-now", "Moderate so far. Could be high.", "not known yet"},
		{"approach", all(set, "approach damage history"), "Moderate so far. Could be high.", "no recent worsening found"},
		{"persistence", all(set, "persistence fixation damage others-targeted history"), "Low so far. Could be moderate.", "no recent worsening found"},
		{"persistence", all(set, "persistence"), "Low.", "no recent worsening found"},
		{"firearm", "", "HIGH.", "not known yet"},
		{"silence", all(set, "silence"), "Moderate.", "getting worse"},
		{"weapon", "", "HIGH.", "IMMINENT danger signs"},
	} {
		r := assess.Score(set, said(set, tt.yes, tt.no))
		if got, recent := r.InWords(), r.RecentInWords(); got != tt.level || recent != tt.recent {
			t.Errorf("yes %q: %q, %q; want %q, %q", tt.yes, got, recent, tt.level, tt.recent)
		}
	}
}

// The reasons for help name what is true, and nothing else.
func TestWhyHelpMustBeSentNamesOnlyWhatIsTrue(t *testing.T) {
	set := shippedSet(t)
	for _, tt := range []struct{ yes, want string }{
		{"weapon specific-threat", "there is a weapon and a specific threat"},
		{"weapon threats-grave", "there is a weapon and a grave threat"},
		{"expects-harm preparation firearm", "there is planning, a fear of serious harm soon and access to a gun"},
		{"intrusion threats-grave more-often", "there is an intrusion, a grave threat and more frequent contact"},
		{"near-now", "this person is here, on the way, or waiting or watching right now"},
		{"weapon fear", ""},
		{"near-now weapon specific-threat threats-grave intrusion firearm more-often", "this person is here, on the way, or waiting or watching right now; there is a weapon, a specific threat, an intrusion, a grave threat and 2 more"},
	} {
		a := said(set, tt.yes, "")
		r := assess.Score(set, a)
		if got := strings.Join(set.Stalking.WhyActNow(a, &r), "; "); got != tt.want {
			t.Errorf("yes %q: %q, want %q", tt.yes, got, tt.want)
		}
	}
	a := said(set, "weapon threats-grave", "")
	a.Contact.SafeToTalk = "no"
	r := assess.Score(set, a)
	if got, want := strings.Join(set.Stalking.WhyActNow(a, &r), "; "), "it is not safe for the person to talk; there is a weapon and a grave threat"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Every yes has a name of a few words, which fits after "there is".
func TestEveryStalkingItemIsNamedInAFewWords(t *testing.T) {
	set := shippedSet(t)
	for i := range set.Stalking.Items {
		it := &set.Stalking.Items[i]
		if n := len(strings.Fields(it.Fact)); n == 0 || n > 8 {
			t.Errorf("%s: %q has %d words; want 1 to 8", it.ID, it.Fact, n)
		}
	}
}
