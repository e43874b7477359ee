package conversation

import (
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
)

// Nothing that was worked out is used after a change, even by who said that there is none.
func TestWhatChangesASittingDropsWhatWasWorkedOut(t *testing.T) {
	t.Parallel()
	a := assess.Assessment{Format: assess.AssessmentFormat, Stage: assess.FirstContact, AssessedAt: assess.InstantOf(time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))}
	set, _ := assesstest.Questionnaires().For(&a, assess.Tool{})
	s := Sitting{Set: set, A: &a, Now: a.AssessedAt.Time()}
	for name, change := range map[string]func(Step){
		"Record":        func(st Step) { s.Record(st, st.Options[0].Value) },
		"Leave":         func(Step) { s.Leave("parties") },
		"Passed":        func(st Step) { st.ToAsk = true; s.Passed(st) },
		"ConfirmCaller": func(Step) { s.ConfirmCaller() },
		"ConfirmHeld":   func(st Step) { s.ConfirmHeld([]Step{st}) },
		"Unask":         func(st Step) { s.Unask(st.ID) },
		"SetProgress":   func(Step) { s.SetProgress(Progress{}) },
		"MoveAdvice":    func(st Step) { s.MoveAdvice(st.ID) },
		"Speak":         func(Step) { s.Speak(assess.Translations{}, "") },
	} {
		s.Still(func() {
			first := s.Steps()[0]
			if s.still == nil {
				t.Fatal("nothing is kept")
			}
			if change(first); s.still != nil {
				t.Errorf("%s keeps the steps of before", name)
			}
		})
	}
}
