package assess_test

import (
	"testing"

	"pgregory.net/rapid"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// No finding lowers a level, whatever its value and the answers. Only frequency and
// severity raise escalation, and no higher than rising.
func TestNoFindingLowersAndOnlyTwoRaise(t *testing.T) {
	set := assesstest.Set()
	says := []string{"rising", "falling", "no_clear_trend", "too_few", "too_dense"}
	rapid.Check(t, func(t *rapid.T) {
		c := assesstest.FromRapid(t)
		a := assesstest.Invented(c, set)
		least, most := assess.WithTheseFindings(set, a, nil)
		found := map[string]string{}
		for _, name := range assess.FindingNames(false) {
			found[name] = assesstest.One(c, says...)
		}
		established, could := assess.WithTheseFindings(set, a, found)
		raises := found["frequency"] == "rising" || found["severity"] == "rising"
		for i, spec := range set.Stalking.Results {
			if established[i] < least[i] || could[i] < most[i] {
				t.Fatalf("%v lowers %s", found, spec.ID)
			}
			if established[i] > least[i] && !raises {
				t.Fatalf("%v raises %s", found, spec.ID)
			}
			if spec.ID == "escalation" && raises && established[i] < 1 {
				t.Fatalf("%v leaves escalation stable", found)
			}
			if spec.ID == "escalation" && established[i] > max(least[i], 1) {
				t.Fatalf("%v raises escalation beyond rising", found)
			}
		}
	})
}
