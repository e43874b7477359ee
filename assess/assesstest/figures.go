package assesstest

import (
	"strings"

	"stalkrisk/assess"
)

// Figure is one count of a force: how many cases have an answer, over all (By is "") or in
// one group.
type Figure struct{ Name, By, Group, Answer string }

// figures plants what is counted in the closed case number k, and counts it. What is
// planted runs in cycles of different lengths, so that every two of them meet.
func (f *Force) figures(k int, a *assess.Assessment) {
	for _, item := range []string{"persistence", "fear"} {
		a.Responses.Set("stalking", item, assess.Response{Answer: assess.Yes})
	}
	area := a.Case.VictimArea
	if k%3 == 0 { // the same force
		a.Case.VictimArea = strings.ToUpper(area) + "  POLICE"
	}
	a.Case.Relationship = cycle(k/2, assess.Relationship("former_partner"), "stranger", "neighbour")
	a.Assessor.Role = cycle(k/3, assess.Role("call_handler"), "officer", "call_handler", "supervisor")
	is := func(figure, answer string) {
		month := a.AssessedAt.Time().Format("2006-01")
		for _, of := range []Figure{{}, {By: "area", Group: area}, {By: "month", Group: month}, {By: "relationship", Group: string(a.Case.Relationship)}} {
			if f.Figures == nil {
				f.Figures = map[Figure]int{}
			}
			f.Figures[Figure{figure, of.By, of.Group, answer}]++
		}
	}
	is("recognition", "stalking")
	f.support(k, a, is)
	f.recording(k, a, is)
	switch k % 11 {
	case 0:
		a.Override = &assess.Override{From: "moderate", Level: "high", Reason: "MARK-" + a.Case.Reference, By: "S1", At: a.AssessedAt}
		is("override", "in_force")
		is("override_reason", "given")
	case 1:
		a.Override = &assess.Override{From: "high", Level: "moderate", Reason: "MARK-" + a.Case.Reference, By: "S1", SecondPerson: "S2", At: a.AssessedAt} // it was high then
		is("override", "no_effect")
		is("override_reason", "given")
	}
	f.outcome(k, a, is)
}

func cycle[T any](k int, of ...T) T { return of[k%len(of)] }

func (f *Force) support(k int, a *assess.Assessment, is func(figure, answer string)) {
	a.Referral.Offered = cycle(k, assess.FactYes, assess.FactNo, "", assess.FactYes, assess.FactUnknown)
	is("referral_offered", orNotRecorded(string(a.Referral.Offered)))
	if a.Referral.Offered == assess.FactYes {
		a.Referral.Accepted = cycle(k/5, assess.FactYes, assess.FactYes, assess.FactNo, "")
		is("referral_accepted", orNotRecorded(string(a.Referral.Accepted)))
	}
}

func (f *Force) recording(k int, a *assess.Assessment, is func(figure, answer string)) {
	recorded := cycle(k, "stalking", "other_offence", "", "not_recorded", "other_offence", "stalking", "stalking")
	if recorded == "" {
		is("recording", "no_decision")
	} else {
		d := assess.Decision{About: "recording", Decision: assess.DecisionWord(recorded)}
		if k%2 == 0 {
			d.Reason = "MARK-" + a.Case.Reference
		}
		a.Decisions = append(a.Decisions, d)
		is("recording", recorded)
		if recorded != "stalking" {
			is("recording_reason", cycle(k, "given", "not_given"))
		}
	}
	switch spo := cycle(k/2, "considered", "", "applied_for", "", "not_pursued", "", "", "made", ""); spo {
	case "":
		is("spo", "not_recorded")
	case "made":
		a.Orders = []assess.Order{{ID: "o1", Kind: "interim_spo", From: f.day(-400), To: f.day(-100), Served: f.day(-399)}}
		is("spo", "made")
	default:
		a.Decisions = append(a.Decisions, assess.Decision{About: "spo", Decision: assess.DecisionWord(spo), Reason: "MARK-" + a.Case.Reference})
		is("spo", spo)
	}
}

// outcome plants what became of a case, and an assessment before the one that says so.
func (f *Force) outcome(k int, a *assess.Assessment, is func(figure, answer string)) {
	if k%13 < 3 {
		a.Outcome.Value = "death"
	}
	a.Outcome.Note = "MARK-" + a.Case.Reference
	is("outcome", string(a.Outcome.Value))
	if k%4 != 1 {
		return
	}
	before := Answered(Set(), assess.No)
	copied := a.Clone()
	copied.Responses, copied.Override, copied.Outcome, copied.ID = before.Responses, nil, assess.Outcome{}, a.ID+"-first"
	copied.AssessedAt = assess.InstantOf(a.AssessedAt.Time().AddDate(0, 0, -1))
	f.Assessments = append(f.Assessments, &copied)
	is("level_before "+string(a.Outcome.Value), "low")
}

func orNotRecorded(s string) string {
	if s == "" {
		return "not_recorded"
	}
	return s
}
