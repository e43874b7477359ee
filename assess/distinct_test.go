package assess_test

import (
	"fmt"
	"testing"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// Different names of what was recorded are counted, however many a Scorer has met and
// however alike they are.
func TestLabelsAreCountedAcrossManyAssessments(t *testing.T) {
	set := assesstest.Set()
	all := assess.NewQuestionnaires(set.All()...)
	var s assess.Scorer
	for n := range 1200 {
		a := assesstest.Answered(set, assess.No)
		name := fmt.Sprintf("Report %04d ended", n/2) // each comes in two assessments, so that it is known in the second
		other := fmt.Sprintf("Report %04d ended", n/2+1)
		for _, label := range []string{name, "", other, name, " report  " + name[7:], " "} {
			a.Incidents = append(a.Incidents, assess.Incident{Kind: "other", At: assesstest.When("2026-11-01"), RecordedAs: label})
		}
		if _, scored := s.Assess(all, a, set.Tool, nil); scored.Result.Timeline.Labels != 2 {
			t.Fatalf("assessment %d: %d labels, want 2", n, scored.Result.Timeline.Labels)
		}
	}
}
