package audit

import (
	"testing"
	"time"

	"stalkrisk/assess"
	"stalkrisk/assess/assesstest"
	"stalkrisk/assess/cases"
)

// history returns the assessments of one case, made on those days of March 2026, each
// with a review a week later, at low, moderate and high in turn.
func history(days ...int) (out []*Record) {
	for i, day := range days {
		at := time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC)
		r := &Record{Version: cases.Version{Key: "NP-1", At: at}, reviewBy: at.AddDate(0, 0, 7), said: make([]string, len(figures))}
		r.said[levelPlace] = []string{"low", "moderate", "high"}[i]
		out = append(out, r)
	}
	return out
}

func TestTheLevelIsTheFirstFigure(t *testing.T) {
	if id := figures[levelPlace].id; id != "level" {
		t.Errorf("it is %s", id)
	}
}

func unitOf(now int, h []*Record) *unit {
	return unitsOf(h, time.Date(2026, 3, now, 12, 0, 0, 0, time.UTC))[0]
}

func TestReviews(t *testing.T) {
	for name, tt := range map[string]struct {
		now     int
		days    []int
		outcome string
		want    string
	}{
		"looked at again in time":                 {31, []int{1, 8}, "", "in_time"},
		"late":                                    {31, []int{1, 9}, "", "late"},
		"the last review counts":                  {31, []int{1, 9, 10}, "", "in_time"},
		"not yet, and overdue":                    {9, []int{1}, "", "not_done"},
		"not yet, and not due":                    {8, []int{1}, "", "none_due"},
		"closed cases wait for none":              {31, []int{1}, "no_further_contact", "none_due"},
		"one that continued waits":                {31, []int{1}, "continued", "not_done"},
		"closed, but it had been looked at again": {31, []int{1, 9}, "death", "late"},
	} {
		h := history(tt.days...)
		h[len(h)-1].outcome = tt.outcome
		if got := unitOf(tt.now, h).reviewed(); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

func TestTheLevelBeforeAnOutcomeIsNoHindsight(t *testing.T) {
	for name, tt := range map[string]struct {
		days     []int
		outcomes []string
		on       string
		want     string
		outcome  string
	}{
		"the assessment before":                          {[]int{1, 5}, []string{"", "serious_harm"}, "", "low", "serious_harm"},
		"the only one":                                   {[]int{5}, []string{"serious_harm"}, "", "low", "serious_harm"},
		"the only one, made before":                      {[]int{5}, []string{"serious_harm"}, "2026-03-06", "low", "serious_harm"},
		"the only one, made afterwards":                  {[]int{5}, []string{"serious_harm"}, "2026-03-04", "none", "serious_harm"},
		"the gravest, though a later one says otherwise": {[]int{1, 5, 9}, []string{"", "serious_harm", "continued"}, "", "low", "serious_harm"},
		"it is kept when the case is assessed again":     {[]int{1, 5, 9}, []string{"", "continued", ""}, "", "low", "continued"},
		"not recorded":                                   {[]int{1}, []string{""}, "", "low", "not_recorded"},
	} {
		h := history(tt.days...)
		for i, o := range tt.outcomes {
			h[i].outcome = o
			if o != "" && tt.on != "" {
				h[i].outcomeOn = assesstest.Date(tt.on)
			}
		}
		u := unitOf(31, h)
		if got := u.levelBefore(); got != tt.want || u.outcome != tt.outcome {
			t.Errorf("%s: %s before %s, want %s before %s", name, got, u.outcome, tt.want, tt.outcome)
		}
	}
}

// What is counted of one assessment: an answer that is missing is not recorded, and the
// last decision on a subject is the one.
func TestWhatIsCountedOfOneAssessment(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*assess.Assessment)
		want   map[string]string
	}{
		"nothing recorded": {func(*assess.Assessment) {}, map[string]string{
			"referral_offered": notRecorded, "referral_accepted": notRecorded, "recording": "no_decision", "spo": notRecorded, "override": "none",
		}},
		"not known is not the same": {func(a *assess.Assessment) { a.Referral.Offered = assess.FactUnknown }, map[string]string{"referral_offered": "unknown"}},
		"the last decision, and its reason": {func(a *assess.Assessment) {
			a.Decisions = []assess.Decision{{About: "recording", Decision: "stalking"}, {About: "recording", Decision: "other_offence", Reason: " "}}
		}, map[string]string{"recording": "other_offence", "recording_reason": "not_given"}},
		"the furthest of the two orders": {func(a *assess.Assessment) {
			a.Decisions = []assess.Decision{{About: "spo", Decision: "considered"}, {About: "interim_spo", Decision: "applied_for"}}
		}, map[string]string{"spo": "applied_for"}},
		"an order that is there was made": {func(a *assess.Assessment) { a.Orders = []assess.Order{{Kind: "spo"}} }, map[string]string{"spo": "made"}},
		"another order is none":           {func(a *assess.Assessment) { a.Orders = []assess.Order{{Kind: "bail"}} }, map[string]string{"spo": notRecorded}},
		"there is none in Scotland":       {func(a *assess.Assessment) { a.Case.Jurisdiction = "scotland" }, map[string]string{"spo": "not_available"}},
		"an override that breaks a rule has no effect": {func(a *assess.Assessment) { a.Override = &assess.Override{From: "low", Level: "high"} }, map[string]string{
			"override": "no_effect", "override_reason": "not_given",
		}},
	} {
		a := assesstest.Answered(assesstest.Set(), assess.No)
		tt.change(a)
		set, scored := assess.Assess(assesstest.Questionnaires(), a, assess.Tool{}, nil)
		r := Of(set, a, &scored.Result)
		for figure, want := range tt.want {
			for i := range figures {
				if figures[i].id == figure && r.said[i] != want {
					t.Errorf("%s: %s is %q, want %s", name, figure, r.said[i], want)
				}
			}
		}
	}
}

// A question that was not asked, one whose answer is not known and one that does not
// apply are three things.
func TestHowOpenAQuestionIs(t *testing.T) {
	for want, s := range map[openness]assess.ItemState{
		answered: {Applies: true, Answer: assess.No}, unknown: {Applies: true, Answer: assess.Unknown}, declined: {Applies: true, Answer: assess.Declined},
		notAsked: {Applies: true, Answer: assess.NotAsked}, notApplicable: {Answer: assess.NotAsked},
	} {
		if got := opennessOf(&s); got != want {
			t.Errorf("%+v: %d, want %d", s, got, want)
		}
	}
}
